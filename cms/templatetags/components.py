"""The parts that every page is made of; cms/templates/components/gallery.html shows them all."""

import json
import math
from collections.abc import Iterable, Sequence
from datetime import date, datetime, time
from decimal import Decimal
from html import unescape
from typing import Any, NamedTuple, Protocol
from urllib.parse import urljoin

from django import template
from django.conf import settings
from django.core.paginator import Page
from django.forms import BaseForm, BoundField
from django.templatetags.static import static
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.html import format_html, strip_tags
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import get_language
from wagtail.blocks import StreamValue

from cms.dot_map import MAP_WIDTH, dots, project, stipple
from cms.forms import choice_box
from cms.renditions import FALLBACK_SPEC, RENDITION_RATIO, RENDITION_WIDTHS, rendition_specs

register = template.Library()

ICON_NAMES = """
accessibility arrow-right arrow-up-right bell briefcase calendar check chevron-left chevron-right
clock download ear external-link eye filter globe info mail map-pin menu phone printer rss school
search share-2 ticket triangle-alert users x
"""
ICONS = frozenset(ICON_NAMES.split())
SATURDAY = 5
TONES = frozenset({"neutral", "ok", "warn", "danger", "accent"})


# Dates and hours


def is_french() -> bool:
    return (get_language() or "").startswith("fr")


def local(moment: Any) -> Any:
    """A moment on the network's clock; days and times of day are as they are."""
    is_aware = isinstance(moment, datetime) and timezone.is_aware(moment)
    return timezone.localtime(moment) if is_aware else moment


def day_number(day: date) -> str:
    return "1er" if day.day == 1 and is_french() else str(day.day)


def weekday_abbreviation(day: date) -> str:
    return f"{date_format(day, 'D').lower()}." if is_french() else date_format(day, "D")


def month_abbreviation(day: date) -> str:
    """Three or four letters; French ones end in a stop where they are cut short."""
    return date_format(day, "N" if is_french() else "M")


@register.filter(expects_localtime=True)
def hour(moment: time | datetime) -> str:
    """« 14 h 30 », « 14 h »; in English "2.30 pm", "2 pm"."""
    if is_french():
        return f"{moment.hour}\u00a0h" + (f"\u00a0{moment.minute:02}" if moment.minute else "")
    minutes = f".{moment.minute:02}" if moment.minute else ""
    return f"{moment.hour % 12 or 12}{minutes}\u00a0{'am' if moment.hour < 12 else 'pm'}"


@register.filter(expects_localtime=True)
def long_day(day: date, form: str = "") -> str:
    """« dimanche 22 novembre »; with the form "year", « dimanche 22 novembre 2026 »."""
    return f"{date_format(day, 'l')} {calendar_day(day, form)}"


@register.filter(expects_localtime=True)
def calendar_day(day: date, form: str = "") -> str:
    """« 22 novembre »; with the form "year", « 22 novembre 2026 »."""
    year = f" {day.year}" if form == "year" else ""
    return f"{day_number(day)} {date_format(day, 'F')}{year}"


@register.filter(expects_localtime=True)
def short_day(day: date) -> str:
    """« dim. 22 nov. »."""
    return f"{weekday_abbreviation(day)} {day_number(day)} {month_abbreviation(day)}"


@register.filter
def thousands(number: int) -> str:
    """« 1 876 »; in English "1,876"."""
    return f"{number:,}".replace(",", "\u202f" if is_french() else ",")


def year_form(day: date, today: date) -> str:
    """The form of a day that says its year only where it is not this one."""
    return "" if day.year == today.year else "year"


# The head of a page


@register.simple_block_tag
def title_tags(content: str, network: str) -> SafeString:
    """The page's title, for browsers and for shared links: « Sujet – section – Réseau »."""
    subject = plain(content)
    title = subject if network in subject else f"{subject} – {network}".removeprefix(" – ")
    return format_html(
        '<title>{}</title>\n<meta property="og:title" content="{}">', title, subject or network
    )


@register.simple_block_tag
def description_tags(content: str) -> SafeString:
    """The sentence that search engines and shared links show; nothing where there is none."""
    description = plain(content)
    if not description:
        return SafeString("")
    return format_html(
        '<meta name="description" content="{0}">\n<meta property="og:description" content="{0}">',
        description,
    )


def plain(content: str) -> str:
    """A block of a template as one line of text."""
    return " ".join(unescape(strip_tags(content)).split())


@register.simple_tag
def json_ld(data: dict[str, Any] | list[Any]) -> SafeString:
    """Structured data for search engines, unable to close its own script element."""
    escapes = {ord("<"): "\\u003C", ord(">"): "\\u003E", ord("&"): "\\u0026"}
    body = json.dumps(data, ensure_ascii=False, default=str).translate(escapes)
    return mark_safe(f'<script type="application/ld+json">{body}</script>')  # noqa: S308


