"""Short links of feeds: their codes, derived from what they stand for, and where they are kept."""

from collections.abc import Iterator
from datetime import datetime
from hashlib import sha256
from itertools import count
from typing import TYPE_CHECKING

from django.db.models import QuerySet

if TYPE_CHECKING:
    from events.models import FeedLink

ALPHABET = "23456789abcdefghjkmnpqrstuvwxyz"  # neither 0 and o, nor 1, i and l
CODE_LENGTH = 7


def feed_codes(query: str) -> Iterator[str]:
    """The codes of a query, the first one first; the others for when another query has it."""
    for attempt in count():
        number = int.from_bytes(sha256(f"{attempt} {query}".encode()).digest())
        code = ""
        for _place in range(CODE_LENGTH):
            number, letter = divmod(number, len(ALPHABET))
            code += ALPHABET[letter]
        yield code


class FeedLinkQuerySet(QuerySet):
    """Questions about short links."""

    def shorten(self, query: str, now: datetime) -> "FeedLink":
        """The link of a canonical query: the same one for ever, whoever asks for it."""
        for code in feed_codes(query):
            link, _created = self.get_or_create(
                code=code, defaults={"query": query, "created_at": now}
            )
            if link.query == query:
                return link
        raise AssertionError("codes are without end")
