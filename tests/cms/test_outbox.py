"""A message leaves once, whatever goes wrong on the way."""

import smtplib
import threading
from datetime import timedelta
from io import StringIO

import pytest
from django.core import mail
from django.core.exceptions import ValidationError
from django.core.mail.backends.locmem import EmailBackend
from django.core.management import CommandError, call_command
from django.db import IntegrityError, connection, transaction
from django.utils import timezone

from cms.models import MessageState, OutgoingMessage
from cms.outbox import (
    CONTENT_IS_KEPT,
    RETRY_DELAYS,
    SENDING_TAKES_AT_MOST,
    queue_message,
    send_message,
    send_queued,
)
from tests.cms.mail_server import HANG_UP, free_port, mail_server


class DyingBackend(EmailBackend):
    """A mailer that hands the message over, after which the machine stops."""

    def send_messages(self, messages):
        super().send_messages(messages)
        raise SystemExit


def queue(key="visite-1", **values):
    words = {
        "recipient": "musee@exemple.fr",
        "subject": "Une demande de visite",
        "text": "Bonjour,\nà bientôt.\n",
    }
    return queue_message(key=key, **words | values)


@pytest.fixture
def committed(django_db_setup, django_db_blocker):
    """Transactions that really end; the messages they leave go away with the test."""
    with django_db_blocker.unblock():
        yield
        OutgoingMessage.objects.all().delete()


def state_of(message):
    return OutgoingMessage.objects.get(pk=message.pk).state


@pytest.mark.django_db
class TestQueueing:
    def test_a_message_leaves_once_what_caused_it_is_committed(
        self, django_capture_on_commit_callbacks
    ):
        with django_capture_on_commit_callbacks(execute=True):
            message = queue()
            assert (state_of(message), mail.outbox) == (MessageState.QUEUED, [])
        assert state_of(message) == MessageState.SENT
        assert [sent.to for sent in mail.outbox] == [["musee@exemple.fr"]]

    def test_asked_twice_it_is_sent_once(self, django_capture_on_commit_callbacks):
        with django_capture_on_commit_callbacks(execute=True):
            first, second = queue(), queue(subject="Encore")
        assert first == second
        assert [sent.subject for sent in mail.outbox] == ["Une demande de visite"]
        with django_capture_on_commit_callbacks(execute=True):
            queue()
        assert len(mail.outbox) == 1

    def test_a_server_that_is_down_fails_no_request(
        self, settings, django_capture_on_commit_callbacks
    ):
        settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
        settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", free_port()
        with django_capture_on_commit_callbacks(execute=True):
            message = queue()
        message.refresh_from_db()
        assert (message.state, message.attempts) == (MessageState.QUEUED, 0)
        assert "refused" in message.last_error
        with pytest.raises(CommandError, match="cannot be reached"):
            call_command("send_queued_messages")
        with mail_server(settings) as mailbox:
            assert send_queued(timezone.now()) == {MessageState.SENT: 1}
        assert len(mailbox.received) == 1

    @pytest.mark.parametrize(
        ("field", "value"),
        [
            ("subject", "Bonjour\nBcc: tout@exemple.fr"),
            ("subject", "Bonjour\r\n\r\nun autre corps"),
            ("recipient", "musee@exemple.fr\nBcc: tout@exemple.fr"),
            ("recipient", "musee@exemple.fr, tout@exemple.fr"),
            ("recipient", "pas une adresse"),
            ("reply_to", "moi@exemple.fr\r\nBcc: tout@exemple.fr"),
            ("headers", {"List-Unsubscribe": "<https://exemple.fr>\nBcc: tout@exemple.fr"}),
            ("headers", {"X-Y: z\nBcc": "tout@exemple.fr"}),
            ("headers", {"bcc": "tout@exemple.fr"}),
            ("headers", {"Message-ID": "<autre@exemple.fr>"}),
        ],
    )
    def test_no_header_is_smuggled_in(self, field, value):
        with pytest.raises(ValidationError) as refusal:
            queue(**{field: value})
        assert set(refusal.value.message_dict) == {field}
        assert not OutgoingMessage.objects.exists()

    def test_the_database_holds_no_impossible_state(self):
        message = queue()
        for state in ("sent", "sending", "failed", "perdu"):
            with pytest.raises(IntegrityError), transaction.atomic():
                OutgoingMessage.objects.filter(pk=message.pk).update(state=state)


