"""A volunteer types hours: what is wrong is said, at its place, when it is published."""

import pytest
from django.urls import reverse
from wagtail.test.utils.form_data import inline_formset, nested_form_data, streamfield

from museums.models import MuseumPage


def slot(**values):
    return {
        "period": "always",
        "space": "museum",
        "first_on": "",
        "last_on": "",
        "weekdays": ["2", "5"],
        "opens": "10:00",
        "closes": "12:30",
        "opens_again": "",
        "closes_again": "",
        "last_admission": "",
    } | values


def exception(**values):
    return {
        "first_on": "24/11/2026",
        "last_on": "",
        "opens": "",
        "closes": "",
        "opens_again": "",
        "closes_again": "",
        "reason": "inventaire",
    } | values


@pytest.fixture
def send(admin_client, museum, in_french):
    """Publishes the museum's page with these rows; the answer."""

    def publish(slots=(), exceptions=(), **values):
        page = MuseumPage.objects.get(pk=museum.pk)
        form = admin_client.get(reverse("wagtailadmin_pages:edit", args=[page.pk])).context["form"]
        data = {
            name: form[name].value() if form[name].value() is not None else ""
            for name in form.fields
            if name != "body"
        }
        data |= {"action-publish": "1", "body": streamfield([])} | values
        days = {f"opening_slots-{at}-weekdays": row["weekdays"] for at, row in enumerate(slots)}
        plain = [{name: row[name] for name in row if name != "weekdays"} for row in slots]
        inlines = {name: inline_formset([]) for name in form.formsets}
        inlines |= {
            "opening_slots": inline_formset(plain),
            "opening_exceptions": inline_formset(exceptions),
        }
        several = days | {"closed_holidays": data.pop("closed_holidays")}
        return admin_client.post(
            reverse("wagtailadmin_pages:edit", args=[page.pk]),
            nested_form_data(data | inlines) | several,
        )

    return publish


def rows(museum):
    found = MuseumPage.objects.get(pk=museum.pk).opening_slots.all()
    return [(row.weekdays, row.opens and f"{row.opens:%H:%M}") for row in found]


def test_a_week_is_typed_and_published(send, museum):
    answer = send([slot(), slot(weekdays=["6"], opens="14 h 30", closes="18 h")])
    assert answer.status_code == 302
    assert rows(museum) == [("25", "10:00"), ("6", "14:30")]


def test_public_holidays_are_ticked_by_their_names(send, museum):
    assert send([slot()], closed_holidays=["Noël", "Fête du Travail"]).status_code == 302
    assert MuseumPage.objects.get(pk=museum.pk).closed_holidays == ["Noël", "Fête du Travail"]


@pytest.mark.parametrize(
    ("slots", "exceptions", "message"),
    [
        ([slot(closes="09:00")], [], "La fermeture vient avant l’ouverture"),
        (
            [slot(opens_again="12:00", closes_again="18:00")],
            [],
            "La réouverture vient avant la fermeture",
        ),
        ([slot(last_admission="12:45")], [], "La dernière entrée vient après la fermeture."),
        ([slot(opens_again="14:00")], [], "Indiquez les deux heures de l’après-midi"),
        ([slot(period="yearly")], [], "Indiquez le premier et le dernier jour de cette saison."),
        (
            [slot(period="dated", first_on="10/12/2026", last_on="01/12/2026")],
            [],
            "Le dernier jour précède le premier.",
        ),
        (
            [slot(), slot(weekdays=["5"], opens="12:00", closes="14:00")],
            [],
            "À ces heures, le lieu est déjà ouvert",
        ),
        ([], [exception(opens="10:00")], "Indiquez l’heure d’ouverture et l’heure de fermeture"),
        ([], [exception(last_on="20/11/2026")], "Le dernier jour précède le premier."),
    ],
)
def test_what_is_wrong_is_said(send, museum, slots, exceptions, message):
    answer = send(slots, exceptions)
    assert answer.status_code == 200
    assert message in answer.content.decode()
    assert rows(museum) == []
