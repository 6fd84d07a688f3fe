"""What a kit and an offer have in common: a page that a museum has for classes."""

from operator import attrgetter
from typing import Any, ClassVar, Self

from django.conf import settings
from django.db import models
from django.utils.functional import cached_property

from museums.models import MuseumPage
from schools.models.vocabulary import SchoolLevel


class ForClasses:
    """A page for classes; comes before BasePage among the bases of its class."""

    read_once: ClassVar[tuple[str, ...]] = ("classes",)
    """What is read of its parts once, and anew when they are saved."""

    def save(self, *args: Any, **kwargs: Any) -> None:
        for name in self.read_once:
            self.__dict__.pop(name, None)
        super().save(*args, **kwargs)

    @cached_property
    def source(self) -> Self:
        """The page in the main language, which has the facts; this one if there is no other."""
        if self.locale.language_code == settings.LANGUAGE_CODE:
            return self
        sources = type(self).objects.filter(
            translation_key=self.translation_key,
            locale__language_code=settings.LANGUAGE_CODE,
        )
        return sources.first() or self

    @cached_property
    def museum(self) -> MuseumPage | None:
        """The member that publishes it; None for a kit of the network itself."""
        parent_path = self.source.path[: -self.steplen]
        return MuseumPage.objects.select_related("department").filter(path=parent_path).first()

    @cached_property
    def classes(self) -> list[SchoolLevel]:
        """Whom it is for, in the order of school, each class with its cycle."""
        levels = sorted(self.levels.all(), key=attrgetter("sort_order"))
        models.prefetch_related_objects(levels, "parent")
        return levels

    def search_words(self) -> list[str]:
        """Its museum; its classes, their cycles and its disciplines in every language."""
        museum = [self.museum.title, self.museum.town] if self.museum else []
        cycles = dict.fromkeys(level.parent for level in self.classes if level.parent)
        terms = [*self.classes, *cycles, *self.disciplines.all()]
        return [*museum, *(name for term in terms for name in term.names())]
