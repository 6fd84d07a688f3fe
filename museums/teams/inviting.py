"""Somebody is asked to publish for a museum, is reminded, and accepts.

Nothing but the message that leaves tells whether an address has an account here: with one it
accepts in one click, without one its owner gives a name and a password.
"""

from datetime import datetime, timedelta

from django.conf import settings
from django.contrib.auth.models import Group
from django.core.signing import BadSignature, TimestampSigner
from django.db import transaction
from django.template.defaultfilters import truncatechars
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext as _
from wagtail.models import Site

from cms.models import NetworkSettings, OutgoingMessage, User
from cms.outbox import queue_message
from museums.choices import Role
from museums.models import Invitation, MuseumPage
from museums.recipients import language_of
from museums.teams.roles import give_role, group_of, leads

SIGNER = TimestampSigner(salt=__name__)
LINK_LASTS = timedelta(days=30)
REMINDED_AFTER = (timedelta(days=7), timedelta(days=21))
"""How long after the message before it the first and the second reminder leave by themselves."""
FORGOTTEN_AFTER = timedelta(days=90)
LONGEST_NAME = 150  # in a subject
WRITTEN_AGAIN_AFTER = timedelta(minutes=10)
"""Nobody's letter box is filled by a button that is pressed twice."""


class AlreadyThereError(ValueError):
    """Somebody who is asked into a team is of it already."""


class TooSoonError(ValueError):
    """The last message left a moment ago."""


@transaction.atomic
def invite(
    email: str, museum: MuseumPage | None, role: Role, by: User | None, now: datetime
) -> Invitation:
    """Ask an address to play a role; asked before, with another role, the last word counts.

    Raises AlreadyThereError where somebody with this address is of that team; TooSoonError where
    the same was asked a moment ago.
    """
    email = email.strip().lower()
    if User.objects.filter(email=email, groups__in=_groups(role, museum)).exists():
        raise AlreadyThereError
    names = {"museum": museum} if museum else {"museum": None, "role": role}
    waiting = Invitation.objects.waiting().filter(email=email, **names).first()
    if waiting and waiting.role == role:
        write_again(waiting, now)
        return waiting
    _check_patience(museum, email, now)
    if waiting:
        waiting.delete()
    invitation = Invitation.objects.create(
        email=email, museum=museum, role=role, invited_by=by, invited_at=now, written_at=now
    )
    _write(invitation)
    return invitation


def _groups(role: Role, museum: MuseumPage | None) -> list[Group]:
    """The groups of those who are of the team already."""
    return [museum.leads, museum.editors] if museum else [group_of(role, None)]


@transaction.atomic
def write_again(invitation: Invitation, now: datetime) -> None:
    """Remind somebody of an invitation. Raises TooSoonError a moment after the last message."""
    _check_patience(invitation.museum, invitation.email, now)
    invitation.reminders += 1
    invitation.written_at = now
    invitation.save(update_fields=["reminders", "written_at"])
    _write(invitation)


def remind(now: datetime) -> int:
    """Remind those who have not answered, twice at most; how many messages.

    An invitation that nobody answered for three months is forgotten, with its address.
    """
    Invitation.objects.waiting().filter(invited_at__lte=now - FORGOTTEN_AFTER).delete()
    due = [
        invitation
        for number, wait in enumerate(REMINDED_AFTER)
        for invitation in Invitation.objects.unheard_since(now - wait).filter(reminders=number)
    ]
    for invitation in due:
        write_again(invitation, now)
    return len(due)


def _check_patience(museum: MuseumPage | None, email: str, now: datetime) -> None:
    """Withdrawn or not: what left a moment ago is not sent again."""
    sent = OutgoingMessage.objects.filter(recipient=email, key__startswith=_purpose(museum))
    if sent.filter(created_at__gt=now - WRITTEN_AGAIN_AFTER).exists():
        raise TooSoonError


def _purpose(museum: MuseumPage | None) -> str:
    """How the keys of the messages begin in which a museum, or the network, invites."""
    return f"invitation-{museum.pk if museum else 0}-"


def _write(invitation: Invitation) -> None:
    network = NetworkSettings.for_site(Site.objects.get(is_default_site=True))
    by = invitation.invited_by
    with translation.override(language_of(by) if by else settings.LANGUAGE_CODE):
        queue_message(
            key=f"{_purpose(invitation.museum)}{invitation.pk}-{invitation.reminders}",
            recipient=invitation.email,
            subject=_subject(invitation, network),
            text=render_to_string(
                "museums/mail/invitation.txt",
                {
                    "invitation": invitation,
                    "by": by,
                    "network": network,
                    "days": LINK_LASTS.days,
                    "url": settings.BASE_URL + invitation_path(invitation),
                },
            ),
            reply_to=network.contact_email,
        )


def _subject(invitation: Invitation, network: NetworkSettings) -> str:
    name = invitation.museum.title if invitation.museum else network.name
    words = (
        _("Reminder: %(name)s invites you") if invitation.reminders else _("%(name)s invites you")
    )
    return words % {"name": truncatechars(" ".join(name.split()), LONGEST_NAME)}


def invitation_path(invitation: Invitation) -> str:
    """The address of the page with the answer, for whoever has the message."""
    return reverse("invitation", args=[SIGNER.sign(str(invitation.pk))])


def invitation_of(token: str) -> Invitation | None:
    """The invitation that a link names; None where it is not ours, too old, or withdrawn."""
    try:
        key = SIGNER.unsign(token, max_age=LINK_LASTS)
    except BadSignature:
        return None
    return Invitation.objects.select_related("museum").filter(pk=key).first()


def account_of(invitation: Invitation) -> User | None:
    """The account that the address has, if somebody ever chose a password for it."""
    person = User.objects.filter(email=invitation.email).first()
    return person if person and person.has_usable_password() else None


@transaction.atomic
def accept(invitation: Invitation, person: User, now: datetime) -> None:
    """Give somebody the role that they were asked to play.

    An account that was closed when its owner left opens again: whoever invites vouches for them.
    Who was made a lead since stays one.
    """
    if not person.is_active:
        person.is_active = True
        person.save(update_fields=["is_active"])
    museum = invitation.museum
    if not (museum and leads(person, museum)):
        give_role(person, museum, Role(invitation.role), by=person)
    invitation.accepted_at, invitation.person = now, person
    invitation.save(update_fields=["accepted_at", "person"])
