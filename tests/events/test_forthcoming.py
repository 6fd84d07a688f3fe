"""What the form of an event tells while one types: dates, reasons, and no error of its own."""

from datetime import date
from urllib.parse import urlencode

import html5lib
import pytest
from django.contrib.auth.models import Permission
from django.db import connection
from django.http import QueryDict
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from hypothesis import given
from hypothesis import strategies as st
from wagtail.users.models import UserProfile

from cms.models import NetworkSettings, SchoolHoliday, User
from events.forthcoming import SHOWN, forthcoming
from events.models import EventPage, EventSchedule

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("now")]

URL = "/admin/events/forthcoming/"
WEDNESDAYS = {
    "start_date": "25/11/2026",
    "start_time": "14:00",
    "end_time": "16:00",
    "recurrence_frequency": "WEEKLY",
    "recurrence_weekdays": "2",
    "until_date": "30/06/2027",
    "school_holidays": "any",
}
ONE_DAY = {"start_date": "26/11/2026", "school_holidays": "any"}


@pytest.fixture
def editor(client, museum, editor_of):
    client.force_login(editor_of(museum))
    return client


@pytest.fixture
def tell(editor):
    """Sends schedules as the form's script does; gives the lines that the editor reads."""

    def send(*schedules, **fields):
        data = {"schedules-TOTAL_FORMS": str(len(schedules))} | fields
        for number, schedule in enumerate(schedules):
            data[f"schedules-{number}-ORDER"] = str(number + 1)
            data |= {f"schedules-{number}-{name}": value for name, value in schedule.items()}
        response = editor.post(URL, data)
        assert response.status_code == 200
        return lines(response.content.decode())

    return send


def lines(html):
    """The text of each paragraph and each line of a list."""
    page = html5lib.parseFragment(html, namespaceHTMLElements=False)
    texts = ("".join(part.itertext()) for part in page.iter() if part.tag in ("p", "li"))
    return [" ".join(text.split()) for text in texts]


def test_a_weekly_schedule_is_a_sentence_its_number_and_ten_dates(tell):
    said = tell(WEDNESDAYS)
    assert said[0] == "Tous les mercredis de 14 h à 16 h, jusqu’au 30 juin 2027."
    assert said[1] == "32 dates à venir en tout."
    assert said[2] == "mercredi 25 novembre, de 14 h à 16 h"
    assert said[11] == "mercredi 27 janvier 2027, de 14 h à 16 h"
    assert said[12:] == ["Et 22 dates de plus ensuite."]


def test_it_is_told_in_english_too(tell):
    UserProfile.objects.update_or_create(
        user=User.objects.get(), defaults={"preferred_language": "en"}
    )
    assert tell(WEDNESDAYS)[:2] == [
        "Every Wednesday from 2 pm to 4 pm, until 30 June 2027.",
        "32 dates to come in all.",
    ]


def test_past_dates_are_not_among_the_next_ones(tell):
    said = tell(WEDNESDAYS | {"start_date": "07/10/2026", "until_date": "25/11/2026"})
    assert said[1:] == ["1 date à venir en tout.", "mercredi 25 novembre, de 14 h à 16 h"]
    said = tell(WEDNESDAYS | {"start_date": "07/10/2026", "until_date": "28/10/2026"})
    assert said[1:] == ["Toutes ces dates sont passées."]


def test_several_dates_are_told(tell):
    said = tell(
        WEDNESDAYS
        | {"recurrence_frequency": "dates", "other_dates": "10/12/2026, 24/12/2026", "until": ""}
    )
    assert said == [
        "Le 25 novembre et les 10 et 24 décembre 2026, de 14 h à 16 h.",
        "3 dates à venir en tout.",
        "mercredi 25 novembre, de 14 h à 16 h",
        "jeudi 10 décembre, de 14 h à 16 h",
        "jeudi 24 décembre, de 14 h à 16 h",
    ]


