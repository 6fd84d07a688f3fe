"""Whether the bytes of a feed are a calendar that every application reads: RFC 5545's grammar.

It is looked at again from the outside, and not trusted because this site wrote it. The laws of
this project's own feeds are stricter; its tests hold them.
"""

import re
import unicodedata
from collections import Counter
from collections.abc import Iterator
from typing import NamedTuple

from django.utils.translation import gettext as _

LONGEST_LINE = 75
LINE = re.compile(r'([A-Z0-9-]+)((?:;[A-Z0-9-]+=(?:"[^"]*"|[^";:]*))*):(.*)')
ONCE = {
    "VCALENDAR": ("VERSION", "PRODID"),
    "VTIMEZONE": ("TZID",),
    "VEVENT": ("UID", "DTSTAMP", "DTSTART", "SUMMARY"),
}


class Component(NamedTuple):
    """What stands between a BEGIN and its END: (name, parameters, value) of each property."""

    name: str
    properties: list[tuple[str, str, str]]

    def values(self, name: str) -> list[str]:
        return [value for one, _parameters, value in self.properties if one == name]


def faults(text: str) -> list[str]:
    """What is wrong with a feed, a sentence each; none where it is valid."""
    return [*_wrong_bytes(text), *_wrong_components(text)]


def _wrong_bytes(text: str) -> Iterator[str]:
    lines = text.split("\r\n")
    if lines.pop():
        yield _("It does not end with a whole line.")
    if any(len(line.encode()) > LONGEST_LINE for line in lines):
        yield _("Some of its lines are too long.")
    whole = "".join(lines)
    if any(unicodedata.category(character) == "Cc" for character in set(whole) - {"\t"}):
        yield _("It holds characters that no calendar may hold.")


def _wrong_components(text: str) -> Iterator[str]:
    components = _components(text)
    if not components or components[0].name != "VCALENDAR":
        yield _("It is not one calendar: a part of it begins or ends where it must not.")
        return
    for component in components:
        if any(len(component.values(name)) != 1 for name in ONCE.get(component.name, ())):
            yield _("Some of its entries lack what every entry must have.")
            break
    entries = [component for component in components if component.name == "VEVENT"]
    uids = Counter(uid for entry in entries for uid in entry.values("UID"))
    if any(number > 1 for number in uids.values()):
        yield _("Several entries bear the same name: some applications show one of them only.")
    if any(_ends_before_it_starts(entry) for entry in entries):
        yield _("Some entries end before they begin.")


def _components(text: str) -> list[Component]:
    """Its components in the order of their BEGIN; none where they are not well nested."""
    found: list[Component] = []
    open_ones: list[Component] = []
    for line in text.replace("\r\n ", "").split("\r\n")[:-1]:
        match = LINE.fullmatch(line)
        if match is None:
            return []
        name, parameters, value = match.groups()
        if name == "BEGIN":
            if not open_ones and found:  # a second calendar behind the first
                return []
            open_ones.append(Component(value, []))
            found.append(open_ones[-1])
        elif not open_ones or (name == "END" and open_ones.pop().name != value):
            return []
        elif name != "END":
            open_ones[-1].properties.append((name, parameters, value))
    return [] if open_ones else found


def _ends_before_it_starts(entry: Component) -> bool:
    """Where both are told in the same way, the letters say which one comes first."""
    told = {name: (parameters, value) for name, parameters, value in entry.properties}
    start, end = told.get("DTSTART"), told.get("DTEND")
    return bool(start and end and start[0] == end[0] and end[1] < start[1])
