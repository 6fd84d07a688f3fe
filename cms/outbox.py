"""The mail that the site sends: queued with what caused it, sent once, never lost in silence.

A message that may have arrived is never sent a second time: it becomes doubtful, and the
network's team decides.
"""

from collections import Counter
from datetime import datetime, timedelta
from smtplib import SMTPNotSupportedError, SMTPRecipientsRefused, SMTPResponseException

from django.core import mail
from django.core.mail.backends.base import BaseEmailBackend
from django.utils.translation import gettext as _

from cms.models import MessageState, OutgoingMessage

MINUTE, HOUR = timedelta(minutes=1), timedelta(hours=1)
RETRY_DELAYS = (5 * MINUTE, 15 * MINUTE, HOUR, 4 * HOUR, 12 * HOUR, 24 * HOUR)
"""How long a message waits after each "not now" of the mail server; after the last, it failed."""
SENDING_TAKES_AT_MOST = 30 * MINUTE
"""A worker that gives no account of a message for so long is dead."""
CONTENT_IS_KEPT = timedelta(days=30)
"""How long one can see what a message said, and to whom."""
MESSAGES_A_RUN = 200

FIRST_PERMANENT_CODE = 500


def queue_message(
    *,
    key: str,
    recipient: str,
    subject: str,
    text: str,
    html: str = "",
    reply_to: str = "",
    headers: dict[str, str] | None = None,
) -> OutgoingMessage:
    """Queue a message within the caller's transaction; it leaves when that is committed.

    `key` names what the message is for, without naming anybody ("contact-418",
    "offer-12-closes-2026-12-01"): asked twice, the first message stands. Raises ValidationError
    where the recipient, the subject or a header would not make one honest message.
    """
    message = OutgoingMessage(
        key=key,
        recipient=recipient,
        subject=subject,
        text=text,
        html=html,
        reply_to=reply_to,
        headers=headers or {},
    )
    message.clean_fields()
    fields = ("recipient", "subject", "text", "html", "reply_to", "headers")
    defaults = {name: getattr(message, name) for name in fields}
    return OutgoingMessage.objects.get_or_create(key=key, defaults=defaults)[0]


def send_queued(now: datetime, limit: int = MESSAGES_A_RUN) -> Counter[str]:
    """Send the messages whose turn it is, at most `limit`; how many came to which state.

    Several may run at once. Raises OSError, as soon as it is known, where the mail server cannot
    be reached: what is left waits for the next run.
    """
    outcome: Counter[str] = Counter({MessageState.DOUBTFUL: give_up_waiting(now)})
    for pk in list(OutgoingMessage.objects.due(now).values_list("pk", flat=True)[:limit]):
        message = send_message(pk, now)
        if message:
            outcome[message.state] += 1
    return +outcome


def send_message(pk: int, now: datetime) -> OutgoingMessage | None:
    """Send one message; nothing where it is not due or another worker has it.

    Raises OSError where the mail server cannot be reached; the message then waits as it was.
    """
    # A connection a message: one that broke while idle would look like a message half sent.
    connection = default_mailer()
    try:
        reach(connection, now)
        message = OutgoingMessage.objects.take(pk, now)
        if message:
            hand_over(message, connection, now)
    finally:
        connection.close()
    return message


def reach(connection: BaseEmailBackend, now: datetime) -> None:
    """Open the connection, or tell every message that waits why it does; raises OSError."""
    try:
        connection.open()
    except OSError as error:
        OutgoingMessage.objects.due(now).update(last_error=str(error))
        raise


def hand_over(message: OutgoingMessage, connection: BaseEmailBackend, now: datetime) -> None:
    """Give a message that is ours to the mail server, and write down what it said."""
    try:
        connection.send_messages([message.as_email()])
    except SMTPRecipientsRefused as refusal:
        ((code, reason),) = refusal.recipients.values()
        refused(message, code, reason, now)
    except SMTPResponseException as refusal:
        refused(message, refusal.smtp_code, refusal.smtp_error, now)
    except (SMTPNotSupportedError, ValueError) as error:  # it never left: it cannot be written
        message.becomes(MessageState.FAILED, last_error=str(error))
    except OSError as error:  # cut off before the answer: it may have arrived
        message.becomes(MessageState.DOUBTFUL, last_error=str(error))
    else:
        message.becomes(MessageState.SENT, sent_at=now, last_error="")


def refused(message: OutgoingMessage, code: int, reason: bytes | str, now: datetime) -> None:
    """Try later what the server cannot take now; give up what it will never take."""
    said = reason.decode(errors="replace") if isinstance(reason, bytes) else reason
    error = f"{code} {said}"
    delays_left = RETRY_DELAYS[message.attempts - 1 :]
    if code < FIRST_PERMANENT_CODE and delays_left:
        message.waits(now + delays_left[0], error)
    else:
        message.becomes(MessageState.FAILED, last_error=error)


def give_up_waiting(now: datetime) -> int:
    """Call doubtful what a worker that died was sending: nobody knows whether it left."""
    return OutgoingMessage.objects.left_sending(now - SENDING_TAKES_AT_MOST).update(
        state=MessageState.DOUBTFUL,
        last_error=_("The program stopped while it was sending this message."),
    )


def default_mailer() -> BaseEmailBackend:
    """Django's own, under the name that each version has for it (`mailers` came with 6.1)."""
    mailers = getattr(mail, "mailers", None)
    return mailers.default if mailers else mail.get_connection()
