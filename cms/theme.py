"""A network's own colours: what they must be read on, and the stylesheet that sets them.

Pure: it knows no page. The colours that no network sets stand in cms/css/tokens.css.
"""

from collections.abc import Mapping
from hashlib import sha256
from typing import NamedTuple

from django.utils.formats import number_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from cms.contrast import BLACK, WHITE, contrast, lightened_until, mixed

TEXT_RATIO, HEADLINE_RATIO = 4.5, 3.0  # WCAG 2.2, level AA: text, and large text
LINE_SHARE = 0.17  # of white in the lines and the map drawn on the band
NIGHT_SHARE = 0.35  # of black in a band that is worked out for the dark theme

DEFAULTS = {
    "brand": "#123a4a",
    "brand_dark": "#0c2b38",
    "accent": "#a33a1f",
    "accent_dark": "#ff9d7d",
}


class Neighbour(NamedTuple):
    """A colour of the site that a network's own one stands beside, as text or below text."""

    colour: str
    ratio: float
    words: str


ON_BAND = (
    Neighbour("#ffffff", TEXT_RATIO, gettext_lazy("the white text that stands on it")),
    Neighbour("#f2c14e", HEADLINE_RATIO, gettext_lazy("the yellow of the headline")),
)
NEIGHBOURS = {
    "brand": ON_BAND,
    "brand_dark": ON_BAND,
    "accent": (
        Neighbour("#ffffff", TEXT_RATIO, gettext_lazy("the white text of the buttons")),
        Neighbour("#e9e2d4", TEXT_RATIO, gettext_lazy("the tinted paper that it is written on")),
    ),
    "accent_dark": (
        Neighbour("#1b0f0a", TEXT_RATIO, gettext_lazy("the dark text of the buttons")),
        Neighbour("#263036", TEXT_RATIO, gettext_lazy("the dark paper that it is written on")),
    ),
}
TO_BE_LIGHT = {"accent_dark"}


def complaint(name: str, colour: str) -> str:
    """What is wrong with a colour in its place, with the contrast measured; empty if nothing."""
    for neighbour in NEIGHBOURS[name]:
        found = contrast(colour, neighbour.colour)
        if found < neighbour.ratio:
            advice = (
                _("Choose a lighter colour.")
                if name in TO_BE_LIGHT
                else _("Choose a darker colour.")
            )
            said = _("With %(other)s its contrast is %(found)s, and it takes %(ratio)s.") % {
                "other": neighbour.words,
                # Cut, not rounded: 4.49 is not 4.5.
                "found": number_format(int(found * 100) / 100, 2),
                "ratio": number_format(neighbour.ratio, 1),
            }
            return f"{said} {advice}"
    return ""


def for_the_night(brand: str, accent: str) -> dict[str, str]:
    """The colours of the dark theme, worked out from those of the light one."""
    paper = NEIGHBOURS["accent_dark"][1].colour
    return {
        "brand_dark": mixed(brand, BLACK, NIGHT_SHARE),
        "accent_dark": lightened_until(accent, paper, TEXT_RATIO),
    }


def stylesheet(colours: Mapping[str, str]) -> str:
    """The custom properties of these colours; empty for those that the site has anyway."""
    if all(colours[name] == colour for name, colour in DEFAULTS.items()):
        return ""
    day, night = colours["brand"], colours["brand_dark"]
    lines = (mixed(day, WHITE, LINE_SHARE), mixed(night, WHITE, LINE_SHARE))
    pairs = {
        "brand": (day, night),
        "brand-light": lines,
        "accent": (colours["accent"], colours["accent_dark"]),
    }
    rows = "".join(f"--{name}:light-dark({one},{two});" for name, (one, two) in pairs.items())
    return f":root{{{rows}}}"


def digest(sheet: str) -> str:
    """A name that no other stylesheet has, so that browsers keep it for ever."""
    return sha256(sheet.encode()).hexdigest()[:12]