@pytest.mark.django_db
class TestARealServer:
    def test_it_arrives_once_with_its_headers(self, settings, now):
        queue(
            html="<p>Bonjour</p>",
            reply_to="ecole@exemple.fr",
            headers={"List-Unsubscribe": "<https://exemple.fr/alertes/abc>"},
        )
        with mail_server(settings) as mailbox:
            assert send_queued(now) == {MessageState.SENT: 1}
            assert send_queued(now + timedelta(days=1)) == {}
        (received,) = mailbox.received
        message = OutgoingMessage.objects.get()
        assert {name: received[name] for name in ("From", "To", "Reply-To", "Subject")} == {
            "From": settings.DEFAULT_FROM_EMAIL,
            "To": "musee@exemple.fr",
            "Reply-To": "ecole@exemple.fr",
            "Subject": "Une demande de visite",
        }
        assert received["List-Unsubscribe"] == "<https://exemple.fr/alertes/abc>"
        assert received["Message-ID"] == message.message_id
        assert message.message_id.endswith("@testserver>")
        text, html = received.iter_parts()
        assert text.get_content().replace("\r\n", "\n") == "Bonjour,\nà bientôt.\n"
        assert html.get_content_type() == "text/html"
        assert (message.sent_at, message.attempts, message.last_error) == (now, 1, "")

    def test_a_server_that_is_busy_is_asked_again_later(self, settings, now, time_machine_at):
        message = queue()
        with mail_server(settings, "451 4.7.1 Greylisted") as mailbox:
            assert send_queued(now) == {MessageState.QUEUED: 1}
            message.refresh_from_db()
            assert message.next_attempt_at == now + RETRY_DELAYS[0]
            assert message.last_error == "451 4.7.1 Greylisted"
            assert send_queued(now + RETRY_DELAYS[0] - timedelta(seconds=1)) == {}
            time_machine_at(now + RETRY_DELAYS[0])
            assert send_queued(timezone.now()) == {MessageState.SENT: 1}
        assert [sent["Message-ID"] for sent in mailbox.received] == [message.message_id]

    def test_it_waits_longer_each_time_and_then_gives_up(self, settings, now, time_machine_at):
        message = queue()
        busy = ["451 Busy"] * (len(RETRY_DELAYS) + 1)
        with mail_server(settings, *busy) as mailbox:
            waits = []
            while state_of(message) == MessageState.QUEUED:
                message.refresh_from_db()
                waits.append(message.next_attempt_at - timezone.now())
                time_machine_at(message.next_attempt_at)
                send_queued(timezone.now())
        message.refresh_from_db()
        assert tuple(waits[1:]) == RETRY_DELAYS
        assert list(RETRY_DELAYS) == sorted(RETRY_DELAYS)
        assert (message.state, message.last_error) == (MessageState.FAILED, "451 Busy")
        assert mailbox.received == []

    def test_a_recipient_who_does_not_exist_is_not_tried_again(self, settings, now):
        message = queue()
        with mail_server(settings) as mailbox:
            mailbox.refused_recipients["musee@exemple.fr"] = "550 5.1.1 No such user"
            assert send_queued(now) == {MessageState.FAILED: 1}
        message.refresh_from_db()
        assert message.last_error == "550 5.1.1 No such user"
        assert list(OutgoingMessage.objects.in_trouble()) == [message]

    def test_a_message_that_is_refused_is_not_tried_again(self, settings, now):
        message = queue()
        with mail_server(settings, "554 5.7.1 Spam") as mailbox:
            assert send_queued(now) == {MessageState.FAILED: 1}
            assert send_queued(now + timedelta(days=3)) == {}
        assert mailbox.received == []
        message.refresh_from_db()
        assert message.last_error == "554 5.7.1 Spam"

    def test_cut_off_before_the_answer_it_may_have_arrived(self, settings, now):
        message = queue()
        with mail_server(settings, HANG_UP) as mailbox:
            assert send_queued(now) == {MessageState.DOUBTFUL: 1}
            assert send_queued(now + timedelta(days=3)) == {}
        assert len(mailbox.received) == 1
        assert state_of(message) == MessageState.DOUBTFUL

    def test_one_refusal_keeps_no_other_message_back(self, settings, now):
        for number in range(3):
            queue(f"visite-{number}", recipient=f"musee-{number}@exemple.fr")
        with mail_server(settings) as mailbox:
            mailbox.refused_recipients["musee-1@exemple.fr"] = "550 No such user"
            assert send_queued(now) == {MessageState.SENT: 2, MessageState.FAILED: 1}
        assert [sent["To"] for sent in mailbox.received] == [
            "musee-0@exemple.fr",
            "musee-2@exemple.fr",
        ]

    def test_a_run_sends_no_more_than_it_is_told(self, settings, now):
        for number in range(3):
            queue(f"visite-{number}")
        with mail_server(settings):
            assert send_queued(now, limit=2) == {MessageState.SENT: 2}
            assert send_queued(now, limit=2) == {MessageState.SENT: 1}


