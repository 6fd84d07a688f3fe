"""Whoever answers for an offer is asked, once, and answers by a button that no robot presses."""

from datetime import UTC, date, datetime, timedelta
from io import StringIO
from zoneinfo import ZoneInfo

import pytest
from django.core.management import call_command

from cms.models import NetworkSettings, OutgoingMessage, SiteVersion, User
from jobs.ending import ask_about_offers, link_for
from jobs.models import JobDeadlineChange, JobPage
from tests.factories.jobs import JobPageFactory

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("now")]

PARIS = ZoneInfo("Europe/Paris")
DAY = timedelta(days=1)
END = datetime(2026, 12, 5, tzinfo=PARIS)
LEAD = "lead@dentelle.example"


@pytest.fixture
def lead(museum):
    person = User.objects.create_user(LEAD)
    person.groups.add(museum.leads)
    return person


@pytest.fixture
def offer(museum, lead):
    return JobPageFactory(
        parent=museum,
        title="Régisseuse ou régisseur",
        deadline_on=date(2026, 12, 4),
        first_published_at=datetime(2026, 11, 16, 9, tzinfo=UTC),
    )


def subjects():
    return [message.subject for message in OutgoingMessage.objects.order_by("pk")]


def fresh(offer):
    return JobPage.objects.get(pk=offer.pk)


# When


def test_five_days_before_and_once(offer):
    assert ask_about_offers(END - 5 * DAY) == 0
    assert ask_about_offers(END - 5 * DAY + timedelta(seconds=1)) == 1
    message = OutgoingMessage.objects.get()
    assert message.recipient == LEAD
    assert message.subject == ("«\u202fRégisseuse ou régisseur\u202f» se termine le 4 décembre")
    assert link_for(offer, LEAD) in message.text
    ask_about_offers(END - DAY)
    assert OutgoingMessage.objects.count() == 1


def test_a_fortnight_after_and_once(offer):
    assert ask_about_offers(END + 13 * DAY) == 0
    assert ask_about_offers(END + 14 * DAY) == 1
    ask_about_offers(END + 20 * DAY)
    assert subjects() == [
        "«\u202fRégisseuse ou régisseur\u202f»\xa0: quelqu’un a-t-il été recruté\u202f?"
    ]


def test_what_ended_long_ago_is_not_asked_about(offer):
    assert ask_about_offers(END + 30 * DAY) == 0


def test_who_said_what_came_of_it_is_not_asked(offer):
    JobPage.objects.filter(pk=offer.pk).update(close_reason="filled")
    assert ask_about_offers(END + 14 * DAY) == 0


def test_who_has_just_chosen_the_end_is_not_asked(offer):
    offer.deadline_changes = [JobDeadlineChange(changed_on=date(2026, 12, 1))]
    offer.save()
    assert ask_about_offers(END - 3 * DAY) == 0
    short = JobPage.objects.filter(pk=offer.pk)
    JobDeadlineChange.objects.all().delete()
    short.update(first_published_at=END - 4 * DAY)
    assert ask_about_offers(END - 3 * DAY) == 0


def test_a_prolonged_offer_is_asked_about_again(offer):
    ask_about_offers(END - DAY)
    offer.deadline_on = date(2027, 1, 15)
    offer.save()
    ask_about_offers(datetime(2027, 1, 14, tzinfo=PARIS))
    assert OutgoingMessage.objects.count() == 2


def test_drafts_and_offers_off_line_are_left_in_peace(offer):
    JobPage.objects.filter(pk=offer.pk).update(live=False)
    assert ask_about_offers(END - DAY) == 0


def test_the_network_answers_for_its_own_list(network):
    JobPageFactory(parent=network.jobs, deadline_on=date(2026, 12, 4))
    ask_about_offers(END - DAY)
    address = NetworkSettings.objects.get().contact_email
    assert [m.recipient for m in OutgoingMessage.objects.all()] == [address]


def test_the_command_says_how_many(offer, time_machine_at):
    time_machine_at(END - DAY)
    out = StringIO()
    call_command("ask_about_offers", stdout=out)
    assert out.getvalue() == "1 messages queued\n"


# The link


def answer(client, offer, address=LEAD, **data):
    return client.post(link_for(offer, address), data)


def test_the_link_shows_and_only_a_button_prolongs(offer, client):
    path = link_for(offer, LEAD)
    page = client.get(path)
    assert page.status_code == 200
    assert "no-store" in page["Cache-Control"]
    assert "candidature@caen.example" not in page.content.decode()
    assert fresh(offer).deadline_on == date(2026, 12, 4)
    version = SiteVersion.objects.number()
    data = {"prolong": "1", "prolong-day": "2026-12-18", "prolong-reason": ""}
    assert "L’offre est prolongée" in client.post(path, data).content.decode()
    assert fresh(offer).closes_at == datetime(2026, 12, 19, tzinfo=PARIS)
    assert SiteVersion.objects.number() > version


def test_a_button_closes(offer, client):
    page = answer(client, offer, close="1", **{"close-reason": "filled"})
    assert page.status_code == 200
    assert fresh(offer).close_reason == "filled"
    assert not fresh(offer).is_open(datetime.now(UTC))


@pytest.mark.parametrize(
    ("data", "sentence"),
    [
        ({"prolong": "1", "prolong-day": ""}, "Choisissez la nouvelle date limite."),
        ({"prolong": "1", "prolong-day": "demain"}, "Écrivez le jour ainsi\xa0: 24/12/2026."),
        ({"prolong": "1", "prolong-day": "2026-11-01"}, "Ce jour est passé"),
        ({"close": "1"}, "Dites pourquoi l’offre est close."),
        ({"close": "1", "close-reason": "bof"}, "bof"),
    ],
)
def test_a_wrong_answer_is_told_and_changes_nothing(offer, client, data, sentence):
    page = answer(client, offer, **data)
    assert page.status_code == 422
    assert sentence in page.content.decode()
    assert fresh(offer).closes_at == offer.closes_at


def test_who_left_the_museum_answers_no_more(offer, lead, client):
    path = link_for(offer, LEAD)
    lead.groups.clear()
    page = client.post(path, {"close": "1", "close-reason": "filled"})
    assert page.status_code == 422
    assert "Vous ne pouvez pas publier cette offre." in page.content.decode()
    assert fresh(offer).close_reason == ""
    lead.is_active = False
    lead.save()
    assert client.get(path).status_code == 404


def test_a_form_of_another_site_does_nothing(offer, client):
    headers = {"Sec-Fetch-Site": "cross-site"}
    data = {"close": "1", "close-reason": "filled"}
    assert client.post(link_for(offer, LEAD), data, headers=headers).status_code == 403
    assert fresh(offer).close_reason == ""


@pytest.mark.parametrize("token", ["1", "1-0", "1-0:abc:def", "x"])
def test_a_link_that_is_not_ours_is_explained(network, client, token):
    page = client.get(f"/-/offres/{token}/")
    assert page.status_code == 404
    assert "Ce lien n’est plus valable" in page.content.decode()


def test_a_link_lasts_sixty_days(offer, client, time_machine_at, now):
    path = link_for(offer, LEAD)
    time_machine_at(now + 61 * DAY)
    assert client.get(path).status_code == 404
