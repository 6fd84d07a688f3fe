"""An editor says how an event repeats in plain words, and nothing of it is lost."""

import json

import html5lib
import pytest
from django import forms
from django.http import QueryDict
from django.urls import reverse
from django.utils import translation
from hypothesis import example, given
from wagtail.test.utils.form_data import querydict_from_html

from events.fields import parse_rule
from events.models import EventPage, EventSchedule
from events.recurrences import Rule
from events.widgets import IMPORTED, ON_DATES, ONCE, RuleComparison, RuleFormField, in_order
from tests.events.test_fields import RULES
from tests.factories.events import EventPageFactory, EventScheduleFactory

FIELD = EventSchedule._meta.get_field("recurrence")
TWO_TUESDAYS = "RRULE:FREQ=MONTHLY;BYDAY=1TU,3TU"
NOT_AN_INTERVAL = "How often it repeats is a whole number, from 1 to 99."


class RuleForm(forms.Form):
    """The form of a schedule, reduced to its rule."""

    recurrence = RuleFormField(required=False, label="Repeats")


@pytest.fixture(autouse=True)
def in_english():
    with translation.override("en"):
        yield


def stored(text):
    """The value that a model instance has for this text."""
    return FIELD.to_python(text) if text else ""


def form_of(text="", **kwargs):
    """The form as an editor opens it."""
    return RuleForm(initial={"recurrence": stored(text)}, **kwargs)


def sent_by_a_browser(form):
    """What comes back when nobody touches the form."""
    return querydict_from_html(f"<form>{form.as_div()}</form>")


def answered(frequency, initial="", **inputs):
    """The form as it comes back from an editor who chose these inputs."""
    data = QueryDict(mutable=True)
    for name, value in ({"frequency": frequency, "interval": "1"} | inputs).items():
        data.setlist(f"recurrence_{name}", value if isinstance(value, list) else [value])
    return RuleForm(data, initial={"recurrence": stored(initial)})


def rule_of(form):
    assert form.errors == {}
    return parse_rule(form.cleaned_data["recurrence"])


def parsed(html):
    return html5lib.parseFragment(html, namespaceHTMLElements=False)


def named(html, name):
    (element,) = (found for found in parsed(html).iter() if found.get("name") == name)
    return element


# What an editor chooses


@pytest.mark.parametrize(
    ("frequency", "inputs", "rule"),
    [
        (ONCE, {}, None),
        ("DAILY", {}, Rule("DAILY")),
        ("DAILY", {"interval": "3", "months": ["7", "8"]}, Rule("DAILY", 3, months=(7, 8))),
        ("WEEKLY", {}, Rule("WEEKLY")),
        ("WEEKLY", {"interval": ""}, Rule("WEEKLY")),
        ("WEEKLY", {"weekdays": ["2", "5"]}, Rule("WEEKLY", weekdays=((2, None), (5, None)))),
        ("MONTHLY", {"monthly": ""}, Rule("MONTHLY")),
        ("MONTHLY", {"monthly": "1,6"}, Rule("MONTHLY", weekdays=((6, 1),))),
        ("MONTHLY", {"monthly": "-1,4", "interval": "2"}, Rule("MONTHLY", 2, ((4, -1),))),
        ("YEARLY", {"interval": "2"}, Rule("YEARLY", 2)),
    ],
)
def test_what_is_chosen_is_the_rule(frequency, inputs, rule):
    assert rule_of(answered(frequency, **inputs)) == rule


def test_once_is_stored_as_nothing():
    form = answered(ONCE)
    assert form.is_valid()
    assert FIELD.get_prep_value(form.cleaned_data["recurrence"]) == ""


