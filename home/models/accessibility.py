"""The accessibility statement, in the format that the RGAA imposes on the sites it binds."""

from datetime import date
from typing import Any

from dateutil.relativedelta import relativedelta
from django.conf import settings
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.http import HttpRequest
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey
from wagtail.admin.panels import FieldPanel, FieldRowPanel, InlinePanel, MultiFieldPanel
from wagtail.models import Orderable, Page, TranslatableMixin

from cms.country import is_in_france
from cms.models import BasePage
from cms.visibility import unrestricted
from home.choices import Conformity, InaccessibleKind
from home.models.contact import ContactPage

AUDIT_YEARS = 3  # the time for which an audit speaks
ALL = 100  # percent of the criteria: full conformity
HALF = 50  # percent of the criteria: partial conformity


class AccessibilityStatementPage(BasePage):
    """What the network says, and must say, of how accessible its site is.

    Follows the model of the RGAA 4.1 (« Déclaration d'accessibilité »), heading by heading.
    """

    declarant = models.CharField(
        _("who declares"),
        max_length=200,
        help_text=_("The body that answers for the site, by its full name."),
    )
    declared_on = models.DateField(_("declared on"), default=timezone.localdate)
    updated_on = models.DateField(_("updated on"), null=True, blank=True)
    scheme_url = models.URLField(
        _("multi-year scheme"), blank=True, help_text=_("The address where it is published.")
    )
    action_plan_url = models.URLField(
        _("action plan of the year"), blank=True, help_text=_("The address where it is published.")
    )
    audited_on = models.DateField(
        _("day of the audit"),
        null=True,
        blank=True,
        help_text=_("Without an audit of less than three years the site is “not compliant”."),
    )
    auditor = models.CharField(_("who made the audit"), max_length=200, blank=True)
    rate = models.DecimalField(
        _("criteria met, in percent"),
        max_digits=5,
        decimal_places=2,
        null=True,
        blank=True,
        validators=[MinValueValidator(0), MaxValueValidator(ALL)],
        help_text=_("The share of the RGAA's applicable criteria that the audit found met."),
    )
    technologies = models.TextField(
        _("technologies"),
        default="HTML\nCSS\nJavaScript\nSVG\nWAI-ARIA",
        help_text=_("One a line."),
    )
    tools = models.TextField(_("assessment tools"), blank=True, help_text=_("One a line."))

    content_panels = [
        *BasePage.content_panels,
        FieldPanel("declarant"),
        FieldRowPanel([FieldPanel("declared_on"), FieldPanel("updated_on")]),
        MultiFieldPanel(
            [
                FieldRowPanel([FieldPanel("audited_on"), FieldPanel("rate")]),
                FieldPanel("auditor"),
            ],
            heading=_("Audit"),
        ),
        InlinePanel(
            "inaccessible_contents", heading=_("Contents not accessible"), label=_("Content")
        ),
        FieldPanel("technologies"),
        InlinePanel("environments", heading=_("Test environment"), label=_("Combination")),
        FieldPanel("tools"),
        InlinePanel("verified_pages", heading=_("Pages verified"), label=_("Page")),
        MultiFieldPanel(
            [FieldPanel("scheme_url"), FieldPanel("action_plan_url")],
            heading=_("Scheme and action plan"),
        ),
    ]

    max_count_per_parent = 1
    searched = ("declarant", "technologies")

    parent_page_types = ["home.HomePage"]
    subpage_types = []
    page_description = _("The statement that the law asks of public sites.")

    class Meta:
        verbose_name = _("accessibility statement")
        verbose_name_plural = _("accessibility statements")
        constraints = [
            models.CheckConstraint(
                condition=models.Q(audited_on=None, rate=None, auditor="")
                | models.Q(audited_on__isnull=False, rate__range=(0, ALL)) & ~models.Q(auditor=""),
                name="statement_whole_audit_or_none",
                violation_error_message=_(
                    "Of an audit give the day, who made it and the criteria met, or none of them."
                ),
            ),
        ]

    @classmethod
    def can_create_at(cls, parent: Page) -> bool:
        """In France only, whose law imposes this form."""
        return is_in_france() and super().can_create_at(parent)

    @property
    def description(self) -> str:
        return self.search_description or _("How accessible this site is, and whom to tell.")

    def conformity(self, day: date) -> Conformity:
        """What the audit allows to claim on `day`: nothing without one that still holds."""
        if self.rate is None or not self.audited_on <= day <= self.audit_holds_until:
            return Conformity.NONE
        if self.rate == ALL:
            return Conformity.FULL
        return Conformity.PARTIAL if self.rate >= HALF else Conformity.NONE

    @property
    def audit_holds_until(self) -> date:
        """The last day on which the audit may be quoted."""
        return self.audited_on + relativedelta(years=AUDIT_YEARS)

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        today = timezone.localdate()
        contact_pages = unrestricted(ContactPage.objects.live())
        return super().get_context(request, *args, **kwargs) | {
            "site_url": settings.BASE_URL,
            "conformity": self.conformity(today),
            "is_audited": self.rate is not None and today <= self.audit_holds_until,
            "contents": self.contents_by_kind(),
            "environments": self.environments.all(),
            "verified_pages": self.verified_pages.filter(page__live=True).select_related("page"),
            "contact": contact_pages.filter(locale=self.locale_id).first(),
        }

    def contents_by_kind(self) -> list[tuple[str, list["InaccessibleContent"]]]:
        """Each imposed heading with what stands below it, which may be nothing."""
        rows = list(self.inaccessible_contents.all())
        return [
            (kind.label, [row for row in rows if row.kind == kind]) for kind in InaccessibleKind
        ]


