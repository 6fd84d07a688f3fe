"""Offers as employers wrote them, and how each of their lines is kept by an offer of ours.

Each function types one text into the fields of a JobPage. It takes every line by its number, once,
so that a line nobody took stands out; beside the line it may say how the page tells the same.
"""

import re
from datetime import date
from html import escape
from pathlib import Path

from jobs.models import (
    JobApplicationWay,
    JobBenefit,
    JobContact,
    JobEmployer,
    JobGrade,
    JobLocation,
)

HERE = Path(__file__).parent


class Notice:
    """The text of an offer, line by line (the first is 1), without its marks of layout."""

    def __init__(self, text: str) -> None:
        lines = {number: unmarked(line) for number, line in enumerate(text.splitlines(), 1)}
        self.lines = {number: line for number, line in lines.items() if line}
        self.kept: dict[int, tuple[str, tuple[str, ...]]] = {}

    def take(self, number: int, field: str, *shown: str) -> str:
        """The line, which `field` keeps; the page says it as it is, or in the words `shown`."""
        assert number not in self.kept, f"line {number} was taken twice"
        line = self.lines[number]
        self.kept[number] = (field, shown or (line,))
        return line

    def value(self, number: int, field: str, *shown: str) -> str:
        """What stands after the label of a line, « Employeur : »."""
        value = self.lines[number].partition(" : ")[2]
        self.take(number, field, *(shown or (value,)))
        return value

    def paragraphs(self, first: int, last: int, field: str) -> str:
        """Lines as rich text: a paragraph each."""
        numbers = [number for number in self.lines if first <= number <= last]
        return "".join(f"<p>{escape(self.take(number, field))}</p>" for number in numbers)

    def items(self, first: int, last: int, field: str) -> str:
        """Lines as rich text: a list."""
        numbers = [number for number in self.lines if first <= number <= last]
        items = "".join(f"<li>{escape(self.take(number, field))}</li>" for number in numbers)
        return f"<ul>{items}</ul>"

    def leftovers(self) -> dict[int, str]:
        """The lines that no field keeps."""
        return {n: line for n, line in self.lines.items() if n not in self.kept}


def unmarked(line: str) -> str:
    """A line of Markdown as it reads."""
    line = re.sub(r"\[([^]]*)\]\([^)]*\)", r"\1", line).replace("**", "")
    line = re.sub(r"<(http[^>]*)>", r"\1", line)
    return re.sub(r"^\s*(#+|-)\s+", "", line).strip()


def two_mills(notice: Notice) -> dict:
    """Two employers under one name, two places, a deadline that excludes a day of no year."""
    first, second = notice.lines[7].partition(" : ")[2].split(" ; ")
    notice.take(7, "employers", first, second)
    eure = notice.value(10, "locations", "Pont-de-Risle (Eure)")
    seine = notice.take(11, "locations", "Saint-Wandrin (Seine-Maritime)")
    missions = (
        notice.paragraphs(19, 19, "sections")
        + "<ul>"
        + f"<li>{notice.take(21, 'sections')}</li>"
        + f"<li>{notice.take(22, 'sections')}"
        + notice.items(23, 24, "sections")
        + "</li></ul>"
    )
    contact = notice.take(30, "application_text")
    address = notice.take(31, "application_text")
    return {
        "title": notice.take(1, "title"),
        "external_reference": reference(notice, 3),
        "posted_on": typed_day(notice.take(5, "posted_on", "3 février 2027").split()[-1]),
        "contracts": ("cdi",),
        "employers": [
            JobEmployer(name=first),
            JobEmployer(name=second, role="co_employer"),
            JobEmployer(name=notice.value(8, "employers"), role="brand"),
        ],
        "locations": [
            JobLocation(city=town(eure), department=department(eure), department_code="27"),
            JobLocation(city=town(seine), department=department(seine), department_code="76"),
        ],
        "starts_on": typed_day(notice.value(13, "starts_on", "1er avril 2027")),
        "start_text": notice.take(28, "start_text"),
        "deadline_on": date(2027, 2, 22),
        "deadline_rule": "exclusive",
        "deadline_text": notice.value(15, "deadline_text"),
        "sections": [("missions", notice.take(17, "sections"), missions)],
        "application_text": heading(notice, 26, "Comment candidater") + f"{contact}\n{address}",
        "applications": [JobApplicationWay(value="emploi@deux-moulins.example")],
        "salary_text": "",
    }


def volunteer(notice: Notice) -> dict:
    """No employer, no place, no pay, no deadline, no way to apply; the days are not certain."""
    text = notice.take(7, "sections")
    return {
        "title": notice.take(1, "title"),
        "contracts": ("service-civique",),
        "duration_value": 6,
        "duration_text": notice.take(3, "duration_text"),
        "starts_on": date(2027, 3, 1),
        "start_precision": "month",
        "posted_on": date(2027, 1, 11),
        "working_time": "part",
        "hours_min": 24,
        "working_time_text": notice.take(4, "working_time_text"),
        "age_min": 16,
        "age_max": 25,
        "eligibility_text": notice.take(5, "eligibility_text"),
        "deadline_rule": "until_filled",
        "deadline_on": None,
        "sections": [
            ("context", "", notice.paragraphs(6, 6, "sections")),
            (
                "missions",
                "",
                f"<p>{text}</p>"
                + notice.items(8, 9, "sections")
                + notice.paragraphs(10, 10, "sections"),
            ),
            ("other", "", notice.paragraphs(11, 11, "sections")),
        ],
        "contract_text": notice.take(2, "contract_types"),
        **NOTHING_ELSE,
    }


