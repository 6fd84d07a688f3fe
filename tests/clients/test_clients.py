"""Calendar applications that people have list exactly the rows of `Occurrence`.

`make feeds-clients` installs what npm brings; without a client its tests skip, saying so.
"""

import os
import shutil
import subprocess
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread

import pytest
from hypothesis import HealthCheck, given
from hypothesis import settings as hypothesis_settings

from events.feeds import MuseumFeed
from events.occurrences import planned_occurrences
from tests.conftest import NOW
from tests.events.readers import Listed, as_text, entries_of, must_be_listed, rows_of
from tests.events.strategies import announcements
from tests.events.unsaved import HORIZON, TITLE, feed_of, unsaved_event

pytestmark = [pytest.mark.clients, pytest.mark.django_db, pytest.mark.usefixtures("now")]

HERE = Path(__file__).parent
PACKAGES = HERE.parents[1] / ".cache" / "clients"
TODAY = NOW.date()
KHAL = """\
[calendars]
[[feed]]
path = {vdir}
[locale]
local_timezone = UTC
default_timezone = UTC
timeformat = %H:%M
dateformat = %Y-%m-%d
longdateformat = %Y-%m-%d
datetimeformat = %Y-%m-%dT%H:%M:00Z
longdatetimeformat = %Y-%m-%dT%H:%M:00Z
[sqlite]
path = {home}/khal.db
[default]
highlight_event_days = False
"""
VDIRSYNCER = """\
[general]
status_path = "{home}/status/"
[pair agenda]
a = "here"
b = "there"
collections = null
[storage here]
type = "filesystem"
path = "{vdir}"
fileext = ".ics"
[storage there]
type = "http"
url = "{url}"
"""


ENGINES = {
    "ical.js": ["node", HERE / "icaljs.mjs", PACKAGES],
    "node-ical": ["node", HERE / "nodeical.mjs", PACKAGES],
    "libical": [PACKAGES / "libical"],
    "KCalendarCore": [PACKAGES / "kcalendarcore"],
    "Evolution": ["/usr/bin/python3", HERE / "eds.py"],
    "sabre/vobject": ["php", HERE / "sabre.php"],
}
"""What real applications read calendars with: programs that list FEED FIRST LAST."""
NEEDED = {
    "ical.js": PACKAGES / "node_modules" / "ical.js",
    "node-ical": PACKAGES / "node_modules" / "node-ical",
    "libical": PACKAGES / "libical",
    "KCalendarCore": PACKAGES / "kcalendarcore",
    "Evolution": Path("/usr/share/gir-1.0/ECal-2.0.gir"),
    "sabre/vobject": Path("/usr/share/php/Sabre/VObject/autoload.php"),
}


def each_engine(*without):
    """One test an engine, skipped aloud where it is absent."""
    return pytest.mark.parametrize(
        "engine",
        [
            pytest.param(
                name,
                marks=pytest.mark.skipif(
                    not needed.exists(), reason=f"{name} is not installed: make feeds-clients"
                ),
            )
            for name, needed in NEEDED.items()
            if name not in without
        ],
    )


needs_khal = pytest.mark.skipif(not shutil.which("khal"), reason="khal is not installed")
needs_vdirsyncer = pytest.mark.skipif(
    not shutil.which("vdirsyncer"), reason="vdirsyncer is not installed"
)


def run(*command, env=None):
    """What a program prints; one that fails fails the test."""
    done = subprocess.run(  # noqa: S603
        [str(part) for part in command],
        capture_output=True,
        text=True,
        check=False,
        timeout=60,
        env=env,
    )
    assert done.returncode == 0, done.stderr
    return done.stdout


def listed_by(engine, text, file, first, last):
    """What an engine makes of a feed between two instants."""
    file.write_text(text, newline="")
    environment = {"PATH": os.environ["PATH"], "TZ": "UTC", "LC_ALL": "C.UTF-8"}
    output = run(*ENGINES[engine], file, first, last, env=environment)
    return sorted(Listed(*line.split("\t")) for line in output.splitlines())


