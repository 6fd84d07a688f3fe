"""The demo's offers for classes: what museums that do not exist could well propose."""

import json
from collections.abc import Iterable
from datetime import datetime
from decimal import Decimal
from pathlib import Path
from typing import Any
from uuid import NAMESPACE_URL, uuid5

from cms.models import CreditedImage
from museums.models import Department, MuseumPage
from schools.models import (
    ClassKitPage,
    Discipline,
    EacDomain,
    KitOffer,
    SchoolLevel,
    VisitOfferPage,
)

DATA = Path(__file__).parent / "demo_data" / "offers.json"
CONTACT = "ecoles@musees.example"
# What is said in words that name other rows.
NAMES = ("museum", "levels", "disciplines", "eac_domains", "intervention_area", "picture", "kits")


def load_visit_offers(
    museums: Iterable[MuseumPage], now: datetime, pictures: Iterable[CreditedImage]
) -> list[VisitOfferPage]:
    """The offers of these museums, published at `now`, bound to the kits that prepare for them."""
    members = {museum.title: museum for museum in museums if museum.is_fictional}
    drawn = {picture.title: picture for picture in pictures}
    offers = []
    for text in json.loads(DATA.read_text()):
        if text["museum"] in members:
            offer = _offer(text, now, drawn.get(text["picture"]))
            offers.append(members[text["museum"]].add_child(instance=offer))
            _bind(offer, text["kits"])
    return offers


def _offer(text: dict[str, Any], now: datetime, picture: CreditedImage | None) -> VisitOfferPage:
    offer = VisitOfferPage(
        **{name: value for name, value in text.items() if name not in NAMES} | _price(text),
        translation_key=uuid5(NAMESPACE_URL, f"demo offer {text['slug']}"),
        image=picture,
        image_alt=picture.description if picture else "",
        contact_email=CONTACT,
        first_published_at=now,
        last_published_at=now,
    )
    offer.levels = SchoolLevel.objects.filter(code__in=text["levels"])
    offer.disciplines = Discipline.objects.filter(slug__in=text["disciplines"])
    offer.eac_domains = EacDomain.objects.filter(slug__in=text["eac_domains"])
    offer.intervention_area = Department.objects.filter(code__in=text.get("intervention_area", []))
    return offer


def _price(text: dict[str, Any]) -> dict[str, Decimal]:
    return {"price": Decimal(text["price"])}


def _bind(offer: VisitOfferPage, slugs: list[str]) -> None:
    for kit in ClassKitPage.objects.sources().filter(slug__in=slugs):
        KitOffer.objects.create(kit=kit, offer=offer)
