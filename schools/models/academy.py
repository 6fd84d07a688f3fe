"""The academies that the network works with, their agreements and their people."""

from datetime import date, timedelta
from secrets import token_urlsafe
from typing import Self

from django.conf import settings
from django.core.validators import FileExtensionValidator
from django.db import models
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey
from modelcluster.models import ClusterableModel
from wagtail.models import Orderable

from cms.file_contents import check_content
from cms.models import CreditedImage
from museums.models import Department, MuseumPage
from museums.network import PARTNERS_GROUP
from schools.fields import GuardedFileField
from schools.models.vocabulary import Discipline


class Academy(ClusterableModel):
    """The education authority of some departments."""

    name = models.CharField(
        _("name"),
        max_length=100,
        unique=True,
        help_text=_("As in a sentence, without a capital."),
    )
    name_en = models.CharField(_("name in English"), max_length=100, blank=True)
    departments = models.ManyToManyField(
        Department, verbose_name=_("departments"), related_name="academies", blank=True
    )
    website = models.URLField(_("website"), blank=True)
    logo = models.ForeignKey(
        CreditedImage,
        verbose_name=_("logo"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
        help_text=_("Shown as long as an agreement allows it."),
    )

    class Meta:
        verbose_name = _("academy")
        verbose_name_plural = _("academies")
        ordering = ["name"]

    def __str__(self) -> str:
        return (self.name_en if get_language() == "en" else "") or self.name


class AcademyPartner(Orderable):
    """Somebody who reads kits for an academy."""

    academy = ParentalKey(Academy, on_delete=models.CASCADE, related_name="partners")
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("person"),
        on_delete=models.CASCADE,
        related_name="academy_partnerships",
        limit_choices_to={"groups__name": PARTNERS_GROUP},
    )
    function = models.CharField(
        _("function"), max_length=150, blank=True, help_text=_("Signed under what they validate.")
    )

    class Meta(Orderable.Meta):
        verbose_name = _("partner of an academy")
        verbose_name_plural = _("partners of academies")
        constraints = [
            models.UniqueConstraint(fields=["academy", "user"], name="academy_partner_once")
        ]

    def __str__(self) -> str:
        return f"{self.user}, {self.function}" if self.function else str(self.user)


class PartnershipAgreementQuerySet(models.QuerySet):
    """Questions about agreements."""

    def running(self, day: date) -> Self:
        """Those that hold on a day, the one that ends last first."""
        return self.filter(starts_on__lte=day, ends_on__gte=day).order_by("-ends_on", "pk")

    def ending(self, first: date, last: date) -> Self:
        """Those whose last day is one of these, the soonest first, and that no other one follows.

        One follows that is with the same academy, begins by then or the day after, and ends later.
        """
        follows = PartnershipAgreement.objects.filter(
            academy=models.OuterRef("academy"),
            ends_on__gt=models.OuterRef("ends_on"),
            starts_on__lte=models.OuterRef("ends_on"),
        )
        near = self.filter(ends_on__range=(first, last)).exclude(models.Exists(follows))
        return near.select_related("academy").order_by("ends_on", "pk")


def agreement_folder(agreement: "PartnershipAgreement", name: str) -> str:
    """A folder that nobody guesses."""
    return f"agreements/{token_urlsafe(16)}/{name}"


class PartnershipAgreement(models.Model):
    """What the network and an academy signed: kits are validated in its name, between two days."""

    number = models.CharField(_("number"), max_length=50, unique=True)
    academy = models.ForeignKey(
        Academy, verbose_name=_("academy"), on_delete=models.PROTECT, related_name="agreements"
    )
    signatories = models.TextField(
        _("signatories"), help_text=_("One a line: name, function, institution.")
    )
    starts_on = models.DateField(_("from"))
    ends_on = models.DateField(_("until"))
    summary = models.TextField(
        _("summary"), blank=True, help_text=_("What it is about, for visitors.")
    )
    summary_en = models.TextField(_("summary in English"), blank=True)
    signed_file = GuardedFileField(
        _("signed agreement"),
        upload_to=agreement_folder,
        blank=True,
        validators=[FileExtensionValidator(["pdf"]), check_content],
        help_text=_("A PDF. Only the network’s team and the academy’s partners read it."),
    )
    allows_logo = models.BooleanField(_("the academy’s logo may be shown"), default=False)

    objects = PartnershipAgreementQuerySet.as_manager()

    class Meta:
        verbose_name = _("partnership agreement")
        verbose_name_plural = _("partnership agreements")
        ordering = ["-ends_on", "number"]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(starts_on__lt=models.F("ends_on")),
                name="agreement_starts_before_it_ends",
                violation_error_message=_("The agreement ends before it begins."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.number} ({self.academy})"

    @property
    def signatory_lines(self) -> list[str]:
        """Who signed, one a line."""
        return [line.strip() for line in self.signatories.splitlines() if line.strip()]

    def runs_on(self, day: date) -> bool:
        """Whether it holds on a day; its first and its last one do."""
        return self.starts_on <= day <= self.ends_on


class RelayTeacherQuerySet(models.QuerySet):
    """Questions about relay teachers."""

    def in_office(self, day: date) -> Self:
        """Those whose mandate holds on a day, by academy."""
        running = models.Q(ends_on=None) | models.Q(ends_on__gte=day)
        return self.filter(running, starts_on__lte=day).order_by("academy__name", "pk")

    def out_of_office_before(self, day: date) -> Self:
        """Those whose mandate ended before a day."""
        return self.filter(ends_on__lt=day)


RELAY_TEACHERS_ARE_KEPT = timedelta(days=180)
"""After a mandate: by then it was given again, or never will be."""


class RelayTeacher(models.Model):
    """A teacher whom an academy lends to museums some hours a week."""

    academy = models.ForeignKey(
        Academy, verbose_name=_("academy"), on_delete=models.CASCADE, related_name="relay_teachers"
    )
    name = models.CharField(_("name"), max_length=150)
    has_consented = models.BooleanField(
        _("agrees to be named on the site"),
        default=False,
        help_text=_("Otherwise visitors read “relay teacher”, and the museums."),
    )
    email = models.EmailField(
        _("e-mail"), help_text=_("Never shown: visitors write by a form of the site.")
    )
    museums = models.ManyToManyField(
        MuseumPage,
        verbose_name=_("museums"),
        related_name="relay_teachers",
        blank=True,
        limit_choices_to={"locale__language_code": settings.LANGUAGE_CODE},
    )
    disciplines = models.ManyToManyField(
        Discipline, verbose_name=_("disciplines"), related_name="+", blank=True
    )
    presence = models.CharField(
        _("presence"), max_length=200, blank=True, help_text=_("For example: Wednesdays, 2–5 p.m.")
    )
    presence_en = models.CharField(_("presence in English"), max_length=200, blank=True)
    starts_on = models.DateField(_("from"))
    ends_on = models.DateField(_("until"), null=True, blank=True)

    objects = RelayTeacherQuerySet.as_manager()

    class Meta:
        verbose_name = _("relay teacher")
        verbose_name_plural = _("relay teachers")
        ordering = ["name"]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(ends_on=None) | models.Q(ends_on__gt=models.F("starts_on")),
                name="relay_teacher_mandate_in_order",
                violation_error_message=_("The mandate ends before it begins."),
            ),
        ]

    def __str__(self) -> str:
        return self.name
