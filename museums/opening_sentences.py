"""Opening hours in plain sentences, in the language being spoken.

« Du 1er avril au 30 septembre : tous les jours sauf le mardi, 10 h–12 h 30 et 14 h–18 h »
"""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import TYPE_CHECKING

from django.utils.dates import WEEKDAYS
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import pgettext, pgettext_lazy

from cms.templatetags.components import calendar_day, day_number, hour, long_day, year_form
from museums.opening_hours import Change, OpeningHours, Period, Precedence, Rule, Slot

if TYPE_CHECKING:
    from museums.openings import Opening

EN_DASH = "–"
EXCEPTIONS_AHEAD = timedelta(weeks=6)
ON_DAYS = [
    pgettext_lazy("on opening days", "on Mondays"),
    pgettext_lazy("on opening days", "on Tuesdays"),
    pgettext_lazy("on opening days", "on Wednesdays"),
    pgettext_lazy("on opening days", "on Thursdays"),
    pgettext_lazy("on opening days", "on Fridays"),
    pgettext_lazy("on opening days", "on Saturdays"),
    pgettext_lazy("on opening days", "on Sundays"),
]
EVERY_DAY = frozenset(range(7))


def listed(parts: Iterable[str]) -> str:
    """« a, b et c »."""
    *first, last = [str(part) for part in parts] or [""]
    if not first:
        return last
    return pgettext("of a list", "%(most)s and %(last)s") % {
        "most": ", ".join(first),
        "last": last,
    }


def slots_in_words(slots: Sequence[Slot]) -> str:
    """« 10 h–12 h 30 et 14 h–18 h »."""
    return listed(f"{hour(slot.opens)}{EN_DASH}{hour(slot.closes)}" for slot in slots)


def weekdays_in_words(days: frozenset[int]) -> str:
    """« tous les jours sauf le mardi », « du mercredi au dimanche », « le samedi »."""
    if days == EVERY_DAY:
        return _("every day")
    closed = sorted(EVERY_DAY - days)
    ordered = sorted(days)
    is_run = ordered[-1] - ordered[0] == len(ordered) - 1
    if len(ordered) >= 3 and is_run and not (ordered[0] == 0 and ordered[-1] == 5):
        return pgettext("of weekdays", "from %(first)s to %(last)s") % {
            "first": WEEKDAYS[ordered[0]],
            "last": WEEKDAYS[ordered[-1]],
        }
    if len(closed) <= 2:
        return _("every day except %(days)s") % {"days": listed(_by_names(closed))}
    return listed(ON_DAYS[day] for day in ordered)


def _by_names(days: Iterable[int]) -> list[str]:
    names = [
        pgettext("of closed days", "Mondays"),
        pgettext("of closed days", "Tuesdays"),
        pgettext("of closed days", "Wednesdays"),
        pgettext("of closed days", "Thursdays"),
        pgettext("of closed days", "Fridays"),
        pgettext("of closed days", "Saturdays"),
        pgettext("of closed days", "Sundays"),
    ]
    return [names[day] for day in days]


def period_in_words(period: Period, today: date) -> str:
    """« Du 1er avril au 30 septembre »; the year is said of what comes only once."""
    if period.precedence is Precedence.SCHOOL_HOLIDAYS:
        return _("During school holidays")
    if period.precedence is Precedence.PUBLIC_HOLIDAYS:
        return _("On public holidays")
    if period.first is None or period.last is None:
        return _("All year round")
    is_once = period.precedence is Precedence.DATED
    end_form = year_form(period.last, today) if is_once else ""
    return capfirst(days_in_words(period.first, period.last, end_form))


def days_in_words(first: date, last: date, form: str = "") -> str:
    """« du 24 au 26 novembre », « du 24 décembre au 2 janvier », « le 24 novembre »."""
    if first == last:
        return pgettext("of one day", "on %(day)s") % {"day": calendar_day(first, form)}
    is_one_month = (first.year, first.month) == (last.year, last.month)
    return pgettext("of days", "from %(first)s to %(last)s") % {
        "first": day_number(first) if is_one_month else calendar_day(first),
        "last": calendar_day(last, form),
    }


@dataclass(frozen=True)
class Season:
    """The hours of one period, a line for each set of weekdays."""

    title: str
    lines: list[str]


IN_ORDER = (
    Precedence.EACH_YEAR,
    Precedence.ALL_YEAR,
    Precedence.SCHOOL_HOLIDAYS,
    Precedence.DATED,
    Precedence.PUBLIC_HOLIDAYS,
)


