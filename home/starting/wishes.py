"""What somebody wants of the network they start, and what their words for it mean."""

import re
from dataclasses import dataclass, field
from importlib.resources import files

import holidays
from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.utils.translation import gettext as _

from cms.country import area_word, is_in_france
from cms.models.network import SCHOOL_ZONES
from cms.theme import complaint
from home.starting.french_departments import DEPARTMENTS
from home.starting.questions import WrongAnswerError

COLOUR = re.compile(r"#[0-9a-f]{6}")
NAMED_AREA = re.compile(r"([0-9A-Za-z]{1,3}) *= *(.{1,50})")
SPOKEN = (("fr",), ("fr", "en"))


@dataclass(frozen=True)
class Wishes:
    """What a network is told once; empty where it was not said."""

    name: str = ""
    tagline: str = ""
    tagline_en: str = ""
    contact_email: str = ""
    school_zone: str = ""
    brand: str = ""
    accent: str = ""
    languages: tuple[str, ...] = ("fr",)
    departments: dict[str, str] = field(default_factory=dict)


def a_name(text: str) -> str:
    """The name of a network."""
    if not text:
        raise WrongAnswerError(_("The network needs a name."))
    if len(text) > 100:
        raise WrongAnswerError(_("This is too long: keep it under 100 characters."))
    return text


def an_address(text: str) -> str:
    """An e-mail address."""
    try:
        validate_email(text)
    except ValidationError as error:
        raise WrongAnswerError(_("Write a whole address, such as name@example.org.")) from error
    return text.lower()


def an_address_or_none(text: str) -> str:
    """An e-mail address, or nothing."""
    return an_address(text) if text else ""


def some_departments(text: str) -> dict[str, str]:
    """Departments by their codes; elsewhere than in France, each as code=name."""
    found = {}
    for part in filter(None, re.split(r"[,;\n]+\s*", text.strip())):
        named = NAMED_AREA.fullmatch(part.strip())
        code = part.strip().upper().zfill(2)
        if named:
            found[named[1].upper()] = named[2].strip()
        elif is_in_france() and code in DEPARTMENTS:
            found[code] = DEPARTMENTS[code]
        else:
            raise WrongAnswerError(_unknown_area(part.strip()))
    if not found:
        raise WrongAnswerError(_("Name one at least: museums are listed by it."))
    return found


def _unknown_area(part: str) -> str:
    if is_in_france():
        return _("“%(code)s” is no French department: write codes such as 14, 2A or 974.") % {
            "code": part
        }
    return _(
        "“%(text)s” does not give a code and a name: write them as in %(example)s "
        "(code of three letters or figures at most)."
    ) % {"text": part, "example": f"ABC={area_word()}"}


def some_languages(text: str) -> tuple[str, ...]:
    """French, or French and English."""
    languages = tuple(dict.fromkeys(re.split(r"[,\s]+", text.strip().lower())))
    if languages not in SPOKEN:
        raise WrongAnswerError(_("Write “fr”, or “fr,en”."))
    return languages


def a_zone(text: str) -> str:
    """A school holiday zone, or none."""
    zone = text.upper()
    if zone and (not is_in_france() or zone not in dict(SCHOOL_ZONES)):
        raise WrongAnswerError(_("The school holiday zones are A, B and C, in France only."))
    return zone


def a_brand(text: str) -> str:
    """The colour of the band, on which texts can be read."""
    return _a_colour("brand", text)


def an_accent(text: str) -> str:
    """The colour of buttons and marks."""
    return _a_colour("accent", text)


def _a_colour(name: str, text: str) -> str:
    colour = text.lower()
    if colour and not COLOUR.fullmatch(colour):
        raise WrongAnswerError(_("A colour such as #123a4a."))
    if colour and (said := complaint(name, colour)):
        raise WrongAnswerError(said)
    return colour


def check_country(country: str, time_zone: str) -> list[str]:
    """What does not fit in COUNTRY and TIME_ZONE; refuses a country that nobody knows."""
    if country not in holidays.list_supported_countries():
        raise WrongAnswerError(
            _("COUNTRY=%(country)s: write the two letters of a country, such as FR or BE.")
            % {"country": country}
        )
    zones = _time_zones(country)
    if not zones or time_zone in zones:
        return []
    return [
        _(
            "COUNTRY is %(country)s and TIME_ZONE is %(zone)s: clocks there follow %(zones)s. "
            "Correct one of the two before anything is published."
        )
        % {"country": country, "zone": time_zone, "zones": ", ".join(zones[:3])}
    ]


def _time_zones(country: str) -> list[str]:
    """The time zones of a country, by the table that comes with the time zones themselves."""
    table = files("tzdata").joinpath("zoneinfo", "zone1970.tab").read_text()
    rows = (line.split("\t") for line in table.splitlines() if not line.startswith("#"))
    shared = [row[2] for row in rows if country in row[0].split(",")]
    own = files("tzdata").joinpath("zoneinfo", "zone.tab").read_text()
    rows = (line.split("\t") for line in own.splitlines() if not line.startswith("#"))
    return list(dict.fromkeys([row[2] for row in rows if row[0] == country] + shared))
