"""The lists of class kits and of offers for classes in the admin."""

from typing import TYPE_CHECKING

import django_filters
from django import forms
from django.db.models import QuerySet
from django.utils.text import capfirst
from django.utils.timezone import localdate
from django.utils.translation import gettext_lazy as _
from wagtail.admin.ui.tables import Column

from cms.columns import DayColumn
from museums.explorers import (
    MUSEUM,
    SELECTION,
    STATUS,
    TITLE,
    ExplorerView,
    ExplorerViewSet,
    MemberFilterSet,
)
from schools.academy.states import ENDED, ValidationState
from schools.filtering import OFFERS, for_levels
from schools.models import ClassKitPage, SchoolLevel, VisitOfferPage
from schools.querysets import ClassKitQuerySet, ForClassesQuerySet

if TYPE_CHECKING:
    from django.utils.functional import _StrPromise

DUE = "due"
NOT_REQUESTED = "none"
VALIDATIONS = {
    state.value: capfirst(state.label)
    for state in ValidationState
    if state != ValidationState.WITHDRAWN
} | {ENDED: _("No longer in force")}


class ClassKitFilterSet(MemberFilterSet):
    """Kits by museum and class, and those to be read again."""

    level = django_filters.ModelChoiceFilter(
        label=_("Class or cycle"),
        queryset=SchoolLevel.objects.all(),
        empty_label=_("All"),
        widget=forms.Select,
        method="of_level",
    )
    review = django_filters.ChoiceFilter(
        label=_("Review"),
        choices=[(DUE, _("To be read again"))],
        empty_label=_("All"),
        widget=forms.RadioSelect,
        method="by_review",
    )
    validation = django_filters.ChoiceFilter(
        label=_("Validation by an academy"),
        choices=[(NOT_REQUESTED, _("Not requested")), *VALIDATIONS.items()],
        empty_label=_("All"),
        widget=forms.Select,
        method="by_validation",
    )

    class Meta:
        model = ClassKitPage
        fields = ()

    def of_level(self, kits: QuerySet, name: str, level: SchoolLevel) -> QuerySet:
        return kits.filter(for_levels([level.code]))

    def by_review(self, kits: QuerySet, name: str, value: str) -> QuerySet:
        return kits.to_review(localdate())

    def by_validation(self, kits: QuerySet, name: str, value: str) -> QuerySet:
        return kits.filter(validation_state=None if value == NOT_REQUESTED else value)


def release(kit: ClassKitPage) -> str:
    """The version that teachers download today."""
    return kit.release_number or "–"


def downloads(kit: ClassKitPage) -> str:
    """How often its versions were downloaded in all."""
    return str(kit.download_count or 0)


def validation(kit: ClassKitPage) -> "str | _StrPromise":
    """How far an academy has come with that version."""
    return VALIDATIONS.get(kit.validation_state, "–")


def classes(page: ClassKitPage | VisitOfferPage) -> str:
    """The classes that it is for, in the order of school."""
    return ", ".join(str(level) for level in page.classes) or "–"


class ClassKitExplorerView(ExplorerView):
    """Kits with their version and their classes."""

    add_item_label = _("Add a class kit")
    dated_columns = ("release_number",)

    def explored(self, pages: ClassKitQuerySet) -> ClassKitQuerySet:
        counted = super().explored(pages).with_release_number().with_download_count()
        return counted.with_validation_state(localdate())

    def annotate_queryset(self, pages: ClassKitQuerySet) -> ClassKitQuerySet:
        return super().annotate_queryset(pages).prefetch_related("levels__parent")


class ClassKitViewSet(ExplorerViewSet):
    """Class kits in the admin."""

    model = ClassKitPage
    index_view_class = ClassKitExplorerView
    filterset_class = ClassKitFilterSet
    icon = "clipboard-list"
    menu_label = _("Class kits")
    menu_order = 130
    columns = (
        SELECTION,
        TITLE,
        Column("release_number", label=_("Version"), accessor=release, sort_key="release_number"),
        Column("validation", label=_("Validation"), accessor=validation),
        Column("levels", label=_("Classes"), accessor=classes),
        Column(
            "download_count", label=_("Downloads"), accessor=downloads, sort_key="download_count"
        ),
        DayColumn("review_due_on", label=_("To be read again on"), sort_key="review_due_on"),
        MUSEUM,
        STATUS,
    )


class VisitOfferFilterSet(MemberFilterSet):
    """Offers by museum and class."""

    level = django_filters.ModelChoiceFilter(
        label=_("Class or cycle"),
        queryset=SchoolLevel.objects.all(),
        empty_label=_("All"),
        widget=forms.Select,
        method="of_level",
    )

    class Meta:
        model = VisitOfferPage
        fields = ()

    def of_level(self, offers: QuerySet, name: str, level: SchoolLevel) -> QuerySet:
        return offers.filter(for_levels([level.code], OFFERS))


class VisitOfferExplorerView(ExplorerView):
    """Offers with their classes."""

    add_item_label = _("Add an offer for classes")

    def annotate_queryset(self, pages: ForClassesQuerySet) -> ForClassesQuerySet:
        return super().annotate_queryset(pages).prefetch_related("levels__parent")


class VisitOfferViewSet(ExplorerViewSet):
    """Offers for classes in the admin."""

    model = VisitOfferPage
    index_view_class = VisitOfferExplorerView
    filterset_class = VisitOfferFilterSet
    icon = "group"
    menu_label = _("Visits and workshops")
    menu_order = 131
    columns = (
        SELECTION,
        TITLE,
        Column("levels", label=_("Classes"), accessor=classes),
        MUSEUM,
        STATUS,
    )
