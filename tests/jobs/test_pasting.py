"""A pasted notice fills in a form; whatever it looks like, no line of it is lost."""

import re
from datetime import date
from html import unescape

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jobs.pasting import BLOCKS, LABELS, Pasted, is_layout, label_of, read_notice, text_of
from tests.jobs.notices import HERE

HEADINGS = [(label, "") for label in BLOCKS]  # what stands below them is kept, if anything does
NOTICE = (HERE / "emploi-territorial.txt").read_text()


def all_words(found: Pasted) -> str:
    """Everything that was kept, on one line."""
    parts = [*found.said.values(), *found.unplaced, *map(str, found.fields.values())]
    for rows in found.rows.values():
        parts += [line + " " + " ".join(map(str, row.values())) for line, row in rows]
    parts += [
        f"{heading} {re.sub('<[^>]+>', ' ', html)}" for _kind, heading, html in found.sections
    ]
    return " ".join(unescape(" ".join(parts)).split())


def lost(text: str) -> list[str]:
    """The lines of which nothing was kept."""
    said = all_words(read_notice(text))
    lines = [text_of(line.replace("\u00a0", " ")).removeprefix("- ") for line in text.splitlines()]
    return [
        line
        for line in lines
        if line.strip() and not is_layout(line) and label_of(line) not in HEADINGS
        if " ".join(line.split()) not in said
        and " ".join(line.partition(":")[2].split() or line.partition(":")[0].split()) not in said
    ]


def rows(found, relation):
    return [row for _line, row in found.rows[relation]]


def test_each_line_goes_to_its_field():
    found = read_notice(NOTICE)
    assert found.fields == {
        "title": "Responsable de la boutique et de l'accueil (h/f)",
        "external_reference": "O076270100000042",
        "posted_on": date(2027, 1, 5),
        "starts_on": date(2027, 3, 1),
        "deadline_on": date(2027, 1, 31),
        "vacancy_reason": "Emploi permanent - création d'emploi",
        "duration_value": 18,
        "duration_unit": "month",
        "duration_text": "18 mois",
        "job_family": "Culture > Accueil",
        "category": "C",
        "occupation_label": "Agent ou agente d'accueil",
        "open_to_contract": "yes",
        "legal_basis": "Art. L332-8 du code général de la fonction publique",
        "legal_note": "Un contrat de trois ans est possible.",
        "working_time_text": "Non complet, 28h30 hebdomadaires",
        "working_time": "part",
        "hours_min": "28.5",
        "remote_text": "Un jour par semaine",
        "manages_people": True,
        "application_text": "Candidatures à emploi@varengeville.example, à l'attention de :\n"
        "Madame la maire",
        "inclusion_statement": "<p>Cet emploi est ouvert à toutes et tous.</p>",
    }
    assert rows(found, "employers") == [
        {"name": "Ville de Varengeville", "website": "https://www.varengeville.example"}
    ]
    assert rows(found, "locations") == [
        {
            "street": "3 rue du Phare",
            "postcode": "76119",
            "city": "Varengeville",
            "department": "Seine-Maritime",
        }
    ]
    assert rows(found, "grades") == [
        {"label": "Adjoint du patrimoine (catégorie C)"},
        {"label": "Assistant de conservation"},
    ]
    assert rows(found, "contacts") == [
        {
            "email": "accueil@varengeville.example",
            "phone": "02 35 00 00 42",
            "name": "Mme Odile Varin",
        }
    ]
    assert rows(found, "applications") == [
        {"kind": "email", "value": "emploi@varengeville.example"},
        {"kind": "url", "value": "https://emploi.example/o076270100000042"},
    ]
    assert found.contracts == ("titulaire", "contractuel-public")
    assert found.sections == [
        (
            "employer",
            "Descriptif de l'emploi",
            "<p>Le musée du Phare accueille 12 000 personnes par an.</p>",
        ),
        (
            "missions",
            "Missions / conditions d'exercice",
            "<p>Au quotidien :</p><ul><li>tenir la boutique ;</li><li>ouvrir les portes.</li></ul>"
            "<p>Le dimanche compte double.</p>",
        ),
        ("profile", "Profils recherchés", "<p>Goût du contact.</p><p>Permis B</p>"),
    ]
    assert found.unplaced == ["Prime de marée : 12 coquillages"]


