"""The pages that every network has: the home page and, below it, the lists that rooms fill."""

from dataclasses import dataclass
from typing import Self

from django.conf import settings
from django.db import transaction
from wagtail.models import Locale, Page, Site, WorkflowPage

from events.models import AgendaPage
from home.models import HomePage, NewsIndexPage
from jobs.models import JobIndexPage
from museums.models import MuseumIndexPage
from schools.models import ClassKitIndexPage

# role: model, title, address, summary
LISTS = {
    "agenda": (AgendaPage, "Agenda", "agenda", "Tout ce qui se passe dans les musées."),
    "museums": (MuseumIndexPage, "Musées", "musees", "Les membres du réseau, ville par ville."),
    "schools": (
        ClassKitIndexPage,
        "Écoles",
        "ecoles",
        "Des kits pour la classe, préparés par les musées : à télécharger, sans compte.",
    ),
    "jobs": (
        JobIndexPage,
        "Emploi",
        "emploi",
        "Emplois, stages, services civiques et bénévolat dans les musées.",
    ),
    "news": (NewsIndexPage, "Actualités", "actualites", "Ce que le réseau a à vous dire."),
}

# address: the words of each field
ENGLISH = {
    "/": {
        "title": "Home",
        "summary": "Exhibitions, tours, workshops: everything that is on in the museums, near you.",
    },
    "/agenda/": {
        "title": "What’s on",
        "slug": "agenda",
        "summary": "Everything that is on in the museums.",
    },
    "/musees/": {
        "title": "Museums",
        "slug": "museums",
        "summary": "The members of the network, town by town.",
    },
    "/ecoles/": {
        "title": "Schools",
        "slug": "schools",
        "summary": "Kits for the classroom, prepared by the museums: yours to download, without "
        "an account.",
    },
    "/emploi/": {
        "title": "Jobs",
        "slug": "jobs",
        "summary": "Jobs, internships, civic service and volunteering in the museums.",
    },
    "/actualites/": {
        "title": "News",
        "slug": "news",
        "summary": "What the network has to tell you.",
    },
}


@dataclass(frozen=True)
class Tree:
    """The pages that everything else hangs under."""

    home: HomePage
    agenda: AgendaPage
    museums: MuseumIndexPage
    schools: ClassKitIndexPage
    jobs: JobIndexPage
    news: NewsIndexPage

    @classmethod
    def plant(cls, network: str) -> Self:
        """A network's home page and its lists, in place of Wagtail's welcome page."""
        home = _plant_home(network)
        lists = {
            role: home.add_child(
                instance=model(title=title, slug=slug, summary=summary, show_in_menus=True)
            )
            for role, (model, title, slug, summary) in LISTS.items()
        }
        return cls(home=home, **lists)


@transaction.atomic
def _plant_home(network: str) -> HomePage:
    locale, _created = Locale.objects.get_or_create(language_code=settings.LANGUAGE_CODE)
    home = HomePage(
        title="Accueil",
        slug="accueil",
        seo_title=f"{network} : agenda et musées",
        summary="Expositions, visites, ateliers : tout ce qui se passe dans les musées, près de "
        "chez vous.",
        locale=locale,
    )
    Page.get_first_root_node().add_child(instance=home)
    welcome = Page.objects.filter(depth=2).exclude(pk=home.pk)
    Site.objects.update_or_create(
        is_default_site=True,
        defaults={
            "hostname": settings.HOST,
            "port": settings.PORT,
            "root_page": home,
            "site_name": network,
        },
    )
    for page in welcome:
        page.delete()
    WorkflowPage.objects.all().delete()  # museums publish freely
    return home
