"""Members and what describes them."""

from datetime import date, time

import factory
import wagtail_factories

from museums.models import Department, MuseumPage, OpeningException, OpeningSlot, Theme


class DepartmentFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = Department
        django_get_or_create = ("code",)

    code = "14"
    name = "Calvados"


class ThemeFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = Theme
        django_get_or_create = ("slug",)

    slug = "histoire"
    name = "Histoire"


class MuseumPageFactory(wagtail_factories.PageFactory):
    class Meta:
        model = MuseumPage

    title = factory.Sequence(lambda n: f"Musée numéro {n}")
    slug = factory.Sequence(lambda n: f"musee-{n}")
    summary = "Un musée de village, ses outils et ses histoires."
    street = "1, rue du Musée"
    postcode = "14000"
    town = "Caen"
    department = factory.SubFactory(DepartmentFactory)
    latitude = "49.18000"
    longitude = "-0.37000"


class OpeningSlotFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = OpeningSlot

    museum = factory.SubFactory(MuseumPageFactory)
    weekdays = "123456"
    opens = time(10)
    closes = time(12, 30)
    opens_again = time(14)
    closes_again = time(18)


class OpeningExceptionFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = OpeningException

    museum = factory.SubFactory(MuseumPageFactory)
    first_on = date(2026, 11, 24)
    last_on = date(2026, 11, 26)
    reason = "inventaire"
