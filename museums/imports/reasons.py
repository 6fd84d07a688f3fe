"""Why something of a file of members was left out, changed or not understood. Pure, no words.

The words are in `museums.imports.wording`, so that a report is read in one's own language.
"""

from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any


class Reason(StrEnum):
    """What an import has to say of a file, of a line or of a museum."""

    # of the file as a whole: nothing is read
    EMPTY = "empty"
    TOO_BIG = "too_big"
    NO_NAMES = "no_names"
    NOT_A_LIST = "not_a_list"

    # of the file as a whole: it is read all the same
    NOT_UTF8 = "not_utf8"
    COLUMN_TWICE = "column_twice"
    COLUMNS_UNKNOWN = "columns_unknown"
    CUT_SHORT = "cut_short"
    TOO_MANY_LINES = "too_many_lines"
    THEME_UNKNOWN = "theme_unknown"

    # of one line: it is left out
    LINE_UNREADABLE = "line_unreadable"
    TOO_MANY_CELLS = "too_many_cells"
    TOO_FEW_CELLS = "too_few_cells"
    NO_NAME = "no_name"
    NAME_UNREADABLE = "name_unreadable"
    NO_TOWN = "no_town"
    TOWN_UNREADABLE = "town_unreadable"
    NO_DEPARTMENT = "no_department"
    DEPARTMENT_UNKNOWN = "department_unknown"
    SAME_CODE = "same_code"
    SAME_MUSEUM = "same_museum"
    AMBIGUOUS = "ambiguous"
    OTHER_CODE = "other_code"
    FAILED = "failed"

    # of one value: the rest of the line is read
    BYTES_UNREADABLE = "bytes_unreadable"
    TOO_LONG = "too_long"
    CODE_UNREADABLE = "code_unreadable"
    POSTCODE_UNREADABLE = "postcode_unreadable"
    PHONE_UNREADABLE = "phone_unreadable"
    PHONE_FIRST = "phone_first"
    ADDRESS_UNREADABLE = "address_unreadable"
    ANSWER_UNREADABLE = "answer_unreadable"
    EMAIL_UNREADABLE = "email_unreadable"
    PLACE_UNREADABLE = "place_unreadable"
    PLACE_SWAPPED = "place_swapped"
    PLACE_ABROAD = "place_abroad"
    PLACE_FAR = "place_far"

    # of what was done with a museum
    NEW = "new"
    NEW_DRAFT = "new_draft"
    CHANGED = "changed"
    PROPOSED = "proposed"


class RefusedError(Exception):
    """A file that cannot be read at all, or a value that cannot be taken: says why."""

    def __init__(self, reason: Reason, **details: str | int) -> None:
        super().__init__(reason)
        self.reason = reason
        self.details = details


@dataclass(frozen=True)
class Remark:
    """One thing to say of a file or of one of its lines; objects of a JSON list count from 1."""

    reason: Reason
    number: int = 0
    title: str = ""
    is_skipped: bool = False
    details: dict[str, Any] = field(default_factory=dict)
