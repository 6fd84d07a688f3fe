"""What one asks of job offers. Time is passed in."""

from collections import Counter, defaultdict
from collections.abc import Collection as Choices
from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Self
from uuid import UUID

from django.apps import apps
from django.conf import settings
from django.db.models import (
    Case,
    Count,
    Exists,
    IntegerField,
    Min,
    OuterRef,
    Q,
    QuerySet,
    Subquery,
    Value,
    When,
)
from django.db.models.functions import Coalesce, Length, Substr
from wagtail.models import Page, PageQuerySet

from cms.french import question_words, words
from cms.translations import SpokenQuerySet, in_main_language
from cms.visibility import below_live, unrestricted
from jobs.choices import DeadlineRule
from museums.models import MuseumPage

if TYPE_CHECKING:
    from jobs.models import JobPage, OccupationPage

# The rows that a list shows of an offer, and its page again and again.
LISTED = ("contract_types", "employers__museum", "locations")
# What the words of a question are looked for in.
TEXTS = (
    "title",
    "occupation_label",
    "job_family",
    "employers__name",
    "employers__museum__title",
    "locations__city",
)
# What the offers of each choice of a filter have in common, by the filter's key.
COUNTED_BY = {
    "contrat": "contract_types__slug",
    "dep": "locations__department_code",
    "metier": "job_family",
    "categorie": "category",
}
SAME_WITHIN = timedelta(days=60)


