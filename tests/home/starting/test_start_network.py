"""A real network starts on an empty database."""

import sys
from io import StringIO

import pytest
from django.core.management import CommandError, call_command
from wagtail.models import Page, Site

from cms.models import NetworkSettings, SchoolHoliday, User
from events.models import Audience, EventType
from home.models import ContactPage, StandardPage
from jobs.models import ContractType
from museums.models import Department, MuseumPage, Theme
from museums.network import NETWORK_GROUP
from schools.models import SchoolLevel

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("now")]

WISHES = {
    "name": "Musées d’Armorique",
    "departments": "29, 22",
    "admin": "Admin@armorique.example",
}


def start(**options):
    """What the command answers, line by line."""
    said = StringIO()
    call_command("start_network", no_input=True, stdout=said, **options)
    return said.getvalue().splitlines()


def paths():
    return list(Page.objects.live().filter(depth__gt=2).order_by("path").values_list("url_path"))


def texts(client, path="/"):
    return " ".join(client.get(path).content.decode().split())


class TestAFirstStart:
    def test_it_says_what_it_did_and_what_is_left(self, monkeypatch):
        monkeypatch.setenv("DJANGO_SUPERUSER_PASSWORD", "fenêtre sur rue 12")
        assert start(**WISHES, brand="#7A1F3D") == [
            "Académies\u00a0: Rennes",
            "Fait\u00a0: les pages du site",
            "Fait\u00a0: nom\u00a0: Musées d’Armorique",
            "Fait\u00a0: zone de vacances scolaires\u00a0: B",
            "Fait\u00a0: bandeau\u00a0: #7a1f3d",
            "Fait\u00a0: bandeau, thème sombre\u00a0: #4f1428",
            "Connectez-vous avec admin@armorique.example\u00a0: http://testserver/admin/",
            "Ce qui reste à faire\u00a0: http://testserver/admin/first-steps/",
        ]

    def test_each_page_of_the_tree_opens(self, client):
        start(**WISHES)
        pages = Page.objects.live().filter(depth__gt=1).order_by("path")
        found = {page.url: client.get(page.url).status_code for page in pages}
        assert found == dict.fromkeys(
            [
                "/",
                "/agenda/",
                "/musees/",
                "/ecoles/",
                "/emploi/",
                "/actualites/",
                "/contact/",
                "/plan-du-site/",
                "/mentions-legales/",
                "/donnees-personnelles/",
                "/accessibilite/",
            ],
            200,
        )

    def test_the_site_answers_at_its_address_under_its_name(self, client):
        start(**WISHES)
        site = Site.objects.get()
        assert (site.hostname, site.site_name) == ("testserver", "Musées d’Armorique")
        assert "Musées d’Armorique" in texts(client)

    def test_what_only_the_network_can_say_is_to_be_completed(self, client):
        start(**WISHES)
        lacking = StandardPage.objects.to_complete().order_by("path")
        assert [(page.slug, page.live) for page in lacking] == [
            ("le-reseau", False),
            ("mentions-legales", True),
            ("donnees-personnelles", True),
        ]
        assert "Éditeur : Musées d’Armorique" in texts(client, "/mentions-legales/")
        assert ContactPage.objects.get().data_page.slug == "donnees-personnelles"

    def test_nothing_of_the_demo_is_there(self, client):
        start(**WISHES)
        assert MuseumPage.objects.count() == 0
        found = [
            page.url
            for page in Page.objects.live().filter(depth__gt=1)
            if "démonstration" in texts(client, page.url) or "imaginaire" in texts(client, page.url)
        ]
        assert found == []

    def test_it_has_the_words_that_its_museums_choose_from(self):
        start(**WISHES)
        assert list(Department.objects.values_list("code", "name")) == [
            ("22", "Côtes-d’Armor"),
            ("29", "Finistère"),
        ]
        counts = [model.objects.count() for model in (EventType, Audience, Theme)]
        assert counts == [12, 7, 12]
        assert set(SchoolHoliday.objects.values_list("zone", flat=True)) == {"A", "B", "C"}

    def test_it_speaks_french_only_unless_told(self, client):
        start(**WISHES)
        assert "English" not in texts(client)
        assert client.get("/en/").status_code == 404

    def test_it_speaks_english_where_it_is_asked_to(self, client):
        start(**WISHES, languages="fr,en", tagline_en="Museums at the end of the land")
        pages = Page.objects.filter(locale__language_code="en").order_by("path")
        assert [(page.url, client.get(page.url).status_code) for page in pages] == [
            ("/en/", 200),
            ("/en/agenda/", 200),
            ("/en/museums/", 200),
            ("/en/schools/", 200),
            ("/en/jobs/", 200),
            ("/en/news/", 200),
            ("/en/contact/", 200),
            ("/en/site-map/", 200),
            ("/en/legal-notice/", 200),
            ("/en/personal-data/", 200),
            ("/en/accessibility/", 200),
        ]
        assert "Publisher: Musées d’Armorique" in texts(client, "/en/legal-notice/")

    def test_departments_of_several_zones_leave_the_choice(self):
        said = start(**WISHES | {"departments": "14,75"})
        assert said[:2] == [
            "Académies\u00a0: Normandie, Paris",
            "Ces départements sont dans les zones B, C\u00a0: choisissez celle que suit l’agenda.",
        ]
        assert NetworkSettings.objects.get().school_zone == ""


