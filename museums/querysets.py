"""What one asks of the members."""

from collections.abc import Collection as Choices
from collections.abc import Iterable, Mapping
from heapq import nsmallest
from typing import TYPE_CHECKING, Any, Self

from django.conf import settings
from django.db.models import Case, FloatField, Q, Value, When
from wagtail.models import PageQuerySet

from cms.distances import distance_km
from cms.french import question_words, words
from cms.translations import SpokenQuerySet
from cms.visibility import unrestricted

if TYPE_CHECKING:
    from cms.models import User
    from museums.models import MuseumPage


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

    def with_labels(self, slugs: Choices[str]) -> Self:
        return self.filter(labels__slug__in=slugs).distinct()

    def accessible(self, features: Choices[str]) -> Self:
        """Museums that said yes to each of these questions; not to be known is no yes."""
        return self.filter(**dict.fromkeys(features, True))

    def free(self) -> Self:
        """Museums that one never pays to see."""
        return self.filter(is_free=True)

    def matching(self, question: str) -> Self:
        """Museums whose name, town or department begins like every word, whatever the accents."""
        asked = question_words(question)
        texts = self.order_by().values_list("pk", "title", "town", "department__name").distinct()
        found = [pk for pk, *names in texts if _begin_like(asked, words(" ".join(names)))]
        return self.filter(pk__in=found)

    def filtered(
        self,
        departments: Choices[str] = (),
        themes: Choices[str] = (),
        labels: Choices[str] = (),
        access: Choices[str] = (),
        is_free: bool = False,
        words: str = "",
    ) -> Self:
        """The museums that pass every filter of the directory, but where and when."""
        museums = self.accessible(access)
        if departments:
            museums = museums.in_departments(departments)
        if themes:
            museums = museums.with_themes(themes)
        if labels:
            museums = museums.with_labels(labels)
        if is_free:
            museums = museums.free()
        return museums.matching(words) if words else museums

    def nearest_first(self, distances: Mapping[int, float]) -> Self:
        """Those whose distance is known, by key in kilometres, in its order."""
        steps = [When(pk=pk, then=Value(km)) for pk, km in distances.items()]
        way = Case(*steps, output_field=FloatField())
        return self.filter(pk__in=distances).order_by(way, "town", "title")

    def beside(self, museum: "MuseumPage", number: int) -> list[tuple[int, float]]:
        """(key, kilometres) of the members nearest to one, itself left out."""
        if museum.latitude is None:
            return []
        spots = self.exclude(pk=museum.pk).exclude(latitude=None).order_by()
        places = spots.values_list("pk", "latitude", "longitude", named=True)
        ways = ((place.pk, distance_km(museum, place)) for place in places)
        return nsmallest(number, ways, key=lambda way: way[1])

    def published_by(self, user: "User") -> Self:
        """The museums whose content this person writes, as an editor or as a lead."""
        groups = user.groups.all()
        return self.sources().filter(Q(editors__in=groups) | Q(leads__in=groups)).distinct()

    def for_hours(self) -> Self:
        """With no more than the hours need: all the members at once are asked who is open."""
        return self.only("closed_holidays", "reopens_on", "is_by_appointment")

    def for_lines(self) -> Self:
        """With what a museum is named by, without its picture."""
        return self.select_related("department", "locale")

    def for_cards(self) -> Self:
        """With all that a card shows, so that a list asks no query an item."""
        return self.for_lines().select_related("image").prefetch_related("image__renditions")

    def with_place(self, **more: Any) -> list[Any]:
        """(latitude, longitude, title) of each museum whose place is known, for the map.

        `more` are expressions by name, added to each row: what makes a museum stand out.
        """
        known = self.exclude(latitude=None).select_related(None).prefetch_related(None)
        fields = ("latitude", "longitude", "title", *more)
        return list(known.annotate(**more).values_list(*fields, named=True))


def _begin_like(asked: Iterable[str], known: Iterable[str]) -> bool:
    """Whether each word asked for is a known one, or how one begins."""
    known = list(known)
    return all(any(word.startswith(one) for word in known) for one in asked)
