"""The demo's offers: of every kind that museums publish, by people who do not exist."""

import json
import random
from datetime import date, timedelta
from pathlib import Path
from typing import Any
from uuid import NAMESPACE_URL, uuid5

from django.utils import translation
from django.utils.text import slugify

from cms.templatetags.components import long_day
from jobs.models import ContractType, JobIndexPage, JobPage
from museums.models import MuseumPage

DATA = Path(__file__).parent / "demo_data" / "offers.json"
DAYS = ("starts_on", "ends_on", "changed_on", "previous_deadline_on")


def load_offers(
    index: JobIndexPage, museums: list[MuseumPage], seed: int, today: date
) -> list[JobPage]:
    """The offers, in museums that do not exist where there are any, dated from `today` on."""
    contracts = {contract.slug: contract for contract in ContractType.objects.all()}
    rng = random.Random(f"offers {seed}")
    fictional = [museum for museum in museums if museum.is_fictional] or museums
    offers = []
    for number, text in enumerate(json.loads(DATA.read_text())):
        museum = rng.choice(fictional)
        offer = _offer(text, museum, today)
        offer.slug = f"{slugify(offer.title)[:60].strip('-')}-{number + 1}"
        offer.translation_key = uuid5(NAMESPACE_URL, f"demo offer {number} {seed}")
        offer.contract_types = [contracts[slug] for slug in text["contracts"]]
        parent = index if text["parent"] == "list" else museum
        offers.append(parent.add_child(instance=offer))
    return offers


def _offer(text: dict[str, Any], museum: MuseumPage, today: date) -> JobPage:
    """One offer with its lines, not saved yet."""
    days = {name: today + timedelta(days=ahead) for name, ahead in text["days"].items()}
    meta = JobPage._meta
    fields = {name: meta.get_field(name).to_python(it) for name, it in text["fields"].items()}
    offer = JobPage(**days, **fields)
    if offer.deadline_on:
        with translation.override("fr"):
            words = long_day(offer.deadline_on, "year")
        offer.deadline_text = offer.deadline_text.replace("{deadline_on}", words)
    offer.sections = [
        ("section", {"kind": kind, "heading": heading, "text": html})
        for kind, heading, html in text["sections"]
    ]
    for name, rows in text["rows"].items():
        model = meta.get_field(name).related_model
        setattr(offer, name, [model(**_line(name, row, museum, today)) for row in rows])
    return offer


def _line(name: str, row: dict[str, Any], museum: MuseumPage, today: date) -> dict[str, Any]:
    """The values of a line; what it says of "the museum" is the museum's own."""
    dated = {key: today + timedelta(days=row[key]) for key in DAYS if key in row}
    known: dict[str, Any] = {}
    if row.get("museum"):
        known = _place(museum) if name == "locations" else {"museum": museum}
    return {key: value for key, value in row.items() if key != "museum"} | dated | known


def _place(museum: MuseumPage) -> dict[str, Any]:
    return {
        "venue": museum.title,
        "street": museum.street,
        "postcode": museum.postcode,
        "city": museum.town,
        "department": museum.department.name,
        "department_code": museum.department.code,
        "latitude": museum.latitude,
        "longitude": museum.longitude,
        "is_primary": True,
    }
