"""The life of an offer: open, closed with its page, gone; time alone makes it pass."""

from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
import time_machine
from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, transaction
from wagtail.models import Page

from jobs.models import JobApplicationWay, JobContact, JobEmployer, JobLocation, JobPage
from jobs.models.offer import KEPT_AFTER_CLOSING
from tests.factories.jobs import JobPageFactory
from tests.reading import parsed

pytestmark = pytest.mark.django_db

PARIS = ZoneInfo("Europe/Paris")
SECOND = timedelta(seconds=1)
ADDRESSES = ("/emploi/", "/sitemap.xml")


@pytest.fixture
def offer(museum):
    return JobPageFactory(
        parent=museum,
        title="Régisseuse ou régisseur",
        deadline_on=date(2026, 12, 4),
        source_url="https://emploi.example/offre/12",
        application_text="Écrire à la direction.",
        applications=[JobApplicationWay(value="candidature@dentelle.example")],
        contacts=[JobContact(name="Sacha Lemoine", phone="02 31 00 00 01")],
    )


def text(response):
    return response.content.decode()


def robots(response):
    tree = parsed(response)
    return [m.get("content") for m in tree.iter("meta") if m.get("name") == "robots"]


CLOSINGS = {
    "included": ({"deadline_on": date(2026, 12, 4)}, datetime(2026, 12, 5, tzinfo=PARIS)),
    "excluded": (
        {"deadline_on": date(2027, 2, 22), "deadline_rule": "exclusive"},
        datetime(2027, 2, 22, tzinfo=PARIS),
    ),
    "spring": ({"deadline_on": date(2027, 3, 28)}, datetime(2027, 3, 29, tzinfo=PARIS)),
    "spring excluded": (
        {"deadline_on": date(2027, 3, 28), "deadline_rule": "exclusive"},
        datetime(2027, 3, 28, tzinfo=PARIS),
    ),
    "autumn": ({"deadline_on": date(2027, 10, 31)}, datetime(2027, 11, 1, tzinfo=PARIS)),
    "no deadline": ({"deadline_on": None}, datetime(2027, 2, 14, tzinfo=PARIS)),
    "closed early": (
        {"closed_at": datetime(2026, 11, 30, 15, tzinfo=PARIS)},
        datetime(2026, 11, 30, 15, tzinfo=PARIS),
    ),
}


@pytest.mark.parametrize("name", CLOSINGS)
def test_it_is_nowhere_one_second_after_it_closed(museum, client, name):
    values, closing = CLOSINGS[name]
    offer = JobPageFactory(parent=museum, **values)
    assert offer.closes_at == closing
    with time_machine.travel(closing - SECOND, tick=False):
        assert all(offer.url in text(client.get(address)) for address in ADDRESSES)
        assert offer.url in text(client.get(museum.url))
        response = client.get(offer.url)
        assert "JobPosting" in text(response)
        assert robots(response) == []
    with time_machine.travel(closing, tick=False):
        assert not any(offer.url in text(client.get(address)) for address in ADDRESSES)
        assert offer.url not in text(client.get(museum.url))
        response = client.get(offer.url)
        assert response.status_code == 200
        assert "JobPosting" not in text(response)
        assert robots(response) == ["noindex"]
        assert response["X-Robots-Tag"] == "noindex"


def test_a_closed_offer_shows_no_way_to_apply(offer, client):
    ways = ["candidature@dentelle", "Sacha Lemoine", "emploi.example", "Écrire à la direction"]
    with time_machine.travel(datetime(2026, 12, 4, 23, 59, tzinfo=PARIS), tick=False):
        shown = text(client.get(offer.url))
    assert [way for way in ways if way in shown] == ways
    with time_machine.travel(datetime(2026, 12, 5, tzinfo=PARIS), tick=False):
        shown = text(client.get(offer.url))
    assert "Cette offre est close depuis le 4 décembre 2026." in shown
    assert [way for way in ways if way in shown] == []


def test_a_closed_offer_says_why_and_leads_to_the_next_one(offer, museum, client, now):
    offer.closed_at, offer.close_reason = now, "unsuccessful"
    offer.save()
    again = JobPageFactory(parent=museum, relisted_from=offer)
    shown = text(client.get(offer.url))
    assert "Le recrutement a été infructueux." in shown
    assert f'href="{again.url}"' in shown


