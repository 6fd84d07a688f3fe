"""What a schedule holds besides days and hours: its rule, or the other dates that it has.

The rule is django-recurrence's field, without what that gets wrong.

Only the rule is stored; its first day, its last day and its exclusions have columns of their
own, because the package moves times to UTC and ends a rule before its last day. The package
only parses and serialises: `events.recurrences` expands.
"""

from datetime import date
from typing import Any

import recurrence
from django import forms
from django.core.exceptions import ValidationError
from django.db import models
from django.db.models.query_utils import DeferredAttribute
from django.utils.translation import gettext_lazy as _
from recurrence.exceptions import DeserializationError, SerializationError
from recurrence.fields import RecurrenceField

from events.recurrences import Rule

FREQUENCY_NAMES = {
    recurrence.DAILY: "DAILY",
    recurrence.WEEKLY: "WEEKLY",
    recurrence.MONTHLY: "MONTHLY",
    recurrence.YEARLY: "YEARLY",
}
YEARS = range(1900, 2200)  # others are slips of the finger, and out of reach of time zones
FOREIGN_PARTS = ("bysetpos", "byyearday", "byweekno", "byhour", "byminute", "bysecond")


def parse_rule(value: "recurrence.Recurrence | str | None") -> Rule | None:
    """The rule that a stored value holds; None where the schedule does not repeat.

    Raises ValidationError for what no schedule of ours may hold: times, several rules,
    frequencies under a day.
    """
    if isinstance(value, str):
        value = _deserialized(value)
    if value is None or not value.rrules:
        return None
    _check_shape(value)
    rule = value.rrules[0]
    return Rule(
        frequency=FREQUENCY_NAMES[rule.freq],
        interval=int(rule.interval),
        weekdays=tuple((day.number, day.index) for day in map(recurrence.to_weekday, rule.byday)),
        monthdays=tuple(map(int, rule.bymonthday)),
        months=tuple(map(int, rule.bymonth)),
    )


def _deserialized(text: str) -> "recurrence.Recurrence":
    try:
        return recurrence.deserialize(text, include_dtstart=False)
    except (DeserializationError, ValueError) as error:
        raise ValidationError(_("This rule cannot be read."), code="rule") from error


def _check_shape(value: "recurrence.Recurrence") -> None:
    extras = (value.exrules, value.rdates, value.exdates, value.dtstart, value.dtend)
    rule = value.rrules[0]
    is_ours = (
        len(value.rrules) == 1
        and not any(extras)
        and rule.freq in FREQUENCY_NAMES
        and 1 <= rule.interval <= 99
        and rule.count is None
        and rule.until is None
        and not any(getattr(rule, part, None) for part in FOREIGN_PARTS)
    )
    if not is_ours:
        raise ValidationError(
            _(
                "A schedule repeats by one rule, by days, weeks, months or years; its first and "
                "last days have fields of their own."
            ),
            code="rule",
        )
    if not _names_possible_days(rule):
        raise ValidationError(_("This rule names days that do not exist."), code="rule")


def _names_possible_days(rule: "recurrence.Rule") -> bool:
    """Whether the days can be expanded, stored, and read alike by every calendar.

    RFC 5545 counts weekdays (“the first Monday”) only by months and years; the package stores no
    day of a month before the fourth to last.
    """
    ranks = {recurrence.to_weekday(day).index for day in rule.byday}
    is_long = rule.freq in (recurrence.MONTHLY, recurrence.YEARLY)
    is_within_a_month = rule.freq == recurrence.MONTHLY or bool(rule.bymonth)
    return (
        all(1 <= month <= 12 for month in rule.bymonth)
        and all(-4 <= day <= 31 and day != 0 for day in rule.bymonthday)
        and not (rule.bymonthday and rule.freq == recurrence.WEEKLY)
        and (
            ranks <= {None}
            or (
                is_long
                and None not in ranks
                and all(1 <= abs(rank) <= (5 if is_within_a_month else 53) for rank in ranks)
            )
        )
    )


class TimelessRecurrenceField(RecurrenceField):
    """The rule of a schedule, without any date or time.

    Unlike the package's field it survives `.only()` and `.defer()`, never counts its first day
    twice, and is unchanged when nobody changed it.
    """

    def __init__(self, verbose_name: Any = None, **kwargs: Any) -> None:
        super().__init__(include_dtstart=False, verbose_name=verbose_name, **kwargs)

    def contribute_to_class(self, cls: type[models.Model], name: str, **kwargs: Any) -> None:
        super().contribute_to_class(cls, name, **kwargs)
        setattr(cls, self.attname, DeferredAttribute(self))

    def to_python(self, value: Any) -> "recurrence.Recurrence | None":
        if isinstance(value, recurrence.Recurrence) or value is None:
            return value
        return _deserialized(value)

    def from_db_value(self, value: Any, *args: Any) -> "recurrence.Recurrence | None":
        return recurrence.deserialize(value, include_dtstart=False) if value else None

    def get_prep_value(self, value: Any) -> str:
        if value is None or isinstance(value, str):
            return value or ""
        try:
            return recurrence.serialize(value)
        except SerializationError as error:
            raise ValidationError(_("This rule cannot be read."), code="rule") from error

    def validate(self, value: Any, model_instance: models.Model | None) -> None:
        super().validate(value, model_instance)
        parse_rule(value)

    def formfield(self, **kwargs: Any) -> forms.Field:
        from events.widgets import RuleFormField  # noqa: PLC0415 -- the admin's, not the model's

        return super().formfield(**{"form_class": RuleFormField, "widget": None} | kwargs)


def check_year(day: date) -> None:
    """Refuse a day of a year that nobody means."""
    if day.year not in YEARS:
        raise ValidationError(_("Check the year: it has four figures."), code="year")


class OtherDatesField(models.JSONField):
    """A set of days as a list of “2026-12-24”, in order and each once."""

    def __init__(self, verbose_name: Any = None, **kwargs: Any) -> None:
        super().__init__(verbose_name, **kwargs)

    def validate(self, value: Any, model_instance: models.Model | None) -> None:
        super().validate(value, model_instance)
        if not isinstance(value, list) or value != self._as_stored(value):
            raise ValidationError(_("These dates cannot be read."), code="dates")

    def formfield(self, **kwargs: Any) -> forms.Field:
        from events.other_dates import OtherDatesFormField  # noqa: PLC0415 -- the admin's

        return models.Field.formfield(self, **{"form_class": OtherDatesFormField} | kwargs)

    @staticmethod
    def _as_stored(days: list[Any]) -> list[str] | None:
        try:
            return sorted({date.fromisoformat(day).isoformat() for day in days})
        except (TypeError, ValueError):
            return None
