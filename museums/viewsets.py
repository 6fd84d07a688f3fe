"""The list of the members in the admin."""

import django_filters
from django import forms
from django.db.models import F
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _
from wagtail.admin.menu import MenuItem
from wagtail.admin.ui.tables import Column, DateColumn

from museums.explorers import (
    SELECTION,
    STATUS,
    TITLE,
    ExplorerFilterSet,
    ExplorerView,
    ExplorerViewSet,
    picture_filter,
)
from museums.models import Department, MuseumPage
from museums.querysets import MuseumQuerySet


class MuseumFilterSet(ExplorerFilterSet):
    """Members by department, and those whose page has no picture."""

    department = django_filters.ModelChoiceFilter(
        label=_("Department"),
        queryset=Department.objects.all(),
        empty_label=_("All"),
        widget=forms.Select,
    )
    picture = picture_filter()

    class Meta:
        model = MuseumPage
        fields = ()


class MuseumExplorerView(ExplorerView):
    """The members, by name or town."""

    add_item_label = _("Add a museum")

    def explored(self, pages: MuseumQuerySet) -> MuseumQuerySet:
        return pages.annotate(department_name=F("department__name"))

    def search_queryset(self, queryset: MuseumQuerySet) -> MuseumQuerySet:
        return queryset.matching(self.search_query or "")


class MuseumsMenuItem(MenuItem):
    """In the menu of the network's team, which keeps the directory's words.

    A museum finds its own page on its dashboard. Their rights are known without a query.
    """

    def is_shown(self, request: HttpRequest) -> bool:
        return request.user.has_perm("museums.change_theme")


class MuseumViewSet(ExplorerViewSet):
    """The members in the admin."""

    model = MuseumPage
    index_view_class = MuseumExplorerView
    filterset_class = MuseumFilterSet
    menu_item_class = MuseumsMenuItem
    icon = "home"
    menu_label = _("Museums")
    menu_order = 110
    columns = (
        SELECTION,
        TITLE,
        Column("town", label=_("Town"), sort_key="town"),
        Column("department_name", label=_("Department"), sort_key="department_name"),
        DateColumn(
            "latest_revision_created_at",
            label=_("Last change"),
            sort_key="latest_revision_created_at",
        ),
        STATUS,
    )
