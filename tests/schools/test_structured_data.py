"""A kit as search engines read it."""

import json

import pytest

from tests.factories.schools import ClassKitPageFactory, KitReleaseFactory
from tests.reading import parsed

pytestmark = pytest.mark.django_db

PROGRAMME = "http://data.education.fr/voc/scolomfr/concept/scolomfr-voc-015-num-"
LEVEL = "http://data.education.fr/voc/scolomfr/concept/scolomfr-voc-022-num-"


def learning_resource(client, kit):
    tree = parsed(client.get(kit.url))
    scripts = [s for s in tree.iter("script") if s.get("type") == "application/ld+json"]
    (data,) = (d for d in map(json.loads, (s.text for s in scripts)) if "isAccessibleForFree" in d)
    return data


def test_a_kit_is_a_learning_resource(museum, client):
    kit = ClassKitPageFactory(
        parent=museum,
        title="Fuseaux",
        levels=["cm2", "6e"],
        objectives="Reconnaître un métier.",
        resource_type="lesson",
    )
    KitReleaseFactory(kit=kit)
    data = learning_resource(client, kit)
    assert data.pop("provider")["name"] == "Musée de la Dentelle"
    in_set = {
        "@type": "DefinedTerm",
        "inDefinedTermSet": "http://data.education.fr/voc/scolomfr/scolomfr-voc-022",
    }
    assert data == {
        "@context": "https://schema.org",
        "@type": "LearningResource",
        "name": "Fuseaux",
        "description": kit.summary,
        "url": f"http://testserver{kit.url}",
        "inLanguage": "fr",
        "isAccessibleForFree": True,
        "audience": {"@type": "EducationalAudience", "educationalRole": "teacher"},
        "learningResourceType": "séance",
        "educationalLevel": [
            in_set | {"name": "CM2", "url": f"{LEVEL}015"},
            in_set | {"name": "6e", "url": f"{LEVEL}018"},
        ],
        "typicalAgeRange": "10-12",
        "about": [
            {
                "@type": "DefinedTerm",
                "name": "Histoire-géographie",
                "url": f"{PROGRAMME}042",
                "inDefinedTermSet": "http://data.education.fr/voc/scolomfr/scolomfr-voc-015",
            }
        ],
        "teaches": "Reconnaître un métier.",
        "timeRequired": "PT90M",
        "author": [
            {
                "@type": "Person",
                "name": "Ada Lemoine",
                "jobTitle": "professeure relais",
                "affiliation": {"@type": "Organization", "name": "collège Flaubert"},
            }
        ],
        "license": "https://creativecommons.org/licenses/by/4.0/deed.fr",
        "version": "1",
    }


def test_what_is_not_known_is_not_said(network, client):
    kit = ClassKitPageFactory(parent=network.schools, levels=["ulis"], total_minutes=None)
    data = learning_resource(client, kit)
    assert data["educationalLevel"] == [{"@type": "DefinedTerm", "name": "ULIS"}]
    unknown = {"typicalAgeRange", "timeRequired", "provider", "teaches", "version"}
    assert unknown & set(data) == set()
