"""What one asks of class kits, of offers for classes and of what describes them."""

from collections import Counter
from collections.abc import Collection as Choices
from datetime import date, datetime, timedelta
from typing import TYPE_CHECKING, Any, ClassVar, Self
from uuid import UUID

from django.apps import apps
from django.db.models import (
    Case,
    Count,
    Exists,
    F,
    OuterRef,
    Prefetch,
    QuerySet,
    Subquery,
    Sum,
    Value,
    When,
)
from django.db.models.functions import Coalesce, Length, NullIf, Substr
from django.utils.translation import get_language
from wagtail.models import Page, PageQuerySet

from cms.translations import in_main_language
from cms.visibility import below_live, parent_path, unrestricted
from schools.filtering import (
    KIT_FILTERS,
    OFFER_FILTERS,
    Conditions,
    badges_in_force,
    conditions,
    for_levels,
    kits_at_museums,
    kits_validated,
    validations_of_current,
)

if TYPE_CHECKING:
    from museums.models import MuseumPage

KEY_LENGTH = 10  # hexadecimal digits: no two kits of a network will ever share them


class SchoolLevelQuerySet(QuerySet):
    """Questions about classes and cycles."""

    def classes(self) -> Self:
        """What kits are for, in the order of school, with the cycle of each."""
        return self.filter(parent__isnull=False, is_current=True).select_related("parent")


class ForClassesQuerySet(PageQuerySet):
    """Questions about what classes are offered; the source is the page in the main language."""

    FILTERS: ClassVar[Conditions]

    def sources(self) -> Self:
        return in_main_language(self)

    def visible(self) -> Self:
        """What any visitor may see: nothing of a museum that is off line."""
        return below_live(unrestricted(self.sources().live()))

    def filtered(self, filters: dict[str, Any]) -> Self:
        """Those that pass every filter, by its name in the address."""
        return self.filter(*conditions(filters, self.FILTERS).values())

    def failures(self, filters: dict[str, Any]) -> Counter[tuple[str, ...]]:
        """How many there are by the filters that they do not pass, in one query."""
        passed = conditions(filters, self.FILTERS)
        if not passed:
            return Counter()
        tests = {
            f"passes_{name}": Case(When(q, then=Value(True)), default=Value(False))
            for name, q in passed.items()
        }
        rows = self.order_by().annotate(**tests).values_list(*tests)
        return Counter(
            tuple(name for name, passes in zip(passed, row, strict=True) if not passes)
            for row in rows
        )

    def museums(self) -> set[int]:
        """The museums that these are of, by key."""
        pages = {path[: -Page.steplen] for path in self.order_by().values_list("path", flat=True)}
        museums = apps.get_model("museums", "MuseumPage").objects.filter(path__in=pages)
        return set(museums.values_list("pk", flat=True))

    def latest_first(self) -> Self:
        return self.order_by(F("first_published_at").desc(nulls_last=True), "title")

    def for_cards(self) -> Self:
        """With all that a card shows, so that a list asks no query an item.

        Besides relations, each gets `owner_title` and `owner_town` of the museum that publishes it.
        """
        museums = apps.get_model("museums", "MuseumPage").objects.filter(path=parent_path())
        levels = apps.get_model("schools", "SchoolLevel").objects.select_related("parent")
        return (
            self.select_related("image", "locale")
            .prefetch_related("image__renditions", Prefetch("levels", queryset=levels))
            .annotate(
                owner_title=Subquery(museums.values("title")),
                owner_town=Subquery(museums.values("town")),
            )
        )


