"""The demo in English: the network's own pages, one museum and the season with their events."""

import json
from pathlib import Path
from typing import Any

from django.utils.text import slugify
from wagtail.models import Locale, Page

from cms.translations import translate
from events.demo import ENGLISH_TEXTS
from events.demo_season import english_texts
from events.models import EventPage, SeasonPage
from home.demo import demo_texts
from home.models import HomePage
from home.standing import english_words
from museums.demo_visits import english_visit
from museums.models import MuseumPage

DATA = Path(__file__).parent / "demo_data" / "english.json"


def load_english(home: HomePage, museum: MuseumPage) -> list[Page]:
    """English versions as a translator leaves them; everything else stays in French."""
    locale, _created = Locale.objects.get_or_create(language_code="en")
    data = json.loads(DATA.read_text())

    def in_english(page: Page, words: dict[str, Any]) -> Page:
        picture = getattr(page, "image", None)
        alt = data["pictures"][picture.title] if picture else ""
        return translate(page, locale, {**words, "image_alt": alt})

    standing = english_words(demo_texts())
    pages = [
        in_english(_page_at(home, path), standing.get(path, {}) | data["pages"].get(path, {}))
        for path in standing | data["pages"]
    ]
    season_texts = english_texts()
    texts = json.loads(ENGLISH_TEXTS.read_text()) | season_texts

    def with_events(page: Page, words: dict[str, Any]) -> None:
        pages.append(in_english(page, words))
        for event in EventPage.objects.sources().descendant_of(page):
            words = texts[event.title]
            pages.append(in_english(event, {**words, "slug": slugify(words["title"])}))

    if words := data["museums"].get(museum.title):
        with_events(museum, words | english_visit(museum))
    for season in SeasonPage.objects.sources():
        with_events(season, season_texts[season.title])
    return pages


def _page_at(home: HomePage, path: str) -> Page:
    """The page at an address of the site."""
    return Page.objects.get(url_path=f"{home.url_path}{path[1:]}").specific
