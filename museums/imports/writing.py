"""Puts imported values on a museum's page: on line, in its draft, or on a new page."""

from collections.abc import Mapping
from itertools import chain, count
from typing import TYPE_CHECKING, Any

from django.utils.text import slugify

from museums.imports.columns import BY_NAME
from museums.imports.words import Words
from museums.models import FormerSlug, MuseumIndexPage, MuseumPage

if TYPE_CHECKING:
    from cms.models import User


def values_of(museum: MuseumPage) -> dict[str, Any]:
    """What a page says, field by field."""
    return {name: field.value_of(museum) for name, field in BY_NAME.items()}


def put(museum: MuseumPage, values: Mapping[str, Any], words: Words) -> None:
    """Set the fields, without saving."""
    for name, value in values.items():
        if not words.put(museum, name, value):
            BY_NAME[name].put(museum, value)


def is_busy(museum: MuseumPage) -> bool:
    """Whether somebody locked the page, or it waits for a review or a planned publication."""
    return bool(museum.locked or museum.current_workflow_state or museum.approved_schedule)


def write(
    museum: MuseumPage,
    values: Mapping[str, Any],
    words: Words,
    user: "User | None",
    *,
    is_publishing: bool = True,
) -> None:
    """Change a page; an unfinished draft follows where nobody wrote anything, and stays a draft."""
    draft = museum.get_latest_revision_as_object() if museum.has_unpublished_changes else None
    if not (museum.live and is_publishing):
        page = draft or museum
        put(page, values, words)
        page.save_revision(user=user)
        return
    before, drafted = values_of(museum), values_of(draft) if draft else {}
    put(museum, values, words)
    museum.save_revision(user=user).publish(user=user)
    if draft:
        untouched = {name: value for name, value in values.items() if drafted[name] == before[name]}
        put(draft, untouched, words)
        draft.save_revision(user=user)


class Nursery:
    """Where new members come: below the list of museums, each at an address of its own."""

    def __init__(self, index: MuseumIndexPage) -> None:
        self.index = index
        former = FormerSlug.objects.values_list("slug", flat=True)
        self.taken = {*index.get_children().values_list("slug", flat=True), *former}

    def sketch(self, values: Mapping[str, Any], words: Words) -> MuseumPage:
        """The page of a new member, not saved."""
        museum = MuseumPage(
            locale=self.index.locale, slug=self.slug(values["title"], values["town"]), live=False
        )
        put(museum, values, words)
        return museum

    def add(self, museum: MuseumPage, user: "User | None", *, is_publishing: bool) -> None:
        """Save a sketched page, on line or as a draft; its rights come by themselves."""
        self.index.add_child(instance=museum)
        revision = museum.save_revision(user=user)
        if is_publishing:
            revision.publish(user=user)

    def slug(self, title: str, town: str) -> str:
        """Name and town, as the network's addresses are made."""
        name, place = slugify(title), slugify(town)
        slug = (name if place in name else f"{name}-{place}")[:200]
        numbered = (f"{slug}-{number}" for number in count(2))
        free = next(slug for slug in chain([slug], numbered) if slug not in self.taken)
        self.taken.add(free)
        return free
