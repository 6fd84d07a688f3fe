"""What search engines are told of events, and what they are not."""

import json
from datetime import date, time
from decimal import Decimal

import pytest

from events.models import OccurrenceException, PartnerVenue, SeasonPage
from events.structured_data import MOST_SUB_EVENTS, prices
from tests.events.schema_rules import offences
from tests.factories.events import (
    EventPageFactory,
    EventScheduleFactory,
    EventTypeFactory,
    publish,
)
from tests.factories.museums import DepartmentFactory
from tests.factories.schools import CreditedImageFactory
from tests.reading import parsed

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("now")]

WEEKLY = {
    "start_date": date(2026, 12, 2),
    "recurrence": "RRULE:FREQ=WEEKLY",
    "until_date": date(2026, 12, 23),
}
KINDS = {"Event", "EventSeries", "ExhibitionEvent", "EducationEvent", "ChildrensEvent"}


@pytest.fixture
def told(client):
    """What the page of an event says of it to search engines, checked by rule."""

    def read(page):
        tree = parsed(client.get(page.url))
        scripts = [s for s in tree.iter("script") if s.get("type") == "application/ld+json"]
        found = [json.loads(script.text) for script in scripts]
        (data,) = [one for one in found if one["@type"] in KINDS]
        assert list(offences(data)) == []
        return data

    return read


@pytest.fixture
def announce(museum):
    def make(*exceptions, parent=museum, schedule=None, **values):
        line = EventScheduleFactory.build(**(schedule or {}))
        return publish(EventPageFactory(parent=parent, **values), line, exceptions=exceptions)

    return make


def test_one_date_says_all_that_is_known(told, announce, museum):
    museum.phone = "02 31 00 00 00"
    museum.save()
    page = announce(
        title="Fuseaux",
        slug="fuseaux",
        min_age=8,
        max_age=12,
        image=CreditedImageFactory(),
    )
    data = told(page)
    (image,) = data.pop("image")
    assert image.startswith("http://testserver/media/")
    url = "http://testserver/musees/musee-de-la-dentelle-caen/"
    contact = {"name": museum.title, "url": url, "telephone": "02 31 00 00 00"}
    assert data == {
        "@context": "https://schema.org",
        "@type": "EducationEvent",
        "name": "Fuseaux",
        "description": page.summary,
        "url": f"{url}fuseaux/",
        "startDate": "2026-12-05T14:00:00+01:00",
        "endDate": "2026-12-05T16:00:00+01:00",
        "eventStatus": "https://schema.org/EventScheduled",
        "eventAttendanceMode": "https://schema.org/OfflineEventAttendanceMode",
        "location": {
            "@type": "Museum",
            **contact,
            "address": {
                "@type": "PostalAddress",
                "streetAddress": "1, rue du Musée",
                "postalCode": "14000",
                "addressLocality": "Caen",
                "addressCountry": "FR",
            },
            "geo": {"@type": "GeoCoordinates", "latitude": 49.18, "longitude": -0.37},
        },
        "organizer": {"@type": "Organization", **contact},
        "inLanguage": "fr",
        "typicalAgeRange": "8-12",
        "isAccessibleForFree": True,
        "offers": {
            "@type": "Offer",
            "price": "0",
            "priceCurrency": "EUR",
            "url": f"{url}fuseaux/",
        },
    }


def test_several_dates_are_a_series_each_with_what_became_of_it(told, announce):
    page = announce(
        OccurrenceException(date=date(2026, 12, 2), kind="cancelled"),
        OccurrenceException(date=date(2026, 12, 9), kind="full"),
        OccurrenceException(date=date(2026, 12, 16), kind="moved", new_date=date(2026, 12, 17)),
        schedule=WEEKLY,
        event_type=EventTypeFactory(slug="jeux", schema_type="ChildrensEvent"),
    )
    data = told(page)
    assert data["@type"] == "EventSeries"
    assert data["startDate"] == "2026-12-02T14:00:00+01:00"
    assert data["endDate"] == "2026-12-23T16:00:00+01:00"
    assert data["eventStatus"] == "https://schema.org/EventScheduled"
    dates = data["subEvent"]
    assert {one["@type"] for one in dates} == {"ChildrensEvent"}
    assert [one["eventStatus"].removeprefix("https://schema.org/") for one in dates] == [
        "EventCancelled",
        "EventScheduled",
        "EventRescheduled",
        "EventScheduled",
    ]
    assert [one.get("previousStartDate") for one in dates] == [
        None,
        None,
        "2026-12-16T14:00:00+01:00",
        None,
    ]
    assert [one["offers"].get("availability") for one in dates] == [
        None,
        "https://schema.org/SoldOut",
        None,
        None,
    ]


