"""When the commands that a scheduler starts last did."""

from datetime import datetime

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _


class TimerRun(models.Model):
    """The last run of a command (`cms.timers`)."""

    command = models.CharField(_("command"), max_length=50, unique=True)
    started_at = models.DateTimeField(_("started at"), null=True)
    ended_at = models.DateTimeField(_("came to its end at"), null=True)

    class Meta:
        verbose_name = _("run of a command")
        verbose_name_plural = _("runs of commands")

    def __str__(self) -> str:
        return self.command

    @classmethod
    def note(cls, command: str, started: datetime, ended: datetime) -> None:
        """Remember that a command came to its end."""
        times = {"started_at": started, "ended_at": ended}
        cls.objects.update_or_create(command=command, defaults=times)

    @classmethod
    def claim(cls, command: str, due_since: datetime, now: datetime) -> bool:
        """Whether a command is due and nobody else has just started it."""
        cls.objects.get_or_create(command=command)
        is_due = Q(started_at=None) | Q(started_at__lt=due_since)
        return bool(cls.objects.filter(is_due, command=command).update(started_at=now))
