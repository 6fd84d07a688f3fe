"""What the network's team keeps for every room: licences, school holidays."""

from django.utils.translation import gettext_lazy as _
from wagtail.snippets.models import register_snippet
from wagtail.snippets.views.snippets import SnippetViewSet, SnippetViewSetGroup

from cms.models import Licence, SchoolHoliday


class LicenceViewSet(SnippetViewSet):
    """What one may do with a work."""

    model = Licence
    icon = "doc-full"
    list_display = ["label", "code", "allows_redistribution", "allows_edit", "allows_commercial"]


class SchoolHolidayViewSet(SnippetViewSet):
    """The school calendar, which schedules follow."""

    model = SchoolHoliday
    icon = "date"
    list_display = ["name", "zone", "starts_on", "ends_on"]
    list_filter = ["zone"]


class SharedVocabularies(SnippetViewSetGroup):
    """What all the rooms share."""

    menu_label = _("Shared vocabulary")
    menu_icon = "list-ul"
    items = (LicenceViewSet, SchoolHolidayViewSet)


register_snippet(SharedVocabularies)
