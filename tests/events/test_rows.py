"""Rows and cards of events are drawn once, and drawn anew whenever what they say has changed."""

import re
from datetime import date, datetime, time
from html import unescape
from zoneinfo import ZoneInfo

import pytest
import time_machine
from wagtail.models import PageViewRestriction

from cms.models import User
from events.changes import close
from events.models import EventPage, Occurrence
from tests.conftest import NOW
from tests.factories.events import EventPageFactory, EventScheduleFactory, publish

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("now", "keeping")]
PARIS = ZoneInfo("Europe/Paris")


def announce(museum, title, hour=14, day=date(2026, 12, 5), **fields):
    schedule = EventScheduleFactory.build(
        start_date=day, start_time=time(hour), end_time=time(hour + 1)
    )
    return publish(EventPageFactory(parent=museum, title=title, **fields), schedule)


@pytest.fixture
def events(museum):
    return [announce(museum, "Dentelle au fuseau", 10), announce(museum, "Dentelle à l’aiguille")]


@pytest.fixture
def shown(agenda, museum, events, client):
    """The titles on the agenda, the museum's page and the first event's, as visitors see them."""

    def titles(visitor=client):
        found = {}
        for name, url in (
            ("agenda", agenda.url),
            ("museum", museum.url),
            ("event", events[0].url),
        ):
            html = visitor.get(url).content.decode()
            found[name] = [unescape(t) for t in re.findall(r"<h3><a [^>]*>(.*?)</a>", html, re.S)]
        return found

    return titles


BOTH = ["Dentelle au fuseau", "Dentelle à l’aiguille"]


def test_what_is_published_shows_at_once(shown, museum, events):
    assert shown() == {"agenda": BOTH, "museum": BOTH, "event": BOTH[1:]}
    announce(museum, "Dentelle de papier", 18)
    events[1].title = "Broderie"
    events[1].save_revision().publish()
    new = ["Broderie", "Dentelle de papier"]
    assert shown() == {"agenda": [BOTH[0], *new], "museum": [BOTH[0], *new], "event": new}


def test_what_is_withdrawn_shows_no_longer(shown, events):
    shown()
    events[1].unpublish()
    assert shown() == {"agenda": BOTH[:1], "museum": BOTH[:1], "event": []}


def test_a_date_that_is_cancelled_says_so_at_once(shown, agenda, museum, events, client):
    shown()
    rows = Occurrence.objects.of_event(events[1].event_key)
    close(rows, "La dentellière est malade.", User.objects.create_user("lea"), NOW)
    html = client.get(agenda.url).content.decode()
    assert html.count("La dentellière est malade.") == 1
    assert "Dentelle à l’aiguille" not in shown()["museum"]  # the next date that takes place


def test_a_branch_that_becomes_private_shows_no_longer(
    shown, agenda, museum, other_museum, client, admin_client
):
    announce(other_museum, "Cidre nouveau")
    assert shown()["agenda"] == ["Dentelle au fuseau", "Dentelle à l’aiguille", "Cidre nouveau"]
    PageViewRestriction.objects.create(page=museum, restriction_type=PageViewRestriction.LOGIN)
    for visitor in (admin_client, client):  # nor because somebody who may see it came first
        html = visitor.get(agenda.url).content.decode()
        assert "Dentelle" not in html
        assert "Cidre nouveau" in html


def test_who_is_logged_in_sees_the_same(shown, museum, admin_client):
    before = shown()
    assert shown(admin_client) == before
    announce(museum, "Dentelle de papier", 18)
    assert shown(admin_client) == shown() != before


def test_a_preview_shows_a_draft_and_leaves_nothing_behind(shown, events, rf, admin_user, client):
    shown()
    events[1].title = "Brouillon"
    events[1].save_revision()
    preview = EventPage.objects.get(pk=events[1].pk).get_latest_revision_as_object()
    request = rf.get(events[1].url)
    request.user = admin_user
    html = preview.make_preview_request(request, preview.default_preview_mode).render()
    assert "Brouillon" in html.content.decode()
    assert shown() == {"agenda": BOTH, "museum": BOTH, "event": BOTH[1:]}


def test_what_is_over_leaves_the_list_and_the_count_while_nothing_is_published(
    agenda, museum, client
):
    today = NOW.astimezone(PARIS).date()
    announce(museum, "Ce matin", 11, today)
    announce(museum, "Ce soir", 18, today)
    announce(museum, "Plus tard", 11)
    found = []
    for hour in (10, 13, 20):
        moment = datetime.combine(today, time(hour), PARIS)
        with time_machine.travel(moment, tick=False):
            response = client.get(agenda.url)
        html = response.content.decode()
        count = response.context["occurrences"].paginator.count
        found.append((count, re.findall(r"<h3><a [^>]*>(.*?)</a>", html)))
    assert found == [
        (3, ["Ce matin", "Ce soir", "Plus tard"]),
        (2, ["Ce soir", "Plus tard"]),
        (1, ["Plus tard"]),
    ]
