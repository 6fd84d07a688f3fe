"""From what a museum writes to the dated rows that everything else reads.

A plan is what the published schedules and exceptions say; a rebuild brings the rows of one event
in line with it and touches nothing that already is.
"""

from dataclasses import dataclass
from datetime import date, datetime
from itertools import chain
from typing import TYPE_CHECKING
from uuid import UUID

from django.conf import settings
from django.db import transaction
from django.db.models import F
from django.utils import timezone
from wagtail.models import Site

from cms.holidays import (
    is_public_holiday,
    school_holiday_test,
    school_holidays_known_until,
)
from cms.models import NetworkSettings, SiteVersion
from events.choices import SchoolHolidayPolicy
from events.entries import store_entries
from events.ical import fragment_content, series_timing
from events.models.entry import CalendarEntry
from events.models.occurrence import EventFragment, EventSeries, FeedVersion, Occurrence
from events.plans import Identity, announced, exceptions_by_date, identity, planned_rows
from events.records import refresh_record, withdraw_record
from events.recurrences import Predicate, Sitting, expand, horizon_on, never
from museums.models import MuseumPage

if TYPE_CHECKING:
    from events.models import EventPage, EventSchedule, OccurrenceException

MOST_FUTURE_DATES = 1000
NETWORK_SCOPE = "network"

# What a subscriber would call a change of the date itself.
TIMING_FIELDS = (
    "starts_at",
    "ends_at",
    "starts_on",
    "ends_on",
    "timezone",
    "is_all_day",
    "has_end",
    "is_span",
    "status",
    "previous_starts_at",
    "place",
    "note",
)
DERIVED_FIELDS = (*TIMING_FIELDS, "is_off_with_event", "page_id", "museum_id")


def network_school_zone() -> str:
    """The school holiday zone that the network chose; empty where it has none."""
    site = Site.objects.filter(is_default_site=True).first()
    return NetworkSettings.for_site(site).school_zone if site else ""


def skipped_days(schedule: "EventSchedule") -> Predicate:
    """The days on which a rule does not hold, because of holidays."""
    tests: list[Predicate] = []
    if schedule.skip_public_holidays:
        tests.append(is_public_holiday)
    if schedule.school_holidays != SchoolHolidayPolicy.ANY:
        is_school_holiday = school_holiday_test(network_school_zone())
        wanted = schedule.school_holidays == SchoolHolidayPolicy.ONLY
        tests.append(lambda day: is_school_holiday(day) is not wanted)
    return (lambda day: any(test(day) for test in tests)) if tests else never


def horizon_of(schedule: "EventSchedule", today: date) -> date:
    """How far a schedule is expanded: not past the last school holidays that are known."""
    horizon = horizon_on(today)
    if schedule.school_holidays == SchoolHolidayPolicy.ANY:
        return horizon
    known_until = school_holidays_known_until(network_school_zone())
    return min(horizon, known_until) if known_until else horizon


def sittings_of(
    schedule: "EventSchedule", today: date, at_most: int | None = None
) -> list[Sitting]:
    """The sittings of one schedule, holidays left out, exceptions not yet applied."""
    return expand(schedule.value(), horizon_of(schedule, today), skipped_days(schedule), at_most)


def rows_of(page: "EventPage") -> list[Occurrence]:
    """All that was ever told of an event's dates, what was withdrawn included."""
    return list(Occurrence.objects.filter(event_key=page.event_key))


def planned_occurrences(
    page: "EventPage", now: datetime, rows: list[Occurrence] | None = None
) -> list[Occurrence]:
    """What `page` says of each of its dates, as unsaved rows, first to last."""
    return planned_rows(page, _sittings(page, now), rows_of(page) if rows is None else rows, now)


def exceptions_left(page: "EventPage", now: datetime) -> "list[OccurrenceException]":
    """The exceptions that mean no date any more, or several: kept until an editor decides."""
    told = announced(page, _sittings(page, now), rows_of(page), now)
    _by_date, left = exceptions_by_date(page.exceptions.all(), told)
    return left


