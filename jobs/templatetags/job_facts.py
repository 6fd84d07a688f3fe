"""The facts of one offer, in words: what was typed and, beside it, what the employer wrote."""

from collections.abc import Iterable
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from django import template
from django.utils.formats import number_format
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from cms.templatetags.components import calendar_day, long_day
from jobs.choices import (
    CivilService,
    DurationUnit,
    EmployerRole,
    LocationKind,
    SalaryKind,
    SalaryUnit,
    StartPrecision,
)
from jobs.templatetags.offers import contract_names, deadline_words

if TYPE_CHECKING:
    from jobs.models import JobEmployer, JobLocation, JobPage, OccupationPage

register = template.Library()

Fact = tuple[str, str, SafeString | str]


@register.inclusion_tag("components/facts.html")
def job_facts(offer: "JobPage") -> dict[str, Any]:
    """What one looks for first."""
    remote = capfirst(offer.get_remote_work_display())
    facts = [
        ("bell", _("Deadline"), beside(capfirst(deadline_words(offer)), offer.deadline_text)),
        ("briefcase", _("Contract"), beside(contract_names(offer), offer.contract_text)),
        ("users", _("Employer"), lines(employer_line(line) for line in offer.named_employers)),
        ("map-pin", _("Place"), lines(location_line(place) for place in offer.workplaces)),
        ("calendar", _("Start"), beside(start_words(offer), offer.start_text)),
        ("clock", _("Duration"), beside(duration_words(offer), offer.duration_text)),
        ("clock", _("Working time"), beside(working_time_words(offer), offer.working_time_text)),
        ("ticket", _("Pay"), pay(offer)),
        ("globe", _("Work from home"), beside(remote, offer.remote_text)),
    ]
    return {"rows": [fact for fact in facts if fact[2]]}


@register.inclusion_tag("components/facts.html")
def job_details(offer: "JobPage", is_open: bool) -> dict[str, Any]:
    """All the rest that was typed, for those who read on."""
    rows = [*standing(offer), *duties(offer), *requirements(offer), *origin(offer, is_open)]
    return {"rows": [(icon, term, value) for icon, term, value in rows if value]}


def standing(offer: "JobPage") -> list[Fact]:
    """What the job is in the civil service."""
    service = "" if offer.civil_service == CivilService.NONE else offer.get_civil_service_display()
    grades = lines(capfirst(str(grade)) for grade in offer.grades.all() if grade.label)
    basis = beside(capfirst(offer.get_open_to_contract_display()), offer.legal_basis)
    return [
        ("info", _("Civil service"), capfirst(service)),
        ("info", _("Category"), offer.category),
        ("info", _("Grades"), grades),
        ("info", _("Why the job is open"), offer.vacancy_reason),
        ("info", _("Open to people who are no civil servants"), beside(basis, offer.legal_note)),
        ("briefcase", _("Family of occupations"), offer.job_family),
        ("briefcase", _("Occupation"), beside(offer.occupation_label, offer.rome_codes)),
        ("briefcase", _("Profession sheet"), sheet_link(offer)),
    ]


def sheet_link(offer: "JobPage") -> SafeString | str:
    """The way to what the network says of the profession."""
    sheet = offer.sheet
    if sheet is None:
        return ""
    return format_html('<a href="{}">{}</a>', sheet.url, sheet.title)


def duties(offer: "JobPage") -> list[Fact]:
    """How one works there."""
    openings = str(offer.openings) if offer.openings > 1 else ""
    return [
        ("users", _("Number of jobs"), openings),
        ("users", _("Department or team"), offer.employment_unit),
        ("users", _("Reports to"), offer.supervision_text),
        ("users", _("Leads a team"), team(offer)),
        ("map-pin", _("Travel"), offer.travel_text),
        ("check", _("Benefits"), lines(capfirst(str(line)) for line in offer.benefits.all())),
        ("check", _("Leave"), offer.leave_text),
    ]


def requirements(offer: "JobPage") -> list[Fact]:
    """Whom it is for."""
    level = capfirst(offer.get_education_level_display() or "")
    return [
        ("school", _("Qualification"), beside(level, offer.education_text)),
        ("school", _("Experience"), offer.experience_text),
        ("info", _("Driving licence"), offer.licences),
        ("users", _("Conditions"), beside(ages(offer), offer.eligibility_text)),
    ]


def origin(offer: "JobPage", is_open: bool) -> list[Fact]:
    """Where the offer comes from; the way to the original only as long as one may apply."""
    link: SafeString | str = ""
    if is_open and offer.source_url:
        link = format_html('<a href="{}">{}</a>', offer.source_url, _("The original offer"))
    return [
        ("calendar", _("Posted on"), calendar_day(offer.posted_on, "year")),
        ("info", _("Reference"), offer.external_reference),
        ("external-link", _("First published on"), link),
    ]


def lines(texts: Iterable[str]) -> SafeString:
    """Texts one under the other."""
    return format_html_join(SafeString("<br>"), "{}", ((text,) for text in texts if text))


def beside(typed: str, words: str) -> SafeString | str:
    """What was typed and, under it, the employer's own words; either alone where it is alone."""
    if not typed or not words or typed == words:
        return typed or words
    return format_html('{}<br><span class="small">{}</span>', typed, words)


