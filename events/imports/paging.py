"""Exports that come page by page, put together again before they are read. Pure.

OpenAgenda's API gives 20 events unless asked for more, with an `after` that leads to the next ones
(https://developers.openagenda.com/); portals of open data count: `start` in version 1 of their
API, `offset` in version 2.
"""

import json
from collections.abc import Callable
from typing import Any
from urllib.parse import parse_qsl, urlencode, urlsplit

from events.imports.content_lines import decoded
from events.imports.limits import MOST_EVENTS

LISTS = ("events", "records", "results")
TOTALS = ("total", "nhits", "total_count")
CURSOR = "after"
COUNTERS = {"nhits": "start", "total_count": "offset"}
"""Which parameter tells how many records to leave out, by the name of the total."""

Page = dict[str, Any]
Parameters = list[tuple[str, str]]


def records_of(data: Any) -> list[Any] | None:
    """The records of an answer, whichever of its forms it has; None where it is no export."""
    if isinstance(data, list):
        return data
    if not isinstance(data, dict):
        return None
    return next((data[name] for name in LISTS if isinstance(data.get(name), list)), None)


def total_of(data: Any) -> int:
    """How many events an answer says there are, whatever this page of it holds."""
    if not isinstance(data, dict):
        return 0
    counts = (data.get(name) for name in TOTALS)
    return max((count for count in counts if isinstance(count, int)), default=0)


def whole_export(
    url: str, content: bytes, fetch: Callable[[str], bytes], most_pages: int
) -> tuple[bytes, int]:
    """The export that begins with this answer, and in how many pages it came.

    `fetch` gives the content of an address. What comes in one page, or is no export, stays as it
    is; a page without records ends it.
    """
    first = page = _object(content)
    records = records_of(first) or []
    pages = 1
    while page and pages < most_pages and len(records) < min(total_of(first), MOST_EVENTS):
        following = _following(page, len(records))
        page = _object(fetch(_asking(url, following))) if following else {}
        pages += bool(following)
        records += records_of(page) or []
        if not records_of(page):
            break
    return (json.dumps(first).encode() if pages > 1 else content), pages


def _object(content: bytes) -> Page:
    """The JSON object of an answer; an empty one where it is something else."""
    try:
        data = json.loads(decoded(content)[0])
    except (ValueError, RecursionError):
        return {}
    return data if isinstance(data, dict) else {}


def _following(page: Page, number: int) -> Parameters:
    """What asks for the records after these; nothing where no way leads there."""
    cursor = page.get(CURSOR)
    if isinstance(cursor, list) and cursor:
        return [(f"{CURSOR}[]", str(value)) for value in cursor]
    return [(name, str(number)) for total, name in COUNTERS.items() if total in page]


def _asking(url: str, parameters: Parameters) -> str:
    """The address with these parameters, in place of those it has of the same names."""
    parts = urlsplit(url)
    named = {name for name, _value in parameters}
    kept = [
        (name, value)
        for name, value in parse_qsl(parts.query, keep_blank_values=True)
        if name not in named
    ]
    return parts._replace(query=urlencode([*kept, *parameters])).geturl()
