"""The text of a notice of emploi-territorial.fr, read line by line; knows no pages, no Django.

Its labels are stable: what stands after one goes to a field, what stands below some of them goes
to a part of the text. A line that has no place is kept as such; none is lost.
"""

import re
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date
from html import escape
from typing import Any

from jobs.verbatim import named_dates, plain_letters, says_as_soon_as_possible, says_before

Row = dict[str, Any]

EMAIL = re.compile(r"[\w.+-]+@[\w-]+(?:\.[\w-]+)+")
TELEPHONE = re.compile(r"(?:\+33\s?|0)[1-9](?:[\s.-]?\d{2}){4}")
PLACE = re.compile(
    r"(?:(?P<street>.+),\s*)?(?P<postcode>\d{5}\s+)?(?P<city>[^,()\d]+?)"
    r"(?:\s*\((?P<department>[^()]+)\))?"
)
ITEM = re.compile(r"\s*[-•*–]\s+")
DURATION = re.compile(r"(\d{1,3})\s*(jours?|semaines?|mois|ans?|annees?)\b")
UNITS = {"j": "day", "s": "week", "m": "month", "a": "year"}
HOURS = re.compile(r"(\d{1,2})\s*h(?:eures?)?\s*(\d{2})?\b")
CATEGORY = re.compile(r"\b(?:cat\.|categorie)\s*(a\+|a|b|c)(?!\w)")
# Words of the kind of job, and the types of contract that they mean.
CONTRACTS = (
    ("remplacement", ("contractuel-public", "remplacement")),
    ("contrat de projet", ("contrat-de-projet",)),
    ("apprenti", ("apprentissage",)),
    ("stage", ("stage",)),
    ("vacation", ("vacation",)),
    ("saisonnier", ("contractuel-public",)),
    ("accroissement", ("contractuel-public",)),
    ("emploi permanent", ("titulaire",)),
)


@dataclass
class Pasted:
    """What a notice says: values by field, lines by relation, parts of the text, what is left."""

    fields: dict[str, Any] = field(default_factory=dict)
    said: dict[str, str] = field(default_factory=dict)  # the line that each value comes from
    rows: dict[str, list[tuple[str, Row]]] = field(default_factory=dict)  # each with its line
    contracts: tuple[str, ...] = ()
    sections: list[tuple[str, str, str]] = field(default_factory=list)  # kind, heading, HTML
    unplaced: list[str] = field(default_factory=list)

    def put(self, line: str, **values: Any) -> bool:
        """Keep values that a line says; refused where another line said one of them."""
        if self.fields.keys() & values.keys():
            return False
        self.fields |= values
        self.said |= dict.fromkeys(values, line)
        return True

    def add(self, relation: str, line: str, **row: Any) -> bool:
        """Keep a row that a line says; without a line, what it says is kept elsewhere too."""
        self.rows.setdefault(relation, []).append((line, row))
        return True


@dataclass
class Block:
    """Lines that go together, and what becomes of them."""

    close: Callable[[Pasted, list[str]], bool]
    lines: list[str] = field(default_factory=list)


def read_notice(text: str) -> Pasted:
    """What the pasted text says, whatever is missing, doubled or broken in it."""
    found = Pasted()
    block: Block | None = None
    lines = [
        line for line in map(str.rstrip, text.replace("\u00a0", " ").splitlines()) if line.strip()
    ]
    for number, raw in enumerate(lines):
        line = unmarked(raw)
        if is_layout(line):
            finish(found, block)
            block = None
            if "travailleurs handicapes" in plain_letters(line):
                block = Block(equal_access)
            continue
        label, value = label_of(line)
        opened = BLOCKS.get(label)
        if opened:
            finish(found, block)
            block = Block(opened(line.partition(":")[0].strip()), [value] if value else [])
        elif label in LABELS:
            finish(found, block)
            block = None
            if not value or not LABELS[label](found, line, value):
                found.unplaced.append(line)
            elif label == "ouvert aux contractuels":
                block = Block(legal_note)
        elif number == 0 and not REFERENCE.fullmatch(line):
            found.put(line, title=line)
        elif not place_head(found, line):
            if block:
                block.lines.append(text_of(raw))
            else:
                found.unplaced.append(line)
    finish(found, block)
    found.contracts = contracts_of(found)
    return found


# Lines


def unmarked(line: str) -> str:
    """A line as it reads, without marks of layout."""
    line = re.sub(r"\[([^]]*)\]\([^)]*\)", r"\1", line).replace("**", "")
    line = re.sub(r"<(http[^>]*)>", r"\1", line)
    return re.sub(r"^\s*#+\s+", "", line).strip()


