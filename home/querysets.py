"""What one asks of the network's own pages."""

from typing import Self

from django.conf import settings
from wagtail.models import PageQuerySet

from cms.visibility import unrestricted


class NewsQuerySet(PageQuerySet):
    """Questions about news."""

    def latest_first(self) -> Self:
        """What visitors may read."""
        return unrestricted(self.live()).order_by("-published_on", "-pk")

    def for_cards(self) -> Self:
        """With all that a card shows, so that a list asks no query an item."""
        return self.select_related("image").prefetch_related("image__renditions")


class StandardQuerySet(PageQuerySet):
    """Questions about pages of text."""

    def visible(self) -> Self:
        """What visitors may read, in the order that the network gave it."""
        return unrestricted(self.live()).order_by("path")

    def to_complete(self) -> Self:
        """The pages that the network's team has yet to finish, in the language it writes in."""
        return self.filter(locale__language_code=settings.LANGUAGE_CODE).exclude(to_complete="")
