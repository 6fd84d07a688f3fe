"""From what a museum writes to the dated rows that everything else reads.

A plan is what the published schedules and exceptions say; a rebuild brings the rows of one event
in line with it and touches nothing that already is.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta
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
from cms.models import NetworkSettings
from events.choices import OccurrenceStatus, SchoolHolidayPolicy
from events.ical import fragment_content, series_timing
from events.models.occurrence import EventFragment, EventSeries, FeedVersion, Occurrence
from events.recurrences import Predicate, Sitting, expand, horizon_on, never, to_utc
from museums.models import MuseumPage

if TYPE_CHECKING:
    from events.models import EventPage, EventSchedule, OccurrenceException

MOST_FUTURE_DATES = 1000
NETWORK_SCOPE = "network"
INSTANT = timedelta(microseconds=1)

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
    "note",
)
DERIVED_FIELDS = (*TIMING_FIELDS, "page_id", "museum_id")


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


def match_exception(exception: "OccurrenceException", sittings: Iterable[Sitting]) -> list[Sitting]:
    """The sittings that an exception may mean: one, or the editor must say more.

    It follows its date: when the event's time was changed since, the day alone is enough.
    """
    that_day = [sitting for sitting in sittings if sitting.day == exception.date]
    if exception.time is None or len(that_day) < 2:
        return that_day
    return [s for s in that_day if not s.is_all_day and s.start.time() == exception.time]


@dataclass(frozen=True)
class Plan:
    """One dated sitting as it is to be: when, and what is different from what was announced."""

    announced: Sitting
    exception: "OccurrenceException | None" = None

    @property
    def status(self) -> str:
        return self.exception.kind if self.exception else OccurrenceStatus.SCHEDULED

    @property
    def is_moved(self) -> bool:
        return self.status == OccurrenceStatus.MOVED

    def period(self) -> tuple[datetime, datetime]:
        """The local start and (exclusive) end."""
        announced, change = self.announced, self.exception
        if not change or not self.is_moved:
            return announced.start, announced.end
        start = datetime.combine(
            change.new_date or announced.day, change.new_start_time or announced.start.time()
        )
        if change.new_end_time:
            end = datetime.combine(start.date(), change.new_end_time)
            return start, end + (timedelta(days=1) if end <= start else timedelta())
        if announced.is_all_day and change.new_start_time:
            return start, start  # it now has an hour, and nobody said until when
        return start, start + (announced.end - announced.start)

    def occurrence(self, page: "EventPage") -> Occurrence:
        """The row that says it, not saved."""
        sitting = self.announced
        start, end = self.period()
        has_end = end > start if self.is_moved else sitting.has_end
        starts_at = to_utc(start, sitting.timezone)
        return Occurrence(
            event_key=page.event_key,
            schedule_uid=sitting.schedule_uid,
            slot=sitting.slot,
            page_id=page.pk,
            museum=page.museum,
            starts_at=starts_at,
            ends_at=max(to_utc(end, sitting.timezone), starts_at),
            starts_on=start.date(),
            ends_on=max((end - INSTANT).date(), start.date()),
            timezone=sitting.timezone,
            is_all_day=sitting.is_all_day and not (self.is_moved and self.exception.new_start_time),
            has_end=has_end,
            is_span=end - start > timedelta(days=1),
            status=self.status,
            previous_starts_at=sitting.starts_at if self.is_moved else None,
            note=self.exception.reason if self.exception else "",
        )


def planned_occurrences(page: "EventPage", now: datetime) -> list[Occurrence]:
    """What the schedules and exceptions of `page` say, as unsaved rows, first to last."""
    today = timezone.localdate(now)
    sittings = list(
        chain.from_iterable(sittings_of(schedule, today) for schedule in page.schedules.all())
    )
    exceptions: dict[tuple[str, str], OccurrenceException] = {}
    for exception in page.exceptions.all():
        matches = match_exception(exception, sittings)
        if len(matches) == 1:
            exceptions[matches[0].schedule_uid, matches[0].slot] = exception
    rows = [
        Plan(sitting, exceptions.get((sitting.schedule_uid, sitting.slot))).occurrence(page)
        for sitting in sittings
    ]
    return sorted(rows, key=lambda row: (row.starts_at, row.schedule_uid))


@dataclass
class Drift:
    """How the rows of an event differ from the plan."""

    created: list[Occurrence]
    changed: list[Occurrence]
    removed: list[Occurrence]

    def __bool__(self) -> bool:
        return bool(self.created or self.changed or self.removed)


def drift_of(page: "EventPage", now: datetime) -> Drift:
    """What a rebuild would do; past rows are left as they were, and no past is made up."""
    planned = {_identity(row): row for row in planned_occurrences(page, now)}
    rows = {_identity(row): row for row in Occurrence.objects.filter(event_key=page.event_key)}
    known_schedules = {row.schedule_uid for row in rows.values()}
    drift = Drift([], [], [])
    for identity, wanted in planned.items():
        row = rows.get(identity)
        is_over = wanted.ends_at < now
        if row is None:
            if not (is_over and wanted.schedule_uid in known_schedules):
                drift.created.append(wanted)
        elif _is_frozen(row, now):
            if row.page_id != wanted.page_id or row.museum_id != wanted.museum_id:
                row.page_id, row.museum_id = wanted.page_id, wanted.museum_id
                drift.changed.append(row)
        elif _differs(row, wanted):
            _take(row, wanted)
            drift.changed.append(row)
    drift.removed = [
        row
        for identity, row in rows.items()
        if identity not in planned and row.removed_at is None and row.ends_at >= now
    ]
    return drift


def _identity(row: Occurrence) -> tuple[str, str]:
    """A schedule has one sitting a day at most: an edit of the time keeps the date's slot."""
    return row.schedule_uid, row.slot[:8]


