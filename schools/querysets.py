"""What one asks of class kits and of what describes them."""

from collections.abc import Collection as Choices
from datetime import date
from functools import reduce
from operator import and_
from typing import TYPE_CHECKING, Any, Self
from uuid import UUID

from django.apps import apps
from django.conf import settings
from django.db.models import Count, Exists, F, OuterRef, Prefetch, Q, QuerySet, Subquery
from django.db.models.functions import Length, Substr
from wagtail.models import Page, PageQuerySet

from cms.visibility import below_live, parent_path, unrestricted
from schools.choices import NEED_FIELDS, PHASE_FIELDS

if TYPE_CHECKING:
    from museums.models import MuseumPage

KEY_LENGTH = 10  # hexadecimal digits: no two kits of a network will ever share them


class SchoolLevelQuerySet(QuerySet):
    """Questions about classes and cycles."""

    def classes(self) -> Self:
        """What kits are for, in the order of school, with the cycle of each."""
        return self.filter(parent__isnull=False, is_current=True).select_related("parent")


class ClassKitQuerySet(PageQuerySet):
    """Questions about kits; the source is the page in the main language, which has the versions."""

    def sources(self) -> Self:
        return self.filter(locale__language_code=settings.LANGUAGE_CODE, alias_of__isnull=True)

    def visible(self) -> Self:
        """What any visitor may see: nothing of a museum that is off line."""
        return below_live(unrestricted(self.sources().live()))

    def with_key(self, key: str) -> Self:
        """The kit that addresses call `key`; none for what is not a key."""
        digits = 32 - KEY_LENGTH
        try:
            first, last = UUID(key + "0" * digits), UUID(key + "f" * digits)
        except ValueError:
            return self.none()
        return self.sources().filter(translation_key__range=(first, last))

    def at_museum(self, museum: "MuseumPage") -> Self:
        """Kits that a museum publishes, or makes with another."""
        return self.filter(at_museums([museum.slug]))

    def for_levels(self, codes: Choices[str]) -> Self:
        """Kits for one of these classes, or for a class of one of these cycles."""
        return self.filter(for_levels(codes))

    def filtered(self, filters: dict[str, Any]) -> Self:
        """Kits that pass every filter: see `conditions`."""
        return self.filter(*conditions(filters).values())

    def counts_without_each(self, filters: dict[str, Any]) -> dict[str, int]:
        """How many kits there would be without each of the filters, in one query."""
        passed = conditions(filters)
        others = {
            name: reduce(and_, (q for other, q in passed.items() if other != name), Q())
            for name in passed
        }
        counts = {name: Count("pk", filter=others[name]) for name in passed}
        return self.order_by().aggregate(**counts) if counts else {}

    def to_review(self, day: date) -> Self:
        """Those on line that somebody must have read again by a day."""
        return self.live().filter(review_due_on__lte=day)

    def with_release_number(self) -> Self:
        """With `release_number`, the version that teachers download; None where there is none."""
        releases = apps.get_model("schools", "KitRelease").objects.standing()
        numbers = releases.filter(kit=OuterRef("pk")).values("number")
        return self.annotate(release_number=Subquery(numbers[:1]))

    def validated(self, day: date) -> Self:
        """Kits whose current version bears an academy's mention that is in force on a day."""
        return self.filter(Exists(badges_in_force(day)))

    def with_badge(self, day: date) -> Self:
        """With `badge_academy`: who validated the current version; None where nobody did."""
        academies = badges_in_force(day).order_by("decided_on", "pk")
        return self.annotate(
            badge_academy=Subquery(academies.values("agreement__academy__name")[:1])
        )

    def latest_first(self) -> Self:
        return self.order_by(F("first_published_at").desc(nulls_last=True), "title")

    def for_cards(self) -> Self:
        """With all that a card shows, so that a list asks no query an item.

        Besides relations, each kit gets `owner_title` and `owner_town` (of the museum that
        publishes it), `document_count` and `release_size` (in bytes).
        """
        museums = apps.get_model("museums", "MuseumPage").objects.filter(path=parent_path())
        documents = apps.get_model("schools", "KitDocument").objects.filter(kit=OuterRef("pk"))
        releases = apps.get_model("schools", "KitRelease").objects.filter(kit=OuterRef("pk"))
        levels = apps.get_model("schools", "SchoolLevel").objects.select_related("parent")
        return (
            self.select_related("image", "locale")
            .prefetch_related(
                "image__renditions", "disciplines", Prefetch("levels", queryset=levels)
            )
            .annotate(
                owner_title=Subquery(museums.values("title")),
                owner_town=Subquery(museums.values("town")),
                document_count=Subquery(
                    documents.order_by().values("kit").annotate(n=Count("pk")).values("n")
                ),
                release_size=Subquery(releases.standing().values("size")[:1]),
            )
        )


