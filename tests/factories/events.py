"""Events, with the dates that publishing gives them."""

from datetime import date, time

import factory
import wagtail_factories

from events.models import (
    Audience,
    CalendarSource,
    EventPage,
    EventSchedule,
    EventType,
    PartnerVenue,
    SeasonPage,
)
from tests.factories.museums import DepartmentFactory


class EventTypeFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = EventType
        django_get_or_create = ("slug",)

    slug = "atelier"
    name = "Atelier"
    name_en = "Workshop"
    schema_type = "EducationEvent"


class AudienceFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = Audience
        django_get_or_create = ("slug",)

    slug = "famille"
    name = "Famille"
    name_en = "Families"


class PartnerVenueFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = PartnerVenue

    title = factory.Sequence(lambda n: f"Lavoir numéro {n}")
    street = "2, rue du Lavoir"
    postcode = "14500"
    town = "Vire"
    department = factory.SubFactory(DepartmentFactory)
    latitude = "48.84000"
    longitude = "-0.89000"
    website = "https://lavoir.example/"


class SeasonPageFactory(wagtail_factories.PageFactory):
    """A season of the network, on line, from the end of November to Christmas."""

    class Meta:
        model = SeasonPage

    title = "Les Veillées"
    slug = "les-veillees"
    summary = "Des musées ouverts le soir, au coin du feu."
    starts_on = date(2026, 11, 20)
    ends_on = date(2026, 12, 24)


class EventScheduleFactory(factory.django.DjangoModelFactory):
    """One afternoon, unless said otherwise; made in memory, its event saves it."""

    class Meta:
        model = EventSchedule

    start_date = date(2026, 12, 5)
    start_time = time(14)
    end_time = time(16)


class EventPageFactory(wagtail_factories.PageFactory):
    """A live event that is not in the agenda yet: `publish` puts it there."""

    class Meta:
        model = EventPage

    title = factory.Sequence(lambda n: f"Atelier numéro {n}")
    slug = factory.Sequence(lambda n: f"atelier-{n}")
    summary = "On essaie, on se trompe, on recommence."
    event_type = factory.SubFactory(EventTypeFactory)
    is_free = True


def publish(event: EventPage, *schedules: EventSchedule, exceptions: tuple = ()) -> EventPage:
    """Publish `event` with these schedules, as the editor's button does."""
    if schedules:
        event.schedules = list(schedules)
    event.exceptions = list(exceptions) or list(event.exceptions.all())
    event.save_revision().publish()
    return EventPage.objects.get(pk=event.pk)


class CalendarSourceFactory(factory.django.DjangoModelFactory):
    """The calendar of a museum, not read yet; `run_as` is to be said where it publishes."""

    class Meta:
        model = CalendarSource

    url = factory.Sequence(lambda n: f"https://agenda{n}.example/musee.ics")
    event_type = factory.SubFactory(EventTypeFactory)
    price = "Compris dans l’entrée"
