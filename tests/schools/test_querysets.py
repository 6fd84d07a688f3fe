"""Kits by class, discipline, phase, duration, museum; what visitors never see."""

from datetime import timedelta

import pytest
from django.utils import timezone
from wagtail.models import PageViewRestriction

from schools.models import ClassKitPage, KitMuseum, KitRelease, SchoolLevel
from schools.querysets import museums_with_kits
from tests.factories.schools import ClassKitPageFactory, KitReleaseFactory
from tests.keeping import kept

pytestmark = pytest.mark.django_db


def titles(kits):
    return sorted(kit.title for kit in kits)


@pytest.fixture
@kept
def kits(museum, other_museum):
    """Three kits that differ in everything one may ask."""
    ClassKitPageFactory(
        parent=museum,
        title="Fuseaux",
        levels=["cm2", "6e"],
        disciplines=["histoire-geographie", "francais"],
        total_minutes=90,
        is_before_visit=True,
        is_during_visit=True,
        has_large_print=True,
    )
    ClassKitPageFactory(
        parent=museum,
        title="Pressoir",
        levels=["ce2"],
        disciplines=["svt"],
        total_minutes=30,
        is_without_visit=True,
        has_large_print=True,
        has_sign_language=True,
    )
    ClassKitPageFactory(
        parent=other_museum, title="Pommes", levels=["ps"], total_minutes=None, summary="Le cidre."
    )


@pytest.mark.parametrize(
    ("filters", "expected"),
    [
        ({}, ["Fuseaux", "Pommes", "Pressoir"]),
        ({"classe": ["6e"]}, ["Fuseaux"]),
        ({"classe": ["cycle-3"]}, ["Fuseaux"]),
        ({"classe": ["cm1"]}, []),
        ({"classe": ["cycle-2", "cm2", "6e"]}, ["Fuseaux", "Pressoir"]),
        ({"discipline": ["francais", "svt"]}, ["Fuseaux", "Pressoir"]),
        ({"phase": ["avant"]}, ["Fuseaux"]),
        ({"phase": ["pendant", "sans-visite"]}, ["Fuseaux", "Pressoir"]),
        ({"duree": "30"}, ["Pressoir"]),
        ({"duree": "120"}, ["Fuseaux", "Pressoir"]),
        ({"musee": ["musee-du-cidre-vire"]}, ["Pommes"]),
        ({"acces": ["gros-caracteres"]}, ["Fuseaux", "Pressoir"]),
        ({"acces": ["gros-caracteres", "lsf"]}, ["Pressoir"]),
        ({"classe": ["cycle-3"], "discipline": ["svt"]}, []),
    ],
)
@pytest.mark.usefixtures("kits")
def test_each_filter_finds_its_kits_once(filters, expected):
    assert titles(ClassKitPage.objects.visible().filtered(filters)) == expected


@pytest.mark.indexed
@pytest.mark.parametrize(
    ("question", "expected"),
    [
        ("cidre", ["Pommes"]),
        ("fuseaux dentellière", ["Fuseaux"]),
        ("DENTELLIERES", ["Fuseaux", "Pressoir"]),
        ("pressoirs", ["Pressoir"]),
        ("le pressoir à pommes", []),
        ("cycle 3", ["Fuseaux"]),
        ("6ème", ["Fuseaux"]),
        ("histoire", ["Fuseaux", "Pommes"]),
        ("musée du cidre", ["Pommes"]),
    ],
)
def test_words_are_found_whatever_their_case_accents_and_plurals(network, kits, question, expected):
    assert titles(ClassKitPage.objects.visible().filtered({"q": question})) == expected


@pytest.mark.indexed
def test_a_kit_is_found_by_the_words_of_its_translation(network, museum, locale_en):
    kit = ClassKitPageFactory(parent=museum, title="Fuseaux")
    copy = kit.copy_for_translation(locale_en, copy_parents=True)
    copy.title = "Bobbins"
    copy.save_revision().publish()
    for question in ("fuseau", "bobbin"):
        assert list(ClassKitPage.objects.visible().filtered({"q": question})) == [kit]


@pytest.mark.usefixtures("kits")
def test_what_each_kit_fails_takes_one_query(django_assert_num_queries):
    filters = {"classe": ["cm2"], "discipline": ["svt"], "duree": "30", "acces": ["fauteuil"]}
    with django_assert_num_queries(1):
        failures = ClassKitPage.objects.visible().failures(filters)
    assert failures == {
        ("discipline", "duree", "acces"): 1,
        ("classe", "acces"): 1,
        ("classe", "discipline", "duree", "acces"): 1,
    }
    assert ClassKitPage.objects.visible().failures({}) == {}


def test_a_draft_is_not_visible(museum):
    kit = ClassKitPageFactory(parent=museum)
    assert list(ClassKitPage.objects.visible()) == [kit]
    kit.unpublish()
    assert list(ClassKitPage.objects.visible()) == []