def test_marks_of_layout_change_nothing():
    marked = re.sub(r"^([^:\n]+ :)", r"**\1**", NOTICE, flags=re.MULTILINE)
    assert read_notice(marked).fields == read_notice(NOTICE).fields


def test_no_line_is_lost():
    assert lost(NOTICE) == []


@pytest.mark.parametrize("name", ["offer-charge-de-communication.txt", "offer-service-civique.txt"])
def test_no_line_of_a_real_notice_is_lost(shared_data, name):
    assert lost((shared_data / f"jobs/{name}").read_text()) == []


def test_the_real_notice_has_a_field_for_each_line(shared_data):
    found = read_notice((shared_data / "jobs/offer-charge-de-communication.txt").read_text())
    assert found.unplaced == []
    assert found.fields["deadline_on"] == date(2024, 11, 14)
    assert found.contracts == ("contractuel-public", "remplacement")


@pytest.mark.parametrize(
    ("line", "values"),
    [
        ("Poste à pourvoir le : dès que possible", {"start_precision": "asap"}),
        ("Poste à pourvoir le : au printemps", {"start_text": "au printemps"}),
        ("Date limite de candidature : 32/01/2027", {"deadline_text": "32/01/2027"}),
        ("Date limite de candidature : 31/02/2027", {"deadline_text": "31/02/2027"}),
        (
            "Date limite de candidature : avant le 22/02/2027",
            {"deadline_on": date(2027, 2, 22), "deadline_rule": "exclusive"},
        ),
        (
            "Date limite de candidature : du 1/02/2027 au 3/02/2027",
            {"deadline_text": "du 1/02/2027 au 3/02/2027"},
        ),
        ("Durée de la mission : à discuter", {"duration_text": "à discuter"}),
        ("Temps de travail : Temps complet, 35h00", {"working_time": "full", "hours_min": "35.0"}),
    ],
)
def test_what_is_said_otherwise_is_kept_in_words(line, values):
    found = read_notice(f"Titre\n{line}").fields
    assert {name: found.get(name) for name in values} == values


@pytest.mark.parametrize(
    "line",
    [
        "Employeur :",
        "Management : peut-être",
        "Ouvert aux contractuels : selon les cas",
        "Publiée le 45/45/2027",
        "Site web de l'employeur : https://avant-l-employeur.example",
        "Une phrase toute seule",
    ],
)
def test_what_has_no_place_is_told(line):
    assert read_notice(f"Titre\n{line}").unplaced == [line]


def test_said_twice_the_first_one_stands_and_the_other_is_told():
    found = read_notice("Titre\nManagement : Oui\nManagement : Non")
    assert (found.fields["manages_people"], found.unplaced) == (True, ["Management : Non"])


LINES = [line for line in NOTICE.splitlines() if line.strip()]


@given(st.lists(st.sampled_from(LINES), max_size=60))
def test_shuffled_cut_or_doubled_nothing_is_lost(lines):
    assert lost("\n".join(lines)) == []


@given(
    st.lists(
        st.tuples(st.sampled_from(sorted(LABELS)), st.text("abc 0123456789/:()h.é-", max_size=30))
    )
)
def test_whatever_stands_after_a_label_nothing_is_lost(lines):
    text = "\n".join(["Titre", *(f"{label} : x{value}" for label, value in lines)])
    assert lost(text) == []


@given(st.text(max_size=300))
def test_any_text_at_all_is_read(text):
    read_notice(text)
