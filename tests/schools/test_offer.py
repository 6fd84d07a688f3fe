"""Offers for classes: found with the kits, published once they say what a class needs to know."""

import json

import pytest
from django.db import IntegrityError, transaction
from django.http import HttpRequest
from django.urls import reverse
from wagtail.test.utils.form_data import inline_formset, nested_form_data

from cms.models import Town
from museums.models import Department
from museums.sections import museum_page_sections
from schools.models import KitOffer, SchoolLevel, VisitOfferPage
from tests.factories.schools import ClassKitPageFactory, KitReleaseFactory, VisitOfferPageFactory
from tests.reading import parsed

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("network")]


def found(client, query):
    response = client.get(f"/ecoles/?quoi=offres&{query}")
    return sorted(offer.title for offer in response.context["kits"])


@pytest.fixture
def offers(museum, other_museum):
    VisitOfferPageFactory(
        parent=museum,
        title="Au fil",
        levels=["6e"],
        duration_minutes=60,
        is_motor_disability_compliant=True,
    )
    VisitOfferPageFactory(parent=other_museum, title="Pommes", levels=["ce2"], venue_type="SCHOOL")


@pytest.mark.parametrize(
    ("query", "titles"),
    [
        ("", ["Au fil", "Pommes"]),
        ("classe=cycle-3", ["Au fil"]),
        ("classe=ce2", ["Pommes"]),
        ("duree=60", ["Au fil"]),
        ("phase=pendant", ["Au fil"]),
        ("phase=sans-visite", ["Pommes"]),
        ("phase=avant", []),
        ("acces=fauteuil", ["Au fil"]),
        ("musee=musee-du-cidre-vire", ["Pommes"]),
    ],
)
@pytest.mark.usefixtures("offers")
def test_each_filter_finds_its_offers(client, query, titles):
    assert found(client, query) == titles


@pytest.mark.indexed
@pytest.mark.usefixtures("offers")
def test_words_find_offers_whatever_their_case_accents_and_plurals(client):
    assert found(client, "q=pomme") == found(client, "q=POMMÉS") == ["Pommes"]
    assert found(client, "q=cycle+3") == ["Au fil"]


@pytest.mark.usefixtures("offers")
def test_the_list_says_how_many_kits_and_how_many_offers_pass(client, museum):
    ClassKitPageFactory(parent=museum, levels=["6e"])
    context = client.get("/ecoles/?classe=cycle-3").context
    assert [(kind.label, kind.url, kind.is_current) for kind in context["kinds"]] == [
        ("Kits pédagogiques (1)", "/ecoles/?classe=cycle-3", True),
        ("Visites et ateliers (1)", "/ecoles/?classe=cycle-3&quoi=offres", False),
    ]


def test_what_is_near_a_town_is_found(client, museum, other_museum):
    Town.objects.create(
        code="14118", name="Caen", postcodes=["14000"], latitude=49.18, longitude=-0.37
    )
    for one, place in ((museum, ("49.2", "-0.36")), (other_museum, ("48.8", "-0.9"))):
        one.latitude, one.longitude = place
        one.save()
        ClassKitPageFactory(parent=one, title=f"Kit de {one.town}")
        VisitOfferPageFactory(parent=one, title=f"Visite de {one.town}")
    assert found(client, "pres=Caen") == ["Visite de Caen"]
    assert found(client, "pres=Caen&rayon=50") == ["Visite de Caen"]
    response = client.get("/ecoles/?pres=Caen")
    assert [kit.title for kit in response.context["kits"]] == ["Kit de Caen"]
    (place,) = response.context["filters"]
    assert place.url == "/ecoles/"


def test_no_museum_near_is_not_every_museum(client, museum):
    Town.objects.create(
        code="50129", name="Cherbourg", postcodes=["50100"], latitude=49.64, longitude=-1.62
    )
    ClassKitPageFactory(parent=museum)
    response = client.get("/ecoles/?pres=Cherbourg")
    assert list(response.context["kits"]) == []
    assert response.context["widest"].url == "/ecoles/"


