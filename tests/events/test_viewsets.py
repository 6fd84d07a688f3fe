"""The list of events in the admin: of one's own museums, with their next date."""

from datetime import date

import pytest
from django.urls import reverse

from tests.factories.events import EventPageFactory, EventScheduleFactory, EventTypeFactory, publish
from tests.factories.schools import CreditedImageFactory
from tests.reading import listed

pytestmark = pytest.mark.django_db

URL = "/admin/explore/eventpage/"
QUERIES = 29


@pytest.fixture
def editor(museum, editor_of, client):
    person = editor_of(museum)
    client.force_login(person)
    return person


def announce(museum, title: str, *, on: date, until: date | None = None, **values):
    times = {"start_time": None, "end_time": None} if until else {}
    schedule = EventScheduleFactory.build(start_date=on, end_date=until, **times)
    return publish(EventPageFactory(parent=museum, title=title, **values), schedule)


def test_ones_own_events_only(editor, museum, other_museum, client, now):
    announce(museum, "À nous", on=date(2026, 12, 5))
    announce(other_museum, "Aux autres", on=date(2026, 12, 5))
    response = client.get(URL)
    assert listed(response) == ["À nous"]
    assert "Aux autres" not in response.content.decode()
    assert other_museum.title not in response.content.decode()


def test_nobody_is_named(editor, museum, other_museum, editor_of, client, now):
    foreign = editor_of(other_museum, "voisine@musee.example")
    event = announce(other_museum, "Aux autres", on=date(2026, 12, 5))
    event.owner = foreign
    event.save()
    announce(museum, "À nous", on=date(2026, 12, 5))
    response = client.get(URL)
    assert list(response.context["filters"].filters) == ["status", "when", "event_type", "picture"]
    assert foreign.email not in response.content.decode()


def test_the_next_date_sorts_and_those_without_come_last(editor, museum, client, now):
    announce(museum, "Passé", on=date(2026, 1, 5))
    announce(museum, "Demain", on=date(2026, 11, 23))
    announce(museum, "Noël", on=date(2026, 12, 25))
    announce(museum, "Exposition", on=date(2026, 11, 1), until=date(2027, 2, 1))
    for ordering, order in (
        ("next_on", ["Exposition", "Demain", "Noël", "Passé"]),
        ("-next_on", ["Noël", "Demain", "Exposition", "Passé"]),
    ):
        assert listed(client.get(f"{URL}?ordering={ordering}")) == order
    content = client.get(URL).content.decode()
    assert "23/11/2026" in content
    assert "01/11/2026 – 01/02/2027" in content


def test_filters_and_words_go_together(editor, museum, client, now):
    workshop, visit = EventTypeFactory(), EventTypeFactory(slug="visite", name="Visite")
    picture = CreditedImageFactory()
    announce(museum, "Dentelle du soir", on=date(2026, 12, 5), event_type=visit, image=picture)
    announce(museum, "Dentelle du matin", on=date(2026, 12, 6), event_type=workshop)
    announce(museum, "Vieille dentelle", on=date(2026, 1, 5), event_type=visit)
    EventPageFactory(parent=museum, title="Brouillon", event_type=workshop, live=False)
    for query, titles in {
        f"event_type={visit.pk}": ["Dentelle du soir", "Vieille dentelle"],
        "when=coming": ["Dentelle du matin", "Dentelle du soir"],
        "when=over": ["Brouillon", "Vieille dentelle"],
        "picture=none&when=coming": ["Dentelle du matin"],
        "status=draft": ["Brouillon"],
        "status=live&q=soir+dentelle": ["Dentelle du soir"],
        "q=introuvable": [],
        "q=DENTELLÉ vieille": ["Vieille dentelle"],
        "when=nonsense": ["Brouillon", "Dentelle du matin", "Dentelle du soir", "Vieille dentelle"],
    }.items():
        assert listed(client.get(f"{URL}?ordering=title&{query}")) == titles, query


def test_who_edits_two_museums_chooses_one(editor, museum, other_museum, client, now):
    editor.groups.add(other_museum.editors)
    announce(museum, "Ici", on=date(2026, 12, 5))
    announce(other_museum, "Là", on=date(2026, 12, 6))
    assert listed(client.get(f"{URL}?ordering=title")) == ["Ici", "Là"]
    assert listed(client.get(f"{URL}?museum={other_museum.pk}")) == ["Là"]


def test_an_empty_list_offers_an_empty_form(editor, museum, client):
    url = reverse("wagtailadmin_pages:add", args=["events", "eventpage", museum.pk])
    content = client.get(URL).content.decode()
    assert "Il n’y a encore rien ici." in content
    assert f'<a class="button" href="{url}">Ajouter un événement</a>' in content
    assert "Ajouter un événement</a>" not in client.get(URL + "?q=rien").content.decode()


def test_a_visitor_is_sent_to_log_in(client):
    assert client.get(URL).status_code == 302


@pytest.mark.parametrize("number", [1, 3])
def test_queries(editor, museum, client, now, number, django_assert_num_queries):
    for n in range(number):
        announce(museum, f"Atelier {n}", on=date(2026, 12, 5))
    client.get(URL)
    with django_assert_num_queries(QUERIES):
        client.get(URL)
