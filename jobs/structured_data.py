"""An offer in schema.org's words, as search engines read them."""

from typing import TYPE_CHECKING, Any

from django.conf import settings
from django.utils import timezone
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString, mark_safe
from wagtail.rich_text import expand_db_html

from jobs.blocks import section_heading
from jobs.choices import EmployerRole, RemoteWork, SalaryUnit, WorkingTime

if TYPE_CHECKING:
    from jobs.models import JobEmployer, JobLocation, JobPage, OccupationPage

WORKING_TIMES = {WorkingTime.FULL: "FULL_TIME", WorkingTime.PART: "PART_TIME"}
SALARY_UNITS = {
    SalaryUnit.HOUR: "HOUR",
    SalaryUnit.DAY: "DAY",
    SalaryUnit.MONTH: "MONTH",
    SalaryUnit.YEAR: "YEAR",
}


def job_posting(offer: "JobPage") -> dict[str, Any]:
    """A JobPosting that says nothing which is not on the offer's page.

    No pay without numbers, no working from home unless it is entirely so.
    """
    employer = hiring_organization(offer.named_employers)
    known = {
        "identifier": _identifier(offer, employer),
        "hiringOrganization": employer,
        "jobLocation": [_place(place) for place in offer.workplaces],
        "employmentType": _employment_types(offer),
        "jobLocationType": "TELECOMMUTE" if offer.remote_work == RemoteWork.FULL else None,
        "baseSalary": _base_salary(offer),
        "totalJobOpenings": offer.openings if offer.openings > 1 else None,
    }
    return {
        "@context": "https://schema.org",
        "@type": "JobPosting",
        "title": offer.title,
        "description": whole_text(offer),
        "datePosted": offer.posted_on.isoformat(),
        "validThrough": timezone.localtime(offer.closing_instant()).isoformat(),
        "url": settings.BASE_URL + offer.url,
        "inLanguage": settings.LANGUAGE_CODE,
        **{name: value for name, value in known.items() if value},
    }


def occupation_data(sheet: "OccupationPage") -> dict[str, Any]:
    """A profession, with what its sheet says of it."""
    codes = sheet.rome_code and {
        "@type": "CategoryCode",
        "inCodeSet": {"@type": "CategoryCodeSet", "name": "ROME"},
        "codeValue": sheet.rome_code,
    }
    named = [name for name in (sheet.feminine, sheet.masculine) if name and name != sheet.title]
    known = {
        "alternateName": named,
        "description": sheet.summary,
        "skills": ", ".join(sheet.skill_lines),
        "educationRequirements": sheet.diploma,
        "occupationalCategory": codes,
    }
    return {
        "@context": "https://schema.org",
        "@type": "Occupation",
        "name": sheet.title,
        "url": settings.BASE_URL + sheet.url,
        **{name: value for name, value in known.items() if value},
    }


def whole_text(offer: "JobPage") -> SafeString:
    """All that the employer wrote, as HTML, heading by heading."""
    sections = format_html_join(
        "",
        "<h2>{}</h2>{}",
        (
            (section_heading(block.value), mark_safe(expand_db_html(block.value["text"].source)))  # noqa: S308 (Wagtail's rich text is clean)
            for block in offer.sections
        ),
    )
    conditions = mark_safe(expand_db_html(offer.conditions_text))  # noqa: S308
    return format_html("{}{}", sections, conditions)


def hiring_organization(employers: "list[JobEmployer]") -> dict[str, Any] | None:
    """The first who employs; none where nobody is named."""
    employing = [line for line in employers if line.role == EmployerRole.EMPLOYER]
    if not employing:
        return None
    line = employing[0]
    organization = {"@type": "Organization", "name": str(line)}
    if line.website:
        organization["sameAs"] = line.website
    elif line.url:
        organization["sameAs"] = settings.BASE_URL + line.url
    return organization


def _identifier(offer: "JobPage", employer: dict[str, Any] | None) -> dict[str, Any] | None:
    if not offer.external_reference:
        return None
    name = employer["name"] if employer else offer.get_source_display()
    return {"@type": "PropertyValue", "name": str(name), "value": offer.external_reference}


def _place(place: "JobLocation") -> dict[str, Any]:
    address = {
        "streetAddress": ", ".join(line for line in (place.venue, place.street) if line),
        "postalCode": place.postcode,
        "addressLocality": place.city,
        "addressRegion": place.department,
    }
    known = {name: value for name, value in address.items() if value}
    return {
        "@type": "Place",
        "address": {"@type": "PostalAddress", **known, "addressCountry": settings.COUNTRY},
    }


def _employment_types(offer: "JobPage") -> list[str]:
    """What its contracts imply, and how much of the week it takes."""
    types = [contract.employment_type for contract in offer.contract_types.all()]
    types.append(WORKING_TIMES.get(offer.working_time, ""))
    return list(dict.fromkeys(filter(None, types)))


def _base_salary(offer: "JobPage") -> dict[str, Any] | None:
    lowest, highest = offer.salary_min, offer.salary_max
    if lowest is None and highest is None:
        return None
    amount = {"@type": "QuantitativeValue", "unitText": SALARY_UNITS[offer.salary_unit]}
    if lowest is not None and highest is not None and lowest != highest:
        amount |= {"minValue": float(lowest), "maxValue": float(highest)}
    else:
        amount["value"] = float(highest if lowest is None else lowest)
    return {"@type": "MonetaryAmount", "currency": "EUR", "value": amount}