def test_a_series_lists_its_next_dates_and_says_when_it_ends(told, announce):
    data = told(announce(schedule=WEEKLY | {"until_date": date(2027, 3, 31)}))
    assert len(data["subEvent"]) == MOST_SUB_EVENTS
    assert data["endDate"] == "2027-03-31T16:00:00+02:00"


def test_a_series_of_which_nothing_takes_place_is_cancelled(told, announce):
    days = [date(2026, 12, day) for day in (2, 9, 16, 23)]
    off = [OccurrenceException(date=day, kind="cancelled") for day in days]
    assert told(announce(*off, schedule=WEEKLY))["eventStatus"].endswith("EventCancelled")


def test_an_exhibition_has_days_and_no_hours(told, announce):
    page = announce(
        schedule={
            "start_date": date(2026, 11, 1),
            "end_date": date(2027, 2, 1),
            "start_time": None,
            "end_time": None,
        },
        event_type=EventTypeFactory(slug="expo", schema_type="ExhibitionEvent"),
    )
    data = told(page)
    assert (data["@type"], data["startDate"], data["endDate"]) == (
        "ExhibitionEvent",
        "2026-11-01",
        "2027-02-01",
    )


def test_without_an_end_none_is_told(told, announce):
    assert "endDate" not in told(announce(schedule={"end_time": None, "start_time": time(9)}))


def test_a_partner_venue_is_a_place_and_its_season_is_above(told, announce, network):
    season = SeasonPage(
        title="Pierres en lumières",
        slug="pierres",
        summary="Un soir.",
        starts_on=date(2026, 12, 1),
        ends_on=date(2026, 12, 31),
    )
    network.home.add_child(instance=season)
    venue = PartnerVenue.objects.create(
        title="Église Saint-Pierre",
        town="Caen",
        department=DepartmentFactory(),
        latitude="49.18400",
        longitude="-0.36100",
    )
    data = told(announce(parent=season, season=season, venue=venue))
    assert data["location"] == {
        "@type": "Place",
        "name": "Église Saint-Pierre",
        "address": {
            "@type": "PostalAddress",
            "addressLocality": "Caen",
            "addressCountry": "FR",
        },
        "geo": {"@type": "GeoCoordinates", "latitude": 49.184, "longitude": -0.361},
    }
    assert data["superEvent"] == {
        "@type": "EventSeries",
        "name": "Pierres en lumières",
        "url": "http://testserver/pierres/",
        "startDate": "2026-12-01",
        "endDate": "2026-12-31",
    }
    assert "organizer" not in data


def test_another_place_is_told_instead_of_the_museum(told, announce):
    data = told(announce(place_name="Salle des fêtes", place_address="Rue Haute, Caen"))
    assert data["location"] == {
        "@type": "Place",
        "name": "Salle des fêtes",
        "address": "Rue Haute, Caen",
    }


@pytest.mark.parametrize(
    ("text", "amounts"),
    [
        ("5 €, réduit 3 €", ["3", "5"]),
        ("3,50 euros", ["3.50"]),
        ("€5, reduced €2.50", ["2.50", "5"]),
        ("Entrée du musée", []),
        ("Dès 8 ans, 2 places", []),
        ("5\u00a0€", ["5"]),
    ],
)
def test_the_amounts_that_a_museum_wrote(text, amounts):
    assert prices(text) == [Decimal(amount) for amount in amounts]


@pytest.mark.parametrize(
    ("price", "booking_url", "offer"),
    [
        ("5 €", "", {"@type": "Offer", "price": "5", "priceCurrency": "EUR"}),
        (
            "5 €, réduit 3 €",
            "https://resa.example/",
            {
                "@type": "AggregateOffer",
                "lowPrice": "3",
                "highPrice": "5",
                "priceCurrency": "EUR",
                "url": "https://resa.example/",
            },
        ),
        ("Billet du musée", "", None),
        ("Billet du musée", "https://resa.example/", {"@type": "Offer"}),
    ],
)
def test_a_price_is_told_where_a_number_says_it(told, announce, price, booking_url, offer):
    page = announce(is_free=False, price=price, booking_url=booking_url)
    data = told(page)
    url = booking_url or f"http://testserver{page.url}"
    assert data.get("offers") == (offer and offer | {"url": url})
    assert data.get("isAccessibleForFree") == (False if "€" in price else None)


def test_the_rules_find_what_is_wrong():
    data = {
        "@type": "EducationEvent",
        "name": "Visite",
        "startDate": "2026-12-05T14:00:00",
        "performer": "?",
    }
    assert list(offences(data)) == [
        "EducationEvent: eventStatus is missing",
        "EducationEvent: location is missing",
        "EducationEvent: url is missing",
        "EducationEvent.startDate : '2026-12-05T14:00:00' has no offset",
        "EducationEvent: performer is unknown",
    ]
