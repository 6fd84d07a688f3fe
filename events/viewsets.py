"""The list of events in the admin."""

import django_filters
from django import forms
from django.db.models import QuerySet
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext_lazy as _
from wagtail.admin.ui.tables import Column

from events.models import EventPage, EventType
from events.page_querysets import EventQuerySet
from museums.explorers import (
    MUSEUM,
    SELECTION,
    STATUS,
    TITLE,
    ExplorerView,
    ExplorerViewSet,
    MemberFilterSet,
    picture_filter,
)

COMING, OVER = "coming", "over"


class EventFilterSet(MemberFilterSet):
    """Events by museum, type and date, and those that want a picture."""

    when = django_filters.ChoiceFilter(
        label=_("Dates"),
        choices=[(COMING, _("With dates to come")), (OVER, _("Without a date to come"))],
        empty_label=_("All"),
        widget=forms.RadioSelect,
        method="by_date",
    )
    event_type = django_filters.ModelChoiceFilter(
        label=_("Type"),
        queryset=EventType.objects.all(),
        empty_label=_("All"),
        widget=forms.Select,
    )
    picture = picture_filter()

    class Meta:
        model = EventPage
        fields = ()

    def by_date(self, events: QuerySet, name: str, value: str) -> QuerySet:
        return events.filter(next_on__isnull=value == OVER)


def next_date(event: EventPage) -> str:
    """The day of the next date; of an exhibition the first one and the last."""
    if event.next_on is None:
        return "–"
    days = dict.fromkeys((event.next_on, event.next_ends_on))
    return " – ".join(date_format(day, "SHORT_DATE_FORMAT") for day in days)


class EventExplorerView(ExplorerView):
    """Events with their next date."""

    add_item_label = _("Add an event")
    dated_columns = ("next_on",)

    def explored(self, pages: EventQuerySet) -> EventQuerySet:
        return super().explored(pages).with_next_date(timezone.now())


class EventViewSet(ExplorerViewSet):
    """Events in the admin."""

    model = EventPage
    index_view_class = EventExplorerView
    filterset_class = EventFilterSet
    icon = "date"
    menu_label = _("Events")
    menu_order = 120
    columns = (
        SELECTION,
        TITLE,
        Column("next_on", label=_("Next date"), accessor=next_date, sort_key="next_on"),
        MUSEUM,
        STATUS,
    )
