"""How one applies, whom one asks, when one is met, what goes with the offer.

Any line may be left unfinished in a draft; what publication asks of it is said in jobs/forms.py.
"""

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey
from wagtail.admin.panels import FieldPanel, FieldRowPanel
from wagtail.models import Orderable

from cms.models import LicensedDocument
from jobs.choices import ApplicationKind, ContactPurpose, InterviewPrecision


class JobApplicationWay(Orderable):
    """A way to apply: an address of some kind, and whom to write to."""

    job = ParentalKey("jobs.JobPage", on_delete=models.CASCADE, related_name="applications")
    kind = models.CharField(
        _("how"), max_length=5, choices=ApplicationKind.choices, default=ApplicationKind.EMAIL
    )
    value = models.CharField(
        _("e-mail, address or number"),
        max_length=500,
        blank=True,
        help_text=_("Not needed by post: write the postal address."),
    )
    addressee = models.CharField(
        _("to the attention of"),
        max_length=200,
        blank=True,
        help_text=_("A function rather than a name: “Madame la directrice”."),
    )
    postal_address = models.TextField(_("postal address"), blank=True)

    panels = [
        FieldRowPanel([FieldPanel("kind"), FieldPanel("value"), FieldPanel("addressee")]),
        FieldPanel("postal_address"),
    ]

    class Meta(Orderable.Meta):
        verbose_name = _("way to apply")
        verbose_name_plural = _("ways to apply")

    def __str__(self) -> str:
        return self.value or self.postal_address

    @property
    def url(self) -> str:
        """What a click opens; empty for a letter."""
        prefix = {ApplicationKind.EMAIL: "mailto:", ApplicationKind.PHONE: "tel:"}
        if self.kind == ApplicationKind.POST or not self.value:
            return ""
        is_phone = self.kind == ApplicationKind.PHONE
        value = self.value.replace(" ", "") if is_phone else self.value
        return prefix.get(self.kind, "") + value


class JobContact(Orderable):
    """Somebody who answers; shown as long as the offer is open."""

    job = ParentalKey("jobs.JobPage", on_delete=models.CASCADE, related_name="contacts")
    purpose = models.CharField(
        _("for"),
        max_length=11,
        choices=ContactPurpose.choices,
        default=ContactPurpose.INFORMATION,
    )
    name = models.CharField(_("name"), max_length=100, blank=True)
    role = models.CharField(_("function"), max_length=100, blank=True)
    phone = models.CharField(_("telephone"), max_length=30, blank=True)
    email = models.EmailField(_("e-mail"), blank=True)

    panels = [
        FieldRowPanel([FieldPanel("name"), FieldPanel("role"), FieldPanel("purpose")]),
        FieldRowPanel([FieldPanel("phone"), FieldPanel("email")]),
    ]

    class Meta(Orderable.Meta):
        verbose_name = _("contact")
        verbose_name_plural = _("contacts")

    def __str__(self) -> str:
        return ", ".join(part for part in (self.name, self.role) if part)


class JobInterview(Orderable):
    """When and where candidates are met."""

    job = ParentalKey("jobs.JobPage", on_delete=models.CASCADE, related_name="interviews")
    label = models.CharField(
        _("name"), max_length=200, blank=True, help_text=_("For example “First interviews”.")
    )
    starts_on = models.DateField(_("first day"), null=True, blank=True)
    ends_on = models.DateField(_("last day"), null=True, blank=True)
    precision = models.CharField(
        _("precision"),
        max_length=4,
        choices=InterviewPrecision.choices,
        default=InterviewPrecision.DAY,
    )
    mode = models.CharField(
        _("how"), max_length=100, blank=True, help_text=_("On site, by video call…")
    )
    place = models.CharField(_("place"), max_length=200, blank=True)

    panels = [
        FieldPanel("label"),
        FieldRowPanel([FieldPanel("starts_on"), FieldPanel("ends_on"), FieldPanel("precision")]),
        FieldRowPanel([FieldPanel("mode"), FieldPanel("place")]),
    ]

    class Meta(Orderable.Meta):
        verbose_name = _("interview")
        verbose_name_plural = _("interviews")
        constraints = [
            models.CheckConstraint(
                condition=models.Q(starts_on=None)
                | models.Q(ends_on=None)
                | models.Q(ends_on__gte=models.F("starts_on")),
                name="job_interview_ends_after_start",
                violation_error_message=_("The last day comes before the first one."),
            ),
        ]

    def __str__(self) -> str:
        return self.label


class JobDeadlineChange(Orderable):
    """A deadline that was moved: candidates who read the first one must be told."""

    job = ParentalKey("jobs.JobPage", on_delete=models.CASCADE, related_name="deadline_changes")
    changed_on = models.DateField(_("changed on"), default=timezone.localdate)
    previous_deadline_on = models.DateField(_("earlier deadline"), null=True, blank=True)
    previous_text = models.CharField(
        _("earlier deadline, in the employer’s words"), max_length=300, blank=True
    )
    reason = models.CharField(_("reason"), max_length=200, blank=True)

    panels = [
        FieldRowPanel([FieldPanel("changed_on"), FieldPanel("previous_deadline_on")]),
        FieldPanel("previous_text"),
        FieldPanel("reason"),
    ]

    class Meta(Orderable.Meta):
        verbose_name = _("change of the deadline")
        verbose_name_plural = _("changes of the deadline")

    def __str__(self) -> str:
        return f"{self.changed_on:%d/%m/%Y}"


class JobAttachment(Orderable):
    """A file that goes with the offer, such as the description of the job."""

    job = ParentalKey("jobs.JobPage", on_delete=models.CASCADE, related_name="attachments")
    document = models.ForeignKey(
        LicensedDocument,
        verbose_name=_("file"),
        null=True,
        blank=True,
        on_delete=models.CASCADE,
        related_name="+",
    )
    title = models.CharField(
        _("title"), max_length=200, blank=True, help_text=_("Empty: the title of the file.")
    )

    panels = [FieldRowPanel([FieldPanel("document"), FieldPanel("title")])]

    class Meta(Orderable.Meta):
        verbose_name = _("attachment")
        verbose_name_plural = _("attachments")

    def __str__(self) -> str:
        return self.title or (self.document.title if self.document else "")


class JobEvent(Orderable):
    """An event that goes with the offer, such as an open day."""

    job = ParentalKey("jobs.JobPage", on_delete=models.CASCADE, related_name="related_events")
    event = models.ForeignKey(
        "events.EventPage",
        verbose_name=_("event"),
        null=True,
        blank=True,
        on_delete=models.CASCADE,
        related_name="+",
    )

    panels = [FieldPanel("event")]

    class Meta(Orderable.Meta):
        verbose_name = _("related event")
        verbose_name_plural = _("related events")

    def __str__(self) -> str:
        return self.event.title if self.event else ""
