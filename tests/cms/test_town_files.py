"""The post office's file is read whatever year it is of, and its bad lines are told by number."""

import csv
from decimal import Decimal
from io import StringIO

import pytest
from django.core.management import CommandError, call_command
from django.db import IntegrityError, transaction

from cms.models import Town
from cms.town_files import (
    DEMO_TOWNS,
    BadLine,
    Loaded,
    UnreadableFileError,
    load_towns,
    read_towns,
)

COLUMNS = "#Code_commune_INSEE;Nom_de_la_commune;Code_postal;Libellé_d_acheminement;Ligne_5"
HEADER = f"{COLUMNS};_geopoint"
GOOD = """14118;CAEN;14000;CAEN;;49.1847,-0.3723
76351;LE HAVRE;76600;LE HAVRE;;
76351;LE HAVRE;76620;LE HAVRE;;49.4985,0.1402
76351;LE HAVRE;76600;LE HAVRE;SANVIC;49.4985,0.1402
14562;ST AUBIN SUR MER;14750;ST AUBIN SUR MER;;49.3248,-0.3956
76564;ST AUBIN SUR MER;76740;ST AUBIN SUR MER;;49.8866,0.8691
2a004;AJACCIO;20000;AJACCIO;;41.9347,8.7013
97105;BASSE TERRE;97100;BASSE TERRE;;16.0000,-61.7167
98818;NOUMEA;98800;NOUMEA;;-22.2758,166.4581
"""
BAD = """1053;BOURG EN BRESSE;1000;BOURG EN BRESSE;;46.2051,5.2460
01053;BOURG EN BRESSE;1000;BOURG EN BRESSE;;46.2051,5.2460
14118;CAEN CEDEX 4;14050;CAEN CEDEX 4;;49.1847,-0.3723

55039;BEAUMONT EN VERDUNOIS;55100;BEAUMONT EN VERDUNOIS;;
14118;CAEN;14000;CAEN;;49.1847
14118;CAEN;14000;CAEN;;149.1847,-0.3723
14118;CAEN;14000;CAEN;;au nord
14118;ROUEN;14000;ROUEN;;49.44,1.09
50502;;50000;;;49.11,-1.09
14118
"""


def a_file(lines=GOOD, header=HEADER, encoding="utf-8"):
    return f"{header}\n{lines}".encode(encoding)


def told(read):
    return {town.code: (town.name, town.postcodes) for town in read.towns.values()}


ALL_GOOD = {
    "14118": ("Caen", "14000"),
    "76351": ("Le Havre", "76600 76620"),
    "14562": ("Saint-Aubin-sur-Mer", "14750"),
    "76564": ("Saint-Aubin-sur-Mer", "76740"),
    "2A004": ("Ajaccio", "20000"),
    "97105": ("Basse-Terre", "97100"),
    "98818": ("Noumea", "98800"),
}


def test_a_town_is_joined_from_its_lines():
    read = read_towns(a_file())
    assert told(read) == ALL_GOOD
    assert read.bad_lines == []
    le_havre = read.towns["76351"]
    assert (le_havre.latitude, le_havre.longitude) == (Decimal("49.49850"), Decimal("0.14020"))


def test_overseas_and_corsica_have_departments_of_their_own():
    departments = {t.code: t.department_code for t in read_towns(a_file()).towns.values()}
    assert {code: departments[code] for code in ("14118", "2A004", "97105", "98818")} == {
        "14118": "14",
        "2A004": "2A",
        "97105": "971",
        "98818": "988",
    }


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1252"])
@pytest.mark.parametrize("line_end", ["\n", "\r\n"])
def test_any_encoding_and_line_end(encoding, line_end):
    lines = "50502;Saint-Lô;50000;SAINT LO;;49.1157,-1.0906\n"
    content = a_file(lines, encoding=encoding).replace(b"\n", line_end.encode())
    assert told(read_towns(content)) == {"50502": ("Saint-Lô", "50000")}


def test_the_columns_of_other_years():
    older = "Code_commune_INSEE;Nom_commune;Code_postal;Ligne_5;Libellé;coordonnees_gps"
    newer = "code_commune_insee,nom_de_la_commune,code_postal,libelle_d_acheminement,_geopoint"
    assert told(read_towns(a_file("14118;CAEN;14000;;CAEN;49.1847,-0.3723\n", older))) == {
        "14118": ("Caen", "14000")
    }
    assert told(read_towns(a_file('"14118",CAEN,"14000",CAEN,"49.1847,-0.3723"\n', newer))) == {
        "14118": ("Caen", "14000")
    }


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"", "code_commune_insee"),
        (b"\x00\x01\x02", "code_commune_insee"),
        (a_file(header=COLUMNS), "geopoint or coordonnees_gps"),
    ],
)
def test_a_file_that_is_none_of_theirs(content, said):
    with pytest.raises(UnreadableFileError, match=said):
        read_towns(content)


