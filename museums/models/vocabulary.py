"""The words of the directory, kept by the network's team."""

from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from cms.models import Term


class Department(models.Model):
    """A department of the network's area; the code is the official one ("14", "2A")."""

    code = models.CharField(_("code"), max_length=3, unique=True)
    name = models.CharField(_("name"), max_length=50)

    class Meta:
        verbose_name = _("department")
        verbose_name_plural = _("departments")
        ordering = ["code"]

    def __str__(self) -> str:
        return f"{self.name} ({self.code})"


class Theme(Term):
    """What a museum's collections are about."""

    class Meta(Term.Meta):
        verbose_name = _("theme")
        verbose_name_plural = _("themes")


class Label(Term):
    """What somebody else vouches for: a state label, a mark of quality."""

    class Meta(Term.Meta):
        verbose_name = pgettext_lazy("of a museum", "label")
        verbose_name_plural = pgettext_lazy("of a museum", "labels")


class Service(Term):
    """What a museum has for its visitors besides its collections: a shop, a café, lockers."""

    class Meta(Term.Meta):
        verbose_name = _("service")
        verbose_name_plural = _("services")
