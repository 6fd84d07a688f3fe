"""A kit as one ZIP: its names, its bytes."""

import hashlib
import re
import subprocess
from datetime import date
from io import BytesIO
from pathlib import PureWindowsPath
from zipfile import ZIP_DEFLATED, ZIP_STORED, ZipFile

from hypothesis import given
from hypothesis import strategies as st

from schools.packs import (
    MANIFEST,
    MOST_INSIDE,
    Entry,
    Names,
    describe,
    extension_of,
    plain_name,
    root_name,
    text_entry,
    write_pack,
)

DAY = date(2026, 11, 22)
FOLDERS = [
    "01-enseignant",
    "01-enseignant/corriges",
    "02-eleve/sans-visite",
    "04-audio-video",
    "assets",
]
SUFFIXES = [".html", ".pdf", ".vtt", "-gros-caracteres.html"]
PLAIN = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")

titles = st.text(max_size=200)
entries = st.dictionaries(
    st.from_regex(r"[a-z]{1,8}/[a-z]{1,8}\.(html|pdf|jpg|txt)", fullmatch=True),
    st.binary(max_size=2000),
    max_size=8,
)


def entries_of(contents):
    return [Entry(path, lambda data=data: BytesIO(data)) for path, data in contents.items()]


def pack_of(contents, root="kit", day=DAY):
    target = BytesIO()
    write_pack(root, entries_of(contents), day, target)
    return target.getvalue()


def opened(data):
    return ZipFile(BytesIO(data))


# Names


def test_a_name_keeps_what_french_says():
    assert plain_name("L’œuvre d’Émile — été 1950 !", 40) == "l-oeuvre-d-emile-ete-1950"


def test_a_long_name_is_cut_between_words():
    assert plain_name("Observer la façade du moulin de Marcy", 22) == "observer-la-facade-du"
    assert plain_name("anticonstitutionnellement", 10) == "anticonsti"


@given(titles, st.integers(1, 60))
def test_any_title_gives_a_plain_name(title, most):
    name = plain_name(title, most)
    assert PLAIN.fullmatch(name)
    assert len(name) <= most


@given(st.lists(st.tuples(st.sampled_from(FOLDERS), titles), max_size=120), titles, titles)
def test_every_path_suits_every_machine(documents, slug, level):
    names = Names()
    root = root_name(slug, level, 999)
    stems = [names.stem(folder, title) for folder, title in documents]
    paths = [f"{root}/{stem}{suffix}" for stem in stems for suffix in SUFFIXES]
    assert len(set(paths)) == len(paths)
    for path in paths:
        assert path.isascii()
        assert len(path) < 120
        assert not PureWindowsPath(path).is_reserved()
        for part in path.split("/"):
            assert part == part.strip(". ")


@given(titles)
def test_any_file_has_an_extension(filename):
    assert re.fullmatch(r"[a-z0-9]{1,5}", extension_of(filename))


def test_an_extension_is_that_of_the_file():
    assert extension_of("Fiche.Élève.PDF") == "pdf"
    assert extension_of("LISEZ-MOI") == "bin"
    assert extension_of("archive.exécutable") == "bin"


def test_the_root_says_what_the_kit_is():
    assert root_name("le-moulin-de-marcy", "Cycle 3", 2) == "kit-le-moulin-de-marcy-cycle-3-v2"


# Bytes


@given(entries)
def test_a_pack_built_twice_is_the_same(contents):
    backwards = dict(reversed(contents.items()))
    assert pack_of(contents) == pack_of(backwards)


@given(entries)
def test_a_pack_gives_back_what_it_was_given(contents):
    with opened(pack_of(contents, root="kit-essai-v1")) as archive:
        assert archive.testzip() is None
        read = {name: archive.read(name) for name in archive.namelist()}
    manifest = read.pop(f"kit-essai-v1/{MANIFEST}").decode()
    assert read == {f"kit-essai-v1/{path}": data for path, data in contents.items()}
    assert manifest.splitlines() == [
        f"{hashlib.sha256(contents[path]).hexdigest()}  {path}" for path in sorted(contents)
    ]


@given(entries)
def test_a_pack_is_described_as_it_is_written(contents):
    written = write_pack("kit", entries_of(contents), DAY, BytesIO())
    assert describe(entries_of(contents)) == written
    assert written == [
        {"path": path, "size": len(data), "sha256": hashlib.sha256(data).hexdigest()}
        for path, data in sorted(contents.items())
    ]


def test_what_is_compressed_already_is_stored():
    names = ["a.jpg", "b.pdf", "c.odt", "d.mp3", "e.zip", "f.html", "g.csv", "h.vtt"]
    with opened(pack_of({f"x/{name}": b"x" * 999 for name in names})) as archive:
        kinds = [archive.getinfo(f"kit/x/{name}").compress_type for name in names]
    assert kinds == [ZIP_STORED] * 5 + [ZIP_DEFLATED] * 3


def test_nothing_in_a_pack_depends_on_the_machine():
    with opened(pack_of({"a.html": b"a", "b.pdf": b"b"})) as archive:
        for info in archive.infolist():
            assert info.date_time == (2026, 11, 22, 0, 0, 0)
            assert (info.create_system, info.external_attr >> 16) == (3, 0o100644)
            assert info.flag_bits == 0  # sizes stand in the headers, names are ASCII


def test_a_day_before_zips_were_invented_is_told_as_their_first_year():
    with opened(pack_of({"a.html": b"a"}, day=date(1923, 2, 28))) as archive:
        assert archive.infolist()[0].date_time == (1980, 2, 28, 0, 0, 0)


def test_sha256sum_reads_the_manifest(tmp_path):
    with opened(pack_of({"metadata/kit.txt": "é".encode(), "01/a.pdf": b"b"})) as archive:
        archive.extractall(tmp_path)
    command = ["sha256sum", "--strict", "--check", MANIFEST]
    check = subprocess.run(command, cwd=tmp_path / "kit", capture_output=True, text=True)  # noqa: S603
    assert (check.returncode, check.stdout) == (0, "01/a.pdf: OK\nmetadata/kit.txt: OK\n")


def test_a_text_is_written_in_utf_8():
    with text_entry("a.txt", "élève").open() as file:
        assert file.read() == "élève".encode()


def test_the_inside_leaves_room_for_the_root():
    assert len(root_name("x" * 99, "y" * 99, 999)) + 1 + MOST_INSIDE < 120
