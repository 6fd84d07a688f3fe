"""The words that the network shares to describe jobs."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from cms.models import Term
from jobs.choices import EmploymentType


class ContractType(Term):
    """What binds somebody to an employer: a statute, a contract, an agreement."""

    employment_type = models.CharField(
        _("schema.org type"),
        max_length=10,
        choices=EmploymentType.choices,
        blank=True,
        help_text=_("Empty for a lasting job: its working time says it all."),
    )

    class Meta(Term.Meta):
        verbose_name = _("type of contract")
        verbose_name_plural = _("types of contract")
