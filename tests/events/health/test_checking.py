"""A calendar is called valid only where it is."""

import pytest
from django.utils.translation import gettext as _

from events.feeds import MuseumFeed, NetworkFeed
from events.health.checking import faults
from tests.conftest import NOW

ONE = """\
BEGIN:VCALENDAR
VERSION:2.0
PRODID:-//Mosaique//Agenda 1//FR
BEGIN:VEVENT
UID:a@agenda.example.org
DTSTAMP:20261122T093000Z
DTSTART;TZID=Europe/Paris:20261205T140000
DTEND;TZID=Europe/Paris:20261205T160000
SUMMARY:Atelier
END:VEVENT
END:VCALENDAR
""".replace("\n", "\r\n")
NESTED = _("It is not one calendar: a part of it begins or ends where it must not.")
LACKING = _("Some of its entries lack what every entry must have.")
EVENT = ONE[ONE.index("BEGIN:VEVENT") : ONE.index("END:VCALENDAR")]


@pytest.mark.django_db
@pytest.mark.usefixtures("now")
def test_our_own_feeds_are_valid(busy_museum):
    assert faults(NetworkFeed(NOW.date()).text()) == []
    assert faults(MuseumFeed(NOW.date(), slug=busy_museum.slug).text()) == []


def test_a_plain_calendar_is_valid():
    assert faults(ONE) == []


@pytest.mark.parametrize(
    ("old", "new", "sentence"),
    [
        ("SUMMARY:Atelier\r\n", "", LACKING),
        ("UID:", "UID:b\r\nUID:", LACKING),
        ("VERSION:2.0\r\n", "", LACKING),
        ("END:VEVENT\r\n", "", NESTED),
        ("SUMMARY:Atelier", "Atelier", NESTED),
        ("END:VCALENDAR\r\n", "END:VCALENDAR\r\n" + ONE, NESTED),
        ("Atelier", "A" * 80, _("Some of its lines are too long.")),
        ("Atelier", "Ate\x07lier", _("It holds characters that no calendar may hold.")),
        ("\r\nEND:VCALENDAR\r\n", "\r\nEND:VCALENDAR\r\nX", None),
        ("DTEND;TZID=Europe/Paris:20261205", "DTEND;TZID=Europe/Paris:20261204", None),
        (EVENT, EVENT * 2, None),
    ],
)
def test_each_fault_is_said(old, new, sentence):
    sentences = {
        "X": _("It does not end with a whole line."),
        "1204": _("Some entries end before they begin."),
        "END:VEVENT": _(
            "Several entries bear the same name: some applications show one of them only."
        ),
    }
    wanted = sentence or next(said for sign, said in sentences.items() if sign in new)
    assert faults(ONE.replace(old, new, 1)) == [wanted]