def test_each_bad_line_is_told_by_its_number_and_reason():
    read = read_towns(a_file(GOOD + BAD))
    assert told(read) == ALL_GOOD
    no_code = "'1053' is no INSEE code: five characters, a zero in front included"
    assert read.bad_lines == [
        BadLine(11, no_code),
        BadLine(12, "'1000' is no postcode: five figures, a zero in front included"),
        BadLine(13, "a CEDEX is a sorting office, no town"),
        BadLine(15, "Beaumont-en-Verdunois has no coordinates on any line"),
        BadLine(16, "'49.1847' are no coordinates (latitude,longitude)"),
        BadLine(17, "'149.1847,-0.3723' is nowhere on the globe"),
        BadLine(18, "'au nord' are no coordinates (latitude,longitude)"),
        BadLine(19, "14118 is Caen on another line"),
        BadLine(20, "it names no town"),
        BadLine(21, "it names no town"),
    ]


@pytest.mark.django_db
class TestLoading:
    def test_loading_again_changes_nothing(self):
        assert load_towns(read_towns(a_file())) == Loaded(added=7, updated=0)
        before = list(Town.objects.values())
        assert load_towns(read_towns(a_file())) == Loaded(added=0, updated=7)
        assert list(Town.objects.values()) == before

    def test_a_town_that_moved_is_brought_up_to_date_and_others_stay(self):
        load_towns(read_towns(a_file()))
        load_towns(read_towns(a_file("14118;CAEN;14000;CAEN;;49.2,-0.4\n")))
        assert Town.objects.count() == 7
        assert str(Town.objects.get(code="14118").latitude) == "49.20000"

    def test_what_is_known_better_stays(self):
        header = "code_commune_insee;nom_de_la_commune;code_postal;_geopoint;population"
        load_towns(read_towns(a_file("50502;Saint-Lô;50000;49.1157,-1.0906;19471\n", header)))
        load_towns(read_towns(a_file("50502;ST LO;50000;ST LO;;49.1,-1.1\n")))
        town = Town.objects.get()
        assert (town.name, town.population, str(town.latitude)) == ("Saint-Lô", 19471, "49.10000")
        load_towns(read_towns(a_file("50502;ST LO D OUTREMER;50000;ST LO;;49.1,-1.1\n")))
        assert Town.objects.get().name == "Saint-Lo-d’Outremer"

    def test_it_asks_no_query_a_town(self, django_assert_num_queries):
        read = read_towns(a_file())
        with django_assert_num_queries(2):
            load_towns(read)

    def test_the_database_knows_no_place_off_the_globe(self):
        load_towns(read_towns(a_file()))
        with pytest.raises(IntegrityError), transaction.atomic():
            Town.objects.update(latitude=91)


@pytest.mark.django_db
class TestTheCommand:
    def run(self, *arguments):
        out, err = StringIO(), StringIO()
        call_command("load_towns", *arguments, stdout=out, stderr=err)
        return out.getvalue(), err.getvalue()

    def test_it_says_what_it_left_out(self, tmp_path):
        path = tmp_path / "laposte.csv"
        path.write_bytes(a_file(GOOD + BAD.splitlines(keepends=True)[0]))
        assert self.run(path) == (
            "7 towns added, 0 brought up to date, 1 lines left out\n",
            "line 11: '1053' is no INSEE code: five characters, a zero in front included\n",
        )

    def test_it_says_what_it_cannot_read(self, tmp_path):
        with pytest.raises(CommandError, match="No such file"):
            self.run(tmp_path / "absent.csv")

    def test_without_a_file_it_loads_the_towns_of_the_demo(self):
        out, err = self.run()
        assert (out, err) == ("987 towns added, 0 brought up to date, 0 lines left out\n", "")
        caen = Town.objects.named_like("caen").first()
        assert (caen.code, caen.postcodes, caen.population) == ("14118", "14000", 109400)
        assert set(Town.objects.values_list("department_code", flat=True)) == {
            "14",
            "27",
            "50",
            "61",
            "76",
        }


def test_the_demos_towns_lie_in_normandy_and_weigh_little():
    assert DEMO_TOWNS.stat().st_size < 100_000
    with DEMO_TOWNS.open() as file:
        for row in csv.DictReader(file, delimiter=";"):
            latitude, longitude = map(float, row["_geopoint"].split(","))
            assert (48.1 < latitude < 50.1, -2 < longitude < 1.9) == (True, True), row
