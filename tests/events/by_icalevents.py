"""Lists what icalevents makes of a feed.

    python by_icalevents.py FIRST LAST <FEED

Prints one line for each sitting between the two days: its start, its end (in UTC; days when all
day) and its summary, separated by tabs.
"""

import sys
from datetime import UTC, datetime

from icalevents import icalevents

first, last = (datetime.fromisoformat(day).replace(tzinfo=UTC) for day in sys.argv[1:])
feed = sys.stdin.buffer.read().decode()


def as_text(moment, is_all_day):
    if is_all_day:
        return moment.date().isoformat()
    return moment.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")


for event in icalevents.events(string_content=feed, start=first, end=last):
    start, end = event.start, event.end or event.start
    sys.stdout.write(
        f"{as_text(start, event.all_day)}\t{as_text(end, event.all_day)}\t{event.summary}\n"
    )
