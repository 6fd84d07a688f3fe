"""Who was asked to publish here, and has not answered yet; or has, and when."""

from datetime import datetime

from django.db import models
from django.db.models.functions import Lower
from django.utils.translation import gettext_lazy as _

from cms.models import User
from museums.choices import OF_A_MUSEUM, Role
from museums.models.member import MuseumPage


class InvitationQuerySet(models.QuerySet):
    """Questions about invitations."""

    def waiting(self) -> "InvitationQuerySet":
        """Those that nobody has accepted, the oldest first."""
        return self.filter(accepted_at=None).order_by("invited_at", "pk")

    def unheard_since(self, moment: datetime) -> "InvitationQuerySet":
        """Those that nothing was written about since a moment, and that still wait."""
        return self.waiting().filter(written_at__lte=moment)


class Invitation(models.Model):
    """One address asked to play one role; the account comes with the answer, never before.

    So nobody learns from an invitation whether an address has an account already, and no account
    lies about that nobody ever used.
    """

    email = models.EmailField(_("e-mail address"))
    museum = models.ForeignKey(
        MuseumPage,
        verbose_name=_("museum"),
        null=True,
        blank=True,
        on_delete=models.CASCADE,
        related_name="invitations",
    )
    role = models.CharField(_("role"), max_length=7, choices=Role.choices)
    invited_by = models.ForeignKey(
        User,
        verbose_name=_("invited by"),
        null=True,
        on_delete=models.SET_NULL,
        related_name="+",
    )
    invited_at = models.DateTimeField(_("invited at"))
    written_at = models.DateTimeField(_("last written at"))
    reminders = models.PositiveSmallIntegerField(_("reminders"), default=0)
    accepted_at = models.DateTimeField(_("accepted at"), null=True, blank=True)
    person = models.ForeignKey(
        User,
        verbose_name=_("person"),
        null=True,
        blank=True,
        on_delete=models.CASCADE,
        related_name="invitations",
    )
    shows_first_steps = models.BooleanField(_("shows the first steps"), default=True)

    objects = InvitationQuerySet.as_manager()

    class Meta:
        verbose_name = _("invitation")
        verbose_name_plural = _("invitations")
        constraints = [
            models.CheckConstraint(
                condition=models.Q(role__in=OF_A_MUSEUM, museum__isnull=False)
                | (~models.Q(role__in=OF_A_MUSEUM) & models.Q(museum=None)),
                name="invitation_museum_where_role_has_one",
            ),
            models.CheckConstraint(
                condition=models.Q(accepted_at=None, person=None)
                | models.Q(accepted_at__isnull=False, person__isnull=False),
                name="invitation_accepted_by_somebody",
            ),
            models.UniqueConstraint(
                Lower("email"),
                "museum",
                condition=models.Q(accepted_at=None, museum__isnull=False),
                name="invitation_once_a_museum",
            ),
            models.UniqueConstraint(
                Lower("email"),
                "role",
                condition=models.Q(accepted_at=None, museum=None),
                name="invitation_once_a_role",
            ),
        ]

    def __str__(self) -> str:
        return self.email
