"""The page of the partnership, and the message to a relay teacher."""

from datetime import date, timedelta

import pytest

from cms.models import OutgoingMessage
from cms.translations import translate
from schools.models import Academy, PartnershipAgreement, RelayTeacher
from tests.factories.academy import (
    PartnershipAgreementFactory,
    PartnershipPageFactory,
    RelayTeacherFactory,
)
from tests.reading import parsed, words

pytestmark = pytest.mark.django_db


@pytest.fixture
def page(network, now):
    PartnershipAgreementFactory()
    return PartnershipPageFactory(parent=network.schools)


@pytest.fixture
def teacher(museum):
    teacher = RelayTeacherFactory(name="Claude Roussel")
    teacher.museums.add(museum)
    return teacher


def stamp(client, page):
    return client.get(page.url).context["form"].stamp


def answers(written_to, **values):
    return {
        "teacher": written_to.pk,
        "name": "Sam Duval",
        "email": "sam@college.example",
        "message": "Nous aimerions venir en mars.",
    } | values


@pytest.fixture
def send(page, client, now, time_machine_at):
    def sent(data):
        shown = stamp(client, page)
        time_machine_at(now + timedelta(seconds=30))
        return client.post(page.url, data | {"form_stamp": shown})

    return sent


def test_agreements_and_people_in_office(page, teacher, client):
    RelayTeacherFactory(name="Parti Hier", ends_on=date(2026, 11, 21))
    PartnershipAgreementFactory(number="ANCIENNE", ends_on=date(2026, 11, 21))
    text = client.get(page.url).content.decode()
    assert "Académie de Normandie" in text
    assert "Claude Roussel" in text
    assert "Musée de la Dentelle" in text
    for absent in ("Parti Hier", "ANCIENNE", teacher.email):
        assert absent not in text


def test_who_did_not_agree_is_not_named(page, teacher, client):
    teacher.has_consented = False
    teacher.save()
    text = client.get(page.url).content.decode()
    assert "Professeur relais (Musée de la Dentelle)" in text
    assert "Claude Roussel" not in text


def test_a_museum_that_is_off_line_is_not_named(page, teacher, museum, client):
    museum.unpublish()
    assert "Musée de la Dentelle" not in client.get(page.url).content.decode()


def test_a_message_reaches_the_teacher_alone(page, teacher, send):
    response = send(answers(teacher))
    assert response.url == f"{page.url}?merci"
    message = OutgoingMessage.objects.get()
    assert (message.recipient, message.reply_to) == (teacher.email, "sam@college.example")
    assert message.subject == "Question de Sam Duval"
    assert "Nous aimerions venir en mars." in message.text
    assert not response.cookies


def test_sent_twice_it_arrives_once(page, teacher, client, send, now):
    shown = stamp(client, page)
    send(answers(teacher))
    client.post(page.url, answers(teacher) | {"form_stamp": shown})
    assert OutgoingMessage.objects.count() == 1


@pytest.mark.parametrize(
    "values", [{"teacher": 999}, {"teacher": ""}, {"email": "sam"}, {"name": ""}]
)
def test_wrong_answers_lose_nothing(page, teacher, send, values):
    response = send(answers(teacher, **values))
    assert response.status_code == 200
    assert "Nous aimerions venir en mars." in response.content.decode()
    assert not OutgoingMessage.objects.exists()


def test_a_robot_writes_to_nobody(page, teacher, send):
    send(answers(teacher, form_homepage="https://spam.example"))
    assert not OutgoingMessage.objects.exists()


def test_nobody_writes_to_a_teacher_who_left(page, teacher, send):
    RelayTeacherFactory()
    teacher.ends_on = date(2026, 11, 21)
    teacher.save()
    send(answers(teacher))
    assert not OutgoingMessage.objects.exists()


@pytest.fixture
def english(page, locale_en):
    """The same page in English."""
    for above in page.get_ancestors()[1:]:
        translate(above.specific, locale_en, {})
    return translate(page, locale_en, {"title": "Working with the education authority"})


def said_in(language, response):
    """What the network wrote, as far as the page says that it is in this language."""
    main = parsed(response).find(".//main")
    return [words(element) for element in main.iter() if element.get("lang") == language]


def test_in_english_what_is_in_english_is_said_so(english, teacher, client):
    PartnershipAgreement.objects.update(
        summary="L’académie relit les kits.", summary_en="The authority reads the kits."
    )
    Academy.objects.update(name_en="Normandy education authority")
    RelayTeacher.objects.update(presence_en="Wednesdays, 2–5 p.m.")
    response = client.get(english.url)
    assert said_in("en", response) == ["The authority reads the kits.", "Wednesdays, 2–5 p.m."]
    academy = parsed(response).find(".//article[@class='panel stack tight agreement']/h3")
    assert words(academy) == "Normandy education authority"


def test_in_english_what_nobody_translated_is_marked_as_french(english, teacher, client):
    PartnershipAgreement.objects.update(summary="L’académie relit les kits.")
    assert said_in("fr", client.get(english.url)) == [
        "L’académie relit les kits.",
        "Claude Morel, rectrice",
        "Camille Lefèvre, présidente du réseau",
        "Le mercredi, de 14 h à 17 h",
    ]
