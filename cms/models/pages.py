"""The base of every page of the site."""

from collections.abc import Iterator
from typing import Any, ClassVar

from django.conf import settings
from django.http import HttpRequest
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, MultiFieldPanel
from wagtail.models import COMMENTS_RELATION_NAME, Page, PageQuerySet
from wagtail.search import index
from wagtail.search.index import insert_or_update_object
from wagtail.url_routing import RouteResult

from cms.advice import Advice, advice_of
from cms.french import normalise
from cms.navigation import alternate_links, report_address

# What is saved of a page when a draft is kept: nothing that anybody finds it by.
KEPT_WITH_REVISION = frozenset(
    {
        COMMENTS_RELATION_NAME,
        "draft_title",
        "has_unpublished_changes",
        "latest_revision",
        "latest_revision_created_at",
        "live_revision",
    }
)


class BasePage(Page):
    """What every page of the site has: a description, a way back, its other languages."""

    # The rows that its template shows besides its own, read in the same query.
    shown: ClassVar[tuple[str, ...]] = ("locale",)
    # The fields that the site's search reads besides the title.
    searched: ClassVar[tuple[str, ...]] = ("summary", "body")

    search_auto_update = False  # see save()
    search_fields = [*Page.search_fields, index.SearchField("search_text")]

    promote_panels = [
        MultiFieldPanel(
            [
                FieldPanel("slug"),
                FieldPanel("seo_title"),
                FieldPanel("search_description"),
                FieldPanel("show_in_menus"),
            ],
            heading=_("Address and search engines"),
        )
    ]

    class Meta:
        abstract = True

    @classmethod
    def get_indexed_objects(cls) -> PageQuerySet:
        """With the rows that `search_words` reads, so that the whole index is written quickly."""
        return super().get_indexed_objects().select_related(*cls.shown)

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Bring the indexes up to date once, and only when the page says something else.

        Wagtail would write the words of a page before the rows that belong to it, such as its
        themes, are saved, and again each time that a draft is kept.
        """
        from wagtail.signal_handlers import (  # noqa: PLC0415 -- it needs the models
            disable_reference_index_auto_update,
        )

        update_fields = kwargs.get("update_fields")
        if update_fields is not None and KEPT_WITH_REVISION.issuperset(update_fields):
            with disable_reference_index_auto_update():
                super().save(*args, **kwargs)
            return
        super().save(*args, **kwargs)
        self.__dict__.pop("search_text", None)
        insert_or_update_object(self)

    @property
    def description(self) -> str:
        """The sentence that search engines and shared links show."""
        return self.search_description or getattr(self, "summary", "")

    def search_words(self) -> list[str]:
        """What the page is found by besides its own text, such as the name of its museum."""
        return []

    def plain_texts(self) -> list[str]:
        """What the fields named in `searched` say, without their markup."""
        values = [index.SearchField(name).get_value(self) or "" for name in self.searched]
        return [text for value in values for text in ([value] if isinstance(value, str) else value)]

    @cached_property
    def search_text(self) -> str:
        """All the words that the page is found by, in the form in which they are compared."""
        return normalise("\n".join([self.title, *self.plain_texts(), *self.search_words()]))

    def advice(self) -> Iterator[Advice]:
        """What could be better in it; each type adds its own."""
        return advice_of(self)

    def route(self, request: HttpRequest, path_components: list[str]) -> RouteResult:
        """As Wagtail does, but in one step to a page however far below this one.

        The last part of an address may be a page's own business, such as one date of an event.
        """
        if len(path_components) > 1:
            ends = {
                f"{self.url_path}{'/'.join(path_components[:number])}/": path_components[number:]
                for number in (len(path_components), len(path_components) - 1)
            }
            pages = Page.objects.filter(slug__in=path_components[-2:], url_path__in=ends)
            below = pages.order_by("-depth").first()
            if below and issubclass(below.specific_class or Page, BasePage):
                pages = below.specific_class.objects.select_related(*below.specific_class.shown)
                return pages.get(pk=below.pk).route(request, ends[below.url_path])
        return super().route(request, path_components)

    @cached_property
    def relatives(self) -> list[Page]:
        """The live pages above this one, from the top, and all their translations, in one query."""
        steps = range(self.steplen, len(self.path) + 1, self.steplen)
        line = Page.objects.filter(depth__gt=1, path__in=[self.path[:step] for step in steps])
        pages = Page.objects.live().filter(translation_key__in=line.values("translation_key"))
        # Aliases are told apart here: SQLite would else begin with all pages that are none.
        rows = pages.select_related("locale").order_by("path")
        return [page for page in rows if page.alias_of_id is None]

    def breadcrumbs(self) -> list[tuple[str, str | None]]:
        """(title, address) from the home page down; the page itself has no address."""
        above = [page for page in self.relatives if self.is_descendant_of(page)]
        return [*((page.title, page.url) for page in above), (self.title, None)]

    def alternates(self) -> list[tuple[str, str]]:
        """(language, address) of each version somebody really translated, the source first.

        An alias only repeats the French text, so it is no alternate.
        """
        versions = {
            page.locale.language_code: page.full_url
            for page in self.relatives
            if page.translation_key == self.translation_key
        }
        return sorted(versions.items(), key=lambda version: version[0] != settings.LANGUAGE_CODE)

    def languages(self) -> list[tuple[str, str]]:
        """(language, address) of where to go on in each other language.

        It is the page's own version, or else that of the nearest page above it that has one and
        that is not only repeated in this language.
        """
        line = [page for page in self.relatives if self.is_descendant_of(page)]
        keys = [page.translation_key for page in line] + [self.translation_key]
        nearest = {}
        known = [page for page in self.relatives if page.translation_key in keys]
        for page in sorted(known, key=lambda page: keys.index(page.translation_key)):
            if page.locale_id != self.locale_id:
                nearest[page.locale.language_code] = page.url
        return list(nearest.items())

    def structured_data(self, request: HttpRequest) -> list[dict[str, Any]]:
        """What the page is, in schema.org's words (JSON-LD)."""
        return []

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        repeated = {"canonical_url": self.alias_of.full_url} if self.alias_of_id else {}
        return super().get_context(request, *args, **kwargs) | {
            **repeated,
            "breadcrumbs": self.breadcrumbs(),
            "alternates": self.alternates(),
            "alternate_links": alternate_links(self, request),
            "languages": self.languages(),
            "report_url": report_address(self),
            "structured_data": self.structured_data(request),
        }
