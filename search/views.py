"""The search page."""

from collections.abc import Iterable
from datetime import datetime
from typing import Any

from django.conf import settings
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone, translation
from django.utils.translation import get_language
from django.views.decorators.http import require_safe
from wagtail.models import Locale

from cms.french import question_words
from search.finding import find, known_texts, readable_locales
from search.forms import SearchForm
from search.results import results, tabs
from search.suggestions import Vocabulary

RESULTS_A_PAGE = 20


@require_safe
def search(request: HttpRequest) -> HttpResponse:
    """What visitors may see and that holds the words they ask for; a question is kept nowhere."""
    form = SearchForm(request.GET)
    now, languages = timezone.localtime(), Locale.objects.all()
    locales = readable_locales(languages)
    asked = question_words(form.question)
    found = find(asked, locales, now) if asked else []
    versions = alternates(languages, form.query())
    shown = [one for one in found if form.kind in ("", one.kind.slug)]
    page = Paginator(shown, RESULTS_A_PAGE).get_page(request.GET.get("p"))
    context = {
        "form": form,
        "count": len(shown),
        "page_of_results": page,
        "results": results(page.object_list, asked, now),
        "tabs": tabs(found, form.question, form.kind) if found else [],
        "query": form.query(),
        "today": now.date(),
        "alternates": versions,
        "languages": [(code, url) for code, url in versions if code != get_language()],
        "instead": instead(form.question, asked, locales, now) if asked and not found else {},
    }
    response = render(request, "search/search.html", context)
    response["X-Robots-Tag"] = "noindex"
    return response


def instead(
    question: str, asked: list[str], locales: list[Locale], now: datetime
) -> dict[str, Any]:
    """What to ask where this finds nothing: words spelled otherwise, or one of them alone."""
    vocabulary = Vocabulary(known_texts(locales, now))
    corrected = vocabulary.corrected(question)
    is_worth_asking = corrected and find(question_words(corrected), locales, now)
    return {
        "corrected": corrected if is_worth_asking else "",
        "words": vocabulary.known(corrected or question) if len(asked) > 1 else [],
    }


def alternates(languages: Iterable[Locale], query: str) -> list[tuple[str, str]]:
    """(language, address) of the same question in each language of the network."""
    addresses = []
    for locale in languages:
        with translation.override(locale.language_code):
            address = f"{settings.BASE_URL}{reverse('search')}"
        addresses.append((locale.language_code, f"{address}?{query}" if query else address))
    return addresses
