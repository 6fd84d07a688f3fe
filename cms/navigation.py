"""The main menu, the way to the search, the head and the foot of every page."""

from dataclasses import dataclass, field

from django.db.models import Exists, OuterRef
from django.db.models.functions import Substr
from django.http import HttpRequest
from django.utils.translation import get_language
from wagtail import hooks
from wagtail.models import Page, Site

from cms.kept import kept
from cms.visibility import unrestricted

FOOTER_HOOK = "footer_links"
SEARCH_HOOK = "search_address"
ALTERNATE_HOOK = "alternate_links"
REPORT_HOOK = "report_address"


@dataclass(frozen=True)
class NavigationItem:
    """One entry of the main menu."""

    title: str
    url: str
    is_current: bool


@dataclass(frozen=True)
class FooterLink:
    """A link that a room puts at the foot of every page, under the heading `column`."""

    column: str
    title: str
    url: str


@dataclass(frozen=True)
class AlternateLink:
    """A link that a room puts into the head of a page: the same in another form."""

    type: str
    title: str
    url: str


@dataclass(frozen=True)
class FooterColumn:
    """The links of one heading."""

    title: str
    links: list[FooterLink] = field(default_factory=list)


def footer_columns() -> list[FooterColumn]:
    """What the rooms registered under the hook `footer_links`, by heading.

    An offer is asked at every visit: what it reads in the database, it caches. A link to a page
    that this network does not have is left out.
    """
    links = [link for offer in hooks.get_hooks(FOOTER_HOOK) for link in offer() if link.url]
    columns: dict[str, FooterColumn] = {}
    for link in links:
        columns.setdefault(link.column, FooterColumn(link.column)).links.append(link)
    return list(columns.values())


def alternate_links(page: Page, request: HttpRequest) -> list[AlternateLink]:
    """What the rooms registered under the hook `alternate_links` offer of this page."""
    offers = hooks.get_hooks(ALTERNATE_HOOK)
    return [link for offer in offers for link in offer(page, request)]


def search_address() -> str:
    """Where the room registered under the hook `search_address` answers; empty without one."""
    return next((offer() for offer in hooks.get_hooks(SEARCH_HOOK)), "")


def report_address(page: Page) -> str:
    """Where visitors say that a page is wrong; empty where it is the network's own.

    Rooms register functions of a page under the hook `report_address`.
    """
    offers = hooks.get_hooks(REPORT_HOOK)
    return next((address for offer in offers if (address := offer(page))), "")


def main_navigation(request: HttpRequest) -> list[NavigationItem]:
    """The main menu as seen from the page asked for; empty where no site answers."""
    site = Site.find_for_request(request)
    if site is None:
        return []
    entries = kept(request, "menu", lambda: _menu(site.root_page), site.pk)
    return [NavigationItem(title, url, request.path.startswith(url)) for title, url in entries]


def _menu(root: Page) -> list[tuple[str, str]]:
    """(title, address) of the children of the home page that ask to be in the menu."""
    homes = Page.objects.filter(
        translation_key=root.translation_key,
        locale__language_code=get_language(),
        path=Substr(OuterRef("path"), 1, len(root.path)),
    )
    pages = Page.objects.live().in_menu().filter(Exists(homes), depth=root.depth + 1)
    return [(page.title, page.url) for page in unrestricted(pages).order_by("path")]
