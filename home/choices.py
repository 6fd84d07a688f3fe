"""The words that the network's own pages choose from."""

from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


class Conformity(models.TextChoices):
    """How far a site follows the RGAA, in the three degrees that French law knows."""

    FULL = "full", _("fully compliant")
    PARTIAL = "partial", _("partially compliant")
    NONE = "none", _("not compliant")


class InaccessibleKind(models.TextChoices):
    """On what ground a content is not accessible; the headings that the law imposes."""

    FAILURE = "failure", _("Failures to comply")
    BURDEN = "burden", _("Exemptions for disproportionate burden")
    EXEMPT = "exempt", _("Contents outside the obligation of accessibility")


class ContactSubject(models.TextChoices):
    """What a visitor writes to the network about."""

    CLASS_VISIT = "class", _("I am preparing a class outing")
    PRESS = "press", _("Press")
    MEMBERSHIP = "membership", _("Joining the network")
    MISTAKE = "mistake", _("Reporting a mistake")
    ACCESSIBILITY = "accessibility", _("A difficulty of access to this site")
    OTHER = "other", pgettext_lazy("of a message", "Something else")
