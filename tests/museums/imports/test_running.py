"""What an import makes of the members: created, brought in line, proposed, left alone."""

import pytest
from django.core.management import CommandError, call_command

from cms.models import Town
from museums.imports.members import import_members, read_members, rehearse_members
from museums.imports.proposals import BusyPageError, accept, refuse, waiting_for
from museums.imports.reasons import Reason
from museums.models import FormerSlug, ImportedField, MuseumPage, Proposal
from tests.factories.museums import DepartmentFactory, MuseumPageFactory, ThemeFactory
from tests.museums.imports.files import MUSEOFILE, example, table

pytestmark = pytest.mark.django_db

HEADER = "Identifiant;Nom;Ville;Département;Téléphone;URL;Domaine thématique"
LINE = "M0101;Musée du Fer;Caen;Calvados;02 31 00 00 01;fer.example;Histoire"


@pytest.fixture(autouse=True)
def vocabularies(network):
    DepartmentFactory()
    ThemeFactory()


def run(now, *lines, header=HEADER, **options):
    reading = read_members(table(*lines, header=header))
    return import_members(reading, now, source="a.csv", **options)


def told(report):
    return [(line.number, line.reason) for line in report.lines]


def the_museum():
    return MuseumPage.objects.get(museofile_code="M0101")


def edit(museum, **values):
    """What an editor does: change the page and publish it."""
    for name, value in values.items():
        setattr(museum, name, value)
    museum.save_revision().publish()


def test_a_new_museum_is_a_draft_with_its_rights(network, now):
    report = run(now, LINE)
    museum = the_museum()
    assert told(report) == [(2, Reason.NEW_DRAFT)]
    assert report.lines[0].museum_id == museum.pk
    assert (museum.live, museum.slug, museum.get_parent().specific) == (
        False,
        "musee-du-fer-caen",
        network.museums,
    )
    assert museum.website == "https://fer.example"
    assert [theme.slug for theme in museum.themes.all()] == ["histoire"]
    assert museum.editors.name == "Musée du Fer : rédaction"


def test_a_new_museum_on_line(now, client):
    run(now, LINE, is_publishing=True)
    assert the_museum().live
    assert client.get(the_museum().url).status_code == 200


def test_addresses_are_free_ones(now, museum):
    FormerSlug.objects.create(slug="musee-du-fer-caen", museum=museum)
    run(now, LINE)
    assert the_museum().slug == "musee-du-fer-caen-2"


def test_the_same_file_again_changes_nothing(now):
    content = MUSEOFILE.encode()
    import_members(read_members(content), now, is_publishing=True)
    everything = [
        list(model.objects.order_by("pk").values())
        for model in (MuseumPage, ImportedField, Proposal)
    ]
    report = import_members(read_members(content), now, is_publishing=True)
    assert report.counts["unchanged"] == 3
    assert {line.kind for line in report.lines} == {"skipped", "defect"}
    assert everything == [
        list(model.objects.order_by("pk").values())
        for model in (MuseumPage, ImportedField, Proposal)
    ]


@pytest.mark.parametrize("number", [1, 3, 30])
def test_lines_that_change_nothing_cost_no_query(now, number, django_assert_num_queries):
    lines = [f";Musée numéro {position};Caen;14;;;Histoire" for position in range(number)]
    run(now, *lines)
    reading = read_members(table(*lines, header=HEADER))
    with django_assert_num_queries(12):
        import_members(reading, now)


def test_what_nobody_changed_follows_the_file(now):
    run(now, LINE, is_publishing=True)
    report = run(now, LINE.replace("00 01", "00 02").replace("Fer;", "Fer forgé;"))
    assert told(report) == [(2, Reason.CHANGED)]
    assert report.lines[0].details == {"fields": ["title", "phone"]}
    museum = the_museum()
    assert (museum.title, museum.phone) == ("Musée du Fer forgé", "02 31 00 00 02")
    assert museum.live
    assert museum.slug == "musee-du-fer-caen"


def test_what_a_museum_changed_stays_and_the_rest_is_proposed_once(now):
    run(now, LINE, is_publishing=True)
    edit(the_museum(), phone="02 99 99 99 99")
    assert run(now, LINE).counts == {"unchanged": 1}  # the file says nothing new
    report = run(now, LINE.replace("00 01", "00 02"))
    assert told(report) == [(2, Reason.PROPOSED)]
    assert the_museum().phone == "02 99 99 99 99"
    (proposal,) = Proposal.objects.all()
    assert (proposal.field, proposal.value, proposal.source) == ("phone", "02 31 00 00 02", "a.csv")
    assert run(now, LINE.replace("00 01", "00 02")).counts == {"unchanged": 1}
    run(now, LINE.replace("00 01", "00 03"))
    assert [proposal.value for proposal in Proposal.objects.all()] == ["02 31 00 00 03"]
    run(now, LINE)
    assert not Proposal.objects.exists()


