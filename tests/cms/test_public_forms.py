"""What anybody may send comes in without a cookie; other sites and robots stay out."""

from datetime import timedelta
from html.parser import HTMLParser

import pytest
from django import forms
from django.http import HttpResponse
from django.shortcuts import redirect
from django.template import engines
from django.test import Client
from django.urls import path, reverse
from django.utils import timezone

from cms import urls as site
from cms.public_forms import (
    LONGEST,
    MOST_SENDINGS,
    SENDINGS_PERIOD,
    PublicForm,
    same_origin_only,
    visitor_network,
)

A_MOMENT = timedelta(seconds=20)
OWN = {"Sec-Fetch-Site": "same-origin"}


class ContactForm(PublicForm):
    name = forms.CharField()
    email = forms.EmailField()
    topics = forms.MultipleChoiceField(
        choices=[("visit", "Visite"), ("loan", "Prêt")],
        widget=forms.CheckboxSelectMultiple,
        required=False,
    )
    message = forms.CharField(widget=forms.Textarea)


class OtherForm(ContactForm):
    """The same questions for another purpose."""


@same_origin_only
def contact(request):
    form = ContactForm(request.POST or None, request=request)
    if form.is_valid():
        return redirect("/merci/")
    template = engines["django"].from_string(
        "{% load public_forms %}{% public_form form=form label='Envoyer' %}"
    )
    return HttpResponse(template.render({"form": form}))


urlpatterns = [path("contact/", contact), *site.urlpatterns]


class Boxes(HTMLParser):
    """The boxes of a form as a browser has them, by name."""

    def __init__(self, page):
        super().__init__()
        self.boxes = {}
        self.feed(page)

    def handle_starttag(self, tag, attributes):
        if tag in ("input", "textarea"):
            found = dict(attributes)
            self.boxes[found["name"]] = found


def boxes(response):
    return Boxes(response.content.decode()).boxes


ANSWERS = {
    "name": "Dominique Hamel",
    "email": "dominique@exemple.fr",
    "topics": ["loan"],
    "message": "Bonjour,\nvoici ma demande.",
}


@pytest.fixture
def visitor(now):
    """A browser that keeps to Django's protection and comes from one address."""
    return Client(enforce_csrf_checks=True, headers=OWN, REMOTE_ADDR="81.2.69.142")


@pytest.fixture
def send(visitor, now, time_machine_at):
    """Opens the form, waits, and sends it with these answers."""

    def send(wait=A_MOMENT, **values):
        stamp = boxes(visitor.get("/contact/"))[ContactForm.STAMP]["value"]
        time_machine_at(timezone.now() + wait)
        return visitor.post("/contact/", ANSWERS | {ContactForm.STAMP: stamp} | values)

    return send


def refusals(response):
    """What the form says of the whole, in the summary on top."""
    page = response.content.decode()
    return [
        text
        for text in (
            "Cette page est restée ouverte trop longtemps",
            "C’était trop rapide",
            "Une case cachée a été remplie",
            "Votre connexion nous a envoyé beaucoup de formulaires",
        )
        if text in page
    ]