@pytest.mark.parametrize(
    ("frequency", "inputs", "rule"),
    [
        (ONCE, {"interval": "often", "weekdays": ["2"], "months": ["13"]}, None),
        ("YEARLY", {"weekdays": ["2"], "monthly": "1,6", "months": ["6"]}, Rule("YEARLY")),
        ("MONTHLY", {"weekdays": ["2"], "imported": "nonsense"}, Rule("MONTHLY")),
        ("WEEKLY", {"monthly": "1,6", "imported": TWO_TUESDAYS}, Rule("WEEKLY")),
    ],
)
def test_what_does_not_go_with_the_frequency_does_not_count(frequency, inputs, rule):
    """Without JavaScript it is all there, and a draft is always kept."""
    assert rule_of(answered(frequency, **inputs)) == rule


@pytest.mark.parametrize("interval", ["0", "-1", "100", "1.5", "often", "9" * 400])
def test_an_interval_that_is_none_is_explained(interval):
    assert answered("WEEKLY", interval=interval).errors == {"recurrence": [NOT_AN_INTERVAL]}


@pytest.mark.parametrize(
    ("frequency", "inputs"),
    [
        ("HOURLY", {}),
        ("WEEKLY", {"weekdays": ["7"]}),
        ("WEEKLY", {"months": ["13"]}),
        ("MONTHLY", {"monthly": "6,1"}),
        ("MONTHLY", {"monthly": "first"}),
        (IMPORTED, {"imported": "nonsense"}),
        (IMPORTED, {"imported": "RRULE:FREQ=SECONDLY"}),
        (IMPORTED, {"imported": "RRULE:FREQ=WEEKLY;COUNT=3"}),
        (IMPORTED, {"imported": "RRULE:FREQ=WEEKLY;INTERVAL=0"}),
        (IMPORTED, {"imported": "RRULE:FREQ=MONTHLY;BYMONTHDAY=99"}),
        (IMPORTED, {"imported": "\0"}),
    ],
)
def test_what_no_browser_sends_is_an_error_with_a_sentence(frequency, inputs):
    form = answered(frequency, **inputs)
    (sentence,) = form.errors["recurrence"]
    assert sentence.endswith(".")
    assert form.as_div()


def test_an_imported_rule_that_was_emptied_is_none():
    assert rule_of(answered(IMPORTED, imported="")) is None


# What comes back


@given(RULES)
@example(Rule("WEEKLY", 2, ((5, None), (2, None)), months=(8, 7)))
@example(Rule("MONTHLY", weekdays=((1, 1), (1, 3))))
@example(Rule("MONTHLY", weekdays=((0, 5),)))
@example(Rule("MONTHLY", monthdays=(12,)))
@example(Rule("YEARLY", weekdays=((5, 3),), months=(9,)))
def test_a_form_that_nobody_touches_changes_nothing(rule):
    text = f"RRULE:{rule.text()}"
    data = sent_by_a_browser(form_of(text))
    form = RuleForm(data, initial={"recurrence": stored(text)})
    assert in_order(rule_of(form)) == in_order(rule)
    assert not form.has_changed()


def test_an_empty_form_that_nobody_touches_changes_nothing():
    for nothing in ("", None, FIELD.to_python("")):
        form = RuleForm(sent_by_a_browser(form_of()), initial={"recurrence": nothing})
        assert form.is_valid()
        assert not form.has_changed()


@pytest.mark.parametrize(
    ("frequency", "inputs"),
    [
        (ONCE, {}),
        ("DAILY", {}),
        ("WEEKLY", {"weekdays": ["2"], "interval": "2"}),
        ("WEEKLY", {"weekdays": ["2", "3"]}),
        ("WEEKLY", {"weekdays": ["2"], "months": ["6"]}),
        ("WEEKLY", {"weekdays": ["2"], "interval": "often"}),
    ],
)
def test_another_choice_is_a_change(frequency, inputs):
    form = answered(frequency, initial="RRULE:FREQ=WEEKLY;BYDAY=WE", **inputs)
    assert form.has_changed()


