"""What an editor types; drafts are always kept."""

from datetime import UTC, datetime

import pytest
from django.urls import reverse
from wagtail.test.utils.form_data import inline_formset, nested_form_data, rich_text, streamfield

from jobs.models import ContractType, JobPage
from tests.factories.jobs import ROWS

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("now")]

WAY = {"kind": "email", "value": "candidature@dentelle.example"}
EMPLOYER = {"role": "employer", "name": "Ville de Caen", "museum": ""}
PLACE = {"kind": "workplace", "city": "Caen", "postcode": "14000"}


def rows(*lines):
    return inline_formset([line | {"id": ""} for line in lines])


@pytest.fixture
def save(museum, editor_of, client):
    """Sends the form of a new offer as an editor's browser does; gives the answer."""
    client.force_login(editor_of(museum))

    def send(action="action-publish", parent=museum, accept="text/html", **fields):
        data = {
            "title": "Régisseuse ou régisseur",
            "slug": "regie",
            "contract_types": ContractType.objects.get(slug="cdd").pk,
            "working_time": "full",
            "source": "network",
            "posted_on": "22/11/2026",
            "openings": "1",
            "start_precision": "day",
            "duration_unit": "month",
            "salary_unit": "month",
            "salary_text": "Selon expérience",
            "deadline_on": "04/12/2026",
            "deadline_rule": "inclusive",
            "manages_people": "unknown",
            "conditions_text": rich_text(""),
            "inclusion_statement": rich_text(""),
            "sections": streamfield(
                [
                    (
                        "section",
                        {"kind": "missions", "heading": "", "text": rich_text("<p>Ranger.</p>")},
                    )
                ]
            ),
            **{name: inline_formset([]) for name in ROWS},
            "applications": rows(WAY),
            "employers": rows(EMPLOYER),
            "locations": rows(PLACE),
            "comments": inline_formset([]),
            action: "1",
        } | fields
        url = reverse("wagtailadmin_pages:add", args=["jobs", "jobpage", parent.pk])
        sent = {name: value for name, value in data.items() if value is not None}
        headers = {"accept": accept}
        return client.post(url, nested_form_data(sent), headers=headers, follow=True)

    return send


def errors(response):
    """What is wrong, at which field; lines under their name and number."""
    form = response.context["form"]
    found = {name: list(messages) for name, messages in form.errors.items()}
    for name, formset in form.formsets.items():
        for number, line in enumerate(formset):
            found |= {f"{name}-{number}-{key}": list(value) for key, value in line.errors.items()}
    return found


def said(response):
    return [str(message).strip() for message in response.context["messages"]]


def test_a_simple_offer_takes_eight_fields(save, museum, client):
    save()
    offer = JobPage.objects.get()
    assert offer.live
    assert offer.closes_at == datetime(2026, 12, 4, 23, tzinfo=UTC)
    assert offer.locations.get().department_code == "14"
    assert offer.museum == museum
    assert client.get(offer.url).status_code == 200


def test_a_new_offer_knows_what_its_museum_knows(museum, editor_of, client):
    museum.email = "contact@dentelle.example"
    museum.save()
    client.force_login(editor_of(museum))
    url = reverse("wagtailadmin_pages:add", args=["jobs", "jobpage", museum.pk])
    form = client.get(url).context["form"]
    (employer,), (place,), (way,) = (
        form.formsets[name].forms for name in ("employers", "locations", "applications")
    )
    assert employer.instance.museum == museum
    assert (place.instance.city, place.instance.department_code) == ("Caen", "14")
    assert str(place.instance.latitude) == "49.18000"
    assert way.instance.value == "contact@dentelle.example"
    assert [block.value["kind"] for block in form.instance.sections] == ["missions"]
    assert "go_live_at" not in form.fields
    assert "expire_at" not in form.fields


def test_what_was_filled_in_by_itself_is_published_with_the_rest(save, museum):
    save(employers=inline_formset([{"role": "employer", "museum": museum.pk, "id": ""}], initial=1))
    (employer,) = JobPage.objects.get().employers.all()
    assert employer.museum == museum


