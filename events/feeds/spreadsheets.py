"""Dates as the lines of a table, for spreadsheets."""

import csv
from collections.abc import Iterator
from io import StringIO
from typing import TYPE_CHECKING

from django.conf import settings
from django.utils import translation
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from cms.country import area_word
from cms.spreadsheets import BYTE_ORDER_MARK, harmless
from cms.templatetags.components import is_french

if TYPE_CHECKING:
    from events.feeds.base import Feed
    from events.models import Occurrence


def spreadsheet_of(feed: "Feed") -> str:
    """Every date of a feed, one a line, under plain headings.

    Excel in French takes semicolons apart, in English commas.
    """
    with translation.override(feed.language):
        text = StringIO(newline="")
        writer = csv.writer(text, delimiter=";" if is_french() else ",")
        writer.writerow(_headings())
        for row in feed.rows().for_table():
            writer.writerow([harmless(cell) for cell in _cells(row)])
        return BYTE_ORDER_MARK + text.getvalue()


def _headings() -> list[str]:
    return [
        pgettext("of a table", "Event"),
        _("Type"),
        _("Museum"),
        _("Town"),
        area_word(),
        pgettext("of a table", "First day"),
        pgettext("of a table", "From"),
        pgettext("of a table", "Last day"),
        pgettext("of a table", "To"),
        _("State"),
        _("What has changed"),
        _("Price"),
        _("Booking"),
        _("Place"),
        _("Page"),
    ]


def _cells(row: "Occurrence") -> Iterator[str]:
    page, host = row.page, row.museum or row.page.venue
    yield page.title
    yield str(page.event_type or "")
    yield host.title
    yield host.town
    yield str(host.department)
    yield row.starts_on.isoformat()
    yield "" if row.is_all_day else f"{row.local_start:%H:%M}"
    yield row.ends_on.isoformat()
    yield f"{row.local_end:%H:%M}" if row.has_end and not row.is_all_day else ""
    yield row.get_status_display()
    yield row.note
    yield _("Free of charge") if page.is_free else page.price
    yield page.booking
    yield row.place or ", ".join(filter(None, (page.place_name, page.place_address)))
    yield settings.BASE_URL + page.url
