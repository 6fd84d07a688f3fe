"""The demo's home page, index pages, pictures, news, and pages about the network."""

import json
import random
from dataclasses import dataclass
from datetime import date, timedelta
from io import BytesIO
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.files.images import ImageFile
from django.utils.text import slugify
from PIL import Image
from wagtail.models import Collection, Locale, Page, Site, WorkflowPage

from cms.models import CreditedImage, Licence, NetworkSettings
from events.models import AgendaPage
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
from jobs.models import JobIndexPage
from museums.models import MuseumIndexPage
from schools.models import ClassKitIndexPage

DATA = Path(__file__).parent / "demo_data"


@dataclass(frozen=True)
class Tree:
    """The pages that everything else hangs under."""

    home: HomePage
    agenda: AgendaPage
    museums: MuseumIndexPage
    schools: ClassKitIndexPage
    jobs: JobIndexPage
    news: NewsIndexPage


def plant_tree() -> Tree:
    """The home page and its index pages, in place of Wagtail's welcome page."""
    locale, _created = Locale.objects.get_or_create(language_code=settings.LANGUAGE_CODE)
    root = Page.get_first_root_node()
    home = HomePage(
        title="Accueil",
        slug="accueil",
        seo_title="Réseau des musées de Normandie : agenda et musées",
        summary="Expositions, visites, ateliers : tout ce qui se passe dans les musées, près de "
        "chez vous.",
        locale=locale,
    )
    root.add_child(instance=home)
    welcome = Page.objects.filter(depth=2).exclude(pk=home.pk)
    Site.objects.update_or_create(
        is_default_site=True,
        defaults={
            "hostname": settings.HOST,
            "port": settings.PORT,
            "root_page": home,
            "site_name": "Réseau des musées de Normandie",
        },
    )
    for page in welcome:
        page.delete()
    WorkflowPage.objects.all().delete()  # museums publish freely
    return Tree(
        home=home,
        agenda=_add(home, AgendaPage, "Agenda", "agenda", "Tout ce qui se passe dans les musées."),
        museums=_add(
            home, MuseumIndexPage, "Musées", "musees", "Les membres du réseau, ville par ville."
        ),
        schools=_add(
            home,
            ClassKitIndexPage,
            "Écoles",
            "ecoles",
            "Des kits pour la classe, préparés par les musées : à télécharger, sans compte.",
        ),
        jobs=_add(
            home,
            JobIndexPage,
            "Emploi",
            "emploi",
            "Emplois, stages, services civiques et bénévolat dans les musées.",
        ),
        news=_add(
            home, NewsIndexPage, "Actualités", "actualites", "Ce que le réseau a à vous dire."
        ),
    )


def _add(home: HomePage, model: type[Page], title: str, slug: str, summary: str) -> Page:
    return home.add_child(
        instance=model(title=title, slug=slug, summary=summary, show_in_menus=True)
    )


def load_network() -> None:
    """What the demo's network says of itself."""
    NetworkSettings.objects.update_or_create(
        site=Site.objects.get(is_default_site=True),
        defaults={
            "name": "Réseau des musées de Normandie",
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
