"""The end of an offer in the admin: one click and a date."""

from datetime import date, datetime
from zoneinfo import ZoneInfo

import pytest
from django.urls import reverse

from jobs.models import JobPage
from museums.choices import Moderation
from tests.factories.jobs import JobPageFactory

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("now")]

PARIS = ZoneInfo("Europe/Paris")


@pytest.fixture
def editor(museum, editor_of, client):
    person = editor_of(museum)
    client.force_login(person)
    return person


@pytest.fixture
def offer(museum):
    return JobPageFactory(parent=museum, title="Régie", deadline_on=date(2026, 12, 4))


def address(offer, name="offer_life"):
    return reverse(name, args=[offer.pk])


def fresh(offer):
    return JobPage.objects.get(pk=offer.pk)


def said(response):
    return [str(message).strip() for message in response.context["messages"]]


def test_one_click_from_every_list_the_form_and_the_dashboard(editor, museum, offer, client):
    url = address(offer)
    for place in (
        reverse("wagtailadmin_home"),
        reverse("wagtailadmin_pages:edit", args=[offer.pk]),
        reverse("wagtailadmin_explore", args=[museum.pk]),
        reverse("job_explorer:index"),
    ):
        assert f'href="{url}"' in client.get(place).content.decode(), place


def test_a_date_prolongs(editor, offer, client):
    data = {"prolong": "1", "prolong-day": "2026-12-18", "prolong-reason": "Relance"}
    response = client.post(address(offer), data, follow=True)
    assert said(response) == [
        "«\u202fRégie\u202f» est ouverte jusqu’au 18 décembre 2026. C’est déjà affiché sur le site."
    ]
    assert fresh(offer).closes_at == datetime(2026, 12, 19, tzinfo=PARIS)
    assert "Relance" in response.content.decode()


def test_a_wrong_date_is_told_and_kept(editor, offer, client):
    response = client.post(address(offer), {"prolong": "1", "prolong-day": "2026-12-01"})
    assert "L’offre est déjà ouverte jusqu’au 4 décembre 2026" in response.content.decode()
    assert 'value="2026-12-01"' in response.content.decode()


def test_a_reason_closes_and_the_copy_opens_in_its_form(editor, offer, client):
    client.post(address(offer), {"close": "1", "close-reason": "unsuccessful"})
    assert fresh(offer).close_reason == "unsuccessful"
    response = client.post(address(offer, "relist_offer"), follow=True)
    copy = JobPage.objects.get(relisted_from=offer)
    assert response.redirect_chain[-1][0] == reverse("wagtailadmin_pages:edit", args=[copy.pk])
    assert not copy.live


def test_an_open_offer_is_not_published_again(editor, offer, client):
    response = client.post(address(offer, "relist_offer"), follow=True)
    assert said(response) == ["Cette offre est encore ouverte\xa0: prolongez-la plutôt."]
    assert JobPage.objects.count() == 1


def test_the_offers_of_others_do_not_exist(editor, other_museum, client):
    theirs = JobPageFactory(parent=other_museum, deadline_on=date(2026, 12, 4))
    assert client.get(address(theirs)).status_code == 404
    data = {"close": "1", "close-reason": "filled"}
    assert client.post(address(theirs), data).status_code == 404
    assert client.post(address(theirs, "relist_offer")).status_code == 404
    assert fresh(theirs).close_reason == ""


def test_a_draft_has_no_end_yet(editor, museum, client):
    draft = JobPageFactory(parent=museum, live=False)
    assert client.get(address(draft)).status_code == 404


def test_who_may_not_publish_is_told_where_to_propose_it(editor, museum, offer, client):
    for permission in museum.editors.page_permissions.all():
        if permission.permission.codename == "publish_page":
            permission.delete()
    museum.moderation = Moderation.NETWORK
    museum.save()
    assert "Vous ne pouvez pas publier cette offre." in client.get(address(offer)).content.decode()
    response = client.post(address(offer), {"close": "1", "close-reason": "filled"})
    assert response.status_code == 403
    assert fresh(offer).close_reason == ""
