"""One object reads the filters of the offers, whoever asks."""

from datetime import date

import pytest
from django.http import QueryDict

from cms.models import Town
from cms.selections import Selection
from jobs.filters import JobFilterForm
from jobs.models import ContractType, JobEmployer, JobLocation, JobPage
from jobs.selections import JobSelection
from museums.models import Department, FormerSlug
from tests.conftest import NOW
from tests.factories.jobs import JobPageFactory

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("now")]


@pytest.fixture
def offers(museum, other_museum):
    """An open offer, and a closed one of another museum, contract and family."""
    JobPageFactory(
        parent=museum,
        title="Régie",
        contracts=("cdd",),
        employers=[JobEmployer(museum=museum)],
        job_family="Culture",
        category="B",
    )
    JobPageFactory(
        parent=other_museum,
        title="Pressoir",
        contracts=("stage",),
        employers=[JobEmployer(museum=other_museum)],
        job_family="culture",
        deadline_on=date(2026, 11, 21),
    )


@pytest.fixture
def towns(db):
    """Caen, and Falaise 33 km away."""
    for code, name, postcode, latitude, longitude in (
        ("14118", "Caen", "14000", 49.1847, -0.3722),
        ("14258", "Falaise", "14700", 48.8965, -0.1969),
    ):
        Town.objects.create(
            code=code,
            name=name,
            postcodes=postcode,
            department_code="14",
            latitude=latitude,
            longitude=longitude,
        )


def filters(query):
    form = JobFilterForm(QueryDict(query))
    return form, form.filters()


def titles(query):
    return sorted(offer.title for offer in JobPage.objects.filtered(**filters(query)[1]))


def test_filters_are_read_from_the_address(offers, museum):
    query = (
        f"q=caen&musee={museum.slug}&contrat=cdd&contrat=stage&dep=14&metier=culture"
        "&categorie=A%2B&tri=cloture"
    )
    form, found = filters(query)
    assert form.is_valid()
    assert found == {
        "words": "caen",
        "contracts": ["cdd", "stage"],
        "departments": ["14"],
        "families": ["Culture", "culture"],
        "categories": ["A+"],
        "museums": [museum.slug],
    }
    assert form.is_soonest_first
    assert QueryDict(Selection("", form.valid_values).query) == QueryDict(query)


def test_whatever_an_offer_may_have_holds(offers, network):
    Department.objects.get_or_create(code="50", defaults={"name": "Manche"})
    form, _found = filters("contrat=vacation&dep=50")
    assert form.is_valid()
    assert ("50", "Manche (50)") in form.fields["dep"].choices
    assert len(form.fields["contrat"].choices) == ContractType.objects.count()
    assert form.fields["metier"].choices == [("culture", "Culture")]
    assert form.fields["musee"].choices == [
        ("musee-de-la-dentelle-caen", "Musée de la Dentelle"),
        ("musee-du-cidre-vire", "Musée du Cidre"),
    ]


@pytest.mark.parametrize(
    "query",
    ["contrat=inconnu", "dep=99", "categorie=Z", "musee=nulle-part", "metier=x", "pres=Nullepart"],
)
def test_a_wrong_value_is_said_at_its_field_and_left_out(offers, query):
    form, found = filters(f"{query}&q=caen")
    assert list(form.errors) == [query.partition("=")[0]]
    assert found == {"words": "caen"}
    assert form.is_lost


@pytest.mark.parametrize(
    "query", ["", "contrat=cdd&contrat=inconnu", "tri=zzz", "rayon=7", "n=importe", "p=9"]
)
def test_what_is_left_of_a_filter_still_means_something(offers, query):
    form, _found = filters(query)
    assert not form.is_lost


@pytest.mark.parametrize("query", ["q=%00", "contrat=%00", "q=%3F%3F", "q=" + "x" * 101])
def test_an_odd_address_is_no_accident(offers, query, client):
    assert filters(query)[0].is_lost
    assert client.get(f"/emploi/?{query}").status_code == 200


