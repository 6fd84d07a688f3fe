"""What search engines are told of an offer, and what they are not."""

import json
import re
from datetime import UTC, date, datetime, time, timedelta
from decimal import Decimal

import pytest
import time_machine

from jobs.models import JobEmployer, JobLocation
from tests.factories.jobs import JobPageFactory
from tests.reading import parsed, words

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("now")]


@pytest.fixture
def posting(museum, client):
    """The JobPosting on the page of an offer made with these values."""

    def make(**values):
        offer = JobPageFactory(parent=museum, **values)
        tree = parsed(client.get(offer.url))
        scripts = [s for s in tree.iter("script") if s.get("type") == "application/ld+json"]
        (data,) = [d for s in scripts if (d := json.loads(s.text))["@type"] == "JobPosting"]
        return data

    return make


def test_a_posting_tells_all_that_is_known(posting, museum):
    data = posting(
        title="Régisseuse ou régisseur",
        slug="regie",
        external_reference="2026-14",
        working_time="full",
        sections=[
            ("missions", "", "<p>Ranger <b>tout</b>.</p>"),
            ("profile", "Vous", "<ul><li>Patience</li></ul>"),
        ],
        employers=[
            JobEmployer(name="Département", role="authority"),
            JobEmployer(name="Ville de Caen", website="https://caen.example"),
            JobEmployer(name="Les Amis", role="co_employer"),
        ],
        locations=[
            JobLocation(
                venue="Réserves",
                street="1, quai Est",
                postcode="14000",
                city="Caen",
                department="Calvados",
            ),
            JobLocation(city="Vire", kind="administrative_residence"),
            JobLocation(city="Rouen", kind="interview"),
        ],
    )
    assert data == {
        "@context": "https://schema.org",
        "@type": "JobPosting",
        "title": "Régisseuse ou régisseur",
        "description": "<h2>Missions</h2><p>Ranger <b>tout</b>.</p>"
        "<h2>Vous</h2><ul><li>Patience</li></ul>",
        "datePosted": "2026-11-16",
        "validThrough": "2027-01-01T00:00:00+01:00",
        "url": f"http://testserver{museum.url}regie/",
        "inLanguage": "fr",
        "identifier": {"@type": "PropertyValue", "name": "Ville de Caen", "value": "2026-14"},
        "hiringOrganization": {
            "@type": "Organization",
            "name": "Ville de Caen",
            "sameAs": "https://caen.example",
        },
        "jobLocation": [
            {
                "@type": "Place",
                "address": {
                    "@type": "PostalAddress",
                    "streetAddress": "Réserves, 1, quai Est",
                    "postalCode": "14000",
                    "addressLocality": "Caen",
                    "addressRegion": "Calvados",
                    "addressCountry": "FR",
                },
            },
            {
                "@type": "Place",
                "address": {
                    "@type": "PostalAddress",
                    "addressLocality": "Vire",
                    "addressCountry": "FR",
                },
            },
        ],
        "employmentType": ["TEMPORARY", "FULL_TIME"],
    }


@pytest.mark.parametrize(
    ("values", "expected"),
    [
        ({"deadline_on": date(2027, 3, 28)}, "2027-03-29T00:00:00+02:00"),
        (
            {"deadline_on": date(2026, 12, 4), "deadline_rule": "exclusive"},
            "2026-12-04T00:00:00+01:00",
        ),
        (
            {"deadline_on": date(2026, 12, 4), "deadline_time": time(12)},
            "2026-12-04T12:00:00+01:00",
        ),
        ({"deadline_on": None}, "2027-02-14T00:00:00+01:00"),
    ],
    ids=["included", "excluded", "noon", "no deadline"],
)
def test_it_is_valid_through_the_instant_it_closes(posting, values, expected):
    assert posting(**values)["validThrough"] == expected


def test_there_is_no_salary_without_numbers(posting):
    assert "baseSalary" not in posting(salary_kind="statutory_grid", salary_text="1 900 € brut")


@pytest.mark.parametrize(
    ("lowest", "highest", "value"),
    [
        ("1850", "1980", {"minValue": 1850.0, "maxValue": 1980.0}),
        ("1850", None, {"value": 1850.0}),
        (None, "12.50", {"value": 12.5}),
        ("2000", "2000", {"value": 2000.0}),
    ],
)
def test_a_salary_has_its_numbers(posting, lowest, highest, value):
    numbers = {
        "salary_min": lowest and Decimal(lowest),
        "salary_max": highest and Decimal(highest),
    }
    assert posting(**numbers)["baseSalary"] == {
        "@type": "MonetaryAmount",
        "currency": "EUR",
        "value": {"@type": "QuantitativeValue", "unitText": "MONTH"} | value,
    }


@pytest.mark.parametrize(
    ("remote", "expected"),
    [("", None), ("no", None), ("possible", None), ("partial", None), ("full", "TELECOMMUTE")],
)
def test_working_from_home_is_said_only_where_it_is_all_of_it(posting, remote, expected):
    assert posting(remote_work=remote).get("jobLocationType") == expected


