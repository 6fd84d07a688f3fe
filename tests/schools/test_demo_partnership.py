"""The demo's academy has something of everything."""

import pytest

from schools.academy.group import provision_academy_group
from schools.demo_partnership import load_partnership
from schools.models import KitValidation, PartnershipPage, RelayTeacher
from tests.factories.museums import DepartmentFactory
from tests.factories.schools import KitReleaseFactory

pytestmark = pytest.mark.django_db


def test_three_states_two_teachers_and_who_reads(network, museum, other_museum, editor_of, now):
    partner = editor_of(museum)
    partner.groups.set([provision_academy_group()])
    DepartmentFactory()
    kits = [KitReleaseFactory(kit__parent=museum).kit for _number in range(3)]
    academy = load_partnership(network.schools, kits, [museum, other_museum], now)
    states = KitValidation.objects.order_by("pk").values_list("state", flat=True)
    assert list(states) == ["validated", "to-correct", "reading"]
    assert [one.user for one in academy.partners.all()] == [partner]
    assert RelayTeacher.objects.filter(has_consented=True).count() == 1
    assert PartnershipPage.objects.live().count() == 1


def test_a_small_demo_without_kits_and_partners(network, museum, now):
    academy = load_partnership(network.schools, [], [museum], now)
    assert not academy.partners.exists()
