"""« Coller une annonce »: the text of a notice, pasted, becomes a draft in the normal form."""

from typing import Any

from django import forms
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.html import format_html, format_html_join
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from django.views import View
from wagtail.admin import messages
from wagtail.admin.views.generic.base import WagtailAdminTemplateMixin
from wagtail.admin.views.pages.utils import get_breadcrumbs_items_for_page
from wagtail.models import Page

from jobs.duplicates import warn_of_duplicates
from jobs.models import JobIndexPage
from jobs.pasted_offers import draft_from
from museums.models import MuseumPage

LONGEST = 50_000  # characters: ten times a long notice
SHOWN = 12  # of the lines left over


class PasteForm(forms.Form):
    """The text of a notice."""

    text = forms.CharField(
        label=gettext_lazy("Text of the notice"),
        max_length=LONGEST,
        widget=forms.Textarea(attrs={"rows": 20}),
        help_text=gettext_lazy(
            "Open the notice on emploi-territorial.fr, select all of it from its title to its "
            "end, copy it, and paste it here."
        ),
        error_messages={"required": gettext_lazy("Paste the text of the notice.")},
    )


class PasteOfferView(WagtailAdminTemplateMixin, View):
    """Where one pastes; for those who may add an offer there, for others it does not exist."""

    template_name = "jobs/admin/paste_offer.html"
    page_title = gettext_lazy("Paste a notice")
    header_icon = "clipboard-list"

    def dispatch(self, request: HttpRequest, parent_id: int) -> HttpResponse:
        parent = get_object_or_404(Page.objects.filter(alias_of=None), pk=parent_id).specific
        is_place = isinstance(parent, MuseumPage | JobIndexPage)
        if not is_place or not parent.permissions_for_user(request.user).can_add_subpage():
            raise Http404
        self.parent = parent
        return super().dispatch(request)

    def get(self, request: HttpRequest) -> HttpResponse:
        return self.show(PasteForm())

    def post(self, request: HttpRequest) -> HttpResponse:
        form = PasteForm(request.POST)
        if not form.is_valid():
            return self.show(form)
        offer, left = draft_from(form.cleaned_data["text"], self.parent, request.user)
        messages.success(request, _("The form is filled in. Read it again before you publish it."))
        if left:
            messages.warning(request, self.left_over(left))
        warn_of_duplicates(request, offer)
        return redirect("wagtailadmin_pages:edit", offer.pk)

    def left_over(self, left: list[str]) -> str:
        """The lines that have no field, the first of them word for word."""
        count = ngettext(
            "%(count)s line has no field of its own. It stands at the end of the text, under "
            "“To be put in its place”:",
            "%(count)s lines have no field of their own. They stand at the end of the text, under "
            "“To be put in its place”:",
            len(left),
        ) % {"count": len(left)}
        more = [("…",)] if len(left) > SHOWN else []
        lines = format_html_join("", "<li>{}</li>", [*((line,) for line in left[:SHOWN]), *more])
        return format_html("{}<ul>{}</ul>", count, lines)

    def show(self, form: forms.Form) -> HttpResponse:
        return self.render_to_response(self.get_context_data(form=form, parent=self.parent))

    def get_page_subtitle(self) -> str:
        return self.parent.get_admin_display_title()

    def get_breadcrumbs_items(self) -> list[dict[str, Any]]:
        above = get_breadcrumbs_items_for_page(self.parent, self.request.user)
        return [*above, {"url": "", "label": self.page_title}]