def test_similar_offers_are_open_and_the_nearest_first(offer, museum, client):
    with time_machine.travel(datetime(2026, 12, 5, tzinfo=PARIS), tick=False):
        elsewhere = [JobLocation(city="Lille", postcode="59000")]
        far = JobPageFactory(parent=museum, title="Loin", locations=elsewhere)
        alike = JobPageFactory(parent=museum, title="Autre contrat", contracts=("cdi",))
        near = JobPageFactory(parent=museum, title="Tout près")
        JobPageFactory(parent=museum, title="Close", deadline_on=date(2026, 12, 1))
        titles = [page.title for page in client.get(offer.url).context["similar"]]
    assert titles == [near.title, alike.title, far.title]


def test_after_half_a_year_it_is_gone_and_a_human_page_says_so(offer, museum, client):
    gone = offer.closes_at + KEPT_AFTER_CLOSING
    with time_machine.travel(gone - SECOND, tick=False):
        assert client.get(offer.url).status_code == 200
    with time_machine.travel(gone, tick=False):
        fresh = JobPageFactory(parent=museum, deadline_on=None, posted_on=date(2027, 6, 1))
        response = client.get(offer.url)
    assert response.status_code == 410
    assert robots(response) == ["noindex"]
    shown = text(response)
    assert "Régisseuse ou régisseur" in shown
    assert f'href="{fresh.url}"' in shown
    assert "Sacha Lemoine" not in shown
    assert JobPage.objects.filter(pk=offer.pk).exists()


def test_moving_the_deadline_opens_it_again(offer, client):
    with time_machine.travel(datetime(2026, 12, 10, tzinfo=PARIS), tick=False):
        assert offer.url not in text(client.get("/emploi/"))
        offer.deadline_on = date(2026, 12, 15)
        offer.save_revision().publish()
        assert offer.url in text(client.get("/emploi/"))


def test_a_draft_of_a_new_deadline_changes_nothing(offer, now):
    offer.deadline_on = date(2027, 1, 15)
    offer.save_revision()
    assert JobPage.objects.get(pk=offer.pk).closes_at == datetime(2026, 12, 5, tzinfo=PARIS)


# Its language, its reference, its names


def test_it_is_not_translated(offer, museum, locale_en):
    museum.copy_for_translation(locale_en, copy_parents=True)
    with pytest.raises(PermissionDenied):
        offer.copy_for_translation(locale_en)
    assert JobPage.objects.count() == 1


def test_an_alias_of_it_leads_back_and_is_listed_nowhere(offer, museum, locale_en, client, now):
    offer.external_reference = "REF-1"
    offer.save()
    museum.copy_for_translation(locale_en, copy_parents=True).save_revision().publish()
    Page.objects.filter(locale=locale_en).update(live=True)
    alias = offer.copy_for_translation(locale_en, copy_parents=True, alias=True)
    assert alias.live
    response = client.get(alias.url)
    assert (response.status_code, response["Location"]) == (302, offer.url)
    assert list(JobPage.objects.visible()) == [offer]
    assert alias.url not in text(client.get("/sitemap.xml"))
    assert offer.url in text(client.get("/sitemap.xml"))


def test_a_reference_is_given_once_a_source(offer, museum):
    one = {"source": "csp", "external_reference": "2026-1"}
    JobPageFactory(parent=museum, **one)
    JobPageFactory(parent=museum, **one | {"source": "other"})
    with pytest.raises(IntegrityError), transaction.atomic():
        JobPage.objects.filter(pk=offer.pk).update(**one)


def test_a_copy_leaves_its_reference_to_the_original(offer, museum):
    offer.external_reference = "2026-1"
    offer.save()
    copy = offer.copy(update_attrs={"slug": "copie"})
    assert copy.external_reference == ""
    assert [str(line) for line in copy.employers.all()] == ["Ville de Caen"]


def test_a_list_names_who_employs_and_where(museum):
    offer = JobPageFactory(
        parent=museum,
        employers=[
            JobEmployer(museum=museum),
            JobEmployer(name="Département", role="authority"),
            JobEmployer(name="Les Amis", role="co_employer"),
            JobEmployer(),
        ],
        locations=[
            JobLocation(kind="interview", city="Rouen"),
            JobLocation(city="Vire"),
            JobLocation(city="Caen", is_primary=True),
        ],
    )
    assert offer.employer_names == "Musée de la Dentelle, Les Amis"
    assert [place.city for place in offer.workplaces] == ["Caen", "Vire"]
    assert offer.description == "CDD – Musée de la Dentelle, Les Amis – Caen"


def test_it_is_found_by_who_employs_where_and_how(museum):
    assert JobPageFactory(parent=museum).search_words() == [
        "Ville de Caen",
        "14000 Caen (Calvados)",
        "CDD",
        "Fixed-term contract (CDD)",
    ]


def test_an_address_knows_its_department(museum):
    offer = JobPageFactory(parent=museum, locations=[JobLocation(city="Lille", postcode="59800")])
    assert offer.locations.get().department_code == "59"