@register.simple_tag
def breadcrumb_json_ld(items: Sequence[tuple[str, str | None]], base_url: str) -> SafeString:
    """The way back to the home page, in schema.org's words, with absolute addresses."""
    steps = []
    for position, (title, url) in enumerate(items, start=1):
        step = {"@type": "ListItem", "position": position, "name": str(title)}
        steps.append(step | ({"item": urljoin(base_url, url)} if url else {}))
    return json_ld(
        {"@context": "https://schema.org", "@type": "BreadcrumbList", "itemListElement": steps}
    )


# Small parts


@register.simple_tag
def icon(name: str) -> SafeString:
    """A drawing that goes with a text beside it, and says nothing by itself."""
    if name not in ICONS:
        raise ValueError(f"No icon is called {name!r}.")
    return format_html(
        '<svg class="icon" aria-hidden="true" width="20" height="20"><use href="{}#{}"/></svg>',
        static("cms/icons/sprite.svg"),
        name,
    )


@register.simple_tag
def tag(text: str, tone: str) -> SafeString:
    """One word about a thing: its price, its state, whom it is for."""
    if tone not in TONES:
        raise ValueError(f"No tone is called {tone!r}.")
    return format_html('<span class="tag {}">{}</span>', tone, text)


@register.inclusion_tag("components/date_badge.html")
def date_badge(day: date) -> dict[str, Any]:
    """The day of an event, as on a tear-off calendar."""
    day = local(day)
    return {
        "iso": date_format(day, "Y-m-d"),
        "weekday": weekday_abbreviation(day),
        "number": day.day,
        "month": month_abbreviation(day),
    }


@register.inclusion_tag("components/chip.html")
def chip(label: str, url: str, pressed: bool) -> dict[str, Any]:
    """A shortcut to a selection; `pressed` where that selection is on show."""
    return {"label": label, "url": url, "pressed": pressed}


@register.inclusion_tag("components/filter_chip.html")
def filter_chip(label: str, url: str) -> dict[str, Any]:
    """A filter at work; its link is the same list without that filter."""
    return {"label": label, "url": url}


@register.inclusion_tag("components/section_heading.html")
def section_heading(title: str, url: str, label: str) -> dict[str, Any]:
    """The title of a part of a page, and where there is more of it (`url` may be empty)."""
    return {"title": title, "url": url, "label": label}


@register.inclusion_tag("components/alert_band.html")
def alert_band(text: str) -> dict[str, Any]:
    """What every visitor must know today, such as an exceptional closure."""
    return {"text": text}


@register.simple_block_tag
def notice(content: str, tone: str, icon_name: str) -> SafeString:
    """What must be read first on a page, such as a cancellation."""
    return format_html(
        '<p class="notice {}">{}<span>{}</span></p>',
        tone,
        icon(icon_name),
        mark_safe(content.strip()),  # noqa: S308 (a template's block is already escaped)
    )


@register.inclusion_tag("components/facts.html")
def facts(rows: Iterable[tuple[str, str, str]]) -> dict[str, Any]:
    """Practical facts: (icon, term, value); a value that is HTML must be marked safe."""
    return {"rows": rows}


@register.simple_block_tag
def empty_state(content: str, title: str) -> SafeString:
    """What to do when a list is empty: the block holds the advice and the links."""
    return format_html(
        '<div class="empty-state"><h2>{}</h2>{}</div>',
        title,
        mark_safe(content),  # noqa: S308 (a template's block is already escaped)
    )


@register.inclusion_tag("components/story.html")
def story(body: StreamValue) -> dict[str, Any]:
    """The text that somebody wrote, block by block."""
    return {"body": body}


# Ways through the site


@register.inclusion_tag("components/breadcrumb.html")
def breadcrumb(items: Sequence[tuple[str, str | None]]) -> dict[str, Any]:
    """The way back to the home page: (title, address), the page itself without address."""
    return {"items": items}


class PageLink(NamedTuple):
    """One page of a list; a gap between two of them has no address."""

    label: str
    url: str
    is_current: bool


