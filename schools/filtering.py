"""What each filter of the list asks of what classes are offered: of a kit, of an offer.

The names are those of the address; several values of one filter are any of them.
"""

from collections.abc import Callable, Mapping
from collections.abc import Collection as Choices
from datetime import date
from functools import partial, reduce
from operator import or_
from typing import TYPE_CHECKING, Any

from django.apps import apps
from django.db.models import Exists, OuterRef, Q, QuerySet, Subquery
from wagtail.models import Page

from cms.french import question_words
from cms.visibility import parent_path
from schools.choices import (
    NEED_FIELDS,
    PHASE_FIELDS,
    VISITORS_FIELDS,
    WHEELCHAIR,
    Phase,
    VisitVenue,
)

if TYPE_CHECKING:
    from cms.nearby import Nearby

Conditions = Mapping[str, Callable[[Any], Q]]

KITS, OFFERS = "kits", "visit_offers"  # what the vocabularies call those that name them
NONE = Q(pk__in=[])


def conditions(asked: dict[str, Any], known: Conditions) -> dict[str, Q]:
    """What each filter at work asks; one without value, or unknown, asks nothing."""
    return {name: known[name](value) for name, value in asked.items() if value and name in known}


def holding(question: str) -> Q:
    """Every word is among those that the site's search finds it by, in one of its languages."""
    types = [apps.get_model("schools", name) for name in ("ClassKitPage", "VisitOfferPage")]
    words = " ".join(question_words(question))
    found = Page.objects.live().exact_type(*types)
    found = found.search(words, operator="and", order_by_relevance=False)
    return Q(translation_key__in=[page.translation_key for page in found])


def for_levels(codes: Choices[str], pages: str = KITS) -> Q:
    """One of these classes, or a class of one of these cycles.

    Exists, not a join: what is for two of the classes must be listed once.
    """
    levels = apps.get_model("schools", "SchoolLevel").objects.filter(**{pages: OuterRef("pk")})
    return Q(Exists(levels.filter(Q(code__in=codes) | Q(parent__code__in=codes))))


def with_disciplines(slugs: Choices[str], pages: str = KITS) -> Q:
    disciplines = apps.get_model("schools", "Discipline").objects.filter(slug__in=slugs)
    return Q(Exists(disciplines.filter(**{pages: OuterRef("pk")})))


def published_below(museums: QuerySet) -> Q:
    """Those that one of these museums publishes."""
    return Q(Exists(museums.order_by().filter(path=parent_path())))


def at_museums(slugs: Choices[str]) -> Q:
    """Those that one of these museums publishes."""
    return published_below(_museums().filter(slug__in=slugs))


def near(nearby: "Nearby[int]") -> Q:
    """Those of a museum that is not too far from the town named."""
    return published_below(_museums().filter(pk__in=nearby.distances))


def _museums() -> QuerySet:
    return apps.get_model("museums", "MuseumPage").objects.sources()


# Kits


def kits_in_phases(phases: Choices[str]) -> Q:
    return reduce(or_, (Q(**{PHASE_FIELDS[phase]: True}) for phase in phases))


def kits_lasting_at_most(minutes: str | int) -> Q:
    return Q(total_minutes__lte=int(minutes))


def kits_at_museums(slugs: Choices[str]) -> Q:
    """Kits that one of these museums publishes, or makes with another."""
    return at_museums(slugs) | _made_with(museum__slug__in=slugs)


def kits_near(nearby: "Nearby[int]") -> Q:
    """The same for the museums that are not too far."""
    return near(nearby) | _made_with(museum__in=nearby.distances)


def _made_with(**museums: Any) -> Q:
    partners = apps.get_model("schools", "KitMuseum").objects.filter(kit=OuterRef("pk"))
    return Q(Exists(partners.filter(**museums)))


def kits_meeting(needs: Choices[str]) -> Q:
    """Every one of these needs: somebody needs them all. A wheelchair needs an offer, not a kit."""
    if WHEELCHAIR in needs:
        return NONE
    return Q(**{NEED_FIELDS[need]: True for need in needs})


def validations_of_current() -> QuerySet:
    """What academies say of the version that teachers download, for a subquery of kits."""
    releases = apps.get_model("schools", "KitRelease").objects.standing()
    current = releases.filter(kit=OuterRef(OuterRef("pk"))).values("pk")[:1]
    return apps.get_model("schools", "KitValidation").objects.filter(release=Subquery(current))


def badges_in_force(day: date) -> QuerySet:
    """What they say on a day, their agreement running."""
    return validations_of_current().in_force(day)


def kits_validated(day: date) -> Q:
    """Kits whose current version bears an academy's mention on a day."""
    return Q(Exists(badges_in_force(day)))


KIT_FILTERS: Conditions = {
    "q": holding,
    "classe": for_levels,
    "discipline": with_disciplines,
    "phase": kits_in_phases,
    "duree": kits_lasting_at_most,
    "musee": kits_at_museums,
    "pres": kits_near,
    "acces": kits_meeting,
    "valide": kits_validated,
}


# Offers


def offers_in_phases(phases: Choices[str]) -> Q:
    """A class is offered its visit itself, or somebody who comes to school."""
    at_school = Q(venue_type=VisitVenue.SCHOOL)
    meant = {Phase.DURING: ~at_school, Phase.WITHOUT: at_school}
    return reduce(or_, (q for phase, q in meant.items() if phase in phases), NONE)


def offers_lasting_at_most(minutes: str | int) -> Q:
    return Q(duration_minutes__lte=int(minutes))


def offers_meeting(needs: Choices[str]) -> Q:
    """Every one of these needs, as an offer says whom it can receive."""
    return Q(**{VISITORS_FIELDS[need]: True for need in needs})


OFFER_FILTERS: Conditions = {
    "q": holding,
    "classe": partial(for_levels, pages=OFFERS),
    "discipline": partial(with_disciplines, pages=OFFERS),
    "phase": offers_in_phases,
    "duree": offers_lasting_at_most,
    "musee": at_museums,
    "pres": near,
    "acces": offers_meeting,
    "valide": lambda _day: NONE,  # academies read kits, not visits
}
