"""One form reads the filters of the agenda, for its pages and for all that reuses it."""

from datetime import date

import pytest
from django.http import QueryDict
from django.utils.translation import override
from hypothesis import HealthCheck, given
from hypothesis import settings as hypothesis_settings
from hypothesis import strategies as st

from events.filters import AgendaFilterForm
from events.models import (
    AccessFeature,
    EventSeries,
    Occurrence,
    PartnerVenue,
    SeasonPage,
)
from events.selections import AgendaSelection
from tests.factories.cms import TownFactory
from tests.factories.events import (
    AudienceFactory,
    EventPageFactory,
    EventScheduleFactory,
    EventTypeFactory,
    publish,
)
from tests.factories.museums import DepartmentFactory
from tests.keeping import kept

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("now")]
KEYS = "musee dep ville pres rayon type public age acces gratuit scolaire q du au jours expos"


def announce(parent, title, *, terms=None, schedule=None, **fields):
    event = EventPageFactory(parent=parent, title=title, **fields)
    for name, values in (terms or {}).items():
        setattr(event, name, values)
    return publish(event, EventScheduleFactory.build(**(schedule or {})))


@pytest.fixture
def features(db):
    return {feature.slug: feature for feature in AccessFeature.objects.all()}


@pytest.fixture
@kept
def programme(network, museum, other_museum, features):
    """Two towns thirty kilometres from a third one, and a partner venue far away."""
    for code, name, latitude, longitude in (
        ("14118", "Caen", "49.18585", "-0.35912"),
        ("14762", "Vire Normandie", "48.83880", "-0.88920"),
        ("14562", "Saint-Aubin-sur-Mer", "49.33", "-0.39"),
        ("76564", "Saint-Aubin-sur-Mer", "49.89", "0.87"),
    ):
        TownFactory(
            code=code,
            name=name,
            latitude=latitude,
            longitude=longitude,
            postcodes=f"{code[:2]}000",
        )
    other_museum.latitude, other_museum.longitude = "48.83880", "-0.88920"
    other_museum.save()
    schools = AudienceFactory(slug="classes", name="Classes", is_for_schools=True)
    announce(
        museum,
        "Les dentelles de Caen",
        terms={"accessibility": [features["lsf"], features["fauteuil"]]},
        min_age=6,
        max_age=12,
        body=[("paragraph", "<p>Des fuseaux et des chevaux.</p>")],
    )
    announce(
        other_museum,
        "Presser les pommes",
        terms={"audiences": [schools], "accessibility": [features["fauteuil"]]},
        schedule={
            "start_date": date(2026, 12, 2),
            "recurrence": "RRULE:FREQ=WEEKLY",
            "until_date": date(2026, 12, 9),
        },
    )
    season = SeasonPage(
        title="Nuit",
        summary="Une nuit.",
        starts_on=date(2026, 12, 1),
        ends_on=date(2026, 12, 31),
    )
    network.home.add_child(instance=season)
    venue = PartnerVenue.objects.create(
        title="Halle",
        town="Dieppe",
        department=DepartmentFactory(code="76", name="Seine-Maritime"),
        latitude="49.92",
        longitude="1.08",
    )
    announce(
        season,
        "Bal à la halle",
        venue=venue,
        season=season,
        schedule={"start_date": date(2026, 12, 6)},
    )


def form(query):
    return AgendaFilterForm(QueryDict(query))


def titles(rows):
    return sorted({row.page.title for row in rows.select_related("page")})


UNKNOWN = "No such town is known: check the spelling, or give a postcode."
LACE, APPLES, BALL = "Les dentelles de Caen", "Presser les pommes", "Bal à la halle"


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("", [BALL, LACE, APPLES]),
        ("inconnu=1", [BALL, LACE, APPLES]),
        ("pres=caen", [LACE]),
        ("pres=14000", [LACE]),
        ("pres=Caen+(14)&rayon=50", [LACE]),
        ("pres=vire&rayon=5", [APPLES]),
        ("pres=Saint-Aubin-sur-Mer+(76)&rayon=30", [BALL]),
        ("ville=caen&ville=dieppe", [BALL, LACE]),
        ("ville=vire&pres=caen", []),
        ("age=6", [BALL, LACE, APPLES]),
        ("age=13", [BALL, APPLES]),
        ("acces=fauteuil", [LACE, APPLES]),
        ("acces=fauteuil&acces=lsf", [LACE]),
        ("scolaire=1", [APPLES]),
        ("q=dentelle", [LACE]),
        ("q=cheval+fuseau", [LACE]),
        ("q=pommes+dentelle", []),
        ("q=dieppe", [BALL]),
        ("q=wheelchair", [LACE, APPLES]),
        ("dep=76", [BALL]),
        ("jours=mer", [APPLES]),
        ("jours=sam&jours=dim", [BALL, LACE]),
        ("gratuit=1&jours=lun", []),
    ],
)
def test_each_filter_keeps_what_it_says(programme, query, found):
    rows = Occurrence.objects.visible().filtered(**form(query).filters())
    assert titles(rows) == sorted(found)


