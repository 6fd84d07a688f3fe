"""The kinds of pages that visitors look for; each room's own is one class here."""

from collections.abc import Iterable
from datetime import datetime
from typing import TYPE_CHECKING, Any, ClassVar
from uuid import UUID

from django.contrib.contenttypes.models import ContentType
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from wagtail.models import Page

from cms.models import BasePage
from events.models import EventPage, EventType, Occurrence, PartnerVenue
from jobs.models import ContractType, JobPage
from jobs.querysets import JobQuerySet
from museums.models import MuseumPage
from schools.models import ClassKitPage, SchoolLevel, VisitOfferPage

if TYPE_CHECKING:
    from django.utils.functional import _StrPromise

FRONT_DOOR = 2  # the depth of the home pages in the tree


class Kind:
    """One kind of pages: which of them are worth finding, and how a result is drawn.

    Pages are called by their translation key, which all the languages of a page share.
    """

    slug: ClassVar[str]  # in the address
    label: ClassVar["_StrPromise"]
    models: ClassVar[tuple[type[BasePage], ...]]
    template: ClassVar[str]  # draws what stands under a result's title, from `page` and `fact`

    def pages(self, now: datetime) -> Q:
        """Which pages of this kind are worth finding, as a condition on pages that visitors see.

        It may name only what Wagtail's index knows of a page, so that every backend understands it.
        """
        types = ContentType.objects.get_for_models(*self.models).values()
        return Q(content_type__in=[one.pk for one in types])

    def moments(self, keys: Iterable[UUID], now: datetime) -> dict[UUID, datetime]:
        """The instants by which these pages are ordered, if they have any."""
        return {}

    def facts(self, keys: Iterable[UUID], now: datetime) -> dict[UUID, Any]:
        """What a result shows that its page does not hold."""
        return {}

    def names(self) -> Iterable[str]:
        """What its pages are often found by besides their titles, to suggest where nothing is."""
        return []


class Museums(Kind):
    """The members of the network."""

    slug = "musees"
    label = _("Museums")
    models = (MuseumPage,)
    template = "search/components/museum_result.html"

    def names(self) -> Iterable[str]:
        places = MuseumPage.objects.members().values_list("town", "department__name")
        return {name for place in places for name in place}


class Events(Kind):
    """What one can still go to, the next date first."""

    slug = "evenements"
    label = _("Events")
    models = (EventPage,)
    template = "search/components/event_result.html"

    def pages(self, now: datetime) -> Q:
        coming = Occurrence.objects.visible().coming(now)
        return super().pages(now) & Q(translation_key__in=coming.values("event_key"))

    def moments(self, keys: Iterable[UUID], now: datetime) -> dict[UUID, datetime]:
        return Occurrence.objects.visible().of_events(keys).coming(now).starts()

    def facts(self, keys: Iterable[UUID], now: datetime) -> dict[UUID, Occurrence]:
        dates = Occurrence.objects.visible().of_events(keys).coming(now)
        return {date.event_key: date for date in dates.first_of_each_event().for_lines()}

    def names(self) -> Iterable[str]:
        venues = PartnerVenue.objects.values_list("title", "town")
        types = [event_type.names() for event_type in EventType.objects.all()]
        return {name for names in (*venues, *types) for name in names}


class Kits(Kind):
    """What a class can work with."""

    slug = "kits"
    label = _("Class kits")
    models = (ClassKitPage,)
    template = "search/components/kit_result.html"

    def pages(self, now: datetime) -> Q:
        visible = ClassKitPage.objects.visible()
        return super().pages(now) & Q(translation_key__in=visible.values("translation_key"))

    def facts(self, keys: Iterable[UUID], now: datetime) -> dict[UUID, ClassKitPage]:
        kits = ClassKitPage.objects.visible().filter(translation_key__in=keys).for_cards()
        return {kit.translation_key: kit for kit in kits}

    def names(self) -> Iterable[str]:
        return [name for level in SchoolLevel.objects.all() for name in level.names()]


class Visits(Kind):
    """What a class can come for."""

    slug = "visites"
    label = _("Visits and workshops")
    models = (VisitOfferPage,)
    template = "search/components/visit_result.html"

    def pages(self, now: datetime) -> Q:
        visible = VisitOfferPage.objects.visible()
        return super().pages(now) & Q(translation_key__in=visible.values("translation_key"))

    def facts(self, keys: Iterable[UUID], now: datetime) -> dict[UUID, VisitOfferPage]:
        visits = VisitOfferPage.objects.visible().filter(translation_key__in=keys).for_cards()
        return {visit.translation_key: visit for visit in visits}


class Offers(Kind):
    """What one may still apply for, what closes first in front."""

    slug = "emplois"
    label = _("Job offers")
    models = (JobPage,)
    template = "search/components/offer_result.html"

    def open(self, now: datetime) -> JobQuerySet:
        return JobPage.objects.visible().open(now)

    def pages(self, now: datetime) -> Q:
        return super().pages(now) & Q(translation_key__in=self.open(now).values("translation_key"))

    def moments(self, keys: Iterable[UUID], now: datetime) -> dict[UUID, datetime]:
        offers = self.open(now).filter(translation_key__in=keys)
        return dict(offers.values_list("translation_key", "closes_at"))

    def facts(self, keys: Iterable[UUID], now: datetime) -> dict[UUID, JobPage]:
        offers = self.open(now).filter(translation_key__in=keys).for_list()
        return {offer.translation_key: offer for offer in offers}

    def names(self) -> Iterable[str]:
        return [name for term in ContractType.objects.all() for name in term.names()]


class OtherPages(Kind):
    """Every page below the home page that no other kind claims: news, lists, the network's own."""

    slug = "pages"
    label = _("Pages")
    models = ()
    template = "search/components/page_result.html"

    def pages(self, now: datetime) -> Q:
        claimed = [model for kind in KINDS for model in kind.models]
        types = ContentType.objects.get_for_models(*claimed).values()
        return Q(depth__gt=FRONT_DOOR) & ~Q(content_type__in=[one.pk for one in types])


# In the order in which results of the same worth are shown.
KINDS: list[Kind] = [Museums(), Events(), Kits(), Visits(), Offers(), OtherPages()]


def kind_of(page: Page) -> Kind:
    """The kind of a page, from its content type alone."""
    model = page.cached_content_type.model_class()
    return next((kind for kind in KINDS if model in kind.models), KINDS[-1])
