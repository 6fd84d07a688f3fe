"""What became of a date is said in words wherever it is shown, in both languages."""

import json
from datetime import UTC, date, datetime, time

import icalendar
import pytest
from django.urls import reverse
from wagtail_factories import ImageFactory

from cms.translations import translate
from events.models import Occurrence, OccurrenceException
from events.statuses import planned_on
from tests.factories.events import EventPageFactory, EventScheduleFactory, publish
from tests.reading import parsed, words

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("now")]

DAY = date(2026, 12, 5)
MOVED = {"new_date": date(2026, 12, 6), "new_start_time": time(18)}


@pytest.fixture
def announce(museum):
    """Publishes an event on Saturday 5 December at 14:00, of which something is different."""

    def make(kind="", reason="Tempête", **values):
        page = EventPageFactory(
            parent=museum, title="Fuseaux", image=ImageFactory(), image_alt="Un fuseau."
        )
        if kind == "event":
            page.is_cancelled, page.cancellation_reason = True, reason
            return publish(page, EventScheduleFactory.build())
        exception = OccurrenceException(date=DAY, kind=kind, reason=reason, **values)
        return publish(page, EventScheduleFactory.build(), exceptions=(exception,))

    return make


@pytest.fixture
def in_english(network, museum, locale_en):
    """Brings the site, the museum and an event into English."""

    def make(event):
        for page, title in (
            (network.home, "Home"),
            (network.agenda, "Agenda"),
            (network.museums, "Museums"),
            (museum, "Lace Museum"),
            (event, "Bobbins"),
        ):
            translate(page, locale_en, {"title": title, "slug": title.lower().replace(" ", "-")})
        return event.get_translation(locale_en)

    return make


def having(client, path, name):
    """What the elements of a class say, first to last."""
    main = next(parsed(client.get(path)).iter("main"))
    return [words(e) for e in main.iter() if name in (e.get("class") or "").split()]


def json_ld(client, path):
    scripts = parsed(client.get(path)).iter("script")
    data = [json.loads(s.text) for s in scripts if s.get("type") == "application/ld+json"]
    (event,) = [one for one in data if one["@type"] == "EducationEvent"]
    return {name: event.get(name) for name in ("eventStatus", "startDate", "previousStartDate")}


FIRST = "2026-12-05T14:00:00+01:00"
SECOND = "2026-12-06T18:00:00+01:00"
CASES = {
    "cancelled": (
        {"kind": "cancelled"},
        ("Annulé.", "Annulé", "ANNULÉ – Fuseaux", "Tempête"),
        ("Cancelled.", "Cancelled", "CANCELLED – Bobbins", "Tempête"),
        ("CANCELLED", "EventCancelled", FIRST, None),
    ),
    "the whole event": (
        {"kind": "event"},
        ("Annulé.", "Annulé", "ANNULÉ – Fuseaux", "Tempête"),
        ("Cancelled.", "Cancelled", "CANCELLED – Bobbins", "Tempête"),
        ("CANCELLED", "EventCancelled", FIRST, None),
    ),
    "full": (
        {"kind": "full"},
        ("Complet.", "Complet", "COMPLET – Fuseaux", "Tempête"),
        ("Full.", "Full", "FULL – Bobbins", "Tempête"),
        ("CONFIRMED", "EventScheduled", FIRST, None),
    ),
    "moved": (
        {"kind": "moved", **MOVED},
        (
            "Reporté, prévu le samedi 5 décembre à 14 h.",
            "Reporté prévu le samedi 5 décembre à 14 h",
            "REPORTÉ – Fuseaux",
            "Prévu le samedi 5 décembre à 14\xa0h\nTempête",
        ),
        (
            "Moved, planned on Saturday 5 December at 2 pm.",
            "Moved planned on Saturday 5 December at 2 pm",
            "MOVED – Bobbins",
            "Planned on Saturday 5 December at 2\xa0pm\nTempête",
        ),
        ("CONFIRMED", "EventRescheduled", SECOND, FIRST),
    ),
}


@pytest.mark.indexed
@pytest.mark.parametrize("case", CASES)
@pytest.mark.parametrize("language", ["fr", "en"])
def test_it_is_said_on_the_page_in_the_agenda_in_the_search_and_in_calendars(
    client, network, announce, in_english, case, language
):
    values, *texts, (status, schema, starts, previous) = CASES[case]
    event = announce(**values)
    english = in_english(event)
    notice, tag, summary, description = texts[language == "en"]
    page = english if language == "en" else event
    agenda = page.get_ancestors()[1].specific.get_children().get(slug="agenda").url
    search = "/en/search/?q=bobbins" if language == "en" else "/recherche/?q=fuseaux"

    assert having(client, page.url, "notice") == [f"{notice} Tempête"]
    assert having(client, agenda, "tags") == [f"{tag} Tempête"]
    (kind,) = having(client, search, "kind")
    assert kind.endswith(tag)
    assert json_ld(client, page.url) == {
        "eventStatus": f"https://schema.org/{schema}",
        "startDate": starts,
        "previousStartDate": previous,
    }
    answer = client.get(reverse("event_feed", args=[event.event_key]), {"lang": language})
    (entry,) = icalendar.Calendar.from_ical(answer.content).walk("VEVENT")
    assert (str(entry["SUMMARY"]), str(entry["STATUS"])) == (summary, status)
    assert str(entry["DESCRIPTION"]).startswith(f"{description}\n")


