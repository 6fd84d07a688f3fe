"""The end of an offer in the admin: prolong it, close it, publish it again."""

from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views import View
from django.views.decorators.http import require_POST
from wagtail.admin import messages
from wagtail.admin.views.generic.base import WagtailAdminTemplateMixin
from wagtail.admin.views.pages.utils import get_breadcrumbs_items_for_page

from cms.models import User
from cms.templatetags.components import calendar_day
from jobs import life
from jobs.life_forms import LifeForms
from jobs.models import JobPage


class OfferLifeView(WagtailAdminTemplateMixin, View):
    """What can be done about the end of an offer that is on line.

    An offer that somebody may not even edit does not exist for them.
    """

    template_name = "jobs/admin/offer_life.html"
    page_title = gettext_lazy("Prolong, close, publish again")
    header_icon = "calendar"

    def dispatch(self, request: HttpRequest, offer_id: int) -> HttpResponse:
        self.now = timezone.now()
        self.offer = get_object_or_404(JobPage.objects.sources().live(), pk=offer_id)
        if not self.offer.permissions_for_user(request.user).can_edit():
            raise Http404
        self.refusal = life.refusal(self.offer, request.user)
        return super().dispatch(request)

    def get(self, request: HttpRequest) -> HttpResponse:
        return self.show(LifeForms(self.offer, self.now))

    def post(self, request: HttpRequest) -> HttpResponse:
        if self.refusal:
            return self.show(LifeForms(self.offer, self.now), status=403)
        forms = LifeForms(self.offer, self.now, request.POST)
        done = forms.carry_out(request.user)
        if not done:
            return self.show(forms)
        messages.success(request, self.said(done))
        return redirect("offer_life", self.offer.pk)

    def said(self, done: str) -> str:
        """What was done, in a sentence."""
        offer = JobPage.objects.get(pk=self.offer.pk)
        if done == "prolong":
            return _("“%(title)s” is open until %(day)s. Visitors see it now.") % {
                "title": offer.title,
                "day": calendar_day(offer.last_day, "year"),
            }
        return _("“%(title)s” is closed. Visitors read why.") % {"title": offer.title}

    def show(self, forms: LifeForms, status: int = 200) -> HttpResponse:
        context = self.get_context_data(
            offer=self.offer,
            refusal=self.refusal,
            is_open=self.offer.is_open(self.now),
            changes=self.offer.deadline_changes.all(),
            may_relist=may_relist(self.offer, self.request.user),
            prolong_form=forms.prolong,
            close_form=forms.close,
        )
        return self.render_to_response(context, status=status)

    def get_page_subtitle(self) -> str:
        return self.offer.get_admin_display_title()

    def get_breadcrumbs_items(self) -> list[dict[str, str]]:
        above = get_breadcrumbs_items_for_page(self.offer, self.request.user)
        return [*above, {"url": "", "label": self.page_title}]


def may_relist(offer: JobPage, user: User) -> bool:
    """Whether somebody may edit the offer, and add another one beside it."""
    may_add = offer.get_parent().specific.permissions_for_user(user).can_add_subpage()
    return may_add and offer.permissions_for_user(user).can_edit()


@require_POST
def relist_offer(request: HttpRequest, offer_id: int) -> HttpResponse:
    """Make a draft that says the same, and open it where its deadline is asked for."""
    offer = get_object_or_404(JobPage.objects.sources(), pk=offer_id)
    if not offer.permissions_for_user(request.user).can_edit():
        raise Http404
    if not may_relist(offer, request.user):
        raise PermissionDenied
    now = timezone.now()
    if offer.is_open(now):
        messages.error(request, _("This offer is still open: prolong it instead."))
        return redirect("wagtailadmin_pages:edit", offer.pk)
    draft = life.relist(offer, request.user, now)
    messages.warning(
        request,
        _(
            "This is a copy of “%(title)s”. Give it a deadline and publish it: the page of the "
            "first offer will lead to it."
        )
        % {"title": offer.title},
    )
    return redirect("wagtailadmin_pages:edit", draft.pk)
