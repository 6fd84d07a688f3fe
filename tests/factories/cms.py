"""What every room shares."""

import factory

from cms.models import Town


class TownFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = Town

    code = factory.Sequence(lambda n: f"14{n:03}")
    name = factory.Sequence(lambda n: f"Commune numéro {n}")
    postcodes = "14000"
    department_code = factory.LazyAttribute(lambda town: town.code[:2])
    latitude = "49.18585"
    longitude = "-0.35912"
