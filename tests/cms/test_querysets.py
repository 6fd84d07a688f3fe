"""Towns are found by what somebody types."""

import pytest

from cms.models import Town
from tests.factories.cms import TownFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def towns(db):
    for code, name, postcodes, population in (
        ("14118", "Caen", "14000", 109_400),
        ("50502", "Saint-Lô", "50000", 19_471),
        ("50505", "Saint-Loup", "50300", 697),
        ("76351", "Le Havre", "76600 76610 76620", 166_687),
        ("76305", "Gonfreville-l’Orcher", "76700", 8_916),
        ("14762", "Vire Normandie", "14500", 17_457),
        ("50139", "Condé-sur-Vire", "50890", 4_000),
        ("14562", "Saint-Aubin-sur-Mer", "14750", 2_101),
        ("76564", "Saint-Aubin-sur-Mer", "76740", 181),
        ("76999", "Saint-Aubin", "76740", None),
    ):
        TownFactory(code=code, name=name, postcodes=postcodes, population=population)


@pytest.mark.usefixtures("towns")
@pytest.mark.parametrize(
    ("typed", "found"),
    [
        ("14000", ["Caen (14)"]),
        ("caen", ["Caen (14)"]),
        ("CAEN", ["Caen (14)"]),
        ("14000 Caen", ["Caen (14)"]),
        ("Caen (14)", ["Caen (14)"]),
        ("50000 Caen", []),
        ("Saint-Lô", ["Saint-Lô (50)", "Saint-Loup (50)"]),
        ("st lo", ["Saint-Lô (50)", "Saint-Loup (50)"]),
        ("le havre", ["Le Havre (76)"]),
        ("havre", ["Le Havre (76)"]),
        ("76620", ["Le Havre (76)"]),
        ("orcher", ["Gonfreville-l’Orcher (76)"]),
        ("vire", ["Vire Normandie (14)", "Condé-sur-Vire (50)"]),
        (
            "saint aubin",
            ["Saint-Aubin (76)", "Saint-Aubin-sur-Mer (14)", "Saint-Aubin-sur-Mer (76)"],
        ),
        ("saint aubin 76", ["Saint-Aubin (76)", "Saint-Aubin-sur-Mer (76)"]),
        ("620", []),
        ("aint", []),
        ("100%", []),
        ("", []),
        ("?!", []),
    ],
)
def test_the_likeliest_town_comes_first(typed, found):
    assert [str(town) for town in Town.objects.named_like(typed)] == found


def test_a_town_is_asked_in_one_query(towns, django_assert_num_queries):
    with django_assert_num_queries(1):
        assert Town.objects.named_like("14000 caen").first().code == "14118"


@pytest.mark.usefixtures("towns")
@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("caen", ["Caen (14)"]),
        ("Caen (14)", ["Caen (14)"]),
        ("Caen (50)", []),
        ("havre", ["Le Havre (76)"]),
        ("saint lo", ["Saint-Lô (50)"]),
        ("76740", ["Saint-Aubin-sur-Mer (76)"]),
        ("76", []),
        ("saint aubin", ["Saint-Aubin (76)"]),
        ("saint aubin sur mer", ["Saint-Aubin-sur-Mer (14)", "Saint-Aubin-sur-Mer (76)"]),
        ("saint aubin sur mer 14750", ["Saint-Aubin-sur-Mer (14)"]),
        ("vire", ["Vire Normandie (14)", "Condé-sur-Vire (50)"]),
        ("nulle part", []),
    ],
)
def test_a_town_is_meant_or_several_are(typed, meant):
    assert [str(town) for town in Town.objects.meant_by(typed)] == meant


@pytest.mark.usefixtures("towns")
@pytest.mark.parametrize(
    ("typed", "near"),
    [("Cean", ["Caen (14)"]), ("Le Hvare", ["Le Havre (76)"]), ("xyz", []), ("?", [])],
)
def test_a_wrong_letter_still_finds_a_town(typed, near):
    assert [str(town) for town in Town.objects.spelt_like(typed)] == near
