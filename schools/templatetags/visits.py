"""How offers for classes are shown: cards, facts, prices in words."""

from typing import TYPE_CHECKING, Any

from django import template
from django.utils.dates import WEEKDAYS
from django.utils.formats import number_format
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from museums.fields import EVERY_DAY
from schools.choices import VisitVenue
from schools.templatetags.kits import duration, in_words, link, links, listed

if TYPE_CHECKING:
    from museums.models import MuseumPage
    from schools.models import VisitOfferPage

register = template.Library()

WORKING_DAYS = EVERY_DAY[:5]


@register.inclusion_tag("schools/components/offer_card.html")
def offer_card(offer: "VisitOfferPage") -> dict[str, Any]:
    """An offer in a list of offers, from a queryset that is `for_cards()`."""
    return {"item": offer}


@register.filter
def offer_in_short(offer: "VisitOfferPage") -> str:
    """« Visite guidée · 1 h 30 · 60 € »."""
    minutes = duration(offer.duration_minutes) if offer.duration_minutes else ""
    return " · ".join(filter(None, (listed(offer.format_labels), minutes, price_of(offer))))


def price_of(offer: "VisitOfferPage") -> str:
    """« Gratuit », « 60 € pour la classe »; empty where it is not known."""
    if offer.price is None:
        return ""
    if not offer.price:
        return _("Free of charge")
    digits = 0 if offer.price == offer.price.to_integral_value() else 2
    return _("%(price)s € for the class") % {"price": number_format(offer.price, digits)}


def days_of(offer: "VisitOfferPage") -> str:
    """« Du lundi au vendredi, hors vacances scolaires »."""
    if offer.weekdays == EVERY_DAY:
        days = _("every day")
    elif offer.weekdays == WORKING_DAYS:
        days = _("from Monday to Friday")
    else:
        days = ", ".join(str(WEEKDAYS[int(number)]) for number in offer.weekdays)
    holidays = "" if offer.is_in_school_holidays else _("not in school holidays")
    return listed(filter(None, (days, holidays))) if days else ""


def notice_of(offer: "VisitOfferPage") -> str:
    """« À demander 15 jours à l’avance »."""
    days = offer.booking_delay_days
    said = ngettext("%(days)s day in advance", "%(days)s days in advance", days or 0)
    return said % {"days": days} if days else ""


def place_of(offer: "VisitOfferPage", museum: "MuseumPage | None") -> str | SafeString:
    """Where the class is received, or where the museum comes to it."""
    if offer.venue_type == VisitVenue.SCHOOL:
        return _("At your school: %(areas)s") % {
            "areas": ", ".join(map(str, offer.source.intervention_area.all()))
        }
    if offer.venue_type == VisitVenue.ELSEWHERE:
        return offer.venue_details
    place = links([museum]) if museum else ""
    more = format_html("<br>{}", offer.venue_details) if offer.venue_details else ""
    return format_html("{}{}", place, more)


@register.inclusion_tag("components/facts.html")
def offer_facts(page: "VisitOfferPage", museum: "MuseumPage | None") -> dict[str, Any]:
    """Whom it is for, how long, where, what it costs, when."""
    facts = page.source
    most = facts.capacity or 0
    pupils = ngettext("%(count)s pupil at most", "%(count)s pupils at most", most)
    price = format_html("{}<br>{}", price_of(facts), page.price_detail).removesuffix("<br>")
    rows = [
        ("school", _("Classes"), in_words(facts.classes)),
        ("clock", _("Duration"), duration(facts.duration_minutes or 0)),
        ("users", _("Group"), pupils % {"count": most} if most else ""),
        ("map-pin", _("Place"), place_of(page, museum)),
        ("ticket", _("Price"), SafeString(price) if facts.price is not None else page.price_detail),
        ("calendar", _("Days"), days_of(facts)),
        ("bell", _("To be asked for"), notice_of(facts)),
        ("accessibility", _("Also received"), listed(facts.welcome_labels)),
        ("check", _("Disciplines"), ", ".join(map(str, facts.disciplines.all()))),
        ("share-2", _("Arts education"), listed(facts.eac_domains.all())),
    ]
    return {"rows": [row for row in rows if row[2]]}


@register.inclusion_tag("components/facts.html")
def offer_contact(page: "VisitOfferPage") -> dict[str, Any]:
    """How a teacher reaches the museum."""
    facts = page.source
    mail = format_html('<a href="mailto:{0}">{0}</a>', facts.contact) if facts.contact else ""
    form = link(facts.contact_url, _("Form of the museum")) if facts.contact_url else ""
    rows = [
        ("mail", _("E-mail"), mail),
        ("phone", _("Telephone"), facts.contact_phone or (facts.museum and facts.museum.phone)),
        ("external-link", _("Form"), form),
    ]
    return {"rows": [row for row in rows if row[2]]}