class TestMembers:
    def test_a_file_of_them_is_imported_as_drafts(self, tmp_path):
        file = tmp_path / "musees.csv"
        file.write_text(
            "nom;commune;departement\n"
            "Musée du Goémon;Plouguerneau;29\n"
            "Musée des Phares;Ouessant;29\n"
        )
        start(**WISHES, members=file)
        found = MuseumPage.objects.order_by("title").values_list("title", "town", "live")
        assert list(found) == [
            ("Musée des Phares", "Ouessant", False),
            ("Musée du Goémon", "Plouguerneau", False),
        ]

    def test_without_the_file_nothing_is_started(self, tmp_path):
        with pytest.raises(CommandError) as error:
            start(**WISHES, members=tmp_path / "absent.csv")
        assert str(error.value).startswith("Il n’y a pas de fichier")
        assert not Page.objects.filter(slug="agenda").exists()


class TestTheAdministrator:
    def test_a_password_of_the_environment_is_theirs(self, monkeypatch):
        monkeypatch.setenv("DJANGO_SUPERUSER_PASSWORD", "fenêtre sur rue 12")
        start(**WISHES)
        person = User.objects.get()
        assert (person.email, person.is_superuser) == ("admin@armorique.example", True)
        assert [group.name for group in person.groups.all()] == [NETWORK_GROUP]
        assert person.check_password("fenêtre sur rue 12")

    def test_without_one_they_choose_it_by_a_link(self, client):
        line = next(line for line in start(**WISHES) if "choisit son mot de passe" in line)
        url = line.rpartition("\u00a0: ")[2]
        form = client.get(url, follow=True)
        typed = {"new_password1": "fenêtre sur rue 12", "new_password2": "fenêtre sur rue 12"}
        client.post(form.request["PATH_INFO"], typed)
        assert User.objects.get().check_password("fenêtre sur rue 12")


class TestAgain:
    def test_what_somebody_set_stays(self, monkeypatch):
        monkeypatch.setenv("DJANGO_SUPERUSER_PASSWORD", "fenêtre sur rue 12")
        start(**WISHES, tagline="Au bout de la terre")
        NetworkSettings.objects.update(tagline="Au bord de l’eau")
        EventType.objects.filter(slug="fete").delete()
        StandardPage.objects.get(slug="mentions-legales").delete()
        Page.objects.filter(slug="emploi").update(title="Travailler au musée")
        before = paths()
        assert start(**WISHES | {"name": "Autre nom", "departments": "35", "admin": None}) == [
            "Déjà là, et inchangé\u00a0: les pages du site",
            "Déjà là, et inchangé\u00a0: nom\u00a0: Musées d’Armorique",
            "Ce qui reste à faire\u00a0: http://testserver/admin/first-steps/",
        ]
        assert paths() == before
        network = NetworkSettings.objects.get()
        assert (network.name, network.tagline) == ("Musées d’Armorique", "Au bord de l’eau")
        assert not EventType.objects.filter(slug="fete").exists()
        assert list(Department.objects.values_list("code", flat=True)) == ["22", "29", "35"]

    def test_english_may_come_later(self, client):
        start(**WISHES)
        start(languages="fr,en")
        assert client.get("/en/agenda/").status_code == 200

    def test_what_was_left_empty_is_filled(self):
        start(**WISHES)
        start(contact_email="contact@armorique.example")
        assert NetworkSettings.objects.get().contact_email == "contact@armorique.example"