class InaccessibleContent(TranslatableMixin, Orderable):
    """Something of the site that not everybody can use, and why."""

    statement = ParentalKey(
        AccessibilityStatementPage, on_delete=models.CASCADE, related_name="inaccessible_contents"
    )
    kind = models.CharField(_("ground"), max_length=7, choices=InaccessibleKind.choices)
    description = models.TextField(_("what, for whom, until when"))
    criteria = models.CharField(
        _("criteria"), max_length=100, blank=True, help_text=_("Their numbers in the RGAA.")
    )

    panels = [FieldPanel("kind"), FieldPanel("description"), FieldPanel("criteria")]

    class Meta(TranslatableMixin.Meta, Orderable.Meta):
        verbose_name = _("content not accessible")
        verbose_name_plural = _("contents not accessible")

    def __str__(self) -> str:
        return self.description


class AuditEnvironment(Orderable):
    """A browser and what reads its pages aloud, as they were used together in the audit."""

    statement = ParentalKey(
        AccessibilityStatementPage, on_delete=models.CASCADE, related_name="environments"
    )
    browser = models.CharField(_("browser"), max_length=100)
    assistive_technology = models.CharField(_("assistive technology"), max_length=100)

    panels = [FieldRowPanel([FieldPanel("browser"), FieldPanel("assistive_technology")])]

    class Meta(Orderable.Meta):
        verbose_name = _("test environment")
        verbose_name_plural = _("test environments")

    def __str__(self) -> str:
        return f"{self.browser}, {self.assistive_technology}"


class VerifiedPage(Orderable):
    """A page of the sample that the audit looked at."""

    statement = ParentalKey(
        AccessibilityStatementPage, on_delete=models.CASCADE, related_name="verified_pages"
    )
    page = models.ForeignKey(
        Page, verbose_name=_("page"), on_delete=models.CASCADE, related_name="+"
    )

    panels = [FieldPanel("page")]

    class Meta(Orderable.Meta):
        verbose_name = _("page verified")
        verbose_name_plural = _("pages verified")

    def __str__(self) -> str:
        return self.page.title
