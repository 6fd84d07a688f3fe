"""Laws that every page type keeps."""

import json
from collections.abc import Callable
from datetime import date, timedelta

import html5lib
import pytest
from django.core.cache import cache
from django.template.loader import get_template
from django.urls import reverse
from wagtail.models import Page, PageViewRestriction, get_page_models
from wagtail_factories import ImageFactory

from cms.models import BasePage
from events.models import AgendaPage, EventPage, SeasonPage
from home.models import (
    AccessibilityStatementPage,
    AuditEnvironment,
    ContactPage,
    HomePage,
    InaccessibleContent,
    NewsIndexPage,
    NewsPage,
    SiteMapPage,
    StandardPage,
    VerifiedPage,
)
from jobs.models import (
    JobEmployer,
    JobIndexPage,
    JobPage,
    OccupationIndexPage,
    OccupationNeighbour,
    OccupationPage,
)
from museums.models import (
    MuseumIndexPage,
    MuseumPage,
    MuseumPicture,
    MuseumPrice,
    Service,
    SocialLink,
)
from schools.models import ClassKitIndexPage, ClassKitPage, PartnershipPage, VisitOfferPage
from tests.factories.academy import (
    KitValidationFactory,
    PartnershipAgreementFactory,
    PartnershipPageFactory,
    RelayTeacherFactory,
)
from tests.factories.events import (
    EventPageFactory,
    EventScheduleFactory,
    PartnerVenueFactory,
    SeasonPageFactory,
    publish,
)
from tests.factories.home import (
    AccessibilityStatementPageFactory,
    ContactPageFactory,
    NewsPageFactory,
    SiteMapPageFactory,
    StandardPageFactory,
)
from tests.factories.jobs import (
    JobPageFactory,
    OccupationIndexPageFactory,
    OccupationPageFactory,
)
from tests.factories.museums import (
    MuseumPageFactory,
    OpeningExceptionFactory,
    OpeningSlotFactory,
)
from tests.factories.schools import KitReleaseFactory, VisitOfferPageFactory
from tests.keeping import kept

PAGE_MODELS = [model for model in get_page_models() if model is not Page]
FIRST_DAY = date(2026, 12, 5)


def exhibition(**values):
    return EventScheduleFactory.build(
        start_date=date(2026, 11, 1), end_date=date(2027, 2, 1), start_time=None, end_time=None
    )


@pytest.fixture
@kept
def pages(network, museum, now) -> dict[type[Page], Page]:
    """One live page of each type, with something to show."""
    event = publish(EventPageFactory(parent=museum), EventScheduleFactory.build())
    publish(EventPageFactory(parent=museum), exhibition())
    kit = KitReleaseFactory(kit__parent=museum).kit
    sheet = make_occupations(network, museum, 1)
    return {
        HomePage: network.home,
        AgendaPage: network.agenda,
        SeasonPage: make_season(network, museum, 1),
        MuseumIndexPage: network.museums,
        JobIndexPage: network.jobs,
        NewsIndexPage: network.news,
        MuseumPage: museum,
        EventPage: event,
        JobPage: JobPageFactory(parent=museum),
        OccupationIndexPage: sheet.get_parent().specific,
        OccupationPage: sheet,
        ClassKitIndexPage: network.schools,
        ClassKitPage: kit,
        PartnershipPage: make_partnership(network, museum, 1),
        VisitOfferPage: VisitOfferPageFactory(parent=museum),
        NewsPage: NewsPageFactory(parent=network.news),
        StandardPage: StandardPageFactory(parent=network.home, is_in_footer=True),
        ContactPage: ContactPageFactory(parent=network.home),
        SiteMapPage: SiteMapPageFactory(parent=network.home),
        AccessibilityStatementPage: AccessibilityStatementPageFactory(parent=network.home),
    }


@pytest.mark.parametrize("model", PAGE_MODELS)
class TestEveryModel:
    def test_it_stands_on_base_page(self, model):
        assert issubclass(model, BasePage)

    def test_it_has_a_template(self, model):
        get_template(model.template)

    def test_its_names_are_in_lower_case(self, model):
        for name in (model._meta.verbose_name, model._meta.verbose_name_plural):
            assert str(name)[0].islower()

    def test_it_says_where_it_may_stand(self, model):
        assert "parent_page_types" in vars(model)