@pytest.mark.urls(__name__)
class TestGuards:
    def test_a_person_sends_it_and_gets_no_cookie(self, send):
        response = send()
        assert (response.status_code, response["Location"]) == (302, "/merci/")
        assert not response.cookies

    def test_too_quick_is_a_robot(self, send):
        assert refusals(send(wait=timedelta(seconds=1))) == ["C’était trop rapide"]
        assert send(wait=PublicForm.QUICKEST + timedelta(seconds=1)).status_code == 302

    def test_a_page_that_stayed_open_comes_back_with_a_new_stamp(
        self, send, visitor, now, time_machine_at
    ):
        response = send(wait=LONGEST + timedelta(seconds=1))
        assert refusals(response) == ["Cette page est restée ouverte trop longtemps"]
        fresh = boxes(response)[ContactForm.STAMP]["value"]
        time_machine_at(now + LONGEST + A_MOMENT)
        again = visitor.post("/contact/", ANSWERS | {ContactForm.STAMP: fresh})
        assert again.status_code == 302

    @pytest.mark.parametrize("stamp", ["", "shown:1abc:forged", "n’importe quoi"])
    def test_a_stamp_that_is_not_ours(self, send, stamp):
        response = send(**{ContactForm.STAMP: stamp})
        assert refusals(response) == ["Cette page est restée ouverte trop longtemps"]

    def test_a_stamp_of_another_form(self, send, rf, now):
        other = OtherForm(request=rf.get("/"))
        assert send().status_code == 302
        assert refusals(send(**{ContactForm.STAMP: other.stamp})) == [
            "Cette page est restée ouverte trop longtemps"
        ]

    def test_a_box_that_nobody_sees(self, send):
        response = send(**{ContactForm.TRAP: "https://exemple.com"})
        assert refusals(response) == ["Une case cachée a été remplie"]
        assert "value" not in boxes(response)[ContactForm.TRAP]

    def test_too_many_from_one_connection(self, send, visitor, now, time_machine_at):
        assert [send().status_code for _number in range(MOST_SENDINGS)] == [302] * MOST_SENDINGS
        response = send()
        assert refusals(response) == ["Votre connexion nous a envoyé beaucoup de formulaires"]
        assert send(wait=SENDINGS_PERIOD + 2 * A_MOMENT).status_code == 302

    def test_mistakes_are_not_counted_as_sendings(self, send):
        for _number in range(MOST_SENDINGS + 1):
            assert send(email="dominique").status_code == 200
        assert send().status_code == 302

    def test_another_connection_is_not_held_back(self, send, visitor):
        for _number in range(MOST_SENDINGS + 1):
            send()
        visitor.defaults["REMOTE_ADDR"] = "81.2.69.143"
        assert send().status_code == 302

    def test_another_form_of_the_same_visitor_is_not_held_back(self, send, rf, time_machine_at):
        for _number in range(MOST_SENDINGS + 1):
            send()
        request = rf.post("/", REMOTE_ADDR="81.2.69.142")
        stamp = OtherForm(request=request).stamp
        time_machine_at(timezone.now() + A_MOMENT)
        assert OtherForm(ANSWERS | {OtherForm.STAMP: stamp}, request=request).is_valid()

    @pytest.mark.parametrize("name", ["name", "email"])
    def test_one_line_is_one_line(self, send, name):
        response = send(**{name: "Dominique\nBcc: tout@exemple.fr"})
        assert response.status_code == 200
        assert send(message="Deux\nlignes").status_code == 302

    @pytest.mark.parametrize(
        "values",
        [
            {"email": "dominique"},
            {ContactForm.STAMP: ""},
            {ContactForm.TRAP: "https://exemple.com"},
        ],
    )
    def test_nothing_that_was_typed_is_lost(self, send, values):
        response = send(**values)
        typed = boxes(response)
        page = response.content.decode()
        assert typed["name"]["value"] == ANSWERS["name"]
        assert typed["email"]["value"] == (values.get("email") or ANSWERS["email"])
        assert "Bonjour,\nvoici ma demande.</textarea>" in page
        assert page.count(" checked") == 1


@pytest.mark.urls(__name__)
class TestOtherSites:
    @pytest.mark.parametrize(
        ("headers", "status"),
        [
            ({"Sec-Fetch-Site": "same-origin"}, 200),
            ({"Sec-Fetch-Site": "none"}, 200),
            ({"Sec-Fetch-Site": "cross-site"}, 403),
            ({"Sec-Fetch-Site": "same-site"}, 403),
            ({"Sec-Fetch-Site": "cross-site", "Origin": "http://testserver"}, 403),
            ({"Origin": "http://testserver"}, 200),
            ({"Origin": "https://ailleurs.example"}, 403),
            ({"Origin": "https://testserver.ailleurs.example"}, 403),
            ({"Origin": "null"}, 403),
            ({}, 200),
        ],
    )
    def test_only_a_page_of_this_site_sends_its_forms(self, headers, status):
        client = Client(enforce_csrf_checks=True)
        assert client.post("/contact/", {"name": "x"}, headers=headers).status_code == status
        assert client.get("/contact/", headers=headers).status_code == 200


