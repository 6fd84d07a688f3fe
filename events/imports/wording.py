"""The words of a report: what each reason means for those who read it."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from cms.templatetags.components import calendar_day
from events.imports.reasons import Reason

SENTENCES = {
    Reason.ADDRESS_UNREADABLE: _("This address cannot be read."),
    Reason.NOT_HTTPS: _("Only addresses that begin with https:// are read."),
    Reason.ADDRESS_REFUSED: _(
        "%(host)s is not on the public Internet: such addresses are not read."
    ),
    Reason.HOST_UNKNOWN: _("There is no site called %(host)s."),
    Reason.UNREACHABLE: _("The site does not answer, or breaks the connection off."),
    Reason.CERTIFICATE: _("The security certificate of the site is not valid."),
    Reason.TOO_SLOW: _("The site did not send the whole calendar within %(seconds)s seconds."),
    Reason.TOO_BIG: _("The calendar is larger than %(megabytes)s MB."),
    Reason.ANSWER: _("The site answers with error %(status)s."),
    Reason.REDIRECTS: _("The address leads from one to the next more than %(count)s times."),
    Reason.WEB_PAGE: _("This is the address of a web page, not of a calendar."),
    Reason.NOT_A_CALENDAR: _("This is neither an iCalendar file nor an OpenAgenda export."),
    Reason.CUT_SHORT: _("The calendar breaks off before its end: what follows is not known."),
    Reason.MORE_PAGES: _(
        "The export holds %(read)s of %(total)s events: ask for all of them in its address."
    ),
    Reason.TOO_MANY_EVENTS: _("Only the first %(read)s events of %(total)s are read."),
    Reason.TOOK_TOO_LONG: _(
        "Reading took too long: it stopped after %(read)s of %(total)s events."
    ),
    Reason.NOT_UTF8: _("The file is not in UTF-8: letters with accents may be wrong."),
    Reason.TWO_ZONE_NAMES: _(
        "The time zone %(zone)s has two names in one block (%(part)s): %(names)s. It was read by "
        "its identifier."
    ),
    Reason.BAD_FOLDING: _("This line is not cut as it should be: it was joined to the one before."),
    Reason.LINE_UNREADABLE: _("This line cannot be read, and was left out: “%(text)s”."),
    Reason.NO_TITLE: _("It has no title."),
    Reason.NO_START: _("It does not say when it begins."),
    Reason.DATE_UNREADABLE: _("This date cannot be read: “%(value)s”."),
    Reason.DATE_IMPLAUSIBLE: _("Nothing takes place on such a date: “%(value)s”."),
    Reason.NO_DATES: _("It has no date left."),
    Reason.TOO_OFTEN: _("It repeats more often than once a day (%(frequency)s)."),
    Reason.INTERVAL_ZERO: _("It repeats every 0 days: such a rule never ends."),
    Reason.RULE_UNREADABLE: _("Its rule of repetition is not one that is read here: “%(rule)s”."),
    Reason.RULE_NEVER: _("Its rule of repetition names a day that does not exist: “%(rule)s”."),
    Reason.TOO_MANY_DATES: _(
        "It has %(count)s dates or more, which is more than calendars can take."
    ),
    Reason.PRIVATE: _("The calendar says that it is private."),
    Reason.OWN_EVENT: _("It comes from this very site."),
    Reason.RECORD_UNREADABLE: _("It cannot be read."),
    Reason.FAILED: _("It could not be stored; the network’s team finds the reason in the log."),
    Reason.NO_UID: _("It has no identifier: renamed, it will come as another event."),
    Reason.UID_TWICE: _("Its identifier is also another event’s: each is read on its own."),
    Reason.ENDS_WHEN_IT_STARTS: _(
        "It ends on the day on which it begins, %(day)s, and the last day does not count: it was "
        "read as one day."
    ),
    Reason.ENDS_BEFORE_IT_STARTS: _("On %(day)s it ends before it begins: its end was left out."),
    Reason.END_UNREADABLE: _("Its end cannot be read, and was left out: “%(value)s”."),
    Reason.WRONG_VALUE_TYPE: _("It calls a day a time, or a time a day: it was read by its form."),
    Reason.ZONE_UNKNOWN: _("Nobody knows the time zone “%(zone)s”: it was read as %(read_as)s."),
    Reason.OVERRIDE_UNKNOWN: _("It changes a date that the event does not have: “%(value)s”."),
    Reason.OVERRIDE_TEXT: _(
        "One date has a title of its own, “%(text)s”: it is shown with the event’s."
    ),
    Reason.LACKS: _("Kept as a draft; it lacks: %(fields)s."),
    Reason.DOUBLE: _("Kept as a draft: your “%(double)s” takes place on the same day."),
    Reason.MAY_NOT_PUBLISH: _(
        "Who saved this import may not publish here any more: its events come as drafts."
    ),
    Reason.PUBLISHED: _("Published."),
    Reason.KEPT: _("The calendar has changed, and your text stays: %(fields)s."),
    Reason.OTHER_SOURCE: _("Another calendar of the museum announces it already."),
    Reason.DELETED_HERE: _("You deleted it here: it is not made again."),
    Reason.MOVED_AWAY: _("Its page was moved to another museum: it is left alone."),
    Reason.LOCKED: _("Its page is locked: it is left alone."),
    Reason.GONE: _(
        "The calendar no longer announces it. Its page and dates stay: cancel or delete it if it "
        "does not take place."
    ),
    Reason.BACK: _("The calendar announces it again."),
    Reason.CHANGED: _("Changed: %(fields)s."),
    Reason.NEW: _("Published."),
    Reason.NEW_DRAFT: _("A draft to read and publish."),
}
FIELDS = {
    "title": _("title"),
    "summary": _("summary"),
    "body": _("text"),
    "schedules": _("dates and times"),
    "exceptions": _("dates cancelled or moved"),
    "is_cancelled": _("cancellation"),
    "event_type": _("type"),
    "audiences": _("audiences"),
    "min_age": _("lowest age"),
    "max_age": _("highest age"),
    "is_free": _("free of charge"),
    "price": _("price"),
    "booking": _("booking"),
    "booking_url": _("booking page"),
    "place_name": _("place"),
    "place_address": _("address of the place"),
    "tentative": _("the calendar’s own confirmation"),
}


def sentence(reason: str, details: Mapping[str, Any]) -> str:
    """A reason in the reader's language; a picture that was not taken is named after it."""
    text = str(SENTENCES[Reason(reason)])
    text %= {name: _shown(name, value) for name, value in details.items()}
    if details.get("picture"):
        picture = gettext(
            "Its picture was not taken, because nobody knows who made it nor under which licence: "
            "%(picture)s"
        )
        text = f"{text} {picture % details}"
    return text


def _shown(name: str, value: Any) -> str:
    if name == "fields":
        return ", ".join(str(FIELDS[field]) for field in value)
    if name == "day":
        return calendar_day(date.fromisoformat(value), "year")
    return str(value)
