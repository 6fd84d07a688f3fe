"""The page of a kit: from the list to a file, and what it says of itself."""

from datetime import date

import pytest
import time_machine

from schools.models import ClassKitPage, KitDocument, KitEvent, KitMuseum
from tests.factories.events import EventPageFactory
from tests.factories.schools import (
    ClassKitPageFactory,
    CreditedImageFactory,
    KitDocumentFactory,
    KitReleaseFactory,
    LicensedDocumentFactory,
)
from tests.pdfs import a_pdf
from tests.reading import parsed, words
from tests.schools.kits import a_file

pytestmark = pytest.mark.django_db


def links(response):
    """Address by address, what each link of a page says."""
    tree = parsed(response)
    return {a.get("href"): words(a) for a in tree.iter("a")}


def texts_of_links(response, address):
    """What the links to an address say, from the top of the page."""
    tree = parsed(response)
    found = (a for a in tree.iter("a") if a.get("href") == address)
    return [words(a) for a in found]


def ids(response):
    tree = parsed(response)
    return {element.get("id") for element in tree.iter() if element.get("id")}


def test_a_file_is_three_clicks_from_the_home_page(network, museum, client):
    release = KitReleaseFactory(kit__parent=museum, kit__title="Fuseaux", kit__slug="fuseaux")
    kit = release.kit
    home, listing, page = (client.get(address) for address in ("/", "/ecoles/", kit.url))
    assert texts_of_links(home, "/ecoles/") == [
        "Écoles",
        "Tous les kits pédagogiques",
        "Kits pédagogiques",
    ]
    assert texts_of_links(listing, kit.url) == ["Fuseaux"]
    assert texts_of_links(page, f"/ecoles/kits/{kit.key}-fuseaux/v1/complet.zip") == [
        "Télécharger le kit (ZIP, 3,2 Mo, 1 document)",
        "Télécharger la version 1 (ZIP, 3,2 Mo)",
    ]


def test_documents_stand_by_phase_then_by_role(museum, client):
    build = KitDocumentFactory.build
    kit = ClassKitPageFactory(
        parent=museum,
        documents=[
            build(title="Corrigé", role="answers", phase="apres"),
            build(title="Carnet", role="pupil", phase="pendant"),
            build(title="Plan", role="map", phase="avant"),
            build(title="Avant", role="pupil", phase="avant"),
            build(title="Guide"),
        ],
    )
    tree = parsed(client.get(kit.url))
    section = next(e for e in tree.iter("section") if e.get("id") == "documents")
    headings = [e.text.strip() for e in section.iter() if e.tag in ("h3", "h4")]
    assert headings == [
        *("À tout moment", "Guide"),
        *("Avant la visite", "Avant", "Plan"),
        *("Pendant la visite", "Carnet"),
        *("Après la visite", "Corrigé"),
    ]
    assert [e.text.strip() for e in section.iter("summary")][-1] == "Voir le corrigé"


def test_a_file_is_shown_with_its_kind_its_weight_and_its_language(museum, client):
    file = LicensedDocumentFactory()
    sheet = KitDocumentFactory.build(title="Carnet", file=file, body=None, minutes=20)
    kit = ClassKitPageFactory(parent=museum, documents=[sheet])
    response = client.get(kit.url)
    text = " ".join(response.content.decode().split())
    assert "PDF · 45 Ko · français · 20 min" in text
    assert links(response)[file.url] == "Télécharger Carnet"
    assert "© Service des publics" in text
    assert links(response)["https://creativecommons.org/licenses/by/4.0/deed.fr"] == "CC BY 4.0"


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (
            a_pdf(12, is_tagged=True),
            "PDF · 12 pages · 1,2 Mo · français · balisé pour les lecteurs d’écran",
        ),
        (a_pdf(), "PDF · 1 page · 1,2 Mo · français · PDF non balisé"),
    ],
)
def test_a_pdf_says_its_pages_and_who_can_read_it(museum, client, content, said):
    file = a_file("fiche.pdf", content, file_size=1_200_000)
    sheet = KitDocumentFactory.build(title="Carnet", file=file, body=None)
    tree = parsed(client.get(ClassKitPageFactory(parent=museum, documents=[sheet]).url))
    (line,) = (li for li in tree.iter("li") if li.get("class") == "kit-document")
    assert [words(p) for p in line.iter("p") if p.get("class") == "meta"] == [said]


def test_a_work_within_the_teaching_exception_is_in_the_zip_only(museum, client):
    build = KitDocumentFactory.build
    picture = CreditedImageFactory()
    shown = build(title="Libre", role="image", picture=picture, body=None)
    kit = ClassKitPageFactory(parent=museum, documents=[shown])
    assert picture.file.url in links(client.get(kit.url))
    kept = build(title="Protégée", picture=picture, body=None, rights_status="teaching")
    kit.documents = [kept]
    kit.save()
    response = client.get(kit.url)
    assert picture.file.url not in response.content.decode()
    assert "Les droits de cette œuvre" in response.content.decode()