def test_a_private_kit_is_not_visible(museum):
    kit = ClassKitPageFactory(parent=museum)
    assert list(ClassKitPage.objects.visible()) == [kit]
    PageViewRestriction.objects.create(page=museum, restriction_type="login")
    assert list(ClassKitPage.objects.visible()) == []


def test_a_museum_off_line_shows_no_kit(museum):
    kit = ClassKitPageFactory(parent=museum)
    assert list(ClassKitPage.objects.visible()) == [kit]
    museum.unpublish()
    assert list(ClassKitPage.objects.visible()) == []


def test_a_translation_is_not_listed_beside_its_source(network, museum, locale_en):
    kit = ClassKitPageFactory(parent=museum)
    copy = kit.copy_for_translation(locale_en, copy_parents=True)
    copy.save_revision().publish()
    assert list(ClassKitPage.objects.visible()) == [kit]


def test_a_museum_has_the_kits_that_it_publishes_and_those_that_it_makes_with_another(
    museum, other_museum
):
    own = ClassKitPageFactory(parent=museum)
    shared = ClassKitPageFactory(parent=other_museum)
    shared.partners = [KitMuseum(museum=museum)]
    shared.save()
    ClassKitPageFactory(parent=other_museum)
    assert set(ClassKitPage.objects.visible().at_museum(museum)) == {own, shared}


def test_only_museums_with_a_kit_are_offered(museum, other_museum):
    assert list(museums_with_kits()) == []
    kit = ClassKitPageFactory(parent=museum)
    assert list(museums_with_kits()) == [museum]
    kit.partners = [KitMuseum(museum=other_museum)]
    kit.save()
    assert list(museums_with_kits()) == [museum, other_museum]


def test_a_kit_of_the_network_has_no_owner(network):
    ClassKitPageFactory(parent=network.schools)
    (kit,) = ClassKitPage.objects.visible().for_cards()
    assert kit.museum is None
    assert (kit.owner_title, kit.owner_town) == (None, None)


def test_a_card_knows_its_museum_and_its_weight(museum):
    kit = ClassKitPageFactory(parent=museum)
    KitReleaseFactory(kit=kit, size=1_000)
    KitReleaseFactory(kit=kit, number=2, changelog="Une fiche de plus.", size=2_000)
    withdrawn = KitReleaseFactory(kit=kit, number=3, changelog="Une image.", size=3_000)
    withdrawn.withdrawn_at, withdrawn.withdrawal_reason = timezone.now(), "Image sous droits."
    withdrawn.save()
    (card,) = ClassKitPage.objects.visible().for_cards()
    assert (card.owner_title, card.owner_town) == ("Musée de la Dentelle", "Caen")
    assert (card.document_count, card.release_size) == (1, 2_000)


def test_the_latest_kit_comes_first(museum):
    now = timezone.now()
    old = ClassKitPageFactory(parent=museum, first_published_at=now - timedelta(days=9))
    new = ClassKitPageFactory(parent=museum, first_published_at=now)
    never = ClassKitPageFactory(parent=museum)
    assert list(ClassKitPage.objects.latest_first()) == [new, old, never]


def test_the_key_finds_the_kit_in_any_language_but_not_its_copy(museum, locale_en):
    kit = ClassKitPageFactory(parent=museum)
    translation = kit.copy_for_translation(locale_en, copy_parents=True)
    copy = kit.copy(update_attrs={"slug": "copie"})
    assert translation.key == kit.key != copy.key
    assert list(ClassKitPage.objects.with_key(kit.key)) == [kit]
    assert list(ClassKitPage.objects.with_key(copy.key)) == [copy]


@pytest.mark.parametrize("key", ["", "zzzzzzzzzz", "abc", "0123456789a"])
def test_what_is_not_a_key_finds_nothing(museum, key):
    ClassKitPageFactory(parent=museum)
    assert list(ClassKitPage.objects.with_key(key)) == []


def test_classes_come_in_the_order_of_school():
    codes = [level.code for level in SchoolLevel.objects.classes()]
    assert codes[:7] == ["tps", "ps", "ms", "gs", "cp", "ce1", "ce2"]
    assert codes[7:13] == ["cm1", "cm2", "6e", "5e", "4e", "3e"]
    parents = {level.code: level.parent.code for level in SchoolLevel.objects.classes()}
    assert (parents["ce2"], parents["6e"]) == ("cycle-2", "cycle-3")
    SchoolLevel.objects.filter(code="tps").update(is_current=False)
    assert SchoolLevel.objects.classes().first().code == "ps"


def test_standing_releases_leave_out_those_withdrawn(museum):
    release = KitReleaseFactory(kit__parent=museum)
    assert list(KitRelease.objects.standing()) == [release]
    KitRelease.objects.update(withdrawn_at=timezone.now(), withdrawal_reason="Erreur.")
    assert list(KitRelease.objects.standing()) == []
