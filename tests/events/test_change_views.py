"""Who may change a date, in one click or with a form, and what is said of it."""

from datetime import date, time

import pytest
from django.contrib.auth.models import Group
from django.contrib.messages import get_messages
from django.urls import reverse
from wagtail.models import GroupPagePermission

from cms.models import User
from events.models import EventPage, Occurrence, OccurrenceException
from tests.factories.events import EventPageFactory, EventScheduleFactory, publish

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("now")]

NINTH = "20261209T140000"


@pytest.fixture
def event(museum):
    """Every Wednesday of December from 14:00 to 16:00."""
    wednesdays = EventScheduleFactory.build(
        start_date=date(2026, 12, 2),
        recurrence="RRULE:FREQ=WEEKLY;BYDAY=WE",
        until_date=date(2026, 12, 23),
    )
    return publish(EventPageFactory(parent=museum, title="Fuseaux"), wednesdays)


@pytest.fixture
def editor(client, museum, editor_of):
    """Somebody of the museum, logged in."""
    person = editor_of(museum)
    client.force_login(person)
    return person


def address(event, name="event_dates", *args):
    return reverse(name, args=[event.pk, *args])


def of_date(event, slot=NINTH):
    row = Occurrence.objects.get(event_key=event.event_key, slot=slot)
    return address(event, "event_date", row.schedule_uid, row.slot)


def said(response):
    """The last thing that was said."""
    return [str(message).strip() for message in get_messages(response.wsgi_request)][-1:]


def statuses(event):
    return dict(Occurrence.objects.of_event(event.event_key).values_list("slot", "status"))


def reloaded(event):
    return EventPage.objects.get(pk=event.pk)


