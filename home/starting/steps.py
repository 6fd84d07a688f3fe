"""What a network that was just started has still to do, worked out from what is there."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from django.conf import settings
from django.contrib.auth.models import Group
from django.urls import reverse
from django.utils.translation import gettext as _
from wagtail.models import Site

from cms.country import is_in_france
from cms.models import MessageState, NetworkSettings, OutgoingMessage, Town, User
from cms.theme import DEFAULTS
from cms.timers import overdue
from home.models import HomePage, StandardPage
from museums.models import MuseumPage

TRIAL = "trial-"
"""How the keys of trial messages begin."""


@dataclass(frozen=True)
class Step:
    """One thing to do: whether it is done, what that stands on, and where one does it."""

    title: str
    is_done: bool
    words: str
    url: str = ""
    label: str = ""
    is_optional: bool = False
    sends_trial: bool = False


def steps(now: datetime) -> list[Step]:
    """All of them, in the order in which they are best done."""
    found = [step(now) for step in STEPS]
    return [step for step in found if step]


def steps_left(now: datetime) -> list[Step]:
    """What must still be done; what is as one likes does not count."""
    return [step for step in steps(now) if not step.is_done and not step.is_optional]


def _network() -> NetworkSettings:
    return NetworkSettings.for_site(_site())


def _site() -> Site:
    return Site.objects.select_related("root_page").get(is_default_site=True)


def _settings_url() -> str:
    return reverse("wagtailsettings:edit", args=["cms", "networksettings", _site().pk])


def _contact(now: datetime) -> Step:
    network = _network()
    return Step(
        _("Say where to write to the network"),
        bool(network.contact_email),
        network.contact_email
        or _("Without an address the contact page has no form, and nobody is told of trouble."),
        _settings_url(),
        _("Open the settings"),
    )


def _school_zone(now: datetime) -> Step | None:
    if not is_in_france():
        return None
    zone = _network().school_zone
    return Step(
        _("Choose the school holiday zone"),
        bool(zone),
        _("Zone %(zone)s.") % {"zone": zone}
        if zone
        else _("Without it no event can follow the school holidays."),
        _settings_url(),
        _("Open the settings"),
    )


def _presentation(now: datetime) -> Step:
    pages = StandardPage.objects.filter(is_in_footer=False)
    is_live = pages.live().exists()
    draft = pages.filter(live=False).first()
    return Step(
        _("Present the network"),
        is_live,
        _("A page says who the network is.")
        if is_live
        else _("The page about the network waits as a draft: write it, then publish it."),
        *_way_to(draft),
    )


def _legal_pages(now: datetime) -> Step:
    pages = StandardPage.objects.live().to_complete()
    names = ", ".join(page.title for page in pages)
    return Step(
        _("Complete what the law asks you to say"),
        not pages,
        _("To be completed: %(pages)s.") % {"pages": names}
        if pages
        else _("No page lacks anything that was noted."),
        *_way_to(pages.first()),
    )


def _way_to(page: StandardPage | None) -> tuple[str, str]:
    if page is None:
        return "", ""
    return reverse("wagtailadmin_pages:edit", args=[page.pk]), _("Open “%(page)s”") % {"page": page}


def _members(now: datetime) -> Step:
    count = MuseumPage.objects.sources().count()
    return Step(
        _("Add the museums"),
        bool(count),
        _("Museums in the directory: %(count)s.") % {"count": count},
        reverse("member_imports:index"),
        _("Give a file of them"),
    )


def _first_lead(now: datetime) -> Step:
    leads = Group.objects.filter(pk__in=MuseumPage.objects.sources().values("leads"))
    count = User.objects.filter(groups__in=leads).distinct().count()
    return Step(
        _("Invite the leads of the museums"),
        bool(count),
        _("People who lead a museum: %(count)s.") % {"count": count},
        reverse("invite_list"),
        _("Invite them from a table"),
    )


def _logo(now: datetime) -> Step:
    return Step(
        _("Show your logo"),
        bool(_network().logo_id),
        _("It stands at the head of every page."),
        _settings_url(),
        _("Open the settings"),
        is_optional=True,
    )


def _colours(now: datetime) -> Step:
    return Step(
        _("Choose your colours"),
        _network().colours != DEFAULTS,
        _("One for the bands, one for buttons and marks, each in light and in dark."),
        _settings_url(),
        _("Open the settings"),
        is_optional=True,
    )


def _front_page(now: datetime) -> Step:
    home = _site().root_page
    page = HomePage.objects.filter(pk=home.pk).first()
    is_revised = bool(page and page.latest_revision_id)
    return Step(
        _("Read the front page once"),
        is_revised,
        _("Its title and its summary are what search engines and shared links show."),
        reverse("wagtailadmin_pages:edit", args=[home.pk]),
        _("Open the front page"),
        is_optional=True,
    )


def _mail(now: datetime) -> Step:
    """A message that reached the server proves it; erased or not, its row stays."""
    tried = OutgoingMessage.objects.filter(key__startswith=TRIAL).order_by("-pk")
    sent = tried.filter(state=MessageState.SENT).first()
    last = tried.first()
    if sent and settings.EMAIL_BACKEND.endswith("smtp.EmailBackend"):
        words = _("The mail server took a message.")
    elif sent:
        words = _("Messages only go to the terminal: set EMAIL_URL to send them for real.")
    elif last:
        words = f"{last.get_state_display()} {last.last_error}".strip()
    else:
        words = _("Invitations and messages leave by mail: nothing was ever sent from here.")
    return Step(
        _("Try the sending of mail"),
        bool(sent) and settings.EMAIL_BACKEND.endswith("smtp.EmailBackend"),
        words,
        sends_trial=True,
    )


def _address(now: datetime) -> Step:
    """What would go wrong in the open: no HTTPS, another host, calendars that change their name."""
    site = _site()
    wrong = [
        said
        for said, is_wrong in (
            (_("BASE_URL does not begin with https://."), not settings.IS_HTTPS),
            (_("DEBUG is on."), settings.DEBUG),
            (
                _("The site answers as %(host)s, while BASE_URL names %(other)s.")
                % {"host": site.hostname, "other": settings.HOST},
                site.hostname != settings.HOST,
            ),
            (_("CALENDAR_HOST is not set."), not settings.IS_CALENDAR_HOST_PINNED),
        )
        if is_wrong
    ]
    return Step(
        _("Open the site at its address"),
        not wrong,
        " ".join(wrong) or settings.BASE_URL,
        reverse("wagtailsites:index") if site.hostname != settings.HOST else "",
        _("Open the sites"),
    )


def _timers(now: datetime) -> Step:
    late = overdue(now)
    return Step(
        _("Have the commands started by a scheduler"),
        not late,
        _("Start manage.py run_timers every five minutes. Not run lately: %(commands)s.")
        % {"commands": ", ".join(late)}
        if late
        else _("They ran lately."),
    )


def _towns(now: datetime) -> Step | None:
    if not is_in_france():
        return None
    count = Town.objects.count()
    return Step(
        _("Load the towns that visitors name"),
        bool(count),
        _("Towns known: %(count)s.") % {"count": count}
        if count
        else _("Without them nobody can search around a town: run manage.py load_towns."),
        is_optional=True,
    )


STEPS: tuple[Callable[[datetime], Step | None], ...] = (
    _contact,
    _school_zone,
    _legal_pages,
    _presentation,
    _members,
    _first_lead,
    _mail,
    _timers,
    _address,
    _logo,
    _colours,
    _front_page,
    _towns,
)
