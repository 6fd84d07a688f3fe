"""How events are shown: rows, cards, dates in words, practical facts, ways to subscribe."""

from collections.abc import Iterable
from datetime import date, datetime
from itertools import groupby
from operator import attrgetter
from typing import TYPE_CHECKING, Any, TypeVar
from urllib.parse import quote, urlencode

from django import template
from django.conf import settings
from django.urls import reverse
from django.utils.dates import WEEKDAYS, WEEKDAYS_ABBR
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from cms.templatetags.components import (
    calendar_day,
    is_french,
    long_day,
    tag,
    thousands,
    year_form,
)
from events.choices import OccurrenceStatus
from events.rows import DrawnRow, drawn, start_and_end, way
from events.sentences import schedule_sentence
from events.statuses import elsewhere, planned_on, status_in_words

if TYPE_CHECKING:
    from cms.nearby import Nearby
    from events.dates import EventDates
    from events.models import (
        AccessFeature,
        Audience,
        EventPage,
        EventSchedule,
        Occurrence,
        PartnerVenue,
    )
    from events.selections import Day
    from museums.models import MuseumPage

register = template.Library()
register.filter("status_in_words", status_in_words)
register.simple_tag(way)

TONES = {
    OccurrenceStatus.CANCELLED: "danger",
    OccurrenceStatus.MOVED: "warn",
    OccurrenceStatus.FULL: "warn",
}
DASH = "\u00a0– "
Row = TypeVar("Row")  # a date, or its row


# Dates and times in words


@register.filter
def times(occurrence: "Occurrence") -> str:
    """« 14 h – 15 h 30 »."""
    return DASH.join(filter(None, start_and_end(occurrence))) or _("all day")


def times_in_words(occurrence: "Occurrence") -> str:
    """« de 14 h à 15 h 30 »."""
    start, end = start_and_end(occurrence)
    if not start:
        return _("all day")
    if not end:
        return _("at %(time)s") % {"time": start}
    return _("from %(start)s to %(end)s") % {"start": start, "end": end}


@register.simple_tag
def period(occurrence: "Occurrence", today: date) -> str:
    """When one can see what lasts: « jusqu’au 5 janvier », « du 3 décembre au 5 janvier »."""
    first, last = occurrence.starts_on, occurrence.ends_on
    ends = calendar_day(last, year_form(last, today))
    if first <= today <= last:
        return _("until %(day)s") % {"day": ends}
    form = year_form(first, last) or (year_form(first, today) if last < today else "")
    return _("from %(first)s to %(last)s") % {"first": calendar_day(first, form), "last": ends}


@register.simple_tag
def when(occurrence: "Occurrence", today: date | None) -> str:
    """The whole of a date: « dimanche 22 novembre, de 14 h à 15 h 30 »; without today, its year."""
    today = today or date.min
    if occurrence.is_span:
        return period(occurrence, today)
    day = long_day(occurrence.starts_on, year_form(occurrence.starts_on, today))
    return f"{day}, {times_in_words(occurrence)}"


@register.filter
def local_day(now: datetime, occurrence: "Occurrence") -> date:
    """The day that it is at the place of a date."""
    return now.astimezone(occurrence.local_start.tzinfo).date()


@register.simple_tag
def schedule_sentences(schedules: "Iterable[EventSchedule]") -> list[str]:
    """Each schedule in a plain sentence."""
    return [
        schedule_sentence(
            schedule.value(),
            "fr" if is_french() else "en",
            skips_public_holidays=schedule.skip_public_holidays,
            school_holidays=schedule.school_holidays,
        )
        for schedule in schedules
    ]


# What became of a date, what it costs


@register.simple_tag
def state(occurrence: "Occurrence") -> SafeString:
    """What visitors must know of this date, and when it was planned; nothing if as announced."""
    if not occurrence.is_changed:
        return SafeString("")
    if occurrence.status == OccurrenceStatus.SCHEDULED:
        word, more = tag(text=_("Elsewhere"), tone=TONES[OccurrenceStatus.MOVED]), occurrence.place
    else:
        word = tag(text=occurrence.get_status_display(), tone=TONES[occurrence.status])
        more = ", ".join(filter(None, [planned_on(occurrence), elsewhere(occurrence)]))
    return format_html('{} <span class="small">{}</span>', word, more) if more else word


@register.filter
def price(page: "EventPage") -> str:
    """What it costs, in a few words; empty where nobody said it."""
    return _("Free") if page.is_free else page.price


