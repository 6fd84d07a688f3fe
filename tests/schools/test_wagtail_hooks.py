"""Kits on a museum's page, on its dashboard, at the foot of every page, in the vocabularies."""

import pytest
from django.http import HttpRequest
from django.urls import reverse

from museums.actions import museum_actions
from museums.sections import museum_page_sections
from schools.models import Discipline, EacDomain, SchoolLevel
from tests.factories.schools import ClassKitPageFactory

pytestmark = pytest.mark.django_db


def section(museum, now):
    return next(
        (s for s in museum_page_sections(museum, now, HttpRequest()) if s.order == 30), None
    )


def test_a_museum_shows_its_latest_kits(museum, other_museum, client, now):
    assert section(museum, now) is None
    kits = [ClassKitPageFactory(parent=museum, title=f"Kit {letter}") for letter in "abcde"]
    ClassKitPageFactory(parent=other_museum)
    shown = section(museum, now)
    assert shown.title == "Pour les classes"
    assert [f">{kit.title}<" in card for kit, card in zip(kits, shown.items, strict=False)] == [
        True
    ] * 4
    assert shown.url == "/ecoles/?musee=musee-de-la-dentelle-caen"
    assert kits[0].title in client.get(museum.url).content.decode()


def test_one_click_from_the_dashboard_to_an_empty_kit(museum, editor_of, client):
    (action,) = (action for action in museum_actions(museum) if action.order == 30)
    assert action.label == "Ajouter un kit pédagogique"
    client.force_login(editor_of(museum))
    assert client.get(action.url).status_code == 200


def test_every_page_leads_teachers_to_the_kits(network, client):
    columns = client.get("/").context["footer_columns"]
    (column,) = (column for column in columns if column.title == "À votre service")
    assert [(link.title, link.url) for link in column.links] == [
        ("Kits pédagogiques", "/ecoles/"),
        ("Travailler dans un musée", "/emploi/"),
    ]


@pytest.mark.parametrize("model", [SchoolLevel, Discipline, EacDomain])
def test_the_network_keeps_the_words_of_schools(model, network_member, client):
    client.force_login(network_member)
    name = f"wagtailsnippets_schools_{model._meta.model_name}"
    assert client.get(reverse(f"{name}:list")).status_code == 200
    assert client.get(reverse(f"{name}:add")).status_code == 200
