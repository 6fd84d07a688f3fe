"""Visit requests in the admin: their address, their place in the menu and on the dashboard."""

from datetime import datetime

from django.http import HttpRequest
from django.urls import URLPattern, URLResolver, include, path, reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail import hooks
from wagtail.admin.menu import MenuItem

from cms.templatetags.components import long_day
from museums.dashboard import HOOK as CONCERNS
from museums.dashboard import MOST_LINES, Concern, Line
from museums.explorers import editable_by
from museums.models import MuseumPage
from schools.models import VisitOfferPage, VisitRequest
from schools.request_views import VisitRequestsView


@hooks.register("register_admin_urls")
def request_urls() -> list[URLPattern | URLResolver]:
    """Where the requests are in the admin."""
    patterns = [path("", VisitRequestsView.as_view(), name="index")]
    return [path("visit-requests/", include((patterns, "visit_requests")))]


class RequestsMenuItem(MenuItem):
    """In the menu of those whose museum offers classes something."""

    def is_shown(self, request: HttpRequest) -> bool:
        return editable_by(request.user, VisitOfferPage.objects.all()).exists()


@hooks.register("register_admin_menu_item")
def requests_menu_item() -> MenuItem:
    """The way to the requests."""
    return RequestsMenuItem(
        gettext_lazy("Visit requests"),
        reverse("visit_requests:index"),
        name="visit-requests",
        icon_name="mail",
        order=132,
    )


@hooks.register(CONCERNS)
def requests_to_answer(museum: MuseumPage, now: datetime) -> Concern:
    """Classes that wait for an answer."""
    offers = VisitOfferPage.objects.descendant_of(museum)
    requests = VisitRequest.objects.for_offers(offers).unanswered()
    return Concern(
        heading=_("Visit requests to answer"),
        lines=(
            Line(str(asked), reverse("visit_requests:index"), long_day(asked.sent_at))
            for asked in requests[: MOST_LINES + 1]
        ),
        order=10,
        url=reverse("visit_requests:index"),
    )