def test_several_dates_are_another_choice_than_once():
    """Both hold no rule."""
    several = RuleForm(initial={"recurrence": ON_DATES})
    assert sent_by_a_browser(several)["recurrence_frequency"] == ON_DATES
    for initial, frequency in ((ON_DATES, ONCE), (ON_DATES, "DAILY"), ("", ON_DATES)):
        data = answered(frequency).data
        form = RuleForm(data, initial={"recurrence": initial})
        assert form.has_changed()
    form = RuleForm(answered(ON_DATES).data, initial={"recurrence": ON_DATES})
    assert not form.has_changed()
    assert rule_of(form) is None


def test_a_disabled_rule_never_changes():
    form = answered("DAILY", initial=TWO_TUESDAYS)
    form.fields["recurrence"].disabled = True
    assert not form.has_changed()
    assert rule_of(form) == Rule("MONTHLY", weekdays=((1, 1), (1, 3)))


# A rule that the inputs cannot show


def test_an_imported_rule_is_said_in_words_and_carried_along():
    html = form_of(TWO_TUESDAYS).as_div()
    assert "Imported rule: the first and third Tuesday of the month." in " ".join(html.split())
    data = sent_by_a_browser(form_of(TWO_TUESDAYS))
    assert data["recurrence_frequency"] == IMPORTED
    assert data["recurrence_imported"] == TWO_TUESDAYS


def test_any_other_choice_replaces_an_imported_rule():
    assert rule_of(answered("DAILY", initial=TWO_TUESDAYS, imported=TWO_TUESDAYS)) == Rule("DAILY")


def test_imported_is_offered_only_for_an_imported_rule():
    def frequencies(form):
        select = named(form.as_div(), "recurrence_frequency")
        return [option.get("value") for option in select.iter("option")]

    ordinary = [ONCE, ON_DATES, "DAILY", "WEEKLY", "MONTHLY", "YEARLY"]
    assert frequencies(form_of()) == ordinary
    assert frequencies(form_of("RRULE:FREQ=DAILY")) == ordinary
    assert frequencies(form_of(TWO_TUESDAYS)) == [*ordinary, IMPORTED]
    assert frequencies(answered("DAILY", imported=TWO_TUESDAYS)) == [*ordinary, IMPORTED]


@pytest.mark.parametrize("text", ["RRULE:FREQ=WEEKLY;COUNT=3", "RRULE:FREQ=WEEKLY;INTERVAL=0"])
def test_a_rule_that_no_schedule_may_hold_does_not_break_the_form(text):
    assert form_of(text).as_div()


# What the page says


def test_every_input_has_a_label():
    form = form_of(TWO_TUESDAYS)
    page = parsed(form.as_div())
    labels = {label.get("for") for label in page.iter("label")}
    inputs = [e for tag in ("input", "select") for e in page.iter(tag)]
    visible = [element.get("id") for element in inputs if element.get("type") != "hidden"]
    assert len(visible) == 1 + 1 + 7 + 1 + 12
    assert set(visible) == labels
    assert len(set(visible)) == len(visible)


@pytest.mark.parametrize("prefix", ["schedules-0", "schedules-__prefix__"])
def test_what_shows_an_input_is_the_frequency_of_its_own_form(prefix):
    """Wagtail fills in the prefix when an editor adds a schedule."""
    html = form_of("RRULE:FREQ=WEEKLY", prefix=prefix).as_div()
    conditions = {
        element.tag: json.loads(element.get("data-w-rules"))
        for element in parsed(html).iter()
        if element.get("data-w-rules")
    }
    frequency = f"{prefix}-recurrence_frequency"
    assert named(html, frequency).tag == "select"
    assert conditions["fieldset"] == {frequency: ["WEEKLY"]}
    assert conditions["details"] == {frequency: ["DAILY", "WEEKLY", "MONTHLY"]}


def test_nothing_is_hidden_without_javascript():
    page = parsed(form_of().as_div())
    assert [e for e in page.iter() if e.get("hidden") is not None or e.get("style")] == []


