"""A network's own colours."""

import re
from pathlib import Path

import pytest
from django.urls import reverse

from cms import theme
from cms.models import NetworkSettings
from cms.theme import DEFAULTS, complaint, digest, for_the_night, stylesheet

TOKENS = Path(theme.__file__).parent / "static/cms/css/tokens.css"


def test_the_site_has_these_colours_anyway():
    found = dict(re.findall(r"--(brand|accent): light-dark\((#\w+, #\w+)\)", TOKENS.read_text()))
    assert found == {
        "brand": f"{DEFAULTS['brand']}, {DEFAULTS['brand_dark']}",
        "accent": f"{DEFAULTS['accent']}, {DEFAULTS['accent_dark']}",
    }
    assert [complaint(name, colour) for name, colour in DEFAULTS.items()] == [""] * 4
    assert stylesheet(DEFAULTS) == ""


@pytest.mark.parametrize(
    ("name", "colour", "said"),
    [
        (
            "brand",
            "#777777",
            "Son contraste avec le texte blanc posé dessus est de 4,47\u202f; il en faut 4,5. "
            "Choisissez une couleur plus foncée.",
        ),
        (
            "brand_dark",
            "#707070",
            "Son contraste avec le jaune du grand titre est de 2,95\u202f; il en faut 3,0. "
            "Choisissez une couleur plus foncée.",
        ),
        (
            "accent",
            "#b5562a",
            "Son contraste avec le papier teinté sur lequel elle est écrite est de 3,76\u202f; "
            "il en faut 4,5. Choisissez une couleur plus foncée.",
        ),
        (
            "accent_dark",
            "#a33a1f",
            "Son contraste avec le texte sombre des boutons est de 2,84\u202f; il en faut 4,5. "
            "Choisissez une couleur plus claire.",
        ),
    ],
)
def test_a_colour_that_nobody_could_read_is_refused_with_its_contrast(name, colour, said):
    assert complaint(name, colour) == said


@pytest.mark.parametrize("accent", ["#0a6b4f", "#a33a1f", "#3b2a8f", "#000000"])
def test_the_dark_theme_worked_out_can_be_read(accent):
    night = for_the_night("#7a1f3d", accent)
    assert [complaint(name, colour) for name, colour in night.items()] == ["", ""]


@pytest.fixture
def colours(network):
    """A network with a band of its own."""
    settings = NetworkSettings.objects.get()
    settings.brand, settings.brand_dark = "#7a1f3d", "#4f1428"
    settings.save()
    return settings


class TestStylesheet:
    def test_without_colours_of_its_own_a_page_asks_for_none(self, network, client):
        assert "/-/theme-" not in client.get("/").content.decode()

    def test_pages_link_to_the_networks_colours(self, colours, client):
        html = " ".join(client.get("/").content.decode().split())
        assert f'href="{colours.stylesheet_url}"' in html
        assert 'content="#7a1f3d" media="(prefers-color-scheme: light)"' in html

    def test_it_sets_them_and_is_kept_for_ever(self, colours, client):
        answer = client.get(colours.stylesheet_url)
        assert answer.content.decode() == (
            ":root{--brand:light-dark(#7a1f3d,#4f1428);--brand-light:light-dark(#91455e,#6d3c4d);"
            "--accent:light-dark(#a33a1f,#ff9d7d);}"
        )
        assert answer["Content-Type"] == "text/css"
        assert answer["Cache-Control"] == "public, max-age=31536000, immutable"

    def test_under_a_former_name_todays_are_given_for_a_while(self, colours, client):
        former = reverse("theme", args=[digest("other colours")])
        answer = client.get(former)
        assert answer.content.decode() == colours.stylesheet
        assert answer["Cache-Control"] == "public, max-age=300"
