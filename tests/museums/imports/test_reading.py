"""What is read of files of members, and what is said of what cannot be."""

import pytest

from museums.imports.columns import FIELDS, HEADINGS, KNOWN, template
from museums.imports.reading import read_members
from museums.imports.reasons import Reason, RefusedError
from museums.imports.tables import MOST_BYTES, MOST_ROWS
from museums.imports.wording import SENTENCES
from tests.museums.imports.files import MUSEOFILE, objects, table

DENTELLE = "Musée de la Dentelle;Caen;14000;02 31 00 00 00"


def titles(content, encoding=""):
    return [row.title for row in read_members(content, encoding).rows]


def said(content):
    """The defects of a file as (number, reason, whether the line was left out)."""
    defects = read_members(content).defects
    return [(remark.number, remark.reason, remark.is_skipped) for remark in defects]


def refusal(content):
    with pytest.raises(RefusedError) as refused:
        read_members(content)
    return refused.value.reason


def test_muséofile_is_read_with_its_own_columns_and_quotes():
    reading = read_members(MUSEOFILE.encode())
    first, second, last = reading.rows
    assert first.values == {
        "title": "Musée de l’Abbaye",
        "museofile_code": "M0101",
        "street": "Place de l’Abbaye",
        "postcode": "14000",
        "town": "Caen",
        "department": "Calvados",
        "place": "49.18000,-0.37000",
        "themes": ["Histoire", "Ethnologie"],
        "website": "https://www.abbaye.example",
        "phone": "02 31 00 00 01",
    }
    assert (second.names, second.values["town"]) == (
        ("Le Moulin", "Musée de la Meunerie"),
        "Villers-Bocage",
    )
    assert last.values["town"] == "Caen"
    assert said(MUSEOFILE.encode()) == [
        (0, Reason.COLUMNS_UNKNOWN, False),
        (3, Reason.PHONE_FIRST, False),
        (4, Reason.TOO_MANY_CELLS, True),
        (5, Reason.ADDRESS_UNREADABLE, False),
    ]


@pytest.mark.parametrize(
    "content",
    [
        table(DENTELLE),
        b"\xef\xbb\xbf" + table(DENTELLE),
        table(DENTELLE).decode().encode("utf-16"),
        table(DENTELLE).replace(b";", b"\t"),
        table(DENTELLE).replace(b";", b","),
        table(DENTELLE).replace(b"\n", b"\r\n"),
        table(DENTELLE).replace(b"\n", b"\r"),
        b"\n\n" + table(DENTELLE, "", ";;;", " "),
        b"sep=;\n" + table(f"{DENTELLE};;"),
        table('"Musée de la Dentelle";"Caen";"14000";"02 31 00 00 00"'),
        objects({"nom": "Musée de la Dentelle", "ville": "Caen", "Code postal": 14000}),
        b'{"records": [{"name": "mus\xc3\xa9e de la Dentelle", "TOWN": "Caen"}]}',
    ],
)
def test_usual_ways_of_writing_the_same_table(content):
    reading = read_members(content)
    assert [row.title for row in reading.rows] == ["Musée de la Dentelle"]
    assert reading.rows[0].values["town"] == "Caen"
    assert reading.defects == []


def test_windows_encoding_is_recognised_and_said():
    content = table(DENTELLE).decode().encode("cp1252")
    assert titles(content) == ["Musée de la Dentelle"]
    assert said(content) == [(0, Reason.NOT_UTF8, False)]


def test_an_encoding_may_be_named():
    assert titles(table(DENTELLE).decode().encode("mac_roman"), "mac_roman") == [
        "Musée de la Dentelle"
    ]


def test_damaged_bytes_cost_one_value():
    content = table(*[DENTELLE] * 3).replace(b"02 31 00 00 00", b"02 31 \x00\xff", 1)
    assert said(content) == [(2, Reason.BYTES_UNREADABLE, False)]
    assert len(titles(content)) == 3
    assert said(table("Mus\x00ée;Caen;14000;")) == [(2, Reason.BYTES_UNREADABLE, True)]


@pytest.mark.parametrize(
    ("line", "reason", "is_skipped"),
    [
        (";Caen;14000;", Reason.NO_NAME, True),
        ("1204;Caen;14000;", Reason.NAME_UNREADABLE, True),
        ("M0733;Caen;14000;", Reason.NAME_UNREADABLE, True),
        ("Musée;;14000;", Reason.NO_TOWN, True),
        ("Musée;14000;;", Reason.TOWN_UNREADABLE, True),
        ("Musée;Caen;14000", Reason.TOO_FEW_CELLS, True),
        ("Musée;Caen;14000;;de trop", Reason.TOO_MANY_CELLS, True),
        ("Musée,Caen,14000,", Reason.TOO_FEW_CELLS, True),
        ('Musée;"Caen;14000;', Reason.LINE_UNREADABLE, True),
        ("x" * 256 + ";Caen;14000;", Reason.TOO_LONG, True),
        ("Musée;Paris 75005;14000;", Reason.TOWN_UNREADABLE, True),
        ("Musée;Caen;140;", Reason.POSTCODE_UNREADABLE, False),
        ("Musée;Caen;14000;12", Reason.PHONE_UNREADABLE, False),
        ("Musée;Caen;14000;05 56 01 51 00/02", Reason.PHONE_FIRST, False),
    ],
)
def test_a_bad_line_is_reported_and_the_next_one_is_read(line, reason, is_skipped):
    content = table(line, DENTELLE)
    assert said(content) == [(2, reason, is_skipped)]
    assert titles(content)[-1] == "Musée de la Dentelle"
    assert len(titles(content)) == (1 if is_skipped else 2)


