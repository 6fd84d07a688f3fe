"""Pages in their other languages: the words of a translation where there is one, else the source's.

The page in the main language is the source of every fact. A translation carries words, and follows
its source whenever that is published.
"""

from collections.abc import Iterable, Sequence
from typing import Any, Self, TypeVar
from uuid import UUID

from django.conf import settings
from django.db.models import Exists, OuterRef, QuerySet
from django.utils.translation import get_language
from wagtail.models import Locale, Page
from wagtail_localize.models import StringTranslation, Translation, TranslationSource

from cms.visibility import unrestricted

Pages = TypeVar("Pages", bound=QuerySet)


def speaks_main_language() -> bool:
    """Whether the page is asked for in the language that museums write in."""
    return get_language() == settings.LANGUAGE_CODE


def in_main_language(pages: Pages) -> Pages:
    """The pages that somebody wrote in the main language: no translations, and no aliases.

    Asked of each page by its key, from the few of its type: SQLite would else begin with all the
    site's pages in this language.
    """
    written = Page.objects.filter(
        pk=OuterRef("pk"), alias_of=None, locale__language_code=settings.LANGUAGE_CODE
    )
    of_type = pages.model._base_manager.values("page_ptr")
    return pages.filter(Exists(written), pk__in=of_type)


def spoken(pages: Iterable[Page]) -> dict[UUID, Page]:
    """The public translations of these pages into the language being spoken, by translation key.

    One query, or two where there are pictures; none in the main language. Only what somebody
    really translated counts: an alias repeats the words of its source.
    """
    pages = list(pages)
    if speaks_main_language() or not pages:
        return {}
    model = type(pages[0])
    found = unrestricted(model.objects.live()).filter(
        alias_of=None,
        locale__language_code=get_language(),
        translation_key__in={page.translation_key for page in pages},
    )
    found = found.select_related(*model.shown)
    if "image" in model.shown:
        found = found.prefetch_related("image__renditions")
    return {page.translation_key: page for page in found}


def in_words(page: Page) -> Page:
    """The page in the language being spoken, or itself."""
    return spoken([page]).get(page.translation_key, page)


class SpokenQuerySet(QuerySet):
    """Rows that are read in the language being spoken, without a query for each."""

    _spoken: tuple[str, ...] = ()

    def in_spoken_words(self, *relations: str) -> Self:
        """The rows with translations in place of the pages named: "page", "museum".

        Without a name, the rows are pages and give way themselves.
        """
        rows = self._chain()
        rows._spoken = relations or ("",)
        return rows

    def _clone(self) -> Self:
        clone = super()._clone()
        clone._spoken = self._spoken
        return clone

    def _fetch_all(self) -> None:
        is_new = self._result_cache is None
        super()._fetch_all()
        if is_new and self._fields is None and not speaks_main_language():
            for relation in self._spoken:
                self._result_cache = _put(self._result_cache, relation)


def _put(rows: list[Any], relation: str) -> list[Any]:
    """The rows with a translation, where there is one, in place of a related page or of a row."""
    if not relation:
        translations = spoken(rows)
        return [translations.get(row.translation_key, row) for row in rows]
    translations = spoken(page for row in rows if (page := getattr(row, relation)))
    for row in rows:
        page = getattr(row, relation)
        if page and page.translation_key in translations:
            setattr(row, relation, translations[page.translation_key])
    return rows


def follow_source(page: Page) -> None:
    """Bring each translation of a published page in line with its facts; words are kept.

    What was written anew in the source shows in the source's words until somebody translates it.
    """
    source = TranslationSource.objects.get_for_instance_or_none(page)
    if source is None:
        return
    source.update_from_db()
    for translation in source.translations.filter(enabled=True):
        _save(translation)


def translate(page: Page, locale: Locale, words: dict[str, str | Sequence[str]]) -> Page:
    """Publish a translation of `page`: a text a field, or for a body one text a paragraph.

    The page must have been published, and the pages above it translated.
    """
    source, _created = TranslationSource.update_or_create_from_instance(page)
    translation, _created = Translation.objects.get_or_create(source=source, target_locale=locale)
    texts = {
        field: iter([text] if isinstance(text, str) else text) for field, text in words.items()
    }
    for segment in source.stringsegment_set.select_related("context").order_by("order"):
        field = segment.context.path.partition(".")[0]
        if text := next(texts.get(field, iter(())), ""):
            StringTranslation.objects.update_or_create(
                translation_of_id=segment.string_id,
                locale=locale,
                context_id=segment.context_id,
                defaults={"data": text},
            )
    _save(translation, is_new=True)
    return translation.get_target_instance()


def _save(translation: Translation, is_new: bool = False) -> None:
    """Write the page of a translation, and publish it if it is on line already."""
    is_live = is_new or translation.get_target_instance().live
    translation.save_target(publish=False)
    if is_live:
        translation.get_target_instance().get_latest_revision().publish()