@dataclass
class Person:
    """Somebody without settings or calendars, who reads a feed with khal."""

    home: Path

    @property
    def vdir(self):
        return self.home / "vdir"

    def does(self, program, settings, *arguments):
        """Runs a program that the person alone has settings for."""
        config = self.home / f"{program}.conf"
        config.write_text(settings)
        environment = {
            "HOME": str(self.home),
            "LC_ALL": "C.UTF-8",
            "PATH": os.environ["PATH"],
            "TZ": "UTC",
        }
        return run(program, "--config", config, *arguments, env=environment)

    def khal(self, *arguments):
        return self.does("khal", KHAL.format(home=self.home, vdir=self.vdir), *arguments)

    def sees(self, first, last):
        """What khal lists in a window; it repeats a sitting on each of its days."""
        columns = ("--day-format", "", "--format", "{start-long}\t{end-long}\t{title}")
        output = self.khal("list", *columns, first[:10], last[:10])
        found = {Listed(*line.split("\t")) for line in output.splitlines() if line}
        return sorted(_with_end_excluded(one) for one in found if one.start < last)


def as_khal_shows(rows):
    """khal gives an hour to what has no known end."""
    return sorted(
        one._replace(end=as_text(datetime.fromisoformat(one.start) + timedelta(hours=1)))
        if one.start == one.end
        else one
        for one in rows
    )


def _with_end_excluded(one):
    """khal names the last day of what takes whole days."""
    if "T" in one.start:
        return one
    return one._replace(end=as_text(date.fromisoformat(one.end) + timedelta(days=1)))


@pytest.fixture
def person(tmp_path):
    somebody = Person(tmp_path / "home")
    somebody.vdir.mkdir(parents=True)
    return somebody


@pytest.fixture(params=[False, True], ids=["series", "expanded"])
def feed(request, busy_museum):
    """The feed of a museum with every shape of schedule."""
    return MuseumFeed(TODAY, slug=busy_museum.slug, is_expanded=request.param)


def window(feed):
    return [as_text(moment) for moment in feed.window()]


@each_engine()
def test_it_lists_exactly_the_rows(engine, feed, tmp_path):
    listed = listed_by(engine, feed.text(), tmp_path / "feed.ics", *window(feed))
    assert listed == rows_of(feed)


# Debian's sabre/vobject is of 2014: it reads FREQ=DAILY with BYMONTH as if it had no month.
# Evolution takes 2:00 on the Monday after the clock went forward for winter time.
@each_engine("sabre/vobject", "Evolution")
@given(announced=announcements(HORIZON))
@hypothesis_settings(suppress_health_check=list(HealthCheck))
def test_it_lists_the_planned_rows_of_whatever_is_announced(engine, network, tmp_path, announced):
    page = unsaved_event(*announced)
    rows = planned_occurrences(page, NOW)
    wanted = sorted(must_be_listed(row, TITLE) for row in rows)
    for is_expanded in (False, True):
        text = feed_of(page, rows, is_expanded=is_expanded)
        assert listed_by(engine, text, tmp_path / "feed.ics", "1900", "2900") == wanted


@needs_khal
def test_khal_lists_exactly_the_rows(feed, person, tmp_path):
    file = tmp_path / "feed.ics"
    file.write_text(feed.text(), newline="")
    person.khal("import", "--batch", "--include-calendar", "feed", file)
    assert person.sees(*window(feed)) == as_khal_shows(rows_of(feed))


@needs_khal
@needs_vdirsyncer
def test_a_subscriber_with_vdirsyncer_and_khal_sees_exactly_the_rows(feed, person, tmp_path):
    """Over HTTP, as one subscribes: vdirsyncer makes one file an entry of what it fetches."""
    site = tmp_path / "site"
    site.mkdir()
    (site / "agenda.ics").write_text(feed.text(), newline="")
    with ThreadingHTTPServer(("127.0.0.1", 0), partial(Silent, directory=site)) as server:
        Thread(target=server.serve_forever, daemon=True).start()
        url = f"http://127.0.0.1:{server.server_port}/agenda.ics"
        settings = VDIRSYNCER.format(home=person.home, vdir=person.vdir, url=url)
        person.does("vdirsyncer", settings, "discover")
        person.does("vdirsyncer", settings, "sync")
        server.shutdown()
    assert len(list(person.vdir.glob("*.ics"))) == len(entries_of(feed.text()))
    assert person.sees(*window(feed)) == as_khal_shows(rows_of(feed))


class Silent(SimpleHTTPRequestHandler):
    """A web server that does not write about each request."""

    def log_message(self, *args):
        pass
