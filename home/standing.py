"""The pages that every network has besides its lists: who it is, and what the law asks it to say.

A real network begins with texts that are true of any; what only it can say is named in
`to_complete`. The demo puts its own words in place of some.
"""

import json
from datetime import date
from html import escape
from pathlib import Path
from typing import Any

from wagtail.models import Locale, Page

from cms.country import is_in_france
from cms.translations import translate
from home.models import (
    AccessibilityStatementPage,
    ContactPage,
    HomePage,
    InaccessibleContent,
    SiteMapPage,
    StandardPage,
)
from home.tree import ENGLISH

TEXTS = Path(__file__).with_name("standing_pages.json")

Text = dict[str, Any]


def standing_texts(network: str) -> dict[str, Text]:
    """The texts by what they are for, in the words of this network and of its country."""
    country = "body_in_france" if is_in_france() else "body_elsewhere"
    texts = json.loads(TEXTS.read_text())
    for text in texts.values():
        for words in (text, text.get("english", {})):
            body = [*words.get("body", []), *words.get(country, [])]
            words["body"] = [part.replace("{network}", escape(network)) for part in body]
    texts["statement"]["declarant"] = texts["statement"]["english"]["declarant"] = network
    return texts


def plant_standing_pages(home: HomePage, texts: dict[str, Text], today: date) -> None:
    """Publish them; the accessibility statement only in France, whose law imposes its form."""
    contact = _add_role(home, ContactPage, texts["contact"])
    _add_role(home, SiteMapPage, texts["site_map"])
    add_text(home, texts["legal_notice"])
    contact.data_page = add_text(home, texts["personal_data"])
    contact.save()
    if is_in_france():
        _add_statement(home, texts["statement"], today)


def add_text(parent: Page, text: Text, is_live: bool = True) -> StandardPage:
    """A page of text and those below it, published as somebody would, or a draft."""
    page = StandardPage(
        title=text["title"],
        slug=text["slug"],
        summary=text["summary"],
        body=_story(text),
        to_complete=text.get("to_complete", ""),
        is_in_footer=text.get("is_in_footer", False),
        show_in_menus=text.get("is_in_menu", False),
        live=is_live,
    )
    parent.add_child(instance=page)
    draft = page.save_revision()
    if is_live:
        draft.publish()
    for child in text.get("children", []):
        add_text(page, child)
    return page


def english_words(texts: dict[str, Text]) -> dict[str, Text]:
    """The English words of the home page, of the lists and of these pages, by their addresses."""
    pages = (text for text in texts.values() if "english" in text)
    return ENGLISH | {f"/{text['slug']}/": text["english"] for text in pages}


def speak_english(home: HomePage, words: dict[str, Text]) -> None:
    """Translate the pages that stand at these addresses, as a translator leaves them."""
    locale, _created = Locale.objects.get_or_create(language_code="en")
    for path, said in words.items():
        page = Page.objects.filter(url_path=f"{home.url_path}{path[1:]}").first()
        if page and not page.has_translation(locale):
            translate(page.specific, locale, said)


def _add_role(home: HomePage, model: type[Page], text: Text) -> Page:
    page = model(title=text["title"], slug=text["slug"], summary=text["summary"])
    if text["body"]:
        page.body = _story(text)
    return home.add_child(instance=page)


def _add_statement(home: HomePage, text: Text, today: date) -> None:
    page = AccessibilityStatementPage(
        title=text["title"],
        slug=text["slug"],
        declarant=text["declarant"],
        declared_on=today,
        tools=text["tools"],
    )
    page.inaccessible_contents = [InaccessibleContent(**row) for row in text["contents"]]
    home.add_child(instance=page)


def _story(text: Text) -> list[tuple[str, str]]:
    return [("paragraph", "".join(text["body"]))] if text["body"] else []
