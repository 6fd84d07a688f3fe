"""The rule of a schedule as an editor chooses it: in plain words, by keyboard.

Wagtail's own `w-rules` controller, which the panel of a schedule brings (`events.panels`), hides
the choices that do not go with the frequency. Without JavaScript all of them are shown; those that
do not go with the frequency never count.
"""

import json
from collections.abc import Iterator
from dataclasses import replace
from typing import Any

import recurrence
from django import forms
from django.core.exceptions import ValidationError
from django.db import models
from django.utils.dates import MONTHS, WEEKDAYS
from django.utils.text import capfirst
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _
from wagtail.admin.compare import TextFieldComparison, register_comparison_class

from events.fields import TimelessRecurrenceField, parse_rule
from events.recurrences import Rule
from events.sentences import Language, nth_weekday, rule_phrase

ONCE, ON_DATES, IMPORTED = "", "dates", "imported"
FREQUENCY_CHOICES = [
    (ONCE, _("Only once")),
    (ON_DATES, _("On several dates")),
    ("DAILY", _("Every day")),
    ("WEEKLY", _("Every week")),
    ("MONTHLY", _("Every month")),
    ("YEARLY", _("Every year")),
    (IMPORTED, _("As imported")),
]
REPEATING = [value for value, _label in FREQUENCY_CHOICES if value not in (ONCE, ON_DATES)]
WEEKDAY_CHOICES = [(str(number), capfirst(name)) for number, name in WEEKDAYS.items()]
RANKS = (1, 2, 3, 4, -1)
MONTH_CHOICES = [(str(number), capfirst(name)) for number, name in MONTHS.items()]

INPUTS = ("frequency", "interval", "weekdays", "monthly", "months", "imported")
INPUTS_OF = {
    ONCE: (),
    ON_DATES: (),
    "DAILY": ("interval", "months"),
    "WEEKLY": ("interval", "weekdays", "months"),
    "MONTHLY": ("interval", "monthly", "months"),
    "YEARLY": ("interval",),
    IMPORTED: ("imported",),
}
INTERVAL_LABELS = {
    "DAILY": _("Number of days from one time to the next (2: every other day)"),
    "WEEKLY": _("Number of weeks from one time to the next (2: every other week)"),
    "MONTHLY": _("Number of months from one time to the next (2: every other month)"),
    "YEARLY": _("Number of years from one time to the next (2: every other year)"),
}

StoredRule = recurrence.Recurrence | str | None


def monthly_choices() -> Iterator[tuple[str, Any]]:
    """The day of a month: that of the first day, or “the first Monday” … “the last Sunday”.

    One list, so that no rank can be chosen without its weekday.
    """
    yield "", _("the same date as the first day (the 12th if it is a 12th)")
    for nth in RANKS:
        for weekday in range(7):
            yield f"{nth},{weekday}", nth_weekday(nth, weekday, screen_language())


def screen_language() -> Language:
    """The language of the screen, among those that sentences are written in."""
    return "fr" if (get_language() or "").startswith("fr") else "en"


def in_words(value: StoredRule) -> str:
    """A stored value in words; as it is where no schedule of ours may hold it."""
    try:
        rule = parse_rule(value)
    except ValidationError:
        return stored_text(value)
    return rule_phrase(rule, screen_language()) if rule else str(_("Only once"))


def stored_text(value: StoredRule) -> str:
    """The value as the database would hold it; empty where it could not."""
    try:
        return TimelessRecurrenceField().get_prep_value(value)
    except ValidationError:
        return ""


def in_order(rule: Rule | None) -> Rule | None:
    """The same rule with each part once and in order: equal ones mean the same."""
    return rule and replace(
        rule,
        weekdays=tuple(sorted(set(rule.weekdays), key=str)),
        monthdays=tuple(sorted(set(rule.monthdays))),
        months=tuple(sorted(set(rule.months))),
    )


def inputs_of(value: StoredRule) -> list[Any]:
    """What the inputs show of a stored value: a rule that they cannot say is carried along."""
    if value == ON_DATES:
        return [ON_DATES, 1, [], "", [], ""]
    try:
        rule = parse_rule(value)
    except ValidationError:
        rule = Rule(IMPORTED)
    if rule is None:
        return [ONCE, 1, [], "", [], ""]
    weekdays = [str(number) for number, _nth in rule.weekdays if rule.frequency == "WEEKLY"]
    monthly = next((f"{nth},{number}" for number, nth in rule.weekdays if nth in RANKS), "")
    inputs = [rule.frequency, rule.interval, weekdays, monthly, [str(m) for m in rule.months], ""]
    if in_order(rule_of(inputs_in_use(inputs))) == in_order(rule):
        return inputs
    return [IMPORTED, 1, [], "", [], stored_text(value)]


def inputs_in_use(values: list[Any]) -> dict[str, Any]:
    """The inputs by name; what does not go with the frequency is left out."""
    inputs = dict(zip(INPUTS, values, strict=True))
    used = INPUTS_OF.get(inputs["frequency"] or ONCE, ())
    return {
        name: value if name == "frequency" or name in used else None
        for name, value in inputs.items()
    }