def test_holidays_left_out_are_named(tell):
    NetworkSettings.objects.update_or_create(site_id=1, defaults={"school_zone": "B"})
    SchoolHoliday.objects.create(
        zone="B", name="Vacances de Noël", starts_on=date(2026, 12, 19), ends_on=date(2027, 1, 3)
    )
    SchoolHoliday.objects.create(
        zone="B", name="Vacances d'été", starts_on=date(2027, 7, 3), ends_on=date(2027, 8, 31)
    )
    fridays = WEDNESDAYS | {
        "start_date": "18/12/2026",
        "recurrence_weekdays": "4",
        "until_date": "",
        "skip_public_holidays": "on",
    }
    assert [line for line in tell(fridays) if "férié :" in line] == [
        "Pas le vendredi 25 décembre 2026, jour férié : Noël.",
        "Pas le vendredi 1er janvier 2027, jour férié : Jour de l’an.",
    ]
    said = tell(fridays | {"school_holidays": "never"})
    assert said[0].endswith("sauf pendant les vacances scolaires et les jours fériés.")
    assert said[-2:] == [
        "2 dates écartées : Vacances de Noël, du 19 décembre au 3 janvier 2027.",
        "Les vacances scolaires ne sont connues que jusqu’au 31 août 2027 : les dates suivantes "
        "s’ajouteront d’elles-mêmes quand elles le seront.",
    ]
    said = tell(fridays | {"school_holidays": "only", "recurrence_weekdays": ["4", "5"]})
    assert [line for line in said if "écarté" in line] == []
    assert [line for line in said if "férié :" in line] == [
        "Pas le vendredi 25 décembre 2026, jour férié : Noël.",
        "Pas le vendredi 1er janvier 2027, jour férié : Jour de l’an.",
    ]


def test_without_a_zone_school_holidays_are_asked_for(tell):
    NetworkSettings.objects.update(school_zone="")
    assert tell(WEDNESDAYS | {"school_holidays": "never"}) == [
        "Vacances scolaires : Le réseau n’a pas encore choisi sa zone de vacances scolaires : "
        "demandez à son équipe."
    ]


def test_clock_changes_are_explained(tell):
    night = {"start_time": "02:30", "recurrence_frequency": "", "end_time": ""}
    assert tell(WEDNESDAYS | night | {"start_date": "28/03/2027"})[2:] == [
        "dimanche 28 mars 2027, à 3 h 30",
        "Le dimanche 28 mars 2027, on passe à l’heure d’été et 2 h 30 n’existe pas : l’événement "
        "commence à 3 h 30.",
    ]
    assert tell(WEDNESDAYS | night | {"start_date": "31/10/2027"})[2:] == [
        "dimanche 31 octobre 2027, à 2 h 30",
        "Le dimanche 31 octobre 2027, on passe à l’heure d’hiver et 2 h 30 revient deux fois : "
        "l’événement commence la première fois.",
    ]


def test_a_rule_without_end_says_up_to_when_it_is_announced(tell):
    assert tell(WEDNESDAYS | {"until_date": ""})[-1] == (
        "Les dates sont annoncées jusqu’au 30 septembre 2028 pour l’instant ; les suivantes "
        "s’ajouteront d’elles-mêmes."
    )


def test_a_day_that_months_lack_is_explained_once(tell):
    monthly = WEDNESDAYS | {"recurrence_frequency": "MONTHLY", "start_date": "31/12/2026"}
    monthly |= {"recurrence_by": "monthday", "recurrence_weekdays": ""}
    said = tell(monthly, monthly | {"start_time": "10:00", "end_time": "11:00"})
    reason = "Les mois qui n’ont pas ce jour sont sautés : aucun autre ne le remplace."
    assert said.count(reason) == 1


def test_past_a_thousand_it_says_what_to_do(tell):
    daily = WEDNESDAYS | {"recurrence_frequency": "DAILY", "until_date": ""}
    said = tell(daily, daily | {"start_time": "10:00", "end_time": "11:00"})
    assert said[2] == (
        "Cela fait 1 352 dates, plus que les calendriers n’en acceptent. Choisissez un jour plus "
        "proche dans « Jusqu’au », ou moins de jours de la semaine."
    )