def test_what_a_museum_emptied_stays_empty(now):
    run(now, LINE, is_publishing=True)
    edit(the_museum(), website="")
    run(now, LINE)
    assert the_museum().website == ""


def test_a_page_written_by_hand_gets_what_it_lacks(now, museum):
    line = ";musee de la dentelle;CAEN;14;02 31 00 00 01;;"
    report = run(now, line)
    museum.refresh_from_db()
    assert museum.phone == "02 31 00 00 01"
    assert told(report) == [(2, Reason.CHANGED), (2, Reason.PROPOSED)]  # its name's accents


def test_an_unfinished_draft_stays_one_and_follows_where_nobody_wrote(now):
    run(now, LINE, is_publishing=True)
    draft = the_museum()
    draft.summary = "En chantier."
    draft.save_revision()
    run(now, LINE.replace("00 01", "00 02"))
    museum = the_museum()
    assert (museum.summary, museum.phone, museum.has_unpublished_changes) == (
        "",
        "02 31 00 00 02",
        True,
    )
    draft = museum.get_latest_revision_as_object()
    assert (draft.summary, draft.phone) == ("En chantier.", "02 31 00 00 02")


def test_a_draft_that_was_never_on_line_is_compared_as_it_was_left(now):
    run(now, LINE)
    draft = the_museum().get_latest_revision_as_object()
    draft.phone = "02 99 99 99 99"
    draft.save_revision()
    report = run(now, LINE.replace("00 01", "00 02").replace("fer.", "fonte."))
    assert told(report) == [(2, Reason.CHANGED), (2, Reason.PROPOSED)]
    draft = the_museum().get_latest_revision_as_object()
    assert (draft.phone, draft.website) == ("02 99 99 99 99", "https://fonte.example")


def test_what_a_file_says_of_a_visit(network, now):
    header = "Nom;Ville;Code postal;Gratuit;Jours gratuits;Entrée de plain-pied;LSF;FALC"
    lines = ["Musée A;Caen;14000;non;le 1er dimanche;oui;Non;", "Musée B;Caen;14000;;;peut-être;;"]
    content = table(*lines, header=header)
    report = import_members(read_members(content), now)
    one, other = MuseumPage.objects.order_by("title")
    answers = (one.is_free, one.free_days, one.has_level_entrance, one.has_sign_language)
    assert answers == (False, "le 1er dimanche", True, False)
    assert one.has_easy_text is None
    assert other.has_level_entrance is None
    unread = [line for line in report.lines if line.reason == Reason.ANSWER_UNREADABLE]
    assert [line.number for line in unread] == [3]
    again = import_members(read_members(content), now)
    assert (again.counts["updated"], again.counts["proposed"]) == (0, 0)


def test_a_locked_page_gets_proposals_only(now):
    run(now, LINE, is_publishing=True)
    MuseumPage.objects.update(locked=True)
    assert told(run(now, LINE.replace("00 01", "00 02"))) == [(2, Reason.PROPOSED)]
    assert the_museum().phone == "02 31 00 00 01"


def test_museums_are_found_by_code_then_by_name_and_town(network, now):
    run(now, LINE)
    assert run(now, LINE.replace("du Fer", "de la Fonte")).counts == {"updated": 1}
    hand = MuseumPageFactory(parent=network.museums, title="Musée des Poupées", town="Saint-Lô")
    run(now, "M0200;MUSEE DES POUPEES;ST LO;14;;;")
    hand.refresh_from_db()
    assert hand.museofile_code == "M0200"
    assert MuseumPage.objects.count() == 2


def test_nothing_is_guessed(network, now):
    for _number in range(2):
        MuseumPageFactory(parent=network.museums, title="Musée municipal", town="Vire")
    MuseumPageFactory(
        parent=network.museums, title="Musée du Fer", town="Caen", museofile_code="M0999"
    )
    report = run(
        now,
        ";Musée municipal;Vire;14;;;",
        LINE,
        "M0300;Musée neuf;Caen;14;;;",
        "M0300;Autre musée;Caen;14;;;",
        ";Musée Neuf;CAEN;14;;;",
        ";Sans département;Paris;;;;",
        ";Musée d’ailleurs;Paris;75;;;",
    )
    assert told(report) == [
        (2, Reason.AMBIGUOUS),
        (3, Reason.OTHER_CODE),
        (4, Reason.NEW_DRAFT),
        (5, Reason.SAME_CODE),
        (6, Reason.SAME_MUSEUM),
        (7, Reason.NO_DEPARTMENT),
        (8, Reason.DEPARTMENT_UNKNOWN),
    ]
    assert MuseumPage.objects.count() == 4