def text_of(raw: str) -> str:
    """A line of a part of the text; an item of a list keeps its mark."""
    mark = ITEM.match(raw)
    return f"- {unmarked(raw[mark.end() :])}" if mark else unmarked(raw)


def label_of(line: str) -> tuple[str, str]:
    """(label in comparable letters, value) of « Employeur : Ville »; no label, no colon."""
    label, colon, value = line.partition(":")
    plain = plain_letters(label).replace("’", "'")
    return (" ".join(plain.split()), value.strip()) if colon else ("", line)


def is_layout(line: str) -> bool:
    """Whether a line is only a heading of the site, which offers here have in other words."""
    return " ".join(plain_letters(line).replace("’", "'").split()) in LAYOUT


LAYOUT = {
    "synthese de l'offre",
    "details de l'offre",
    "contact et modalites de candidature",
    "travailleurs handicapes",
}
REFERENCE = re.compile(r"Offre\s+n[°o]\s*(?P<reference>\S+)", re.IGNORECASE)
POSTED = re.compile(r"Publiée\s+le\s+(?P<day>\d{1,2}/\d{1,2}/\d{4})", re.IGNORECASE)


def place_head(found: Pasted, line: str) -> bool:
    """The number of the notice and its day, which have no label."""
    if match := REFERENCE.fullmatch(line):
        return found.put(line, external_reference=match["reference"])
    if match := POSTED.fullmatch(line):
        day = the_day(match["day"])
        return day is not None and found.put(line, posted_on=day)
    return False


def the_day(text: str) -> date | None:
    """The one whole date that a text names."""
    named = named_dates(text)
    if len(named) != 1 or not named[0].year:
        return None
    try:
        return date(named[0].year, named[0].month, named[0].day)
    except ValueError:
        return None


# What stands after a label


def employer(found: Pasted, line: str, value: str) -> bool:
    return found.add("employers", line, name=value)


def website(found: Pasted, line: str, value: str) -> bool:
    employers = found.rows.get("employers", [])
    is_address = re.fullmatch(r"https?://\S+", value) is not None
    if not employers or "website" in employers[-1][1] or not is_address:
        return False
    employers[-1][1]["website"] = value
    return True


def place(found: Pasted, line: str, value: str) -> bool:
    match = PLACE.fullmatch(value)
    known = (
        {name: (text or "").strip() for name, text in match.groupdict().items()} if match else {}
    )
    return found.add("locations", line, **(known or {"venue": value}))


def start(found: Pasted, line: str, value: str) -> bool:
    day = the_day(value)
    if says_as_soon_as_possible(value):
        return found.put(line, start_precision="asap", start_text=value)
    if day is None:
        return found.put(line, start_text=value)
    words = {} if is_only_a_day(value) else {"start_text": value}
    return found.put(line, starts_on=day, **words)


def deadline(found: Pasted, line: str, value: str) -> bool:
    day = the_day(value)
    if day is None:
        return found.put(line, deadline_text=value)
    rule = {"deadline_rule": "exclusive"} if says_before(value) else {}
    words = {} if is_only_a_day(value) else {"deadline_text": value}
    return found.put(line, deadline_on=day, **rule, **words)


def is_only_a_day(value: str) -> bool:
    return re.fullmatch(r"\d{1,2}/\d{1,2}/\d{4}", value) is not None


def duration(found: Pasted, line: str, value: str) -> bool:
    match = DURATION.search(plain_letters(value))
    if not match:
        return found.put(line, duration_text=value)
    unit = UNITS[match[2][0]]
    return found.put(line, duration_value=int(match[1]), duration_unit=unit, duration_text=value)


def grade(found: Pasted, line: str, value: str) -> bool:
    if match := CATEGORY.search(plain_letters(value)):
        found.fields.setdefault("category", match[1].upper())
    return found.add("grades", line, label=value)


def open_to_contract(found: Pasted, line: str, value: str) -> bool:
    answer, _paren, basis = value.partition("(")
    said = {"oui": "yes", "non": "no"}.get(plain_letters(answer).strip())
    if said is None:
        return False
    return found.put(line, open_to_contract=said, legal_basis=basis.strip().removesuffix(")"))


