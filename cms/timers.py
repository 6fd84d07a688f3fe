"""Commands that run by themselves: how often each is due, and which of them nothing starts.

A scheduler needs one line, `manage.py run_timers` every five minutes; starting each command at a
time of one's own does as well.
"""

from collections.abc import Iterable
from datetime import datetime, time, timedelta
from pathlib import Path
from typing import Any, ClassVar

from django.apps import apps
from django.conf import settings
from django.core.management import get_commands, load_command_class
from django.core.management.base import BaseCommand
from django.utils import timezone

from cms.models import TimerRun

DAY = timedelta(days=1)
MINUTE = timedelta(minutes=1)
PATIENCE = timedelta(hours=1)
"""Somebody who restarts a server need not be told that a command is late."""


class TimedCommand(BaseCommand):
    """A command that has to be run again and again, and that says when it was."""

    every: ClassVar[timedelta] = DAY
    at: ClassVar[time] = time(3)
    """When, by the network's clock; for what is due once a day."""

    def execute(self, *args: Any, **options: Any) -> str | None:
        started = timezone.now()
        said = super().execute(*args, **options)
        if self.is_whole(options):
            TimerRun.note(self.name(), started, timezone.now())
        return said

    def is_whole(self, options: dict[str, Any]) -> bool:
        """Whether all was done; a trial run, or one for a part only, does not count."""
        return True

    @classmethod
    def name(cls) -> str:
        """As one types it."""
        return cls.__module__.rpartition(".")[2]

    @classmethod
    def due_since(cls, now: datetime) -> datetime:
        """When it should have started last; a minute of grace to what starts every few."""
        if cls.every < DAY:
            return now - cls.every + MINUTE
        local = timezone.localtime(now)
        planned = datetime.combine(local.date(), cls.at, local.tzinfo)
        return planned if planned <= now else planned - DAY


def timed_commands() -> list[type[TimedCommand]]:
    """The timed commands of all rooms, those that are due most often first."""
    commands = (type(load_command_class(app, name)) for name, app in _own_commands())
    timed = (command for command in commands if issubclass(command, TimedCommand))
    return sorted(timed, key=lambda command: (command.every, command.at, command.name()))


def overdue(now: datetime) -> list[str]:
    """The commands that nothing starts, or that nothing has started for too long."""
    ends = dict(TimerRun.objects.exclude(ended_at=None).values_list("command", "ended_at"))
    return [
        command.name()
        for command in timed_commands()
        if command.name() not in ends
        or ends[command.name()] < now - max(2 * command.every, PATIENCE)
    ]


def _own_commands() -> Iterable[tuple[str, str]]:
    """Names and rooms; the commands of libraries are not even imported."""
    rooms = {
        config.name
        for config in apps.get_app_configs()
        if Path(config.path).parent == settings.BASE_DIR
    }
    return ((name, app) for name, app in get_commands().items() if app in rooms)
