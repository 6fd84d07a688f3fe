"""How often feeds are read, by day and by family of applications; nothing of who reads them."""

from collections.abc import Collection, Mapping
from datetime import date
from typing import NamedTuple, Self

from django.db import connection, models, transaction
from django.utils.translation import gettext_lazy as _

from events.clients import ClientFamily

# What is read besides the feeds that have a version of their own, all of a kind together.
SELECTION_SCOPE = "selection"
LINK_SCOPE = "link"
EVENT_SCOPE = "event"

ADDED_TO_WHAT_IS_THERE = """
    INSERT INTO events_feedfetch (day, scope, client, number) VALUES (%s, %s, %s, %s)
    ON CONFLICT (day, scope, client)
    DO UPDATE SET number = events_feedfetch.number + excluded.number
"""


class Fetch(NamedTuple):
    """One reading of a feed, as far as it is remembered."""

    day: date
    scope: str
    client: str


class FeedFetchQuerySet(models.QuerySet):
    """Questions about readings."""

    def add(self, counts: Mapping[Fetch, int]) -> None:
        """Add to what is stored; in one order, so that no two writers wait for each other."""
        with transaction.atomic(), connection.cursor() as cursor:
            rows = [(*fetch, number) for fetch, number in sorted(counts.items())]
            cursor.executemany(ADDED_TO_WHAT_IS_THERE, rows)

    def since(self, day: date) -> Self:
        return self.filter(day__gte=day)

    def of(self, scopes: Collection[str]) -> Self:
        """Those of some feeds."""
        return self.filter(scope__in=scopes)

    def totals(self) -> dict[str, int]:
        """How often each feed was read."""
        return dict(self.values_list("scope").annotate(models.Sum("number")))

    def by_client(self) -> Self:
        """For each family of applications how often it read, and its last day; most first."""
        summed = self.values("client").annotate(
            total=models.Sum("number"), last_on=models.Max("day")
        )
        return summed.order_by("-total", "client")

    def forget_before(self, day: date) -> None:
        """Drop what is too old to tell anything."""
        self.filter(day__lt=day).delete()


class FeedFetch(models.Model):
    """How often a family of applications read a feed on one day. No address, no cookie."""

    day = models.DateField()
    scope = models.CharField(max_length=50)  # as FeedVersion's; or one of the scopes above
    client = models.CharField(max_length=12, choices=ClientFamily.choices)
    number = models.PositiveIntegerField()

    objects = FeedFetchQuerySet.as_manager()

    class Meta:
        verbose_name = _("readings of a feed")
        verbose_name_plural = _("readings of feeds")
        constraints = [
            models.UniqueConstraint(fields=["day", "scope", "client"], name="feed_fetch_once")
        ]

    def __str__(self) -> str:
        return f"{self.day} {self.scope} {self.client} {self.number}"
