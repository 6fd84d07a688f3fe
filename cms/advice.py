"""What could be better in a page: said beside its preview, never in the way of publishing."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django.utils.html import strip_tags
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail.admin.userbar import ContentCheckerItem
from wagtail.blocks import StreamValue

if TYPE_CHECKING:
    from django.http import HttpRequest

    from cms.models import BasePage

LONGEST_ACRONYM = 8  # letters
LINK = re.compile(r"<a\b[^>]*>(.*?)</a>", re.DOTALL)
SAY_NOTHING = {
    "cliquez ici",
    "cliquer ici",
    "ici",
    "ce lien",
    "lien",
    "en savoir plus",
    "plus d’infos",
    "plus d'infos",
    "lire la suite",
    "click here",
    "here",
    "read more",
}
"""Texts of links that say nothing to who hears them one after the other."""

HOW_TO_TAG = gettext_lazy(
    "Export it again, with “Tagged PDF” ticked in LibreOffice, or “Document structure tags for "
    "accessibility” in the options of Word; its language and its title are properties of the "
    "document."
)
"""What to do about a PDF that a screen reader cannot follow."""

NEVER = "never"
"""A check that no element passes: whether there is something to say is known before."""


@dataclass(frozen=True)
class Advice:
    """A short name, what is to be seen, what to do about it."""

    name: str
    problem: str
    remedy: str


def advice_of(page: "BasePage") -> Iterator[Advice]:
    """What holds for every type of page."""
    if is_shouted(page.title):
        yield Advice(
            "capitals",
            _("The title is in capitals"),
            _("Write it in small letters: it is read more easily, and aloud more rightly."),
        )
    links = sorted(empty_links(getattr(page, "body", None)))
    if links:
        yield Advice(
            "links",
            _("A link says “%(text)s”") % {"text": links[0]},
            _("Say where it leads: some people hear the links without the text around them."),
        )
    image = getattr(page, "image", None)
    if image and not image.credit:
        yield Advice(
            "credit",
            _("The picture names nobody"),
            _("Open the picture and write who made it: nobody may use it otherwise."),
        )
    if image and not page.image_alt:
        yield Advice(
            "alternative",
            _("The picture has no alternative text"),
            _("Say in one sentence what one sees in it."),
        )


def is_shouted(title: str) -> bool:
    """Whether a title is all in capitals, and no acronym."""
    letters = [letter for letter in title if letter.isalpha()]
    return len(letters) > LONGEST_ACRONYM and all(letter.isupper() for letter in letters)


def empty_links(body: StreamValue | None) -> set[str]:
    """The texts of links that do not say where they lead."""
    texts = (
        strip_tags(link).strip(" .…»«\xa0\u202f")
        for html in strings_in(body.get_prep_value() if body else [])
        for link in LINK.findall(html)
    )
    return {text for text in texts if text.casefold() in SAY_NOTHING}


def strings_in(value: Any) -> Iterator[str]:
    """All the strings of a value as it is stored."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict | list):
        for part in value.values() if isinstance(value, dict) else value:
            yield from strings_in(part)


class AdviceItem(ContentCheckerItem):
    """Wagtail's checks of a page, and ours, which the server has made already."""

    def __init__(self, page: "BasePage", *, in_editor: bool) -> None:
        super().__init__(in_editor=in_editor)
        self.advice = list(page.advice())

    def get_axe_run_only(self, request: "HttpRequest") -> list[str]:
        return [*super().get_axe_run_only(request), *(advice.name for advice in self.advice)]

    def get_axe_custom_rules(self, request: "HttpRequest") -> list[dict[str, Any]]:
        own = [
            {
                "id": advice.name,
                "impact": "moderate",
                "selector": "h1",  # as Wagtail shows what holds for the whole page
                "tags": ["best-practice"],
                "any": [NEVER],
                "enabled": True,
            }
            for advice in self.advice
        ]
        return [*super().get_axe_custom_rules(request), *own]

    def get_axe_custom_checks(self, request: "HttpRequest") -> list[dict[str, Any]]:
        never = {
            "id": NEVER,
            "evaluate": "matches-definition-evaluate",  # axe's own
            "options": {"matcher": {"nodeName": "nothing"}},
        }
        return [*super().get_axe_custom_checks(request), never]

    def get_axe_messages(self, request: "HttpRequest") -> dict[str, dict[str, str]]:
        own = {
            advice.name: {"error_name": advice.problem, "help_text": advice.remedy}
            for advice in self.advice
        }
        return super().get_axe_messages(request) | own
