"""What an editor types: plain sentences at the field for what is wrong, drafts always kept."""

import pytest
from django.urls import reverse
from wagtail.test.utils.form_data import (
    inline_formset,
    nested_form_data,
    querydict_from_html,
    rich_text,
    streamfield,
)

from events.models import EventPage, Occurrence
from tests.factories.events import EventTypeFactory

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("now")]

ONE_AFTERNOON = {
    "start_date": "05/12/2026",
    "start_time": "14:00",
    "end_time": "16:00",
    "recurrence_frequency": "",
    "recurrence_interval": "1",
    "school_holidays": "any",
}
EVERY_WEDNESDAY = ONE_AFTERNOON | {
    "start_date": "02/12/2026",
    "recurrence_frequency": "WEEKLY",
    "recurrence_weekdays": "2",
    "until_date": "30/06/2027",
}


@pytest.fixture
def save(museum, editor_of, client):
    """Sends the form of a new event as an editor's browser does; gives the answer."""
    client.force_login(editor_of(museum))
    event_type = EventTypeFactory()

    def send(*schedules, action="action-publish", exceptions=(), **fields):
        data = {
            "title": "Fuseaux du mercredi",
            "slug": "fuseaux-du-mercredi",
            "event_type": event_type.pk,
            "summary": "On croise les fils, on épingle, on admire.",
            "is_free": "on",
            "body": streamfield([("paragraph", rich_text("<p>Tout est fourni.</p>"))]),
            "schedules": inline_formset(list(schedules) or [ONE_AFTERNOON]),
            "exceptions": inline_formset(list(exceptions)),
            "comments": inline_formset([]),
            action: "1",
        } | fields
        url = reverse("wagtailadmin_pages:add", args=["events", "eventpage", museum.pk])
        return client.post(url, nested_form_data(data))

    return send


def schedule_errors(response):
    return [form.errors for form in response.context["form"].formsets["schedules"]]


def exception_errors(response):
    return [form.errors for form in response.context["form"].formsets["exceptions"]]


def test_a_weekly_event_is_published(save):
    assert save(EVERY_WEDNESDAY).status_code == 302
    event = EventPage.objects.get()
    assert event.live
    assert event.schedules.get().value().rule.text() == "FREQ=WEEKLY;BYDAY=WE"
    assert Occurrence.objects.of_event(event.event_key).count() == 31


def test_an_end_before_the_start_is_the_next_day(save):
    save(ONE_AFTERNOON | {"start_time": "19:00", "end_time": "01:00"})
    assert Occurrence.objects.get().local_end.isoformat() == "2026-12-06T01:00:00+01:00"


@pytest.mark.parametrize(
    ("changes", "field", "message"),
    [
        (
            {"end_date": "01/12/2026"},
            "end_date",
            "Le dernier jour, 1er décembre 2026, précède le premier, 5 décembre 2026.",
        ),
        (
            {"start_time": ""},
            "start_time",
            "Indiquez l’heure de début, ou videz l’heure de fin.",
        ),
        (
            {"end_time": "14:00"},
            "end_time",
            "L’heure de fin est celle du début\xa0: corrigez l’une des deux, ou videz celle-ci.",
        ),
        (
            {"until_date": "01/12/2026", "recurrence_frequency": "WEEKLY"},
            "until_date",
            "Ce jour précède le premier\xa0: il n’y aurait aucune date.",
        ),
        (
            {
                "recurrence_frequency": "WEEKLY",
                "recurrence_weekdays": "0",
                "until_date": "06/12/2026",
            },
            "recurrence",
            "Aucune date ne correspond\xa0: vérifiez le premier jour, le dernier et ce qui est "
            "exclu.",
        ),
    ],
    ids=["last day", "no start", "no length", "until", "no date"],
)
def test_impossible_dates_say_what_to_do_and_the_draft_is_kept(save, changes, field, message):
    response = save(ONE_AFTERNOON | changes)
    assert schedule_errors(response) == [{field: [message]}]
    assert not EventPage.objects.exists()
    assert save(ONE_AFTERNOON | changes, action="action-save").status_code == 302
    assert [event.live for event in EventPage.objects.all()] == [False]
    assert not Occurrence.objects.exists()


