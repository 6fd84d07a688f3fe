"""What the dashboard is about: one of somebody's museums, and what there is to look after."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from itertools import islice

from django.http import HttpRequest
from wagtail import hooks

from museums.models import MuseumPage

HOOK = "museum_concerns"
NETWORK_HOOK = "network_concerns"
CHOICE = "museum"  # the name of the choice, in the dashboard's address and in the session
MOST_LINES = 5


@dataclass(frozen=True)
class Line:
    """A page that wants looking after; `note` says why, in a few words."""

    title: str
    url: str
    note: str = ""


@dataclass(frozen=True)
class Concern:
    """What somebody has to look after, offered by a room; lower `order` comes first.

    Without lines it is not shown. `url` leads to all of them, where there are more than fit.
    """

    heading: str
    lines: Iterable[Line]
    order: int
    url: str = ""


@dataclass(frozen=True)
class ShownConcern:
    """A concern as the dashboard shows it: a few lines, and whether there are more."""

    heading: str
    lines: list[Line]
    url: str


def museum_concerns(museum: MuseumPage, now: datetime) -> list[ShownConcern]:
    """What every room registered under the hook `museum_concerns` has for this museum.

    Each registered function takes (museum, now), asks one bounded query, and returns a concern.
    """
    return _shown(offer(museum, now) for offer in hooks.get_hooks(HOOK))


def network_concerns(now: datetime) -> list[ShownConcern]:
    """The same for the network's team, about all the members; the functions take (now)."""
    return _shown(offer(now) for offer in hooks.get_hooks(NETWORK_HOOK))


def _shown(concerns: Iterable[Concern]) -> list[ShownConcern]:
    """Those that have something to show, in their order."""
    shown = []
    for concern in sorted(concerns, key=lambda concern: concern.order):
        lines = list(islice(concern.lines, MOST_LINES + 1))
        if lines:
            has_more = len(lines) > MOST_LINES
            url = concern.url if has_more else ""
            shown.append(ShownConcern(concern.heading, lines[:MOST_LINES], url))
    return shown


def own_museums(request: HttpRequest) -> list[MuseumPage]:
    """The museums that somebody writes for, by name; asked once a request."""
    if not hasattr(request, "own_museums"):
        request.own_museums = list(
            MuseumPage.objects.published_by(request.user).order_by("title", "pk")
        )
    return request.own_museums


def museum_at_hand(request: HttpRequest) -> MuseumPage | None:
    """Which of their museums somebody works for now: the one chosen last, or else the first."""
    museums = {str(museum.pk): museum for museum in own_museums(request)}
    chosen = request.GET.get(CHOICE, "")
    if chosen in museums:
        request.session[CHOICE] = chosen
    return museums.get(request.session.get(CHOICE, ""), next(iter(museums.values()), None))
