"""An iCalendar file as events: each survives the faults of the others, each fault has its line.

The dates of an event are expanded up to a horizon and compared with the agenda's own rules:
one that gives exactly the same dates is kept, otherwise the dates themselves.
"""

import logging
from collections import defaultdict
from collections.abc import Iterable
from datetime import date, datetime, timedelta

from django.core.exceptions import ValidationError

from events.fields import parse_rule
from events.imports.announced import Announced, Change, Reading, Remark, Timing
from events.imports.content_lines import CalendarFile, Component, read_lines
from events.imports.limits import LONGEST_TEXT, MOST_DATES, Budget
from events.imports.reasons import Reason, RefusedError
from events.imports.repeating import Repetition
from events.imports.stories import one_line, short_summary, story_html
from events.imports.timings import Moment, fewest_timings, hours_of
from events.imports.zones import Clock, Times, Zones, naive
from events.recurrences import Rule

logger = logging.getLogger(__name__)

HIDDEN = ("PRIVATE", "CONFIDENTIAL")
OUR_PARTS = ("FREQ", "INTERVAL", "BYDAY", "BYMONTHDAY", "BYMONTH")


def read_ical(content: bytes, horizon: date, timezone: str, budget: Budget) -> Reading:
    """What a file announces. Raises RefusedError where it is no calendar."""
    file = read_lines(content)
    zones = Zones(timezone, file.zones)
    remarks = list(file.remarks)
    if not file.is_complete:
        remarks.append(Remark(Reason.CUT_SHORT))
    found = _by_uid(file, remarks)
    events: list[Announced] = []
    stopped = None
    for number, (uid, components) in enumerate(found.items()):
        if stopped := budget.spent(number, len(found)):
            remarks.append(stopped)
            break
        reader = EventReader(uid, components, zones, horizon)
        try:
            events.append(reader.event())
        except RefusedError as refusal:
            remarks.append(reader.skipped(refusal.reason, **refusal.details))
        except Exception:
            logger.exception("Event %s of a calendar could not be read", uid)
            remarks.append(reader.skipped(Reason.RECORD_UNREADABLE))
        remarks += reader.remarks
    is_complete = file.is_complete and stopped is None
    return Reading(tuple(events), tuple(remarks), is_complete, True, frozenset(found))


def _by_uid(file: CalendarFile, remarks: list[Remark]) -> dict[str, list[Component]]:
    """The components of each event, the one that holds for all its dates first.

    An identifier that stands twice means the last revision of one event if the revisions have
    numbers; otherwise it is a fault, and each of them is an event.
    """
    found: dict[str, list[Component]] = defaultdict(list)
    for component in file.events:
        found[component.text("UID") or _made_up_uid(component, remarks)].append(component)
    events: dict[str, list[Component]] = {}
    for uid, components in found.items():
        masters = [c for c in components if not c.first("RECURRENCE-ID")]
        overrides = [c for c in components if c.first("RECURRENCE-ID")]
        masters.sort(key=_revision, reverse=True)
        for number, master in enumerate(masters):
            if number == 0:
                events[uid] = [master, *overrides]
            elif _revision(master) == _revision(masters[0]):
                remarks.append(Remark(Reason.UID_TWICE, master.number, uid, _title(master)))
                events[f"{uid}#{master.text('DTSTART')}"] = [master]
        if not masters:
            for override in overrides:
                events[f"{uid}/{override.text('RECURRENCE-ID')}"] = [override]
    return events


def _made_up_uid(component: Component, remarks: list[Remark]) -> str:
    remarks.append(Remark(Reason.NO_UID, component.number, title=_title(component)))
    return f"{_title(component)} {component.text('DTSTART')}".strip()


def _revision(component: Component) -> int:
    value = component.text("SEQUENCE")
    return int(value) if value.isdecimal() and len(value) < 10 else 0


def _title(component: Component) -> str:
    return one_line(component.text("SUMMARY"))


