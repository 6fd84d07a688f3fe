"""A town is found as people type it, and printed as people write it."""

import pytest

from cms.town_names import plain_name, written_out


@pytest.mark.parametrize(
    ("typed", "plain"),
    [
        ("Saint-Lô", "saint lo"),
        ("ST LO", "saint lo"),
        ("  st   lo ", "saint lo"),
        ("Sainte-Mère-Église", "sainte mere eglise"),
        ("STE MERE EGLISE", "sainte mere eglise"),
        ("L’Aigle", "l aigle"),
        ("L'AIGLE", "l aigle"),
        ("Grossœuvre", "grossoeuvre"),
        ("Sainte-Adresse", "sainte adresse"),
        ("Stains", "stains"),
        ("14000 Caen", "14000 caen"),
        ("—", ""),
    ],
)
def test_a_name_without_what_people_leave_out(typed, plain):
    assert plain_name(typed) == plain


@pytest.mark.parametrize(
    ("capitals", "name"),
    [
        ("CAEN", "Caen"),
        ("ST LO", "Saint-Lo"),
        ("LE HAVRE", "Le Havre"),
        ("LES ANDELYS", "Les Andelys"),
        ("L AIGLE", "L’Aigle"),
        ("LE MONT ST MICHEL", "Le Mont-Saint-Michel"),
        ("ST JEAN D ASSE", "Saint-Jean-d’Asse"),
        ("ST AUBIN SUR MER", "Saint-Aubin-sur-Mer"),
        ("ISIGNY LE BUAT", "Isigny-le-Buat"),
        ("STE MERE EGLISE", "Sainte-Mere-Eglise"),
        ("PARIS 01", "Paris 01"),
    ],
)
def test_the_post_offices_capitals_in_ordinary_letters(capitals, name):
    assert written_out(capitals) == name
    assert plain_name(name) == plain_name(capitals)
