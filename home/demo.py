"""The demo's pictures, news, and pages about the network."""

import json
import random
from datetime import date, timedelta
from io import BytesIO
from pathlib import Path
from typing import Any

from django.core.files.images import ImageFile
from django.utils.text import slugify
from PIL import Image
from wagtail.models import Collection, Site

from cms.models import CreditedImage, Licence, NetworkSettings
from home.demo_pictures import PICTURES, render
from home.models import (
    HomePage,
    NewsIndexPage,
    NewsPage,
)
from home.standing import add_text, plant_standing_pages, standing_texts

DATA = Path(__file__).parent / "demo_data"
NETWORK = "Réseau des musées de Normandie"


def load_network() -> None:
    """What the demo's network says of itself."""
    NetworkSettings.objects.update_or_create(
        site=Site.objects.get(is_default_site=True),
        defaults={
            "name": NETWORK,
            "tagline": "Un réseau de démonstration",
            "tagline_en": "A demonstration network",
            "contact_email": "contact@musees.example",
            "phone": "02 61 91 00 14",  # a number that the regulator keeps for fiction
            "postal_address": "1, rue de l’Exemple\n14000 Caen",
            "school_zone": "B",
        },
    )


def load_pictures(number: int) -> list[CreditedImage]:
    """The first of the demo's pictures, drawn and stored with every size that pages show."""
    collection = Collection.get_first_root_node()
    licence = Licence.objects.get(code="cc-by-4-0")
    chosen = PICTURES[:number]
    drawn = [_drawn(picture.slug, render(picture, 960, 640)) for picture in chosen]
    return [
        CreditedImage.objects.create(
            title=picture.title,
            description=picture.alt,
            credit="Mosaïque, image de démonstration",
            licence=licence,
            collection=collection,
            file=file,
            file_size=file.size,
        )
        for picture, file in zip(chosen, drawn, strict=True)
    ]


def _drawn(slug: str, drawing: Image.Image) -> ImageFile:
    file = BytesIO()
    drawing.save(file, "PNG", compress_level=1)
    return ImageFile(file, name=f"demo-{slug}.png")


def load_news(
    index: NewsIndexPage, seed: int, today: date, pictures: list[CreditedImage]
) -> list[NewsPage]:
    """The network's news, the latest a few days old."""
    rng = random.Random(f"news {seed}")
    news = []
    for text in json.loads((DATA / "news.json").read_text()):
        picture = rng.choice(pictures)
        page = NewsPage(
            title=text["title"],
            slug=slugify(text["title"]),
            summary=text["summary"],
            body=[("paragraph", f"<p>{paragraph}</p>") for paragraph in text["body"]],
            image=picture,
            image_alt=picture.description,
            published_on=today - timedelta(days=text["days_ago"]),
        )
        news.append(index.add_child(instance=page))
    return news


def load_pages(home: HomePage, today: date) -> None:
    """Who the demo's network is, where to write to it, and what the law asks it to say."""
    for text in json.loads((DATA / "pages.json").read_text())["pages"]:
        add_text(home, text)
    plant_standing_pages(home, demo_texts(), today)


def demo_texts() -> dict[str, Any]:
    """The texts of any network, with the demo's own where it says what it is."""
    own = json.loads((DATA / "pages.json").read_text())
    texts = standing_texts(NETWORK)
    return {role: text | own.get(role, {}) for role, text in texts.items()}
