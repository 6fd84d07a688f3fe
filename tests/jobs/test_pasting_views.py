"""« Coller une annonce »: a draft in the normal form, with nothing lost and nobody's secrets."""

import re
from datetime import date

import pytest
from django.urls import reverse

from jobs.models import JobPage
from tests.factories.jobs import JobPageFactory
from tests.jobs.notices import HERE

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("now")]

NOTICE = (HERE / "emploi-territorial.txt").read_text()


@pytest.fixture
def paste(museum, editor_of, client):
    """Pastes a text as an editor; gives the answer."""
    client.force_login(editor_of(museum))
    url = reverse("paste_offer", args=[museum.pk])
    return lambda text=NOTICE: client.post(url, {"text": text}, follow=True)


def said(response):
    return [str(message).strip() for message in response.context["messages"]]


def texts(offer):
    return {block.value["heading"]: block.value["text"].source for block in offer.sections}


def test_the_form_opens_filled_in(paste, museum):
    response = paste()
    offer = JobPage.objects.get()
    assert response.redirect_chain == [(reverse("wagtailadmin_pages:edit", args=[offer.pk]), 302)]
    assert (offer.live, offer.museum, offer.deadline_on) == (False, museum, date(2027, 1, 31))
    assert (offer.source, offer.civil_service) == ("emploi_territorial", "fpt")
    assert offer.external_reference == "O076270100000042"
    assert sorted(term.slug for term in offer.contract_types.all()) == [
        "contractuel-public",
        "titulaire",
    ]
    assert offer.locations.get().department_code == "76"
    assert [str(row) for row in offer.grades.all()] != []
    form = response.context["form"]
    assert form.initial["title"] == offer.title
    assert len(form.formsets["applications"].forms) == 2


def test_what_has_no_field_is_told_and_kept(paste):
    response = paste()
    assert len(said(response)) == 2
    assert "1 ligne n’a pas de champ à elle." in said(response)[1]
    assert "<li>Prime de marée : 12 coquillages</li>" in said(response)[1]
    assert texts(JobPage.objects.get())["À mettre à sa place"] == (
        "<p>Prime de marée : 12 coquillages</p>"
    )


def test_what_a_field_refuses_is_told_and_kept(paste):
    long = "Famille de métiers : " + "Culture " * 60
    response = paste(
        f"Titre\n{long}\nPage de candidature en ligne : {'x' * 600}\nContact : {'Ada ' * 60}"
    )
    left = texts(JobPage.objects.get())["À mettre à sa place"]
    assert len(re.findall("<p>", left)) == 3
    assert "3 lignes n’ont pas de champ à elles." in said(response)[1]


def test_a_notice_pasted_twice_leaves_its_number_to_the_first(paste, other_museum):
    JobPageFactory(
        parent=other_museum,
        live=False,
        source="emploi_territorial",
        external_reference="O076270100000042",
        title="Secret de l’autre",
    )
    response = paste()
    offer = JobPage.objects.latest("pk")
    assert offer.external_reference == ""
    assert "<p>Offre n° O076270100000042</p>" in texts(offer)["À mettre à sa place"]
    assert "Secret de l’autre" not in response.content.decode()


@pytest.mark.parametrize("text", ["Bonjour", "<script>alert(1)</script>\n<b>x", "Offre n° 12"])
def test_any_text_makes_a_draft(paste, text):
    response = paste(text)
    assert response.status_code == 200
    assert "<script>alert(1)" not in response.content.decode()
    assert JobPage.objects.get().title


@pytest.mark.parametrize("text", ["", "   \n ", "x" * 50_001])
def test_nothing_or_too_much_is_told(paste, text):
    assert paste(text).context["form"].errors
    assert not JobPage.objects.exists()


def test_the_way_there_is_in_the_form_of_a_new_offer(museum, editor_of, client):
    client.force_login(editor_of(museum))
    form = client.get(reverse("wagtailadmin_pages:add", args=["jobs", "jobpage", museum.pk]))
    assert f'href="{reverse("paste_offer", args=[museum.pk])}"' in form.content.decode()


def test_nobody_pastes_into_another_museum(other_museum, museum, editor_of, network, client):
    client.force_login(editor_of(museum))
    for parent in (other_museum, network.home, network.jobs):
        url = reverse("paste_offer", args=[parent.pk])
        assert client.get(url).status_code == client.post(url, {"text": "x"}).status_code == 404


def test_the_network_pastes_into_its_list(network, network_member, client):
    client.force_login(network_member)
    client.post(reverse("paste_offer", args=[network.jobs.pk]), {"text": NOTICE})
    assert JobPage.objects.get().museum is None
