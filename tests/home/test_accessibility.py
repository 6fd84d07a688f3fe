"""The accessibility statement claims what an audit measured, and nothing without one."""

from datetime import date
from decimal import Decimal

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError

from home.choices import Conformity
from home.models import (
    AccessibilityStatementPage,
    AuditEnvironment,
    InaccessibleContent,
    VerifiedPage,
)
from tests.factories.home import AccessibilityStatementPageFactory, ContactPageFactory

pytestmark = pytest.mark.django_db

AUDITED_ON = date(2026, 6, 1)


def statement(rate=None, **values):
    if rate is not None:
        values = {"audited_on": AUDITED_ON, "auditor": "Cabinet Hermine"} | values
    return AccessibilityStatementPage(rate=None if rate is None else Decimal(rate), **values)


@pytest.mark.parametrize(
    ("rate", "conformity"),
    [
        (None, Conformity.NONE),
        ("0", Conformity.NONE),
        ("49.99", Conformity.NONE),
        ("50", Conformity.PARTIAL),
        ("99.99", Conformity.PARTIAL),
        ("100", Conformity.FULL),
    ],
)
def test_conformity_follows_the_share_of_criteria_met(rate, conformity):
    assert statement(rate).conformity(date(2026, 11, 22)) == conformity


@pytest.mark.parametrize(
    ("day", "conformity"),
    [
        (date(2026, 5, 31), Conformity.NONE),
        (AUDITED_ON, Conformity.FULL),
        (date(2029, 6, 1), Conformity.FULL),
        (date(2029, 6, 2), Conformity.NONE),
    ],
)
def test_an_audit_speaks_for_three_years(day, conformity):
    assert statement("100").conformity(day) == conformity


def test_an_audit_of_a_29_february_holds_until_the_28th():
    assert statement("100", audited_on=date(2028, 2, 29)).audit_holds_until == date(2031, 2, 28)


@pytest.mark.parametrize(
    "part", [{"rate": Decimal(80)}, {"audited_on": AUDITED_ON}, {"auditor": "Cabinet Hermine"}]
)
def test_half_an_audit_is_refused(network, part):
    page = AccessibilityStatementPageFactory(parent=network.home)
    for name, value in part.items():
        setattr(page, name, value)
    with pytest.raises(ValidationError, match="D’un audit, donnez le jour"):
        page.validate_constraints()
    with pytest.raises(IntegrityError):
        AccessibilityStatementPage.objects.filter(pk=page.pk).update(**part)


# The page


def text_of(client, page):
    """The page on one line; a space that does not break is a space."""
    return " ".join(client.get(page.url).content.decode().split())


def test_without_an_audit_it_claims_nothing(network, now, client):
    page = AccessibilityStatementPageFactory(parent=network.home)
    text = text_of(client, page)
    assert "<strong>non conforme</strong>" in text
    assert "aucun audit en cours de validité" in text
    assert text.count("Rien de connu à ce jour") == 3


def test_it_says_all_that_the_imposed_format_asks(network, now, client):
    contact = ContactPageFactory(parent=network.home)
    page = AccessibilityStatementPageFactory(
        parent=network.home,
        audited=True,
        updated_on=date(2026, 11, 20),
        technologies="HTML\nSVG",
        tools="axe-core",
        scheme_url="https://musees.example/schema",
        action_plan_url="https://musees.example/plan",
    )
    for kind, description in (
        ("failure", "La visite filmée n’a pas de sous-titres."),
        ("burden", "Les catalogues d’avant 2019."),
        ("exempt", "La carte des musées."),
    ):
        page.inaccessible_contents.add(
            InaccessibleContent(kind=kind, description=description, criteria="4.1")
        )
    page.environments.add(AuditEnvironment(browser="Firefox", assistive_technology="NVDA"))
    page.verified_pages.add(VerifiedPage(page=network.agenda))
    page.save()
    text = text_of(client, page)
    for said in (
        "Réseau des musées de Normandie s’engage",
        "partiellement conforme au référentiel",
        "réalisé par Cabinet Hermine le 1er juin 2026 révèle que 72,50 % des critères",
        "La visite filmée n’a pas de sous-titres.",
        "Les catalogues d’avant 2019.",
        "La carte des musées.",
        "établie le 2 novembre 2026",
        "mise à jour le 20 novembre 2026",
        "<li>HTML</li> <li>SVG</li>",
        "<li>axe-core</li>",
        "Firefox avec NVDA",
        f'<a href="{network.agenda.url}">Agenda</a>',
        f'<a href="{contact.url}">Envoyer un message</a>',
        'href="https://musees.example/schema"',
        'href="https://musees.example/plan"',
        'href="mailto:contact@musees.example"',
        'href="https://formulaire.defenseurdesdroits.fr/"',
        "Libre réponse 71120",
    ):
        assert said in text


def test_it_says_when_half_of_the_criteria_are_not_met(network, now, client):
    page = AccessibilityStatementPageFactory(parent=network.home, audited=True, rate="49")
    assert "moins de la moitié des critères" in text_of(client, page)


def test_it_says_when_every_criterion_is_met(network, now, client):
    page = AccessibilityStatementPageFactory(parent=network.home, audited=True, rate="100")
    assert "est totalement conforme" in text_of(client, page)
