"""Whose calendars somebody sees and keeps; what the pages of the imports show."""

import pytest
from django.urls import reverse
from django.utils.translation import gettext as _

from events.imports.fetching import Fetched
from events.imports.running import SourceRun
from events.models import CalendarSource, EventPage
from tests.events.imports.calendars import calendar, vevent
from tests.factories.events import CalendarSourceFactory, EventTypeFactory

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("now")]

INDEX = "/admin/imports/"
ADD = "/admin/imports/new/"
TEXT = "DESCRIPTION:Venez voir. Une heure de visite."


@pytest.fixture
def editor(editor_of, museum):
    return editor_of(museum)


@pytest.fixture
def source(museum, editor):
    return CalendarSourceFactory(
        museum=museum, run_as=editor, url="https://agenda.example/a.ics", mode="publish"
    )


@pytest.fixture
def foreign(other_museum):
    return CalendarSourceFactory(museum=other_museum, url="https://cidre.example/b.ics")


@pytest.fixture
def as_editor(client, editor):
    client.force_login(editor)
    return client


def take(source, now, *components):
    this_run = SourceRun(source, now)
    fetched = Fetched(calendar(*components))
    this_run.take(fetched)
    this_run.notes.store(fetched)


def addresses(source, report=1):
    return [
        reverse("imports:source", args=[source.pk]),
        reverse("imports:edit", args=[source.pk]),
        reverse("imports:report", args=[source.pk, report]),
    ]


def typed(**values):
    return {
        "url": "https://agenda.example/a.ics",
        "mode": "drafts",
        "event_type": "",
        "price": "",
        "is_active": "on",
    } | values


def test_an_editor_sees_the_calendars_of_their_museum_only(as_editor, source, foreign):
    page = as_editor.get(INDEX).content.decode()
    assert "agenda.example" in page
    assert "cidre.example" not in page


def test_another_museums_calendar_does_not_exist(as_editor, source, foreign, now):
    take(foreign, now, vevent(TEXT))
    for address in addresses(foreign, foreign.reports.get().pk):
        assert as_editor.get(address).status_code == 404, address
    for action in ("run", "pause", "delete"):
        assert as_editor.post(addresses(foreign)[0], {action: ""}).status_code == 404
    assert CalendarSource.objects.filter(pk=foreign.pk, is_active=True).exists()


def test_a_report_of_another_calendar_is_not_shown_under_ones_own(as_editor, source, foreign, now):
    take(foreign, now, vevent(TEXT))
    address = reverse("imports:report", args=[source.pk, foreign.reports.get().pk])
    assert as_editor.get(address).status_code == 404


def test_visitors_log_in_first_and_who_has_no_museum_is_refused(
    client, django_user_model, source, editor_of, other_museum
):
    for address in (INDEX, ADD, *addresses(source)):
        assert client.get(address).status_code == 302
        assert client.get(address)["Location"].startswith("/admin/login/")
    nobody = editor_of(other_museum, "personne@musee.example")
    other_museum.editors.page_permissions.all().delete()
    client.force_login(nobody)
    assert client.get(INDEX).status_code == 302
    assert client.get(INDEX)["Location"] == "/admin/"


def test_the_network_sees_all_and_says_for_which_museum(client, network_member, source, foreign):
    client.force_login(network_member)
    page = client.get(INDEX).content.decode()
    assert "agenda.example" in page
    assert "cidre.example" in page
    assert 'name="museum"' in client.get(ADD).content.decode()


def test_an_editor_is_not_asked_for_the_museum_and_cannot_name_another(
    as_editor, museum, other_museum, editor
):
    assert 'name="museum"' not in as_editor.get(ADD).content.decode()
    answer = as_editor.post(ADD, typed(save="", museum=other_museum.pk))
    source = CalendarSource.objects.get()
    assert answer["Location"] == reverse("imports:source", args=[source.pk])
    assert (source.museum, source.run_as, source.mode) == (museum, editor, "drafts")


