"""What an academy says of a version of a kit."""

from datetime import date
from typing import TYPE_CHECKING, Self

from django.conf import settings
from django.db import models
from django.db.models import Case, F, Q, Value, When
from django.utils.translation import gettext_lazy as _

from schools.academy.group import is_partner
from schools.academy.states import (
    DECIDED,
    ENDED,
    OPEN,
    ValidationState,
    badge_standing,
)
from schools.models.academy import Academy, PartnershipAgreement
from schools.models.release import KitRelease

if TYPE_CHECKING:
    from cms.models import User
    from museums.models import MuseumPage
    from schools.models.kit import ClassKitPage

SIGNED = Q(decided_on__isnull=False) & ~Q(validator_name="")
UNSIGNED = Q(decided_on=None, validator_name="", valid_until=None)


def in_force_on(day: date) -> Q:
    """What makes a badge worth something on a day."""
    return Q(
        state=ValidationState.VALIDATED,
        agreement__starts_on__lte=day,
        agreement__ends_on__gte=day,
        valid_until__gte=day,
    )


class KitValidationQuerySet(models.QuerySet):
    """Questions about validations."""

    def open(self) -> Self:
        """Those that await a decision."""
        return self.filter(state__in=OPEN)

    def validated(self) -> Self:
        return self.filter(state=ValidationState.VALIDATED)

    def in_force(self, day: date) -> Self:
        """Badges that are worth something on a day: the agreement runs, the validation holds."""
        return self.filter(in_force_on(day))

    def with_standing(self, day: date) -> Self:
        """With `standing`: its state, or that what it validated has ended; what counts comes first.

        A mention in force counts before what was asked last; what a museum withdrew, never.
        """
        in_force = in_force_on(day)
        return (
            self.exclude(state=ValidationState.WITHDRAWN)
            .annotate(
                standing=Case(
                    When(Q(state=ValidationState.VALIDATED) & ~in_force, then=Value(ENDED)),
                    default=F("state"),
                )
            )
            .order_by(Case(When(in_force, then=0), default=1), "-requested_at", "-pk")
        )

    def for_partner(self, user: "User") -> Self:
        """What the academies of somebody were asked."""
        return self.filter(agreement__academy__in=academies_of(user))

    def of_museum(self, museum: "MuseumPage") -> Self:
        """Of the kits that a museum publishes."""
        depth = museum.depth + 1
        return self.filter(release__kit__path__startswith=museum.path, release__kit__depth=depth)

    def with_kit(self) -> Self:
        """With the kit, its version and the academy, so that a list asks no query a line."""
        return self.select_related("release__kit__locale", "agreement__academy", "validator")


class KitValidation(models.Model):
    """A version of a kit before an academy, from the museum's request to the decision."""

    release = models.ForeignKey(
        KitRelease, verbose_name=_("version"), on_delete=models.CASCADE, related_name="validations"
    )
    agreement = models.ForeignKey(
        PartnershipAgreement,
        verbose_name=_("agreement"),
        on_delete=models.PROTECT,
        related_name="validations",
    )
    state = models.CharField(
        _("state"),
        max_length=10,
        choices=ValidationState.choices,
        default=ValidationState.REQUESTED,
    )
    requested_at = models.DateTimeField(_("requested on"))
    requested_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+"
    )
    validator = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+"
    )
    validator_name = models.CharField(_("validator"), max_length=150, blank=True)
    validator_function = models.CharField(_("function"), max_length=150, blank=True)
    comment = models.TextField(_("comment"), blank=True)
    decided_on = models.DateField(_("decided on"), null=True, blank=True)
    valid_until = models.DateField(_("valid until"), null=True, blank=True)

    objects = KitValidationQuerySet.as_manager()

    class Meta:
        verbose_name = _("validation of a kit")
        verbose_name_plural = _("validations of kits")
        ordering = ["requested_at", "pk"]
        default_permissions = ("view",)  # people act by the steps of schools.academy.validating
        constraints = [
            models.UniqueConstraint(
                fields=["release", "agreement"],
                condition=~Q(state="withdrawn"),
                name="kit_validation_asked_once",
            ),
            models.CheckConstraint(
                name="kit_validation_signed_when_decided",
                condition=(Q(state__in=sorted(DECIDED)) & SIGNED)
                | (~Q(state__in=sorted(DECIDED)) & UNSIGNED),
            ),
            models.CheckConstraint(
                name="kit_validation_has_an_end",
                condition=Q(state="validated", valid_until__gte=F("decided_on"))
                | (~Q(state="validated") & Q(valid_until=None)),
            ),
            models.CheckConstraint(
                name="kit_validation_says_why_not",
                condition=~Q(state__in=["refused", "to-correct"]) | ~Q(comment=""),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.release} – {self.agreement.academy}"

    @property
    def kit(self) -> "ClassKitPage":
        return self.release.kit

    @property
    def academy(self) -> Academy:
        return self.agreement.academy

    @property
    def is_open(self) -> bool:
        """Whether it awaits a decision."""
        return self.state in OPEN

    def standing(self, day: date) -> str:
        """Why its badge is no longer worth what it was; empty while it is in force."""
        return badge_standing(day, self.valid_until, self.agreement.ends_on)


def academies_of(user: "User") -> models.QuerySet[Academy]:
    """The academies for which somebody reads: listed by each, and of the group of partners."""
    if not is_partner(user):
        return Academy.objects.none()
    return Academy.objects.filter(partners__user=user)