@pytest.mark.usefixtures("editor")
class TestOneDate:
    @pytest.mark.parametrize(("kind", "word"), [("full", "complet"), ("cancelled", "annulé")])
    def test_in_one_click_and_back(self, client, event, kind, word):
        uid = event.schedules.get().uid
        answer = client.post(of_date(event), {"kind": kind, "p": "1"})
        assert answer.url == f"{address(event)}?p=1#date-{uid}-{NINTH}"
        assert said(answer) == [f"Mercredi 9 décembre, de 14\xa0h à 16\xa0h\xa0: {word}."]
        assert statuses(event)[NINTH] == kind
        answer = client.post(of_date(event), {"kind": "scheduled"})
        assert said(answer) == ["Mercredi 9 décembre, de 14\xa0h à 16\xa0h\xa0: comme prévu."]
        assert set(statuses(event).values()) == {"scheduled"}

    def test_one_click_keeps_the_reason_and_the_new_moment(self, client, event):
        moved = {"kind": "moved", "new_date": "2026-12-10", "reason": "Grève"}
        client.post(of_date(event), moved)
        client.post(of_date(event), {"kind": "full"})
        row = Occurrence.objects.get(slot=NINTH)
        assert (row.status, row.note, row.starts_on) == ("full", "Grève", date(2026, 12, 10))

    def test_moved_with_a_reason(self, client, event):
        values = {
            "kind": "moved",
            "new_date": "2026-12-10",
            "new_start_time": "18:00",
            "new_end_time": "19:30",
            "reason": "Grève",
        }
        answer = client.post(of_date(event), values)
        assert said(answer) == [
            "Mercredi 9 décembre, de 14\xa0h à 16\xa0h\xa0: reporté, désormais jeudi 10 décembre, "
            "de 18\xa0h à 19\xa0h\xa030."
        ]
        row = Occurrence.objects.get(slot=NINTH)
        assert (row.status, row.note) == ("moved", "Grève")
        assert (row.local_start.strftime("%d %H:%M"), row.local_end.time()) == (
            "10 18:00",
            time(19, 30),
        )
        form = client.get(of_date(event)).context["form"]
        assert form.initial == {
            "kind": "moved",
            "reason": "Grève",
            "new_date": date(2026, 12, 10),
            "new_start_time": time(18),
            "new_end_time": time(19, 30),
            "new_place": "",
        }

    def test_in_another_place_at_the_same_hour(self, client, event):
        values = {"kind": "moved", "new_place": "Salle des fêtes, 14117 Arromanches", "reason": ""}
        client.post(of_date(event), values)
        row = Occurrence.objects.get(slot=NINTH)
        assert (row.status, row.place) == ("scheduled", "Salle des fêtes, 14117 Arromanches")
        assert not row.is_in_series
        client.post(of_date(event), {"kind": "full"})  # in one click, the place stays
        row.refresh_from_db()
        assert (row.status, row.place) == ("full", "Salle des fêtes, 14117 Arromanches")
        client.post(of_date(event), {"kind": "scheduled"})
        row.refresh_from_db()
        assert (row.status, row.place) == ("scheduled", "")

    @pytest.mark.parametrize(
        ("day", "error"),
        [
            ("2026-11-21", "Ce jour est passé\xa0: la date ne serait plus affichée."),
            ("9999-12-31", "Vérifiez l’année\xa0: elle a quatre chiffres."),
        ],
    )
    def test_moved_to_a_day_that_nobody_means(self, client, event, day, error):
        answer = client.post(of_date(event), {"kind": "moved", "new_date": day, "reason": ""})
        assert answer.context["form"].errors["new_date"] == [error]
        assert Occurrence.objects.get(slot=NINTH).status == "scheduled"

    def test_moved_to_nowhere_is_said_at_its_field(self, client, event):
        answer = client.post(of_date(event), {"kind": "moved", "reason": ""})
        assert answer.context["form"].errors == {
            "new_date": ["Indiquez le nouveau jour, la nouvelle heure ou le nouveau lieu."]
        }
        assert statuses(event)[NINTH] == "scheduled"

    def test_a_past_date_is_corrected(self, client, museum):
        past = EventScheduleFactory.build(start_date=date(2026, 11, 20))
        event = publish(EventPageFactory(parent=museum), past)
        client.post(of_date(event, "20261120T140000"), {"kind": "cancelled", "reason": "Tempête"})
        assert statuses(event) == {"20261120T140000": "cancelled"}

    def test_an_unknown_date_is_not_found(self, client, event):
        wrong = address(event, "event_date", event.schedules.get().uid, "20261210T140000")
        assert client.post(wrong, {"kind": "full"}).status_code == 404

    def test_a_draft_alone_keeps_it_and_says_so(self, client, event):
        where = of_date(event)
        event.unpublish()
        answer = client.post(where, {"kind": "cancelled"})
        assert said(answer) == [
            "Mercredi 9 décembre, de 14\xa0h à 16\xa0h\xa0: annulé. "
            "Le public le verra quand l’événement sera publié."
        ]
        listed = client.get(address(event)).context["coming"]
        assert [row.status for row in listed] == [
            "scheduled",
            "cancelled",
            "scheduled",
            "scheduled",
        ]