class TestRefusals:
    def refusal(self, **options):
        with pytest.raises(CommandError) as error:
            start(**options)
        return str(error.value)

    def test_the_demo_is_never_mixed_with_it(self, network):
        User.objects.create_user("referente@musees.example", "mosaique")
        assert self.refusal(**WISHES).startswith("Cette base contient la démonstration")

    def test_nor_the_demo_with_a_real_network(self):
        start(**WISHES)
        with pytest.raises(CommandError) as error:
            call_command("load_demo")
        assert str(error.value) == "This database holds a real network: the demo needs its own."

    @pytest.mark.parametrize(
        ("wishes", "said"),
        [
            ({"name": None}, "Un réseau ne peut pas démarrer sans\u00a0: --name"),
            ({"departments": None}, "Un réseau ne peut pas démarrer sans\u00a0: --departments"),
            ({"admin": None}, "Un réseau ne peut pas démarrer sans\u00a0: --admin"),
            ({"admin": "alix"}, "Écrivez une adresse complète, comme nom@exemple.fr."),
            (
                {"departments": "29,99"},
                "«\u202f99\u202f» n’est pas un département français\u00a0: écrivez des codes comme "
                "14, 2A ou 974.",
            ),
            ({"languages": "de"}, "Écrivez «\u202ffr\u202f», ou «\u202ffr,en\u202f»."),
            (
                {"school_zone": "D"},
                "Les zones de vacances scolaires sont A, B et C, en France seulement.",
            ),
            (
                {"brand": "#888888"},
                "Son contraste avec le texte blanc posé dessus est de 3,54\u202f; il en faut 4,5. "
                "Choisissez une couleur plus foncée.",
            ),
        ],
    )
    def test_what_makes_no_sense_is_refused_and_nothing_is_done(self, wishes, said):
        assert self.refusal(**WISHES | wishes) == said
        assert not Page.objects.filter(slug="agenda").exists()
        assert not User.objects.exists()

    def test_a_country_that_nobody_knows(self, settings):
        settings.COUNTRY = "ZZ"
        assert self.refusal(**WISHES).startswith("COUNTRY=ZZ\u00a0: écrivez les deux lettres")


class TestElsewhere:
    WISHES = WISHES | {"departments": "NAM=Namur, lie = Liège"}

    @pytest.fixture(autouse=True)
    def belgium(self, settings):
        settings.COUNTRY, settings.TIME_ZONE = "BE", "Europe/Brussels"

    def test_it_leaves_out_what_only_france_has(self, client):
        assert start(**self.WISHES)[:2] == [
            "Fait\u00a0: les pages du site",
            "Fait\u00a0: nom\u00a0: Musées d’Armorique",
        ]
        assert list(Department.objects.values_list("code", "name")) == [
            ("LIE", "Liège"),
            ("NAM", "Namur"),
        ]
        assert not SchoolLevel.objects.exists()
        assert not SchoolHoliday.objects.exists()
        assert not ContractType.objects.filter(slug="service-civique").exists()
        assert client.get("/accessibilite/").status_code == 404
        text = texts(client, "/donnees-personnelles/")
        assert "l’autorité de protection des données de votre pays" in text
        assert "Cnil" not in text

    def test_a_time_zone_of_elsewhere_is_told(self, settings):
        settings.TIME_ZONE = "Europe/Paris"
        assert start(**self.WISHES)[0] == (
            "COUNTRY vaut BE et TIME_ZONE vaut Europe/Paris\u00a0: là-bas, les horloges suivent "
            "Europe/Brussels. Corrigez l’un des deux avant toute publication."
        )

    def test_a_french_code_means_nothing_there(self):
        with pytest.raises(CommandError) as error:
            start(**self.WISHES | {"departments": "14"})
        assert str(error.value) == (
            "«\u202f14\u202f» ne donne pas un code et un nom\u00a0: écrivez-les comme dans "
            "ABC=Province (code de trois lettres ou chiffres au plus)."
        )


def test_at_a_terminal_it_asks_and_asks_again(monkeypatch):
    answers = iter(
        [
            "",
            "Musées d’Armorique",
            "",
            "29, 99",
            "29",
            "",
            "contact@armorique.example",
            "",
            "alix@armorique.example",
        ]
    )
    questions = []

    def answer(question):
        questions.append(question)
        return next(answers)

    monkeypatch.setattr(sys.stdin, "isatty", lambda: True, raising=False)
    monkeypatch.setattr("builtins.input", answer)
    monkeypatch.setenv("DJANGO_SUPERUSER_PASSWORD", "fenêtre sur rue 12")
    said = StringIO()
    call_command("start_network", stdout=said)
    assert [question.split("\u202f?")[0] for question in questions] == [
        "Comment s’appelle le réseau",
        "Comment s’appelle le réseau",
        "Qu’est-ce que c’est, en une ligne",
        "Quels départements",
        "Quels départements",
        "En quelles langues",
        "À quelle adresse vous écrit-on",
        "Quelle zone de vacances scolaires",
        "Qui administre le site",
    ]
    assert "  Il faut un nom au réseau.\n" in said.getvalue()
    network = NetworkSettings.objects.get()
    assert (network.name, network.school_zone) == ("Musées d’Armorique", "B")
    assert list(User.objects.values_list("email", flat=True)) == ["alix@armorique.example"]
