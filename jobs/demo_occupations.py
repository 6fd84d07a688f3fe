"""The demo's profession sheets."""

import json
from pathlib import Path
from uuid import NAMESPACE_URL, uuid5

from jobs.models import (
    JobIndexPage,
    JobPage,
    OccupationIndexPage,
    OccupationNeighbour,
    OccupationPage,
)

DATA = Path(__file__).parent / "demo_data" / "occupations.json"
# Titles of the demo's offers, by the address of the sheet on their profession.
OFFERS = {
    "mediation-culturelle": (
        "Responsable des publics et de la médiation",
        "Médiation itinérante sur trois sites",
    ),
    "regie-des-oeuvres": (
        "Chargée ou chargé de collections, poste partagé entre deux musées associatifs",
        "Stage : récolement et conditionnement des costumes",
    ),
}


def load_occupations(index: JobIndexPage, offers: list[JobPage]) -> None:
    """The sheets below the list of offers, each with the offers of its profession."""
    sheets = index.add_child(
        instance=OccupationIndexPage(
            title="Fiches métiers",
            slug="fiches-metiers",
            summary="Ce que l’on fait dans un musée, comment on y vient, et qui recrute.",
        )
    )
    texts = json.loads(DATA.read_text())
    pages = {text["slug"]: sheets.add_child(instance=_sheet(text)) for text in texts}
    for text in texts:
        page = pages[text["slug"]]
        page.neighbours = [OccupationNeighbour(sheet=pages[slug]) for slug in text["neighbours"]]
        page.save()
    for slug, titles in OFFERS.items():
        for offer in offers:
            if offer.title in titles:
                offer.occupation = pages[slug]
                offer.save()


def _sheet(text: dict) -> OccupationPage:
    """One sheet, not saved yet."""
    key = uuid5(NAMESPACE_URL, f"demo sheet {text['slug']}")
    sheet = OccupationPage(
        title=text["title"], slug=text["slug"], translation_key=key, **text["fields"]
    )
    sheet.body = [tuple(block) for block in text["body"]]
    return sheet