SEVERAL_DATES = ONE_AFTERNOON | {
    "recurrence_frequency": "dates",
    "other_dates": "19/12/2026, 12 décembre 2026",
}


def test_an_event_on_several_dates_is_published(save):
    assert save(SEVERAL_DATES).status_code == 302
    schedule = EventPage.objects.get().schedules.get()
    assert schedule.other_dates == ["2026-12-12", "2026-12-19"]
    assert not schedule.recurrence
    assert Occurrence.objects.count() == 3


@pytest.mark.parametrize("frequency", ["", "WEEKLY"])
def test_dates_that_do_not_go_with_the_choice_never_count(save, frequency):
    """Whatever they say: without JavaScript they are all there."""
    nonsense = SEVERAL_DATES | {"recurrence_frequency": frequency, "other_dates": "demain"}
    assert save(nonsense | {"until_date": "12/12/2026"}).status_code == 302
    assert EventPage.objects.get().schedules.get().other_dates == []


def test_a_date_that_cannot_be_read_is_named(save):
    response = save(SEVERAL_DATES | {"other_dates": "12/12/2026, demain"}, action="action-save")
    assert schedule_errors(response) == [
        {
            "other_dates": [
                "«\u202fdemain\u202f» n’est pas un jour avec son année\xa0: écrivez-le comme "
                "24/12/2026."
            ]
        }
    ]


def test_several_dates_are_shown_again_and_may_become_one(save, client):
    save(SEVERAL_DATES)
    event = EventPage.objects.get()
    url = reverse("wagtailadmin_pages:edit", args=[event.pk])
    page = client.get(url).content.decode()
    data = querydict_from_html(page, form_id="page-edit-form")
    data["body-count"], data["is_free"] = "0", "on"  # which a script and a hand write
    assert data["schedules-0-recurrence_frequency"] == "dates"
    assert data["schedules-0-other_dates"].split() == ["12/12/2026", "19/12/2026"]
    data["schedules-0-recurrence_frequency"] = ""
    data["action-publish"] = "1"
    assert client.post(url, data).status_code == 302
    assert [row.slot for row in Occurrence.objects.standing()] == ["20261205T140000"]


def test_more_than_a_thousand_dates_are_too_many(save):
    twice_a_day = [
        ONE_AFTERNOON | {"recurrence_frequency": "DAILY"},
        ONE_AFTERNOON
        | {"recurrence_frequency": "DAILY", "start_time": "10:00", "end_time": "11:00"},
    ]
    response = save(*twice_a_day)
    errors = schedule_errors(response)
    assert errors[0] == {}
    assert errors[1]["until_date"][0].startswith("Cela fait 1\xa0332 dates, plus que")


def test_the_end_of_a_series_is_not_the_end_of_each_date(save):
    response = save(EVERY_WEDNESDAY | {"end_date": "30/06/2027", "until_date": ""})
    (error,) = schedule_errors(response)[0]["end_date"]
    assert error.endswith("la dernière date de la série s’écrit dans «\u202fJusqu’au\u202f».")
    response = save(SEVERAL_DATES | {"end_date": "20/12/2026"})
    (error,) = schedule_errors(response)[0]["end_date"]
    assert error.startswith("Chacune de ces dates durerait encore")
    assert save(EVERY_WEDNESDAY | {"end_date": "03/12/2026"}).status_code == 302


def test_the_same_date_twice_is_told_from_another_hour(save):
    (first, second) = schedule_errors(save(ONE_AFTERNOON, ONE_AFTERNOON))
    assert (first, list(second)) == ({}, ["start_date"])
    assert save(ONE_AFTERNOON, ONE_AFTERNOON | {"start_time": "15:00"}).status_code == 302