def test_each_choice_says_how_many_offers_it_would_give(offers, museum, other_museum):
    vire = [JobLocation(city="Vire", postcode="14500"), JobLocation(city="Flers", postcode="61100")]
    named = [JobEmployer(museum=museum), JobEmployer(museum=other_museum)]
    JobPageFactory(
        parent=other_museum, contracts=("cdd", "cdi"), locations=vire, employers=named, category="C"
    )

    def counts(query):
        form, _found = filters(query)
        form.show_counts(JobPage.objects.visible().open(NOW))
        names = ("contrat", "dep", "metier", "categorie", "musee")
        return {
            name: [label for value, label in form.fields[name].widget.choices if value]
            for name in names
        }

    everything = {
        "contrat": ["CDI · 1", "CDD · 2", "Stage · 0"],
        "dep": ["Calvados (14) · 2", "61 · 1"],
        "metier": ["Culture · 1"],
        "categorie": ["A+ · 0", "A · 0", "B · 1", "C · 1"],
        "musee": ["Musée de la Dentelle · 2", "Musée du Cidre · 1"],
    }
    spaced = {n: [t.replace(" ·", "\u00a0·") for t in texts] for n, texts in everything.items()}
    assert counts("") == spaced
    with_cdi = counts("contrat=cdi")
    assert with_cdi["contrat"] == spaced["contrat"]  # its own choices as if it asked for nothing
    assert with_cdi["dep"] == ["Calvados (14)\u00a0· 1", "61\u00a0· 1"]
    far = counts("contrat=cdi&musee=musee-du-cidre-vire&dep=61")
    assert far["musee"] == ["Musée de la Dentelle\u00a0· 1", "Musée du Cidre\u00a0· 1"]
    nowhere = counts("contrat=stage&musee=musee-du-cidre-vire")
    assert nowhere["musee"] == ["Musée du Cidre\u00a0· 0"]
    assert with_cdi["musee"] == ["Musée de la Dentelle\u00a0· 1", "Musée du Cidre\u00a0· 1"]


def test_near_a_town_are_offers_by_their_own_place_or_their_towns(museum, towns):
    near = JobLocation(city="Hérouville", latitude="49.20", longitude="-0.34")
    JobPageFactory(parent=museum, title="Avec sa place", locations=[near])
    JobPageFactory(parent=museum, title="Par sa ville")
    JobPageFactory(
        parent=museum, title="Plus loin", locations=[JobLocation(city="Falaise", postcode="14700")]
    )
    far = JobLocation(city="Falaise", postcode="14700")
    interview = JobLocation(city="Caen", postcode="14000", kind="interview")
    JobPageFactory(parent=museum, title="Entretien à Caen", locations=[far, interview])
    JobPageFactory(parent=museum, title="Nulle part", locations=[])
    assert titles("pres=caen") == ["Avec sa place", "Par sa ville"]
    assert titles("pres=14000&rayon=50") == [
        "Avec sa place",
        "Entretien à Caen",
        "Par sa ville",
        "Plus loin",
    ]
    form, _found = filters("pres=caen&contrat=cdd&tri=cloture")
    selection = JobSelection("/emploi/", form.valid_values)
    assert selection.without_each_by(form) == [
        ("À moins de 20\xa0km de Caen", "/emploi/?contrat=cdd&tri=cloture"),
        ("CDD", "/emploi/?pres=Caen+%2814%29&tri=cloture"),
    ]
    assert selection.cleared == "/emploi/?tri=cloture"


def test_a_museum_is_found_by_a_former_address(offers, museum, other_museum):
    FormerSlug.objects.create(slug="ancien-nom", museum=museum)
    form, found = filters(f"musee=ancien-nom&musee={other_museum.slug}&contrat=cdd")
    assert form.is_valid()
    assert found["museums"] == [museum.slug, other_museum.slug]
    museum.unpublish()
    form, found = filters("musee=ancien-nom")
    assert form.is_lost


def test_each_filter_may_be_taken_away(offers):
    form, _found = filters("contrat=cdd&contrat=stage&q=régie")
    assert JobSelection("/emploi/", form.valid_values).without_each_by(form) == [
        ("régie", "/emploi/?contrat=cdd&contrat=stage"),
        ("CDD", "/emploi/?q=r%C3%A9gie&contrat=stage"),
        ("Stage", "/emploi/?q=r%C3%A9gie&contrat=cdd"),
    ]
