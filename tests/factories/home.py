"""The network's own pages."""

from datetime import date

import factory
import wagtail_factories

from home.models import (
    AccessibilityStatementPage,
    ContactPage,
    NewsPage,
    SiteMapPage,
    StandardPage,
)


class NewsPageFactory(wagtail_factories.PageFactory):
    class Meta:
        model = NewsPage

    title = factory.Sequence(lambda n: f"Nouvelle numéro {n}")
    slug = factory.Sequence(lambda n: f"nouvelle-{n}")
    summary = "Un musée de plus dans le réseau."


class StandardPageFactory(wagtail_factories.PageFactory):
    class Meta:
        model = StandardPage

    title = factory.Sequence(lambda n: f"Page numéro {n}")
    slug = factory.Sequence(lambda n: f"page-{n}")
    summary = "Ce que le réseau fait, et avec qui."


class ContactPageFactory(wagtail_factories.PageFactory):
    class Meta:
        model = ContactPage

    title = "Contact"
    slug = "contact"
    summary = "Une question, une erreur à signaler : écrivez-nous."


class SiteMapPageFactory(wagtail_factories.PageFactory):
    class Meta:
        model = SiteMapPage

    title = "Plan du site"
    slug = "plan-du-site"
    summary = "Toutes les parties du site."


class AccessibilityStatementPageFactory(wagtail_factories.PageFactory):
    """Without an audit, unless the trait `audited` gives one."""

    class Meta:
        model = AccessibilityStatementPage

    class Params:
        audited = factory.Trait(
            audited_on=date(2026, 6, 1), auditor="Cabinet Hermine", rate="72.50"
        )

    title = "Accessibilité"
    slug = "accessibilite"
    declarant = "Réseau des musées de Normandie"
    declared_on = date(2026, 11, 2)