@pytest.mark.parametrize(
    ("query", "found"), [("", [APPLES]), ("pres=vire", [APPLES]), ("acces=lsf", []), ("q=lune", [])]
)
def test_series_are_asked_the_same(programme, query, found):
    rows = EventSeries.objects.visible().filtered(**form(query).filters())
    assert titles(rows) == found


def test_an_exhibition_is_open_on_any_day_of_the_week(museum):
    all_day = {"start_time": None, "end_time": None}
    announce(museum, "Expo", schedule={"end_date": date(2027, 2, 1), **all_day})
    assert titles(Occurrence.objects.visible().filtered(weekdays=["mer"])) == ["Expo"]


@pytest.mark.parametrize(
    ("query", "message", "towns"),
    [
        (
            "pres=saint+aubin",
            "Several towns may be meant: choose one.",
            ["Saint-Aubin-sur-Mer (14)", "Saint-Aubin-sur-Mer (76)"],
        ),
        ("pres=Cean", UNKNOWN, ["Caen (14)"]),
        ("pres=99999", UNKNOWN, []),
        ("pres=14", UNKNOWN, []),
        ("pres=%3F%3F", UNKNOWN, []),
    ],
)
def test_an_unclear_town_is_told_with_proposals(programme, query, message, towns):
    asked = form(query)
    assert asked.valid_values == {}
    with override("en"):
        assert [str(error) for error in form(query).errors["pres"]] == [message]
    assert [str(town) for town in asked.proposed_towns()] == towns


def test_a_place_is_one_filter_to_take_away(programme):
    asked = form("pres=caen&rayon=10&age=8")
    selection = AgendaSelection("/agenda/", asked.valid_values)
    assert selection.query == "pres=Caen+%2814%29&rayon=10&age=8"
    removed = [one.url for one in selection.without_each_by(asked, date(2026, 11, 22))]
    assert removed == ["/agenda/?age=8", "/agenda/?pres=Caen+%2814%29&rayon=10"]


@pytest.mark.parametrize("query", ["rayon=10", "pres=caen&rayon=20"])
def test_a_radius_that_says_nothing_is_not_kept(programme, query):
    assert "rayon" not in form(query).valid_values


def test_a_place_costs_one_query_for_all_hosts(programme, django_assert_num_queries):
    with django_assert_num_queries(3):  # the choices, the town, the hosts
        form("pres=caen&ville=caen").filters()


def test_what_does_not_hold_is_told_and_left_out(programme, client, agenda):
    query = "&".join(f"{key}=n%27importe" for key in KEYS.split())
    asked = form(f"{query}&type=atelier&q=!!")
    assert asked.valid_values == {
        "type": ["atelier"],
    }
    wrong = "musee dep ville pres rayon type public age acces du au jours q gratuit scolaire expos"
    assert set(asked.errors) == set(wrong.split())


@pytest.mark.parametrize(
    ("spelling", "is_free"),
    [("on", True), ("1", True), ("Oui", True), ("", False), ("0", False), ("non", False)],
)
def test_a_box_may_be_spelt_in_several_ways(spelling, is_free):
    asked = form(f"gratuit={spelling}")
    assert asked.filters().get("is_free", False) is is_free
    assert asked["gratuit"].as_widget().count("checked") == int(is_free)


values = st.text(max_size=20) | st.sampled_from(
    ["caen", "14000", "-1", "1e9", "2026-13-45", "9999-12-31", "0001-01-01", "\x00", "lun", "20"]
)


@hypothesis_settings(suppress_health_check=[HealthCheck.function_scoped_fixture])  # only read
@given(pairs=st.lists(st.tuples(st.sampled_from([*KEYS.split(), "p"]), values), max_size=8))
def test_no_nonsense_breaks_a_page(programme, agenda, client, pairs):
    query: dict[str, list[str]] = {}
    for key, value in pairs:
        query.setdefault(key, []).append(value)
    assert client.get(agenda.url, query).status_code == 200


def test_filters_are_read_from_the_address(museum):
    EventTypeFactory()
    AudienceFactory()
    asked = form(f"musee={museum.slug}&dep=14&type=atelier&public=famille&gratuit=1&du=2026-12-01")
    assert asked.is_valid()
    assert asked.filters() == {
        "museums": [museum.slug],
        "departments": ["14"],
        "types": ["atelier"],
        "audiences": ["famille"],
        "is_free": True,
    }
    assert asked.period() == (date(2026, 12, 1), None)


@pytest.mark.parametrize(
    "query", ["dep=99", "type=inconnu", "public=x", "musee=nulle-part", "du=hier", "au=2026-02-30"]
)
def test_a_wrong_value_is_said_at_its_field_and_left_out(museum, query):
    EventTypeFactory()
    asked = form(f"{query}&gratuit=1")
    assert list(asked.errors) == [query.partition("=")[0]]
    assert asked.filters() == {"is_free": True}


def test_a_period_that_ends_before_it_begins_is_said(museum):
    asked = form("du=2026-12-10&au=2026-12-01")
    assert asked.errors == {"au": ["Le dernier jour précède le premier."]}
    assert asked.period() == (date(2026, 12, 10), None)


def test_unknown_keys_are_left_alone(museum):
    asked = form("utm_source=lettre")
    assert asked.is_valid()
    assert asked.filters() == {}