def communication(notice: Notice) -> dict:
    """The post of 2024: statutory, with a date and « dès que possible » for the same thing."""
    place = notice.value(17, "locations")
    street, town_and_department = place.rsplit(", ", 1)
    basis = notice.lines[35].partition("(")[2].rstrip(")")
    notice.value(35, "open_to_contract, legal_basis", basis)
    for number, shown in ((11, "En bref"), (27, "En détail"), (107, "Comment candidater")):
        heading(notice, number, shown)
    heading(notice, 111, "Comment candidater")
    heading(notice, 127, "Égalité d’accès")
    website = notice.value(15, "employers")
    title_of_employer = notice.take(47, "sections")
    introduction = notice.paragraphs(49, 53, "sections") + notice.items(55, 57, "sections")
    missions = (
        notice.paragraphs(61, 63, "sections")
        + notice.items(65, 67, "sections")
        + notice.paragraphs(69, 69, "sections")
        + notice.items(71, 82, "sections")
        + notice.paragraphs(84, 84, "sections")
        + notice.items(86, 93, "sections")
    )
    return {
        "title": notice.take(3, "title"),
        "source": "emploi_territorial",
        "external_reference": reference(notice, 7),
        "posted_on": typed_day(notice.take(9, "posted_on", "15 octobre 2024").split()[-1]),
        "contracts": ("contractuel-public", "remplacement"),
        "contract_text": notice.take(115, "contract_text"),
        "employers": [JobEmployer(name=notice.value(13, "employers"), website=website)],
        "locations": [
            JobLocation(
                street=street,
                city=town(town_and_department),
                department=department(town_and_department),
                department_code="14",
            )
        ],
        "starts_on": typed_day(notice.value(19, "starts_on", "1er décembre 2024")),
        "start_text": notice.take(113, "start_text"),
        "deadline_on": typed_day(notice.value(21, "deadline_on", "14 novembre 2024")),
        "vacancy_reason": notice.value(23, "vacancy_reason"),
        "duration_value": 12,
        "duration_text": notice.value(25, "duration_value, duration_text"),
        "civil_service": "fpt",
        "category": "B",
        "job_family": notice.value(29, "job_family"),
        "grades": [JobGrade(label=notice.value(31, "grades"))],
        "occupation_label": notice.value(33, "occupation_label"),
        "open_to_contract": "yes",
        "legal_basis": basis,
        "legal_note": notice.take(37, "legal_note"),
        "working_time": "full",
        "working_time_text": notice.value(39, "working_time"),
        "remote_work": "possible",
        "remote_text": notice.value(41, "remote_text"),
        "manages_people": notice.value(43, "manages_people") != "Non",
        "sections": [
            (
                "employer",
                notice.take(45, "sections"),
                f"<h3>{title_of_employer}</h3>{introduction}",
            ),
            ("missions", notice.take(59, "sections"), missions),
            ("profile", notice.take(95, "sections"), notice.paragraphs(97, 99, "sections")),
        ],
        "education_level": 6,
        "education_text": notice.take(101, "education_text"),
        "licences": notice.take(103, "licences"),
        "salary_kind": "statutory_grid",
        "salary_text": notice.take(105, "salary_text"),
        "benefits": [JobBenefit(kind="social_works"), JobBenefit(kind="meal_vouchers")],
        "contacts": [JobContact(phone=notice.value(109, "contacts"))],
        "application_text": notice.take(117, "application_text"),
        "applications": [
            JobApplicationWay(
                value=re.search(r"\S+@[\w.]+\.fr", notice.lines[117])[0],
                addressee=notice.take(119, "applications"),
                postal_address="\n".join(notice.take(n, "applications") for n in (121, 122, 123)),
            ),
            JobApplicationWay(kind="url", value=notice.value(125, "applications")),
        ],
        "inclusion_statement": notice.paragraphs(129, 129, "inclusion_statement"),
    }


def civic_service(notice: Notice) -> dict:
    """The mission of 2021: no deadline, no employer's line, no place, no contact, no pay."""
    return {
        "title": notice.take(1, "title"),
        "source": "service_civique",
        "contracts": ("service-civique",),
        "contract_text": notice.take(2, "contract_types"),
        "posted_on": date(2021, 9, 20),
        "duration_value": 8,
        "duration_text": notice.take(3, "duration_value, duration_text, starts_on"),
        "starts_on": date(2021, 11, 1),
        "start_precision": "day",
        "working_time": "part",
        "hours_min": 24,
        "hours_max": 26,
        "working_time_text": notice.take(4, "hours_min, hours_max, working_time_text"),
        "age_min": 18,
        "age_max": 25,
        "eligibility_text": notice.take(5, "age_min, age_max, eligibility_text"),
        "deadline_on": None,
        "sections": [
            ("context", "", notice.paragraphs(6, 6, "sections")),
            (
                "missions",
                "",
                notice.paragraphs(7, 7, "sections")
                + notice.items(8, 14, "sections")
                + notice.paragraphs(15, 15, "sections"),
            ),
            ("other", "", notice.paragraphs(16, 16, "sections")),
        ],
        **NOTHING_ELSE,
    }


NOTHING_ELSE = {"employers": [], "locations": [], "applications": [], "salary_text": ""}


def heading(notice: Notice, number: int, shown: str) -> str:
    """A heading of the layout, which the page has in its own words; adds no text."""
    notice.take(number, "layout", shown)
    return ""


def reference(notice: Notice, number: int) -> str:
    value = notice.lines[number].partition("n° ")[2]
    notice.take(number, "external_reference", value)
    return value


def town(place: str) -> str:
    return place.partition(" (")[0]


def department(place: str) -> str:
    return place.partition(" (")[2].rstrip(")")


def typed_day(text: str) -> date:
    day, month, year = map(int, text.split("/"))
    return date(year, month, day)
