"""The closed lists of the directory."""

from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


class OpeningPeriod(models.TextChoices):
    """When in the year some hours hold; the later ones here go before the earlier ones."""

    ALL_YEAR = "always", _("All year round")
    EACH_YEAR = "yearly", _("Each year, from … to …")
    SCHOOL_HOLIDAYS = "school", _("During school holidays")
    DATED = "dated", _("Once, from … to …")
    PUBLIC_HOLIDAYS = "feasts", _("On public holidays")


class Space(models.TextChoices):
    """What the hours are of."""

    MUSEUM = "museum", _("the museum")
    GARDEN = "garden", _("the garden")
    SHOP = "shop", _("the shop")


class Moderation(models.TextChoices):
    """Who decides that what a museum writes goes on line."""

    FREELY = "freely", _("the museum publishes freely")
    LEAD = "lead", _("a lead of the museum approves")
    NETWORK = "network", _("the network approves")


class PriceKind(models.TextChoices):
    """Whom a price is for; the words are the site's, so that each language has its own."""

    FULL = "full", _("Full price")
    REDUCED = "reduced", _("Reduced price")
    YOUNG = "young", _("Children and young people")
    FAMILY = "family", _("Family")
    GROUP = "group", _("Group, each")
    SCHOOL = "school", _("School group, each pupil")
    PASS = "pass", _("Pass for a year")
    OTHER = "other", pgettext_lazy("of a price", "Other")


class IdentifierScheme(models.TextChoices):
    """The registers in which a museum may be known; Muséofile has a field of its own."""

    WIKIDATA = "wikidata", "Wikidata"
    OSM = "osm", "OpenStreetMap"
    ISIL = "isil", "ISIL"
    ACCESLIBRE = "acceslibre", "acceslibre"


class Role(models.TextChoices):
    """What somebody is invited to do."""

    EDITOR = "editor", pgettext_lazy("of a person", "writes")
    LEAD = "lead", pgettext_lazy("of a person", "leads")
    PARTNER = "partner", pgettext_lazy("of a person", "academic partner")
    NETWORK = "network", pgettext_lazy("of a person", "the network’s team")


OF_A_MUSEUM = (Role.EDITOR, Role.LEAD)
