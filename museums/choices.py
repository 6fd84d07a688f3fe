"""What the network chooses for each museum."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class Moderation(models.TextChoices):
    """Who decides that what a museum writes goes on line."""

    FREELY = "freely", _("the museum publishes freely")
    LEAD = "lead", _("a lead of the museum approves")
    NETWORK = "network", _("the network approves")
