"""Exports that come page by page."""

import json
from urllib.parse import parse_qs, urlsplit

import pytest

from events.imports.paging import whole_export

URL = "https://api.example/v2/agendas/7/events?key=abc&relative%5B%5D=upcoming"
FIVE = [{"uid": number} for number in range(5)]


class OpenAgenda:
    """Two events an answer, and a cursor that leads to the next ones."""

    def __init__(self, events=FIVE):
        self.events, self.asked = events, []

    def __call__(self, url):
        self.asked.append(url)
        begin = int(parse_qs(urlsplit(url).query).get("after[]", ["", "0"])[1])
        events = self.events[begin : begin + 2]
        after = ["2026-12-05", begin + 2] if begin + 2 < len(self.events) else None
        return json.dumps(
            {"total": len(self.events), "events": events, "after": after, "success": True}
        ).encode()


class Portal:
    """Two records an answer, counted from a parameter."""

    def __init__(self, records, total, start):
        self.names, self.asked = (records, total, start), []

    def __call__(self, url):
        self.asked.append(url)
        records, total, start = self.names
        begin = int(parse_qs(urlsplit(url).query).get(start, ["0"])[0])
        return json.dumps({total: len(FIVE), records: FIVE[begin : begin + 2]}).encode()


def gathered(site, most_pages=50):
    content, pages = whole_export(URL, site(URL), site, most_pages)
    data = json.loads(content)
    (records,) = [value for value in data.values() if isinstance(value, list) and "uid" in value[0]]
    return [record["uid"] for record in records], pages


def test_the_cursor_of_openagenda_is_followed_to_the_end():
    site = OpenAgenda()
    assert gathered(site) == ([0, 1, 2, 3, 4], 3)
    queries = [parse_qs(urlsplit(url).query) for url in site.asked]
    kept = {"key": ["abc"], "relative[]": ["upcoming"]}
    assert queries == [
        kept,
        kept | {"after[]": ["2026-12-05", "2"]},
        kept | {"after[]": ["2026-12-05", "4"]},
    ]


@pytest.mark.parametrize(
    "names", [("records", "nhits", "start"), ("results", "total_count", "offset")]
)
def test_the_records_of_a_portal_are_counted(names):
    assert gathered(Portal(*names)) == ([0, 1, 2, 3, 4], 3)


def test_so_many_pages_and_no_more():
    assert gathered(OpenAgenda(), most_pages=2) == ([0, 1, 2, 3], 2)


def test_a_page_without_records_ends_it():
    site = OpenAgenda()

    def broken(url):
        return site(url) if "after" not in url else b"<html>"

    assert gathered(broken) == ([0, 1], 2)


@pytest.mark.parametrize(
    "content",
    [
        b"BEGIN:VCALENDAR\r\nEND:VCALENDAR\r\n",
        b"[{}]",
        b"{",
        json.dumps({"total": 2, "events": FIVE[:2]}).encode(),
        json.dumps({"total": 5, "events": FIVE[:2], "after": None}).encode(),
    ],
)
def test_what_comes_in_one_page_stays_as_it_is(content):
    def never(url):
        raise AssertionError(url)

    assert whole_export(URL, content, never, 50) == (content, 1)
