"""Museums in the admin: the dashboard of those who publish, the network's vocabularies."""

from typing import Any

from django.db.models import Model
from django.http import HttpRequest
from django.templatetags.static import static
from django.utils.html import format_html
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.ui.components import Component
from wagtail.snippets.models import register_snippet
from wagtail.snippets.views.snippets import SnippetViewSet, SnippetViewSetGroup

from cms.models import DeletedPage, Licence, NetworkSettings, OutgoingMessage, SchoolHoliday
from museums.actions import museum_actions
from museums.models import (
    Department,
    Label,
    MuseumPage,
    NetworkOpeningException,
    Service,
    Theme,
)
from museums.provisioning import NETWORK_MODELS_HOOK

MOST_MUSEUMS = 3  # beyond that it is the network's team, who has the page explorer


class MuseumsPanel(Component):
    """The museums that somebody publishes for, each with what can be added in one click."""

    order = 10
    template_name = "museums/admin/museums_panel.html"

    def get_context_data(self, parent_context: dict[str, Any]) -> dict[str, Any]:
        user = parent_context["request"].user
        museums = MuseumPage.objects.published_by(user)[:MOST_MUSEUMS]
        return {
            "museums": [{"museum": museum, "actions": museum_actions(museum)} for museum in museums]
        }


@hooks.register("construct_homepage_panels")
def add_museums_panel(request: HttpRequest, panels: list[Component]) -> None:
    """A museum's editor sees their museum first."""
    panels.insert(0, MuseumsPanel())


@hooks.register("insert_global_admin_css")
def admin_css() -> str:
    """What the admin needs beyond Wagtail's own styles."""
    return format_html('<link rel="stylesheet" href="{}">', static("museums/css/admin.css"))


class ThemeViewSet(SnippetViewSet):
    """What collections are about."""

    model = Theme
    icon = "tag"
    list_display = ["name", "name_en", "sort_order"]


class LabelViewSet(SnippetViewSet):
    """What somebody else vouches for."""

    model = Label
    icon = "tag"
    list_display = ["name", "name_en", "sort_order"]


class ServiceViewSet(SnippetViewSet):
    """What museums have for their visitors."""

    model = Service
    icon = "tag"
    list_display = ["name", "name_en", "sort_order"]


class DepartmentViewSet(SnippetViewSet):
    """The departments of the network's area."""

    model = Department
    icon = "globe"
    list_display = ["code", "name"]


class NetworkOpeningExceptionViewSet(SnippetViewSet):
    """Days on which all the museums are closed, or open otherwise."""

    model = NetworkOpeningException
    icon = "time"
    list_display = ["first_on", "last_on", "reason"]


class DirectoryVocabularies(SnippetViewSetGroup):
    """The words of the directory, kept by the network's team."""

    menu_label = _("Museum vocabulary")
    menu_icon = "list-ul"
    items = (
        ThemeViewSet,
        LabelViewSet,
        ServiceViewSet,
        DepartmentViewSet,
        NetworkOpeningExceptionViewSet,
    )


register_snippet(DirectoryVocabularies)


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
