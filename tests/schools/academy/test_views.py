"""The queue, the page where one reads and answers, the page where a museum asks."""

from datetime import UTC, date, datetime

import pytest
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.urls import reverse
from django.utils.timezone import localdate

from cms.models import User
from museums.dashboard import museum_concerns, network_concerns
from schools.models import AcademyPartner, KitValidation
from tests.factories.academy import (
    AcademyFactory,
    KitValidationFactory,
    PartnershipAgreementFactory,
    a_partner,
)
from tests.factories.schools import ClassKitPageFactory
from tests.keeping import kept
from tests.schools.kits import publish_kit

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("now")]
QUEUE = reverse("kit_reviews:index")


@pytest.fixture
def agreement(db):
    return PartnershipAgreementFactory()


@pytest.fixture
def partner(agreement):
    return a_partner(agreement.academy, function="IA-IPR d’histoire")


@pytest.fixture
@kept
def kit(museum):
    """With its first version, as teachers download it."""
    return publish_kit(ClassKitPageFactory(parent=museum, title="La dentelle", slug="dentelle"))


@pytest.fixture
def asked(kit, agreement):
    return KitValidationFactory(release=kit.current_release, agreement=agreement)


def address(validation, name="review", *args):
    return reverse(f"kit_reviews:{name}", args=[validation.pk, *args])


def rows(response):
    return [validation.pk for validation in response.context["object_list"]]


class TestQueue:
    def test_what_waits_is_listed_the_longest_waiting_first(self, asked, partner, client):
        client.force_login(partner)
        first = KitValidationFactory(
            agreement=asked.agreement,
            release__kit=asked.kit,
            release__number=2,
            release__changelog="Une faute de moins.",
            requested_at=datetime(2026, 11, 1, 9, tzinfo=UTC),
        )
        KitValidationFactory(
            agreement=asked.agreement,
            release__kit=asked.kit,
            release__number=3,
            release__changelog="Une autre.",
            validated=True,
        )
        assert rows(client.get(QUEUE)) == [first.pk, asked.pk]
        assert len(rows(client.get(f"{QUEUE}?show=decided"))) == 1
        assert len(rows(client.get(f"{QUEUE}?show=all"))) == 3

    def test_it_asks_the_same_queries_whatever_its_length(
        self, asked, partner, museum, client, django_assert_num_queries
    ):
        client.force_login(partner)
        client.get(QUEUE)
        for number in (1, 2):
            with django_assert_num_queries(21):
                assert len(rows(client.get(QUEUE))) == number
            KitValidationFactory(agreement=asked.agreement, release__kit__parent=museum)

    def test_a_partner_sees_what_its_academies_were_asked(self, asked, client):
        other = AcademyFactory(name="académie de Rennes", departments=["35"])
        client.force_login(a_partner(other, "ipr@rennes.example"))
        assert rows(client.get(QUEUE)) == []
        for name in ("review", "pack", "read"):
            assert client.get(address(asked, name)).status_code == 404

    def test_the_network_sees_all_and_signs_nothing(self, asked, network_member, client):
        client.force_login(network_member)
        assert rows(client.get(QUEUE)) == [asked.pk]
        response = client.get(address(asked))
        may = [response.context[name] for name in ("may_take", "may_decide", "may_give_back")]
        assert may == [False, False, False]
        client.post(address(asked), {"act": "take"})
        assert KitValidation.objects.get().state == "requested"

    def test_for_a_museum_there_is_none(self, asked, museum, editor_of, client):
        client.force_login(editor_of(museum))
        assert client.get(QUEUE).status_code == 404
        assert client.get(address(asked)).status_code == 404

    def test_a_partner_has_no_page_tree(self, asked, partner, client):
        client.force_login(partner)
        assert client.get(reverse("wagtailadmin_home")).status_code == 200
        for name in ("wagtailadmin_explore_root", "class_kit_explorer:index"):
            assert client.get(reverse(name)).status_code == 302
        edit = reverse("wagtailadmin_pages:edit", args=[asked.kit.pk])
        assert client.get(edit).status_code == 302


class TestReading:
    def test_the_very_version_is_read(self, asked, partner, client):
        client.force_login(partner)
        response = client.get(address(asked, "read"))
        page = b"".join(response.streaming_content).decode()
        assert "La dentelle" in page
        assert response["Content-Type"] == "text/html"
        assert response["Content-Security-Policy"].startswith("default-src 'none'")
        css = client.get(address(asked, "page", "assets/kit.css"))
        assert css["Content-Type"] == "text/css"
        assert b"".join(css.streaming_content)

    @pytest.mark.parametrize(
        "path", ["nothing.html", "../MANIFEST.sha256", "assets/", "//etc/passwd"]
    )
    def test_there_is_nothing_else(self, asked, partner, client, path):
        client.force_login(partner)
        assert client.get(f"{address(asked, 'read')}{path}").status_code == 404

    def test_the_pack_is_given_even_if_its_page_is_off_line(self, asked, partner, client):
        asked.kit.unpublish()
        client.force_login(partner)
        response = client.get(address(asked, "pack"))
        assert len(response.getvalue()) == asked.release.size
        assert "no-store" in response["Cache-Control"]


