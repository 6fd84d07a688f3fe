"""When the commands that a scheduler starts last did."""

from datetime import datetime, timedelta

from django.db import models
from django.utils.translation import gettext_lazy as _

# How long after its last run somebody should look why a command no longer runs.
TIMERS = {
    "publish_scheduled": timedelta(hours=1),
    "send_queued_messages": timedelta(hours=1),
    "rebuild_occurrences": timedelta(days=2),
}


class TimerRun(models.Model):
    """The last time that a command came to its end."""

    command = models.CharField(_("command"), max_length=50, unique=True)
    ended_at = models.DateTimeField(_("ended at"))

    class Meta:
        verbose_name = _("run of a command")
        verbose_name_plural = _("runs of commands")

    def __str__(self) -> str:
        return self.command

    @classmethod
    def note(cls, command: str, now: datetime) -> None:
        """Remember that a command came to its end."""
        cls.objects.update_or_create(command=command, defaults={"ended_at": now})

    @classmethod
    def overdue(cls, now: datetime) -> list[str]:
        """The commands that nothing starts, or that nothing has started for too long."""
        ends = dict(cls.objects.values_list("command", "ended_at"))
        return [
            name for name, wait in TIMERS.items() if name not in ends or ends[name] < now - wait
        ]
