"""Results as a page of them shows: each with its excerpt, and how many there are of each kind."""

from collections import Counter
from collections.abc import Collection, Sequence
from datetime import datetime
from itertools import groupby
from typing import Any, NamedTuple
from urllib.parse import urlencode

from django.utils.safestring import SafeString
from django.utils.translation import pgettext

from cms.models import BasePage
from cms.templatetags.components import thousands
from search.excerpts import excerpt, marked
from search.finding import Found
from search.kinds import KINDS, Kind


class Result(NamedTuple):
    """A page that was found, with what its kind says of it."""

    page: BasePage
    kind: Kind
    fact: Any
    title: SafeString
    excerpt: SafeString
    language: str  # of the page, which may not be the visitor's


class Tab(NamedTuple):
    """A link to the results of one kind."""

    label: str
    url: str
    is_current: bool


def results(found: Sequence[Found], asked: Collection[str], now: datetime) -> list[Result]:
    """What a list shows of these pages, in their order: a few queries for each kind."""
    pages, facts = whole_pages(found), {}
    for kind in KINDS:
        keys = [one.page.translation_key for one in found if one.kind is kind]
        if keys:
            facts |= kind.facts(keys, now)
    return [
        Result(
            page=(page := pages[one.page.pk]),
            kind=one.kind,
            fact=facts.get(page.translation_key),
            title=marked(page.title, asked),
            excerpt=excerpt(page.plain_texts(), asked),
            language=page.locale.language_code,
        )
        for one in found
    ]


def whole_pages(found: Sequence[Found]) -> dict[int, BasePage]:
    """The pages themselves by primary key, one query for each type."""

    def type_of(one: Found) -> int:
        return one.page.content_type_id

    pages = {}
    for _content_type, same in groupby(sorted(found, key=type_of), key=type_of):
        bare = [one.page for one in same]
        model = bare[0].specific_class
        rows = model.objects.select_related(*model.shown)
        pages |= {page.pk: page for page in rows.filter(pk__in=[page.pk for page in bare])}
    return pages


def tabs(found: Sequence[Found], question: str, shown: str) -> list[Tab]:
    """All the results, then each kind that has some, or that is on show."""
    counts = Counter(one.kind.slug for one in found)
    choices = [("", pgettext("of results", "All"), len(found))]
    choices += [(kind.slug, str(kind.label), counts[kind.slug]) for kind in KINDS]
    return [
        Tab(
            f"{label} ({thousands(count)})",
            "?" + urlencode({"q": question} | ({"type": slug} if slug else {})),
            slug == shown,
        )
        for slug, label, count in choices
        if count or slug in ("", shown)
    ]