@pytest.mark.parametrize("case", ["full", "moved"])
def test_what_is_put_forward_says_it_too(client, network, museum, announce, case):
    announce(**CASES[case][0])
    tag = CASES[case][1][1]
    (lead,) = having(client, network.home.url, "lead")
    assert lead.endswith(tag)
    assert having(client, museum.url, "tags") == [f"{tag} Tempête"]


def test_the_list_of_dates_says_it_of_each(client, museum):
    weekly = EventScheduleFactory.build(
        start_date=DAY, recurrence="RRULE:FREQ=WEEKLY", until_date=date(2026, 12, 19)
    )
    exceptions = (
        OccurrenceException(date=DAY, kind="cancelled", reason="Grève"),
        OccurrenceException(date=date(2026, 12, 12), kind="moved", new_start_time=time(18)),
    )
    event = publish(EventPageFactory(parent=museum), weekly, exceptions=exceptions)
    rows = [words(row) for row in next(parsed(client.get(event.url)).iter("tbody"))]
    assert rows == [
        "Samedi 5 décembre 2026 14 h – 16 h Annulé Grève",
        "Samedi 12 décembre 2026 18 h – 20 h Reporté prévu le samedi 12 décembre à 14 h",
        "Samedi 19 décembre 2026 14 h – 16 h",
    ]


def test_a_whole_day_was_planned_at_no_hour(museum):
    whole_day = EventScheduleFactory.build(start_time=None, end_time=None)
    moved = OccurrenceException(date=DAY, kind="moved", new_start_time=time(10))
    publish(EventPageFactory(parent=museum), whole_day, exceptions=(moved,))
    assert planned_on(Occurrence.objects.get()) == "prévu le samedi 5 décembre"


@pytest.mark.parametrize("case", [{"kind": "cancelled"}, {"kind": "event"}])
def test_whoever_holds_a_leaflet_reads_which_day_was_cancelled(client, announce, case):
    page = announce(**case)
    assert having(client, page.url, "lede")[0] == "Samedi 5 décembre, de 14 h à 16 h"


def test_an_event_that_is_over_says_when_it_was(client, museum, time_machine_at):
    page = publish(EventPageFactory(parent=museum), EventScheduleFactory.build())
    time_machine_at(datetime(2026, 12, 6, 10, tzinfo=UTC))
    assert having(client, page.url, "lede")[0] == "Samedi 5 décembre, de 14 h à 16 h"


class TestElsewhere:
    PLACE = "Salle des fêtes, 14117 Arromanches-les-Bains"

    @pytest.fixture
    def page(self, announce):
        return announce("moved", new_place=self.PLACE, reason="Toit en travaux.")

    def test_it_is_said_in_words(self, page, client):
        said = words(parsed(client.get(page.url)))
        assert f"Dans un autre lieu : {self.PLACE}." in said
        assert "Toit en travaux." in said
        assert "Reporté" not in said

    def test_calendars_are_told_the_place_instead_of_the_museum(self, page, client):
        feed = icalendar.Calendar.from_ical(client.get("/agenda.ics").content)
        (entry,) = feed.walk("VEVENT")
        assert entry["LOCATION"] == self.PLACE
        assert "GEO" not in entry
        assert entry["SUMMARY"].startswith("AILLEURS – Fuseaux")
        assert entry["DESCRIPTION"].startswith(
            f"Dans un autre lieu\xa0: {self.PLACE}\nToit en travaux."
        )
        assert entry["STATUS"] == "CONFIRMED"

    def test_other_sites_and_search_engines_are_told(self, page, client):
        (event,) = client.get("/api/agenda/v1/events").json()["events"]
        assert event["timings"][0]["place"] == self.PLACE
        scripts = parsed(client.get(page.url)).iter("script")
        (script,) = [json.loads(one.text) for one in scripts if '"startDate"' in (one.text or "")]
        assert script["location"] == {
            "@type": "Place",
            "name": "Salle des fêtes",
            "address": "14117 Arromanches-les-Bains",
        }
        assert script["eventStatus"].endswith("EventScheduled")
        assert self.PLACE in client.get("/agenda.csv").content.decode()

    def test_a_date_that_is_cancelled_takes_place_nowhere(self, announce, client):
        page = announce("cancelled", new_place=self.PLACE)
        assert self.PLACE not in words(parsed(client.get(page.url)))