def test_several_schedules_are_numbered_and_their_dates_told_in_order(tell):
    once = ONE_DAY | {"start_time": "10:00"}
    removed = once | {"DELETE": "1"}
    said = tell(WEDNESDAYS, removed, once, ONE_DAY | {"start_date": ""})
    assert said[0].startswith("Horaire 1 : Tous les mercredis")
    assert said[1] == "Horaire 2 : Le 26 novembre 2026 à 10 h."
    assert said[2] == "33 dates à venir en tout."
    assert said[4] == "jeudi 26 novembre, à 10 h"


def test_they_are_numbered_as_they_stand_on_the_screen(tell):
    said = tell(ONE_DAY | {"ORDER": "2"}, ONE_DAY | {"start_date": "27/11/2026", "ORDER": "1"})
    assert said[:2] == ["Horaire 1 : Le 27 novembre 2026.", "Horaire 2 : Le 26 novembre 2026."]


def test_an_empty_form_says_what_to_type(tell):
    invitation = ["Indiquez le premier jour : les prochaines dates apparaîtront ici."]
    assert tell() == tell({"start_date": "", "school_holidays": "any"}) == invitation


def test_what_is_wrong_is_said_with_its_fields_name(tell):
    said = tell(WEDNESDAYS | {"until_date": "01/11/2026"}, {"start_date": "32/13/2026"})
    assert said[0] == (
        "Horaire 1 : Jusqu’au : Ce jour précède le premier : il n’y aurait aucune date."
    )
    assert said[1].startswith("Horaire 2 : Premier jour : ")


@given(
    st.dictionaries(
        st.sampled_from(
            [
                "start_date",
                "start_time",
                "end_date",
                "end_time",
                "until_date",
                "timezone",
                "school_holidays",
                "other_dates",
                "ORDER",
                "recurrence_frequency",
                "recurrence_interval",
                "recurrence_weekdays",
                "recurrence_monthly",
                "recurrence_months",
                "recurrence_imported",
            ]
        ),
        st.text(max_size=12)
        | st.sampled_from(
            [
                "25/11/2026",
                "31/12/9999",
                "01/01/0001",
                "14:00",
                "WEEKLY",
                "DAILY",
                "MONTHLY",
                "dates",
                "imported",
                "never",
                "RRULE:FREQ=SECONDLY",
                "99",
            ]
        ),
    ),
    st.text(max_size=5) | st.sampled_from(["1", "-1", "9999", "1e9", "²"]),
)
def test_nonsense_is_answered_too(schedule, total):
    fields = {f"schedules-0-{name}": value for name, value in schedule.items()}
    data = QueryDict(urlencode(fields | {"schedules-TOTAL_FORMS": total}))
    told = forthcoming(data, date(2026, 11, 22))
    assert all(each.sentence or each.errors for each in told.schedules)


# Who may ask


def test_only_who_writes_pages_may_ask(client, museum):
    assert client.post(URL).url.startswith("/admin/login/")
    reader = User.objects.create_user("a@musees.example", "secret")
    reader.user_permissions.add(Permission.objects.get(codename="access_admin"))
    client.force_login(reader)
    response = client.post(URL, {"schedules-TOTAL_FORMS": "1"})
    assert response.url == "/admin/"  # where Wagtail says that it may not


def test_it_is_asked_by_post_only(editor):
    assert editor.get(URL).status_code == 405


def test_nothing_is_written(tell):
    before = (EventPage.objects.count(), EventSchedule.objects.count())
    with CaptureQueriesContext(
        connection,
    ) as queries:
        tell(WEDNESDAYS)
    words = {query["sql"].split()[0] for query in queries.captured_queries}
    assert words <= {"SELECT", "SAVEPOINT", "RELEASE"}
    assert (EventPage.objects.count(), EventSchedule.objects.count()) == before


def test_the_form_asks_there(editor, museum):
    url = reverse("wagtailadmin_pages:add", args=["events", "eventpage", museum.pk])
    page = editor.get(url).content.decode()
    assert f'data-forthcoming="{URL}"' in page
    assert "events/js/forthcoming" in page
    assert "events/css/forthcoming" in page
    assert SHOWN == 10
