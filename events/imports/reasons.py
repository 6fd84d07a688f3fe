"""Why something of a calendar was left out, changed or not understood. Pure: codes, no words.

The words are in `events.imports.wording`, so that a report is read in one's own language.
"""

from enum import StrEnum


class Reason(StrEnum):
    """What an import has to say of a calendar, of an event or of a line."""

    # of the address and of what answers there
    ADDRESS_UNREADABLE = "address_unreadable"
    NOT_HTTPS = "not_https"
    ADDRESS_REFUSED = "address_refused"
    HOST_UNKNOWN = "host_unknown"
    UNREACHABLE = "unreachable"
    CERTIFICATE = "certificate"
    TOO_SLOW = "too_slow"
    TOO_BIG = "too_big"
    ANSWER = "answer"
    REDIRECTS = "redirects"

    # of the calendar as a whole
    WEB_PAGE = "web_page"
    NOT_A_CALENDAR = "not_a_calendar"
    CUT_SHORT = "cut_short"
    MORE_PAGES = "more_pages"
    TOO_MANY_EVENTS = "too_many_events"
    TOOK_TOO_LONG = "took_too_long"
    NOT_UTF8 = "not_utf8"
    TWO_ZONE_NAMES = "two_zone_names"
    BAD_FOLDING = "bad_folding"
    LINE_UNREADABLE = "line_unreadable"

    # of one event: it is left out
    NO_TITLE = "no_title"
    NO_START = "no_start"
    DATE_UNREADABLE = "date_unreadable"
    DATE_IMPLAUSIBLE = "date_implausible"
    NO_DATES = "no_dates"
    TOO_OFTEN = "too_often"
    INTERVAL_ZERO = "interval_zero"
    RULE_UNREADABLE = "rule_unreadable"
    RULE_NEVER = "rule_never"
    TOO_MANY_DATES = "too_many_dates"
    PRIVATE = "private"
    OWN_EVENT = "own_event"
    RECORD_UNREADABLE = "record_unreadable"
    FAILED = "failed"

    # of one event: it is read all the same
    NO_UID = "no_uid"
    UID_TWICE = "uid_twice"
    ENDS_WHEN_IT_STARTS = "ends_when_it_starts"
    ENDS_BEFORE_IT_STARTS = "ends_before_it_starts"
    END_UNREADABLE = "end_unreadable"
    WRONG_VALUE_TYPE = "wrong_value_type"
    ZONE_UNKNOWN = "zone_unknown"
    OVERRIDE_UNKNOWN = "override_unknown"
    OVERRIDE_TEXT = "override_text"

    # of what was done with it
    LACKS = "lacks"
    DOUBLE = "double"
    MAY_NOT_PUBLISH = "may_not_publish"
    PUBLISHED = "published"
    KEPT = "kept"
    OTHER_SOURCE = "other_source"
    DELETED_HERE = "deleted_here"
    MOVED_AWAY = "moved_away"
    LOCKED = "locked"
    GONE = "gone"
    BACK = "back"
    CHANGED = "changed"
    NEW = "new"
    NEW_DRAFT = "new_draft"


class RefusedError(Exception):
    """What was asked for cannot be read at all, or not this event: says why."""

    def __init__(self, reason: Reason, **details: str | int) -> None:
        super().__init__(reason)
        self.reason = reason
        self.details = details
