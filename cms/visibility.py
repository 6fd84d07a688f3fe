"""What visitors may see of the page tree, without a query of its own."""

from collections.abc import Iterable
from typing import TypeVar

from django.db.models import Exists, OuterRef, QuerySet
from django.db.models.functions import Length, Substr
from wagtail.models import (
    Collection,
    CollectionViewRestriction,
    Page,
    PageQuerySet,
    PageViewRestriction,
)

Rows = TypeVar("Rows", bound=QuerySet)


def unrestricted(rows: Rows, path: str = "path") -> Rows:
    """The rows whose page, found by its field `path`, lies in no private branch.

    Says what Wagtail's `public()` says, as a condition of the same query.
    """
    return rows.filter(~_is_restricted(path))


def restricted(rows: Rows) -> Rows:
    """The other ones: for who leaves them out of very many rows, asked once for all."""
    return rows.filter(_is_restricted("path"))


def _is_restricted(path: str) -> Exists:
    above = Substr(OuterRef(path), 1, Length("page__path"))
    return Exists(PageViewRestriction.objects.filter(page__path=above))


def below_live(rows: Rows) -> Rows:
    """The pages whose parent is on line: what a museum publishes goes off line with it."""
    return rows.filter(Exists(Page.objects.filter(path=parent_path(), live=True)))


def parent_path() -> Substr:
    """Where the page that a subquery is asked for hangs: the path of its parent."""
    path = OuterRef("path")
    return Substr(path, 1, Length(path) - Page.steplen)


def visible_pages(keys: Iterable[int]) -> PageQuerySet:
    """Those of these pages, by primary key, that any visitor may see; by title."""
    pages = Page.objects.live().filter(pk__in=keys)
    return below_live(unrestricted(pages)).order_by("title")


def private_collections() -> QuerySet[Collection]:
    """Those whose files are not for everybody, and all that lies below them."""
    above = Substr(OuterRef("path"), 1, Length("collection__path"))
    closed = CollectionViewRestriction.objects.filter(collection__path=above)
    return Collection.objects.filter(Exists(closed))