@pytest.mark.usefixtures("editor")
class TestAllOfThem:
    def test_the_list_has_what_comes_and_what_is_over(self, client, museum):
        mondays = EventScheduleFactory.build(
            start_date=date(2026, 11, 9), recurrence="RRULE:FREQ=WEEKLY"
        )
        event = publish(EventPageFactory(parent=museum), mondays)
        listed = client.get(address(event)).context
        assert [row.starts_on.day for row in listed["past"]] == [16, 9]
        assert len(listed["coming"]) == 30
        assert [row.starts_on.day for row in listed["coming"]][:2] == [23, 30]

    def test_a_period_is_closed_at_once(self, client, event):
        period = {"du": "2026-12-08", "au": "2026-12-16", "reason": "Inventaire"}
        answer = client.post(address(event, "event_closure"), period)
        assert said(answer) == ["2 dates sont annulées."]
        rows = Occurrence.objects.of_event(event.event_key)
        assert [(row.status, row.note) for row in rows] == [
            ("scheduled", ""),
            ("cancelled", "Inventaire"),
            ("cancelled", "Inventaire"),
            ("scheduled", ""),
        ]

    @pytest.mark.parametrize(
        ("period", "errors"),
        [
            (
                {"du": "2026-12-10", "au": "2026-12-09"},
                {"au": ["Le dernier jour précède le premier."]},
            ),
            (
                {"du": "2026-12-10", "au": "2026-12-11"},
                {"__all__": ["Il n’y a aucune date à annuler entre ces deux jours."]},
            ),
        ],
    )
    def test_a_period_that_holds_nothing_is_said(self, client, event, period, errors):
        answer = client.post(address(event, "event_closure"), period)
        assert answer.context["closure_form"].errors == errors
        assert set(statuses(event).values()) == {"scheduled"}

    def test_the_whole_event_is_cancelled_and_back(self, client, event):
        answer = client.post(address(event, "event_cancellation"), {"reason": "Travaux"})
        assert said(answer) == ["L’événement est annulé, et avec lui chacune de ses dates à venir."]
        assert set(statuses(event).values()) == {"cancelled"}
        answer = client.post(address(event, "event_cancellation"), {"restore": "1"})
        assert said(answer) == ["L’événement a de nouveau lieu, aux dates indiquées."]
        assert set(statuses(event).values()) == {"scheduled"}

    def test_an_exception_without_a_date_is_shown_and_removed(self, client, event):
        stray = OccurrenceException(date=date(2026, 12, 10), kind="cancelled", reason="Grève")
        event = publish(event, exceptions=(stray,))
        (left,) = client.get(address(event)).context["left"]
        assert left.reason == "Grève"
        answer = client.post(address(event, "event_exception", 0))
        assert said(answer) == ["L’exception est retirée."]
        assert list(reloaded(event).exceptions.all()) == []
        assert client.post(address(event, "event_exception", 0)).status_code == 404


# Who may


POSTS = [
    ("event_closure", {"du": "2026-12-01", "au": "2026-12-31"}),
    ("event_cancellation", {"reason": ""}),
]


def every_post(client, event):
    answers = [client.post(of_date(event), {"kind": "cancelled"})]
    return answers + [client.post(address(event, name), data) for name, data in POSTS]


def test_nobody_else_sees_or_changes_the_dates(client, event, other_museum, editor_of):
    pages = (address(event), of_date(event))
    login = reverse("wagtailadmin_login")
    assert [client.get(page).url.partition("?")[0] for page in pages] == [login, login]
    assert [answer.url.partition("?")[0] for answer in every_post(client, event)] == [login] * 3
    client.force_login(editor_of(other_museum, "voisin@musee.example"))
    assert [client.get(page).status_code for page in pages] == [404, 404]
    assert [answer.status_code for answer in every_post(client, event)] == [404] * 3
    assert set(statuses(event).values()) == {"scheduled"}


@pytest.mark.usefixtures("editor")
def test_of_a_neighbour_or_of_a_translation_there_are_no_dates(client, other_museum, locale_en):
    elsewhere = publish(EventPageFactory(parent=other_museum), EventScheduleFactory.build())
    assert client.get(address(elsewhere)).status_code == 404


def test_who_may_write_but_not_publish_is_told_so(client, event, museum):
    writers = Group.objects.create(name="Stagiaires")
    person = User.objects.create_user("stagiaire@musee.example", "secret")
    person.groups.add(writers)
    for right in museum.editors.page_permissions.exclude(permission__codename="publish_page"):
        GroupPagePermission.objects.create(
            group=writers, page=right.page, permission=right.permission
        )
    writers.permissions.set(museum.editors.permissions.all())
    client.force_login(person)
    page = client.get(address(event))
    assert page.status_code == 200
    assert page.context["refusal"].startswith("Vous ne pouvez pas publier cet événement.")
    assert '<button class="button button-small' not in page.content.decode()
    assert client.get(of_date(event)).status_code == 404
    assert [answer.status_code for answer in every_post(client, event)] == [403] * 3
    assert set(statuses(event).values()) == {"scheduled"}


@pytest.mark.usefixtures("editor")
def test_a_locked_event_says_so(client, event, network_member):
    event.locked, event.locked_by = True, network_member
    event.save()
    assert [answer.status_code for answer in every_post(client, event)] == [403] * 3
    assert client.get(address(event)).context["refusal"] == (
        "Quelqu’un a verrouillé cet événement\xa0: ses dates ne peuvent pas changer tant qu’il "
        "l’est."
    )


# A museum that is closed


