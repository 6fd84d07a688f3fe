"""A profession sheet: what it says, which offers it leads to, in which language."""

from datetime import date

import pytest
from django.conf import settings

from cms.translations import translate
from jobs.models import OccupationNeighbour
from jobs.structured_data import occupation_data
from tests.factories.jobs import (
    JobPageFactory,
    OccupationIndexPageFactory,
    OccupationPageFactory,
)

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("now")]


@pytest.fixture
def sheets(network):
    return OccupationIndexPageFactory(parent=network.jobs)


@pytest.fixture
def sheet(sheets):
    return OccupationPageFactory(parent=sheets, title="Régisseuse, régisseur", slug="regie")


def text(response):
    return response.content.decode()


def test_all_that_was_written_is_shown(sheet, sheets, client):
    other = OccupationPageFactory(parent=sheets, title="Médiatrice, médiateur")
    sheet.neighbours = [OccupationNeighbour(sheet=other)]
    sheet.body = [
        ("paragraph", "<h2>Une semaine</h2>"),
        ("quote", {"text": "Il n’est rien arrivé.", "source": "Sacha"}),
    ]
    sheet.save()
    shown = text(client.get(sheet.url))
    missing = [
        words
        for words in (
            "Régisseuse, régisseur",
            "Sait où est chaque objet, et dans quel état.",
            "Une semaine",
            "Il n’est rien arrivé.",
            "Manipuler",
            "Emballer",
            "Licence",
            "Par concours.",
            "Territoriale",
            "Culturelle",
            "Assistant de conservation",
            "K1602",
            "Médiatrice, médiateur",
        )
        if words.lower() not in shown.lower()
    ]
    assert missing == []


def test_it_shows_who_is_hiring_today_and_each_offer_leads_back(sheet, museum, client):
    offer = JobPageFactory(parent=museum, occupation=sheet)
    closed = JobPageFactory(parent=museum, occupation=sheet, deadline_on=date(2026, 11, 21))
    other = JobPageFactory(parent=museum)
    response = client.get(sheet.url)
    assert list(response.context["offers"]) == [offer]
    assert f'href="{sheet.url}"' in text(client.get(offer.url))
    assert f'href="{sheet.url}"' in text(client.get(closed.url))
    assert f'href="{sheet.url}"' not in text(client.get(other.url))


def test_the_list_counts_open_offers(sheet, sheets, museum, client):
    JobPageFactory(parent=museum, occupation=sheet)
    JobPageFactory(parent=museum, occupation=sheet, live=False)
    JobPageFactory(parent=museum, occupation=sheet, deadline_on=date(2026, 11, 21))
    OccupationPageFactory(parent=sheets, title="Accueil")
    OccupationPageFactory(parent=sheets, title="Brouillon", live=False)
    found = client.get(sheets.url).context["sheets"]
    assert [(page.title, page.open_offers) for page in found] == [
        ("Accueil", 0),
        ("Régisseuse, régisseur", 1),
    ]


def test_an_offer_names_no_sheet_that_is_off_line(sheet, museum, client):
    offer = JobPageFactory(parent=museum, occupation=sheet)
    sheet.unpublish()
    assert sheet.url not in text(client.get(offer.url))


def test_it_goes_on_when_its_sheet_is_deleted(sheet, museum, client):
    offer = JobPageFactory(parent=museum, occupation=sheet)
    sheet.delete()
    assert client.get(offer.url).status_code == 200


def test_in_english_it_has_its_own_words_and_the_same_offers(
    sheet, sheets, museum, network, client, locale_en
):
    offer = JobPageFactory(parent=museum, occupation=sheet)
    for page in (network.home, network.jobs, sheets):
        translate(page, locale_en, {"title": page.title, "slug": f"{page.slug}-en"})
    english = translate(sheet, locale_en, {"title": "Registrar", "slug": "registrar"})
    response = client.get(english.url)
    assert response.status_code == 200
    assert list(response.context["offers"]) == [offer]
    assert english.rome_code == "K1602"
    assert [
        page.title for page in client.get(sheets.get_translation(locale_en).url).context["sheets"]
    ] == ["Registrar"]


def test_it_is_told_in_schema_org_words(sheet):
    assert occupation_data(sheet) == {
        "@context": "https://schema.org",
        "@type": "Occupation",
        "name": "Régisseuse, régisseur",
        "url": f"{settings.BASE_URL}{sheet.url}",
        "alternateName": ["Régisseuse", "Régisseur"],
        "description": "Sait où est chaque objet, et dans quel état.",
        "skills": "Manipuler, Emballer",
        "educationRequirements": "Licence",
        "occupationalCategory": {
            "@type": "CategoryCode",
            "inCodeSet": {"@type": "CategoryCodeSet", "name": "ROME"},
            "codeValue": "K1602",
        },
    }


def test_the_network_writes_it_and_museums_do_not(sheets, museum, editor_of, network_member):
    assert sheets.permissions_for_user(network_member).can_add_subpage()
    assert not sheets.permissions_for_user(editor_of(museum)).can_add_subpage()


@pytest.mark.indexed
def test_it_is_found_by_its_words(sheet, client):
    for question in ("régisseur", "emballer", "K1602"):
        found = text(client.get(f"/recherche/?q={question}"))
        assert (f'href="{sheet.url}"' in found) == (question != "K1602"), question