def working_time(found: Pasted, line: str, value: str) -> bool:
    plain, values = plain_letters(value), {"working_time_text": value}
    if "non complet" in plain or "partiel" in plain:
        values["working_time"] = "part"
    elif "complet" in plain:
        values["working_time"] = "full"
    if match := HOURS.search(plain):
        values["hours_min"] = str(int(match[1]) + round(int(match[2] or 0) / 60, 1))
    return found.put(line, **values)


def remote(found: Pasted, line: str, value: str) -> bool:
    said = {"oui": "possible", "non": "no"}.get(plain_letters(value))
    return found.put(line, **({"remote_work": said} if said else {"remote_text": value}))


def management(found: Pasted, line: str, value: str) -> bool:
    said = {"oui": True, "non": False}.get(plain_letters(value))
    return said is not None and found.put(line, manages_people=said)


def contact(found: Pasted, line: str, value: str) -> bool:
    address, number = EMAIL.search(value), TELEPHONE.search(value)
    rest = value
    for match in (address, number):
        rest = rest.replace(match[0], " ") if match else rest
    return found.add(
        "contacts",
        line,
        email=address[0] if address else "",
        phone=number[0] if number else "",
        name=" ".join(rest.split()).strip(" -–,;/"),
    )


def application_page(found: Pasted, line: str, value: str) -> bool:
    return found.add("applications", line, kind="url", value=value)


def words_in(name: str) -> Callable[[Pasted, str, str], bool]:
    """A label whose value is kept word for word by the field of that name."""
    return lambda found, line, value: found.put(line, **{name: value})


LABELS: dict[str, Callable[[Pasted, str, str], bool]] = {
    "employeur": employer,
    "site web de l'employeur": website,
    "lieu de travail": place,
    "poste a pourvoir le": start,
    "date limite de candidature": deadline,
    "type d'emploi": words_in("vacancy_reason"),
    "duree de la mission": duration,
    "famille de metiers": words_in("job_family"),
    "grade(s) recherche(s)": grade,
    "metier(s)": words_in("occupation_label"),
    "ouvert aux contractuels": open_to_contract,
    "temps de travail": working_time,
    "teletravail": remote,
    "management": management,
    "experience souhaitee": words_in("experience_text"),
    "contact": contact,
    "page de candidature en ligne": application_page,
}


# What stands below a label


def part(kind: str) -> Callable[[str], Callable[[Pasted, list[str]], bool]]:
    """A part of the text, under the notice's own heading."""

    def named(heading: str) -> Callable[[Pasted, list[str]], bool]:
        def close(found: Pasted, lines: list[str]) -> bool:
            found.sections.append((kind, heading, as_html(lines)))
            return True

        return close

    return named


def how_to_apply(heading: str) -> Callable[[Pasted, list[str]], bool]:
    def close(found: Pasted, lines: list[str]) -> bool:
        text = "\n".join(lines)
        for address in dict.fromkeys(EMAIL.findall(text)):
            found.add("applications", "", kind="email", value=address)
        return found.put(text, application_text=text)

    return close


def legal_note(found: Pasted, lines: list[str]) -> bool:
    text = "\n".join(lines)
    return found.put(text, legal_note=text)


def equal_access(found: Pasted, lines: list[str]) -> bool:
    return found.put("\n".join(lines), inclusion_statement=as_html(lines))


BLOCKS: dict[str, Callable[[str], Callable[[Pasted, list[str]], bool]]] = {
    "descriptif de l'emploi": part("employer"),
    "missions / conditions d'exercice": part("missions"),
    "missions": part("missions"),
    "profils recherches": part("profile"),
    "profil recherche": part("profile"),
    "informations complementaires": how_to_apply,
}


def finish(found: Pasted, block: Block | None) -> None:
    """Close a block; where its place is taken, its lines are left over."""
    if block and block.lines and not block.close(found, block.lines):
        found.unplaced += block.lines


def as_html(lines: list[str]) -> str:
    """Paragraphs and lists."""
    html = "".join(
        f"<li>{escape(line[2:])}</li>" if line.startswith("- ") else f"<p>{escape(line)}</p>"
        for line in lines
    )
    return re.sub(r"((?:<li>.*?</li>)+)", r"<ul>\1</ul>", html)


def contracts_of(found: Pasted) -> tuple[str, ...]:
    """The types of contract that the kind of job means."""
    plain = plain_letters(str(found.fields.get("vacancy_reason", "")))
    slugs = next((slugs for words, slugs in CONTRACTS if words in plain), ())
    is_open = found.fields.get("open_to_contract") == "yes"
    return (*slugs, "contractuel-public") if slugs == ("titulaire",) and is_open else slugs
