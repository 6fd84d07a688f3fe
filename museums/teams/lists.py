"""A table of people to invite, line by line: what would come of it, and what comes.

The same table given twice invites nobody twice.
"""

import csv
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from io import StringIO

from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from cms.french import normalise
from cms.models import User
from cms.spreadsheets import BYTE_ORDER_MARK, harmless
from cms.town_names import plain_name
from museums.choices import Role
from museums.imports.tables import read_table
from museums.models import Invitation, MuseumPage
from museums.teams.inviting import invite

MOST_BYTES = 1_000_000
COLUMNS = {
    "email": ("courriel", "email", "e mail", "mail", "adresse electronique", "adresse mail"),
    "museum": ("musee", "museum", "nom", "name", "nom du musee"),
    "town": ("commune", "ville", "town"),
    "code": ("code museofile", "museofile", "identifiant", "museofile code"),
    "role": ("role", "fonction"),
}
HEADINGS = ("Code Muséofile", "Musée", "Commune", "Courriel", "Rôle")
LEADS = frozenset({"", "referent", "referente", "lead", "responsable"})
EDITORS = frozenset({"redaction", "redacteur", "redactrice", "editor", "benevole"})
LEAD_WORD = "référent"


class Outcome(StrEnum):
    """What comes of one line."""

    INVITED = "invited"
    WAITING = "waiting"
    THERE = "there"
    NO_EMAIL = "no_email"
    BAD_EMAIL = "bad_email"
    NO_MUSEUM = "no_museum"
    UNKNOWN = "unknown"
    SEVERAL = "several"
    BAD_ROLE = "bad_role"
    TWICE = "twice"


SENTENCES = {
    Outcome.INVITED: gettext_lazy("A message leaves."),
    Outcome.WAITING: gettext_lazy("Invited already, and has not answered: nothing leaves."),
    Outcome.THERE: gettext_lazy("Of the team already: nothing leaves."),
    Outcome.NO_EMAIL: gettext_lazy("No address: left out."),
    Outcome.BAD_EMAIL: gettext_lazy("This is no e-mail address: correct it."),
    Outcome.NO_MUSEUM: gettext_lazy("No museum is named: give its name and its town, or its code."),
    Outcome.UNKNOWN: gettext_lazy("No museum of the network has this name and town, or this code."),
    Outcome.SEVERAL: gettext_lazy("Several museums may be meant: give the town, or the code."),
    Outcome.BAD_ROLE: gettext_lazy("Which role is meant? Write “référent” or “rédaction”."),
    Outcome.TWICE: gettext_lazy("The same address for the same museum stands further up."),
}
WRONG = frozenset(Outcome) - {Outcome.INVITED, Outcome.WAITING, Outcome.THERE, Outcome.NO_EMAIL}


@dataclass(frozen=True)
class Line:
    """One line of the table, and what comes of it."""

    number: int
    email: str
    outcome: Outcome
    museum: MuseumPage | None = None
    role: Role = Role.LEAD
    name: str = ""

    @property
    def sentence(self) -> str:
        return str(SENTENCES[self.outcome])

    @property
    def is_wrong(self) -> bool:
        return self.outcome in WRONG


class NotAListError(ValueError):
    """A file without a column of addresses; its words say so."""


def read_lines(content: bytes) -> list[Line]:
    """What would come of each line of a table.

    Raises NotAListError, or RefusedError as files of members do, for what is no such table.
    """
    table = read_table(content, lambda name: any(name in names for names in COLUMNS.values()))
    if not set(COLUMNS["email"]) & set(table.columns):
        said = _("No column holds addresses: the first line must name the columns: %(names)s.")
        raise NotAListError(said % {"names": ", ".join(HEADINGS)})
    known = _Known()
    return [known.line(number, _Cells(cells)) for number, cells in table.rows]


def invite_all(lines: Iterable[Line], by: User, now: datetime) -> int:
    """Invite those whom a table names and who are not yet; how many."""
    invited = [line for line in lines if line.outcome == Outcome.INVITED]
    for line in invited:
        invite(line.email, line.museum, line.role, by, now)
    return len(invited)


def table_to_fill(museums: Iterable[MuseumPage]) -> str:
    """A table of these museums where only the addresses are left to write."""
    buffer = StringIO()
    writer = csv.writer(buffer, delimiter=";", lineterminator="\r\n")
    writer.writerow(HEADINGS)
    for museum in museums:
        cells = (museum.museofile_code, museum.title, museum.town, "", LEAD_WORD)
        writer.writerow([harmless(cell) for cell in cells])
    return BYTE_ORDER_MARK + buffer.getvalue()


class _Cells:
    """The cells of a line by what they mean."""

    def __init__(self, cells: dict[str, str]) -> None:
        self._cells = cells

    def __getitem__(self, meaning: str) -> str:
        found = (self._cells.get(column, "") for column in COLUMNS[meaning])
        return next((cell.strip().lstrip("'") for cell in found if cell.strip()), "")


class _Known:
    """The museums, their people and who is invited, read once."""

    def __init__(self) -> None:
        self.museums = list(MuseumPage.objects.sources().order_by("pk"))
        groups = User.groups.through.objects.filter(user__is_active=True)
        self.people = set(groups.values_list("group_id", "user__email"))
        self.invited = set(Invitation.objects.waiting().values_list("museum_id", "email"))
        self.seen: set[tuple[int, str]] = set()

    def line(self, number: int, cells: _Cells) -> Line:
        email, name = cells["email"].lower(), cells["museum"] or cells["code"]
        meant = list(self._meant(cells))
        role = _role(cells["role"])
        outcome = self._outcome(email, cells, meant, role)
        museum = meant[0] if len(meant) == 1 else None
        return Line(number, email, outcome, museum, role or Role.LEAD, name)

    def _outcome(
        self, email: str, cells: _Cells, meant: list[MuseumPage], role: Role | None
    ) -> Outcome:
        if not email:
            return Outcome.NO_EMAIL
        if not _is_address(email):
            return Outcome.BAD_EMAIL
        if len(meant) != 1:
            is_named = cells["museum"] or cells["code"]
            return Outcome.SEVERAL if meant else Outcome.UNKNOWN if is_named else Outcome.NO_MUSEUM
        if role is None:
            return Outcome.BAD_ROLE
        (museum,) = meant
        if (museum.pk, email) in self.seen:
            return Outcome.TWICE
        self.seen.add((museum.pk, email))
        if {(museum.leads_id, email), (museum.editors_id, email)} & self.people:
            return Outcome.THERE
        return Outcome.WAITING if (museum.pk, email) in self.invited else Outcome.INVITED

    def _meant(self, cells: _Cells) -> Iterator[MuseumPage]:
        """By code, else by name and, where it is given, by town."""
        code, name, town = cells["code"].upper(), cells["museum"], cells["town"]
        for museum in self.museums:
            if code and museum.museofile_code:
                is_meant = museum.museofile_code == code
            else:
                is_meant = bool(name) and normalise(museum.title) == normalise(name)
                is_meant = is_meant and (not town or plain_name(museum.town) == plain_name(town))
            if is_meant:
                yield museum


def _role(word: str) -> Role | None:
    """The role that a word means; a lead where nothing is said."""
    plain = plain_name(word)
    if plain in LEADS:
        return Role.LEAD
    return Role.EDITOR if plain in EDITORS else None


def _is_address(text: str) -> bool:
    try:
        validate_email(text)
    except ValidationError:
        return False
    return True