def employer_line(employer: "JobEmployer") -> SafeString:
    """An employer by its name, with its role where it does not go without saying."""
    name = format_html('<a href="{}">{}</a>' if employer.url else "{1}", employer.url, employer)
    notes = [employer.note, f"SIRET {employer.siret}" if employer.siret else ""]
    if employer.role != EmployerRole.EMPLOYER:
        notes.insert(0, str(employer.get_role_display()))
    note = ", ".join(filter(None, notes))
    return format_html('{} <span class="small">({})</span>', name, note) if note else name


def location_line(place: "JobLocation") -> SafeString:
    """An address; what it is where one does not work there."""
    text = ", ".join(place.lines)
    if place.kind == LocationKind.WORKPLACE:
        return format_html("{}", text)
    return format_html('{} <span class="small">({})</span>', text, place.get_kind_display())


def start_words(offer: "JobPage") -> str:
    if offer.start_precision == StartPrecision.ASAP:
        return capfirst(_("as soon as possible"))
    if offer.starts_on is None:
        return ""
    if offer.start_precision == StartPrecision.MONTH:
        return calendar_day(offer.starts_on, "year").split(" ", 1)[1].capitalize()
    return capfirst(long_day(offer.starts_on, "year"))


def duration_words(offer: "JobPage") -> str:
    """« 12 mois »."""
    number = offer.duration_value
    if not number:
        return ""
    words = {
        DurationUnit.DAY: ngettext("%(count)s day", "%(count)s days", number),
        DurationUnit.WEEK: ngettext("%(count)s week", "%(count)s weeks", number),
        DurationUnit.MONTH: ngettext("%(count)s month", "%(count)s months", number),
        DurationUnit.YEAR: ngettext("%(count)s year", "%(count)s years", number),
    }
    return words[offer.duration_unit] % {"count": number}


def working_time_words(offer: "JobPage") -> str:
    """« Temps partiel, de 24 à 26 h par semaine »."""
    parts = [str(offer.get_working_time_display())]
    lowest, highest = offer.hours_min, offer.hours_max
    if lowest and highest and lowest != highest:
        parts.append(
            _("from %(lowest)s to %(highest)s hours a week")
            % {"lowest": amount(lowest), "highest": amount(highest)}
        )
    elif lowest or highest:
        parts.append(_("%(hours)s hours a week") % {"hours": amount(lowest or highest)})
    if offer.days_per_year:
        parts.append(_("%(days)s days a year") % {"days": offer.days_per_year})
    return capfirst(", ".join(part for part in parts if part))


def amount(number: Decimal) -> str:
    """A number as it is read, without useless zeros."""
    places = 0 if number == number.to_integral_value() else 2
    return number_format(number, decimal_pos=places, force_grouping=True)


def pay(offer: "JobPage") -> SafeString:
    """What it pays: what that follows, amounts where there are any, the employer's words."""
    amounts = salary(offer)
    is_said = amounts and offer.salary_kind in (SalaryKind.RANGE, SalaryKind.FIXED)
    return lines(
        [
            "" if is_said else capfirst(str(offer.get_salary_kind_display())),
            capfirst(amounts),
            offer.collective_agreement,
            offer.classification,
            offer.salary_text,
        ]
    )


def salary(offer: "JobPage") -> str:
    """« de 1 900 € à 2 100 € par mois, brut »; empty without an amount."""
    lowest, highest = offer.salary_min, offer.salary_max
    known = [f"{amount(value)}\u00a0€" for value in (lowest, highest) if value is not None]
    if not known:
        return ""
    if len(known) == 2 and lowest != highest:
        text = _("from %(lowest)s to %(highest)s") % {"lowest": known[0], "highest": known[1]}
    elif lowest is not None and highest is None:
        text = _("from %(lowest)s up") % {"lowest": known[0]}
    else:
        text = known[-1]
    deductions = _("before deductions") if offer.is_gross else _("after deductions")
    return f"{text} {SalaryUnit(offer.salary_unit).label}, {deductions}"


def team(offer: "JobPage") -> str:
    if offer.manages_people is None:
        return ""
    if not offer.manages_people:
        return _("No")
    if not offer.team_size:
        return _("Yes")
    return ngettext("Yes, %(count)s person", "Yes, %(count)s people", offer.team_size) % {
        "count": offer.team_size
    }


def ages(offer: "JobPage") -> str:
    lowest, highest = offer.age_min, offer.age_max
    if lowest and highest:
        return _("from %(lowest)s to %(highest)s years old") % {
            "lowest": lowest,
            "highest": highest,
        }
    if lowest:
        return _("from %(age)s years old") % {"age": lowest}
    return _("up to %(age)s years old") % {"age": highest} if highest else ""


@register.inclusion_tag("components/facts.html")
def occupation_facts(sheet: "OccupationPage") -> dict[str, Any]:
    """What a profession is called, and where it stands in the civil service."""
    service = "" if sheet.civil_service == CivilService.NONE else sheet.get_civil_service_display()
    rows = [
        ("users", _("One says"), lines([sheet.feminine, sheet.masculine])),
        ("school", _("Qualification"), sheet.diploma),
        ("info", _("Civil service"), capfirst(service)),
        ("info", _("Category"), sheet.category),
        ("info", _("Branch"), sheet.branch),
        ("info", _("Employment frameworks"), lines(sheet.framework_lines)),
        ("briefcase", _("ROME code"), sheet.rome_code),
    ]
    return {"rows": [row for row in rows if row[2]]}
