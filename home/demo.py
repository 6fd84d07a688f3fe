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
from wagtail.models import Collection, Page, Site

from cms.models import CreditedImage, Licence, NetworkSettings
from home.demo_pictures import PICTURES, render
from home.models import (
    AccessibilityStatementPage,
    ContactPage,
    HomePage,
    InaccessibleContent,
    NewsIndexPage,
    NewsPage,
    SiteMapPage,
    StandardPage,
)

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
    return [
        CreditedImage.objects.create(
            title=picture.title,
            description=picture.alt,
            credit="Mosaïque, image de démonstration",
            licence=licence,
            collection=collection,
            file=_drawn(picture.slug, render(picture, 960, 640)),
        )
        for picture in PICTURES[:number]
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
    texts = json.loads((DATA / "pages.json").read_text())
    for text in texts["pages"]:
        _add_text(home, text)
    contact = _add_role(home, ContactPage, texts["contact"])
    _add_role(home, SiteMapPage, texts["site_map"])
    legal = {text["slug"]: _add_text(home, text) for text in texts["legal"]}
    contact.data_page = legal["donnees-personnelles"]
    contact.save()
    _add_statement(home, texts["statement"], today)


def _add_text(parent: Page, text: dict[str, Any]) -> StandardPage:
    """A page of text and those below it, published as somebody would."""
    page = StandardPage(
        title=text["title"],
        slug=text["slug"],
        summary=text["summary"],
        body=_story(text),
        to_complete=text.get("to_complete", ""),
        is_in_footer=text.get("is_in_footer", False),
        show_in_menus=text.get("is_in_menu", False),
    )
    parent.add_child(instance=page)
    page.save_revision().publish()
    for child in text.get("children", []):
        _add_text(page, child)
    return page


def _add_role(home: HomePage, model: type[Page], text: dict[str, Any]) -> Page:
    page = model(title=text["title"], slug=text["slug"], summary=text["summary"])
    if "body" in text:
        page.body = _story(text)
    return home.add_child(instance=page)


def _add_statement(home: HomePage, text: dict[str, Any], today: date) -> None:
    page = AccessibilityStatementPage(
        title=text["title"],
        slug=text["slug"],
        declarant=text["declarant"],
        declared_on=today,
        tools=text["tools"],
    )
    page.inaccessible_contents = [InaccessibleContent(**row) for row in text["contents"]]
    home.add_child(instance=page)


def _story(text: dict[str, Any]) -> list[tuple[str, str]]:
    return [("paragraph", "".join(text["body"]))]