@pytest.mark.django_db
def test_each_model_has_a_page_here(pages):
    assert set(pages) == set(PAGE_MODELS)


def parsed(response):
    """The page as a browser reads it; html5lib's strict parser refuses what is not HTML."""
    parser = html5lib.HTMLParser(html5lib.treebuilders.getTreeBuilder("etree"))
    tree = parser.parse(response.content.decode())
    assert [error for error in parser.errors if error[1] != "expected-doctype-but-got-eof"] == []
    return tree


def elements(tree, name):
    return list(tree.iter(f"{{http://www.w3.org/1999/xhtml}}{name}"))


@pytest.mark.django_db
@pytest.mark.parametrize("model", PAGE_MODELS)
class TestEveryPage:
    @pytest.fixture
    def response(self, pages, model, client):
        return client.get(pages[model].url)

    def test_it_is_well_made(self, pages, model, response):
        assert response.status_code == 200
        tree = parsed(response)
        assert [element.get("lang") for element in elements(tree, "html")] == ["fr"]
        assert len(elements(tree, "h1")) == 1
        assert len(elements(tree, "main")) == 1
        titles = [title.text for title in elements(tree, "title")]
        assert "Réseau des musées de Normandie" in titles[0]
        metas = {meta.get("name"): meta.get("content") for meta in elements(tree, "meta")}
        assert metas["description"]
        links = {link.get("rel"): link.get("href") for link in elements(tree, "link")}
        assert links["canonical"] == f"http://testserver{pages[model].url}"

    def test_its_ids_are_unique_and_its_anchors_lead_somewhere(self, response):
        tree = parsed(response)
        ids = [element.get("id") for element in tree.iter() if element.get("id")]
        assert sorted(ids) == sorted(set(ids))
        anchors = {
            element.get("href")[1:]
            for element in elements(tree, "a")
            if element.get("href", "").startswith("#")
        }
        assert anchors <= set(ids)

    def test_it_leaves_no_cookie_and_varies_on_nothing(self, response):
        assert not response.cookies
        assert "Vary" not in response
        assert "unsafe-inline" not in response["Content-Security-Policy"]

    def test_its_structured_data_is_readable(self, response):
        scripts = [s for s in elements(parsed(response), "script") if s.get("type")]
        for script in scripts:
            if script.get("type") == "application/ld+json":
                assert json.loads(script.text)["@context"] == "https://schema.org"

    def test_private_it_is_not_shown(self, pages, model, client):
        page = pages[model]
        assert client.get(page.url).status_code == 200
        PageViewRestriction.objects.create(page=page, restriction_type="login")
        assert client.get(page.url).status_code == 302


@pytest.mark.django_db
@pytest.mark.parametrize("model", PAGE_MODELS)
def test_the_network_edits_it(pages, model, client, network_member):
    client.force_login(network_member)
    response = client.get(reverse("wagtailadmin_pages:edit", args=[pages[model].pk]))
    assert response.status_code == 200


# Queries do not grow with what is listed


def make_events(museum, number):
    for index in range(number):
        day = FIRST_DAY + timedelta(days=index)
        publish(EventPageFactory(parent=museum), EventScheduleFactory.build(start_date=day))
        publish(EventPageFactory(parent=museum), exhibition())


def make_season(network, museum, number):
    season = SeasonPageFactory(parent=network.home)
    for index in range(number):
        day = FIRST_DAY + timedelta(days=index)
        for parent in (museum, season):
            venue = None if parent == museum else PartnerVenueFactory()
            event = EventPageFactory(parent=parent, season=season, venue=venue)
            publish(event, EventScheduleFactory.build(start_date=day))
            publish(EventPageFactory(parent=parent, season=season, venue=venue), exhibition())
    return season


def make_museums(network, number):
    for _index in range(number):
        MuseumPageFactory(parent=network.museums)


def make_news(network, number):
    for _index in range(number):
        NewsPageFactory(parent=network.news)


def make_section(network, number):
    section = StandardPageFactory(parent=network.home, slug="le-reseau")
    for _index in range(number):
        StandardPageFactory(parent=section)


def make_site_map(network, number):
    SiteMapPageFactory(parent=network.home)
    make_section(network, number)
    make_museums(network, number)


