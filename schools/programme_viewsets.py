"""The points of the programme in the admin: the network's list, and choosing from it."""

from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _
from wagtail.snippets.views.chooser import ChooseResultsView, ChooseView, SnippetChooserViewSet
from wagtail.snippets.views.snippets import SnippetViewSet

from cms.columns import YesNoColumn
from cms.menus import VOCABULARIES
from schools.models import ProgrammeItem


class CurrentItems:
    """Only what is still in the official list."""

    def get_object_list(self) -> QuerySet[ProgrammeItem]:
        return super().get_object_list().filter(is_current=True)


class ChooseItemView(CurrentItems, ChooseView):
    """What opens from the form of a kit."""


class ChooseItemResultsView(CurrentItems, ChooseResultsView):
    """The same, while words are typed."""


class ProgrammeItemChooserViewSet(SnippetChooserViewSet):
    """Finds one among thousands by its words."""

    choose_view_class = ChooseItemView
    choose_results_view_class = ChooseItemResultsView


class ProgrammeItemViewSet(SnippetViewSet):
    """Points of the school programmes."""

    model = ProgrammeItem
    icon = "list-ul"
    menu_hook = VOCABULARIES
    menu_order = 330
    chooser_viewset_class = ProgrammeItemChooserViewSet
    list_display = ["label", "parent", YesNoColumn("is_current", label=_("In use"))]
    list_filter = ["is_current"]
