"""The ways to the end of an offer: from its form, from every list, from the dashboard."""

from collections.abc import Iterator
from datetime import datetime, timedelta
from typing import Any

from django.urls import URLPattern, path, reverse
from django.utils.translation import gettext as _
from wagtail import hooks
from wagtail.admin.widgets import Button
from wagtail.models import Page

from cms.models import User
from cms.templatetags.components import calendar_day
from jobs.life_views import OfferLifeView, relist_offer
from jobs.models import JobPage
from jobs.pasting_views import PasteOfferView
from museums.dashboard import HOOK as CONCERNS
from museums.dashboard import MOST_LINES, Concern, Line
from museums.models import MuseumPage

SOON = timedelta(days=14)


@hooks.register("register_admin_urls")
def life_urls() -> list[URLPattern]:
    """What one does with an offer besides writing it."""
    return [
        path("offres/<int:offer_id>/fin/", OfferLifeView.as_view(), name="offer_life"),
        path("offres/<int:offer_id>/republier/", relist_offer, name="relist_offer"),
        path("offres/coller/<int:parent_id>/", PasteOfferView.as_view(), name="paste_offer"),
    ]


@hooks.register("register_page_listing_more_buttons")
@hooks.register("register_page_header_buttons")
def life_button(page: Page, user: User, **kwargs: Any) -> Iterator[Button]:
    """One click from an offer that is on line, wherever it is listed or edited."""
    if page.specific_class is not JobPage or not page.live or page.alias_of_id:
        return
    if page.permissions_for_user(user).can_edit():
        url = reverse("offer_life", args=[page.pk])
        yield Button(_("Prolong or close"), url, icon_name="calendar", priority=12)


@hooks.register(CONCERNS)
def offers_closing_soon(museum: MuseumPage, now: datetime) -> Concern:
    """Offers that close within two weeks: somebody may want to prolong them."""
    offers = JobPage.objects.sources().live().descendant_of(museum)
    return Concern(
        heading=_("Job offers that end soon"),
        lines=(
            Line(
                offer.get_admin_display_title(),
                reverse("offer_life", args=[offer.pk]),
                _("until %(day)s") % {"day": calendar_day(offer.last_day)},
            )
            for offer in offers.closing_before(now + SOON, now)[: MOST_LINES + 1]
        ),
        order=30,
        url=reverse("job_explorer:index") + "?is_open=open&ordering=closes_at",
    )
