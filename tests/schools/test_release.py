"""Rules of versions that never break."""

import pytest
from django.db import IntegrityError, transaction

from tests.factories.schools import ClassKitPageFactory, KitReleaseFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def kit(museum):
    return ClassKitPageFactory(parent=museum)


@pytest.mark.parametrize(
    ("values", "constraint"),
    [
        ({"number": 0}, "kit_release_numbered_from_one"),
        ({"number": 2}, "kit_release_says_what_changed"),
        ({"withdrawal_reason": "Erreur."}, "kit_release_withdrawn_for_a_reason"),
        ({"withdrawn_at": "2026-11-22T10:00Z"}, "kit_release_withdrawn_for_a_reason"),
    ],
)
def test_a_version_that_breaks_a_rule_is_refused(kit, values, constraint):
    with pytest.raises(IntegrityError, match=constraint), transaction.atomic():
        KitReleaseFactory(kit=kit, **values)
    assert not kit.releases.exists()


def test_two_versions_never_have_one_number(kit):
    KitReleaseFactory(kit=kit)
    with pytest.raises(IntegrityError), transaction.atomic():
        KitReleaseFactory(kit=kit)
    KitReleaseFactory(kit=kit, number=2, changelog="Une fiche de plus.")
    assert [release.number for release in kit.releases.all()] == [2, 1]
