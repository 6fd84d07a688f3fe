"""The agenda's pages: all to come, a day, the weekend, a month, a programme to print."""

import re
from datetime import date, datetime, time, timedelta
from html import unescape
from zoneinfo import ZoneInfo

import pytest
import time_machine
from django.core.cache import cache

from events.periods import Period, slug_of, weekend
from tests.factories.cms import TownFactory
from tests.factories.events import EventPageFactory, EventScheduleFactory, EventTypeFactory, publish
from tests.reading import links

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("now")]
SUNDAY = date(2026, 11, 22)
PARIS = ZoneInfo("Europe/Paris")


def announce(museum, day, number=1, **fields):
    for index in range(number):
        schedule = EventScheduleFactory.build(start_date=day, start_time=time(14, index))
        publish(EventPageFactory(parent=museum, **fields), schedule)


def listed(response):
    """The titles of the rows of an agenda page."""
    html = response.content.decode().partition('<div class="day-list">')[2]
    return [unescape(title) for title in re.findall(r"<h3><a [^>]*>(.*?)</a>", html, re.S)]


def shown(response):
    """What a page tells search engines of itself, and the titles that it lists."""
    html = response.content.decode()
    return {
        "h1": re.search(r"<h1[^>]*>\s*(.*?)\s*</h1>", html, re.S)[1],
        "canonical": re.search(r'rel="canonical" href="http://testserver(.*?)"', html)[1],
        "is_indexed": 'content="noindex"' not in html,
        "listed": listed(response),
    }


@pytest.mark.parametrize(
    ("today", "days"),
    [
        (date(2026, 11, 23), (date(2026, 11, 28), date(2026, 11, 29))),
        (date(2026, 11, 28), (date(2026, 11, 28), date(2026, 11, 29))),
        (date(2026, 11, 29), (date(2026, 11, 29), date(2026, 11, 29))),
        (date(2026, 12, 31), (date(2027, 1, 2), date(2027, 1, 3))),
    ],
)
def test_the_weekend_is_what_is_left_of_it(today, days):
    assert weekend(today) == days


def test_the_weekend_page_follows_the_clock(agenda, museum, client):
    for day, title in ((22, "Dimanche"), (28, "Samedi"), (29, "Dimanche d’après")):
        announce(museum, date(2026, 11, day), title=title)
    address = f"{agenda.url}ce-week-end/"
    found = {}
    for day in (22, 23, 29):
        with time_machine.travel(datetime(2026, 11, day, 9, tzinfo=PARIS), tick=False):
            found[day] = shown(client.get(address))["listed"]
    assert found == {
        22: ["Dimanche"],
        23: ["Samedi", "Dimanche d’après"],
        29: ["Dimanche d’après"],
    }


@pytest.mark.parametrize(
    ("path", "h1", "canonical"),
    [
        ("", "Agenda", ""),
        ("2026-11-28/", "Samedi 28 novembre 2026", "2026-11-28/"),
        ("?du=2026-11-28&au=2026-11-28", "Agenda", "2026-11-28/"),
        ("?du=2026-12-01&au=2026-12-31", "Agenda", "2026-12/"),
        ("ce-week-end/", "Ce week-end : 22 novembre", "ce-week-end/"),
        ("this-weekend/", "Ce week-end : 22 novembre", "ce-week-end/"),
        ("2026-11/", "Novembre 2026", "2026-11/"),
        ("2026-12/?gratuit=1", "Décembre 2026", "2026-12/?gratuit=1"),
    ],
)
def test_days_have_an_address_of_their_own(agenda, museum, client, path, h1, canonical):
    announce(museum, date(2026, 11, 28))
    page = shown(client.get(agenda.url + path))
    assert (page["h1"].replace("\u00a0", " "), page["canonical"]) == (h1, agenda.url + canonical)


@pytest.mark.parametrize(
    "path",
    [
        "2026-13/",
        "2026-02-30/",
        "0000-01-01/",
        "2025-11-01/",
        "2031-01/",
        "9999-12/",
        "9999-12-31/",
        "2026-1-1/",
        "demain/",
    ],
)
def test_days_that_are_none_or_far_away_have_no_page(agenda, client, path):
    assert client.get(agenda.url + path).status_code == 404


def test_a_day_without_anything_is_not_for_search_engines(agenda, museum, client):
    announce(museum, date(2026, 11, 28))
    pages = [client.get(f"{agenda.url}2026-11-{day}/") for day in (28, 29)]
    assert [shown(page)["is_indexed"] for page in pages] == [True, False]