def test_a_theme_that_nobody_knows_is_said_once(now):
    report = run(now, ";Un;Caen;14;;;Histoire;", ";Deux;Caen;14;;;Magie", ";Trois;Caen;14;;;Magie")
    assert [line.details for line in report.lines if line.reason == Reason.THEME_UNKNOWN] == [
        {"theme": "Magie", "count": 2}
    ]


@pytest.mark.parametrize(
    ("place", "reason"),
    [
        ("49.18,-0.37", None),
        ("-0.37,49.18", Reason.PLACE_SWAPPED),
        ("40.71,-74.00", Reason.PLACE_ABROAD),
        ("48.85,2.35", Reason.PLACE_FAR),
    ],
)
def test_a_museum_stands_in_its_town(now, place, reason):
    Town.objects.create(
        code="14118",
        name="Caen",
        postcodes="14000",
        department_code="14",
        latitude="49.18",
        longitude="-0.37",
    )
    header = "Nom;Ville;Code postal;geolocalisation"
    report = run(now, f"Musée;CAEN;14000;{place}", header=header)
    wanted = [(2, reason)] if reason else []
    assert told(report) == [*wanted, (2, Reason.NEW_DRAFT)]
    museum = MuseumPage.objects.get()
    assert (museum.latitude is None) == bool(reason)
    assert (museum.town, museum.department.code) == ("Caen", "14")


def test_a_rehearsal_says_the_same_and_does_nothing(now):
    reading = read_members(MUSEOFILE.encode())
    rehearsed = rehearse_members(reading, now)
    assert not MuseumPage.objects.exists()
    assert told(rehearsed) == told(import_members(reading, now))


def test_accepting_puts_it_on_line_and_refusing_is_remembered(now, network_member):
    run(now, LINE, is_publishing=True)
    edit(the_museum(), phone="02 99 99 99 99", website="https://mien.example")
    run(now, LINE.replace("00 01", "00 02").replace("fer.", "fonte."))
    by_field = {proposal.field: proposal for proposal in waiting_for(network_member)}
    assert accept(the_museum(), [by_field["phone"]], now, network_member)
    refuse([by_field["website"]], now, network_member)
    assert list(waiting_for(network_member)) == []
    museum = the_museum()
    assert (museum.phone, museum.website) == ("02 31 00 00 02", "https://mien.example")
    again = run(now, LINE.replace("00 01", "00 02").replace("fer.", "fonte."))
    assert again.counts == {"unchanged": 1}
    follows = run(now, LINE.replace("00 01", "00 03").replace("fer.", "fonte."))
    assert follows.counts == {"updated": 1}


def test_nobody_decides_over_a_lock(now, network_member):
    run(now, LINE, is_publishing=True)
    MuseumPage.objects.update(locked=True)
    run(now, LINE.replace("00 01", "00 02"))
    with pytest.raises(BusyPageError):
        accept(the_museum(), list(waiting_for(network_member)), now, network_member)


class TestCommand:
    def test_the_example_twice(self, tmp_path, capsys):
        file = example(tmp_path / "musees.csv")
        call_command("import_museums", file, "--dry-run")
        assert not MuseumPage.objects.exists()
        call_command("import_museums", file, "--publish")
        assert MuseumPage.objects.get().live
        capsys.readouterr()
        call_command("import_museums", file)
        assert len(capsys.readouterr().out.splitlines()) == 2  # a theme, and the count

    def test_the_template(self, capsys):
        call_command("import_museums", "--template")
        assert capsys.readouterr().out.startswith("Nom;Code Muséofile;Adresse;")

    @pytest.mark.parametrize("arguments", [[], ["absent.csv"]])
    def test_no_file(self, arguments):
        with pytest.raises(CommandError):
            call_command("import_museums", *arguments)

    def test_no_such_encoding(self, tmp_path):
        with pytest.raises(CommandError, match="klingon"):
            call_command("import_museums", example(tmp_path / "a.csv"), "--encoding", "klingon")


def test_the_real_museums_twice(shared_data, now):
    for code, name in {"27": "Eure", "50": "Manche", "61": "Orne", "76": "Seine-Maritime"}.items():
        DepartmentFactory(code=code, name=name)
    content = (shared_data / "museums/normandie-museofile-2020.json").read_bytes()
    first = import_members(read_members(content), now)
    assert first.counts["created"] == MuseumPage.objects.count() == 90
    again = import_members(read_members(content), now)
    assert again.counts["unchanged"] == 90
