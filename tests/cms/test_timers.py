"""Commands that run by themselves."""

from datetime import UTC, datetime, timedelta
from io import StringIO
from zoneinfo import ZoneInfo

import pytest
from django.core.management import call_command
from django.core.management.base import CommandError

from cms.models import TimerRun
from cms.outbox import queue_message
from cms.timers import TimedCommand, overdue, timed_commands
from tests.cms.mail_server import free_port

pytestmark = pytest.mark.django_db
PARIS = ZoneInfo("Europe/Paris")


class Nightly(TimedCommand):
    """Every day at three."""


class Often(TimedCommand):
    """Every five minutes."""

    every = timedelta(minutes=5)


def run_timers():
    """The names of what was started."""
    out = StringIO()
    call_command("run_timers", stdout=out, stderr=StringIO())
    names = {command.name() for command in timed_commands()}
    return [line for line in out.getvalue().splitlines() if line in names]


def test_all_that_has_to_run_again_is_timed():
    assert [command.name() for command in timed_commands()] == [
        "publish_scheduled",
        "send_queued_messages",
        "import_events",
        "rebuild_occurrences",
        "purge_personal_data",
        "empty_bin",
        "forget_job_contacts",
        "purge_school_contacts",
        "update_index",
        "purge_revisions",
        "warn_of_ending_rules",
        "ask_for_hours",
        "remind_invitations",
        "remind_of_agreements",
        "refresh_oai_records",
        "ask_about_offers",
        "send_job_alerts",
    ]


@pytest.mark.parametrize(
    ("now", "since"),
    [
        (datetime(2026, 11, 22, 2, 59, tzinfo=PARIS), datetime(2026, 11, 21, 3, tzinfo=PARIS)),
        (datetime(2026, 11, 22, 3, 0, tzinfo=PARIS), datetime(2026, 11, 22, 3, tzinfo=PARIS)),
        (datetime(2026, 7, 1, 0, 30, tzinfo=UTC), datetime(2026, 6, 30, 3, tzinfo=PARIS)),
        (datetime(2026, 7, 1, 1, 0, tzinfo=UTC), datetime(2026, 7, 1, 3, tzinfo=PARIS)),
    ],
)
def test_a_nightly_command_is_due_by_the_clock_of_the_network(now, since):
    assert Nightly.due_since(now) == since


def test_what_runs_every_five_minutes_has_a_minute_of_grace(now):
    assert Often.due_since(now) == now - timedelta(minutes=4)


def test_a_run_starts_what_is_due_once(time_machine_at, now):
    assert run_timers() == [command.name() for command in timed_commands()]
    assert overdue(now) == []
    assert run_timers() == []
    time_machine_at(now + timedelta(minutes=5))
    assert run_timers() == ["publish_scheduled", "send_queued_messages"]
    time_machine_at(now + timedelta(hours=1))
    assert run_timers() == ["publish_scheduled", "send_queued_messages", "import_events"]


def test_by_night_each_at_its_time(time_machine_at, now):
    run_timers()
    time_machine_at(datetime(2026, 11, 23, 3, 16, tzinfo=PARIS))
    assert run_timers()[3:] == ["rebuild_occurrences", "purge_personal_data"]


def test_what_somebody_else_started_is_left_to_them(now):
    assert TimerRun.claim("empty_bin", now, now) is True
    assert TimerRun.claim("empty_bin", now, now) is False
    assert TimerRun.claim("empty_bin", now + timedelta(hours=1), now + timedelta(hours=1)) is True


def test_what_fails_keeps_nothing_else_from_running(now, settings, caplog):
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", free_port()
    queue_message(key="une", recipient="musee@exemple.fr", subject="Une", text="Une")
    with pytest.raises(CommandError, match=r"^Failed: send_queued_messages\.$"):
        run_timers()
    assert overdue(now) == ["send_queued_messages"]
    assert "send_queued_messages failed" in caplog.text


def test_a_part_or_a_trial_is_no_run():
    call_command("publish_scheduled", dryrun=True, stdout=StringIO())
    call_command("rebuild_occurrences", check=True, stdout=StringIO())
    call_command("import_events", dry_run=True, stdout=StringIO())
    call_command("purge_revisions", pages=True, stdout=StringIO())
    call_command("update_index", schema_only=True, stdout=StringIO())
    assert not TimerRun.objects.exists()


def test_one_is_overdue_after_two_days_or_an_hour(now):
    for command in timed_commands():
        TimerRun.note(command.name(), now, now)
    assert overdue(now + timedelta(minutes=59)) == []
    assert overdue(now + timedelta(minutes=61)) == ["publish_scheduled", "send_queued_messages"]
    assert overdue(now + timedelta(hours=48)) == [
        "publish_scheduled",
        "send_queued_messages",
        "import_events",
    ]
    assert len(overdue(now + timedelta(hours=49))) == len(timed_commands())
