"""A class kit in schema.org's words, as search engines read it."""

from typing import TYPE_CHECKING, Any

from django.conf import settings
from django.utils.translation import get_language

from cms.renditions import FALLBACK_SPEC
from museums.structured_data import museum_place

if TYPE_CHECKING:
    from schools.models import (
        ClassKitPage,
        Discipline,
        KitAuthor,
        KitProgrammeItem,
        SchoolLevel,
        VisitOfferPage,
    )

PROGRAMMES = "http://data.education.fr/voc/scolomfr/scolomfr-voc-015"
LEVELS = "http://data.education.fr/voc/scolomfr/scolomfr-voc-022"


def kit_structured_data(kit: "ClassKitPage") -> dict[str, Any]:
    """A LearningResource; only what is known is said."""
    known = {
        "@context": "https://schema.org",
        "@type": "LearningResource",
        "name": kit.title,
        "description": kit.summary,
        "url": settings.BASE_URL + kit.url,
        "inLanguage": get_language(),
        "isAccessibleForFree": True,
        "audience": {"@type": "EducationalAudience", "educationalRole": "teacher"},
        "learningResourceType": kit.get_resource_type_display(),
        "educationalLevel": [_level(level) for level in kit.classes],
        "typicalAgeRange": _ages(kit.classes),
        "about": [_discipline(discipline) for discipline in kit.disciplines.all()],
        "educationalAlignment": [_alignment(point) for point in kit.programme],
        "teaches": kit.objectives,
        "timeRequired": f"PT{kit.total_minutes}M" if kit.total_minutes else "",
        "author": [_person(author) for author in kit.authors.all()],
        "provider": museum_place(kit.museum) if kit.museum else {},
        "license": kit.licence.url if kit.licence else "",
        "datePublished": kit.first_published_at and kit.first_published_at.date().isoformat(),
    }
    if kit.current_release:
        known["version"] = str(kit.current_release.number)
    if kit.image:
        rendition = kit.image.get_renditions(FALLBACK_SPEC)[FALLBACK_SPEC]
        known["image"] = settings.BASE_URL + rendition.url
    return {name: value for name, value in known.items() if value}


def _level(level: "SchoolLevel") -> dict[str, Any]:
    term = {"@type": "DefinedTerm", "name": str(level)}
    if level.scolomfr_uri:
        term |= {"url": level.scolomfr_uri, "inDefinedTermSet": LEVELS}
    return term


def _discipline(discipline: "Discipline") -> dict[str, Any]:
    if not discipline.scolomfr_uri:
        return {"@type": "Thing", "name": str(discipline)}
    return {
        "@type": "DefinedTerm",
        "name": str(discipline),
        "url": discipline.scolomfr_uri,
        "inDefinedTermSet": PROGRAMMES,
    }


def _alignment(point: "KitProgrammeItem") -> dict[str, Any]:
    """A point of the programme: its address in the official list, or where it is written."""
    known = {
        "@type": "AlignmentObject",
        "alignmentType": "teaches",
        "targetName": str(point),
        "targetUrl": point.item.uri if point.item else "",
        "educationalFramework": PROGRAMMES if point.item else point.source,
    }
    return {name: value for name, value in known.items() if value}


def _ages(levels: "list[SchoolLevel]") -> str:
    """From the youngest to the oldest pupil, where all classes say theirs."""
    ages = [(level.age_min, level.age_max) for level in levels]
    if not ages or not all(low and high for low, high in ages):
        return ""
    return f"{min(low for low, _high in ages)}-{max(high for _low, high in ages)}"


def _person(author: "KitAuthor") -> dict[str, Any]:
    person = {"@type": "Person", "name": author.name}
    if author.function:
        person["jobTitle"] = author.function
    if author.institution:
        person["affiliation"] = {"@type": "Organization", "name": author.institution}
    return person


def offer_structured_data(offer: "VisitOfferPage") -> dict[str, Any]:
    """A Service of a museum for classes; only what is known is said."""
    facts = offer.source
    known = {
        "@context": "https://schema.org",
        "@type": "Service",
        "name": offer.title,
        "description": offer.summary,
        "url": settings.BASE_URL + offer.url,
        "serviceType": offer.format_labels,
        "provider": museum_place(facts.museum) if facts.museum else {},
        "areaServed": [str(area) for area in facts.intervention_area.all()],
        "audience": {
            "@type": "EducationalAudience",
            "educationalRole": "student",
            "audienceType": ", ".join(map(str, facts.classes)),
        },
    }
    if facts.price is not None:
        known["offers"] = {
            "@type": "Offer",
            "price": str(facts.price),
            "priceCurrency": "EUR",
            "eligibleQuantity": {"@type": "QuantitativeValue", "maxValue": facts.capacity},
        }
    return {name: value for name, value in known.items() if value}
