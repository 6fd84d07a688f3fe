"""Who is sent new offers by mail: visitors who asked for it, and the network's relays."""

from datetime import date, datetime, timedelta
from typing import Any, Self
from uuid import uuid4

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import F, Q
from django.http import QueryDict
from django.urls import reverse
from django.utils import timezone, translation
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel

from jobs.filters import JobFilterForm
from jobs.selections import JobSelection

LONGEST_QUERY = 1000
DAILY, WEEKLY = 1, 7  # days between two messages


class OfferMailing(models.Model):
    """Somebody who is sent the new offers that pass some filters, each offer once."""

    # What the addresses in its messages are made of: who has one of them may end or change it.
    key = models.UUIDField(default=uuid4, unique=True, editable=False)
    email = models.EmailField(_("e-mail"))
    query = models.CharField(_("filters"), max_length=LONGEST_QUERY, blank=True)
    language = models.CharField(
        _("language"), max_length=5, choices=settings.LANGUAGES, default=settings.LANGUAGE_CODE
    )
    created_at = models.DateTimeField(_("created on"), default=timezone.now, editable=False)
    last_sent_on = models.DateField(_("last message on"), null=True, editable=False)
    told = models.ManyToManyField(
        "jobs.JobPage", editable=False, related_name="told_to_%(class)ss", blank=True
    )

    class Meta:
        abstract = True

    def __str__(self) -> str:
        return self.email

    @property
    def since(self) -> datetime:
        """From when on an offer is new to them."""
        return self.created_at

    @cached_property
    def form(self) -> JobFilterForm:
        """The filters, read as those of the list are."""
        return JobFilterForm(QueryDict(self.query))

    def words(self) -> list[str]:
        """What is chosen, filter by filter, as people say it."""
        selection = JobSelection("", self.form.valid_values)
        return [one.label for one in selection.without_each_by(self.form)]

    def url(self, name: str) -> str:
        """The address of one of its pages, in its own language."""
        with translation.override(self.language):
            return settings.BASE_URL + reverse(name, args=[self.key])

    def end(self, now: datetime) -> None:
        """Send nothing any more."""
        raise NotImplementedError


class JobAlertQuerySet(models.QuerySet):
    """Questions about alerts."""

    def due(self, today: date) -> Self:
        """Those that are confirmed and that nothing was sent to for a day, or a week."""
        is_due = Q(last_sent_on=None)
        for days in (DAILY, WEEKLY):
            is_due |= Q(frequency=days, last_sent_on__lte=today - timedelta(days=days))
        return self.filter(is_due).exclude(confirmed_at=None)

    def left_unconfirmed(self, asked_before: datetime) -> Self:
        return self.filter(confirmed_at=None, asked_at__lt=asked_before)


class JobAlert(OfferMailing):
    """A visitor's wish to be sent new offers; nothing is, before they say it from their mailbox.

    Who ends it is forgotten at once.
    """

    frequency = models.PositiveSmallIntegerField(
        _("how often"), choices=[(DAILY, _("every day")), (WEEKLY, _("every week"))], default=DAILY
    )
    asked_at = models.DateTimeField()  # when its confirmation was last mailed
    confirmed_at = models.DateTimeField(null=True)

    objects = JobAlertQuerySet.as_manager()

    class Meta:
        verbose_name = _("job alert")
        verbose_name_plural = _("job alerts")
        constraints = [
            models.UniqueConstraint(fields=["email", "query"], name="job_alert_once_an_address")
        ]

    @property
    def since(self) -> datetime:
        return self.confirmed_at

    def end(self, now: datetime) -> None:
        self.delete()


class JobRelayQuerySet(models.QuerySet):
    """Questions about relays."""

    def due(self, today: date) -> Self:
        """Those that nothing was sent to today, and that did not ask to stop."""
        is_due = Q(last_sent_on=None) | Q(last_sent_on__lt=today)
        return self.filter(is_due, ended_at=None)


class JobRelay(OfferMailing):
    """Somebody who passes the network's offers on: an employment agency, a university."""

    name = models.CharField(
        _("name"),
        max_length=200,
        help_text=_("Museums read on their offers that these went there."),
    )
    ended_at = models.DateTimeField(_("asked to stop on"), null=True, editable=False)

    objects = JobRelayQuerySet.as_manager()

    panels = [
        FieldPanel("name"),
        FieldPanel("email"),
        FieldPanel(
            "query",
            help_text=_(
                "On the public list of offers choose filters, such as a department, then paste "
                "the address of that list here. Empty: all the offers."
            ),
        ),
        FieldPanel("language"),
    ]

    class Meta:
        verbose_name = _("relay of job offers")
        verbose_name_plural = _("relays of job offers")
        ordering = ["name", "pk"]
        constraints = [
            models.CheckConstraint(
                name="job_relay_ends_after_it_began",
                condition=Q(ended_at=None) | Q(ended_at__gte=F("created_at")),
            )
        ]

    def __str__(self) -> str:
        return self.name

    def clean(self) -> None:
        """Keep, of an address of the list that was pasted, the filters; all of them must hold."""
        super().clean()
        query = self.query.strip().partition("?")[2] if "?" in self.query else self.query.strip()
        if query and "=" not in query:
            raise ValidationError({"query": _("Paste the whole address of the filtered list.")})
        form = JobFilterForm(QueryDict(query))
        if form.errors:
            wrong = ", ".join(str(form[name].label) for name in form.errors)
            message = _("This list of offers does not understand: %(names)s.") % {"names": wrong}
            raise ValidationError({"query": message})
        self.query = JobSelection("", form.filters_only).query

    def end(self, now: datetime) -> None:
        """The network sees that they asked for it."""
        self.ended_at = now
        self.save(update_fields=["ended_at"])

    def spoken_filters(self) -> str:
        """What they are sent, for the list of relays in the admin."""
        if self.form.is_lost:
            return str(_("nothing: some filters are not understood any more"))
        return " · ".join(self.words()) or str(_("all the offers"))


def mailing_of(key: Any) -> OfferMailing | None:
    """The alert or the relay that an address in a message stands for."""
    alert = JobAlert.objects.filter(key=key).first()
    return alert or JobRelay.objects.filter(key=key, ended_at=None).first()
