"""A museum is told of its rules that run out, a month before, once."""

from datetime import date, timedelta

import pytest
from django.core.management import call_command
from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext as _
from wagtail.models import Site
from wagtail.users.models import UserProfile

from cms.models import NetworkSettings, OutgoingMessage, User
from events.ending import warn_of_ending_rules
from events.models import EventPage, EventSchedule, PartnerVenue, SeasonPage
from tests.conftest import NOW
from tests.factories.events import EventPageFactory, EventScheduleFactory, publish

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("now")]

LAST = date(2026, 12, 16)  # a Wednesday, 24 days ahead


def weekly(**values) -> EventSchedule:
    """Every Wednesday since September."""
    every_wednesday = {
        "start_date": date(2026, 9, 2),
        "recurrence": "RRULE:FREQ=WEEKLY",
        "until_date": LAST,
    }
    return EventScheduleFactory.build(**every_wednesday | values)


def announce(museum, title="Les fuseaux", *others, **values) -> EventPage:
    return publish(EventPageFactory(parent=museum, title=title), weekly(**values), *others)


def outbox() -> list[tuple[str, str, str]]:
    messages = OutgoingMessage.objects.order_by("pk")
    return [(message.key, message.recipient, message.subject) for message in messages]


@pytest.fixture
def lead(museum) -> User:
    person = User.objects.create_user("referente@musee.example", "secret")
    person.groups.add(museum.leads)
    return person


@pytest.fixture
def contact(network) -> str:
    network_settings = NetworkSettings.for_site(Site.objects.get(is_default_site=True))
    network_settings.contact_email = "contact@reseau.example"
    network_settings.save()
    return network_settings.contact_email


def test_the_lead_gets_one_message(museum, lead, contact):
    event = announce(museum)
    assert warn_of_ending_rules(NOW) == 1
    subject = _("“%(title)s” soon has no more dates") % {"title": "Les fuseaux"}
    key = f"event-{event.event_key}-ends-2026-12-16-0"
    assert outbox() == [(key, "referente@musee.example", subject)]
    message = OutgoingMessage.objects.get()
    assert message.reply_to == contact
    url = reverse("wagtailadmin_pages:edit", args=[event.pk])
    last = _("last date: %(day)s") % {"day": "16 décembre 2026"}
    assert message.text.splitlines()[4:7] == [
        "– Les fuseaux (Musée de la Dentelle)",
        f"  {last}",
        f"  http://testserver{url}",
    ]


def test_nobody_is_told_twice_of_one_end(museum, lead):
    event = announce(museum)
    for day in range(3):
        warn_of_ending_rules(NOW + timedelta(days=day))
    assert len(outbox()) == 1
    publish(event, weekly(uid=event.schedules.get().uid, until_date=date(2026, 12, 23)))
    assert warn_of_ending_rules(NOW + timedelta(days=3)) == 1
    assert [key for key, *_rest in outbox()] == [
        f"event-{event.event_key}-ends-{day}-0" for day in ("2026-12-16", "2026-12-23")
    ]


def test_one_message_tells_of_all_that_ends(museum, lead):
    first = announce(museum, "Les fuseaux")
    announce(museum, "L’aiguille", until_date=date(2026, 12, 30))
    far = announce(museum, "Le crochet", until_date=date(2027, 1, 13))
    assert warn_of_ending_rules(NOW) == 1
    ((key, _recipient, subject),) = outbox()
    assert key == f"event-{first.event_key}-ends-2026-12-16-0"
    assert subject.startswith("2 ")
    assert [far.title in OutgoingMessage.objects.get().text] == [False]
    assert warn_of_ending_rules(NOW + timedelta(days=14)) == 0
    assert warn_of_ending_rules(NOW + timedelta(days=22)) == 1


def test_what_ends_later_alone_waits(museum, lead):
    announce(museum, until_date=date(2026, 12, 30))
    assert warn_of_ending_rules(NOW) == 0
    assert warn_of_ending_rules(NOW + timedelta(days=8)) == 1


@pytest.mark.parametrize(
    "values",
    [
        {"until_date": None},  # without an end
        {"start_date": date(2026, 11, 11)},  # a few weeks, as planned
        {"recurrence": "", "until_date": None, "start_date": LAST},
        {"until_date": date(2026, 11, 18)},  # over already
        {"until_date": date(2027, 3, 31)},
    ],
)
def test_what_does_not_run_out_is_left_alone(museum, lead, values):
    announce(museum, **values)
    assert warn_of_ending_rules(NOW) == 0


def test_an_event_that_goes_on_by_another_schedule_does_not_end(museum, lead):
    announce(museum, "Les fuseaux", EventScheduleFactory.build(start_date=date(2027, 6, 5)))
    assert warn_of_ending_rules(NOW) == 0


def test_a_draft_does_not_end(museum, lead):
    announce(museum).unpublish()
    assert warn_of_ending_rules(NOW) == 0


def test_without_a_lead_each_editor_is_told(museum, editor_of):
    for email in ("a@musee.example", "b@musee.example"):
        editor_of(museum, email)
    gone = editor_of(museum, "c@musee.example")
    gone.is_active = False
    gone.save()
    announce(museum)
    assert warn_of_ending_rules(NOW) == 2
    assert {recipient for _key, recipient, _subject in outbox()} == {
        "a@musee.example",
        "b@musee.example",
    }


def test_without_anybody_the_network_is_told(museum, contact):
    announce(museum)
    assert warn_of_ending_rules(NOW) == 1
    assert outbox()[0][1] == contact


def test_where_nobody_can_be_told_it_is_not_forgotten(museum, editor_of, contact):
    NetworkSettings.objects.update(contact_email="")
    announce(museum)
    assert warn_of_ending_rules(NOW) == 0
    editor_of(museum)
    assert warn_of_ending_rules(NOW) == 1


def test_the_network_is_told_of_partner_venues(network, museum, contact):
    season = SeasonPage(title="Un hiver", summary="x", starts_on=LAST, ends_on=LAST)
    network.home.add_child(instance=season)
    venue = PartnerVenue.objects.create(title="Le Cargö", town="Caen", department=museum.department)
    publish(EventPageFactory(parent=season, title="Fest-noz", venue=venue), weekly())
    assert warn_of_ending_rules(NOW) == 1
    assert outbox()[0][1] == contact


def test_each_person_reads_it_in_their_language(museum, lead):
    UserProfile.objects.create(user=lead, preferred_language="en")
    announce(museum)
    warn_of_ending_rules(NOW)
    with translation.override("en"):
        subject = _("“%(title)s” soon has no more dates") % {"title": "Les fuseaux"}
    message = OutgoingMessage.objects.get()
    assert message.subject == subject
    assert "last date: 16 December 2026" in message.text


def test_the_command_says_how_many(museum, lead, capsys):
    announce(museum)
    call_command("warn_of_ending_rules")
    call_command("warn_of_ending_rules")
    assert capsys.readouterr().out == "1 messages queued\n0 messages queued\n"
