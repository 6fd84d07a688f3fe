"""What is proposed to a museum: shown beside what its page says, accepted or refused."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from itertools import groupby
from typing import TYPE_CHECKING

from django.db import transaction
from django.db.models import QuerySet

from museums.imports.columns import BY_NAME
from museums.imports.running import remember
from museums.imports.wording import label
from museums.imports.words import Words
from museums.imports.writing import is_busy, write
from museums.models import ImportedField, MuseumPage, Proposal
from museums.provisioning import is_network

if TYPE_CHECKING:
    from cms.models import User


class BusyPageError(Exception):
    """The page is locked or waits for somebody else's decision: nothing can be written there."""


@dataclass(frozen=True)
class Difference:
    """One proposal as it is shown."""

    proposal: Proposal
    label: str
    present: str
    proposed: str


@dataclass(frozen=True)
class MuseumDifferences:
    """All that is proposed to one museum."""

    museum: MuseumPage
    differences: list[Difference]


def decided_by(user: "User") -> QuerySet[MuseumPage]:
    """The museums for which somebody decides: one's own as a lead; all for the network's team."""
    museums = MuseumPage.objects
    return museums.sources() if is_network(user) else museums.led_by(user)


def waiting_for(user: "User") -> QuerySet[Proposal]:
    """What this person has to decide."""
    return Proposal.objects.of_museums(decided_by(user)).waiting()


def by_museum(proposals: Iterable[Proposal]) -> list[MuseumDifferences]:
    """Proposals in the order of their museums, each beside what the page says today."""
    words = Words(())
    return [
        MuseumDifferences(museum, [_difference(proposal, museum, words) for proposal in group])
        for museum, group in groupby(proposals, key=lambda proposal: proposal.museum)
    ]


def _difference(proposal: Proposal, museum: MuseumPage, words: Words) -> Difference:
    present = BY_NAME[proposal.field].value_of(museum)
    return Difference(
        proposal,
        label(proposal.field),
        words.shown(proposal.field, present),
        words.shown(proposal.field, proposal.value),
    )


@transaction.atomic
def accept(museum: MuseumPage, proposals: list[Proposal], now: datetime, by: "User") -> bool:
    """Write what was proposed; whether it is on line at once, or waits in the museum's draft.

    Raises BusyPageError where the page is somebody else's to decide about.
    """
    if is_busy(museum):
        raise BusyPageError
    values = {proposal.field: proposal.value for proposal in proposals}
    may_publish = museum.permissions_for_user(by).can_publish()
    write(museum, values, Words(()), by, is_publishing=may_publish)
    remember(
        [
            ImportedField(
                museum=museum,
                field=proposal.field,
                value=proposal.value,
                imported_at=now,
                source=proposal.source,
            )
            for proposal in proposals
        ]
    )
    Proposal.objects.filter(pk__in=[proposal.pk for proposal in proposals]).delete()
    return museum.live and may_publish


def refuse(proposals: list[Proposal], now: datetime, by: "User") -> None:
    """Keep what the page says, and remember it: the same value is not proposed again."""
    refused = Proposal.objects.filter(pk__in=[proposal.pk for proposal in proposals])
    refused.update(refused_at=now, refused_by=by)
