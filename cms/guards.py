"""What Wagtail's admin would tell one member of another, kept from it.

Wagtail hides from people most of what they have no rights on. Each guard closes one place where it
does not; tests/test_leaks.py walks every address of the admin, and finds each leak again where its
guard is switched off.
"""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from functools import wraps
from typing import TYPE_CHECKING, Any

from django.db.models import Q, QuerySet
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.urls import reverse
from django.views import View
from django_filters.filters import QuerySetRequestMixin
from wagtail.admin.auth import permission_denied
from wagtail.admin.views.bulk_action import BulkAction
from wagtail.models import Page, Site
from wagtail.permissions import page_permission_policy, policy_registry
from wagtail_localize.models import TranslationSource

from cms.models import User

if TYPE_CHECKING:
    from django.db.models import Model

Guard = Callable[[HttpRequest, dict[str, Any]], bool]
PAGE_ARGUMENTS = ("page_id", "page_to_move_id", "destination_id", "parent_page_id", "pk")


# Who may see what


def keeps_site(user: User) -> bool:
    """Whether somebody may change the home page: the whole site is theirs to look after."""
    site = Site.objects.select_related("root_page").filter(is_default_site=True).first()
    root = site.root_page if site else Page.get_first_root_node()
    return page_permission_policy.user_has_permission_for_instance(user, "change", root)


def explored_pages(user: User) -> QuerySet[Page]:
    """The pages that somebody works on, and those above them."""
    return page_permission_policy.explorable_instances(user)


def nameable(pages: QuerySet[Page], user: User) -> QuerySet[Page]:
    """Those of `pages` that somebody may link to: what visitors see, and what they work on."""
    explored = explored_pages(user).order_by().values("pk")
    return pages.filter(Q(live=True) | Q(pk__in=explored))


def colleagues(user: User) -> QuerySet[User]:
    """The people who share a group with somebody; everybody, for those who keep the site."""
    if keeps_site(user):
        return User.objects.all()
    mates = User.groups.through.objects.filter(group__in=user.groups.all()).values("user_id")
    return User.objects.filter(Q(pk=user.pk) | Q(pk__in=mates))


def may_see(user: User, row: "Model") -> bool:
    """Whether somebody may be told that a row exists, by its name."""
    if isinstance(row, Page):
        return explored_pages(user).filter(pk=row.pk).exists()
    policy = policy_registry.get_by_type(type(row))
    actions = ["add", "change", "delete", "view", "choose"]
    return bool(policy) and policy.user_has_any_permission_for_instance(user, actions, row)


# Addresses that name a row


def explores_pages_named(request: HttpRequest, named: dict[str, Any]) -> bool:
    """What is done with a page, or with two, is done by those who work on each."""
    asked = {named[name] for name in PAGE_ARGUMENTS if name in named}
    return explored_pages(request.user).filter(pk__in=asked).count() == len(asked)


def may_name_parent(request: HttpRequest, named: dict[str, Any]) -> bool:
    """The chooser opens what one may link to."""
    pages = Page.objects.filter(pk=named["parent_page_id"])
    return nameable(pages, request.user).exists()


def may_name_chosen(request: HttpRequest, named: dict[str, Any]) -> bool:
    """The chooser tells the titles of what one may link to."""
    numbers = {pk for pk in request.GET.getlist("id") if pk.isdigit()}
    pages = Page.objects.filter(pk__in=numbers)
    return nameable(pages, request.user).count() == len(numbers)


def looks_after_site(request: HttpRequest, named: dict[str, Any]) -> bool:
    """A report on everybody's pages is for those who keep the site."""
    return keeps_site(request.user)


def edits_page(request: HttpRequest, named: dict[str, Any]) -> bool:
    """A page is translated by those who may edit it."""
    page = Page.objects.filter(pk=named["page_id"]).first()
    return page is None or page.permissions_for_user(request.user).can_edit()


def edits_source(request: HttpRequest, named: dict[str, Any]) -> bool:
    """Translations are brought up to date by those who may edit what they translate."""
    source = TranslationSource.objects.filter(pk=named["translation_source_id"]).first()
    row = source and source.object.get_instance_or_none(source.locale)
    if isinstance(row, Page):
        return row.permissions_for_user(request.user).can_edit()
    return source is None or keeps_site(request.user)


GUARDS: dict[str, Guard] = {
    "wagtailadmin_pages": explores_pages_named,
    "wagtailadmin_choose_page_child": may_name_parent,
    "wagtailadmin_choose_page_chosen_multiple": may_name_chosen,
    "wagtailadmin_reports:page_types_usage": looks_after_site,
    "wagtailadmin_reports:page_types_usage_results": looks_after_site,
    "wagtail_localize:submit_page_translation": edits_page,
    "wagtail_localize:update_translations": edits_source,
    "wagtail_localize:translations_report": looks_after_site,
    "wagtail_localize:translations_report_results": looks_after_site,
}
"""By the name of an address, or of the space it belongs to."""


class AdminGuard:
    """Asks the guard of each address of the admin before its view."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        if request.path.startswith(reverse("wagtailadmin_choose_page")):
            with titles_on_line():
                return self.get_response(request)
        return self.get_response(request)

    def process_view(
        self, request: HttpRequest, view: View, args: list[Any], kwargs: dict[str, Any]
    ) -> HttpResponse | None:
        match = request.resolver_match
        guard = GUARDS.get(match.view_name) or GUARDS.get(match.namespace)
        if guard and request.user.is_authenticated and not guard(request, kwargs):
            return permission_denied(request)
        return None


# Titles of drafts

_on_line = ContextVar("titles_on_line", default=False)


@contextmanager
def titles_on_line() -> Iterator[None]:
    """Have pages on line called as visitors know them, whatever their drafts say."""
    token = _on_line.set(True)
    try:
        yield
    finally:
        _on_line.reset(token)


def name_as_visitors_do(draft_name: Callable[[Page], str]) -> Callable[[Page], str]:
    """The name of a page in the admin; in a chooser, the one that is on line."""

    @wraps(draft_name)
    def admin_name(page: Page) -> str:
        return page.title if _on_line.get() and page.live else draft_name(page)

    return admin_name


# Names of people, and what cannot be done with others' rows


def name_colleagues_only(choices: Callable[..., Any]) -> Callable[..., Any]:
    """What a filter offers: where it offers people, those that somebody works with."""

    @wraps(choices)
    def offered(self: QuerySetRequestMixin, request: HttpRequest | None) -> Any:
        rows = choices(self, request)
        if rows is None:
            rows = self.extra.get("queryset")
        if request and getattr(rows, "model", None) is User:
            rows = rows.filter(pk__in=colleagues(request.user).values("pk"))
        return rows

    return offered


def name_seen_only(actionable: Callable[..., Any]) -> Callable[..., Any]:
    """What something is done to at once; of the rows it cannot be done to, those one may see."""

    @wraps(actionable)
    def named(self: BulkAction) -> tuple[list[Any], dict[str, list[Any]]]:
        rows, others = actionable(self)
        refused = others["items_with_no_access"]
        seen = [row for row in refused if may_see(self.request.user, row)]
        return rows, others | {"items_with_no_access": seen}

    return named


def set_up() -> None:
    """Put the guards where Wagtail offers no hook."""
    Page.get_admin_display_title = name_as_visitors_do(Page.get_admin_display_title)
    QuerySetRequestMixin.get_queryset = name_colleagues_only(QuerySetRequestMixin.get_queryset)
    BulkAction.get_actionable_objects = name_seen_only(BulkAction.get_actionable_objects)
