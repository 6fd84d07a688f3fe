"""An offer is prolonged, closed, published again; time does the rest."""

from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest
import time_machine
from django.core.exceptions import ValidationError

from jobs import life
from jobs.models import JobApplicationWay, JobInterview, JobPage
from tests.factories.jobs import JobPageFactory

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("now")]

PARIS = ZoneInfo("Europe/Paris")
SECOND = timedelta(seconds=1)
NOW = datetime(2026, 11, 22, 9, 30, tzinfo=UTC)


@pytest.fixture
def offer(museum):
    page = JobPageFactory(
        parent=museum,
        title="Régisseuse ou régisseur",
        deadline_on=date(2026, 12, 4),
        deadline_time=time(12),
        deadline_text="avant le 4 décembre midi",
        external_reference="2026-1",
        source="csp",
        source_url="https://csp.example/1",
    )
    page.save_revision().publish()
    return JobPage.objects.get(pk=page.pk)


def fresh(offer):
    return JobPage.objects.get(pk=offer.pk)


def told(offer):
    return [
        (c.changed_on, c.previous_deadline_on, c.previous_text, c.reason)
        for c in offer.deadline_changes.all()
    ]


# Prolong


def test_a_prolonged_offer_keeps_its_address_and_its_history(offer, editor_of, museum, client):
    life.prolong(offer, date(2026, 12, 18), "Trop peu de réponses.", editor_of(museum), NOW)
    after = fresh(offer)
    assert after.url == offer.url
    assert after.closes_at == datetime(2026, 12, 19, tzinfo=PARIS)
    assert told(after) == [
        (date(2026, 11, 22), date(2026, 12, 4), "avant le 4 décembre midi", "Trop peu de réponses.")
    ]
    assert (after.deadline_text, after.deadline_time) == ("", None)
    assert "18 décembre 2026" in client.get(offer.url).content.decode()


def test_prolonging_publishes_nothing_of_a_draft(offer, editor_of, museum):
    offer.title, offer.deadline_on = "Titre à revoir", date(2027, 1, 8)
    offer.save_revision()
    life.prolong(fresh(offer), date(2026, 12, 18), "", editor_of(museum), NOW)
    after = fresh(offer)
    draft = after.get_latest_revision_as_object()
    assert (after.title, draft.title) == ("Régisseuse ou régisseur", "Titre à revoir")
    assert after.deadline_on == draft.deadline_on == date(2026, 12, 18)
    assert told(after) == told(draft)
    assert after.has_unpublished_changes


def test_prolonged_twice_it_tells_both(offer):
    life.prolong(offer, date(2026, 12, 18), "", None, NOW)
    life.prolong(fresh(offer), date(2027, 1, 8), "", None, NOW + timedelta(days=20))
    assert [(earlier, text) for _on, earlier, text, _why in told(fresh(offer))] == [
        (date(2026, 12, 4), "avant le 4 décembre midi"),
        (date(2026, 12, 18), ""),
    ]


def test_a_closed_offer_opens_again(offer, client):
    life.close(offer, "unsuccessful", None, NOW)
    assert offer.url not in client.get("/emploi/").content.decode()
    life.prolong(fresh(offer), date(2026, 12, 18), "", None, NOW)
    after = fresh(offer)
    assert (after.closed_at, after.close_reason) == (None, "")
    assert offer.url in client.get("/emploi/").content.decode()


def test_without_deadline_there_is_no_earlier_one(museum):
    offer = JobPageFactory(parent=museum, deadline_on=None)
    life.prolong(offer, date(2027, 5, 3), "", None, NOW)
    assert told(fresh(offer)) == [(date(2026, 11, 22), None, "", "")]


@pytest.mark.parametrize(
    ("day", "sentence"),
    [
        (date(2026, 11, 21), "Ce jour est passé\xa0: choisissez aujourd’hui ou un jour à venir."),
        (
            date(2026, 12, 4),
            "L’offre est déjà ouverte jusqu’au 4 décembre 2026\xa0: choisissez un jour plus "
            "lointain, ou clôturez-la.",
        ),
        (date(2062, 12, 18), "Ce jour est dans plus d’un an\xa0: vérifiez l’année."),
    ],
)
def test_a_day_that_prolongs_nothing_is_refused(offer, day, sentence):
    with pytest.raises(ValidationError) as error:
        life.check_new_end(offer, day, NOW)
    assert error.value.messages == [sentence]


def test_a_closed_offer_may_end_today(offer):
    life.close(offer, "filled", None, NOW)
    life.check_new_end(fresh(offer), date(2026, 11, 22), NOW)


# Close


def test_it_closes_at_once_and_says_why(offer, client):
    life.close(offer, "filled", None, NOW)
    assert (fresh(offer).closed_at, fresh(offer).close_reason) == (NOW, "filled")
    assert "Le poste est pourvu." in client.get(offer.url).content.decode()


def test_what_came_of_it_is_said_after_its_end(offer, client, time_machine_at):
    later = datetime(2026, 12, 20, 9, tzinfo=PARIS)
    time_machine_at(later)
    life.close(offer, "unsuccessful", None, later)
    after = fresh(offer)
    assert (after.closed_at, after.closes_at) == (None, offer.closes_at)
    assert "Le recrutement a été infructueux." in client.get(offer.url).content.decode()