def test_a_series_that_begins_too_late_to_be_known(save):
    response = save(EVERY_WEDNESDAY | {"start_date": "05/09/2029", "until_date": ""})
    assert schedule_errors(response)[0]["start_date"][0].startswith(
        "Pour l’instant, les dates sont connues jusqu’au 30 septembre 2028"
    )


def test_an_exception_may_lose_its_date_with_another_day_of_the_week(save, client):
    save(EVERY_WEDNESDAY, exceptions=[{"date": "09/12/2026", "kind": "cancelled"}])
    event = EventPage.objects.get()
    url = reverse("wagtailadmin_pages:edit", args=[event.pk])
    data = querydict_from_html(client.get(url).content.decode(), form_id="page-edit-form")
    data["body-count"], data["is_free"] = "0", "on"  # which a script and a hand write
    data["schedules-0-start_date"] = "03/12/2026"
    data["schedules-0-recurrence_weekdays"] = "3"
    data["action-publish"] = "1"
    answer = client.post(url, data, follow=True)
    assert "1 exception ne correspond plus à aucune date" in answer.content.decode()
    assert Occurrence.objects.standing().first().slot == "20261203T140000"
    assert event.exceptions.count() == 1


def test_an_exception_must_name_one_date(save):
    absent = {"date": "06/12/2026", "kind": "cancelled"}
    nowhere = {"date": "09/12/2026", "kind": "moved"}
    right = {"date": "16/12/2026", "kind": "full"}
    response = save(EVERY_WEDNESDAY, exceptions=[absent, nowhere, right])
    assert exception_errors(response) == [
        {"date": ["L’événement n’a pas lieu à cette date."]},
        {"new_date": ["Indiquez la nouvelle date, la nouvelle heure ou le nouveau lieu."]},
        {},
    ]


def test_an_exception_says_its_time_where_there_are_several_that_day(save):
    morning = ONE_AFTERNOON | {"start_time": "10:00", "end_time": "11:00"}
    exception = {"date": "05/12/2026", "kind": "cancelled"}
    response = save(ONE_AFTERNOON, morning, exceptions=[exception])
    assert exception_errors(response) == [
        {"time": ["Il a lieu plusieurs fois ce jour-là\xa0: précisez l’heure."]}
    ]
    assert (
        save(ONE_AFTERNOON, morning, exceptions=[exception | {"time": "10:00"}]).status_code == 302
    )
    assert dict(Occurrence.objects.values_list("slot", "status")) == {
        "20261205T100000": "cancelled",
        "20261205T140000": "scheduled",
    }


def test_a_price_or_free_is_said_not_both(save):
    neither = save(is_free="")
    assert list(neither.context["form"].errors) == ["price"]
    both = save(price="5\xa0€")
    assert list(both.context["form"].errors) == ["price"]
    assert save(is_free="", price="5\xa0€").status_code == 302


def test_a_picture_needs_its_words_to_be_published_not_to_be_kept(save, museum):
    from wagtail_factories import ImageFactory

    image = ImageFactory(collection=museum.collection)
    refused = save(image=image.pk)
    assert refused.context["form"].errors["image_alt"] == [
        "Dites en une phrase ce que l’on voit sur l’image, pour celles et ceux qui ne peuvent pas "
        "la voir."
    ]
    assert save(image=image.pk, action="action-save").status_code == 302
    assert save(image=image.pk, image_alt="Un carreau de dentellière.", slug="b").status_code == 302


def test_an_unfinished_draft_is_kept(save):
    response = save(summary="", event_type="", is_free="", action="action-save")
    assert response.status_code == 302
    assert [event.title for event in EventPage.objects.all()] == ["Fuseaux du mercredi"]


# The filters of the agenda
