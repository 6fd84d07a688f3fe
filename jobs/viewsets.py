"""The list of job offers in the admin."""

import django_filters
from django import forms
from django.db.models import QuerySet
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext_lazy as _
from wagtail.admin.ui.tables import Column

from jobs.models import ContractType, JobPage
from museums.explorers import (
    MUSEUM,
    SELECTION,
    STATUS,
    TITLE,
    ExplorerView,
    ExplorerViewSet,
    MemberFilterSet,
)

OPEN, CLOSED = "open", "closed"


class JobFilterSet(MemberFilterSet):
    """Offers by museum and type of contract, open or closed."""

    is_open = django_filters.ChoiceFilter(
        label=_("Applications"),
        choices=[(OPEN, _("Open")), (CLOSED, _("Closed"))],
        empty_label=_("All"),
        widget=forms.RadioSelect,
        method="by_deadline",
    )
    contract_types = django_filters.ModelChoiceFilter(
        label=_("Type of contract"),
        queryset=ContractType.objects.all(),
        empty_label=_("All"),
        widget=forms.Select,
    )

    class Meta:
        model = JobPage
        fields = ()

    def by_deadline(self, offers: QuerySet, name: str, value: str) -> QuerySet:
        now = timezone.now()
        return offers.open(now) if value == OPEN else offers.closed(now)


def closing_day(offer: JobPage) -> str:
    """The last day on which one may apply."""
    return date_format(offer.last_day, "SHORT_DATE_FORMAT")


class JobExplorerView(ExplorerView):
    """Offers with their last day."""

    add_item_label = _("Add a job offer")


class JobViewSet(ExplorerViewSet):
    """Job offers in the admin."""

    model = JobPage
    index_view_class = JobExplorerView
    filterset_class = JobFilterSet
    icon = "user"
    menu_label = _("Job offers")
    menu_order = 140
    columns = (
        SELECTION,
        TITLE,
        Column("closes_at", label=_("Last day"), accessor=closing_day, sort_key="closes_at"),
        MUSEUM,
        STATUS,
    )