def _sittings(page: "EventPage", now: datetime) -> list[Sitting]:
    today = timezone.localdate(now)
    schedules = page.schedules.all()
    return list(chain.from_iterable(sittings_of(schedule, today) for schedule in schedules))


@dataclass
class Drift:
    """How the rows of an event differ from the plan; `told` are all those that stand after it."""

    created: list[Occurrence]
    changed: list[Occurrence]
    removed: list[Occurrence]
    told: list[Occurrence]

    def __bool__(self) -> bool:
        return bool(self.created or self.changed or self.removed)


def drift_of(page: "EventPage", now: datetime) -> Drift:
    """What a rebuild would do; the past changes only where somebody corrected it."""
    stored = rows_of(page)
    rows = {identity(row): row for row in stored}
    planned = {identity(row): row for row in planned_occurrences(page, now, stored)}
    drift = Drift([], [], [], [])
    for key, wanted in planned.items():
        row = rows.get(key)
        drift.told.append(row or wanted)
        if row is None:
            drift.created.append(wanted)
        elif _differs(row, wanted):
            _take(row, wanted)
            drift.changed.append(row)
    drift.removed = [
        row for key, row in rows.items() if key not in planned and row.removed_at is None
    ]
    return drift


def _differs(row: Occurrence, wanted: Occurrence) -> bool:
    return row.removed_at is not None or any(
        getattr(row, field) != getattr(wanted, field) for field in DERIVED_FIELDS
    )


def _take(row: Occurrence, wanted: Occurrence) -> None:
    """Make `row` say what `wanted` says, and count the change if a subscriber would see it."""
    if row.removed_at is not None or any(
        getattr(row, field) != getattr(wanted, field) for field in TIMING_FIELDS
    ):
        row.sequence += 1
    for field in DERIVED_FIELDS:
        setattr(row, field, getattr(wanted, field))
    row.removed_at = None


@transaction.atomic
def rebuild_event(page: "EventPage", now: datetime) -> bool:
    """Bring rows, series and calendar texts of a published event in line; True if any changed.

    `page` is the published page in the main language. It is read again, once and whole: whatever
    asks for its schedules or its terms below finds them in memory.
    """
    page = type(page).objects.whole().get(pk=page.pk)
    drift = drift_of(page, now)
    for row in chain(drift.created, drift.changed):
        row.updated_at = now
    for row in drift.removed:
        row.removed_at = row.updated_at = now
        row.sequence += 1
    is_series_changed, regrouped = _rebuild_series(page, drift.told, now)
    Occurrence.objects.bulk_create(drift.created, batch_size=200)
    Occurrence.objects.bulk_update(
        drift.changed + drift.removed,
        [*DERIVED_FIELDS, "sequence", "updated_at", "removed_at"],
        batch_size=50,
    )
    _regroup(regrouped)
    changes = [bool(drift), is_series_changed, bool(regrouped), _rebuild_fragments(page, now)]
    changes.append(store_entries(page.event_key))
    if any(changes):
        bump_versions(now, page.museum, page.season_id, page.event_key)
    return refresh_record(page, now, drift.told) or any(changes)


def _rebuild_series(
    page: "EventPage", rows: list[Occurrence], now: datetime
) -> tuple[bool, list[Occurrence]]:
    """Tell again the text of each rule; whether one changed, and the stored rows told otherwise."""
    today = timezone.localdate(now)
    stored = {series.schedule_uid: series for series in page.series.all()}
    is_changed = False
    in_series: set[Identity] = set()
    for schedule in page.schedules.all():
        own = [row for row in rows if row.schedule_uid == schedule.uid]
        told = series_timing(schedule.value(), own, horizon_of(schedule, today))
        if told is None:
            continue
        timing, regular = told
        in_series.update(identity(row) for row in regular)
        series = stored.pop(schedule.uid, None) or EventSeries(
            event_key=page.event_key,
            schedule_uid=schedule.uid,
            sequence=changes_so_far(page.event_key) - 1,
        )
        wanted = {
            "page": page,
            "museum": page.museum,
            "timezone": schedule.timezone,
            "starts_at": regular[0].starts_at,
            "ends_at": regular[-1].ends_at,
            "timing": timing,
        }
        if any(getattr(series, name, None) != value for name, value in wanted.items() if series.pk):
            is_changed = True
        elif series.pk:
            continue
        series.sequence += 1
        series.updated_at = now
        for name, value in wanted.items():
            setattr(series, name, value)
        series.save()
        is_changed = True
    for series in stored.values():
        series.delete()
        is_changed = True
    regrouped = [row for row in rows if row.is_in_series != (identity(row) in in_series)]
    for row in regrouped:
        row.is_in_series = not row.is_in_series
    return is_changed, [row for row in regrouped if row.pk]


