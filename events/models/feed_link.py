"""Short addresses of feeds: what a selection is called for ever."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from events.feed_links import CODE_LENGTH, FeedLinkQuerySet

LONGEST_QUERY = 1000


class FeedLink(models.Model):
    """A short address of a feed, for addresses that are dictated or printed. It never changes."""

    code = models.CharField(max_length=CODE_LENGTH, unique=True)
    query = models.CharField(max_length=LONGEST_QUERY, unique=True)  # canonical: keys in order
    created_at = models.DateTimeField()

    objects = FeedLinkQuerySet.as_manager()

    class Meta:
        verbose_name = _("short link of a feed")
        verbose_name_plural = _("short links of feeds")

    def __str__(self) -> str:
        return self.code