def test_trying_saves_nothing_and_says_what_is_wrong(as_editor):
    """The network is shut: the name of the host is not even found."""
    page = as_editor.post(ADD, typed(**{"try": ""}, url="https://127.0.0.1/a.ics"))
    assert page.context["tried"]["report"].failure == "address_refused"
    assert page.context["tried"]["report"].problem in page.content.decode()
    assert not CalendarSource.objects.exists()


@pytest.mark.parametrize(
    ("url", "stored"),
    [
        ("webcal://agenda.example/a.ics", "https://agenda.example/a.ics"),
        (" https://agenda.example/a.ics ", "https://agenda.example/a.ics"),
        ("http://agenda.example/a.ics", None),
        ("ftp://agenda.example/a.ics", None),
        ("agenda.example/a.ics", None),
        ("https:///a.ics", None),
    ],
)
def test_only_addresses_in_https(as_editor, url, stored):
    as_editor.post(ADD, typed(save="", url=url))
    assert [source.url for source in CalendarSource.objects.all()] == ([stored] if stored else [])


def test_a_calendar_is_given_once(as_editor, source):
    answer = as_editor.post(ADD, typed(save="", url=source.url))
    assert answer.context["form"].errors
    assert CalendarSource.objects.count() == 1


def test_who_may_not_publish_may_only_have_drafts(as_editor, museum):
    permissions = museum.editors.page_permissions
    permissions.filter(permission__codename="publish_page").delete()
    answer = as_editor.post(ADD, typed(save="", mode="publish"))
    assert list(answer.context["form"].errors) == ["mode"]
    assert as_editor.post(ADD, typed(save="")).status_code == 302


def test_changing_the_import_reads_it_all_again(as_editor, source):
    CalendarSource.objects.update(etag="x")
    event_type = EventTypeFactory(slug="concert", name="Concert")
    as_editor.post(
        reverse("imports:edit", args=[source.pk]),
        typed(save="", url=source.url, event_type=event_type.pk),
    )
    source.refresh_from_db()
    assert (source.etag, source.event_type, source.mode) == ("", event_type, "drafts")


def test_pause_go_on_and_give_up(as_editor, source, now):
    take(source, now, vevent(TEXT))
    (address, *_others) = addresses(source)
    for is_active in (False, True):
        as_editor.post(address, {"pause": ""})
        assert CalendarSource.objects.get().is_active is is_active
    assert as_editor.post(address, {"delete": ""})["Location"] == INDEX
    assert not CalendarSource.objects.exists()
    assert EventPage.objects.get().title == "Visite"


def test_reading_now_says_what_came_of_it(as_editor, source):
    CalendarSource.objects.update(url="https://127.0.0.1/a.ics")
    (address, *_others) = addresses(source)
    as_editor.post(address, {"run": ""})
    source.refresh_from_db()
    assert source.failure == "address_refused"
    assert source.problem in as_editor.get(address).content.decode()
    assert source.problem in as_editor.get("/admin/").content.decode()


@pytest.mark.parametrize("count", [1, 3])
def test_the_pages_ask_few_queries(
    as_editor, source, museum, editor, now, count, django_assert_max_num_queries
):
    for number in range(count - 1):
        CalendarSourceFactory(museum=museum, run_as=editor, url=f"https://a{number}.example/")
    events = [vevent(TEXT, uid=f"u{number}") for number in range(count)]
    take(source, now, *events)
    as_editor.get(INDEX)
    for address in (INDEX, *addresses(source, source.reports.get().pk)):
        with django_assert_max_num_queries(23):
            assert as_editor.get(address).status_code == 200


def test_what_vanished_is_told_in_three_places(as_editor, source, now):
    take(source, now, vevent(TEXT))
    page = EventPage.objects.get()
    edit = reverse("wagtailadmin_pages:edit", args=[page.pk])
    heading = _("No longer announced by the calendar")
    said = [str(m) for m in as_editor.get(edit).context["messages"]]
    assert len(said) == 1
    take(source, now)
    assert heading in as_editor.get(addresses(source)[0]).content.decode()
    assert heading in as_editor.get("/admin/").content.decode()
    (warning,) = as_editor.get(edit).context["messages"]
    assert warning.level_tag == "warning"
    assert [str(warning)] != said