@pytest.mark.parametrize(
    ("changes", "expected"),
    [
        ({"contract_types": None}, {"contract_types": ["Choisissez le type de contrat."]}),
        (
            {"sections": streamfield([])},
            {
                "sections": [
                    "Dites en quoi consiste le poste\xa0: rédigez au moins une partie du texte."
                ]
            },
        ),
        (
            {"deadline_on": "", "deadline_time": "12:00"},
            {"deadline_on": ["Indiquez le jour de la date limite, ou videz son heure."]},
        ),
        (
            {"employers": rows({"role": "host", "note": "à confirmer"})},
            {"employers-0-name": ["Nommez l’employeur, ou choisissez un musée du réseau."]},
        ),
        (
            {"locations": rows({"kind": "workplace", "street": "1, rue du Port"})},
            {"locations-0-city": ["Indiquez la commune."]},
        ),
        (
            {"applications": rows({"kind": "email", "value": "la mairie"})},
            {
                "applications-0-value": [
                    "Écrivez une adresse électronique, par exemple candidature@musee.fr."
                ]
            },
        ),
        (
            {"applications": rows({"kind": "url", "value": "www.musee.example"})},
            {"applications-0-value": ["Écrivez l’adresse entière, qui commence par https://."]},
        ),
        (
            {"applications": rows({"kind": "post", "addressee": "Madame la maire"})},
            {"applications-0-postal_address": ["Écrivez l’adresse postale."]},
        ),
        (
            {"applications": rows({"kind": "phone", "addressee": "l’accueil"})},
            {"applications-0-value": ["Écrivez le numéro de téléphone."]},
        ),
    ],
    ids=["contract", "text", "time", "employer", "place", "e-mail", "page", "post", "telephone"],
)
def test_what_publication_needs_is_said_at_its_field_and_the_draft_is_kept(save, changes, expected):
    assert errors(save(**changes)) == expected
    assert not JobPage.objects.exists()
    save(action="action-save", **changes)
    assert [offer.live for offer in JobPage.objects.all()] == [False]


def test_another_contract_is_named(save):
    other = ContractType.objects.get(slug="autre").pk
    assert errors(save(contract_types=other)) == {
        "contract_text": ["Précisez de quel autre contrat il s’agit."]
    }
    save(contract_types=other, contract_text="Contrat de pâturage")
    assert JobPage.objects.get().live


def test_amounts_and_ages_are_in_order(save):
    response = save(salary_min="2000", salary_max="1900", age_min="25", age_max="18")
    assert errors(response) == {
        "__all__": [
            "L’âge maximal est inférieur à l’âge minimal.",
            "Le montant le plus élevé est inférieur au plus bas.",
        ]
    }


def test_a_reference_is_not_given_twice(save, museum):
    save(source="csp", external_reference="2026-1")
    response = save(source="csp", external_reference="2026-1", slug="b")
    assert errors(response) == {
        "external_reference": [
            "Une offre de même provenance porte déjà cette référence\xa0: modifiez plutôt celle-là."
        ]
    }
    save(source="other", external_reference="2026-1", slug="b")
    assert JobPage.objects.count() == 2


def test_a_warning_is_said_and_does_not_block(save):
    response = save(deadline_text="avant le jeudi 4 décembre", salary_text="")
    assert JobPage.objects.get().live
    assert said(response)[1:] == [
        "Le texte de la date limite dit «\u202fjeudi 4 décembre\u202f», mais le 4 décembre 2026 "
        "est un vendredi.",
        "Le texte de la date limite dit «\u202favant\u202f», et ce jour compte encore. Choisissez "
        "«\u202favant ce jour\u202f» s’il est alors trop tard.",
        "Rien n’est dit de la rémunération\xa0: c’est ce que l’on cherche en premier.",
    ]


def test_the_automatic_saving_warns_of_nothing(save, client):
    response = save(action="action-save", accept="application/json", salary_text="")
    assert response.json()["success"]
    assert JobPage.objects.get().salary_text == ""
    assert said(client.get(reverse("wagtailadmin_home"))) == []


def test_an_offer_of_the_network_stands_in_its_list(save, network, network_member, client):
    client.force_login(network_member)
    save(parent=network.jobs)
    offer = JobPage.objects.get()
    assert offer.museum is None
    assert client.get(offer.url).status_code == 200
