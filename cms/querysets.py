"""What one asks of the foundation's own rows: outgoing messages, deleted pages, towns."""

import re
from datetime import datetime
from difflib import get_close_matches
from typing import TYPE_CHECKING, Self

from django.conf import settings
from django.db import models, transaction
from django.db.models import Case, Count, Exists, F, OuterRef, Q, Subquery, Value, When
from django.db.models.functions import Coalesce
from wagtail.permissions import page_permission_policy

from cms.town_names import plain_name

if TYPE_CHECKING:
    from cms.models import OutgoingMessage, Town, User

ARTICLES = ("le", "la", "les", "l")
MOST_PROPOSED = 5
CLOSE_SPELLING = 0.75


class OutgoingMessageQuerySet(models.QuerySet):
    """Questions about outgoing messages, and the steps that several take at once."""

    def due(self, now: datetime) -> Self:
        """The messages whose turn it is, the longest waiting first."""
        waiting = self.filter(state="queued", next_attempt_at__lte=now)
        return waiting.order_by("next_attempt_at", "pk")

    def take(self, pk: int, now: datetime) -> "OutgoingMessage | None":
        """The message, if it is due and no other worker took it: from now on it is ours alone.

        One conditional UPDATE, committed before anything is sent: whatever happens after it,
        nobody sends the message a second time.
        """
        with transaction.atomic(durable=True):
            taken = self.due(now).filter(pk=pk).order_by()
            count = taken.update(state="sending", claimed_at=now, attempts=F("attempts") + 1)
        return self.get(pk=pk) if count else None

    def left_sending(self, since: datetime) -> Self:
        """The messages that a worker took before `since` and never gave account of."""
        return self.filter(state="sending", claimed_at__lt=since)

    def in_trouble(self) -> Self:
        """The messages that only a person can decide about."""
        return self.filter(state__in=["failed", "doubtful"]).exclude(recipient="")

    def send_again(self, now: datetime) -> int:
        """Queue messages in trouble once more, as somebody decided; how many."""
        return self.in_trouble().update(
            state="queued", claimed_at=None, attempts=0, next_attempt_at=now, last_error=""
        )

    def erase_content(self, before: datetime) -> int:
        """Erase what finished messages said, and to whom; how many. Their keys stay."""
        finished = self.filter(state__in=["sent", "failed", "doubtful"], created_at__lt=before)
        return finished.exclude(recipient="").update(
            recipient="", subject="", text="", html="", reply_to="", headers={}, last_error=""
        )


class DeletedPageQuerySet(models.QuerySet):
    """Questions about what is in the bin."""

    def tops(self) -> Self:
        """What one asks back: not the pages below it nor its translations, which come along."""
        mates = self.model._base_manager.filter(deletion=OuterRef("deletion"))
        is_below = Exists(mates.filter(page_id=OuterRef("parent_id")))
        sources = mates.filter(
            translation_key=OuterRef("translation_key"),
            locale__language_code=settings.LANGUAGE_CODE,
        )
        is_translation = Exists(sources.exclude(pk=OuterRef("pk")))
        return self.exclude(is_below).exclude(is_translation)

    def seen_by(self, user: "User") -> Self:
        """What was below pages that somebody may add to; everything, for the network's team."""
        if user.has_perm("cms.view_deletedpage"):
            return self
        open_to = page_permission_policy.instances_user_has_permission_for(user, "add")
        return self.filter(parent_id__in=open_to.order_by().values("pk"))

    def with_number_below(self) -> Self:
        """Each with `below`, how many pages of its branch were deleted with it."""
        branch = (
            self.model._base_manager.filter(
                deletion=OuterRef("deletion"),
                path__startswith=OuterRef("path"),
            )
            .exclude(page_id=OuterRef("page_id"))
            .order_by()
            .values("deletion")
            .annotate(number=Count("pk"))
        )
        return self.annotate(below=Coalesce(Subquery(branch.values("number")), 0))

    def deleted_before(self, moment: datetime) -> Self:
        return self.filter(deleted_at__lt=moment)


class TownQuerySet(models.QuerySet):
    """Questions about towns."""

    def named_like(self, text: str) -> Self:
        """The towns that somebody may mean, the likeliest first; none for an empty text.

        A name, whole or begun, without minding accents, hyphens or "St"; a postcode; both.
        """
        words = plain_name(text).split()
        name = " ".join(word for word in words if not word.isdigit())
        towns = self if words else self.none()
        for number in (word for word in words if word.isdigit()):
            towns = towns.filter(
                Q(postcodes__startswith=number) | Q(postcodes__contains=f" {number}")
            )
        if name:
            towns = towns.filter(
                Q(plain_name__startswith=name) | Q(plain_name__contains=f" {name}")
            )
        after_an_article = [f"{article} {name}" for article in ARTICLES]
        likelihood = Case(
            When(plain_name=name, then=Value(0)),
            When(plain_name__in=after_an_article, then=Value(1)),
            When(plain_name__startswith=name, then=Value(2)),
            default=Value(3),
        )
        return towns.order_by(likelihood, F("population").desc(nulls_last=True), "code")

    def meant_by(self, text: str) -> "list[Town]":
        """The one town that somebody means, or else the likeliest ones to choose from.

        Of the towns that share a postcode it is the largest: the others are next to it. A town
        may also be named as it writes itself, with its department: « Caen (14) ».
        """
        if written := re.fullmatch(r"(.+) \((\w{2,3})\)", text):
            name, department = plain_name(written[1]), written[2].upper()
            return list(self.filter(plain_name=name, department_code=department)[:1])
        if text.strip().isdigit():
            return list(self.named_like(text)[:1]) if re.fullmatch(r"\s*\d{5}\s*", text) else []
        found = list(self.named_like(text)[:MOST_PROPOSED])
        name = " ".join(word for word in plain_name(text).split() if not word.isdigit())
        names = {name, *(f"{article} {name}" for article in ARTICLES)}
        return [town for town in found if town.plain_name in names] or found

    def spelt_like(self, text: str) -> "list[Town]":
        """Towns whose name is nearly what somebody typed, with the same first letter."""
        name = plain_name(text)
        known = self.filter(plain_name__startswith=name[:1]) if name else self.none()
        names = known.order_by().values_list("plain_name", flat=True).distinct()
        close = get_close_matches(name, names, MOST_PROPOSED, CLOSE_SPELLING)
        return list(self.filter(plain_name__in=close)[:MOST_PROPOSED])
