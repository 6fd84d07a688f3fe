"""No English word in a French admin: every page that two people can reach is read."""

import json
import re
from collections.abc import Iterator
from html.parser import HTMLParser
from pathlib import Path
from urllib.parse import urlsplit

import polib
import pytest
from django.apps import apps
from django.conf import settings
from django.urls import Resolver404, resolve, reverse

from events.models import AccessFeature, Audience, EventType
from jobs.models import ContractType
from museums.imports.columns import FIELDS
from museums.models import Label, Service, Theme
from museums.provisioning import provision_network
from schools.models import Discipline, EacDomain, SchoolLevel
from tests.factories.events import EventPageFactory, EventScheduleFactory, publish
from tests.factories.jobs import JobPageFactory
from tests.factories.schools import ClassKitPageFactory

pytestmark = [
    pytest.mark.django_db,
    # wagtail-localize's report of translations has no order
    pytest.mark.filterwarnings("ignore::django.core.paginator.UnorderedObjectListWarning"),
]

WORD = re.compile(r"[^\W\d_]{3,}")
# What is no word: placeholders, addresses, names of files, of commands and of what is quoted.
PLACEHOLDER = re.compile(
    r"\w+_\w+|«[^»]*»|www\.\S+|%\(\w+\)s|%\w|\{\w*\}|<[^>]+>|https?://\S+|\S+@\S+|\w+\.\w+"
)
SPOKEN_ATTRIBUTES = ("alt", "aria-label", "placeholder", "title")
# What is in code is for machines: the key of a second factor, by chance a word.
SILENT = ("script", "style", "template", "noscript", "svg", "code")
LEFT_ALONE = ("/logout/", "/bulk/", "/jsi18n", "/sprite", "/preview", "/view_draft", "/export")

# What is allowed, and why; the address says where.
ALLOWED = {
    "/admin/localize/reports/translations/: Source locale": "wagtail-localize has no word for it",
    "/admin/localize/reports/translations/: Target locale": "wagtail-localize has no word for it",
    "/admin/reports/aging-pages/: None": "Wagtail, of a page that no person has published",
    "/admin/reports/workflow/: Moderators approval": "the workflow that Wagtail begins with",
    "/admin/reports/workflow_tasks/: Moderators approval": "the task that Wagtail begins with",
}


def folders() -> Iterator[Path]:
    """Where the libraries and this project keep their French."""
    for app in apps.get_app_configs():
        yield Path(app.path) / "locale"
    yield from map(Path, settings.LOCALE_PATHS)


def words(text: str) -> set[str]:
    return {word.casefold() for word in WORD.findall(PLACEHOLDER.sub(" ", text))}


@pytest.fixture(scope="module")
def english_words() -> set[str]:
    """What the catalogues say in English, and never in French."""
    english, french = set(), set()
    for folder in folders():
        file = folder / "fr" / "LC_MESSAGES" / "django.mo"
        for entry in polib.mofile(str(file)) if file.exists() else ():
            english |= words(f"{entry.msgid} {entry.msgid_plural}")
            french |= words(" ".join([entry.msgstr, *entry.msgstr_plural.values()]))
    return english - french


