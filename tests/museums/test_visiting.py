"""What one needs to know to come: prices, links, codes in registers."""

from decimal import Decimal

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.utils.translation import override

from cms.translations import translate
from museums.models import ExternalIdentifier, MuseumPrice, SocialLink
from museums.templatetags.museum_cards import euros, museum_facts, prices

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    ("amount", "french", "english"),
    [
        ("5.50", "5,50\u00a0€", "€5.50"),
        ("5.00", "5\u00a0€", "€5"),
        ("0", "gratuit", "free of charge"),
    ],
)
def test_a_price_is_said_as_people_say_it(amount, french, english):
    assert euros(Decimal(amount)) == french
    with override("en"):
        assert euros(Decimal(amount)) == english


def test_prices_are_told_line_by_line(museum):
    museum.prices = [
        MuseumPrice(kind="full", amount=Decimal("5.50")),
        MuseumPrice(kind="young", amount=Decimal(0), note="moins de <26 ans>"),
    ]
    museum.free_days = "le premier dimanche du mois"
    museum.save()
    assert prices(museum).split("<br>") == [
        "Plein tarif\u00a0: <b>5,50\u00a0€</b>",
        "Enfants et jeunes\u00a0: <b>gratuit</b>"
        ' <span class="muted" >(moins de &lt;26 ans&gt;)</span>',
        "Gratuit\u00a0: le premier dimanche du mois",
    ]
    museum.is_free, museum.free_days = True, ""
    assert prices(museum) == "Toujours gratuit"


def test_no_price_is_below_zero(museum):
    with pytest.raises(IntegrityError), transaction.atomic():
        MuseumPrice.objects.create(museum=museum, amount=-1)


@pytest.mark.parametrize(
    ("url", "name"),
    [
        ("https://www.instagram.com/musee", "Instagram"),
        ("https://fr-fr.facebook.com/musee", "Facebook"),
        ("https://X.com/musee", "X"),
        ("https://mastodon.example/@musee", "mastodon.example"),
    ],
)
def test_a_social_network_is_known_by_its_address(url, name):
    assert SocialLink(url=url).network == name


@pytest.mark.parametrize(
    ("scheme", "value", "is_right"),
    [
        ("wikidata", "Q3330158", True),
        ("wikidata", "3330158", False),
        ("osm", "way/123", True),
        ("osm", "123", False),
        ("isil", "FR-141181101", True),
        ("isil", "Caen", False),
        ("acceslibre", "musee-de-la-dentelle", True),
        ("acceslibre", "Musée !", False),
    ],
)
def test_a_code_is_written_as_its_register_writes_them(scheme, value, is_right):
    identifier = ExternalIdentifier(scheme=scheme, value=value)
    if is_right:
        identifier.clean()
    else:
        with pytest.raises(ValidationError):
            identifier.clean()


def test_one_museum_a_code(museum, other_museum):
    ExternalIdentifier.objects.create(museum=museum, scheme="wikidata", value="Q1")
    ExternalIdentifier.objects.create(museum=other_museum, scheme="isil", value="Q1")
    double = ExternalIdentifier(museum=other_museum, scheme="wikidata", value="Q1")
    assert [holder.museum for holder in double.holders()] == [museum]
    with pytest.raises(IntegrityError), transaction.atomic():
        double.save()


def test_a_translation_repeats_the_codes_of_its_source(network, museum, locale_en):
    museum.identifiers = [ExternalIdentifier(scheme="wikidata", value="Q1")]
    museum.prices = [MuseumPrice(amount=5)]
    museum.save_revision().publish()
    for page, title in ((network.home, "Home"), (network.museums, "Museums")):
        page.save_revision().publish()
        translate(page, locale_en, {"title": title})
    english = translate(museum, locale_en, {"title": "Lace museum"})
    assert [one.value for one in english.identifiers.all()] == ["Q1"]
    assert not museum.identifiers.get().holders().exists()
    museum.save_revision().publish()
    assert ExternalIdentifier.objects.count() == 2


def test_each_way_to_come_is_a_paragraph_and_no_text_is_markup(museum, in_french):
    museum.by_car, museum.by_bike = "Parking <gratuit>\nà 100 m.", "Par la voie verte."
    ways = next(text for _icon, name, text in museum_facts(museum)["rows"] if name == "Venir")
    assert ways == (
        "<p><b>En voiture\u00a0:</b> Parking &lt;gratuit&gt;<br>à 100 m.</p>"
        "<p><b>À vélo\u00a0:</b> Par la voie verte.</p>"
    )
