"""What one asks of the network's own pages."""

from typing import Self

from django.conf import settings
from wagtail.models import PageQuerySet

from cms.translations import SpokenQuerySet
from cms.visibility import unrestricted


class NewsQuerySet(SpokenQuerySet, PageQuerySet):
    """Questions about news."""

    def latest_first(self) -> Self:
        """What visitors may read, each once: the pages in the main language."""
        sources = self.live().filter(locale__language_code=settings.LANGUAGE_CODE)
        return unrestricted(sources).order_by("-published_on", "-pk")

    def for_lines(self) -> Self:
        """With all that a line of text shows, so that a list asks no query an item."""
        return self.select_related("locale").in_spoken_words()

    def for_cards(self) -> Self:
        """The same with pictures."""
        return self.for_lines().select_related("image").prefetch_related("image__renditions")


class StandardQuerySet(PageQuerySet):
    """Questions about pages of text."""

    def visible(self) -> Self:
        """What visitors may read, in the order that the network gave it."""
        return unrestricted(self.live()).order_by("path")

    def to_complete(self) -> Self:
        """The pages that the network's team has yet to finish, in the language it writes in."""
        return self.filter(locale__language_code=settings.LANGUAGE_CODE).exclude(to_complete="")