@pytest.mark.parametrize(
    ("contracts", "working_time", "expected"),
    [
        (("cdi",), "full", ["FULL_TIME"]),
        (("titulaire", "contractuel-public"), "part", ["PART_TIME"]),
        (("cdd", "remplacement"), "", ["TEMPORARY"]),
        (("stage",), "full", ["INTERN", "FULL_TIME"]),
        (("benevolat",), "variable", ["VOLUNTEER"]),
        (("cdi",), "", None),
    ],
)
def test_employment_types_come_from_contracts_and_working_time(
    posting, contracts, working_time, expected
):
    data = posting(contracts=contracts, working_time=working_time)
    assert data.get("employmentType") == expected


def test_nobody_is_named_who_does_not_employ(posting, museum):
    hosted = posting(employers=[JobEmployer(museum=museum, role="host")])
    assert "hiringOrganization" not in hosted
    employed = posting(employers=[JobEmployer(museum=museum)])
    assert employed["hiringOrganization"] == {
        "@type": "Organization",
        "name": "Musée de la Dentelle",
        "sameAs": f"http://testserver{museum.url}",
    }


def leaves(data):
    """Every value of structured data, with the name that it stands under."""
    for name, value in data.items():
        for one in value if isinstance(value, list) else [value]:
            if isinstance(one, dict):
                yield from leaves(one)
            else:
                yield name, one


# What is said in a code of schema.org's, and how the page says the same.
IN_WORDS = {
    "2026-11-16": "16 novembre 2026",
    "2026-12-04T12:00:00+01:00": "Vendredi 4 décembre 2026 à 12 h",
    "TEMPORARY": "CDD",
    "PART_TIME": "Temps partiel",
    "TELECOMMUTE": "Complet",
    "MONTH": "par mois",
    1850.0: "1 850 €",
    1980.0: "1 980 €",
    2: "2",
}
OF_THE_FORMAT = {"@context", "@type", "url", "sameAs", "inLanguage", "addressCountry", "currency"}


def test_it_says_nothing_that_is_not_on_the_page(museum, client):
    offer = JobPageFactory(
        parent=museum,
        title="Régisseuse ou régisseur",
        external_reference="2026-14",
        openings=2,
        working_time="part",
        remote_work="full",
        deadline_on=date(2026, 12, 4),
        deadline_time=time(12),
        salary_kind="range",
        salary_min=Decimal(1850),
        salary_max=Decimal(1980),
        conditions_text="<p>Le dimanche aussi.</p>",
        sections=[
            ("missions", "", "<p>Ranger <b>tout</b>.</p>"),
            ("profile", "Vous", "<p>Oui</p>"),
        ],
        employers=[JobEmployer(name="Ville de Caen", website="https://caen.example")],
        locations=[
            JobLocation(
                venue="Réserves",
                street="1, quai Est",
                postcode="14000",
                city="Caen",
                department="Calvados",
                latitude="49.18",
                longitude="-0.37",
            )
        ],
    )
    tree = parsed(client.get(offer.url))
    (data,) = [
        found
        for script in tree.iter("script")
        if script.get("type") == "application/ld+json"
        if (found := json.loads(script.text))["@type"] == "JobPosting"
    ]
    shown = words(next(tree.iter("main"))).replace("\u00a0", " ").replace("\u202f", " ")
    said = [(name, one) for name, one in leaves(data) if name not in OF_THE_FORMAT]
    assert {name for name, _one in said} >= {"title", "description", "validThrough", "maxValue"}
    unsaid = []
    for name, one in said:
        text = IN_WORDS.get(one, one)
        parts = re.split(r"<[^>]+>", text) if name == "description" else [text]
        unsaid += [part for part in parts if part and part not in shown]
    assert unsaid == []
    links = {link.get("href") for link in tree.iter("a")}
    assert data["hiringOrganization"]["sameAs"] in links


@pytest.mark.parametrize(
    ("values", "closes_at"),
    [
        ({"deadline_on": date(2027, 3, 28)}, datetime(2027, 3, 28, 22, tzinfo=UTC)),
        ({"deadline_on": date(2027, 10, 31)}, datetime(2027, 10, 31, 23, tzinfo=UTC)),
        (
            {"deadline_on": date(2027, 10, 31), "deadline_time": time(2, 30)},
            datetime(2027, 10, 31, 1, 30, tzinfo=UTC),
        ),
    ],
)
def test_only_an_open_offer_has_a_posting(museum, client, values, closes_at):
    offer = JobPageFactory(parent=museum, **values)
    second = timedelta(seconds=1)
    with time_machine.travel(closes_at - second, tick=False):
        text = client.get(offer.url).content.decode()
        (valid,) = re.findall(r'"validThrough": "([^"]+)"', text)
        assert datetime.fromisoformat(valid) == closes_at
        assert re.search(r"[+-]\d\d:\d\d$", valid)
    with time_machine.travel(closes_at + second, tick=False):
        assert "JobPosting" not in client.get(offer.url).content.decode()
