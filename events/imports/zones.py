"""Which time zone a calendar means, whatever it calls it; times as the agenda keeps them. Pure."""

from collections.abc import Iterable
from datetime import UTC, date, datetime, timedelta
from functools import lru_cache
from zoneinfo import ZoneInfo, available_timezones

from icalendar.prop import vDuration
from icalendar.timezone.windows_to_olson import WINDOWS_TO_OLSON

from cms.ical import TIMEZONES
from events.imports.content_lines import Component, Line
from events.imports.reasons import Reason, RefusedError
from events.imports.repeating import moment_of
from events.imports.timings import Moment

MIDNIGHT_OF = datetime.min.time()


@lru_cache(maxsize=1)
def known_zones() -> frozenset[str]:
    """The names of all time zones; looking for them on the disk takes a while."""
    return frozenset(available_timezones())


class Zones:
    """The zones of one file; those that it defines may say their real name."""

    def __init__(self, default: str, defined: Iterable[Component] = ()) -> None:
        self.default = default
        self.real_names = {zone.text("TZID"): zone.text("X-LIC-LOCATION") for zone in defined}

    def named(self, tzid: str) -> str | None:
        """The zone as the world knows it; None for one that nobody knows.

        >>> Zones("Europe/Paris").named("Romance Standard Time")
        'Europe/Paris'
        """
        tzid = tzid.strip().strip('"')
        for name in (tzid, self.real_names.get(tzid, ""), WINDOWS_TO_OLSON.get(tzid, "")):
            if name in known_zones():
                return name
        tail = "/".join(tzid.split("/")[-2:])  # /mozilla.org/20050126_1/Europe/Paris
        return tail if tail in known_zones() else None


class Clock:
    """How the times of one event are read: its own zone, and the one that it is told in."""

    def __init__(self, own: str, default: str) -> None:
        self.own = own
        self.timezone = own if own in TIMEZONES else default

    def local(self, moment: datetime) -> datetime:
        """A time of the event's own zone, or an instant, as the wall clock of its zone here."""
        if moment.tzinfo is None:
            if self.own == self.timezone:
                return moment
            moment = moment.replace(tzinfo=ZoneInfo(self.own))
        return moment.astimezone(ZoneInfo(self.timezone)).replace(tzinfo=None)

    def moment(self, start: datetime, length: timedelta | None, *, is_all_day: bool) -> Moment:
        """One sitting that begins at `start`, a time of the event's own zone."""
        end = None if length is None else start + length
        if not is_all_day:
            start, end = self.local(start), self.local(end) if end else None
        return Moment(start, end, is_all_day, self.timezone)


class Times:
    """Reads the dates of one event; what is odd about them goes into `oddities`."""

    def __init__(self, zones: Zones) -> None:
        self.zones = zones
        self.oddities: list[tuple[Reason, int, dict[str, str | int]]] = []

    def read(self, line: Line, value: str = "") -> tuple[datetime | date, str]:
        """What a line such as DTSTART says, and the zone that it says it in."""
        moment = moment_of(value or line.value)
        is_day = not isinstance(moment, datetime)
        if line.params.get("VALUE", "").upper() == ("DATE-TIME" if is_day else "DATE"):
            self._odd(Reason.WRONG_VALUE_TYPE, line, value=line.value[:40])
        if isinstance(moment, datetime) and moment.tzinfo:
            return moment, "UTC"
        tzid = line.params.get("TZID", "")
        zone = self.zones.named(tzid) if tzid else self.zones.default
        if zone is None:
            self._odd(Reason.ZONE_UNKNOWN, line, zone=tzid[:60], read_as=self.zones.default)
        return moment, zone or self.zones.default

    def length(self, component: Component, start: datetime | date, zone: str) -> timedelta | None:
        """How long one sitting lasts on the wall clock; None where nobody said."""
        is_all_day = not isinstance(start, datetime)
        end_line = component.first("DTEND")
        if end_line is not None:
            try:
                return self._until(end_line, start, zone)
            except RefusedError:
                self._odd(Reason.END_UNREADABLE, end_line, value=end_line.value[:40])
        duration_line = component.first("DURATION")
        if duration_line is not None:
            return self._lasting(duration_line)
        return timedelta(days=1) if is_all_day else None

    def _until(self, line: Line, start: datetime | date, zone: str) -> timedelta | None:
        end, end_zone = self.read(line)
        if isinstance(start, datetime) != isinstance(end, datetime):
            self._odd(Reason.END_UNREADABLE, line, value=line.value[:40])
            return timedelta(days=1) if not isinstance(start, datetime) else None
        first, last = naive(start, zone), naive(end, end_zone, zone)
        if last > first:
            return last - first
        reason = Reason.ENDS_WHEN_IT_STARTS if last == first else Reason.ENDS_BEFORE_IT_STARTS
        if not isinstance(start, datetime):
            self._odd(reason, line, day=f"{start:%Y-%m-%d}")
            return timedelta(days=1)
        if last < first:
            self._odd(reason, line, day=f"{start:%Y-%m-%d}")
        return None

    def _lasting(self, line: Line) -> timedelta | None:
        try:
            length = duration_of(line.value)
        except ValueError:
            self._odd(Reason.END_UNREADABLE, line, value=line.value[:40])
            return None
        return length if length > timedelta() else None

    def _odd(self, reason: Reason, line: Line, **details: str | int) -> None:
        self.oddities.append((reason, line.number, details))


def naive(moment: datetime | date, own: str, wanted: str = "") -> datetime:
    """A day's midnight, or a time on the wall clock of the zone that is wanted."""
    if not isinstance(moment, datetime):
        return datetime.combine(moment, MIDNIGHT_OF)
    if moment.tzinfo is None and wanted and wanted != own:
        moment = moment.replace(tzinfo=ZoneInfo(own))
    if moment.tzinfo is None:
        return moment
    return moment.astimezone(ZoneInfo(wanted) if wanted else UTC).replace(tzinfo=None)


def duration_of(value: str) -> timedelta:
    """A DURATION value: PT1H30M, P2D. Raises ValueError for anything else, and past a century."""
    length: timedelta = vDuration.from_ical(value.strip().upper())
    if abs(length) > timedelta(days=36_525):
        raise ValueError(value)
    return length