class EventReader:
    """Reads the components that one identifier stands for as one event."""

    def __init__(self, uid: str, components: list[Component], zones: Zones, horizon: date) -> None:
        self.uid = uid
        self.master, *self.overrides = components
        self.horizon = horizon
        self.times = Times(zones)
        self.title = _title(self.master)
        self.moved: list[Moment] = []

    def skipped(self, reason: Reason, **details: str | int) -> Remark:
        """Why the event is left out."""
        return Remark(reason, self.master.number, self.uid, self.title, True, details)

    @property
    def remarks(self) -> list[Remark]:
        """What was odd, though the event was read."""
        return [
            Remark(reason, line, self.uid, self.title, details=details)
            for reason, line, details in self.times.oddities
        ]

    def event(self) -> Announced:
        """The event; raises RefusedError with the reason for which it must be left out."""
        if self.master.text("CLASS").upper() in HIDDEN:
            raise RefusedError(Reason.PRIVATE)
        if not self.title:
            raise RefusedError(Reason.NO_TITLE)
        timings, changes = self._dates()
        description = self.master.text("X-ALT-DESC") or self.master.text("DESCRIPTION")
        description = description[:LONGEST_TEXT]
        place, _comma, address = self.master.text("LOCATION").replace("\n", ", ").partition(",")
        status = self.master.text("STATUS").upper()
        return Announced(
            uid=self.uid,
            title=self.title,
            line=self.master.number,
            timings=timings,
            changes=changes,
            is_cancelled=status == "CANCELLED",
            is_tentative=status == "TENTATIVE",
            summary=short_summary(description),
            story=story_html(description, link=self.master.text("URL")),
            place_name=one_line(place),
            place_address=one_line(address),
            keywords=tuple(self._keywords()),
            image_url=self._image_url(),
        )

    def _keywords(self) -> Iterable[str]:
        for line in self.master.all("CATEGORIES"):
            yield from filter(None, map(one_line, line.value.split(",")))

    def _image_url(self) -> str:
        for line in (*self.master.all("IMAGE"), *self.master.all("ATTACH")):
            if line.name == "IMAGE" or line.params.get("FMTTYPE", "").startswith("image/"):
                return line.value if line.value.startswith("https://") else ""
        return ""

    def _dates(self) -> tuple[tuple[Timing, ...], tuple[Change, ...]]:
        line = self.master.first("DTSTART")
        if line is None:
            raise RefusedError(Reason.NO_START)
        start, zone = self.times.read(line)
        self.is_all_day = not isinstance(start, datetime)
        self.clock = Clock(self.times.zones.default if self.is_all_day else zone, self.default)
        self.first = naive(start, zone)
        self.length = self.times.length(self.master, start, zone)
        rules = [
            Repetition(line.value, self.first, self.clock.own) for line in self.master.all("RRULE")
        ]
        announced = {self.first}.union(*(rule.starts(self.horizon) for rule in rules))
        added = self._listed("RDATE", announced)
        left_out = self._listed("EXDATE", announced) | self._left_out_by_rule()
        changes, taken_apart = self._changes(announced | added - left_out)
        gaps = (left_out | taken_apart) & announced
        kept = sorted((announced | added) - left_out - taken_apart)
        moments = [self._moment(start) for start in kept] + self.moved
        if not moments:
            raise RefusedError(Reason.NO_DATES)
        if len(rules) == 1 and not added and not gaps:
            timing = self._by_rule(rules[0], announced)
            if timing:
                return (timing, *fewest_timings(self.moved)), changes
        return self._listed_days(moments), changes

    @property
    def default(self) -> str:
        return self.times.zones.default

    def _listed_days(self, moments: list[Moment]) -> tuple[Timing, ...]:
        """Set by set; those of an endless rule are told further when the horizon moves."""
        near = [moment for moment in moments if moment.start.date() <= self.horizon]
        timings = fewest_timings(near or moments[:1])
        count = sum(len(timing.other_dates) for timing in timings)
        if count > MOST_DATES:
            raise RefusedError(Reason.TOO_MANY_DATES, count=count)
        return timings

    def _moment(self, start: datetime) -> Moment:
        return self.clock.moment(start, self.length, is_all_day=self.is_all_day)

    def _listed(self, name: str, announced: set[datetime]) -> set[datetime]:
        """The starts that RDATE or EXDATE lines name; a day alone means all that begins on it."""
        found = set()
        for line in self.master.all(name):
            for value in filter(None, line.value.split(",")):
                moment, zone = self.times.read(line, value.partition("/")[0])
                if isinstance(moment, datetime) and not self.is_all_day:
                    found.add(naive(moment, zone, self.clock.own))
                elif name == "RDATE":
                    found.add(datetime.combine(moment, self.first.time()))
                else:
                    day = moment.date() if isinstance(moment, datetime) else moment
                    found |= {start for start in announced if start.date() == day}
        return found

    def _left_out_by_rule(self) -> set[datetime]:
        """EXRULE, which nobody writes any more and some still have."""
        rules = [
            Repetition(line.value, self.first, self.clock.own) for line in self.master.all("EXRULE")
        ]
        return set().union(*(rule.starts(self.horizon) for rule in rules))

    def _by_rule(self, repetition: Repetition, announced: set[datetime]) -> Timing | None:
        """One schedule with a rule of our own that gives exactly these days; None without one."""
        rule = our_rule(repetition)
        last = max(announced).date()
        if rule is None or (self.clock.own != self.clock.timezone and not self.is_all_day):
            return None
        until = self.horizon if repetition.is_endless else last
        if list(rule.days(self.first.date(), until)) != sorted(s.date() for s in announced):
            return None
        if len(announced) == 1 and not repetition.is_endless:
            return None
        hours = hours_of(self._moment(self.first))
        return hours.timing(self.first.date(), rule, until=None if repetition.is_endless else last)

    def _changes(self, starts: set[datetime]) -> tuple[tuple[Change, ...], set[datetime]]:
        """What is different on single dates; and the dates that need a schedule of their own."""
        changes: list[Change] = []
        taken_apart = set()
        for override in self.overrides:
            original = self._original(override, starts)
            if original is None:
                continue
            if override.text("STATUS").upper() == "CANCELLED":
                base = self._moment(original)
                at = None if base.is_all_day else base.start.time()
                changes.append(Change(base.start.date(), at, "cancelled"))
                continue
            if _title(override) and _title(override) != self.title:
                self._odd(Reason.OVERRIDE_TEXT, override, text=_title(override)[:80])
            base, moment = self._moment(original), self._override_moment(override)
            if moment is None or hours_and_day(moment) == hours_and_day(base):
                continue
            change = move_of(base, moment)
            if change:
                changes.append(change)
            else:
                taken_apart.add(original)
                self.moved.append(moment)
        return tuple(changes), taken_apart

    def _original(self, override: Component, starts: set[datetime]) -> datetime | None:
        line = override.first("RECURRENCE-ID")
        moment, zone = self.times.read(line)
        if isinstance(moment, datetime) and not self.is_all_day:
            wanted = naive(moment, zone, self.clock.own)
            matches = [start for start in starts if start == wanted]
        else:
            day = moment.date() if isinstance(moment, datetime) else moment
            matches = [start for start in starts if start.date() == day]
        if len(matches) == 1 and not line.params.get("RANGE"):
            return matches[0]
        self._odd(Reason.OVERRIDE_UNKNOWN, override, value=line.value[:40])
        return None

    def _override_moment(self, override: Component) -> Moment | None:
        line = override.first("DTSTART")
        if line is None:
            return None
        start, zone = self.times.read(line)
        length = self.times.length(override, start, zone)
        is_all_day = not isinstance(start, datetime)
        clock = Clock(self.default if is_all_day else zone, self.default)
        return clock.moment(naive(start, zone), length, is_all_day=is_all_day)

    def _odd(self, reason: Reason, component: Component, **details: str | int) -> None:
        self.times.oddities.append((reason, component.number, details))


