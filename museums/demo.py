"""The demo's members: the musées de France of Normandy, and fictional ones."""

import json
import random
from collections.abc import Iterator
from decimal import Decimal
from itertools import count, islice
from pathlib import Path
from typing import Any
from uuid import NAMESPACE_URL, uuid5

from django.utils.text import slugify

from cms.models import CreditedImage
from museums.demo_visits import Visits
from museums.models import Department, MuseumIndexPage, MuseumPage, Theme

DATA = Path(__file__).parent / "demo_data" / "members.json"
# The departments of Normandy
DEPARTMENTS = {
    "14": "Calvados",
    "27": "Eure",
    "50": "Manche",
    "61": "Orne",
    "76": "Seine-Maritime",
}


def load_members(
    index: MuseumIndexPage, number: int, seed: int, pictures: list[CreditedImage]
) -> list[MuseumPage]:
    """`number` members under `index`; past the 140 that have a name, invented repetitions."""
    departments = {department.code: department for department in Department.objects.all()}
    themes = {theme.slug: theme for theme in Theme.objects.all()}
    rng = random.Random(f"members {seed}")
    visits = Visits(seed, pictures)
    members = []
    slugs: set[str] = set()
    for facts in islice(_facts(), number):
        picture = rng.choice(pictures)
        museum = MuseumPage(
            title=facts["name"],
            slug=_slug(facts, slugs),
            translation_key=uuid5(NAMESPACE_URL, f"demo museum {len(members)} {seed}"),
            summary=facts["summary"],
            image=picture,
            image_alt=picture.description,
            museofile_code=facts["code"],
            street=facts["street"],
            postcode=facts["postcode"],
            town=facts["town"],
            department=departments[facts["department"]],
            latitude=_coordinate(facts["latitude"]),
            longitude=_coordinate(facts["longitude"]),
            website=facts["website"],
            phone=facts["phone"],
            is_fictional=facts["is_fictional"],
        )
        museum.themes = [themes[slug] for slug in facts["themes"]]
        visits.fill(museum, facts)
        members.append(index.add_child(instance=museum))
    return members


def _facts() -> Iterator[dict[str, Any]]:
    """The 140 members, then the fictional ones again under other names, for larger networks."""
    members = json.loads(DATA.read_text())["members"]
    yield from members
    fictional = [member for member in members if member["is_fictional"]]
    for number in count(2):
        for member in fictional:
            yield member | {"name": f"{member['name']} {number}"}


def _coordinate(degrees: float) -> Decimal:
    """To the metre, as pages store it."""
    return Decimal(f"{degrees:.5f}")


def _slug(facts: dict[str, Any], taken: set[str]) -> str:
    """Name and town, as the network's addresses are made."""
    name, town = slugify(facts["name"]), slugify(facts["town"])
    slug = name if town in name else f"{name}-{town}"
    slug = slug if slug not in taken else f"{slug}-{len(taken)}"
    taken.add(slug)
    return slug