class JobQuerySet(PageQuerySet):
    """Questions about offers; whether one is open is a question of time, never a stored state."""

    def sources(self) -> Self:
        """The offers themselves, in the main language: a copy in another only leads back."""
        return in_main_language(self)

    def visible(self) -> Self:
        """What any visitor may read, open or closed: nothing of a museum that is off line."""
        return below_live(unrestricted(self.sources().live()))

    def open(self, now: datetime) -> Self:
        """Offers that one may still apply for."""
        return self.filter(closes_at__gt=now)

    def closed(self, now: datetime) -> Self:
        return self.filter(closes_at__lte=now)

    def next_closing(self, now: datetime) -> datetime | None:
        """When the next of the open offers closes."""
        return self.open(now).aggregate(Min("closes_at"))["closes_at__min"]

    def with_deadline(self) -> Self:
        """Offers of which the employer gave the last day."""
        return self.exclude(deadline_on=None).exclude(deadline_rule=DeadlineRule.UNTIL_FILLED)

    def closing_before(self, moment: datetime, now: datetime) -> Self:
        """Offers that one may still apply for, though not for long; the first to close in front."""
        return self.open(now).filter(closes_at__lt=moment).order_by("closes_at", "pk")

    def employed_by(self, museums: "QuerySet[MuseumPage]") -> Self:
        """Offers in the branch of one of these museums, or that name it as an employer."""
        branch = museums.filter(path=Substr(OuterRef("path"), 1, Length("path")))
        named = self._lines("employers").filter(museum__in=museums)
        return self.filter(Exists(branch) | Exists(named))

    def at_museum(self, museum: MuseumPage) -> Self:
        """Offers of a museum, asked from its page in any language."""
        versions = MuseumPage.objects.filter(translation_key=museum.translation_key)
        return self.employed_by(versions)

    def museums(self) -> set[UUID]:
        """The museums whose offers these are, by translation key: see `employed_by()`."""
        offers = self.order_by()
        branches = {
            path[:length]
            for path in offers.values_list("path", flat=True)
            for length in range(Page.steplen, len(path), Page.steplen)
        }
        named = apps.get_model("jobs.JobEmployer").objects.filter(job__in=offers.values("pk"))
        museums = MuseumPage.objects.filter(
            Q(path__in=branches) | Q(pk__in=named.exclude(museum=None).values("museum"))
        )
        return set(museums.values_list("translation_key", flat=True))

    def with_contracts(self, slugs: Choices[str]) -> Self:
        """Offers of any of these types of contract, each once."""
        kept = self.model.contract_types.through.objects
        wanted = kept.filter(jobpage=OuterRef("pk"), contracttype__slug__in=slugs)
        return self.filter(Exists(wanted))

    def in_departments(self, codes: Choices[str]) -> Self:
        """Offers with an address in any of these departments, each once."""
        return self.filter(Exists(self._lines("locations").filter(department_code__in=codes)))

    def in_category(self, *categories: str) -> Self:
        return self.filter(category__in=categories)

    def in_families(self, names: Choices[str]) -> Self:
        """Offers of any of these families of occupations, as employers wrote them."""
        return self.filter(job_family__in=names)

    def at_places(self, places: Choices[int]) -> Self:
        """Offers with one of these places, by key, each once."""
        return self.filter(Exists(self._lines("locations").filter(pk__in=places)))

    def matching(self, question: str) -> Self:
        """Offers whose words begin like each word asked for, whatever the accents and plurals."""
        asked = question_words(question)
        if not asked:
            return self
        texts: dict[int, set[str]] = defaultdict(set)
        for pk, *said in self.order_by().values_list("pk", *TEXTS).distinct():
            texts[pk].update(words(" ".join(filter(None, said))))
        found = [
            pk
            for pk, known in texts.items()
            if all(any(word.startswith(one) for word in known) for one in asked)
        ]
        return self.filter(pk__in=found)

    def filtered(
        self,
        contracts: Choices[str] = (),
        departments: Choices[str] = (),
        families: Choices[str] = (),
        categories: Choices[str] = (),
        museums: Choices[str] = (),
        places: Choices[int] | None = None,
        words: str = "",
    ) -> Self:
        """The offers that pass every filter; several values of one filter are any of them."""
        found = self
        if contracts:
            found = found.with_contracts(contracts)
        if departments:
            found = found.in_departments(departments)
        if families:
            found = found.in_families(families)
        if categories:
            found = found.in_category(*categories)
        if museums:
            found = found.employed_by(MuseumPage.objects.sources().filter(slug__in=museums))
        if places is not None:
            found = found.at_places(places)
        return found.matching(words)

    def counted(self, name: str) -> Counter[str]:
        """How many offers there are of each value of a filter, by the filter's key."""
        if name == "musee":
            return self._counted_by_museum()
        rows = self.order_by().values_list(COUNTED_BY[name])
        return Counter(dict(rows.annotate(Count("pk", distinct=True))))

    def _counted_by_museum(self) -> Counter[str]:
        """An offer counts for the museum above it and for each that it names, once for both."""
        rows = self.order_by().values_list("pk", "path", "employers__museum__slug").distinct()
        above = dict(MuseumPage.objects.sources().values_list("path", "slug"))
        pairs = {(pk, slug) for pk, _path, slug in rows if slug}
        step = self.model.steplen
        pairs |= {(pk, above[path[:-step]]) for pk, path, _slug in rows if path[:-step] in above}
        return Counter(slug for _pk, slug in pairs)

    def soonest_first(self) -> Self:
        """Those that close first in front."""
        return self.order_by("closes_at", "-posted_on", "pk")

    def of_occupation(self, sheet: "OccupationPage") -> Self:
        """Offers of a profession, asked from its sheet in any language."""
        return self.filter(occupation__translation_key=sheet.translation_key)

    def newest_first(self) -> Self:
        return self.order_by("-posted_on", "closes_at", "pk")

    def newest(self, now: datetime, number: int) -> Self:
        """The open offers that a front page shows."""
        return self.visible().open(now).newest_first().for_list()[:number]

    def like(self, offer: "JobPage") -> Self:
        """Other offers, those in the same departments or of the same contracts first."""
        places = offer.locations.all()
        codes = [place.department_code for place in places if place.department_code]
        slugs = [contract.slug for contract in offer.contract_types.all()]
        is_near = Exists(self.model.objects.filter(pk=OuterRef("pk")).in_departments(codes))
        is_alike = Exists(self.model.objects.filter(pk=OuterRef("pk")).with_contracts(slugs))
        rank = Case(
            When(Q(is_near) & Q(is_alike), Value(0)),
            When(is_near, Value(1)),
            When(is_alike, Value(2)),
            default=Value(3),
            output_field=IntegerField(),
        )
        return self.exclude(pk=offer.pk).order_by(rank, "-posted_on", "pk")

    def _lines(self, name: str) -> QuerySet:
        """The lines of that name of the offer at hand, for a condition of the same query."""
        model = self.model._meta.get_field(name).related_model
        return model.objects.filter(job=OuterRef("pk"))

    def posted_around(self, offer: "JobPage") -> Self:
        """Other offers posted within sixty days of this one, with their employers."""
        period = (offer.posted_on - SAME_WITHIN, offer.posted_on + SAME_WITHIN)
        near = self.sources().exclude(pk=offer.pk).filter(posted_on__range=period)
        return near.order_by("posted_on", "pk").prefetch_related("employers__museum")

    def for_list(self) -> Self:
        """With all that a list shows, so that it asks no query an item."""
        return self.prefetch_related(*LISTED)


class OccupationQuerySet(SpokenQuerySet, PageQuerySet):
    """Questions about profession sheets."""

    def visible(self) -> Self:
        """What any visitor may read: the sheets in the main language."""
        sources = self.live().filter(locale__language_code=settings.LANGUAGE_CODE, alias_of=None)
        return below_live(unrestricted(sources)).select_related("locale")

    def with_open_offers(self, now: datetime) -> Self:
        """With `open_offers`: how many offers of the profession one may apply for."""
        offers = apps.get_model("jobs.JobPage").objects.visible().open(now).order_by()
        counted = offers.filter(occupation=OuterRef("pk")).values("occupation")
        number = Subquery(counted.annotate(number=Count("pk")).values("number"))
        return self.annotate(open_offers=Coalesce(number, 0))

    def neighbours_of(self, sheet: "OccupationPage") -> Self:
        """The sheets that one leads to, in the editor's order."""
        chosen = [line.sheet_id for line in sheet.neighbours.all()]
        order = Case(*(When(pk=pk, then=Value(n)) for n, pk in enumerate(chosen)), default=Value(0))
        return self.filter(pk__in=chosen).order_by(order)