@pytest.mark.django_db
class TestPagesAndTheAdmin:
    @pytest.fixture
    def strict(self):
        return Client(enforce_csrf_checks=True, headers=OWN)

    def test_a_page_takes_a_form_without_a_cookie(self, network, strict):
        response = strict.post(network.home.url, {"name": "x"})
        assert response.status_code == 200
        assert not response.cookies

    def test_a_page_takes_none_from_another_site(self, network, client):
        headers = {"Sec-Fetch-Site": "cross-site"}
        assert client.post(network.home.url, {"name": "x"}, headers=headers).status_code == 403
        assert client.get(network.home.url, headers=headers).status_code == 200

    def test_the_admin_keeps_djangos_protection(self, museum, network_member, strict):
        log_in = {"username": network_member.email, "password": "secret"}
        assert strict.post(reverse("wagtailadmin_login"), log_in).status_code == 403
        strict.force_login(network_member)
        unpublish = reverse("wagtailadmin_pages:unpublish", args=[museum.pk])
        assert strict.post(unpublish).status_code == 403
        museum.refresh_from_db()
        assert museum.live

    def test_so_does_the_password_of_a_private_page(self, network, strict):
        address = reverse("wagtailcore_authenticate_with_password", args=[1, network.home.pk])
        assert strict.post(address, {"password": "x"}).status_code == 403


@pytest.mark.urls(__name__)
class TestTheForm:
    def test_each_box_can_be_filled_in_by_the_browser_and_says_that_it_is_needed(self, visitor):
        response = visitor.get("/contact/")
        found = boxes(response)
        assert {name: found[name].get("autocomplete") for name in ("name", "email", "message")} == {
            "name": "name",
            "email": "email",
            "message": None,
        }
        assert response.content.decode().count("(obligatoire)") == 3
        assert "autofocus" not in response.content.decode()

    def test_the_trap_is_hidden_from_people(self, visitor):
        trap = boxes(visitor.get("/contact/"))[ContactForm.TRAP]
        assert (trap["tabindex"], trap["autocomplete"]) == ("-1", "off")
        page = visitor.get("/contact/").content.decode()
        before = page[: page.index(ContactForm.TRAP)]
        assert before.rpartition("<p ")[2].startswith('class="visually-hidden" aria-hidden="true"')

    def test_each_mistake_leads_to_its_box(self, send):
        response = send(email="dominique", topics=["autre"])
        page = response.content.decode()
        assert 'href="#id_email"' in page
        assert 'href="#id_topics_0"' in page
        assert 'id="id_topics_0"' in page
        assert boxes(response)["email"]["aria-invalid"] == "true"
        assert boxes(response)["email"]["aria-describedby"] == "id_email_error"


@pytest.mark.parametrize(
    ("remote", "forwarded", "network"),
    [
        ("81.2.69.142", "", "81.2.69.142"),
        ("81.2.69.142", "1.1.1.1", "81.2.69.142"),  # said by the visitor: not believed
        ("127.0.0.1", "81.2.69.142", "81.2.69.142"),
        ("127.0.0.1", "1.1.1.1, 81.2.69.142", "81.2.69.142"),
        ("10.0.0.7", "81.2.69.142", "81.2.69.142"),
        ("", "81.2.69.142", "81.2.69.142"),  # a Unix socket has no address
        ("", "", ""),
        ("127.0.0.1", "inconnu", "127.0.0.1"),
        ("2a01:cb00:1:2:3:4:5:6", "", "2a01:cb00:1:2::/64"),
        ("::1", "2a01:cb00:1:2:ffff::1", "2a01:cb00:1:2::/64"),
    ],
)
def test_a_visitor_is_known_by_where_they_connect_from(rf, remote, forwarded, network):
    headers = {"X-Forwarded-For": forwarded} if forwarded else {}
    request = rf.get("/", REMOTE_ADDR=remote, headers=headers)
    assert visitor_network(request) == network