def seasons_in_words(hours: OpeningHours, today: date) -> list[Season]:
    """All the hours, the usual ones first; a title only where there are several periods."""
    by_period: dict[Period, list[Rule]] = defaultdict(list)
    for rule in hours.rules:
        if rule.slots and (rule.period.precedence is not Precedence.DATED or _lasts(rule, today)):
            by_period[rule.period].append(rule)
    ordered = sorted(by_period, key=_place)
    if [period.precedence for period in ordered] == [Precedence.ALL_YEAR]:
        return [Season("", _lines(by_period[ordered[0]]))]
    return [Season(_title(period, ordered, today), _lines(by_period[period])) for period in ordered]


def _place(period: Period) -> tuple[int, date]:
    return IN_ORDER.index(period.precedence), period.first or date.min


def _title(period: Period, others: Sequence[Period], today: date) -> str:
    """What holds all the year holds for the rest of it, where there are seasons."""
    has_seasons = any(other.precedence is Precedence.EACH_YEAR for other in others)
    if period.precedence is Precedence.ALL_YEAR and has_seasons:
        return _("The rest of the year")
    return period_in_words(period, today)


def _lasts(rule: Rule, today: date) -> bool:
    return rule.period.last is not None and rule.period.last >= today


def _lines(rules: Iterable[Rule]) -> list[str]:
    """A line for each set of weekdays that have the same hours, whatever rows say them."""
    slots_by_day: dict[int, list[Slot]] = defaultdict(list)
    for rule in rules:
        for day in rule.weekdays:
            slots_by_day[day] += rule.slots
    days_by_slots: dict[tuple[Slot, ...], set[int]] = defaultdict(set)
    for day, slots in slots_by_day.items():
        days_by_slots[tuple(sorted(slots, key=lambda slot: slot.opens))].add(day)
    ordered = sorted(days_by_slots.items(), key=lambda item: min(item[1]))
    return [_line(frozenset(days), slots) for slots, days in ordered]


def _line(days: frozenset[int], slots: tuple[Slot, ...]) -> str:
    line = f"{weekdays_in_words(days)}, {slots_in_words(slots)}"
    last_admission = slots[-1].last_admission
    if last_admission:
        line += " " + _("(last admission at %(time)s)") % {"time": hour(last_admission)}
    return line


def holidays_in_words(hours: OpeningHours, today: date) -> str:
    """« Fermé le 1er janvier, le 1er mai et le 25 décembre »; those of the coming year."""
    year = today + timedelta(days=365)
    days = [day for day in sorted(hours.closed_holidays) if today <= day < year]
    if not days:
        return ""
    if set(days) == {day for day in hours.public_holidays if today <= day < year}:
        return _("Closed on public holidays")
    fixed = sorted(days, key=lambda day: (day.month, day.day))
    return _("Closed %(days)s") % {"days": listed(days_in_words(day, day) for day in fixed)}


def change_in_words(change: Change, today: date) -> str:
    """« du 24 au 26 novembre : fermé (inventaire) »."""
    days = days_in_words(change.first, change.last, year_form(change.last, today))
    said = slots_in_words(change.slots) if change.slots else pgettext("of a museum", "closed")
    line = _("%(days)s: %(said)s") % {"days": days, "said": said}
    return f"{line} ({change.reason})" if change.reason else line


def changes_in_words(hours: OpeningHours, today: date) -> list[str]:
    """What is exceptional in the coming six weeks, a line each."""
    changes = hours.changes_between(today, today + EXCEPTIONS_AHEAD)
    return [change_in_words(change, today) for change in changes]


def today_in_words(opening: "Opening") -> str:
    """« Ouvert aujourd’hui, 10 h–12 h 30 et 14 h–18 h »; empty where nothing is known."""
    if not opening.is_known:
        return ""
    slots = opening.today
    if slots:
        return _("Open today, %(times)s") % {"times": slots_in_words(slots)}
    return _("Closed today")


def next_in_words(opening: "Opening") -> str:
    """« Ouvre à 14 h », « Ouvre demain à 10 h », « Ouvre le samedi 28 novembre à 10 h ».

    Empty while the museum is open, and where nobody knows when it opens next.
    """
    if not opening.is_known or opening.is_open or opening.next_opening is None:
        return ""
    opens, today = opening.next_opening, opening.moment.date()
    return _opens(opens, today)


def _opens(opens: datetime, today: date) -> str:
    at = {"time": hour(opens.time())}
    if opens.date() == today:
        return _("Opens at %(time)s") % at
    if opens.date() - today == timedelta(days=1):
        return _("Opens tomorrow at %(time)s") % at
    day = long_day(opens.date(), year_form(opens.date(), today))
    return _("Opens again on %(day)s at %(time)s") % {**at, "day": day}