def _regroup(rows: list[Occurrence]) -> None:
    """Write which of the stored rows are told by a rule now; new ones come in so."""
    for flag in (True, False):
        wrong = [row.pk for row in rows if row.is_in_series is flag]
        if wrong:
            Occurrence.objects.filter(pk__in=wrong).update(is_in_series=flag)


def changes_so_far(event_key: UUID) -> int:
    """How often calendars were told something new of an event.

    A series that comes back, after its event was off line or deleted, counts on from there:
    calendars leave out what has a lower number than what they know.
    """
    version = FeedVersion.objects.of(event_scope(event_key))
    return version.number if version else 0


def _rebuild_fragments(page: "EventPage", now: datetime) -> bool:
    """Write what calendars say of the event, in each language that somebody published it in."""
    stored = {f.language: f for f in EventFragment.objects.filter(event_key=page.event_key)}
    translations = {
        translation.locale.language_code: translation
        for translation in page.get_translations()
        .live()
        .filter(alias_of__isnull=True)
        .select_related("locale")
    }
    is_changed = False
    for language, _name in settings.LANGUAGES:
        text = translations.get(language, page)
        text.source = page
        content = fragment_content(page, text, language)
        words = f" {text.search_text} "
        fragment = stored.get(language)
        if fragment is None:
            fragment = EventFragment(event_key=page.event_key, language=language, sequence=-1)
        is_told_anew = any(getattr(fragment, name) != value for name, value in content.items())
        if not is_told_anew and fragment.words == words:
            continue
        for name, value in content.items():
            setattr(fragment, name, value)
        fragment.page, fragment.words = page, words
        if is_told_anew:
            fragment.sequence += 1
            fragment.updated_at = now
        fragment.save()
        is_changed = True
    return is_changed


@transaction.atomic
def withdraw_event(page: "EventPage", now: datetime) -> None:
    """Take a page that went off line out of the agenda and the feeds; calendars are told."""
    withdrawn = Occurrence.objects.of_event(page.event_key).update(
        removed_at=now, updated_at=now, sequence=F("sequence") + 1
    )
    CalendarEntry.objects.filter(event_key=page.event_key).delete()
    deleted, _by_model = EventSeries.objects.filter(event_key=page.event_key).delete()
    if withdrawn or deleted:
        bump_versions(now, page.museum, page.season_id, page.event_key)
    withdraw_record(page.event_key, now)


def bump_versions(
    now: datetime,
    museum: MuseumPage | None = None,
    season_id: int | None = None,
    event_key: UUID | None = None,
) -> None:
    """Say that the network's feed has changed, and those of a museum, a season, an event."""
    owners = {NETWORK_SCOPE: None}
    if museum:
        owners[museum_scope(museum.pk)] = museum
    if season_id:
        owners[season_scope(season_id)] = None
    if event_key:
        owners[event_scope(event_key)] = None
    FeedVersion.objects.bulk_create(
        [FeedVersion(scope=scope, museum=owner, updated_at=now) for scope, owner in owners.items()],
        ignore_conflicts=True,
    )
    FeedVersion.objects.filter(scope__in=owners).update(number=F("number") + 1, updated_at=now)
    SiteVersion.objects.bump()


def museum_scope(museum_id: int) -> str:
    """The name of a museum's feed among the versions."""
    return f"museum:{museum_id}"


def season_scope(season_id: int | str) -> str:
    """The name of a season's feed among the versions."""
    return f"season:{season_id}"


def event_scope(event_key: UUID) -> str:
    """The name of one event's feed among the versions."""
    return f"event:{event_key}"