def test_the_months_are_unfolded_where_some_are_ticked():
    def is_open(text):
        (details,) = parsed(form_of(text).as_div()).iter("details")
        return details.get("open") is not None

    assert is_open("RRULE:FREQ=DAILY;BYMONTH=6,7")
    assert not is_open("RRULE:FREQ=DAILY")


def test_in_french_the_days_are_french():
    with translation.override("fr"):
        html = form_of().as_div()
    assert "le premier dimanche" in html
    assert "Mercredi" in html


# In the editor


@pytest.fixture
def event(museum):
    """A published event with one schedule, every Wednesday."""
    event = EventPageFactory(parent=museum)
    event.schedules = [EventScheduleFactory.build(recurrence="RRULE:FREQ=WEEKLY;BYDAY=WE")]
    event.save_revision().publish()
    return event


@pytest.fixture
def editor(client, museum, editor_of):
    client.force_login(editor_of(museum))
    return client


def edit_url(event):
    return reverse("wagtailadmin_pages:edit", args=[event.pk])


def form_in_the_editor(client, event):
    html = client.get(edit_url(event)).content.decode()
    data = querydict_from_html(html, form_id="page-edit-form")
    data["body-count"] = "0"  # which a script writes
    return data


def latest_rules(event):
    event = EventPage.objects.get(pk=event.pk).get_latest_revision_as_object()
    return [parse_rule(schedule.recurrence) for schedule in event.schedules.all()]


def test_a_draft_keeps_the_rule_that_was_chosen(editor, event):
    data = form_in_the_editor(editor, event)
    assert data["schedules-0-recurrence_frequency"] == "WEEKLY"
    assert data.getlist("schedules-0-recurrence_weekdays") == ["2"]
    data["schedules-0-recurrence_frequency"] = "MONTHLY"
    data["schedules-0-recurrence_monthly"] = "1,6"
    assert editor.post(edit_url(event), data).status_code == 302
    assert latest_rules(event) == [Rule("MONTHLY", weekdays=((6, 1),))]


def test_a_second_schedule_has_a_rule_of_its_own(editor, event):
    data = form_in_the_editor(editor, event)
    added = {
        "schedules-TOTAL_FORMS": "2",
        "schedules-1-start_date": "05/06/2027",
        "schedules-1-timezone": "Europe/Paris",
        "schedules-1-school_holidays": "any",
        "schedules-1-ORDER": "2",
        "schedules-1-recurrence_frequency": "YEARLY",
        "schedules-1-recurrence_interval": "1",
    }
    for name, value in added.items():
        data[name] = value
    assert editor.post(edit_url(event), data).status_code == 302
    assert latest_rules(event) == [Rule("WEEKLY", weekdays=((2, None),)), Rule("YEARLY")]


def test_two_revisions_are_compared_in_words(editor, event):
    first = event.save_revision()
    schedule = event.schedules.get()
    schedule.recurrence = stored(TWO_TUESDAYS)
    event.schedules = [schedule]
    second = event.save_revision()
    url = reverse("wagtailadmin_pages:revisions_compare", args=[event.pk, first.pk, second.pk])
    page = editor.get(url).content.decode()
    assert '<span class="deletion">Tous les mercredis</span>' in page
    assert '<span class="addition">Le premier et le troisième mardi du mois</span>' in page


def test_a_rule_that_was_not_there_is_no_change():
    """The database gives None, a revision an empty rule."""
    never, empty = EventSchedule(recurrence=None), EventSchedule(recurrence=FIELD.to_python(""))
    assert not RuleComparison(FIELD, never, empty).has_changed()
    weekly = EventSchedule(recurrence=FIELD.to_python("RRULE:FREQ=WEEKLY"))
    comparison = RuleComparison(FIELD, never, weekly)
    assert comparison.has_changed()
    assert "Every week" in comparison.htmldiff()