class Reader(HTMLParser):
    """What a page says to who looks at it or listens to it, and where it leads."""

    def __init__(self) -> None:
        super().__init__()
        self.said: list[str] = []
        self.links: list[str] = []
        self.depth = 0  # within what is not said
        self.hidden: list[str] = []  # what is hidden for now, and what of its kind is in it
        self.is_sidebar = False

    def handle_starttag(self, tag, attrs):
        values = {name: value or "" for name, value in attrs}
        self.depth += tag in SILENT
        if "hidden" in values or (self.hidden and tag == self.hidden[0]):
            self.hidden.append(tag)
        self.is_sidebar = values.get("id") == "wagtail-sidebar-props"
        self.said += [values[name] for name in SPOKEN_ATTRIBUTES if name in values]
        if tag == "input" and values.get("type") in ("submit", "button", "reset"):
            self.said.append(values.get("value", ""))
        self.links += [values[name] for name in ("href",) if name in values and tag == "a"]

    def handle_endtag(self, tag):
        self.depth -= tag in SILENT
        if self.hidden and tag == self.hidden[0]:
            self.hidden.pop()

    def handle_data(self, data):
        if self.is_sidebar:
            self.read_menu(json.loads(data))
            self.is_sidebar = False
        elif not self.depth and not self.hidden:
            self.said.append(data)

    def read_menu(self, value):
        """The menu comes as data, which a script draws."""
        if isinstance(value, dict):
            self.said += [text for key, text in value.items() if key == "label"]
            self.links += [text for key, text in value.items() if key in ("url", "href")]
            value = list(value.values())
        for part in value if isinstance(value, list) else ():
            self.read_menu(part)


def read(client, url: str) -> Reader | None:
    """A page of the admin; None for what is no page."""
    response = client.get(url, follow=True)
    if response.status_code != 200 or "html" not in response["Content-Type"]:
        return None
    reader = Reader()
    reader.feed(response.content.decode())
    return reader


def kind(url: str) -> tuple | None:
    """What sort of page an address leads to; two of a sort say the same. None: not the admin's."""
    address = urlsplit(url)
    is_left_alone = any(part in address.path for part in LEFT_ALONE)
    if address.netloc or not address.path.startswith("/admin/") or is_left_alone:
        return None
    try:
        match = resolve(address.path)
    except Resolver404:
        return None
    names = [value for value in (*match.args, *match.kwargs.values()) if not str(value).isdigit()]
    return (match.view_name, *names)


def walk(client, *starts: str) -> Iterator[tuple[str, Reader]]:
    """Every sort of page that can be reached by links."""
    waiting, known = list(starts), set(map(kind, starts))
    while waiting:
        url = waiting.pop()
        page = read(client, url)
        if page is None:
            continue
        yield url, page
        for link in page.links:
            sort = kind(link)
            if sort and sort not in known:
                known.add(sort)
                waiting.append(link)


def names_in_english() -> set[str]:
    """What networks write, and the names in English of terms and of the columns of a file."""
    vocabularies = (
        AccessFeature,
        Audience,
        ContractType,
        Discipline,
        EacDomain,
        EventType,
        Label,
        Service,
        Theme,
    )
    terms = [term.name_en for model in vocabularies for term in model.objects.all()]
    terms += [term.name for model in (Label, Service) for term in model.objects.all()]
    columns = [", ".join(field.columns) for field in FIELDS]
    return {*terms, *columns, *(level.label_en for level in SchoolLevel.objects.all())}


@pytest.fixture
def pages(museum, now):
    """One page of each type that a museum publishes."""
    event = publish(EventPageFactory(parent=museum), EventScheduleFactory.build())
    return [
        museum,
        event,
        JobPageFactory(parent=museum),
        ClassKitPageFactory(parent=museum),
    ]


@pytest.fixture(params=["editor", "network"])
def person(request, museum, editor_of):
    """Somebody of a museum, then of the network's team."""
    person = editor_of(museum)
    if request.param == "network":
        person.groups.set([provision_network()])
    return person


def test_no_english_word(client, person, pages, english_words):
    client.force_login(person)
    edited = [reverse("wagtailadmin_pages:edit", args=[page.pk]) for page in pages]
    read_pages = dict(walk(client, reverse("wagtailadmin_home"), *edited))
    assert len(read_pages) > 40
    found = {
        f"{url}: {text.strip()}"
        for url, page in read_pages.items()
        for text in page.said
        if words(text) & english_words and text.strip() not in names_in_english()
    }
    assert found - set(ALLOWED) == set()


def test_what_is_english_is_found(english_words):
    said = ["Publier", "Search", "Enregistrer le brouillon", "Save draft", "Il y a 3 pages"]
    assert [text for text in said if words(text) & english_words] == ["Search", "Save draft"]