def test_versions_are_told_with_what_changed_and_why_one_was_withdrawn(museum, client, now):
    kit = KitReleaseFactory(kit__parent=museum, kit__slug="fuseaux").kit
    KitReleaseFactory(kit=kit, number=2, changelog="Une fiche de plus.", size=4_000_000)
    KitReleaseFactory(
        kit=kit,
        number=3,
        changelog="Une image.",
        withdrawn_at=now,
        withdrawal_reason="Image sous droits.",
    )
    response = client.get(kit.url)
    assert response.context["release"].number == 2
    assert "Image sous droits." in response.content.decode()
    addresses = [address for address in links(response) if address.endswith("complet.zip")]
    start = f"/ecoles/kits/{kit.key}-fuseaux"
    assert addresses == [f"{start}/v2/complet.zip", f"{start}/v1/complet.zip"]


def test_a_kit_without_version_offers_no_download(museum, client):
    kit = ClassKitPageFactory(parent=museum)
    response = client.get(kit.url)
    assert "complet.zip" not in response.content.decode()
    assert "versions" not in ids(response)
    KitReleaseFactory(kit=kit)
    assert "versions" in ids(client.get(kit.url))


def test_partners_and_events_are_linked_as_long_as_they_are_on_line(
    museum, other_museum, client, network
):
    event = EventPageFactory(parent=museum, title="Fuseaux du mercredi")
    kit = ClassKitPageFactory(parent=museum)
    kit.partners = [KitMuseum(museum=other_museum)]
    kit.events = [KitEvent(event=event)]
    kit.save()
    page = links(client.get(kit.url))
    assert page[event.url] == "Fuseaux du mercredi"
    assert page[other_museum.url] == "Musée du Cidre, Vire"
    event.unpublish()
    other_museum.unpublish()
    page = links(client.get(kit.url))
    assert event.url not in page
    assert other_museum.url not in page


def test_other_kits_for_the_same_classes_are_offered(museum, client):
    kit = ClassKitPageFactory(parent=museum, levels=["cm2"])
    same = ClassKitPageFactory(parent=museum, levels=["cm2", "6e"])
    ClassKitPageFactory(parent=museum, levels=["ps"])
    assert list(client.get(kit.url).context["also"]) == [same]


def test_a_translation_offers_the_versions_of_its_source(museum, client, locale_en):
    kit = KitReleaseFactory(kit__parent=museum).kit
    translation = kit.copy_for_translation(locale_en, copy_parents=True)
    assert translation.source == kit
    assert translation.museum == museum
    assert translation.current_release == kit.releases.get()


def test_a_copy_forgets_what_changed(museum):
    kit = ClassKitPageFactory(parent=museum, changes="Une fiche de plus.")
    copy = kit.copy(update_attrs={"slug": "copie"})
    assert (copy.changes, copy.documents.count()) == ("", 1)
    assert copy.key != kit.key


def test_it_is_to_be_read_again_in_two_years():
    with time_machine.travel("2026-02-28T12:00:00+01:00", tick=False):
        assert ClassKitPage().review_due_on == date(2028, 2, 28)


def test_the_search_finds_it_by_its_classes_cycles_and_disciplines(museum):
    kit = ClassKitPageFactory(parent=museum, levels=["cm2", "6e"], disciplines=["francais"])
    assert [word for word in kit.search_words() if word] == [
        *("Musée de la Dentelle", "Caen"),
        *("CM2", "6e", "Cycle 3"),
        *("Français", "French"),
    ]


def test_whom_to_write_to(museum):
    museum.email = "contact@dentelle.example"
    museum.save()
    kit = ClassKitPageFactory(parent=museum)
    assert kit.contact == "contact@dentelle.example"
    kit.contact_email = "ecoles@dentelle.example"
    assert kit.contact == "ecoles@dentelle.example"


class TestWhatMayNotBeGiven:
    """A document whose authorisation has ended; a kit of which every version is withdrawn."""

    @pytest.fixture
    def shown(self, moulin, client):
        def names():
            page = parsed(client.get(moulin.url))
            lines = [one for one in page.iter("li") if "document-" in one.get("id", "")]
            links = [link.get("href") for one in lines for link in one.findall(".//a[@download]")]
            return [href for href in links if href.startswith(("/documents/", "/media/"))]

        return names

    def test_on_its_last_day_and_after_it(self, moulin, shown, client, now):
        before = shown()
        document = next(one for one in moulin.documents.all() if one.media)
        KitDocument.objects.filter(pk=document.pk).update(valid_until=now.date())
        assert shown() == before
        KitDocument.objects.filter(pk=document.pk).update(valid_until=date(2026, 11, 1))
        assert shown() == [href for href in before if href != document.download_url]
        assert "autorisé jusqu’au 1er" in words(parsed(client.get(moulin.url)))

    def test_where_all_is_withdrawn(self, moulin, shown, now):
        assert len(shown()) == 3
        moulin.releases.get().withdraw("Erreur de droits.", now)
        assert shown() == []
