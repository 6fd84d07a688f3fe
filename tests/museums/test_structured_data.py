"""A museum in schema.org's words says what it may, and nothing that nobody said."""

import pytest
from wagtail_factories import ImageFactory

from cms.models import CreditedImage
from museums.models import ExternalIdentifier, MuseumPrice, Service, SocialLink
from museums.structured_data import museum_data
from tests.events.schema_rules import offences

pytestmark = pytest.mark.django_db


def test_all_that_is_known_is_told(museum):
    museum.website, museum.phone = "https://dentelle.example", "02 31 00 00 00"
    museum.museofile_code, museum.image = "M0001", ImageFactory()
    museum.has_level_entrance, museum.has_hearing_loop = True, False
    museum.services = Service.objects.filter(slug="boutique")
    museum.prices = [MuseumPrice(amount=5)]
    museum.social_links = [SocialLink(url="https://social.example/@dentelle")]
    museum.identifiers = [ExternalIdentifier(scheme="wikidata", value="Q1")]
    museum.save()
    data = museum_data(museum)
    assert list(offences(data)) == []
    assert data["sameAs"] == ["https://dentelle.example", "https://social.example/@dentelle"]
    assert [(one["name"], one["value"]) for one in data["amenityFeature"]] == [
        ("Boutique", True),
        ("Entrée sans marche", True),
        ("Boucle magnétique", False),
    ]
    assert [(one["propertyID"], one["value"]) for one in data["identifier"]] == [
        ("Muséofile", "M0001"),
        ("Wikidata", "Q1"),
    ]
    assert data["isAccessibleForFree"] is False
    assert data["description"] == museum.summary
    assert CreditedImage.objects.count() == len(data["image"]) == 1


def test_what_is_not_known_is_not_told(museum):
    data = museum_data(museum)
    assert list(offences(data)) == []
    unsaid = {"amenityFeature", "identifier", "image", "isAccessibleForFree", "sameAs"}
    assert unsaid & set(data) == set()
    museum.is_free = True
    assert museum_data(museum)["isAccessibleForFree"] is True