def closure(museum, query="?du=2026-12-01&au=2026-12-10"):
    return reverse("museum_closure", args=[museum.pk]) + query


@pytest.fixture
def exhibition(museum):
    lasting = EventScheduleFactory.build(
        start_date=date(2026, 11, 1), start_time=None, end_time=None, end_date=date(2027, 2, 1)
    )
    return publish(EventPageFactory(parent=museum, title="Dentelles"), lasting)


@pytest.mark.usefixtures("editor")
class TestClosedMuseum:
    def test_its_dates_are_listed_exhibitions_unticked(self, client, museum, event, exhibition):
        rows = client.get(closure(museum)).context["rows"]
        assert [(row.page.title, row.starts_on.day, row.is_ticked) for row in rows] == [
            ("Dentelles", 1, False),
            ("Fuseaux", 2, True),
            ("Fuseaux", 9, True),
        ]

    def test_what_is_ticked_is_cancelled_for_one_reason(self, client, museum, event, exhibition):
        fair = publish(EventPageFactory(parent=museum), EventScheduleFactory.build())
        rows = client.get(closure(museum)).context["rows"]
        ticked = [row.pk for row in rows if row.is_ticked][1:]
        answer = client.post(closure(museum), {"date": ticked, "reason": "Inventaire"})
        assert (answer.url, said(answer)) == (closure(museum), ["2 dates sont annulées."])
        assert list(statuses(event).values()) == [
            "scheduled",
            "cancelled",
            "scheduled",
            "scheduled",
        ]
        assert list(statuses(fair).values()) == ["cancelled"]
        assert list(statuses(exhibition).values()) == ["scheduled"]
        rows = client.get(closure(museum)).context["rows"]
        assert [row.may_be_cancelled for row in rows] == [True, True, False, False]

    def test_an_exhibition_that_is_ticked_is_cancelled(self, client, museum, exhibition):
        row = Occurrence.objects.get()
        client.post(closure(museum), {"date": [row.pk], "reason": ""})
        assert list(statuses(exhibition).values()) == ["cancelled"]

    def test_nothing_ticked_is_said(self, client, museum, event):
        answer = client.post(closure(museum), {"reason": "Inventaire"})
        assert answer.context["reason_form"].non_field_errors() == ["Cochez les dates à annuler."]
        assert [row.is_ticked for row in answer.context["rows"]] == [False, False]

    def test_a_date_outside_of_the_period_or_of_the_museum_is_left_alone(
        self, client, museum, other_museum, event
    ):
        elsewhere = publish(EventPageFactory(parent=other_museum), EventScheduleFactory.build())
        strangers = Occurrence.objects.filter(starts_on__gte=date(2026, 12, 16))
        foreign = Occurrence.objects.of_event(elsewhere.event_key)
        pks = [row.pk for row in (*strangers, *foreign)]
        answer = client.post(closure(museum), {"date": pks, "reason": ""})
        assert answer.status_code == 200
        assert {*statuses(event).values(), *statuses(elsewhere).values()} == {"scheduled"}

    @pytest.mark.parametrize("query", ["", "?du=2026-12-10&au=2026-12-01", "?du=hier&au="])
    def test_without_a_period_nothing_is_listed(self, client, museum, event, query):
        assert client.get(closure(museum, query)).context["rows"] == []

    def test_a_neighbour_stays_out(self, client, other_museum):
        assert client.get(closure(other_museum)).status_code == 404
        assert client.post(closure(other_museum), {}).status_code == 404


def test_a_closed_museum_asks_for_a_login(client, museum):
    assert client.post(closure(museum)).url.startswith(reverse("wagtailadmin_login"))


# The ways there


@pytest.mark.usefixtures("editor")
def test_each_way_leads_to_the_dates(client, event, museum):
    here = address(event)
    form = client.get(reverse("wagtailadmin_pages:edit", args=[event.pk])).content.decode()
    explorer = client.get(reverse("wagtailadmin_explore", args=[museum.pk])).content.decode()
    dashboard = client.get(reverse("wagtailadmin_home")).content.decode()
    assert [page.count(f'href="{here}"') for page in (form, explorer, dashboard)] == [2, 1, 4]
    assert f'href="{closure(museum, "")}"' in dashboard
