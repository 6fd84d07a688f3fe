"""How the rooms above show what they have on a museum's page, without museums knowing them."""

from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING

from django.http import HttpRequest
from django.utils.safestring import SafeString
from wagtail import hooks

if TYPE_CHECKING:
    from museums.models import MuseumPage

HOOK = "museum_page_sections"


@dataclass(frozen=True)
class Section:
    """A part of a museum's page, offered by another room.

    `items` are its entries as HTML (see `cms.kept.drawn_items`); a section without any is not
    shown. Lower `order` comes first. `url` leads to more of the same, `calendar_url` to a feed.
    """

    title: str
    items: list[SafeString]
    order: int
    url: str = ""
    url_label: str = ""
    calendar_url: str = ""


def museum_page_sections(
    museum: "MuseumPage", now: datetime, request: HttpRequest
) -> list[Section]:
    """What every room registered under the hook `museum_page_sections` has for this museum.

    Each registered function takes (museum, now, request), asks bounded queries, none of a museum
    that has nothing of the kind, and returns a list of sections.
    """
    sections = [
        section for offer in hooks.get_hooks(HOOK) for section in offer(museum, now, request)
    ]
    return sorted((s for s in sections if s.items), key=lambda section: section.order)
