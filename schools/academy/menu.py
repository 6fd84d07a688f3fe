"""The partnership in the admin: its addresses, its menus, what dashboards say of it."""

from collections.abc import Iterator
from datetime import datetime, timedelta
from typing import Any

from django.http import HttpRequest
from django.urls import URLPattern, URLResolver, include, path, reverse
from django.utils.timezone import localdate
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail import hooks
from wagtail.admin.menu import MenuItem
from wagtail.admin.ui.components import Component
from wagtail.admin.widgets import Button
from wagtail.models import Page

from cms.bin import ROWS_HOOK
from cms.models import User
from cms.navigation import ALTERNATE_HOOK, AlternateLink
from cms.templatetags.components import long_day
from museums.dashboard import HOOK as CONCERNS
from museums.dashboard import MOST_LINES, NETWORK_HOOK, Concern, Line
from museums.models import MuseumPage
from museums.network import PARTNERS_GROUP
from schools.academy import views
from schools.academy.reminding import ending_agreements
from schools.academy.states import DECIDED
from schools.academy.statistics_view import StatisticsView
from schools.academy.viewsets import PartnershipViewSetGroup
from schools.models import ClassKitPage, KitValidation

NEWS = timedelta(days=30)
"""How long a dashboard tells what an academy answered."""


@hooks.register("register_admin_urls")
def academy_urls() -> list[URLPattern | URLResolver]:
    """Where academies read and answer, and museums ask."""
    review = "<int:pk>/"
    patterns = [
        path("", views.QueueView.as_view(), name="index"),
        path("results/", views.QueueView.as_view(results_only=True), name="index_results"),
        path("statistics/", StatisticsView.as_view(), name="statistics"),
        path(review, views.ReviewView.as_view(), name="review"),
        path(f"{review}pack/", views.ReleasePackView.as_view(), name="pack"),
        path(f"{review}read/", views.ReleasePageView.as_view(), name="read"),
        path(f"{review}read/<path:path>", views.ReleasePageView.as_view(), name="page"),
    ]
    return [
        path("kit-reviews/", include((patterns, "kit_reviews"))),
        path(
            "kits/<int:kit_id>/validations/",
            views.KitValidationsView.as_view(),
            name="kit_validations",
        ),
        path("agreements/<int:pk>/file/", views.agreement_file, name="agreement_file"),
    ]


class PartnersMenuItem(MenuItem):
    """In the menu of partners and of the network's team; known without a query."""

    def is_shown(self, request: HttpRequest) -> bool:
        return request.user.has_perm("schools.view_kitvalidation")


@hooks.register("register_admin_menu_item")
def queue_menu_item() -> MenuItem:
    """The way to what awaits an academy's answer."""
    return PartnersMenuItem(
        gettext_lazy("Kits to be read"),
        reverse("kit_reviews:index"),
        name="kit-reviews",
        icon_name="clipboard-list",
        order=131,
    )


@hooks.register(PartnershipViewSetGroup.submenu_hook)
def statistics_menu_item() -> MenuItem:
    """The way to how kits are used."""
    return PartnersMenuItem(
        gettext_lazy("Downloads of kits"),
        reverse("kit_reviews:statistics"),
        name="kit-statistics",
        icon_name="download",
        order=40,
    )


@hooks.register("register_admin_viewset")
def partnership_viewset() -> PartnershipViewSetGroup:
    """Academies, agreements and relay teachers, kept by the network's team."""
    return PartnershipViewSetGroup()


@hooks.register("register_page_header_buttons")
def validation_button(page: Page, user: User, **kwargs: Any) -> Iterator[Button]:
    """From a kit's form to where its validation is asked for."""
    if page.specific_class is ClassKitPage and page.permissions_for_user(user).can_edit():
        url = reverse("kit_validations", args=[page.pk])
        yield Button(_("Validation by the academy"), url, icon_name="check", priority=60)


@hooks.register("register_page_listing_more_buttons")
def validation_listing_button(
    page: Page, user: User, next_url: str | None = None
) -> Iterator[Button]:
    """The same from the list of kits."""
    yield from validation_button(page, user)


class QueuePanel(Component):
    """What somebody is asked to read for an academy; nothing for all others."""

    order = 9
    template_name = "schools/admin/queue_panel.html"

    def __init__(self, user: User) -> None:
        self.user = user

    def get_context_data(self, parent_context: dict[str, Any]) -> dict[str, Any]:
        waiting = KitValidation.objects.open().for_partner(self.user).with_kit()
        return {"waiting": waiting.order_by("requested_at", "pk")[:MOST_LINES]}


@hooks.register("construct_homepage_panels", order=1)
def add_queue_panel(request: HttpRequest, panels: list[Component]) -> None:
    """A partner's dashboard begins with it."""
    if request.user.has_perm("schools.view_kitvalidation"):
        panels.append(QueuePanel(request.user))


@hooks.register(CONCERNS)
def answers_of_academies(museum: MuseumPage, now: datetime) -> Concern:
    """What academies said of a museum's kits, this month."""
    answers = KitValidation.objects.of_museum(museum).filter(
        state__in=DECIDED, decided_on__gt=localdate(now) - NEWS
    )
    return Concern(
        heading=_("What the academy answered"),
        lines=(
            Line(
                answer.kit.get_admin_display_title(),
                reverse("kit_validations", args=[answer.kit.pk]),
                answer.get_state_display(),
            )
            for answer in answers.with_kit().order_by("-decided_on", "-pk")[: MOST_LINES + 1]
        ),
        order=35,
        url=reverse("class_kit_explorer:index"),
    )


@hooks.register(NETWORK_HOOK)
def agreements_that_end(now: datetime) -> Concern:
    """Agreements that end within ninety days."""
    return Concern(
        heading=_("Agreements with academies that end soon"),
        lines=(
            Line(
                str(agreement),
                reverse("agreements:edit", args=[agreement.pk]),
                long_day(agreement.ends_on, "year"),
            )
            for agreement in ending_agreements(localdate(now))
        ),
        order=45,
        url=reverse("agreements:index"),
    )


@hooks.register(NETWORK_HOOK)
def partners_of_no_academy(now: datetime) -> Concern:
    """Those who came to read kits, and whom no academy names yet: nothing is shown to them."""
    people = User.objects.filter(groups__name=PARTNERS_GROUP, is_active=True)
    idle = people.filter(academy_partnerships=None).order_by("last_name", "pk")
    return Concern(
        heading=_("Academic partners to be added to their academy"),
        lines=(
            Line(person.get_full_name() or person.email, reverse("academies:index"))
            for person in idle[: MOST_LINES + 1]
        ),
        order=44,
        url=reverse("academies:index"),
    )


@hooks.register(ALTERNATE_HOOK)
def record_link(page: Page, request: HttpRequest) -> Iterator[AlternateLink]:
    """Catalogues find the record of a kit from its page."""
    if isinstance(page, ClassKitPage) and page.current_release:
        url = reverse("kit_record", args=[page.key, page.current_release.number])
        yield AlternateLink("application/xml", "ScoLOMFR", url)


@hooks.register(ROWS_HOOK, order=1)
def validations_of_kit(page: Page) -> list[KitValidation]:
    """A restored kit has what academies said of its versions."""
    return list(KitValidation.objects.filter(release__kit=page.pk))
