"""A site as an operator runs it, and a real Chromium to visit it with."""

import os
import re
import shutil
import socket
import sqlite3
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass, field
from datetime import timedelta
from http.client import HTTPConnection
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import icalendar
import pytest
from playwright.sync_api import Browser, Page, expect, sync_playwright

from tests.sharing import ROOT, made_once, migrated_database

CHROMIUM = Path(os.environ.get("CHROMIUM", "/usr/bin/chromium"))
FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]
START_SECONDS = 60
SAID = "commands.log"  # in the folder of a site: what its commands answered
DAY = timedelta(days=1)
PATIENCE = 30_000  # milliseconds, for two sites and two browsers on two cores
PHONE = {
    "viewport": {"width": 390, "height": 844},
    "device_scale_factor": 3,
    "is_mobile": True,
    "has_touch": True,
}

# One page of each type, and what may become of the agenda and of an event.
PATHS = {
    "home": "/",
    "agenda": "/agenda/",
    "filtered agenda": "/agenda/?gratuit=on&dep=14",
    "agenda asked nonsense": "/agenda/?type=inconnu&du=hier",
    "museums": "/musees/",
    "job offers": "/emploi/",
    "job offers asked nonsense": "/emploi/?contrat=inconnu&q=lune",
    "job alert": "/alerte-emploi/?contrat=cdd&dep=14",
    "class kits": "/ecoles/",
    "class kits asked nonsense": "/ecoles/?classe=inconnue&p=99",
    "news list": "/actualites/",
    "English home": "/en/",
    "English agenda": "/en/agenda/",
    "section": "/le-reseau/",
    "page of text": "/le-reseau/adherer/",
    "contact": "/contact/",
    "thanks": "/contact/?merci",
    "site map": "/plan-du-site/",
    "accessibility statement": "/accessibilite/",
    "search": "/recherche/",
    "search results": "/recherche/?q=musees",
    "search for nothing": "/recherche/?q=exposision+introuvable",
    "not found": "/nulle-part/",
}
IN_SITE_MAP = {
    "museum": r"/musees/[^/]+/",
    "news": r"/actualites/[^/]+/",
    "job offer": r"/emploi/[^/]+/",
    "class kit": r"/musees/[^/]+/le-langage-des-phares/",
    "English museum": r"/en/museums/[^/]+/",
    "English event": r"/en/museums/[^/]+/[^/]+/",
}
IN_FEED: dict[str, Callable[[icalendar.Event], bool]] = {
    "event": lambda event: "RRULE" not in event and event.duration < DAY,
    "weekly event": lambda event: event.get("RRULE", {}).get("FREQ") == ["WEEKLY"],
    "cancelled event": lambda event: event["STATUS"] == "CANCELLED",
    "exhibition": lambda event: event.duration > DAY,
}
PAGES = [*PATHS, *IN_SITE_MAP, *IN_FEED]


@dataclass(frozen=True)
class RunningSite:
    """The site of a demo network: its address, and the path of each page of `PAGES`."""

    url: str
    paths: dict[str, str]


@pytest.fixture(scope="session")
def chromium() -> Path:
    """Where the browser lies."""
    if not CHROMIUM.exists():
        pytest.skip(f"no browser at {CHROMIUM}: install Chromium, or set CHROMIUM")
    return CHROMIUM


DEMO = ["load_demo", "--museums", "25", "--events", "60", "--pictures", "8"]


