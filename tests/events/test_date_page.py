"""One date of an event in front: its page, its address, what it says to search engines."""

import json
import re
from datetime import date

import pytest

from events.models import Occurrence, OccurrenceException
from tests.factories.events import EventPageFactory, EventScheduleFactory, publish
from tests.reading import links

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("now")]


@pytest.fixture
def weekly(museum):
    """Three Wednesdays, the second one cancelled."""
    schedule = EventScheduleFactory.build(
        start_date=date(2026, 12, 2),
        recurrence="RRULE:FREQ=WEEKLY",
        until_date=date(2026, 12, 16),
    )
    exception = OccurrenceException(date=date(2026, 12, 9), kind="cancelled", reason="Grève")
    return publish(EventPageFactory(parent=museum), schedule, exceptions=[exception])


def structured(response):
    scripts = re.findall(r'ld\+json">(.*?)</script>', response.content.decode(), re.S)
    return json.loads(scripts[0])


def test_each_date_has_a_page(weekly, client):
    rows = Occurrence.objects.of_event(weekly.event_key)
    assert [row.get_absolute_url() for row in rows] == [
        f"{weekly.url}2026-12-{day}-14h00/" for day in ("02", "09", "16")
    ]
    response = client.get(f"{weekly.url}2026-12-09-14h00/")
    html = response.content.decode()
    assert response.status_code == 200
    assert f'rel="canonical" href="http://testserver{weekly.url}2026-12-09-14h00/"' in html
    assert "mercredi 9 décembre 2026" in re.search(r"<title>(.*?)</title>", html)[1]
    assert "Grève" in html
    assert links(response)[weekly.title] == weekly.url  # the way to the whole event
    assert [row.slot[:8] for row in response.context["beside"]] == ["20261202", "20261216"]
    data = structured(response)
    assert (data["@type"], data["startDate"], data["eventStatus"], data["url"]) == (
        "EducationEvent",
        "2026-12-09T14:00:00+01:00",
        "https://schema.org/EventCancelled",
        f"http://testserver{weekly.url}2026-12-09-14h00/",
    )


def test_a_moved_date_stays_at_its_address(weekly, client):
    address = f"{weekly.url}2026-12-16-14h00/"
    move = OccurrenceException(date=date(2026, 12, 16), kind="moved", new_date=date(2026, 12, 17))
    publish(weekly, exceptions=[move])
    response = client.get(address)
    assert response.context["occurrence"].starts_on == date(2026, 12, 17)
    assert structured(response)["previousStartDate"] == "2026-12-16T14:00:00+01:00"


def test_a_withdrawn_date_is_gone_and_an_unknown_one_never_was(weekly, client):
    schedule = weekly.schedules.first()
    schedule.until_date = date(2026, 12, 9)
    publish(weekly, schedule)
    codes = {
        slot: client.get(f"{weekly.url}{slot}/").status_code
        for slot in ("2026-12-16-14h00", "2026-12-09-14h00", "2026-12-09", "2026-12-03-14h00")
    }
    assert codes == {
        "2026-12-16-14h00": 410,
        "2026-12-09-14h00": 200,
        "2026-12-09": 404,
        "2026-12-03-14h00": 404,
    }
    assert client.get(f"{weekly.url}2026-99-99/").status_code == 404


def test_the_only_date_of_an_event_is_told_by_its_own_page(museum, agenda, weekly, client):
    once = publish(EventPageFactory(parent=museum), EventScheduleFactory.build())
    html = client.get(f"{once.url}2026-12-05-14h00/").content.decode()
    assert f'rel="canonical" href="http://testserver{once.url}"' in html
    rows = client.get(agenda.url).context["occurrences"]
    assert [re.search(r'href="(.*?)"', row.html)[1] for row in rows] == [
        f"{weekly.url}2026-12-02-14h00/",
        once.url,
        f"{weekly.url}2026-12-09-14h00/",
        f"{weekly.url}2026-12-16-14h00/",
    ]


def test_a_date_costs_what_its_event_costs(weekly, client, django_assert_max_num_queries):
    client.get(weekly.url)
    with django_assert_max_num_queries(40) as of_event:
        client.get(weekly.url)
    with django_assert_max_num_queries(40) as of_date:
        client.get(f"{weekly.url}2026-12-09-14h00/")
    assert len(of_date) == len(of_event)
