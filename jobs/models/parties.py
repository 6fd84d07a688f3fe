"""Whom a job is with, where, at which rank and with what beside the pay.

Any line may be left unfinished in a draft; what publication asks of it is said in jobs/forms.py.
"""

from typing import Any

from django.core.validators import MaxValueValidator, MinValueValidator, RegexValidator
from django.db import models
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey
from wagtail.admin.panels import FieldPanel, FieldRowPanel
from wagtail.models import Orderable

from cms.country import FrenchPanel
from jobs.choices import Benefit, EmployerRole, GradeKind, LocationKind
from jobs.places import department_code
from museums.models import MuseumPage


class JobEmployer(Orderable):
    """An organisation that employs, hosts or stands behind the job; a member or any other."""

    job = ParentalKey("jobs.JobPage", on_delete=models.CASCADE, related_name="employers")
    role = models.CharField(
        _("role"), max_length=11, choices=EmployerRole.choices, default=EmployerRole.EMPLOYER
    )
    museum = models.ForeignKey(
        MuseumPage,
        verbose_name=_("museum"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="employer_lines",
    )
    name = models.CharField(
        _("name"),
        max_length=200,
        blank=True,
        help_text=_("Empty for a museum of the network, unless its employer bears another name."),
    )
    website = models.URLField(_("web site"), blank=True)
    siret = models.CharField(
        _("SIRET number"),
        max_length=14,
        blank=True,
        validators=[RegexValidator(r"^\d{14}$", _("Fourteen digits, without spaces."))],
    )
    note = models.CharField(_("note"), max_length=300, blank=True)

    panels = [
        FieldRowPanel([FieldPanel("museum"), FieldPanel("name"), FieldPanel("role")]),
        FieldRowPanel([FieldPanel("website"), FieldPanel("siret"), FieldPanel("note")]),
    ]

    class Meta(Orderable.Meta):
        verbose_name = _("employer")
        verbose_name_plural = _("employers")

    def __str__(self) -> str:
        return self.name or (self.museum.title if self.museum else "")

    @property
    def url(self) -> str:
        """Where one may read about it: the page of a member that is on line, or its own site."""
        if self.museum and self.museum.live:
            return self.museum.url
        return self.website


class JobLocation(Orderable):
    """An address of the job: where one works, where one is attached, where one is interviewed."""

    job = ParentalKey("jobs.JobPage", on_delete=models.CASCADE, related_name="locations")
    kind = models.CharField(
        _("what it is"),
        max_length=24,
        choices=LocationKind.choices,
        default=LocationKind.WORKPLACE,
    )
    venue = models.CharField(_("building"), max_length=200, blank=True)
    street = models.CharField(_("street"), max_length=200, blank=True)
    postcode = models.CharField(_("postcode"), max_length=10, blank=True)
    city = models.CharField(_("town"), max_length=100, blank=True)
    department = models.CharField(_("department"), max_length=50, blank=True)
    department_code = models.CharField(
        _("number of the department"),
        max_length=3,
        blank=True,
        help_text=_("Empty: read from the postcode."),
    )
    latitude = models.DecimalField(
        _("latitude"),
        max_digits=8,
        decimal_places=5,
        null=True,
        blank=True,
        validators=[MinValueValidator(-90), MaxValueValidator(90)],
    )
    longitude = models.DecimalField(
        _("longitude"),
        max_digits=8,
        decimal_places=5,
        null=True,
        blank=True,
        validators=[MinValueValidator(-180), MaxValueValidator(180)],
    )
    is_primary = models.BooleanField(
        _("the main place"), default=False, help_text=_("The one that lists name.")
    )

    panels = [
        FieldRowPanel([FieldPanel("kind"), FieldPanel("venue"), FieldPanel("is_primary")]),
        FieldRowPanel([FieldPanel("street"), FieldPanel("postcode"), FieldPanel("city")]),
        FieldRowPanel(
            [
                FrenchPanel("department"),
                FrenchPanel("department_code"),
                FieldPanel("latitude"),
                FieldPanel("longitude"),
            ]
        ),
    ]

    class Meta(Orderable.Meta):
        verbose_name = _("place")
        verbose_name_plural = _("places")
        constraints = [
            models.CheckConstraint(
                condition=models.Q(latitude=None, longitude=None)
                | models.Q(latitude__isnull=False, longitude__isnull=False),
                name="job_location_both_coordinates_or_none",
                violation_error_message=_("Give both the latitude and the longitude, or neither."),
            ),
        ]
        indexes = [models.Index(fields=["department_code"], name="job_location_department")]

    def __str__(self) -> str:
        return self.city or self.venue

    def save(self, *args: Any, **kwargs: Any) -> None:
        self.department_code = self.department_code or department_code(self.postcode)
        super().save(*args, **kwargs)

    @property
    def lines(self) -> list[str]:
        """The address as it is written on an envelope, and its department."""
        town = f"{self.postcode} {self.city}".strip()
        if self.department:
            town = f"{town} ({self.department})" if town else self.department
        return [line for line in (self.venue, self.street, town) if line]


class JobGrade(Orderable):
    """A grade or an employment framework of the civil service that the job is open to."""

    job = ParentalKey("jobs.JobPage", on_delete=models.CASCADE, related_name="grades")
    kind = models.CharField(
        _("what it is"), max_length=9, choices=GradeKind.choices, default=GradeKind.GRADE
    )
    label = models.CharField(_("name"), max_length=200, blank=True)
    note = models.CharField(_("note"), max_length=200, blank=True)

    panels = [FieldRowPanel([FieldPanel("label"), FieldPanel("kind"), FieldPanel("note")])]

    class Meta(Orderable.Meta):
        verbose_name = _("grade")
        verbose_name_plural = _("grades")

    def __str__(self) -> str:
        return f"{self.label} ({self.note})" if self.note else self.label


class JobBenefit(Orderable):
    """Something that comes with the pay."""

    job = ParentalKey("jobs.JobPage", on_delete=models.CASCADE, related_name="benefits")
    kind = models.CharField(
        _("benefit"), max_length=16, choices=Benefit.choices, default=Benefit.OTHER
    )
    text = models.CharField(
        _("in the employer’s words"),
        max_length=200,
        blank=True,
        help_text=_("Shown instead of the name of the benefit."),
    )

    panels = [FieldRowPanel([FieldPanel("kind"), FieldPanel("text")])]

    class Meta(Orderable.Meta):
        verbose_name = _("benefit")
        verbose_name_plural = _("benefits")

    def __str__(self) -> str:
        return self.text or str(self.get_kind_display())
