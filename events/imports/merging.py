"""What was imported, what the page says now, what the calendar says now: who wins. Pure."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

Values = Mapping[str, Any]


@dataclass
class Merge:
    """What has to change on the page, and where the calendar changed but an editor's words stay."""

    changes: dict[str, Any] = field(default_factory=dict)
    kept: list[str] = field(default_factory=list)


def merge(before: Values, now: Values, new: Values) -> Merge:
    """Compare field by field: what nobody changed on the page follows, what somebody did stays.

    >>> before, new = {"title": "A", "price": ""}, {"title": "B", "price": "5"}
    >>> merge(before, {"title": "Mine", "price": ""}, new)
    Merge(changes={'price': '5'}, kept=['title'])
    """
    merged = Merge()
    for name in dict.fromkeys((*new, *before)):
        wanted, shown = new.get(name), now.get(name)
        if wanted in (shown, before.get(name)):
            continue  # it says so already, or the calendar has nothing new to say
        if shown == before.get(name):
            merged.changes[name] = wanted
        else:
            merged.kept.append(name)
    return merged
