"""The network's own pages."""

import factory
import wagtail_factories

from home.models import NewsPage


class NewsPageFactory(wagtail_factories.PageFactory):
    class Meta:
        model = NewsPage

    title = factory.Sequence(lambda n: f"Nouvelle numéro {n}")
    slug = factory.Sequence(lambda n: f"nouvelle-{n}")
    summary = "Un musée de plus dans le réseau."