def test_a_page_says_what_a_class_needs_to_know(client, museum):
    offer = VisitOfferPageFactory(
        parent=museum,
        price_detail="accompagnateurs gratuits",
        booking_delay_days=15,
        is_audio_disability_compliant=True,
        adage_url="https://adage.example/offre/12",
    )
    response = client.get(offer.url)
    facts = [" ".join("".join(dd.itertext()).split()) for dd in parsed(response).iter("dd")]
    assert facts == [
        "CM2 (cycle 3)",
        "1 h 30",
        "30 élèves au plus",
        "Musée de la Dentelle, Caen",
        "60 € pour la classeaccompagnateurs gratuits",
        "Du lundi au vendredi, hors vacances scolaires",
        "15 jours à l’avance",
        "Handicap auditif",
        "publics@dentelle.example",
    ]
    script = next(s for s in parsed(response).iter("script") if "json" in s.get("type", ""))
    data = json.loads(script.text)
    assert data["@type"] == "Service"
    assert data["offers"]["price"] == "60.00"


def test_a_museum_shows_its_offers(museum, other_museum, now):
    offer = VisitOfferPageFactory(parent=museum)
    VisitOfferPageFactory(parent=other_museum)
    (section,) = (s for s in museum_page_sections(museum, now, HttpRequest()) if s.order == 29)
    assert [f">{offer.title}<" in card for card in section.items] == [True]
    assert section.url == "/ecoles/?musee=musee-de-la-dentelle-caen&quoi=offres"


@pytest.mark.parametrize(
    "wrong", [{"price": -1}, {"capacity": 0}, {"duration_minutes": 0}, {"details": "a" * 1501}]
)
def test_no_offer_is_nonsense(museum, wrong):
    offer = VisitOfferPageFactory(parent=museum)
    with pytest.raises(IntegrityError), transaction.atomic():
        VisitOfferPage.objects.filter(pk=offer.pk).update(**wrong)


@pytest.fixture
def send(client, museum, editor_of):
    """Posts the form of a new offer, as the button « Publier » does."""
    client.force_login(editor_of(museum))

    def post(**changes):
        data = {
            "title": "Au fil",
            "slug": "au-fil",
            "summary": "La classe suit le fil.",
            "details": "Accueil, visite, essai.",
            "formats": ["VISITE_GUIDEE"],
            "levels": [str(SchoolLevel.objects.get(code="cm2").pk)],
            "duration_minutes": "60",
            "capacity": "30",
            "venue_type": "OFFERER_VENUE",
            "price": "0",
            "weekdays": ["0", "1"],
            "contact_email": "publics@dentelle.example",
            "action-publish": "1",
        }
        url = reverse("wagtailadmin_pages:add", args=["schools", "visitofferpage", museum.pk])
        comments = nested_form_data({"comments": inline_formset([])})
        return client.post(url, comments | data | changes)

    return post


def errors(response):
    return response.context["form"].errors


def test_an_offer_is_published(send):
    assert send().status_code == 302
    offer = VisitOfferPage.objects.get()
    assert offer.live
    assert (offer.formats, offer.weekdays) == (["VISITE_GUIDEE"], "01")


@pytest.mark.parametrize(
    ("changes", "field", "message"),
    [
        ({"formats": []}, "formats", "Cochez ce qui est proposé à la classe."),
        ({"levels": []}, "levels", "Cochez les classes qui peuvent venir."),
        ({"price": ""}, "price", "Indiquez le tarif de la classe\xa0: 0 si c’est gratuit."),
        ({"title": "Fil " * 30}, "title", "Raccourcissez le titre\xa0: 110 caractères au plus."),
        (
            {"venue_type": "SCHOOL"},
            "intervention_area",
            "Cochez les départements où le musée se déplace.",
        ),
        ({"venue_type": "OTHER"}, "venue_details", "Indiquez où la classe est accueillie."),
        (
            {"contact_email": ""},
            "contact_email",
            "Indiquez comment vous joindre\xa0: un courriel, un téléphone ou un formulaire.",
        ),
    ],
)
def test_what_is_missing_is_said_at_its_field(send, changes, field, message):
    assert errors(send(**changes)) == {field: [message]}


def test_a_museum_that_goes_to_schools_says_where(send, museum):
    area = str(Department.objects.get(code="14").pk)
    assert send(venue_type="SCHOOL", intervention_area=[area]).status_code == 302
    assert [str(one) for one in VisitOfferPage.objects.get().intervention_area.all()] == [
        "Calvados (14)"
    ]


def test_its_page_names_the_kits_that_prepare_it(client, museum):
    kit = KitReleaseFactory(kit__parent=museum, kit__title="Avant de venir").kit
    offer = VisitOfferPageFactory(parent=museum)
    KitOffer.objects.create(kit=kit, offer=offer)
    assert "Avant de venir" in client.get(offer.url).content.decode()
