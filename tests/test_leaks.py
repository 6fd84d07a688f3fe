"""Nobody sees or changes what another museum has not published."""

from contextlib import contextmanager

import pytest
from django.contrib.auth.models import Group, Permission
from django_filters.filters import QuerySetRequestMixin
from wagtail import hooks
from wagtail.admin.views.bulk_action import BulkAction
from wagtail.models import Page

from cms.admin_api import OwnFiles
from cms.guards import GUARDS
from cms.models import User
from cms.wagtail_hooks import offer_what_one_may_link_to
from tests.factories.events import EventPageFactory
from tests.keeping import kept
from tests.leaks.planting import plant
from tests.leaks.walking import Walk, places

pytestmark = [
    pytest.mark.django_db,
    pytest.mark.indexed,
    pytest.mark.usefixtures("now"),
    # wagtail-localize's report lists translations in no order.
    pytest.mark.filterwarnings("ignore:Pagination may yield inconsistent results"),
]


@pytest.fixture
@kept
def secrets(network):
    return plant(network.museums)


@pytest.fixture
def people(museum):
    """Who walks: those of another museum, a partner of the network, a passer-by."""
    editor = User.objects.create_user("redaction@dentelle.example", "secret")
    editor.groups.add(museum.editors)
    lead = User.objects.create_user("referente@dentelle.example", "secret")
    lead.groups.add(museum.editors, museum.leads)
    museum.leads.permissions.add(Permission.objects.get(codename="submit_translation"))
    partners = Group.objects.get_or_create(name="Partenaires académiques")[0]
    partners.permissions.add(Permission.objects.get(codename="access_admin"))
    partner = User.objects.create_user("academie@partenaire.example", "secret")
    partner.groups.add(partners)
    return {"editor": editor, "lead": lead, "partner": partner, "anonymous": None}


@pytest.fixture
def own(museum):
    event = EventPageFactory(parent=museum, title="Fuseaux", slug="fuseaux")
    return {"page": event.pk, "museum": museum.pk, "museum_id": museum.pk}


def test_every_model_has_its_secret(secrets):
    assert secrets.unplanted == {}


# What stays visible by design: the titles and addresses of what is on line, the names of museums
# with those of their groups and collections, the words of the network's vocabularies, tags. None of
# them holds the secret; all that is planted otherwise does.


@pytest.mark.parametrize("who", ["editor", "lead", "partner", "anonymous"])
def test_walk(secrets, people, own, who):
    walk = Walk(who, people[who], secrets, own).over(places())
    assert walk.unfilled == []
    assert [str(leak) for leak in walk.broken] == []
    assert [str(leak) for leak in walk.leaks] == []


@contextmanager
def wagtails_own(attribute, owner):
    """Wagtail as it comes, for as long as a test looks."""
    ours = getattr(owner, attribute)
    setattr(owner, attribute, ours.__wrapped__)
    try:
        yield
    finally:
        setattr(owner, attribute, ours)


@contextmanager
def without_guard(name):
    guard = GUARDS.pop(name)
    try:
        yield
    finally:
        GUARDS[name] = guard


@contextmanager
def without_hook(name, function):
    kept = hooks.get_hooks(name)
    registered = hooks._hooks[name]
    hooks._hooks[name] = [entry for entry in registered if entry[0] is not function]
    try:
        yield kept
    finally:
        hooks._hooks[name] = registered


@contextmanager
def everybodys_files():
    """The API lists files as Wagtail's does."""
    ours = OwnFiles.get_queryset
    del OwnFiles.get_queryset
    try:
        yield
    finally:
        OwnFiles.get_queryset = ours


OFF = {
    "page chooser": (
        without_hook("construct_page_chooser_queryset", offer_what_one_may_link_to),
        {"wagtailadmin_choose_page_search"},
    ),
    "title of a draft": (
        wagtails_own("get_admin_display_title", Page),
        {"wagtailadmin_choose_page_child"},
    ),
    "files of the API": (
        everybodys_files(),
        {
            "wagtailadmin_api:images:listing",
            "wagtailadmin_api:images:detail",
            "wagtailadmin_api:documents:listing",
            "wagtailadmin_api:documents:detail",
        },
    ),
    "bulk actions": (wagtails_own("get_actionable_objects", BulkAction), {"wagtail_bulk_action"}),
    "filters by people": (
        wagtails_own("get_queryset", QuerySetRequestMixin),
        {
            "wagtailadmin_explore",
            "wagtailadmin_pages:type_use",
            "wagtailadmin_reports:site_history",
            "wagtailadmin_reports:workflow",
        },
    ),
} | {
    f"guard of {name}": (without_guard(name), found)
    for name, found in {
        "wagtailadmin_pages": {
            "wagtailadmin_pages:move_confirm",
            "wagtailadmin_pages:workflow_action",
            "wagtailadmin_pages:workflow_preview",
        },
        "wagtailadmin_choose_page_child": {"wagtailadmin_choose_page_child"},
        "wagtailadmin_choose_page_chosen_multiple": {"wagtailadmin_choose_page_chosen_multiple"},
        "wagtailadmin_reports:page_types_usage": {"wagtailadmin_reports:page_types_usage"},
        "wagtailadmin_reports:page_types_usage_results": {
            "wagtailadmin_reports:page_types_usage_results"
        },
        "wagtail_localize:submit_page_translation": {"wagtail_localize:submit_page_translation"},
        "wagtail_localize:update_translations": {"wagtail_localize:update_translations"},
        "wagtail_localize:translations_report": {"wagtail_localize:translations_report"},
        "wagtail_localize:translations_report_results": {
            "wagtail_localize:translations_report_results"
        },
    }.items()
}


@pytest.mark.parametrize("guard", sorted(OFF))
def test_the_walk_finds_the_leak_where_a_guard_is_off(secrets, people, own, guard):
    switched_off, names = OFF[guard]
    found = [place for place in places() if place.name in names]
    with switched_off:
        walk = Walk("lead", people["lead"], secrets, own).over(found)
    assert {leak.name for leak in walk.leaks} == names


def test_each_guard_has_its_proof():
    assert {f"guard of {name}" for name in GUARDS} <= set(OFF)


def test_wagtails_public_api_is_not_mounted(client, secrets):
    """Its lists hold every picture and document, shown or not."""
    for version in ("v2", "v3"):
        for kind in ("images", "documents", "pages", "redirects"):
            assert client.get(f"/api/{version}/{kind}/").status_code == 404


def test_administrators_are_not_mailed_each_submission(settings):
    assert settings.WAGTAILADMIN_NOTIFICATION_INCLUDE_SUPERUSERS is False