class TestAnswering:
    @pytest.fixture
    def reading(self, asked, partner, client):
        client.force_login(partner)
        client.post(address(asked), {"act": "take"})
        asked.refresh_from_db()
        assert (asked.state, asked.validator) == ("reading", partner)
        return asked

    def test_yes(self, reading, client):
        form = client.get(address(reading)).context["form"]
        assert form.initial == {"function": "IA-IPR d’histoire"}
        data = {"act": "decide", "state": "validated", "function": "IA-IPR d’histoire"}
        response = client.post(address(reading), data)
        assert response.url == QUEUE
        reading.refresh_from_db()
        assert (reading.state, reading.valid_until) == ("validated", date(2028, 8, 31))

    @pytest.mark.parametrize(
        ("data", "said"),
        [
            ({"act": "give-back"}, "Le kit «\u202fLa dentelle\u202f» attend de nouveau"),
            (
                {"act": "decide", "state": "validated"},
                "Le kit «\u202fLa dentelle\u202f» est validé.",
            ),
            (
                {"act": "decide", "state": "refused", "comment": "Non."},
                "Le kit «\u202fLa dentelle\u202f» est refusé.",
            ),
            (
                {"act": "decide", "state": "to-correct", "comment": "À revoir."},
                "Le kit «\u202fLa dentelle\u202f» est à corriger",
            ),
        ],
    )
    def test_each_act_is_said_in_a_sentence(self, reading, client, data, said):
        client.get(address(reading))
        response = client.post(address(reading), data, follow=True)
        *_before, message = response.context["messages"]
        assert str(message).startswith(said)

    def test_an_act_that_there_is_not_is_refused(self, reading, client):
        assert client.post(address(reading), {"act": "forget"}).status_code == 400
        assert KitValidation.objects.get().state == "reading"

    def test_who_signed_is_said_with_their_function(self, reading, kit, client, network_member):
        data = {"act": "decide", "state": "validated", "function": "IA-IPR"}
        client.post(address(reading), data)
        name = KitValidation.objects.get().validator_name
        client.force_login(network_member)
        for url in (address(reading), reverse("kit_validations", args=[kit.pk])):
            assert f"{name}, IA-IPR" in " ".join(client.get(url).content.decode().split())

    @pytest.mark.parametrize("state", ["refused", "to-correct"])
    def test_no_without_a_reason_loses_nothing(self, reading, client, state):
        data = {"act": "decide", "state": state, "function": "Inspectrice"}
        response = client.post(address(reading), data)
        assert response.context["form"]["function"].value() == "Inspectrice"
        assert set(response.context["form"].errors) == {"comment"}
        assert KitValidation.objects.get().state == "reading"

    def test_an_end_after_the_agreements_is_refused(self, reading, client):
        data = {"act": "decide", "state": "validated", "valid_until": "2030-01-01"}
        assert set(client.post(address(reading), data).context["form"].errors) == {"valid_until"}

    def test_what_was_decided_meanwhile_is_said(self, reading, client):
        KitValidation.objects.update(state="withdrawn")
        data = {"act": "decide", "state": "validated"}
        response = client.post(address(reading), data, follow=True)
        said = [str(message) for message in response.context["messages"]]
        assert ["retirée par le musée" in words for words in said] == [False, True]

    def test_the_museum_reads_the_answer_on_its_dashboard(self, reading, museum, client):
        data = {"act": "decide", "state": "to-correct", "comment": "Il manque un corrigé."}
        client.post(address(reading), data)
        now = datetime(2026, 11, 22, 10, tzinfo=UTC)
        (concern,) = [c for c in museum_concerns(museum, now) if "académie" in c.heading]
        assert [(line.title, line.note) for line in concern.lines] == [
            ("La dentelle", "à corriger")
        ]