@register.simple_tag
def agenda_count(dated: int, exhibitions: int) -> str:
    """« 1 876 rendez-vous, 12 expositions »; what there is none of is not named."""
    counts = [
        (dated, ngettext("%(count)s event", "%(count)s events", dated)),
        (exhibitions, ngettext("%(count)s exhibition", "%(count)s exhibitions", exhibitions)),
    ]
    texts = [text % {"count": thousands(number)} for number, text in counts if number]
    return ", ".join(texts) or _("No event")


# Rows and cards


@register.inclusion_tag("events/components/day_list.html")
def day_list(
    occurrences: "Iterable[Occurrence | DrawnRow]", today: date, nearby: "Nearby | None"
) -> dict[str, Any]:
    """Dates under the day on which they begin; the first of each day with its picture.

    `nearby` is the place from which each one's way is told, if somebody named one.
    """
    days = by_day(occurrences, today)
    return {"days": [(day, drawn(list(rows), nearby)) for day, rows in days]}


@register.inclusion_tag("events/components/programme_days.html")
def programme_days(occurrences: "Iterable[Occurrence]", today: date) -> dict[str, Any]:
    """Dates under their day, a line for each, to print."""
    return {"days": by_day(occurrences, today)}


def by_day(occurrences: "Iterable[Row]", today: date) -> "list[tuple[str, list[Row]]]":
    """Dates with the day on which they begin, as it is said."""
    days = groupby(occurrences, key=attrgetter("starts_on"))
    return [(capfirst(long_day(day, year_form(day, today))), list(items)) for day, items in days]


@register.inclusion_tag("events/components/month_table.html")
def month_table(weeks: "list[list[Day | None]]", title: str) -> dict[str, Any]:
    """A month as a table, each day with its number of events."""
    weekdays = [(capfirst(WEEKDAYS[day]), capfirst(WEEKDAYS_ABBR[day])) for day in range(7)]
    return {"weeks": weeks, "title": title, "weekdays": weekdays}


@register.inclusion_tag("events/components/exhibition.html")
def exhibition(occurrence: "Occurrence", today: date) -> dict[str, Any]:
    """Something that lasts, as a card."""
    return {"item": occurrence, "today": today}


# Who receives the public


@register.simple_tag
def host_link(host: "MuseumPage | PartnerVenue") -> SafeString | str:
    """Its name, with a way to the museum's page or to the partner venue's own site, if any."""
    return format_html('<a href="{}">{}</a>', host.url, host.title) if host.url else host.title


@register.simple_tag
def host_and_town(host: "MuseumPage | PartnerVenue") -> SafeString | str:
    """The same with its town; nothing for a draft that does not say yet where it takes place."""
    return format_html("{}, {}", host_link(host), host.town) if host.title else ""


# The page of one event


@register.inclusion_tag("components/facts.html")
def event_facts(
    page: "EventPage",
    host: "MuseumPage | PartnerVenue",
    dates: "EventDates",
    audiences: "list[Audience]",
    accessibility: "list[AccessFeature]",
) -> dict[str, Any]:
    """What one must know before going."""
    facts = [
        ("calendar", _("Dates"), dates_fact(dates)),
        ("clock", _("Duration"), duration(dates.next)),
        ("ticket", _("Price"), price(page)),
        ("users", _("Audience"), audience(page, audiences)),
        ("accessibility", _("Accessibility"), listed(accessibility)),
        ("map-pin", _("Place"), place_fact(page, host, dates)),
        ("info", _("Booking"), page.booking),
    ]
    return {"rows": [fact for fact in facts if fact[2]]}


def dates_fact(dates: "EventDates") -> SafeString | str:
    """The next date, and how many follow it."""
    shown = dates.next or (dates.past[-1] if dates.past else None)
    if shown is None:
        return ""
    text = capfirst(when(shown, local_day(dates.now, shown)))
    others = sum(not row.is_cancelled for row in dates.upcoming) - 1
    if not dates.next or others < 1:
        return text
    more = ngettext("and %(count)s other date", "and %(count)s other dates", others)
    return format_html('{}<br><a href="#dates">{}</a>', text, more % {"count": others})


