"""Members and what describes them."""

import factory
import wagtail_factories

from museums.models import Department, MuseumPage, Theme


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
