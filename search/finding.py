"""The pages in which words are found, in one order whatever the database or search engine."""

from collections.abc import Iterable, Iterator, Sequence
from datetime import datetime
from functools import reduce
from operator import or_
from typing import NamedTuple

from django.conf import settings
from django.db.models import Q
from django.utils.translation import get_language
from wagtail.models import Locale, Page, PageQuerySet

from cms.french import words
from search.kinds import KINDS, Kind, kind_of


class Found(NamedTuple):
    """A page that holds all the words of a question, as bare as the index gives it."""

    page: Page
    kind: Kind


def readable_locales(locales: Iterable[Locale]) -> list[Locale]:
    """The language of the visitor, then the network's main one, in which most is written."""
    by_code = {locale.language_code: locale for locale in locales}
    codes = dict.fromkeys([get_language(), settings.LANGUAGE_CODE])
    return [by_code[code] for code in codes if code in by_code]


def findable(locales: Sequence[Locale], now: datetime) -> PageQuerySet:
    """The pages that visitors may see and would want to."""
    wanted = reduce(or_, (kind.pages(now) for kind in KINDS), Q())
    return Page.objects.live().public().filter(wanted, locale__in=locales)


def known_texts(locales: Sequence[Locale], now: datetime) -> Iterator[str]:
    """The titles of all that can be found, and what else it is often found by."""
    yield from findable(locales, now).values_list("title", flat=True)
    for kind in KINDS:
        yield from kind.names()


def find(asked: Sequence[str], locales: Sequence[Locale], now: datetime) -> list[Found]:
    """The pages that hold all these words; `locales` come in the order in which they are read.

    A page is found once, in the first language that holds the words. Pages in the first language
    come first; then those whose title holds all the words; then kind by kind, those with a date
    by date, the others by title. Relevance as search engines count it is left aside: each counts
    in its own way.
    """
    languages = [locale.pk for locale in locales]
    matches = findable(locales, now).search(
        " ".join(asked), operator="and", order_by_relevance=False
    )
    originals = [page for page in matches if page.alias_of_id is None]
    readable = {
        page.translation_key: Found(page, kind_of(page))
        for page in sorted(originals, key=lambda page: -languages.index(page.locale_id))
    }
    moments = {
        key: moment
        for kind in KINDS
        for key, moment in kind.moments(
            [key for key, found in readable.items() if found.kind is kind], now
        ).items()
    }

    def rank(found: Found) -> tuple:
        title = words(found.page.title)
        moment = moments.get(found.page.translation_key)
        return (
            languages.index(found.page.locale_id),
            not set(asked) <= set(title),
            KINDS.index(found.kind),
            moment.timestamp() if moment else 0,
            title,
            found.page.pk,
        )

    return sorted(readable.values(), key=rank)
