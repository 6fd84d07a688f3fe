"""Job offers, with the lines that each is made of."""

from datetime import date

import factory
import wagtail_factories

from jobs.models import (
    ContractType,
    JobApplicationWay,
    JobEmployer,
    JobLocation,
    JobPage,
    OccupationIndexPage,
    OccupationPage,
)


class JobPageFactory(wagtail_factories.PageFactory):
    """A live offer with its text, posted on a Monday and open until the end of the year."""

    class Meta:
        model = JobPage

    title = factory.Sequence(lambda n: f"Médiatrice ou médiateur numéro {n}")
    slug = factory.Sequence(lambda n: f"mediation-{n}")
    posted_on = date(2026, 11, 16)
    deadline_on = date(2026, 12, 31)
    salary_text = "Selon expérience"

    @classmethod
    def _create_instance(cls, model_class, parent, kwargs):
        """The lines are given before the page is saved, which saves them."""
        contracts = kwargs.pop("contracts", ("cdd",))
        lines = {
            "employers": [JobEmployer(name="Ville de Caen")],
            "locations": [
                JobLocation(city="Caen", postcode="14000", department="Calvados", is_primary=True)
            ],
            "applications": [JobApplicationWay(value="candidature@caen.example")],
        }
        for name in ROWS:
            if name in kwargs:
                lines[name] = kwargs.pop(name)
        sections = kwargs.pop("sections", [("missions", "", "<p>Accueillir, raconter.</p>")])
        offer = model_class(**kwargs)
        offer.sections = [
            ("section", {"kind": kind, "heading": heading, "text": text})
            for kind, heading, text in sections
        ]
        for name, rows in lines.items():
            setattr(offer, name, rows)
        offer.contract_types = list(ContractType.objects.filter(slug__in=contracts))
        return parent.add_child(instance=offer) if parent else offer


ROWS = (
    "applications",
    "attachments",
    "benefits",
    "contacts",
    "deadline_changes",
    "employers",
    "grades",
    "interviews",
    "locations",
    "related_events",
)


class OccupationIndexPageFactory(wagtail_factories.PageFactory):
    class Meta:
        model = OccupationIndexPage

    title = "Fiches métiers"
    slug = "fiches-metiers"
    summary = "Ce que l’on fait dans un musée."


class OccupationPageFactory(wagtail_factories.PageFactory):
    """A profession, with all that its sheet may say."""

    class Meta:
        model = OccupationPage

    title = factory.Sequence(lambda n: f"Régisseuse, régisseur numéro {n}")
    slug = factory.Sequence(lambda n: f"regie-{n}")
    feminine = "Régisseuse"
    masculine = "Régisseur"
    summary = "Sait où est chaque objet, et dans quel état."
    body = [("paragraph", "<h2>Une semaine</h2><p>Ranger, compter.</p>")]
    skills = "Manipuler\nEmballer"
    diploma = "Licence"
    access_text = "<p>Par concours.</p>"
    civil_service = "fpt"
    category = "B"
    branch = "Culturelle"
    frameworks = "Assistant de conservation"
    rome_code = "K1602"