def test_a_spreadsheet_that_dropped_zeros():
    (row,) = read_members(table("Musée;Bourg-en-Bresse;1000;474000000")).rows
    assert (row.values["postcode"], row.values["phone"]) == ("01000", "04 74 00 00 00")


def test_a_wrong_code_costs_its_line():
    """Read without it, the line would make a second page of a museum that is there."""
    content = table("Musée;Caen;733", header="Nom;Ville;Code Muséofile")
    assert said(content) == [(2, Reason.CODE_UNREADABLE, True)]


def test_two_columns_of_coordinates_and_decimal_commas():
    header = "Nom;Ville;Latitude;Longitude;URL;Courriel"
    content = table("Musée;Caen;49,18;-0,37;;nulle part", header=header)
    (row,) = read_members(content).rows
    assert row.values["place"] == "49.18000,-0.37000"
    assert said(content) == [(2, Reason.EMAIL_UNREADABLE, False)]


@pytest.mark.parametrize("text", ["49.18", "ici", "149.18,0.1", "49.18,-0.37,3"])
def test_what_is_no_place(text):
    content = table(f"Musée;Caen;{text}", header="Nom;Ville;geolocalisation")
    assert said(content) == [(2, Reason.PLACE_UNREADABLE, False)]


def test_columns_given_twice_or_unknown():
    content = table("Premier;Second;Caen;rien", header="Nom;nom;Ville;Couleur")
    assert titles(content) == ["Premier"]
    assert said(content) == [(0, Reason.COLUMN_TWICE, False), (0, Reason.COLUMNS_UNKNOWN, False)]


def test_a_list_that_breaks_off_keeps_what_came_before():
    whole = objects({"nom": "Un", "ville": "Caen"}, {"nom": "Deux", "ville": "Vire"})
    assert said(whole[:-1]) == [(3, Reason.CUT_SHORT, False)]
    assert titles(whole[:-10]) == ["Un"]
    assert said(whole[:-10]) == [(2, Reason.CUT_SHORT, False)]
    assert said(b'[1, {"nom": "Un", "ville": "Caen"}]') == [(1, Reason.LINE_UNREADABLE, True)]


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        (b"", Reason.EMPTY),
        (b" \n\n", Reason.EMPTY),
        (b"\xff" * 40, Reason.NO_NAMES),
        (b"Couleur;Ville\nbleu;Caen\n", Reason.NO_NAMES),
        (b'{"nom": "seul"}', Reason.NOT_A_LIST),
        (b"[]", Reason.NO_NAMES),
        (b"[" * 50_000, Reason.NO_NAMES),
        (b"x" * (MOST_BYTES + 1), Reason.TOO_BIG),
    ],
)
def test_what_is_no_list_of_museums_is_refused(content, reason):
    assert refusal(content) == reason


def test_ten_thousand_lines_are_read_and_no_more():
    content = table(*[DENTELLE] * (MOST_ROWS + 1))
    assert len(titles(content)) == MOST_ROWS
    assert said(content) == [(0, Reason.TOO_MANY_LINES, False)]


def test_a_quote_that_is_never_closed_costs_one_line():
    content = table('"Musée;Caen;14000;', *[DENTELLE] * 200)
    assert len(titles(content)) == 200


def test_what_no_database_stores_is_left_out():
    content = rb'["\u0000", {"nom": "Un", "ville": "Caen", "adresse": "\ud800 \u0000"}]'
    assert said(content) == [
        (1, Reason.LINE_UNREADABLE, True),
        (2, Reason.BYTES_UNREADABLE, False),
    ]
    texts = [remark.details for remark in read_members(content).defects]
    assert texts == [{"text": "\ufffd"}, {"field": "street", "value": "\ufffd \ufffd"}]


def test_every_reason_has_its_words():
    assert set(SENTENCES) == set(Reason)


def test_another_country_writes_its_own_postcodes(settings):
    settings.COUNTRY = "BE"
    (row,) = read_members(table("Musée;Namur;B-5000;081 00 00 00")).rows
    assert (row.values["postcode"], row.values["phone"]) == ("B-5000", "081 00 00 00")


def test_the_table_to_fill_in_has_every_column():
    reading = read_members(template().encode())
    (row,) = reading.rows
    assert reading.defects == []
    assert set(row.values) == {field.name for field in FIELDS} - {"museofile_code"}
    assert set(HEADINGS) == {field.name for field in FIELDS}
    assert len(KNOWN) == sum(len(field.columns) for field in FIELDS) + 2


def test_the_real_files(shared_data):
    normandy = read_members((shared_data / "museums/normandie-museofile-2020.json").read_bytes())
    france = read_members((shared_data / "museums/museofile-france-2020.csv").read_bytes())
    assert (len(normandy.rows), len(france.rows)) == (90, 1215)
    assert [remark.number for remark in france.defects if remark.is_skipped] != []
