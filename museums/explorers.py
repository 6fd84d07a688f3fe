"""Lists of pages of one type in the admin: all that somebody may edit, wherever they stand."""

from typing import Any, ClassVar

import django_filters
from django import forms
from django.db.models import F, OuterRef, Q, QuerySet, Subquery
from django.db.models.functions import Length, Substr
from django.http import HttpRequest
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _
from wagtail.admin.filters import WagtailFilterSet
from wagtail.admin.menu import MenuItem
from wagtail.admin.ui.tables import Column
from wagtail.admin.ui.tables.pages import BulkActionsColumn, PageStatusColumn, PageTitleColumn
from wagtail.admin.views.pages.choose_parent import ChooseParentView
from wagtail.admin.views.pages.listing import IndexView
from wagtail.admin.viewsets.pages import PageListingViewSet
from wagtail.models import Locale, PageQuerySet
from wagtail.permissions import page_permission_policy

from cms.models import User
from cms.town_names import plain_name
from museums.dashboard import museum_at_hand
from museums.models import MuseumPage
from museums.querysets import MuseumQuerySet

ON_LINE, DRAFT, CHANGED = "live", "draft", "changed"
NO_PICTURE = "none"

SELECTION = BulkActionsColumn("bulk_actions")
TITLE = PageTitleColumn("title", label=_("Title"), sort_key="title", classname="title")
STATUS = PageStatusColumn("status", label=_("Status"), sort_key="live", width="12%")
MUSEUM = Column("museum_title", label=_("Museum"), sort_key="museum_title")


def editable_by(user: User, pages: PageQuerySet) -> PageQuerySet:
    """Those of these pages that somebody may change."""
    mine = page_permission_policy.instances_user_has_permission_for(user, "change")
    return pages.filter(pk__in=mine.order_by().values("pk"))


def with_museum_title(pages: PageQuerySet) -> PageQuerySet:
    """With `museum_title`: the museum in whose branch a page stands, None for the network's."""
    above = Substr(OuterRef("path"), 1, Length("path"))
    museums = MuseumPage.objects.filter(path=above).order_by()
    return pages.annotate(museum_title=Subquery(museums.values("title")[:1]))


def editable_museums(request: HttpRequest) -> MuseumQuerySet:
    """The museums that a list can be narrowed to."""
    return editable_by(request.user, MuseumPage.objects.sources()).order_by("title", "pk")


def lacking_picture(pages: QuerySet, name: str, value: str) -> QuerySet:
    """Those that no picture shows."""
    return pages.filter(image=None)


def picture_filter() -> django_filters.ChoiceFilter:
    """Only the pages that want a picture."""
    return django_filters.ChoiceFilter(
        label=_("Picture"),
        choices=[(NO_PICTURE, _("Without a picture"))],
        empty_label=_("All"),
        widget=forms.RadioSelect,
        method=lacking_picture,
    )


class ExplorerFilterSet(WagtailFilterSet):
    """What every list can be narrowed by; it names no person."""

    status = django_filters.ChoiceFilter(
        label=_("Status"),
        choices=[
            (ON_LINE, _("On line")),
            (DRAFT, _("Draft, not on line")),
            (CHANGED, _("On line, with changes that are not")),
        ],
        empty_label=_("All"),
        widget=forms.RadioSelect,
        method="with_status",
    )

    STATUSES: ClassVar[dict[str, Q]] = {
        ON_LINE: Q(live=True),
        DRAFT: Q(live=False),
        CHANGED: Q(live=True, has_unpublished_changes=True),
    }

    def _add_locale_filter(self) -> None:
        """None: the lists hold the pages in the main language."""

    def with_status(self, pages: QuerySet, name: str, value: str) -> QuerySet:
        return pages.filter(self.STATUSES[value])


class MemberFilterSet(ExplorerFilterSet):
    """The same for what museums publish; who edits one museum is not asked which."""

    museum = django_filters.ModelChoiceFilter(
        label=_("Museum"),
        queryset=editable_museums,
        empty_label=_("All"),
        widget=forms.Select,
        method="of_museum",
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if len(editable_museums(self.request)[:2]) < 2:
            del self.filters["museum"]

    def of_museum(self, pages: QuerySet, name: str, museum: MuseumPage) -> QuerySet:
        return pages.filter(path__startswith=museum.path)


class ExplorerView(IndexView):
    """The pages of one type that somebody may edit, the last changed first."""

    results_template_name = "museums/admin/explorer_results.html"
    show_export_buttons = False
    show_locale_labels = False  # all are in the main language
    dated_columns: ClassVar[tuple[str, ...]] = ()
    """Columns in which some pages have nothing: those come last, whatever the order."""

    def get_base_queryset(self) -> PageQuerySet:
        pages = editable_by(self.request.user, self.explored(self.model.objects.sources()))
        return self.annotate_queryset(pages)

    def explored(self, pages: PageQuerySet) -> PageQuerySet:
        """With what the columns show."""
        return with_museum_title(pages)

    def search_queryset(self, queryset: PageQuerySet) -> PageQuerySet:
        """Pages whose title holds every word, whatever the accents, in any order and filter."""
        asked = plain_name(self.search_query or "").split()
        titles = queryset.order_by().values_list("pk", "title", "draft_title")
        found = [
            pk
            for pk, title, draft in titles
            if all(word in plain_name(f"{title} {draft}") for word in asked)
        ]
        return queryset.filter(pk__in=found)

    def get_ordering(self) -> str:
        ordering = self.request.GET.get("ordering", "")
        return ordering if ordering in self.get_valid_orderings() else self.default_ordering

    def order_queryset(self, queryset: PageQuerySet) -> PageQuerySet:
        name = self.ordering.removeprefix("-")
        if name in self.dated_columns:
            order = F(name).desc if self.ordering.startswith("-") else F(name).asc
            return queryset.order_by(order(nulls_last=True), "-pk")
        return super().order_queryset(queryset)

    def get_add_url(self) -> str:
        """An empty form of the museum at hand; the network's team says first where."""
        museum = museum_at_hand(self.request)
        if museum is None:
            return super().get_add_url()
        options = self.model._meta
        names = [options.app_label, options.model_name, museum.pk]
        return reverse("wagtailadmin_pages:add", args=names)


class MainLanguageParentView(ChooseParentView):
    """Where a page can be added: in the main language, which translations follow."""

    def get_valid_parent_pages(self, user: User) -> PageQuerySet:
        parents = super().get_valid_parent_pages(user)
        return parents.filter(locale=Locale.get_default())


class ExplorerMenuItem(MenuItem):
    """In the menu of those who may edit some page."""

    def is_shown(self, request: HttpRequest) -> bool:
        return page_permission_policy.user_has_permission(request.user, "change")


class ExplorerViewSet(PageListingViewSet):
    """A list of pages of one type, in the menu."""

    index_view_class = ExplorerView
    choose_parent_view_class = MainLanguageParentView
    filterset_class = MemberFilterSet
    list_per_page = 25
    add_to_admin_menu = True
    menu_item_class = ExplorerMenuItem

    @cached_property
    def url_prefix(self) -> str:
        """Below an address of their own: rooms have other ones."""
        return f"explore/{self.model._meta.model_name}"