def duration(occurrence: "Occurrence | None") -> str:
    """« 1 h 30 »; empty for what lasts days, or has no known end."""
    if not occurrence or occurrence.is_span or occurrence.is_all_day or not occurrence.has_end:
        return ""
    hours, minutes = divmod((occurrence.ends_at - occurrence.starts_at).seconds // 60, 60)
    if not hours:
        return f"{minutes}\u00a0min"
    return f"{hours}\u00a0h" + (f"\u00a0{minutes:02}" if minutes else "")


def audience(page: "EventPage", audiences: "Iterable[Audience]") -> str:
    """« Famille, enfants, de 6 à 12 ans »."""
    words = [*map(str, audiences), ages(page)]
    first, *others = [word for word in words if word] or [""]
    return ", ".join([first, *(word[:1].lower() + word[1:] for word in others)])


def listed(terms: "Iterable[AccessFeature]") -> SafeString:
    """Terms one under the other."""
    return format_html_join(SafeString("<br>"), "{}", ((term,) for term in terms))


def ages(page: "EventPage") -> str:
    lowest, highest = page.min_age, page.max_age
    if lowest and highest:
        return _("from %(lowest)s to %(highest)s years old") % {
            "lowest": lowest,
            "highest": highest,
        }
    if lowest:
        return _("from %(age)s years old") % {"age": lowest}
    return _("up to %(age)s years old") % {"age": highest} if highest else ""


def place_fact(
    page: "EventPage", host: "MuseumPage | PartnerVenue", dates: "EventDates"
) -> SafeString:
    """Where it is, with a way to a map that calls nobody before it is followed.

    The place that one date has to itself is said where that is the only date shown.
    """
    own = dates.all[0].place if len(dates.all) == 1 else ""
    if own:
        lines: list[Any] = [own]
    elif page.place_name:
        lines = [page.place_name, page.place_address]
    else:
        lines = [host_link(host), host.street, f"{host.postcode} {host.town}".strip()]
    url = map_search(own) if own else map_url(page, host)
    lines.append(format_html('<a href="{}">{}</a>', url, _("See on a map")))
    return format_html_join(SafeString("<br>"), "{}", ((line,) for line in lines if line))


def map_search(place: str) -> str:
    return f"https://www.openstreetmap.org/search?{urlencode({'query': place})}"


def map_url(page: "EventPage", host: "MuseumPage | PartnerVenue") -> str:
    """OpenStreetMap's page of the place."""
    if page.place_name or host.latitude is None:
        return map_search(page.where)
    latitude, longitude = host.latitude, host.longitude
    return (
        f"https://www.openstreetmap.org/?mlat={latitude}&mlon={longitude}"
        f"#map=17/{latitude}/{longitude}"
    )


@register.inclusion_tag("events/components/date_table.html")
def date_table(
    occurrences: "list[Occurrence]", caption: str, today: date, page: "EventPage"
) -> dict[str, Any]:
    """Dates of an event one under the other, each with its page and what became of it."""
    return {"rows": occurrences, "caption": caption, "today": today, "page": page}


@register.simple_tag
def date_path(page: "EventPage", occurrence: "Occurrence") -> str:
    """The page of one of the dates of an event, in the language of the event's."""
    return page.path_of(occurrence)


@register.inclusion_tag("events/components/event_notice.html")
def event_notice(dates: "EventDates") -> dict[str, Any]:
    """What must be said before anything else: over, cancelled, full, moved."""
    return {"dates": dates, "next": dates.next, "note": notice_note(dates)}


def notice_note(dates: "EventDates") -> str:
    """What the museum says of it."""
    shown = dates.next or next(iter(dates.upcoming), None)
    return shown.note if shown else ""


@register.simple_tag
def mail_link(title: str, url: str) -> str:
    """A message that tells somebody about a page, to be written in the visitor's own mail."""
    return "mailto:?" + urlencode({"subject": title, "body": url}, quote_via=quote)


# Calendars


@register.simple_tag
def calendar_path(slug: str) -> str:
    """The address of a museum's feed, in the language of the page; the network's without slug."""
    return in_language(reverse("museum_feed", args=[slug]) if slug else reverse("network_feed"))


@register.simple_tag
def event_calendar_path(page: "EventPage") -> str:
    """The address of the file that puts one event into a calendar."""
    return in_language(reverse("event_feed", args=[page.event_key]))


@register.simple_tag
def occurrence_calendar_path(occurrence: "Occurrence") -> str:
    """The address of the file that puts one date into a calendar."""
    names = [occurrence.event_key, occurrence.schedule_uid, occurrence.slot]
    return in_language(reverse("occurrence_feed", args=names))


def in_language(path: str) -> str:
    return path if is_french() else f"{path}?lang=en"


@register.inclusion_tag("events/components/subscribe.html")
def subscribe(path: str, text: str) -> dict[str, Any]:
    """The ways to have a feed in one's own calendar, its plain address always among them."""
    url = settings.BASE_URL + path
    webcal = f"webcal://{url.partition('://')[2]}"
    return {
        "text": text,
        "url": url,
        "webcal": webcal,
        "google": f"https://calendar.google.com/calendar/r?{urlencode({'cid': webcal})}",
    }
