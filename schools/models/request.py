"""What classes ask of museums: a visit."""

from datetime import datetime, timedelta

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from cms.models import User
from schools.querysets import VisitRequestQuerySet

REQUESTS_ARE_KEPT = timedelta(days=180)
"""A school year's half: the visit took place, or never will."""


class VisitRequest(models.Model):
    """A class asks for a visit; only the museum of the offer reads it."""

    offer = models.ForeignKey(
        "schools.VisitOfferPage", on_delete=models.CASCADE, related_name="requests"
    )
    fingerprint = models.CharField(max_length=64, unique=True)  # a form sent twice is one request
    sent_at = models.DateTimeField(_("sent on"))
    name = models.CharField(_("name"), max_length=100)
    email = models.EmailField(_("e-mail"))
    phone = models.CharField(_("telephone"), max_length=30, blank=True)
    school = models.CharField(_("school"), max_length=200)
    classes = models.CharField(_("class"), max_length=100)
    pupils = models.PositiveSmallIntegerField(_("number of pupils"))
    wishes = models.CharField(_("days wished for"), max_length=300)
    message = models.TextField(_("message"), blank=True)
    answered_at = models.DateTimeField(_("answered on"), null=True, blank=True)
    answered_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+"
    )

    objects = VisitRequestQuerySet.as_manager()

    class Meta:
        verbose_name = _("visit request")
        verbose_name_plural = _("visit requests")
        ordering = ["-sent_at", "-pk"]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(pupils__gte=1), name="visit_request_for_somebody"
            )
        ]

    def __str__(self) -> str:
        return f"{self.school} – {self.classes}"

    @property
    def is_beyond_capacity(self) -> bool:
        """Whether more pupils would come than the offer says that it receives."""
        return bool(self.offer.capacity) and self.pupils > self.offer.capacity

    def mark_answered(self, now: datetime, user: User) -> None:
        """Somebody of the museum wrote to the teacher."""
        self.answered_at, self.answered_by = now, user
        self.save(update_fields=["answered_at", "answered_by"])

    def mark_unanswered(self) -> None:
        """It was marked by mistake."""
        self.answered_at, self.answered_by = None, None
        self.save(update_fields=["answered_at", "answered_by"])