def badges_in_force(day: date) -> QuerySet:
    """What academies say on a day of the version that teachers download, for a subquery of kits."""
    releases = apps.get_model("schools", "KitRelease").objects.standing()
    current = releases.filter(kit=OuterRef(OuterRef("pk"))).values("pk")[:1]
    return (
        apps.get_model("schools", "KitValidation")
        .objects.in_force(day)
        .filter(release=Subquery(current))
    )


def museums_with_kits() -> "QuerySet[MuseumPage]":
    """The members that publish a kit, or make one with another museum."""
    visible = apps.get_model("schools", "ClassKitPage").objects.visible()
    published = visible.annotate(above=Substr("path", 1, Length("path") - Page.steplen))
    return (
        apps.get_model("museums", "MuseumPage")
        .objects.members()
        .filter(
            Exists(published.filter(above=OuterRef("path")))
            | Exists(visible.filter(partners__museum=OuterRef("pk")))
        )
    )


def conditions(filters: dict[str, Any]) -> dict[str, Q]:
    """What each filter of the list asks of a kit; several values of one are any of them.

    The names are those of the address; a filter without value asks nothing.
    """
    return {name: FILTERS[name](value) for name, value in filters.items() if value}


def holding(words: str) -> Q:
    """Every word is in the title or in the summary."""
    return reduce(
        and_, (Q(title__icontains=word) | Q(summary__icontains=word) for word in words.split()), Q()
    )


def for_levels(codes: Choices[str]) -> Q:
    """Exists, not a join: a kit for two of the classes must be listed once."""
    meant = _through("levels").filter(classkitpage=OuterRef("pk"))
    return Q(
        Exists(
            meant.filter(Q(schoollevel__code__in=codes) | Q(schoollevel__parent__code__in=codes))
        )
    )


def with_disciplines(slugs: Choices[str]) -> Q:
    meant = _through("disciplines").filter(classkitpage=OuterRef("pk"))
    return Q(Exists(meant.filter(discipline__slug__in=slugs)))


def in_phases(phases: Choices[str]) -> Q:
    return reduce(lambda q, phase: q | Q(**{PHASE_FIELDS[phase]: True}), phases, Q())


def lasting_at_most(minutes: str | int) -> Q:
    return Q(total_minutes__lte=int(minutes))


def at_museums(slugs: Choices[str]) -> Q:
    """Kits that one of these museums publishes, or makes with another."""
    museums = apps.get_model("museums", "MuseumPage").objects.sources().filter(slug__in=slugs)
    partners = apps.get_model("schools", "KitMuseum").objects.filter(kit=OuterRef("pk"))
    return Q(Exists(museums.filter(path=parent_path()))) | Q(
        Exists(partners.filter(museum__slug__in=slugs))
    )


def meeting(needs: Choices[str]) -> Q:
    """Every one of these needs: somebody needs them all."""
    return Q(**{NEED_FIELDS[need]: True for need in needs})


FILTERS = {
    "q": holding,
    "classe": for_levels,
    "discipline": with_disciplines,
    "phase": in_phases,
    "duree": lasting_at_most,
    "musee": at_museums,
    "acces": meeting,
}


def _through(name: str) -> QuerySet:
    return getattr(apps.get_model("schools", "ClassKitPage"), name).through.objects.all()


class KitReleaseQuerySet(QuerySet):
    """Questions about the versions of kits."""

    def standing(self) -> Self:
        """Those that were not withdrawn, the latest first."""
        return self.filter(withdrawn_at=None).order_by("-number")
