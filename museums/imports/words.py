"""What a file calls departments, themes and towns, as the network knows them."""

from collections import Counter
from collections.abc import Iterable
from decimal import Decimal
from typing import Any, NamedTuple

from django.conf import settings

from cms.distances import Box, distance_km
from cms.models import Town
from cms.town_names import plain_name
from museums.imports.columns import BY_NAME
from museums.imports.reading import Row
from museums.imports.reasons import Reason, RefusedError, Remark
from museums.models import Department, MuseumPage, Theme

MAINLAND = Box(south=41.2, north=51.2, west=-5.3, east=9.7)
OVERSEAS = ("97", "98")
FARTHEST_KM = 30  # of a museum from the middle of its town; the largest are 20 km long
# Muséofile's words where the usual themes have others.
MUSEOFILE_THEMES = {
    "technique et industrie": "sciences-techniques",
    "sciences fondamentales": "sciences-techniques",
    "sciences de la nature": "sciences-naturelles",
}


class Place(NamedTuple):
    latitude: Decimal
    longitude: Decimal

    def is_in(self, box: Box) -> bool:
        return box.south <= self.latitude <= box.north and box.west <= self.longitude <= box.east


class Words:
    """The network's departments, themes and towns, read once for a whole file."""

    def __init__(self, rows: Iterable[Row]) -> None:
        self.departments = {department.code: department for department in Department.objects.all()}
        self.themes = {theme.slug: theme for theme in Theme.objects.all()}
        self.unknown_themes: Counter[str] = Counter()
        self._department_codes = {
            plain_name(word): code
            for code, department in self.departments.items()
            for word in (code, department.name, str(department))
        }
        self._theme_slugs = {
            plain_name(word): slug
            for slug, theme in self.themes.items()
            for word in (slug, *theme.names())
        }
        names = {plain_name(row.values["town"]) for row in rows if "town" in row.values}
        towns = Town.objects.filter(plain_name__in=names) if names else ()
        self._towns = {(town.plain_name, town.department_code): town for town in towns}

    def understood(self, row: Row) -> tuple[dict[str, Any], list[Remark]]:
        """The values of a row in the network's own words, and what was left out of them."""
        values, remarks = dict(row.values), []
        if "department" in values:
            values["department"] = self._department(values["department"])
        if "themes" in values:
            values["themes"] = self._themes(values["themes"])
            if not values["themes"]:
                del values["themes"]
        code = values.get("department") or self.department_of(values.get("postcode", ""))
        town = self._towns.get((plain_name(values["town"]), code))
        if town:
            values["town"] = town.name
        try:
            if "place" in values and settings.COUNTRY == "FR":
                _check_place(values["place"], code, town)
        except RefusedError as error:
            del values["place"]
            remarks.append(Remark(error.reason, row.number, row.title, details=error.details))
        return values, remarks

    def department_of(self, postcode: str) -> str | None:
        """The department that a postcode tells, if it is one of the network's."""
        digits = 3 if postcode.startswith(OVERSEAS) else 2
        code = postcode[:digits]
        return code if code in self.departments else None

    def put(self, museum: MuseumPage, name: str, value: Any) -> bool:
        """Write a department or themes, which are rows of their own; whether it was one."""
        if name == "department":
            museum.department = self.departments[value]
        elif name == "themes":
            museum.themes = [self.themes[slug] for slug in value if slug in self.themes]
        else:
            return False
        return True

    def shown(self, name: str, value: Any) -> str:
        """A value as people read it."""
        if name == "department":
            return str(self.departments.get(value, value))
        if name == "themes":
            return ", ".join(str(self.themes.get(slug, slug)) for slug in value)
        return BY_NAME[name].show(value)

    def _department(self, text: str) -> str:
        code = text.zfill(2) if text.isdigit() else text
        found = self._department_codes.get(plain_name(code))
        if found is None:
            raise RefusedError(Reason.DEPARTMENT_UNKNOWN, value=text[:80])
        return found

    def _themes(self, texts: list[str]) -> list[str]:
        slugs = set()
        for text in texts:
            word = plain_name(text)
            slug = self._theme_slugs.get(word) or MUSEOFILE_THEMES.get(word)
            if slug in self.themes:
                slugs.add(slug)
            else:
                self.unknown_themes[text[:80]] += 1
        return sorted(slugs)


def _check_place(value: str, department: str | None, town: Town | None) -> None:
    """Refuse a place where the museum cannot be."""
    place = Place(*map(Decimal, value.split(",")))
    is_overseas = bool(department and department.startswith(OVERSEAS))
    if not is_overseas and not place.is_in(MAINLAND):
        is_swapped = Place(place.longitude, place.latitude).is_in(MAINLAND)
        raise RefusedError(Reason.PLACE_SWAPPED if is_swapped else Reason.PLACE_ABROAD, value=value)
    km = distance_km(place, town) if town else 0
    if km > FARTHEST_KM:
        raise RefusedError(Reason.PLACE_FAR, value=value, km=round(km), town=town.name)