@pytest.fixture(scope="session")
def site(chromium: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[RunningSite]:
    """A demo network of 25 museums, one of them with a class kit, as an operator runs it."""
    folder = tmp_path_factory.mktemp("site")
    demo = made_once(shared_by_workers(folder) / "demo", lambda draft: fill(Site(draft), DEMO))
    shutil.copytree(demo, folder, dirs_exist_ok=True)
    with serve(Site(folder)) as url:
        yield RunningSite(url, find_paths(urlsplit(url).port))


@contextmanager
def run_site(folder: Path, *commands: list[str], **settings: str) -> Iterator[str]:
    """The address of a site on a database of its own, once these commands have filled it."""
    site = Site(folder, settings)
    fill(site, *commands)
    with serve(site) as url:
        yield url


@dataclass
class Site:
    """A site with a folder, a port and settings of its own, like an operator's."""

    folder: Path
    settings: dict[str, str] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.port = free_port()
        self.url = f"http://127.0.0.1:{self.port}"
        self.database = self.folder / "db.sqlite3"

    def start(self, *command: str, **options: Any) -> subprocess.Popen:
        environment = {
            "PATH": os.environ["PATH"],
            "SECRET_KEY": "a site that lives as long as the tests do, in a folder of its own",
            "BASE_URL": self.url,
            "DATABASE_URL": f"sqlite:///{self.database}",
            "MEDIA_ROOT": str(self.folder / "media"),
            "STATIC_ROOT": str(shared_by_workers(self.folder) / "static"),
            "DEBUG": "false",
            **self.settings,
        }
        return subprocess.Popen(  # noqa: S603 -- our own commands
            [sys.executable, *command], cwd=ROOT, env=environment, **options
        )

    def manage(self, *command: str) -> None:
        with (self.folder / SAID).open("a") as said:
            process = self.start("manage.py", *command, stdout=said)
            assert process.wait() == 0, f"manage.py {command} failed"


def shared_by_workers(folder: Path) -> Path:
    """The folder of the whole run, below which each worker has its own."""
    return next(above for above in folder.parents if not above.name.startswith("popen-"))


def fill(site: Site, *commands: list[str]) -> None:
    """Run these commands on a database that holds what the migrations leave."""
    shutil.copyfile(migrated_database(), site.database)
    for command in commands:
        site.manage(*command)


def collect_static_files(folder: Path) -> None:
    Site(folder, {"STATIC_ROOT": str(folder)}).manage("collectstatic", "--noinput")


@contextmanager
def serve(site: Site) -> Iterator[str]:
    """The address at which a site answers, until it is stopped."""
    made_once(shared_by_workers(site.folder) / "static", collect_static_files)
    with closing(sqlite3.connect(site.database)) as database, database:
        database.execute("UPDATE wagtailcore_site SET port = ?", [site.port])
    with (site.folder / "server.log").open("w+") as log:
        options = (
            f"--preload --workers 2 --threads 4 --no-control-socket --bind 127.0.0.1:{site.port}"
        )
        server = site.start("-m", "gunicorn", *options.split(), "tests.browser.wsgi", stderr=log)
        try:
            wait_for(server, site.port, log.name)
            yield site.url
        finally:
            server.terminate()
            server.wait()


def free_port() -> int:
    with socket.socket() as any_socket:
        any_socket.bind(("127.0.0.1", 0))
        return any_socket.getsockname()[1]


def fetch(port: int, path: str) -> str:
    connection = HTTPConnection("127.0.0.1", port, timeout=START_SECONDS)
    try:
        connection.request("GET", path)
        return connection.getresponse().read().decode()
    finally:
        connection.close()


def wait_for(server: subprocess.Popen, port: int, log: str) -> None:
    """Return once the server answers; fail with what it said if it does not."""
    give_up_at = time.monotonic() + START_SECONDS
    while time.monotonic() < give_up_at and server.poll() is None:
        try:
            fetch(port, "/robots.txt")
        except ConnectionError:
            time.sleep(0.1)
        else:
            return
    pytest.fail(f"the server does not answer: {Path(log).read_text()}")


def find_paths(port: int) -> dict[str, str]:
    """The path of each page of `PAGES`, as the site itself tells it."""
    pages = re.findall(r"<loc>(.*?)</loc>", fetch(port, "/sitemap.xml"))
    events = icalendar.Calendar.from_ical(fetch(port, "/agenda.ics")).walk("VEVENT")
    found = {
        name: [page for page in pages if re.fullmatch(path, urlsplit(page).path)]
        for name, path in IN_SITE_MAP.items()
    } | {
        name: [event["URL"] for event in events if is_one(event)]
        for name, is_one in IN_FEED.items()
    }
    assert all(found.values()), [name for name, urls in found.items() if not urls]
    return PATHS | {name: urlsplit(urls[0]).path for name, urls in found.items()}


@pytest.fixture(scope="module")
def browser(chromium: Path) -> Iterator[Browser]:
    """A browser for the tests of one module.

    Not for the session: while Playwright runs, Django's ORM refuses to work in this thread.
    """
    expect.set_options(timeout=PATIENCE)
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium, args=FLAGS)
        yield browser
        browser.close()


@pytest.fixture
def visit(browser: Browser, site: RunningSite) -> Iterator[Callable[..., Page]]:
    """Opens a page of the site, each time as somebody new.

    `page` is one of `PAGES` or a path; the options are those of a browser context. With
    `site_scripts=False` the site's scripts do not arrive, while those of a test still run.
    """
    contexts = []

    def open_page(page: str, site_scripts: bool = True, **options: Any) -> Page:
        context = browser.new_context(
            base_url=site.url, locale="fr-FR", timezone_id="Europe/Paris", **options
        )
        context.set_default_timeout(PATIENCE)
        contexts.append(context)
        if not site_scripts:
            context.route(re.compile(r"\.js$"), lambda route: route.abort())
        tab = context.new_page()
        tab.goto(site.paths.get(page, page))
        return tab

    yield open_page
    for context in contexts:
        context.close()
