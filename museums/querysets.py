"""What one asks of the members."""

from collections.abc import Collection as Choices
from typing import TYPE_CHECKING, Any, Self

from django.conf import settings
from django.db.models import Q
from wagtail.models import PageQuerySet

from cms.translations import SpokenQuerySet
from cms.visibility import unrestricted

if TYPE_CHECKING:
    from cms.models import User


class MuseumQuerySet(SpokenQuerySet, PageQuerySet):
    """Questions about museums; a member is its page in the main language."""

    def sources(self) -> Self:
        """The pages in the main language: the members themselves."""
        return self.filter(locale__language_code=settings.LANGUAGE_CODE)

    def members(self) -> Self:
        """The museums of the network that visitors may see, by town."""
        return unrestricted(self.sources().live()).order_by("town", "title")

    def in_departments(self, codes: Choices[str]) -> Self:
        return self.filter(department__code__in=codes)

    def with_themes(self, slugs: Choices[str]) -> Self:
        return self.filter(themes__slug__in=slugs).distinct()

    def matching(self, words: str) -> Self:
        """Museums whose name or town holds every word."""
        found = self
        for word in words.split():
            found = found.filter(Q(title__icontains=word) | Q(town__icontains=word))
        return found

    def filtered(
        self, departments: Choices[str] = (), themes: Choices[str] = (), words: str = ""
    ) -> Self:
        """The museums that pass every filter of the directory."""
        museums = self.matching(words)
        if departments:
            museums = museums.in_departments(departments)
        return museums.with_themes(themes) if themes else museums

    def published_by(self, user: "User") -> Self:
        """The museums whose content this person writes, as an editor or as a lead."""
        groups = user.groups.all()
        return self.sources().filter(Q(editors__in=groups) | Q(leads__in=groups)).distinct()

    def led_by(self, user: "User") -> Self:
        """The museums that this person answers for, as a lead."""
        return self.sources().filter(leads__in=user.groups.all())

    def for_cards(self) -> Self:
        """With all that a card shows, so that a list asks no query an item."""
        shown = self.select_related("department", "image", "locale")
        return shown.prefetch_related("image__renditions").in_spoken_words()

    def with_place(self, **more: Any) -> list[Any]:
        """(latitude, longitude, title) of each museum whose place is known, for the map.

        `more` are expressions by name, added to each row: what makes a museum stand out.
        """
        known = self.exclude(latitude=None).select_related(None).prefetch_related(None)
        fields = ("latitude", "longitude", "title", *more)
        return list(known.annotate(**more).values_list(*fields, named=True))
