"""Which column of a file means which field of a museum: one line a field.

Names of columns are plain names: « Téléphone » is "telephone". The first ones are ours, as
`import_museums --template` writes them; Muséofile's own are among the others.
"""

import csv
from collections.abc import Callable
from dataclasses import dataclass
from decimal import Decimal
from io import StringIO
from operator import attrgetter
from typing import TYPE_CHECKING, Any

from django.conf import settings
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from museums.imports import converting

if TYPE_CHECKING:
    from museums.models import MuseumPage

FRENCH_ONLY = frozenset({converting.postcode, converting.phone})


@dataclass(frozen=True)
class Field:
    """A field of a museum's page: its columns, how it is read from them, from a page, and written.

    Its value is text, or a list of texts, as it is kept in the database and compared.
    """

    name: str
    label: str | Promise
    columns: tuple[str, ...]
    convert: Callable[[str], Any]
    example: str
    most: int = 0  # characters, where the database has a limit
    read: Callable[["MuseumPage"], Any] | None = None
    write: Callable[["MuseumPage", Any], None] | None = None

    def value_of(self, museum: "MuseumPage") -> Any:
        return (self.read or attrgetter(self.name))(museum)

    def put(self, museum: "MuseumPage", value: Any) -> None:
        if self.write:
            self.write(museum, value)
        else:
            setattr(museum, self.name, value)

    def converted(self, text: str) -> Any:
        """The value of a cell; raises RefusedError where it cannot be taken."""
        if settings.COUNTRY != "FR" and self.convert in FRENCH_ONLY:
            return converting.as_written(text)
        return self.convert(text)


def listed(text: str) -> list[str]:
    """Several words with semicolons between them."""
    return [word.strip() for word in text.split(";") if word.strip()]


def place_of(museum: "MuseumPage") -> str:
    if museum.latitude is None or museum.longitude is None:
        return ""
    return f"{museum.latitude:.5f},{museum.longitude:.5f}"


def put_place(museum: "MuseumPage", value: str) -> None:
    museum.latitude, museum.longitude = map(Decimal, value.split(","))


def themes_of(museum: "MuseumPage") -> list[str]:
    return sorted(theme.slug for theme in museum.themes.all())


FIELDS = (
    Field(
        "title",
        _("name"),
        (
            "nom",
            "name",
            "nom usage",
            "nom d usage",
            "nom du musee",
            "musee",
            "title",
            "nom officiel",
        ),
        converting.name,
        "Musée de la Dentelle",
        255,
    ),
    Field(
        "museofile_code",
        _("Muséofile code"),
        ("code museofile", "museofile code", "identifiant", "museofile"),
        converting.code,
        "",
    ),
    Field(
        "street",
        _("street"),
        ("adresse", "street", "rue", "address"),
        converting.line,
        "1, rue du Musée",
        200,
    ),
    Field(
        "postcode",
        _("postcode"),
        ("code postal", "postcode", "cp", "postal code"),
        converting.postcode,
        "14000",
        10,
    ),
    Field("town", _("town"), ("ville", "town", "commune", "city"), converting.town, "Caen", 100),
    Field(
        "department",
        _("department"),
        ("departement", "department"),
        converting.line,
        "Calvados",
        read=attrgetter("department.code"),
    ),
    Field(
        "place",
        _("latitude and longitude"),
        ("geolocalisation", "coordinates", "coordonnees"),
        converting.place,
        "49.18,-0.37",
        read=place_of,
        write=put_place,
    ),
    Field(
        "themes",
        _("themes"),
        ("domaine thematique", "themes", "theme"),
        listed,
        "Arts décoratifs;Histoire",
        read=themes_of,
    ),
    Field(
        "website",
        _("web site"),
        ("url", "website", "site web", "site internet", "web site", "site"),
        converting.web_address,
        "www.dentelle.example",
        200,
    ),
    Field(
        "phone",
        _("telephone"),
        ("telephone", "phone", "tel"),
        converting.phone,
        "02 31 00 00 00",
        30,
    ),
    Field(
        "email",
        _("e-mail"),
        ("courriel", "email", "e mail", "mail", "adresse electronique"),
        converting.email,
        "contact@dentelle.example",
        254,
    ),
    Field(
        "summary",
        _("summary"),
        ("resume", "summary"),
        converting.line,
        "Des dentelles au fuseau, et qui les font.",
        300,
    ),
)
BY_NAME = {field.name: field for field in FIELDS}
LATITUDE, LONGITUDE = "latitude", "longitude"
# Ours in French as people write them; the other names hold in any case and without accents.
HEADINGS = {
    "title": "Nom",
    "museofile_code": "Code Muséofile",
    "street": "Adresse",
    "postcode": "Code postal",
    "town": "Ville",
    "department": "Département",
    "place": "Géolocalisation",
    "themes": "Domaine thématique",
    "website": "URL",
    "phone": "Téléphone",
    "email": "Courriel",
    "summary": "Résumé",
}
KNOWN = frozenset(column for field in FIELDS for column in field.columns) | {LATITUDE, LONGITUDE}


def is_known(column: str) -> bool:
    """Whether a column means something here, by its plain name."""
    return column in KNOWN


def template() -> str:
    """A file to fill in: the columns and one line."""
    out = StringIO()
    writer = csv.writer(out, delimiter=";", lineterminator="\n")
    writer.writerow(HEADINGS[field.name] for field in FIELDS)
    writer.writerow(field.example for field in FIELDS)
    return out.getvalue()


def column_of(field: Field, columns: list[str]) -> str | None:
    """The column of a file that a field is read from: the first of its names that is there."""
    return next((name for name in field.columns if name in columns), None)