@pytest.mark.django_db
class TestACrash:
    def test_what_was_being_sent_is_never_sent_again(self, settings, now):
        message = queue()
        backend, settings.EMAIL_BACKEND = settings.EMAIL_BACKEND, f"{__name__}.DyingBackend"
        with pytest.raises(SystemExit):
            send_queued(now)
        assert state_of(message) == MessageState.SENDING
        settings.EMAIL_BACKEND = backend
        assert send_queued(now + SENDING_TAKES_AT_MOST) == {}
        assert state_of(message) == MessageState.SENDING
        later = now + SENDING_TAKES_AT_MOST + timedelta(seconds=1)
        assert send_queued(later) == {MessageState.DOUBTFUL: 1}
        assert send_queued(later + timedelta(days=3)) == {}
        assert len(mail.outbox) == 1

    def test_somebody_may_decide_to_send_it_again(self, settings, now):
        message = queue()
        with mail_server(settings, HANG_UP) as mailbox:
            send_queued(now)
            assert OutgoingMessage.objects.send_again(now) == 1
            assert send_queued(now) == {MessageState.SENT: 1}
            assert OutgoingMessage.objects.send_again(now) == 0
        assert [m["Message-ID"] for m in mailbox.received] == [message.message_id] * 2

    def test_a_worker_that_wakes_up_late_does_not_undo_what_came_since(self, now):
        message = queue()
        late = OutgoingMessage.objects.take(message.pk, now)
        send_queued(now + timedelta(hours=1))
        assert state_of(message) == MessageState.DOUBTFUL
        OutgoingMessage.objects.send_again(now + timedelta(hours=1))
        late.waits(now + timedelta(hours=2), "451 Busy")
        message.refresh_from_db()
        assert (message.state, message.last_error) == (MessageState.QUEUED, "")
        assert message.next_attempt_at == now + timedelta(hours=1)

    def test_a_worker_that_was_only_slow_says_that_it_was_sent(self, now):
        message = queue()
        slow = OutgoingMessage.objects.take(message.pk, now)
        send_queued(now + timedelta(hours=1))
        slow.becomes(MessageState.SENT, sent_at=now)
        assert state_of(message) == MessageState.SENT


