"""Museums in the admin: the dashboard of those who publish, the network's vocabularies."""

from datetime import datetime, timedelta

from django.db.models import Model
from django.http import HttpRequest
from django.templatetags.static import static
from django.urls import reverse
from django.utils.html import format_html
from django.utils.timezone import localdate
from django.utils.translation import gettext as _
from wagtail import hooks
from wagtail.admin.ui.components import Component
from wagtail.snippets.models import register_snippet
from wagtail.snippets.views.snippets import SnippetViewSet

from cms.country import AREAS_LABEL
from cms.menus import VOCABULARIES
from cms.models import DeletedPage, Licence, NetworkSettings, OutgoingMessage, SchoolHoliday
from cms.navigation import REPORT_HOOK
from museums import approval_hooks, life_hooks  # noqa: F401 -- their hooks register themselves
from museums.completeness import missing_from
from museums.dashboard import HOOK as CONCERNS
from museums.dashboard import MOST_LINES, Concern, Line, museum_at_hand
from museums.dashboard import NETWORK_HOOK as NETWORK_CONCERNS
from museums.dashboard_panels import (
    ConcernsPanel,
    MembersPanel,
    MuseumPanel,
    NetworkPanel,
    drafts_panel,
    on_line_panel,
)
from museums.imports import menu as imports_menu  # noqa: F401 -- its hooks register themselves
from museums.models import (
    Department,
    Label,
    MuseumPage,
    NetworkOpeningException,
    Service,
    Theme,
)
from museums.network import is_network
from museums.openings import is_stale
from museums.provisioning import NETWORK_MODELS_HOOK
from museums.querysets import MuseumQuerySet
from museums.reporting import report_address
from museums.teams import menu as teams_menu  # noqa: F401 -- its hooks register themselves
from museums.viewsets import MuseumViewSet

hooks.register(REPORT_HOOK, report_address)

QUIET = timedelta(days=365)


@hooks.register("construct_homepage_panels")
def add_museum_panels(request: HttpRequest, panels: list[Component]) -> None:
    """A museum's editor sees their museum first: what to add, what to look after, what is new."""
    museum = museum_at_hand(request)
    if museum:
        panels += [
            MuseumPanel(museum),
            ConcernsPanel(museum),
            drafts_panel(museum),
            on_line_panel(museum),
        ]
    if is_network(request.user):
        panels += [NetworkPanel(), MembersPanel()]


@hooks.register(CONCERNS)
def museum_page_concern(museum: MuseumPage, now: datetime) -> Concern:
    """What visitors do not find on the museum's page."""
    edit_url = reverse("wagtailadmin_pages:edit", args=[museum.pk])
    return Concern(
        heading=_("Your museum’s page lacks"),
        lines=(Line(name, edit_url) for name in missing_from(museum)),
        order=10,
        url=edit_url,
    )


@hooks.register(CONCERNS)
def hours_concern(museum: MuseumPage, now: datetime) -> Concern:
    """Hours that nobody has looked at for half a year."""
    edit_url = reverse("wagtailadmin_pages:edit", args=[museum.pk])
    is_due = is_stale(museum, localdate(now)) and museum.opening_slots.exists()
    return Concern(
        heading=_("Opening hours"),
        lines=[Line(_("Not confirmed for six months"), edit_url)] if is_due else [],
        order=15,
        url=edit_url,
    )


@hooks.register(NETWORK_CONCERNS)
def members_off_line(now: datetime) -> Concern:
    """Museums that visitors do not see yet, or no longer."""
    museums = MuseumPage.objects.sources().filter(live=False).order_by("title", "pk")
    return _about_members(_("Museums that are not on line"), museums, 10, "?status=draft")


@hooks.register(NETWORK_CONCERNS)
def members_without_picture(now: datetime) -> Concern:
    """Museums whose page shows nothing of them."""
    museums = MuseumPage.objects.members().filter(image=None)
    return _about_members(_("Museums without a picture"), museums, 20, "?picture=none")


@hooks.register(NETWORK_CONCERNS)
def quiet_members(now: datetime) -> Concern:
    """Museums that nobody has published anything for in a year."""
    museums = MuseumPage.objects.members().quiet_since(now - QUIET)
    return _about_members(_("Nothing published for a year"), museums, 30)


def _about_members(heading: str, museums: MuseumQuerySet, order: int, filters: str = "") -> Concern:
    """A concern whose lines are museums, by name and town."""
    return Concern(
        heading=heading,
        lines=(
            Line(museum.title, reverse("wagtailadmin_pages:edit", args=[museum.pk]), museum.town)
            for museum in museums[: MOST_LINES + 1]
        ),
        order=order,
        url=reverse("museum_explorer:index") + filters,
    )


@hooks.register("register_admin_viewset")
def museum_viewset() -> MuseumViewSet:
    """The list of the members, for those who answer for several."""
    return MuseumViewSet("museum_explorer")


@hooks.register("insert_global_admin_css")
def admin_css() -> str:
    """What the admin needs beyond Wagtail's own styles."""
    return format_html('<link rel="stylesheet" href="{}">', static("museums/css/admin.css"))


class ThemeViewSet(SnippetViewSet):
    """What collections are about."""

    model = Theme
    icon = "tag"
    menu_hook = VOCABULARIES
    menu_order = 100
    list_display = ["name", "name_en", "sort_order"]


class LabelViewSet(SnippetViewSet):
    """What somebody else vouches for."""

    model = Label
    icon = "tag"
    menu_hook = VOCABULARIES
    menu_order = 110
    list_display = ["name", "name_en", "sort_order"]


class ServiceViewSet(SnippetViewSet):
    """What museums have for their visitors."""

    model = Service
    icon = "tag"
    menu_hook = VOCABULARIES
    menu_order = 120
    list_display = ["name", "name_en", "sort_order"]


class DepartmentViewSet(SnippetViewSet):
    """The departments of the network's area."""

    model = Department
    icon = "globe"
    menu_hook = VOCABULARIES
    menu_order = 130
    menu_label = AREAS_LABEL
    list_display = ["code", "name"]


class NetworkOpeningExceptionViewSet(SnippetViewSet):
    """Days on which all the museums are closed, or open otherwise."""

    model = NetworkOpeningException
    icon = "time"
    menu_hook = VOCABULARIES
    menu_order = 140
    list_display = ["first_on", "last_on", "reason"]


for viewset in (
    ThemeViewSet,
    LabelViewSet,
    ServiceViewSet,
    DepartmentViewSet,
    NetworkOpeningExceptionViewSet,
):
    register_snippet(viewset)


@hooks.register(NETWORK_MODELS_HOOK)
def network_models() -> list[type[Model]]:
    """What the network's team keeps of the directory and of what every room shares.

    Of the mail that the site sends it has the rights there are: to look, and to send again. Of
    the bin too: to look into all of it, and to throw away.
    """
    return [
        Theme,
        Label,
        Service,
        Department,
        NetworkOpeningException,
        SchoolHoliday,
        Licence,
        NetworkSettings,
        OutgoingMessage,
        DeletedPage,
    ]