def make_statement(network, number):
    statement = AccessibilityStatementPageFactory(parent=network.home, audited=True)
    for index in range(number):
        statement.inaccessible_contents.add(InaccessibleContent(kind="failure", description=index))
        statement.environments.add(AuditEnvironment(browser=index, assistive_technology=index))
        statement.verified_pages.add(VerifiedPage(page=StandardPageFactory(parent=network.home)))
    statement.save()


def make_offers(parent, museum, number):
    for _index in range(number):
        JobPageFactory(parent=parent, employers=[JobEmployer(museum=museum)])


def make_kits(museum, number):
    for _index in range(number):
        KitReleaseFactory(kit__parent=museum)
        VisitOfferPageFactory(parent=museum)


def make_partnership(network, museum, number):
    for index in range(number):
        PartnershipAgreementFactory(academy__name=f"académie numéro {index}", allows_logo=True)
        RelayTeacherFactory().museums.add(MuseumPageFactory(parent=network.museums))
    return PartnershipPageFactory(parent=network.schools)


def make_validated_kits(museum, number):
    for _index in range(number):
        KitValidationFactory(release__kit__parent=museum, validated=True)


def make_visit(museum, number):
    for _index in range(number):
        MuseumPageFactory(parent=museum.get_parent().specific)
        museum.prices.add(MuseumPrice(amount=5))
        museum.gallery.add(MuseumPicture(image=ImageFactory(), alt="Une salle"))
        museum.social_links.add(SocialLink(url="https://social.example/@dentelle"))
    museum.services = Service.objects.all()[:number]
    museum.save()


def make_hours(museum, number):
    for _number in range(number):
        OpeningSlotFactory(museum=museum)
        OpeningExceptionFactory(museum=museum)


def make_museum_page(museum, number):
    make_visit(museum, number)
    make_hours(museum, number)
    make_events(museum, number)
    make_offers(museum, museum, number)
    make_kits(museum, number)


def make_front_page(network, museum, number):
    make_hours(museum, number)
    make_events(museum, number)
    make_kits(museum, number)
    make_offers(museum, museum, number)
    make_news(network, number)


def make_occupations(network, museum, number):
    """That many sheets, each leading to the first, which that many offers are about."""
    sheets = OccupationIndexPageFactory(parent=network.jobs)
    pages = [OccupationPageFactory(parent=sheets, slug=f"metier-{n}") for n in range(1, number + 1)]
    first = pages[0]
    first.neighbours = [OccupationNeighbour(sheet=page) for page in pages]
    first.save()
    for _n in range(number):
        JobPageFactory(parent=museum, occupation=first)
    return first


BUDGETS: dict[str, tuple[Callable, int]] = {
    "/": (make_front_page, 29),
    "/agenda/": (lambda network, museum, number: make_events(museum, number), 11),
    "/les-veillees/": (make_season, 20),
    "/les-veillees/programme/": (make_season, 13),
    "/musees/": (lambda network, museum, number: make_museums(network, number), 19),
    "/musees/musee-de-la-dentelle-caen/": (
        lambda network, museum, number: make_museum_page(museum, number),
        30,
    ),
    "/emploi/": (lambda network, museum, number: make_offers(network.jobs, museum, number), 26),
    "/emploi/fiches-metiers/": (make_occupations, 10),
    "/emploi/fiches-metiers/metier-1/": (make_occupations, 15),
    "/ecoles/": (lambda network, museum, number: make_validated_kits(museum, number), 17),
    "/ecoles/?quoi=offres": (lambda network, museum, number: make_kits(museum, number), 16),
    "/ecoles/partenariat-academique/": (make_partnership, 14),
    "/actualites/": (lambda network, museum, number: make_news(network, number), 11),
    "/le-reseau/": (lambda network, museum, number: make_section(network, number), 10),
    "/plan-du-site/": (lambda network, museum, number: make_site_map(network, number), 11),
    "/accessibilite/": (lambda network, museum, number: make_statement(network, number), 13),
}


@pytest.mark.django_db
@pytest.mark.usefixtures("now", "keeping")
@pytest.mark.parametrize("number", [1, 3])
@pytest.mark.parametrize("path", BUDGETS)
def test_a_listing_asks_the_same_queries_whatever_its_length(
    network, museum, client, path, number, django_assert_num_queries
):
    make, budget = BUDGETS[path]
    make(network, museum, number)
    cache.clear()
    client.get(path)  # what pages show alike is kept then, the page itself is not
    with django_assert_num_queries(budget):
        assert client.get(path).status_code == 200
