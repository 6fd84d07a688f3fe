"""What could be better in a page, said beside its preview."""

import json
import re
from datetime import date

import pytest
from django.urls import reverse

from tests.factories.events import EventPageFactory, EventScheduleFactory, publish
from tests.factories.schools import CreditedImageFactory

pytestmark = pytest.mark.django_db


def names(page) -> list[str]:
    return [advice.name for advice in page.advice()]


def test_a_good_page_is_left_alone(museum):
    picture = CreditedImageFactory()
    event = EventPageFactory(parent=museum, image=picture, image_alt="Une main.")
    event.body = [("paragraph", '<p><a href="https://caen.example/">Le plan d’accès</a></p>')]
    assert names(event) == []


@pytest.mark.parametrize(
    ("title", "is_shouted"),
    [
        ("GRANDE BRADERIE D’ÉTÉ", True),
        ("2026 : NUIT DES MUSÉES", True),
        ("Nuit des musées", False),
        ("MuMa", False),
        ("L’ICOM", False),
        ("UNESCO", False),
    ],
)
def test_a_title_in_capitals(museum, title, is_shouted):
    event = EventPageFactory(parent=museum, title=title)
    assert names(event) == ["capitals"] * is_shouted


@pytest.mark.parametrize(
    ("text", "says_nothing"),
    [
        ("Cliquez ici", True),
        ("ici.", True),
        ("<b>En savoir plus</b>…", True),
        ("Ici, le programme", False),
        ("Le programme", False),
    ],
)
def test_a_link_that_does_not_say_where_it_leads(museum, text, says_nothing):
    event = EventPageFactory(parent=museum)
    event.body = [("paragraph", f'<p>Pour venir, <a href="https://caen.example/">{text}</a></p>')]
    assert names(event) == ["links"] * says_nothing


def test_a_picture_without_credit_or_words(museum):
    event = EventPageFactory(parent=museum, image=CreditedImageFactory(credit=""))
    assert names(event) == ["credit", "alternative"]


def test_an_event_without_a_price(museum):
    assert names(EventPageFactory(parent=museum, is_free=False)) == ["price"]
    assert names(EventPageFactory(parent=museum, is_free=False, price="5 €")) == []


def test_wagtails_checks_say_it_beside_the_preview(museum, editor_of, client, now):
    event = publish(
        EventPageFactory(parent=museum, title="GRANDE BRADERIE"),
        EventScheduleFactory.build(start_date=date(2026, 12, 5)),
    )
    client.force_login(editor_of(museum))
    url = reverse("wagtailadmin_pages:edit", args=[event.pk])
    content = client.get(url).content.decode()
    checks = re.search(r'<script id="checker-axe-configuration"[^>]*>(.*?)</script>', content)
    configuration = json.loads(checks[1])
    assert "capitals" in configuration["options"]["runOnly"]
    assert "alt-text-quality" in configuration["options"]["runOnly"]
    assert configuration["messages"]["capitals"]["error_name"] == "Le titre est en capitales"