def _is_frozen(row: Occurrence, now: datetime) -> bool:
    return row.removed_at is None and row.ends_at < now


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

    `page` is the published page in the main language.
    """
    drift = drift_of(page, now)
    for row in chain(drift.created, drift.changed):
        row.updated_at = now
    for row in drift.removed:
        row.removed_at = row.updated_at = now
        row.sequence += 1
    Occurrence.objects.bulk_create(drift.created, batch_size=200)
    Occurrence.objects.bulk_update(
        drift.changed + drift.removed,
        [*DERIVED_FIELDS, "sequence", "updated_at", "removed_at"],
        batch_size=50,
    )
    changes = [bool(drift), _rebuild_series(page, now), _rebuild_fragments(page, now)]
    if any(changes):
        bump_versions(now, page.museum, page.season_id, page.event_key)
    return any(changes)


def _rebuild_series(page: "EventPage", now: datetime) -> bool:
    """Tell again which rows are told by a rule, and the rule's own text."""
    today = timezone.localdate(now)
    rows = list(Occurrence.objects.of_event(page.event_key))
    stored = {series.schedule_uid: series for series in page.series.all()}
    is_changed = False
    in_series: set[int] = set()
    for schedule in page.schedules.all():
        own = [row for row in rows if row.schedule_uid == schedule.uid]
        told = series_timing(schedule.value(), own, horizon_of(schedule, today))
        if told is None:
            continue
        timing, regular = told
        in_series.update(row.pk for row in regular)
        series = stored.pop(schedule.uid, None) or EventSeries(
            event_key=page.event_key, schedule_uid=schedule.uid, sequence=-1
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
    for flag in (True, False):
        wrong = [r.pk for r in rows if r.is_in_series is not flag and (r.pk in in_series) is flag]
        if wrong:
            Occurrence.objects.filter(pk__in=wrong).update(is_in_series=flag)
            is_changed = True
    return is_changed


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
        content = fragment_content(page, translations.get(language, page), language)
        fragment = stored.get(language)
        if fragment is None:
            fragment = EventFragment(event_key=page.event_key, language=language, sequence=-1)
        elif all(getattr(fragment, name) == value for name, value in content.items()):
            continue
        for name, value in content.items():
            setattr(fragment, name, value)
        fragment.page = page
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
    deleted, _by_model = EventSeries.objects.filter(event_key=page.event_key).delete()
    if withdrawn or deleted:
        bump_versions(now, page.museum, page.season_id, page.event_key)


def bump_versions(
    now: datetime,
    museum: MuseumPage | None = None,
    season_id: int | None = None,
    event_key: UUID | None = None,
) -> None:
    """Say that the network's feed has changed, and those of a museum, a season, an event."""
    owners = {NETWORK_SCOPE: None}
    if museum:
        owners[f"museum:{museum.pk}"] = museum
    if season_id:
        owners[season_scope(season_id)] = None
    if event_key:
        owners[event_scope(event_key)] = None
    for scope, owner in owners.items():
        FeedVersion.objects.get_or_create(
            scope=scope, defaults={"museum": owner, "updated_at": now}
        )
    FeedVersion.objects.filter(scope__in=owners).update(number=F("number") + 1, updated_at=now)


def season_scope(season_id: int | str) -> str:
    """The name of a season's feed among the versions."""
    return f"season:{season_id}"


def event_scope(event_key: UUID) -> str:
    """The name of one event's feed among the versions."""
    return f"event:{event_key}"
