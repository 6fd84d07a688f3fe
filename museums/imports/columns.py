"""Which column of a file means which field of a museum: one line a field.

Names of columns are plain names: « Téléphone » is "telephone". The first ones are ours, as
`import_museums --template` writes them; Muséofile's own are among the others.
"""

import csv
from decimal import Decimal
from io import StringIO
from operator import attrgetter
from typing import TYPE_CHECKING

from django.utils.translation import gettext_lazy as _

from museums.imports import converting
from museums.imports.field import Field
from museums.imports.visit_columns import VISIT_FIELDS, VISIT_HEADINGS

if TYPE_CHECKING:
    from museums.models import MuseumPage


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
    *VISIT_FIELDS,
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
    **VISIT_HEADINGS,
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
