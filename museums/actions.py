"""What rooms let a museum do in one click from the dashboard, without museums knowing them."""

from dataclasses import dataclass
from typing import TYPE_CHECKING

from wagtail import hooks

if TYPE_CHECKING:
    from museums.models import MuseumPage

HOOK = "museum_actions"
NETWORK_HOOK = "network_actions"


@dataclass(frozen=True)
class Action:
    """A big button of a museum's dashboard; lower `order` comes first."""

    label: str
    url: str
    icon: str
    order: int


def museum_actions(museum: "MuseumPage") -> list[Action]:
    """What every room registered under the hook `museum_actions`: functions of the museum."""
    return sorted((offer(museum) for offer in hooks.get_hooks(HOOK)), key=lambda a: a.order)


def network_actions() -> list[Action]:
    """The same for the network's team: functions of no argument, each with its buttons."""
    offers = (offer() for offer in hooks.get_hooks(NETWORK_HOOK))
    return sorted((action for offer in offers for action in offer), key=lambda a: a.order)