class TestAsking:
    @pytest.fixture
    def here(self, kit):
        return reverse("kit_validations", args=[kit.pk])

    @pytest.fixture(autouse=True)
    def editor(self, editor_of, museum, client):
        client.force_login(editor_of(museum))

    def test_one_click_asks(self, here, kit, agreement, partner, client):
        assert client.get(here).context["askable"] == [agreement]
        client.post(here, {"act": "ask", "pk": agreement.pk})
        validation = KitValidation.objects.get()
        assert (validation.release, validation.state) == (kit.current_release, "requested")
        response = client.get(here)
        assert response.context["askable"] == []
        assert [row[0] for row in response.context["validations"]] == [validation]

    def test_it_is_withdrawn(self, here, asked, client):
        client.post(here, {"act": "withdraw", "pk": asked.pk})
        assert KitValidation.objects.get().state == "withdrawn"

    def test_without_an_agreement_one_reads_why(self, here, client):
        response = client.get(here)
        assert response.context["askable"] == []
        assert response.context["reason"]

    def test_an_agreement_of_elsewhere_is_not_asked(self, here, client):
        other = PartnershipAgreementFactory(
            academy=AcademyFactory(name="académie de Rennes", departments=["35"])
        )
        client.post(here, {"act": "ask", "pk": other.pk})
        assert not KitValidation.objects.exists()

    @pytest.mark.parametrize("data", [{}, {"act": "ask"}, {"act": "ask", "pk": "x"}])
    def test_nonsense_asks_nothing(self, here, agreement, client, data):
        client.post(here, data)
        assert not KitValidation.objects.exists()

    def test_another_museum_has_no_such_page(self, other_museum, asked, client):
        kit = ClassKitPageFactory(parent=other_museum)
        assert client.get(reverse("kit_validations", args=[kit.pk])).status_code == 404

    def test_the_form_of_a_kit_leads_there(self, kit, here, client):
        page = client.get(reverse("wagtailadmin_pages:edit", args=[kit.pk])).content.decode()
        assert f'href="{here}"' in page


class TestSignedFile:
    @pytest.fixture
    def signed(self, agreement):
        agreement.signed_file.save("convention.pdf", ContentFile(b"%PDF-1.7 %%EOF"))
        return reverse("agreement_file", args=[agreement.pk])

    def test_partners_and_the_network_read_it(self, signed, partner, network_member, client):
        for person in (partner, network_member):
            client.force_login(person)
            assert client.get(signed).getvalue() == b"%PDF-1.7 %%EOF"

    def test_nobody_else_does(self, signed, museum, editor_of, client):
        assert client.get(signed).status_code == 302
        for person in (
            editor_of(museum),
            a_partner(AcademyFactory(name="académie de Rennes"), "ipr@rennes.example"),
        ):
            client.force_login(person)
            assert client.get(signed).status_code == 404

    def test_one_that_another_replaces_is_gone(
        self, signed, agreement, django_capture_on_commit_callbacks
    ):
        first = agreement.signed_file.name
        with django_capture_on_commit_callbacks(execute=True):
            agreement.save()
        assert default_storage.exists(first)
        with django_capture_on_commit_callbacks(execute=True):
            agreement.signed_file.save("convention.pdf", ContentFile(b"%PDF-1.7 %%EOF"))
        second = agreement.signed_file.name
        assert (default_storage.exists(first), default_storage.exists(second)) == (False, True)
        with django_capture_on_commit_callbacks(execute=True):
            agreement.delete()
        assert not default_storage.exists(second)

    def test_its_address_in_the_form_is_the_guarded_one(
        self, signed, agreement, network_member, client
    ):
        client.force_login(network_member)
        page = client.get(reverse("agreements:edit", args=[agreement.pk])).content.decode()
        assert f'href="{signed}"' in page
        assert agreement.signed_file.name not in page.replace(f">{agreement.signed_file.name}<", "")


def test_the_network_keeps_academies_and_their_partners(network_member, client):
    client.force_login(network_member)
    academy = AcademyFactory()
    reader = a_partner(academy)
    for name in ("academies", "agreements", "relay_teachers"):
        assert client.get(reverse(f"{name}:index")).status_code == 200
        assert client.get(reverse(f"{name}:add")).status_code == 200
    page = client.get(reverse("academies:edit", args=[academy.pk]))
    assert page.status_code == 200
    assert str(reader) in page.content.decode()
    data = {
        "name": "académie de Caen",
        "departments": [academy.departments.get().pk],
        "partners-TOTAL_FORMS": 1,
        "partners-INITIAL_FORMS": 1,
        "partners-0-id": academy.partners.get().pk,
        "partners-0-user": reader.pk,
        "partners-0-function": "Conseillère",
        "partners-0-ORDER": 1,
    }
    assert client.post(reverse("academies:edit", args=[academy.pk]), data).status_code == 302
    academy.refresh_from_db()
    assert academy.name == "académie de Caen"
    assert academy.partners.get().function == "Conseillère"


def test_the_network_is_told_of_agreements_that_end(network_member):
    near = PartnershipAgreementFactory(ends_on=date(2027, 2, 20))
    assert near.runs_on(localdate())
    now = datetime(2026, 11, 22, 10, tzinfo=UTC)
    (concern,) = [c for c in network_concerns(now) if "Conventions" in c.heading]
    assert [line.title for line in concern.lines] == [str(near)]


def test_the_network_is_told_of_partners_whom_no_academy_names(partner, agreement, now):
    newcomer = User.objects.create_user("ada@academie.example", "secret", first_name="Ada")
    newcomer.groups.add(partner.groups.get())

    def named():
        (concern,) = [c for c in network_concerns(now) if "rattacher" in c.heading]
        return [line.title for line in concern.lines]

    assert named() == ["Ada"]
    AcademyPartner.objects.create(academy=agreement.academy, user=newcomer)
    assert not [c for c in network_concerns(now) if "rattacher" in c.heading]