@pytest.mark.usefixtures("committed")
class TestRealTransactions:
    def test_what_is_undone_sends_nothing(self):
        with transaction.atomic():
            queue()
            transaction.set_rollback(True)
        assert not OutgoingMessage.objects.exists()
        assert mail.outbox == []
        with transaction.atomic():
            queue()
        assert len(mail.outbox) == 1

    @staticmethod
    def together(work, workers=2):
        """What `work` answered in each of so many threads, started at the same moment."""
        start, answers, errors = threading.Barrier(workers), [], []

        def run():
            try:
                start.wait(timeout=10)
                answers.append(work())
            except Exception as error:  # noqa: BLE001 -- told to the test below
                errors.append(error)
            finally:
                connection.close()

        threads = [threading.Thread(target=run) for _number in range(workers)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join(timeout=60)
        assert errors == []
        return answers

    def test_one_takes_a_message_and_the_other_leaves_it(self):
        OutgoingMessage.objects.bulk_create(
            OutgoingMessage(key=f"visite-{n}", recipient="m@exemple.fr", subject="x", text="x")
            for n in range(20)
        )
        now = timezone.now()
        for pk in OutgoingMessage.objects.values_list("pk", flat=True):
            taken = self.together(lambda pk=pk: OutgoingMessage.objects.take(pk, now))
            assert sum(message is not None for message in taken) == 1
        assert set(OutgoingMessage.objects.values_list("attempts", flat=True)) == {1}

    def test_two_senders_share_the_queue(self, settings):
        OutgoingMessage.objects.bulk_create(
            OutgoingMessage(key=f"visite-{n}", recipient="m@exemple.fr", subject=str(n), text="x")
            for n in range(20)
        )
        now = timezone.now()
        with mail_server(settings) as mailbox:
            outcomes = self.together(lambda: send_queued(now))
        assert sum(outcomes, start=type(outcomes[0])()) == {MessageState.SENT: 20}
        assert sorted(int(m["Subject"]) for m in mailbox.received) == list(range(20))

    def test_two_visitors_who_ask_the_same_queue_one_message(self):
        messages = self.together(queue)
        assert len({message.pk for message in messages}) == 1
        assert len(mail.outbox) == 1


@pytest.mark.django_db
class TestTheCommand:
    def run(self):
        out = StringIO()
        call_command("send_queued_messages", stdout=out)
        return out.getvalue().strip()

    def test_it_says_what_it_did(self, now):
        queue("visite-1")
        queue("visite-2")
        assert self.run() == "2 sent, 0 erased"
        assert self.run() == "0 erased"

    def test_it_erases_what_old_messages_said_but_not_that_they_were_sent(
        self, now, time_machine_at
    ):
        message = queue(reply_to="ecole@exemple.fr", headers={"X-Ecole": "Jean Moulin"})
        waiting = queue("visite-2")
        OutgoingMessage.objects.filter(pk=waiting.pk).update(next_attempt_at=now + CONTENT_IS_KEPT)
        self.run()
        time_machine_at(now + CONTENT_IS_KEPT)
        OutgoingMessage.objects.filter(pk=waiting.pk).update(
            next_attempt_at=now + 2 * CONTENT_IS_KEPT
        )
        assert self.run() == "0 erased"
        time_machine_at(now + CONTENT_IS_KEPT + timedelta(seconds=1))
        assert self.run() == "1 erased"
        erased, kept = OutgoingMessage.objects.get(pk=message.pk), waiting
        personal = ("recipient", "subject", "text", "html", "reply_to", "last_error")
        assert {getattr(erased, name) for name in personal} == {""}
        assert erased.headers == {}
        assert erased.sent_at == now
        kept.refresh_from_db()
        assert kept.recipient == "musee@exemple.fr"
        assert queue(text="Encore") == erased
        assert len(mail.outbox) == 1


@pytest.mark.django_db
def test_a_message_that_is_not_due_is_left(now):
    message = queue()
    OutgoingMessage.objects.filter(pk=message.pk).update(next_attempt_at=now + timedelta(hours=1))
    assert send_message(message.pk, now) is None
    assert send_message(message.pk, now + timedelta(hours=1)).state == MessageState.SENT


@pytest.mark.django_db
def test_a_log_in_that_is_refused_is_not_the_messages_fault(settings, now):
    message = queue()
    with mail_server(settings):
        settings.EMAIL_HOST_USER, settings.EMAIL_HOST_PASSWORD = "site", "faux"
        with pytest.raises(smtplib.SMTPException):
            send_queued(now)
    message.refresh_from_db()
    assert (message.state, message.attempts) == (MessageState.QUEUED, 0)
    assert message.last_error
