"""What was imported, what the page says now, what the file says now: who wins. Pure."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

Values = Mapping[str, Any]


@dataclass
class Merge:
    """What has to change on the page, what is only proposed, what the page says already."""

    changes: dict[str, Any] = field(default_factory=dict)
    proposed: dict[str, Any] = field(default_factory=dict)
    agreed: list[str] = field(default_factory=list)


def merge(imported: Values, shown: Values, told: Values) -> Merge:
    """Compare field by field: what nobody changed here follows, what somebody did is proposed.

    `imported` is what came last, of the fields that ever came. A field that a museum emptied
    stays empty, and a file that says nothing new is not argued with.

    >>> imported, shown = {"town": "A", "phone": "1"}, {"town": "A", "phone": "mine", "email": ""}
    >>> merge(imported, shown, {"town": "B", "phone": "2", "email": "c"})
    Merge(changes={'town': 'B', 'email': 'c'}, proposed={'phone': '2'}, agreed=[])
    """
    merged = Merge()
    for name, value in told.items():
        present, was_imported = shown[name], name in imported
        if value == present:
            merged.agreed.append(name)
        elif was_imported and value == imported[name]:
            continue
        elif (was_imported and present == imported[name]) or not (present or was_imported):
            merged.changes[name] = value
        else:
            merged.proposed[name] = value
    return merged
