"""The versions of a kit in the admin: what changed, how often each is downloaded, withdrawing."""

from typing import Any, NamedTuple

from django import forms
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.generic import TemplateView
from wagtail.admin import messages
from wagtail.admin.views.generic.base import WagtailAdminTemplateMixin

from schools.choices import Pack
from schools.models import ClassKitPage, KitDownload, KitRelease
from schools.templatetags.kits import pack_address


class WithdrawalForm(forms.Form):
    """Why a version is given out no longer; teachers who have its address read it."""

    reason = forms.CharField(
        label=gettext_lazy("Why is it withdrawn?"),
        max_length=300,
        help_text=gettext_lazy("Teachers who have its address read this sentence."),
        error_messages={"required": gettext_lazy("Say why: teachers will read it.")},
    )


class VersionRow(NamedTuple):
    """A version with its downloads by pack, and what may be done to it."""

    release: KitRelease
    url: str
    downloads: list[tuple[str, int]]
    total: int
    may_be_restored: bool


class KitVersionsView(WagtailAdminTemplateMixin, TemplateView):
    """All the versions of one kit, the latest first."""

    template_name = "schools/admin/kit_versions.html"
    header_icon = "clipboard-list"
    page_title = gettext_lazy("Versions and downloads")

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        if not self.kit.permissions_for_user(request.user).can_edit():
            raise PermissionDenied
        return super().dispatch(request, *args, **kwargs)

    @cached_property
    def kit(self) -> ClassKitPage:
        return get_object_or_404(ClassKitPage.objects.sources(), pk=self.kwargs["pk"])

    @cached_property
    def may_withdraw(self) -> bool:
        """Whoever may take the kit off line may withdraw a version of it."""
        return self.kit.permissions_for_user(self.request.user).can_unpublish()

    def get_page_subtitle(self) -> str:
        return self.kit.get_admin_display_title()

    def get_breadcrumbs_items(self) -> list[dict[str, Any]]:
        return [
            *super().get_breadcrumbs_items(),
            {
                "url": reverse("wagtailadmin_pages:edit", args=[self.kit.pk]),
                "label": self.kit.get_admin_display_title(),
            },
            {"url": "", "label": self.page_title},
        ]

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(**kwargs) | {
            "kit": self.kit,
            "rows": self._rows(),
            "may_withdraw": self.may_withdraw,
            "form": kwargs.get("form") or WithdrawalForm(),
            "wrong": kwargs.get("wrong"),
        }

    def _rows(self) -> list[VersionRow]:
        counted = KitDownload.objects.filter(release__kit=self.kit).by_release_and_pack()
        releases = self.kit.releases.select_related("built_by")
        return [self._row(release, counted) for release in releases]

    def _row(self, release: KitRelease, counted: dict[tuple[int, str], int]) -> VersionRow:
        counts = [(label, counted.get((release.pk, pack), 0)) for pack, label in Pack.choices]
        until = release.may_be_restored_until
        return VersionRow(
            release,
            pack_address(self.kit, release),
            [count for count in counts if count[1]],
            sum(number for _label, number in counts),
            bool(until and timezone.now() < until),
        )

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Withdraw a version with its reason, or give it out again within thirty days."""
        if not self.may_withdraw:
            raise PermissionDenied
        number = request.POST.get("version", "")
        number = int(number) if number.isdecimal() and len(number) < 6 else 0
        release = get_object_or_404(self.kit.releases, number=number)
        return self._restore(release) if release.is_withdrawn else self._withdraw(release)

    def _withdraw(self, release: KitRelease) -> HttpResponse:
        form = WithdrawalForm(self.request.POST)
        if not form.is_valid():
            return self.render_to_response(self.get_context_data(form=form, wrong=release.pk))
        release.withdraw(form.cleaned_data["reason"], timezone.now())
        said = _("Version %(number)s is withdrawn: its address says why.")
        messages.success(self.request, said % {"number": release.number})
        if self.kit.live and not self.kit.releases.standing().filter(number__gt=release.number):
            self._warn_of_page()
        return redirect(self.request.path)

    def _warn_of_page(self) -> None:
        """What was withdrawn is what the page of the kit still shows."""
        ways = (
            ("wagtailadmin_pages:edit", _("Edit the kit")),
            ("wagtailadmin_pages:unpublish", _("Take it off line")),
        )
        messages.warning(
            self.request,
            _("The page of the kit still shows what this version held."),
            buttons=[
                messages.button(reverse(name, args=[self.kit.pk]), label) for name, label in ways
            ],
        )

    def _restore(self, release: KitRelease) -> HttpResponse:
        names = {"number": release.number}
        if timezone.now() < release.may_be_restored_until:
            release.restore()
            messages.success(self.request, _("Version %(number)s is given out again.") % names)
        else:
            said = _("Version %(number)s was withdrawn more than 30 days ago: it stays so.")
            messages.error(self.request, said % names)
        return redirect(self.request.path)
