"""A kit with one of everything."""

import json

import pytest

from cms.models import RightsStatus
from museums.models import MuseumPage
from schools.choices import DocumentRole, Phase
from schools.models import ClassKitPage, KitDocument
from tests.factories.schools import ClassKitPageFactory, KitDocumentFactory
from tests.keeping import kept
from tests.schools.kits import a_file, a_picture, publish_kit

MP3 = b"ID3\x04" + bytes(range(256)) * 40


def story(*blocks: tuple[str, object]) -> str:
    """A text as the database holds it."""
    return json.dumps([{"type": kind, "value": value} for kind, value in blocks])


def shown(picture, alt: str = "Une roue à aubes.", caption: str = "") -> tuple[str, dict]:
    image = {"image": picture.pk, "alt_text": alt, "decorative": not alt}
    return ("picture", {"image": image, "caption": caption})


@pytest.fixture
@kept
def sheets(museum: MuseumPage) -> list[KitDocument]:
    """One document of each kind, in no order."""
    wheel, plan = a_picture("Roue"), a_file("plan.pdf", title="Plan du moulin")
    links = (
        f'<h2>À savoir</h2><p>Voir <a linktype="document" id="{plan.pk}">le plan</a>, '
        f'<a linktype="page" id="{museum.pk}">le musée</a> et '
        '<a href="https://www.culture.gouv.fr/">le ministère</a>.</p>'
    )
    build = KitDocumentFactory.build
    pupil = DocumentRole.PUPIL_SHEET
    return [
        build(title="Préparer la visite", body=story(("paragraph", links), shown(wheel))),
        build(title="Corrigé", role=DocumentRole.ANSWERS, minutes=10),
        build(title="J’observe", role=pupil, phase=Phase.BEFORE, minutes=45),
        build(title="Je dessine", role=pupil, phase=Phase.DURING),
        build(title="Ich erzähle", role=pupil, phase=Phase.AFTER, language="de"),
        build(title="Chez nous", role=pupil, phase=Phase.WITHOUT),
        build(title="Mon carnet", role=pupil),
        build(
            title="Le cadastre de 1823",
            role=DocumentRole.SOURCE,
            body="",
            file=a_file("Cadastre 1823.PDF"),
        ),
        build(
            title="La roue en 1900",
            role=DocumentRole.IMAGE,
            body="",
            picture=wheel,
            alt_text="Une roue à aubes devant un mur.",
        ),
        build(
            title="Un tableau",
            role=DocumentRole.SOURCE,
            body="",
            picture=a_picture("Tableau", size=(1200, 300)),
            alt_text="Un meunier.",
            rights_status=RightsStatus.TEACHING_EXCEPTION,
            author="A. Peintre",
            author_death_year=1998,
            work_title="Le Meunier",
        ),
        build(
            title="Le bruit de la roue",
            role=DocumentRole.AUDIO,
            body="",
            file=a_file("roue.mp3", MP3),
            transcript="L’eau tombe.\nLa roue tourne.",
        ),
    ]


@pytest.fixture
@kept
def moulin(museum: MuseumPage, sheets: list[KitDocument], now: object) -> ClassKitPage:
    """A kit that shows and holds something of everything, published for the first time."""
    kit = ClassKitPageFactory(
        parent=museum,
        title="Le moulin de Marcy : l’eau, la roue & le grain",
        slug="le-moulin-de-marcy",
        levels=["cm1", "cm2"],
        image=a_picture("Le moulin vu du pont"),
        image_alt="Un moulin au bord d’une rivière.",
        objectives="Décrire un mécanisme.\nLire un plan.",
        material="Crayons\nFeuilles A3",
        sessions_count=2,
        is_before_visit=True,
        is_during_visit=True,
        body=story(
            ("paragraph", "<p>Trois séances <b>autour de la roue</b>.</p>"),
            shown(a_picture("Meule", size=(2400, 1200)), caption="La meule"),
            ("quote", {"text": "L’eau fait tout.", "source": "Le meunier"}),
            ("document", a_file("notice.odt", b"PK\x03\x04notice", title="Notice").pk),
        ),
    )
    return publish_kit(kit, *sheets)
