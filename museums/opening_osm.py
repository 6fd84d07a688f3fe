"""Opening hours in OpenStreetMap's notation, for whoever reads that: pure, it knows no Django."""

from datetime import date

from museums.opening_hours import DAY, Change, OpeningHours, Period, Precedence, Slot

OSM_DAYS = ("Mo", "Tu", "We", "Th", "Fr", "Sa", "Su")
OSM_MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")


def osm_text(hours: OpeningHours, today: date) -> str:
    """The hours from today on; empty where nothing is known.

    Later rules win there: the broad ones come first, public holidays and exceptions last, and each
    period begins by closing its days, or the broader hours would show through. School holidays
    are written out as days: no reader knows the French ones.
    """
    if not hours.is_known:
        return ""
    parts: list[str] = []
    for period in sorted({rule.period for rule in hours.rules}, key=lambda one: one.precision):
        slots_by_weekday = _slots_by_weekday(hours, period)
        for days in _days_of(period, hours, today):
            if days:
                parts.append(f"{days} off")
            parts += _weekly(days, slots_by_weekday)
    parts += _closed_holidays(hours, today)
    later = [change for change in hours.changes if change.last >= today]
    parts += [_changed(change) for change in reversed(later)]  # the first one goes before all
    if hours.reopens_on and hours.reopens_on > today:
        parts.append(f"{_span(today, hours.reopens_on - DAY)} off")
    return "; ".join(parts) or "off"


def _slots_by_weekday(hours: OpeningHours, period: Period) -> dict[int, tuple[Slot, ...]]:
    """All that the rows of a period say of each weekday: a second line would hide the first."""
    found: dict[int, tuple[Slot, ...]] = {}
    for rule in hours.rules:
        if rule.period == period:
            found |= {day: (*found.get(day, ()), *rule.slots) for day in rule.weekdays}
    return found


def _weekly(days: str, slots_by_weekday: dict[int, tuple[Slot, ...]]) -> list[str]:
    """A line for the weekdays that have the same hours."""
    weekdays_by_times: dict[str, list[int]] = {}
    for weekday, slots in sorted(slots_by_weekday.items()):
        weekdays_by_times.setdefault(_times(slots), []).append(weekday)
    return [
        # "PH Mo-Su" would mean "public holidays and every other day"
        f"PH {times}" if days == "PH" else f"{days} {_weekdays(weekdays)} {times}".strip()
        for times, weekdays in weekdays_by_times.items()
        if times
    ]


def _weekdays(numbers: list[int]) -> str:
    return ",".join(OSM_DAYS[number] for number in numbers)


def _times(slots: tuple[Slot, ...]) -> str:
    ordered = sorted({(slot.opens, slot.closes) for slot in slots})
    return ",".join(f"{opens:%H:%M}-{closes:%H:%M}" for opens, closes in ordered)


def _days_of(period: Period, hours: OpeningHours, today: date) -> list[str]:
    """The days of a period, once or more often; nothing where all of them are over."""
    if period.precedence is Precedence.ALL_YEAR:
        return [""]
    if period.precedence is Precedence.PUBLIC_HOLIDAYS:
        return ["PH"]
    if period.precedence is Precedence.SCHOOL_HOLIDAYS:
        return [_span(first, last) for first, last in hours.school_holidays if last >= today]
    if period.first is None or period.last is None:
        return []
    if period.precedence is Precedence.DATED:
        return [_span(period.first, period.last)] if period.last >= today else []
    return [f"{_day_of_year(period.first)}-{_day_of_year(period.last)}"]


def _closed_holidays(hours: OpeningHours, today: date) -> list[str]:
    closed = [day for day in sorted(hours.closed_holidays) if day >= today]
    if closed and set(closed) == {day for day in hours.public_holidays if day >= today}:
        return ["PH off"]
    return [f"{_day(day)} off" for day in closed]


def _changed(change: Change) -> str:
    return f"{_span(change.first, change.last)} {_times(change.slots) or 'off'}"


def _day(day: date) -> str:
    return f"{day.year} {_day_of_year(day)}"


def _day_of_year(day: date) -> str:
    return f"{OSM_MONTHS[day.month - 1]} {day.day:02}"


def _span(first: date, last: date) -> str:
    return _day(first) if first == last else f"{_day(first)}-{_day(last)}"