class ClassKitQuerySet(ForClassesQuerySet):
    """Questions about kits; the source has the versions."""

    FILTERS = KIT_FILTERS

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
        return self.filter(kits_at_museums([museum.slug]))

    def museums(self) -> set[int]:
        """And those that a kit is made with."""
        partners = apps.get_model("schools", "KitMuseum").objects.filter(kit__in=self.values("pk"))
        return super().museums() | set(partners.values_list("museum", flat=True))

    def for_levels(self, codes: Choices[str]) -> Self:
        """Kits for one of these classes, or for a class of one of these cycles."""
        return self.filter(for_levels(codes))

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
        return self.filter(kits_validated(day))

    def with_badge(self, day: date) -> Self:
        """With `badge_academy`: who validated the current version; None where nobody did."""
        name = F("agreement__academy__name")
        if get_language() == "en":
            name = Coalesce(NullIf("agreement__academy__name_en", Value("")), name)
        academies = badges_in_force(day).order_by("decided_on", "pk")
        return self.annotate(badge_academy=Subquery(academies.values_list(name)[:1]))

    def with_validation_state(self, day: date) -> Self:
        """With `validation_state` of the version that teachers have; None where nobody asked."""
        standings = validations_of_current().with_standing(day).values("standing")
        return self.annotate(validation_state=Subquery(standings[:1]))

    def with_download_count(self) -> Self:
        """With `download_count`, of all versions and packs; None where nobody took any."""
        downloads = apps.get_model("schools", "KitDownload").objects.filter(
            release__kit=OuterRef("pk")
        )
        totals = downloads.order_by().values("release__kit").annotate(n=Sum("number")).values("n")
        return self.annotate(download_count=Subquery(totals))

    def for_cards(self) -> Self:
        """And with `document_count` and `release_size` (in bytes)."""
        documents = apps.get_model("schools", "KitDocument").objects.filter(kit=OuterRef("pk"))
        releases = apps.get_model("schools", "KitRelease").objects.filter(kit=OuterRef("pk"))
        return (
            super()
            .for_cards()
            .prefetch_related("disciplines")
            .annotate(
                document_count=Subquery(
                    documents.order_by().values("kit").annotate(n=Count("pk")).values("n")
                ),
                release_size=Subquery(releases.standing().values("size")[:1]),
            )
        )


class VisitOfferQuerySet(ForClassesQuerySet):
    """Questions about what museums offer classes to come for."""

    FILTERS = OFFER_FILTERS

    def at_museum(self, museum: "MuseumPage") -> Self:
        """Those that a museum publishes."""
        return self.child_of(museum)


class VisitRequestQuerySet(QuerySet):
    """Questions about the visits that classes ask for."""

    def for_offers(self, offers: QuerySet) -> Self:
        """Those sent for one of these offers, the latest first."""
        asked = self.filter(offer__in=offers.order_by().values("pk"))
        return asked.select_related("offer", "answered_by").order_by("-sent_at", "-pk")

    def unanswered(self) -> Self:
        return self.filter(answered_at=None)

    def unanswered_first(self) -> Self:
        return self.order_by(F("answered_at").desc(nulls_first=True), "-sent_at", "-pk")

    def older_than(self, age: timedelta, now: datetime) -> Self:
        return self.filter(sent_at__lt=now - age)


def museums_with_kits() -> "QuerySet[MuseumPage]":
    """The members that publish a kit or an offer for classes, or make a kit with another museum."""
    kits = apps.get_model("schools", "ClassKitPage").objects.visible()
    offers = apps.get_model("schools", "VisitOfferPage").objects.visible()
    above = Substr("path", 1, Length("path") - Page.steplen)
    return (
        apps.get_model("museums", "MuseumPage")
        .objects.members()
        .filter(
            Exists(kits.annotate(above=above).filter(above=OuterRef("path")))
            | Exists(offers.annotate(above=above).filter(above=OuterRef("path")))
            | Exists(kits.filter(partners__museum=OuterRef("pk")))
        )
    )


class KitReleaseQuerySet(QuerySet):
    """Questions about the versions of kits."""

    def standing(self) -> Self:
        """Those that were not withdrawn, the latest first."""
        return self.filter(withdrawn_at=None).order_by("-number")
