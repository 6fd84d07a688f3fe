"""Starting a real network on an empty database; a second time, what somebody set stays."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date

from django.conf import settings
from django.contrib.auth.tokens import default_token_generator
from django.db import transaction
from django.urls import reverse
from django.utils.encoding import force_bytes
from django.utils.http import urlsafe_base64_encode
from django.utils.translation import gettext as _
from wagtail.models import Locale, Site

from cms.country import is_in_france
from cms.holidays import load_school_holidays
from cms.models import NetworkSettings, User
from cms.theme import DEFAULTS, for_the_night
from events.vocabularies import load_vocabularies
from home.models import HomePage
from home.standing import (
    add_text,
    english_words,
    plant_standing_pages,
    speak_english,
    standing_texts,
)
from home.starting.wishes import Wishes
from home.tree import Tree
from jobs.models import ContractType
from museums.models import MuseumPage
from museums.provisioning import provision_network
from museums.vocabularies import load_departments, load_themes
from schools.models import Discipline, EacDomain, SchoolLevel

FRENCH_CONTRACTS = [
    "titulaire",
    "contractuel-public",
    "cdd-usage",
    "contrat-de-projet",
    "professionnalisation",
    "service-civique",
    "vie-vta",
    "vacation",
]
DEMO_PEOPLE = "@musees.example"
"""Where the demo's people have their addresses; nobody else can have one there."""


@dataclass
class Report:
    """What was done, and what was there already and stays, line by line."""

    done: list[str] = field(default_factory=list)
    kept: list[str] = field(default_factory=list)


def holds_demo() -> bool:
    """Whether the demo was loaded into this database, or a part of it is still there."""
    return (
        MuseumPage.objects.filter(is_fictional=True).exists()
        or User.objects.filter(email__endswith=DEMO_PEOPLE).exists()
    )


def is_started() -> bool:
    """Whether there is a network here already."""
    return HomePage.objects.exists()


@transaction.atomic
def start_network(wishes: Wishes, today: date) -> Report:
    """Plant the pages, fill the vocabularies, write down what the network is.

    All of it or nothing. What is there already stays as it is.
    """
    report = Report()
    if is_started():
        report.kept.append(_("the pages of the site"))
    else:
        _plant(wishes, today)
        report.done.append(_("the pages of the site"))
    load_departments(wishes.departments)
    _set_up(wishes, report)
    if "en" in wishes.languages and not speaks_english():
        home = Site.objects.get(is_default_site=True).root_page.specific
        speak_english(home, english_words(standing_texts(_settings().name)))
        report.done.append(_("English beside French"))
    provision_network()
    return report


def _plant(wishes: Wishes, today: date) -> None:
    """The pages and words that a network begins with."""
    tree = Tree.plant(wishes.name)
    texts = standing_texts(wishes.name)
    add_text(tree.home, texts["presentation"], is_live=False)
    plant_standing_pages(tree.home, texts, today)
    load_vocabularies()
    load_themes()
    if is_in_france():
        load_school_holidays(since=today.replace(year=today.year - 1, day=1))
    else:
        _forget_french_words()


def _forget_french_words() -> None:
    """Classes, disciplines and contracts that French law made mean nothing elsewhere."""
    SchoolLevel.objects.exclude(parent=None).delete()
    for model in (SchoolLevel, Discipline, EacDomain):
        model.objects.all().delete()
    ContractType.objects.filter(slug__in=FRENCH_CONTRACTS).delete()


def _settings() -> NetworkSettings:
    return NetworkSettings.for_site(Site.objects.get(is_default_site=True))


def _set_up(wishes: Wishes, report: Report) -> None:
    """Write down what the network says of itself, where it says nothing yet."""
    network = _settings()
    for name, wish, untouched in _wished(wishes):
        label = str(NetworkSettings._meta.get_field(name).verbose_name)
        current = getattr(network, name)
        if not wish or wish == current:
            continue
        if current == untouched:
            setattr(network, name, wish)
            report.done.append(_said(label, wish))
        else:
            report.kept.append(_said(label, current))
    network.full_clean(exclude=["site"])
    network.save()


def _said(label: str, value: str) -> str:
    return _("%(label)s: %(value)s") % {"label": label, "value": value}


def _wished(wishes: Wishes) -> Iterator[tuple[str, str, str]]:
    """(field, what is wished for it, what it holds while nobody has touched it)."""
    yield "name", wishes.name, NetworkSettings._meta.get_field("name").default
    for name in ("tagline", "tagline_en", "contact_email", "school_zone"):
        yield name, getattr(wishes, name), ""
    brand, accent = wishes.brand or DEFAULTS["brand"], wishes.accent or DEFAULTS["accent"]
    night = for_the_night(brand, accent)
    for name, colour in (("brand", wishes.brand), ("accent", wishes.accent)):
        yield name, colour, DEFAULTS[name]
        yield f"{name}_dark", night[f"{name}_dark"] if colour else "", DEFAULTS[f"{name}_dark"]


def add_administrator(email: str, password: str) -> tuple[User, bool]:
    """Who keeps the whole site, and whether they are new; somebody known keeps what they have."""
    known = User.objects.filter(email=email.lower()).first()
    if known:
        return known, False
    administrator = User.objects.create_superuser(email, password or None)
    administrator.groups.add(provision_network())
    return administrator, True


def password_link(person: User) -> str:
    """Where somebody chooses their password; it works once, for some days."""
    key = urlsafe_base64_encode(force_bytes(person.pk))
    token = default_token_generator.make_token(person)
    path = reverse("wagtailadmin_password_reset_confirm", args=[key, token])
    return f"{settings.BASE_URL}{path}"


def speaks_english() -> bool:
    """Whether the network has English pages."""
    return Locale.objects.filter(language_code="en").exists()