# Publish again


def test_a_copy_starts_its_own_life(offer, museum, editor_of):
    offer.interviews = [JobInterview(label="Entretiens", starts_on=date(2026, 12, 9))]
    offer.starts_on, offer.start_text = date(2026, 12, 7), "Le 7 décembre"
    offer.save_revision().publish()
    life.close(fresh(offer), "unsuccessful", None, NOW)
    later = datetime(2026, 12, 20, 9, tzinfo=PARIS)
    copy = life.relist(fresh(offer), editor_of(museum), later)
    assert (copy.live, copy.relisted_from, copy.posted_on) == (False, offer, date(2026, 12, 20))
    assert (copy.deadline_on, copy.deadline_text, copy.starts_on) == (None, "", None)
    assert (copy.source, copy.external_reference, copy.source_url) == ("network", "", "")
    assert (copy.closed_at, copy.close_reason, told(copy)) == (None, "", [])
    assert copy.interviews.count() == 0
    assert [str(line) for line in copy.employers.all()] == ["Ville de Caen"]
    assert [way.value for way in copy.applications.all()] == ["candidature@caen.example"]
    assert copy.slug != offer.slug
    assert fresh(offer).external_reference == "2026-1"


def test_asked_twice_there_is_one_draft(offer, museum, editor_of):
    editor = editor_of(museum)
    life.close(offer, "unsuccessful", None, NOW)
    first = life.relist(fresh(offer), editor, NOW)
    assert life.relist(fresh(offer), editor, NOW) == first
    assert JobPage.objects.count() == 2


def test_once_on_line_the_first_one_leads_to_it(offer, museum, editor_of, client):
    life.close(offer, "unsuccessful", None, NOW)
    copy = life.relist(fresh(offer), editor_of(museum), NOW)
    assert copy.url not in client.get(offer.url).content.decode()
    copy.deadline_on = date(2027, 1, 15)
    copy.save_revision().publish()
    assert f'href="{copy.url}"' in client.get(offer.url).content.decode()


# The whole life, as visitors see it


LIVES = {
    "a whole day": ({"deadline_on": date(2026, 12, 4)}, datetime(2026, 12, 5, tzinfo=PARIS)),
    "before a day": (
        {"deadline_on": date(2026, 12, 4), "deadline_rule": "exclusive"},
        datetime(2026, 12, 4, tzinfo=PARIS),
    ),
    "a time": (
        {"deadline_on": date(2026, 12, 4), "deadline_time": time(17, 30)},
        datetime(2026, 12, 4, 17, 30, tzinfo=PARIS),
    ),
    "none": ({"deadline_on": None}, datetime(2027, 2, 14, tzinfo=PARIS)),
    "none, with a start": (
        {"deadline_on": None, "starts_on": date(2027, 1, 11)},
        datetime(2027, 1, 11, tzinfo=PARIS),
    ),
    "until somebody is found": (
        {"deadline_on": date(2026, 12, 4), "deadline_rule": "until_filled"},
        datetime(2027, 2, 14, tzinfo=PARIS),
    ),
    "the night of 23 hours": (
        {"deadline_on": date(2027, 3, 28)},
        datetime(2027, 3, 29, tzinfo=PARIS),
    ),
    "a time that the clock skips": (
        {"deadline_on": date(2027, 3, 28), "deadline_time": time(2, 30)},
        datetime(2027, 3, 28, 1, 30, tzinfo=UTC),
    ),
    "the night of 25 hours": (
        {"deadline_on": date(2027, 10, 31)},
        datetime(2027, 10, 31, 23, tzinfo=UTC),
    ),
    "a time that comes twice": (
        {"deadline_on": date(2027, 10, 31), "deadline_time": time(2, 30)},
        datetime(2027, 10, 31, 1, 30, tzinfo=UTC),
    ),
    "before the day of 25 hours": (
        {"deadline_on": date(2027, 10, 31), "deadline_rule": "exclusive"},
        datetime(2027, 10, 30, 22, tzinfo=UTC),
    ),
}
KEPT = timedelta(days=180)


@pytest.mark.parametrize("name", LIVES)
def test_open_closed_prolonged_closed_gone(museum, client, name):
    values, closing = LIVES[name]
    ways = [JobApplicationWay(value="candidature@dentelle.example")]
    offer = JobPageFactory(parent=museum, applications=ways, **values)

    def seen(moment):
        """Whether it is listed, what its page answers, and whether one may apply there."""
        with time_machine.travel(moment, tick=False):
            page = client.get(offer.url)
            listed = f'href="{offer.url}"' in client.get("/emploi/").content.decode()
        return listed, page.status_code, b"candidature@dentelle.example" in page.content

    assert seen(closing - SECOND) == (True, 200, True)
    assert seen(closing) == (False, 200, False)
    day = closing.astimezone(PARIS).date() + timedelta(days=3)
    life.prolong(offer, day, "", None, closing + timedelta(days=1))
    end = fresh(offer).closes_at
    assert end == datetime.combine(day + timedelta(days=1), time.min, PARIS)
    assert seen(end - SECOND) == (True, 200, True)
    assert seen(end) == (False, 200, False)
    assert seen(end + KEPT - SECOND) == (False, 200, False)
    assert seen(end + KEPT) == (False, 410, False)
