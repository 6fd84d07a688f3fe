"""What looks wrong in an offer: said to its editor, never in the way of publishing."""

from collections.abc import Callable, Iterator
from datetime import datetime

from django.utils.formats import date_format
from django.utils.html import strip_tags
from django.utils.timezone import localdate
from django.utils.translation import gettext as _

from cms.templatetags.components import calendar_day
from jobs.choices import DeadlineRule, LocationKind, StartPrecision
from jobs.models import JobPage
from jobs.verbatim import NamedDate, named_dates, says_as_soon_as_possible, says_before


def warnings_of(offer: JobPage, now: datetime) -> list[str]:
    """Plain sentences for whoever wrote the offer; none where all agrees."""
    return [sentence for check in CHECKS for sentence in check(offer, now)]


def deadline_warnings(offer: JobPage, now: datetime) -> Iterator[str]:
    """Where the words of the deadline and the date typed do not agree."""
    day = offer.deadline_on
    if day is None:
        return
    named = named_dates(offer.deadline_text)
    meant = [name for name in named if name.means(day)]
    if named and not meant:
        yield _("The deadline typed is %(day)s, but its text says “%(said)s”.") % {
            "day": calendar_day(day, "year"),
            "said": named[-1].said,
        }
    for name in meant:
        if name.is_impossible_on(day):
            yield wrong_weekday(name, offer)
    counts_whole_day = offer.deadline_rule == DeadlineRule.INCLUSIVE and not offer.deadline_time
    if counts_whole_day and says_before(offer.deadline_text):
        yield _(
            "The text of the deadline says “avant”, and that day is counted in. Choose “before "
            "that day” if it is too late then."
        )


def wrong_weekday(name: NamedDate, offer: JobPage) -> str:
    day = offer.deadline_on
    return _("The text of the deadline says “%(said)s”, but %(day)s is a %(weekday)s.") % {
        "said": name.said,
        "day": calendar_day(day, "year"),
        "weekday": date_format(day, "l").lower(),
    }


def closing_warnings(offer: JobPage, now: datetime) -> Iterator[str]:
    """When the offer goes, where nobody said it, or sooner than meant."""
    if not offer.has_deadline:
        yield _(
            "This offer has no deadline: it stays in the list until %(day)s. Give one, or close it "
            "when somebody is hired."
        ) % {"day": calendar_day(offer.last_day, "year")}
    if not offer.is_open(now) and not offer.closed_at:
        yield _("The deadline is past: visitors read that the offer is closed.")
    if offer.posted_on > localdate(now):
        yield _("The day on which it was posted, %(day)s, is still to come.") % {
            "day": calendar_day(offer.posted_on, "year")
        }


def start_warnings(offer: JobPage, now: datetime) -> Iterator[str]:
    """Where the start is told in two ways."""
    if offer.starts_on is None or offer.start_precision == StartPrecision.ASAP:
        return
    sections = (strip_tags(block.value["text"].source) for block in offer.sections)
    if any(says_as_soon_as_possible(text) for text in (offer.start_text, *sections)):
        yield _(
            "The job begins on %(day)s, and its text says “dès que possible”: candidates will ask "
            "which is right."
        ) % {"day": calendar_day(offer.starts_on, "year")}


def missing_warnings(offer: JobPage, now: datetime) -> Iterator[str]:
    """What candidates look for first and do not find."""
    places = [place for place in offer.locations.all() if place.kind != LocationKind.INTERVIEW]
    if not [line for line in offer.employers.all() if str(line)]:
        yield _("Nobody knows who employs: add an employer.")
    if not [place for place in places if str(place)]:
        yield _("Nobody knows where it is: add a place of work.")
    if not offer.salary_kind and not offer.salary_text:
        yield _("Nothing is said of the pay: candidates look for it first.")
    if not offer.has_way_to_apply:
        yield _("Nothing says how to apply: add an address, or the page of the original offer.")


CHECKS: tuple[Callable[[JobPage, datetime], Iterator[str]], ...] = (
    deadline_warnings,
    closing_warnings,
    start_warnings,
    missing_warnings,
)
