"""Downloads by school year, for the network and for an academy."""

from datetime import date

import pytest
from django.urls import reverse

from schools.academy.statistics import Dimension, csv_of, school_year_of, table_of
from schools.models import KitDownload
from tests.factories.academy import AcademyFactory, a_partner
from tests.factories.museums import DepartmentFactory, MuseumPageFactory
from tests.factories.schools import KitReleaseFactory

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("now")]
HERE = reverse("kit_reviews:statistics")


def download(release, day, number=1, pack="complet"):
    KitDownload.objects.create(release=release, day=day, number=number, pack=pack)


@pytest.fixture
def release(museum):
    release = KitReleaseFactory(
        kit__parent=museum,
        kit__title="La dentelle",
        kit__levels=["cm2", "6e"],
        kit__disciplines=["francais", "mathematiques"],
    )
    download(release, date(2026, 8, 31), 3)
    download(release, date(2026, 9, 1), 4)
    download(release, date(2026, 9, 1), 5, pack="leger")
    return release


@pytest.fixture
def elsewhere(network):
    museum = MuseumPageFactory(
        parent=network.museums,
        title="=HYPERLINK(1)",
        town="Évreux",
        department=DepartmentFactory(code="27", name="Eure"),
    )
    release = KitReleaseFactory(kit__parent=museum, kit__title="Le verger")
    download(release, date(2026, 10, 1), 100)
    return release


def told(dimension, departments=None):
    table = table_of(dimension, departments)
    return table.years, {line.name: line.numbers for line in table.lines}


@pytest.mark.parametrize(
    ("day", "year"),
    [(date(2026, 8, 31), 2025), (date(2026, 9, 1), 2026), (date(2027, 1, 1), 2026)],
)
def test_a_school_year_begins_in_september(day, year):
    assert school_year_of(day) == year


@pytest.mark.parametrize(
    ("dimension", "names"),
    [
        (Dimension.LEVEL, {"CM2", "6e"}),
        (Dimension.CYCLE, {"Cycle 3"}),
        (Dimension.DISCIPLINE, {"Français", "Mathématiques"}),
        (Dimension.MUSEUM, {"Musée de la Dentelle, Caen"}),
        (Dimension.DEPARTMENT, {"Calvados (14)"}),
        (Dimension.KIT, {"La dentelle (Musée de la Dentelle)"}),
    ],
)
def test_each_name_once_whatever_the_pack(release, dimension, names):
    assert told(dimension) == ((2026, 2025), dict.fromkeys(names, (9, 3)))


def test_the_same_year_as_python_says(release, elsewhere):
    years = {school_year_of(row.day) for row in KitDownload.objects.all()}
    assert set(told(Dimension.KIT)[0]) == years


def test_an_academy_reads_of_its_departments(release, elsewhere, client):
    academy = AcademyFactory(departments=["14"])
    client.force_login(a_partner(academy))
    table = client.get(f"{HERE}?by=museum").context["table"]
    assert [line.name for line in table.lines] == ["Musée de la Dentelle, Caen"]


def test_a_partner_of_no_academy_reads_nothing(release, client):
    person = a_partner(AcademyFactory())
    person.academy_partnerships.all().delete()
    client.force_login(person)
    assert client.get(HERE).context["table"].lines == []


def test_the_network_reads_all_the_most_downloaded_first(
    release, elsewhere, network_member, client
):
    client.force_login(network_member)
    table = client.get(f"{HERE}?by=department").context["table"]
    assert [(line.name, line.total) for line in table.lines] == [
        ("Eure (27)", 100),
        ("Calvados (14)", 12),
    ]


def test_a_museum_reads_none_of_it(release, museum, editor_of, client):
    client.force_login(editor_of(museum))
    assert client.get(HERE).status_code == 404


def test_nonsense_in_the_address(network_member, client):
    client.force_login(network_member)
    assert client.get(f"{HERE}?by=nonsense").context["table"].dimension == Dimension.LEVEL


def test_no_cell_of_the_table_is_a_formula(elsewhere, network_member, client):
    client.force_login(network_member)
    response = client.get(f"{HERE}?by=museum&csv")
    assert response["Content-Type"] == "text/csv; charset=utf-8"
    assert response.content.decode() == csv_of(table_of(Dimension.MUSEUM))
    assert response.content.decode("utf-8-sig").splitlines() == [
        "Musée;2026-2027;Total",
        "'=HYPERLINK(1), Évreux;100;100",
    ]


@pytest.mark.parametrize("number", [1, 3])
def test_it_asks_the_same_queries_whatever_its_length(museum, number, django_assert_num_queries):
    for index in range(number):
        release = KitReleaseFactory(kit__parent=museum, kit__title=f"Kit {index}")
        download(release, date(2026, 10, 1), 1)
    with django_assert_num_queries(6):
        assert len(table_of(Dimension.KIT).lines) == number
