"""The messages that the site sends, each written down before it leaves."""

import re
from datetime import datetime
from email.utils import make_msgid
from typing import Any

from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.mail import EmailMultiAlternatives
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from cms.querysets import OutgoingMessageQuerySet
from cms.validators import on_one_line

HEADER_NAME = re.compile(r"[A-Za-z][A-Za-z0-9-]*")
# What the message has from elsewhere: a second one would contradict it.
OWN_HEADER_NAMES = """
bcc cc content-transfer-encoding content-type date from message-id mime-version reply-to sender
subject to
"""
OWN_HEADERS = frozenset(OWN_HEADER_NAMES.split())


def safe_headers(headers: dict[str, str]) -> None:
    """Refuse a header that is none, or that says again what the message says by itself."""
    for name, value in headers.items():
        if not HEADER_NAME.fullmatch(name) or name.lower() in OWN_HEADERS:
            raise ValidationError(f"{name!r} is no header that a message may add.")
        on_one_line(value)


def new_message_id() -> str:
    """A name that no other message has, for ever."""
    return make_msgid(domain=settings.HOST)


class MessageState(models.TextChoices):
    """How far a message has come."""

    QUEUED = "queued", _("waiting to be sent")
    SENDING = "sending", _("being sent")
    SENT = "sent", _("sent")
    FAILED = "failed", _("refused")
    DOUBTFUL = "doubtful", _("perhaps sent")


class OutgoingMessage(models.Model):
    """One message to one person, sent once.

    It leaves under the same Message-ID however often it is tried. What it says and to whom are
    erased after some weeks; the key stays, so that it is never queued again.
    """

    key = models.CharField(
        _("key"),
        max_length=200,
        unique=True,
        help_text=_("What the message is for: asked twice, it is sent once."),
    )
    recipient = models.EmailField(_("recipient"))
    subject = models.CharField(_("subject"), max_length=255, validators=[on_one_line])
    text = models.TextField(_("text"))
    html = models.TextField(_("HTML"), blank=True)
    reply_to = models.EmailField(_("reply to"), blank=True)
    headers = models.JSONField(
        _("further headers"), default=dict, blank=True, validators=[safe_headers]
    )
    message_id = models.CharField(
        "Message-ID", max_length=255, unique=True, default=new_message_id, editable=False
    )
    state = models.CharField(
        _("state"), max_length=8, choices=MessageState.choices, default=MessageState.QUEUED
    )
    attempts = models.PositiveSmallIntegerField(_("attempts"), default=0)
    last_error = models.TextField(_("what went wrong"), blank=True)
    created_at = models.DateTimeField(_("queued at"), default=timezone.now)
    next_attempt_at = models.DateTimeField(_("next attempt at"), default=timezone.now)
    claimed_at = models.DateTimeField(_("taken at"), null=True, blank=True)
    sent_at = models.DateTimeField(_("sent at"), null=True, blank=True)

    objects = OutgoingMessageQuerySet.as_manager()

    class Meta:
        verbose_name = _("outgoing message")
        verbose_name_plural = _("outgoing messages")
        ordering = ["-created_at", "-pk"]
        default_permissions = ("view", "send_again")
        indexes = [
            models.Index(fields=["state", "next_attempt_at"], name="message_by_state"),
        ]
        constraints = [
            models.CheckConstraint(
                name="message_state_and_times_agree",
                condition=Q(state="queued", claimed_at=None, sent_at=None)
                | Q(state="sending", claimed_at__isnull=False, sent_at=None)
                | Q(state="sent", claimed_at__isnull=False, sent_at__isnull=False)
                | Q(state__in=["failed", "doubtful"], claimed_at__isnull=False, sent_at=None),
            ),
        ]

    def __str__(self) -> str:
        return self.subject or self.key

    @property
    def may_be_sent_again(self) -> bool:
        """Whether somebody may decide that it leaves once more: it still knows what it says."""
        return self.state in (MessageState.FAILED, MessageState.DOUBTFUL) and bool(self.recipient)

    def as_email(self) -> EmailMultiAlternatives:
        """The message as Django sends it."""
        email = EmailMultiAlternatives(
            self.subject,
            self.text,
            to=[self.recipient],
            reply_to=[self.reply_to] if self.reply_to else None,
            headers=self.headers | {"Message-ID": self.message_id},
        )
        if self.html:
            email.attach_alternative(self.html, "text/html")
        return email

    def becomes(self, state: MessageState, **values: Any) -> None:
        """Write down what came of it, unless it was taken again since."""
        taken = OutgoingMessage.objects.filter(pk=self.pk, claimed_at=self.claimed_at)
        if taken.update(state=state, **values):
            self.state = state

    def waits(self, until: datetime, error: str) -> None:
        """Queue it again, after the server said that it cannot take it now."""
        self.becomes(MessageState.QUEUED, claimed_at=None, next_attempt_at=until, last_error=error)
