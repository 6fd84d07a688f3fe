"""Questions about offers, asked at one moment."""

from datetime import UTC, date, datetime, timedelta

import pytest
from wagtail.models import PageViewRestriction

from jobs.models import JobEmployer, JobLocation, JobPage
from museums.models import MuseumPage
from tests.factories.jobs import JobPageFactory

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("now")]


@pytest.fixture
def make(museum):
    """Makes an offer of a museum, called as one likes."""

    def offer(title, parent=museum, **values):
        return JobPageFactory(parent=parent, title=title, **values)

    return offer


def titles(offers):
    return sorted(offer.title for offer in offers)


def test_an_offer_is_open_or_closed(make, now):
    make("Ouverte")
    make("Close", deadline_on=date(2026, 11, 21))
    offers = JobPage.objects.visible()
    assert titles(offers.open(now)) == ["Ouverte"]
    assert titles(offers.closed(now)) == ["Close"]


def test_an_offer_is_open_until_the_instant_it_closes(make):
    offer = make("Ouverte", deadline_on=date(2026, 12, 4))
    closing = datetime(2026, 12, 4, 23, tzinfo=UTC)
    assert offer.closes_at == closing
    second = timedelta(seconds=1)
    assert list(JobPage.objects.open(closing - second)) == [offer]
    assert list(JobPage.objects.open(closing)) == []
    assert list(JobPage.objects.closed(closing)) == [offer]


def test_a_museum_that_goes_off_line_takes_its_offers_along(make, museum):
    make("Visible")
    assert titles(JobPage.objects.visible()) == ["Visible"]
    museum.unpublish()
    assert titles(JobPage.objects.visible()) == []


def test_drafts_and_private_offers_are_not_visible(make, other_museum):
    make("Visible")
    make("Brouillon", live=False)
    make("Privée", parent=other_museum)
    assert titles(JobPage.objects.visible()) == ["Privée", "Visible"]
    PageViewRestriction.objects.create(page=other_museum, restriction_type="login")
    assert titles(JobPage.objects.visible()) == ["Visible"]


def test_a_museums_offers_are_in_its_branch_or_name_it(make, network, museum, other_museum):
    make("Dans sa branche", employers=[JobEmployer(name="Ville de Caen")])
    make("Le nomme", parent=network.jobs, employers=[JobEmployer(museum=museum)])
    make("Ailleurs", parent=other_museum)
    make("Du réseau", parent=network.jobs)
    assert titles(JobPage.objects.at_museum(museum)) == ["Dans sa branche", "Le nomme"]
    members = MuseumPage.objects.members()
    assert titles(JobPage.objects.employed_by(members)) == [
        "Ailleurs",
        "Dans sa branche",
        "Le nomme",
    ]


def test_filters_and_words(make, other_museum):
    vire = [JobLocation(city="Vire", postcode="14500"), JobLocation(city="Flers", postcode="61100")]
    make("Régie", contracts=("cdd", "cdi"), category="B")
    make("Accueil", contracts=("stage",), category="C", locations=vire)
    make("Cidre", contracts=("cdi",), employers=[JobEmployer(museum=other_museum)])
    offers = JobPage.objects
    assert titles(offers.with_contracts(["cdd", "cdi"])) == ["Cidre", "Régie"]
    assert titles(offers.in_departments(["61", "14"])) == ["Accueil", "Cidre", "Régie"]
    assert titles(offers.in_departments(["61"])) == ["Accueil"]
    assert titles(offers.in_category("B", "C")) == ["Accueil", "Régie"]
    assert titles(offers.matching("flers accueil")) == ["Accueil"]
    assert titles(offers.matching("musée cidre")) == ["Cidre"]
    assert titles(offers.matching("ville de caen")) == ["Accueil", "Régie"]
    assert titles(offers.matching("flers régie")) == []
    assert titles(offers.matching("REGIES")) == ["Régie"]
    assert titles(offers.matching("musées du cidre")) == ["Cidre"]
    assert titles(offers.filtered()) == ["Accueil", "Cidre", "Régie"]
    assert titles(
        offers.filtered(
            contracts=["cdi"], departments=["14"], museums=[other_museum.slug], words="caen"
        )
    ) == ["Cidre"]
    assert titles(offers.filtered(categories=["A"])) == []


def test_a_front_page_shows_the_newest(make, now):
    make("Ancienne", posted_on=date(2026, 10, 1))
    make("Nouvelle", posted_on=date(2026, 11, 20))
    make("Close", posted_on=date(2026, 11, 21), deadline_on=date(2026, 11, 21))
    make("Moyenne", posted_on=date(2026, 11, 1))
    assert [offer.title for offer in JobPage.objects.newest(now, 2)] == ["Nouvelle", "Moyenne"]
