"""The network's own pages at the foot of every page, read once for all who pass."""

from datetime import date

from django.conf import settings
from django.core.cache import cache
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from wagtail.models import Page

from cms.navigation import FooterLink
from cms.visibility import unrestricted
from home.choices import Conformity

# Another web process with a cache of its own sees a change after these seconds at the latest.
CACHE_SECONDS = 300
ROLES = Q(contactpage__isnull=False) | Q(sitemappage__isnull=False)
STATEMENT = "accessibilitystatementpage"


def footer_links() -> list[FooterLink]:
    """The pages for the foot of a page in the language on, kept until a page is published."""
    language = get_language()
    return cache.get_or_set(
        _key(language), lambda: _read_links(language, timezone.localdate()), CACHE_SECONDS
    )


def forget_footer_links() -> None:
    """To be called when a page has changed."""
    cache.delete_many([_key(language) for language, _name in settings.LANGUAGES])


def _key(language: str) -> str:
    return f"footer:{language}"


def _read_links(language: str, today: date) -> list[FooterLink]:
    """In the order of the tree: contact, site map, pages that ask for it, accessibility."""
    asked = ROLES | Q(standardpage__is_in_footer=True) | Q(**{f"{STATEMENT}__isnull": False})
    pages = Page.objects.live().filter(asked, locale__language_code=language)
    rows = unrestricted(pages).select_related(STATEMENT).order_by("path")
    return [FooterLink(_("The network"), _title(page, today), page.url) for page in rows]


def _title(page: Page, today: date) -> str:
    """The page's own, but for the statement: the mention that the law imposes."""
    statement = getattr(page, STATEMENT, None)
    if statement is None:
        return page.title
    return _("Accessibility: %(conformity)s") % {
        "conformity": Conformity(statement.conformity(today)).label
    }