def test_a_day_keeps_its_filters_on_the_way_to_the_next_one(agenda, museum, client):
    EventTypeFactory()
    announce(museum, date(2026, 11, 28))
    found = links(client.get(f"{agenda.url}2026-11-28/?type=atelier"))
    assert found["Dimanche 29 novembre"] == f"{agenda.url}2026-11-29/?type=atelier"
    assert found["Vendredi 27 novembre"] == f"{agenda.url}2026-11-27/?type=atelier"
    assert found["Retirer ce filtre : Atelier"] == f"{agenda.url}2026-11-28/"
    assert found["Retirer ce filtre : Samedi 28 novembre 2026"] == f"{agenda.url}?type=atelier"


def test_a_month_counts_its_days(agenda, museum, client):
    announce(museum, date(2026, 12, 5), number=2)
    weeks = client.get(f"{agenda.url}2026-12/").context["month"]
    assert [len(week) for week in weeks] == [7] * 5
    assert weeks[0][0] is None  # December begins on a Tuesday
    counted = {day.day: (day.count, day.url) for week in weeks for day in week if day and day.count}
    assert counted == {date(2026, 12, 5): (2, f"{agenda.url}2026-12-05/")}


def test_the_month_that_has_begun_lists_what_is_left(agenda, museum, client):
    announce(museum, date(2026, 11, 3), title="Passé")
    announce(museum, date(2026, 11, 25), title="À venir")
    assert shown(client.get(f"{agenda.url}2026-11/"))["listed"] == ["À venir"]
    assert Period.of_month(date(2026, 11, 1), SUNDAY).before is None


def test_in_english_days_are_where_english_is_spoken(agenda, client):
    period = Period.of_weekend(SUNDAY)
    assert period.slugs == {"fr": "ce-week-end", "en": "this-weekend"}
    languages = dict(agenda.addresses_of(period)["alternates"])
    assert languages["fr"].endswith("/agenda/ce-week-end/")


@pytest.mark.parametrize(
    ("days", "slug"),
    [
        ((None, None), ""),
        ((date(2026, 12, 1), None), ""),
        ((date(2026, 12, 1), date(2026, 12, 1)), "2026-12-01"),
        ((date(2026, 12, 1), date(2026, 12, 31)), "2026-12"),
        ((date(2026, 12, 1), date(2026, 12, 30)), ""),
    ],
)
def test_what_days_are_called_in_an_address(days, slug):
    assert slug_of(*days) == slug


def test_where_nothing_is_found_the_filter_to_blame_is_offered(agenda, museum, client):
    EventTypeFactory()
    EventTypeFactory(slug="concert", name="Concert")
    announce(museum, date(2026, 12, 5), number=3)
    response = client.get(f"{agenda.url}?du=2026-12-05&au=2026-12-06&type=concert")
    assert response.context["widest"].count == 3
    assert links(response)["Sans « Concert » : 3 dates"] == (
        f"{agenda.url}?du=2026-12-05&au=2026-12-06"
    )
    response = client.get(f"{agenda.url}?du=2026-12-07&au=2026-12-08&gratuit=1")
    assert links(response)["À toutes les dates : 3 dates"] == f"{agenda.url}?gratuit=1"


def test_the_way_to_each_date_is_told_near_a_town(agenda, museum, other_museum, client):
    TownFactory(code="14118", name="Caen")
    announce(museum, date(2026, 12, 5))
    assert "(à 1 km)" in client.get(f"{agenda.url}?pres=caen").content.decode().replace(
        "\u00a0", " "
    )
    assert "(à 1 km)" not in client.get(agenda.url).content.decode().replace("\u00a0", " ")


def test_the_programme_holds_all_that_pages_tell(agenda, museum, client):
    for number in range(3):
        day = date(2026, 12, 5) + timedelta(days=number)
        announce(museum, day, number=15)
    page = client.get(f"{agenda.url}2026-12/?imprimer=1&p=2")
    assert [len(client.get(f"{agenda.url}?p={p}").context["occurrences"]) for p in (1, 2)] == [
        40,
        5,
    ]
    assert len(page.context["occurrences"]) == 45
    assert shown(page)["is_indexed"] is False
    days = re.findall(r"<h2>\s*(\w+ \d+ \w+)\s*</h2>", page.content.decode())
    assert days[:3] == ["Samedi 5 décembre", "Dimanche 6 décembre", "Lundi 7 décembre"]


@pytest.mark.parametrize("number", [1, 3])
@pytest.mark.parametrize(
    ("path", "budget"),
    [
        ("2026-12-05/", 13),
        ("2026-12/", 13),
        ("?pres=caen&age=8&q=essaie&jours=sam&jours=dim&jours=lun", 16),
        ("?imprimer=1", 12),
    ],
)
def test_a_page_asks_the_same_queries_whatever_it_lists(
    agenda, museum, client, keeping, path, budget, number, django_assert_num_queries
):
    TownFactory(code="14118", name="Caen")
    announce(museum, date(2026, 12, 5), number=number)
    cache.clear()
    client.get(agenda.url)
    with django_assert_num_queries(budget):
        response = client.get(agenda.url + path)
    assert len(response.context["occurrences"]) == number