@register.inclusion_tag("components/pagination.html")
def pagination(page_obj: Page, query: str, label: str) -> dict[str, Any]:
    """The pages of a list, nothing where one page holds it all.

    `query` is the selection, encoded for an address, without `p`; `label` says whose pages.
    """

    def url(number: int) -> str:
        pairs = [query] * bool(query) + [f"p={number}"] * (number > 1)
        return "?" + "&".join(pairs)

    numbers = page_obj.paginator.get_elided_page_range(page_obj.number, on_each_side=1, on_ends=1)
    return {
        "label": label,
        "has_pages": page_obj.has_other_pages(),
        "links": [
            PageLink(str(number), url(number), number == page_obj.number)
            if isinstance(number, int)
            else PageLink("…", "", False)
            for number in numbers
        ],
        "previous_url": url(page_obj.previous_page_number()) if page_obj.has_previous() else "",
        "next_url": url(page_obj.next_page_number()) if page_obj.has_next() else "",
    }


class StripDay(Protocol):
    """A day that visitors may choose, with how many events it has."""

    day: date
    count: int
    url: str
    is_current: bool


class Tile(NamedTuple):
    """A day of the strip as it is drawn; `level` says from 0 to 5 how full the day is."""

    day: StripDay
    weekday: str
    month: str
    level: int
    is_weekend: bool


@register.inclusion_tag("components/day_strip.html")
def day_strip(days: Sequence[StripDay]) -> dict[str, Any]:
    """The coming days side by side, each with its number of events."""
    most = max((item.count for item in days), default=0)
    return {
        "tiles": [
            Tile(
                item,
                weekday_abbreviation(item.day),
                month_abbreviation(item.day),
                math.ceil(5 * item.count / most) if most else 0,
                item.day.weekday() >= SATURDAY,
            )
            for item in days
        ]
    }


# Forms


@register.inclusion_tag("components/field.html")
def field(field: BoundField) -> dict[str, Any]:
    """A box with its label, its help and what is wrong with its value."""
    return {"field": field}


@register.inclusion_tag("components/choices.html")
def choices(field: BoundField) -> dict[str, Any]:
    """Boxes to tick under their common name; one alone stands by itself."""
    boxes = [choice_box(option.data) for option in field] if field.use_fieldset else []
    return {"field": field, "boxes": boxes}


@register.inclusion_tag("components/error_summary.html")
def error_summary(form: BaseForm, title: str) -> dict[str, Any]:
    """What is wrong in a form, field by field; nothing where all is right."""
    errors = [(form[name].label, list(messages)) for name, messages in form.errors.items()]
    return {"title": title, "errors": errors}


# Pictures and maps


@register.simple_tag
def og_image(image: Any) -> SafeString:
    """The picture that goes with a shared link; a JPEG, which every service reads."""
    if not image:
        return SafeString("")
    rendition = image.get_renditions(FALLBACK_SPEC)[FALLBACK_SPEC]
    return format_html(
        '<meta property="og:image" content="{}">\n'
        '<meta property="og:image:width" content="{}">\n'
        '<meta property="og:image:height" content="{}">',
        urljoin(settings.BASE_URL, rendition.url),
        rendition.width,
        rendition.height,
    )


@register.simple_tag
def credit(image: Any, caption: str) -> str:
    """The line under a picture: what it is, and whose."""
    made_by = f"© {image.credit}" if image and image.credit else ""
    return " ".join(part for part in (caption, made_by) if part)


@register.inclusion_tag("components/picture.html")
def picture(image: Any, alt: str, sizes: str, priority: bool) -> dict[str, Any]:
    """A picture in the sizes made when it came in, or a plain tile where there is none.

    `sizes` is the attribute of that name; `priority` is for the one picture seen first.
    """
    if not image:
        return {"fallback": None}
    specs = rendition_specs(RENDITION_RATIO, RENDITION_WIDTHS)
    renditions = image.get_renditions(*specs)
    *avif, fallback = (renditions[spec] for spec in specs)
    widths = {rendition.width: rendition.url for rendition in avif}
    return {
        "srcset": ", ".join(f"{url} {width}w" for width, url in widths.items()),
        "fallback": fallback,
        "alt": alt,
        "sizes": sizes,
        "priority": priority,
    }


class Place(Protocol):
    """A point of the map, in degrees; one that says `is_lit` stands out."""

    latitude: float | Decimal
    longitude: float | Decimal


@register.inclusion_tag("components/dot_map.html")
def dot_map(points: Iterable[Place], label: str) -> dict[str, Any]:
    """A map without a map server: the museums, on land guessed from where they stand."""
    places = list(points)
    spots, height = project([(float(place.longitude), float(place.latitude)) for place in places])
    lit = [getattr(place, "is_lit", False) for place in places]
    return {
        "label": label,
        "width": MAP_WIDTH,
        "height": height,
        "land": stipple(tuple(spots)),
        "places": dots(spot for spot, is_lit in zip(spots, lit, strict=True) if not is_lit),
        "lit": dots(spot for spot, is_lit in zip(spots, lit, strict=True) if is_lit),
    }