def our_rule(repetition: Repetition) -> Rule | None:
    """The rule as one of the agenda's own, if its form allows it."""
    try:
        return parse_rule(f"RRULE:{repetition.text(*OUR_PARTS)}") if repetition.is_ours else None
    except ValidationError:
        return None


def hours_and_day(moment: Moment) -> tuple[object, ...]:
    """What tells two sittings apart for whoever reads a calendar."""
    return moment.start.date(), hours_of(moment)


def move_of(base: Moment, moment: Moment) -> Change | None:
    """The exception that says where a sitting went; None where no exception can say it."""
    if base.timezone != moment.timezone or base.is_all_day != moment.is_all_day:
        return None
    day = base.start.date()
    if moment.is_all_day:
        is_as_long = hours_of(base) == hours_of(moment)
        return Change(day, None, "moved", new_date=moment.start.date()) if is_as_long else None
    length = moment.end - moment.start if moment.end else None
    if length == (base.end - base.start if base.end else None):
        new_end = None
    elif length is None or length > timedelta(days=1):
        return None
    else:
        new_end = moment.end.time()
    is_same_hour = base.start.time() == moment.start.time()
    return Change(
        day,
        base.start.time(),
        "moved",
        new_date=moment.start.date(),
        new_start_time=None if is_same_hour and new_end is None else moment.start.time(),
        new_end_time=new_end,
    )