def rule_of(inputs: dict[str, Any]) -> Rule:
    """The rule that the inputs say."""
    weekdays: list[tuple[int, int | None]] = [(int(day), None) for day in inputs["weekdays"] or ()]
    if inputs["monthly"]:
        nth, weekday = map(int, inputs["monthly"].split(","))
        weekdays.append((weekday, nth))
    return Rule(
        frequency=inputs["frequency"],
        interval=inputs["interval"] or 1,
        weekdays=tuple(weekdays),
        months=tuple(map(int, inputs["months"] or ())),
    )


class RuleWidget(forms.MultiWidget):
    """How an event repeats: a frequency, and the few choices that go with it."""

    template_name = "events/widgets/rule.html"
    use_fieldset = False

    def __init__(self, attrs: dict[str, Any] | None = None) -> None:
        super().__init__(
            {
                "frequency": forms.Select(choices=FREQUENCY_CHOICES),
                "interval": forms.NumberInput(
                    attrs={"min": 1, "max": 99, "class": "rule-widget__number"}
                ),
                "weekdays": forms.CheckboxSelectMultiple(choices=WEEKDAY_CHOICES),
                "monthly": forms.Select(choices=monthly_choices),
                "months": forms.CheckboxSelectMultiple(choices=MONTH_CHOICES),
                "imported": forms.HiddenInput(),
            },
            attrs,
        )

    class Media:
        css = {"all": ["events/css/rule-widget.css"]}

    def id_for_label(self, id_: str) -> str:
        """The label of the whole is that of the frequency, the one input always shown."""
        return f"{id_}_0"

    def decompress(self, value: StoredRule) -> list[Any]:
        return inputs_of(value)

    def get_context(self, name: str, value: Any, attrs: dict[str, Any] | None) -> dict[str, Any]:
        if not isinstance(value, list):
            value = self.decompress(value)
        context = super().get_context(name, value, attrs)
        inputs = dict(zip(INPUTS, context["widget"]["subwidgets"], strict=True))
        select, imported = inputs["frequency"], inputs["imported"]["value"]
        if not imported:
            select["optgroups"] = [
                group for group in select["optgroups"] if group[1][0]["value"] != IMPORTED
            ]

        def shown_for(*frequencies: str) -> str:
            """The condition that `w-rules` reads, by the name that the formset gave the select."""
            return json.dumps({select["name"]: frequencies})

        context["inputs"] = inputs
        context["shown"] = {
            name: shown_for(*(frequency for frequency, used in INPUTS_OF.items() if name in used))
            for name in INPUTS
        }
        context["interval_labels"] = [
            (label, shown_for(frequency)) for frequency, label in INTERVAL_LABELS.items()
        ]
        context["imported_rule"] = in_words(imported) if imported else ""
        return context


class RuleFormField(forms.MultiValueField):
    """Reads and writes the one rule of a schedule; empty where it has none.

    Its initial value is a stored rule, or `ON_DATES` where the schedule's form holds other dates.
    """

    widget = RuleWidget

    def __init__(self, **kwargs: Any) -> None:
        not_an_interval = _("How often it repeats is a whole number, from 1 to 99.")
        fields = {
            "frequency": forms.ChoiceField(choices=FREQUENCY_CHOICES, required=False),
            "interval": forms.IntegerField(
                min_value=1,
                max_value=99,
                required=False,
                error_messages=dict.fromkeys(
                    ("invalid", "min_value", "max_value"), not_an_interval
                ),
            ),
            "weekdays": forms.MultipleChoiceField(choices=WEEKDAY_CHOICES, required=False),
            "monthly": forms.ChoiceField(choices=monthly_choices, required=False),
            "months": forms.MultipleChoiceField(choices=MONTH_CHOICES, required=False),
            "imported": forms.CharField(required=False),
        }
        super().__init__([fields[name] for name in INPUTS], require_all_fields=False, **kwargs)

    def clean(self, value: Any) -> "recurrence.Recurrence | None":
        """Check only what goes with the frequency: nothing hidden keeps a draft from being kept."""
        if isinstance(value, list):
            value = list(inputs_in_use(value).values())
        return super().clean(value)

    def compress(self, data_list: list[Any]) -> "recurrence.Recurrence | None":
        if not data_list:
            return None
        inputs = dict(zip(INPUTS, data_list, strict=True))
        if inputs["frequency"] == ON_DATES:
            return None
        if inputs["frequency"] == IMPORTED:
            text = inputs["imported"]
        else:
            text = f"RRULE:{rule_of(inputs).text()}"
        if parse_rule(text) is None:
            return None
        value = recurrence.deserialize(text, include_dtstart=False)
        TimelessRecurrenceField().get_prep_value(value)  # raises what saving would raise
        return value

    def has_changed(self, initial: Any, data: Any) -> bool:
        """Whether the rule is another one, in whatever way it is written."""
        if self.disabled:
            return False
        if ON_DATES in (initial, data[0]):
            return initial != data[0]
        try:
            return in_order(parse_rule(self.clean(data))) != in_order(parse_rule(initial))
        except ValidationError:
            return True


class RuleComparison(TextFieldComparison):
    """Says two versions of a rule in words, where Wagtail compares two revisions."""

    def __init__(self, field: models.Field, obj_a: models.Model, obj_b: models.Model) -> None:
        super().__init__(field, obj_a, obj_b)
        self.val_a, self.val_b = (capfirst(in_words(value)) for value in (self.val_a, self.val_b))


register_comparison_class(TimelessRecurrenceField, comparison_class=RuleComparison)
