"""Lists what Evolution's calendar library, which GNOME Calendar uses too, makes of a feed.

    /usr/bin/python3 eds.py FEED FIRST LAST

Run by Debian's own Python, which has the bindings. Prints one line for each sitting that lies in
part between the two instants: its start, its end (in UTC; days when all day) and its summary,
separated by tabs.
"""

import sys
from pathlib import Path

import gi

gi.require_version("ECal", "2.0")
gi.require_version("ICalGLib", "3.0")
from gi.repository import ECal, ICalGLib  # noqa: E402

feed, first, last = sys.argv[1:]
calendar = ICalGLib.Component.new_from_string(Path(feed).read_text())
UTC = ICalGLib.Timezone.get_utc_timezone()
WINDOW = [
    ICalGLib.Time.new_from_string(moment) for moment in ("20000101T000000Z", "20990101T000000Z")
]


ZONES = {}


def zone_of(tzid, *_):
    """The zone as the feed tells it."""
    return ZONES.setdefault(tzid, calendar.get_timezone(tzid))


def as_text(moment):
    if not moment.is_date():
        moment = moment.convert_to_zone(UTC)
    day = f"{moment.get_year():04}-{moment.get_month():02}-{moment.get_day():02}"
    if moment.is_date():
        return day
    return f"{day}T{moment.get_hour():02}:{moment.get_minute():02}:{moment.get_second():02}Z"


def print_sitting(component, start, end, *_):
    start, end = as_text(start), as_text(end)
    if start < last and end > first:
        sys.stdout.write(f"{start}\t{end}\t{component.get_summary()}\n")
    return True


event = calendar.get_first_component(ICalGLib.ComponentKind.VEVENT_COMPONENT)
while event:
    ECal.recur_generate_instances_sync(
        event, *WINDOW, print_sitting, None, zone_of, None, UTC, None
    )
    event = calendar.get_next_component(ICalGLib.ComponentKind.VEVENT_COMPONENT)
