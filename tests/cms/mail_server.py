"""A real SMTP server on this machine, which answers as a test tells it to."""

import socket
from collections.abc import Iterator
from contextlib import contextmanager
from email import message_from_bytes, policy
from email.message import EmailMessage

from aiosmtpd.controller import Controller

HANG_UP = "hang up"
ACCEPTED = "250 OK"


class Mailbox:
    """What a mail server received, and what it says to the messages to come."""

    def __init__(self, *answers: str) -> None:
        self.answers = list(answers)
        self.refused_recipients: dict[str, str] = {}
        self.received: list[EmailMessage] = []

    async def handle_RCPT(self, server, session, envelope, address, options):  # noqa: N802
        if address in self.refused_recipients:
            return self.refused_recipients[address]
        envelope.rcpt_tos.append(address)
        return ACCEPTED

    async def handle_DATA(self, server, session, envelope):  # noqa: N802
        answer = self.answers.pop(0) if self.answers else ACCEPTED
        if answer in (ACCEPTED, HANG_UP):
            self.received.append(message_from_bytes(envelope.content, policy=policy.default))
        if answer == HANG_UP:
            server.transport.abort()
        return answer


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


@contextmanager
def mail_server(settings, *answers: str) -> Iterator[Mailbox]:
    """A server that gives these answers, then accepts; the site sends its mail there."""
    mailbox = Mailbox(*answers)
    controller = Controller(mailbox, hostname="127.0.0.1", port=free_port())
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST, settings.EMAIL_PORT = controller.hostname, controller.port
    controller.start()
    try:
        yield mailbox
    finally:
        controller.stop()
