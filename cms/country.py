"""What a network's country calls things, and what only France has: school zones, Muséofile."""

from django.conf import settings
from django.utils.functional import lazystr
from django.utils.translation import npgettext
from wagtail.admin.panels import FieldPanel, MultiFieldPanel

FRANCE = "FR"
MANY = 2


def is_in_france() -> bool:
    """Whether what only France has means anything here."""
    return settings.COUNTRY == FRANCE


def area_word(number: int = 1) -> str:
    """What a piece of the country's map is called, by which museums are listed."""
    words = {
        FRANCE: npgettext("of a country", "Department", "Departments", number),
        "BE": npgettext("of a country", "Province", "Provinces", number),
        "CA": npgettext("of a country", "Province", "Provinces", number),
        "CH": npgettext("of a country", "Canton", "Cantons", number),
        "LU": npgettext("of a country", "Canton", "Cantons", number),
    }
    return words.get(settings.COUNTRY) or npgettext("of a country", "Area", "Areas", number)


class _AreaLabel:
    """Asked when it is shown: each page in its own language."""

    def __str__(self) -> str:
        return area_word()


class _AreasLabel:
    """The same for several of them."""

    def __str__(self) -> str:
        return area_word(MANY)


AREA_LABEL = lazystr(_AreaLabel())


AREAS_LABEL = lazystr(_AreasLabel())


class FrenchPanel(FieldPanel):
    """A field that only a network in France fills in; elsewhere nobody is asked."""

    class BoundPanel(FieldPanel.BoundPanel):
        def is_shown(self) -> bool:
            return is_in_france() and super().is_shown()


class FrenchGroup(MultiFieldPanel):
    """The same for fields with lines of their own: these are in the form, and out of sight."""

    class BoundPanel(MultiFieldPanel.BoundPanel):
        @property
        def attrs(self) -> dict[str, str]:
            return self.panel.attrs | ({} if is_in_france() else {"hidden": "hidden"})
