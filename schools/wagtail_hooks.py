"""Class kits in the admin, on museums' pages and at the foot of every page."""

from collections.abc import Iterable, Iterator
from datetime import datetime
from typing import Any

from django.conf import settings
from django.db.models import Model
from django.http import HttpRequest
from django.templatetags.static import static
from django.urls import URLPattern, path, reverse
from django.utils.html import format_html
from django.utils.timezone import localdate
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail import hooks
from wagtail.admin.widgets import Button
from wagtail.models import Page
from wagtail.snippets.models import register_snippet
from wagtail.snippets.views.snippets import SnippetViewSet

from cms.addresses import address_of
from cms.bin import ROWS_HOOK
from cms.columns import YesNoColumn
from cms.kept import drawn_items, kept
from cms.menus import VOCABULARIES
from cms.models import User
from cms.navigation import FOOTER_HOOK, FooterLink
from cms.templatetags.components import long_day
from museums.actions import HOOK as MUSEUM_ACTIONS
from museums.actions import Action
from museums.dashboard import HOOK as CONCERNS
from museums.dashboard import MOST_LINES, Concern, Line
from museums.models import MuseumPage
from museums.provisioning import NETWORK_MODELS_HOOK
from museums.sections import HOOK as MUSEUM_SECTIONS
from museums.sections import Section
from schools import members, request_menu  # noqa: F401 -- their hooks register themselves
from schools.academy import menu  # noqa: F401 -- its hooks register themselves
from schools.academy.reminding import AHEAD
from schools.forms import OFFERS
from schools.models import (
    Academy,
    ClassKitPage,
    Discipline,
    EacDomain,
    KitDocument,
    KitDownload,
    KitPack,
    KitRelease,
    KitValidation,
    PartnershipAgreement,
    ProgrammeItem,
    RelayTeacher,
    SchoolLevel,
    VisitOfferPage,
    VisitRequest,
)
from schools.programme_viewsets import ProgrammeItemViewSet
from schools.version_views import KitVersionsView
from schools.viewsets import ClassKitViewSet, VisitOfferViewSet

MUSEUM_KITS = 4
MUSEUM_OFFERS = 4


@hooks.register(MUSEUM_SECTIONS)
def museum_kits(museum: MuseumPage, now: datetime, request: HttpRequest) -> list[Section]:
    """A museum's latest class kits, and what it offers classes to come for."""
    if museum.pk not in kept(request, "museums-for-classes", museums_for_classes):
        return []
    kits = ClassKitPage.objects.visible().at_museum(museum).latest_first()
    offers = VisitOfferPage.objects.visible().at_museum(museum).latest_first()
    with_badge = kits.for_cards().with_badge(localdate(now))
    return [
        Section(
            title=_("Come with your class"),
            items=drawn_items(
                request,
                offers[:MUSEUM_OFFERS],
                offers.for_cards().in_bulk,
                "schools/components/offer_card.html",
            ),
            order=29,
            url=address_of("schools.ClassKitIndexPage", musee=museum.slug, quoi=OFFERS),
            url_label=_("All its visits and workshops"),
        ),
        Section(
            title=_("For classes"),
            items=drawn_items(
                request,
                kits[:MUSEUM_KITS],
                with_badge.in_bulk,
                "schools/components/kit_card.html",
                today=localdate(now),
            ),
            order=30,
            url=address_of("schools.ClassKitIndexPage", musee=museum.slug),
            url_label=_("All its class kits"),
        ),
    ]


def museums_for_classes() -> set[int]:
    """The museums that have something for classes, by key."""
    return ClassKitPage.objects.visible().museums() | VisitOfferPage.objects.visible().museums()


@hooks.register(FOOTER_HOOK)
def kits_link() -> list[FooterLink]:
    """Where teachers begin, and who vouches for what they find."""
    links = {
        _("Class kits"): "schools.ClassKitIndexPage",
        _("Academic partnership"): "schools.PartnershipPage",
    }
    return [FooterLink(_("At your service"), label, address_of(n)) for label, n in links.items()]


@hooks.register(MUSEUM_ACTIONS)
def add_kit_action(museum: MuseumPage) -> Action:
    """One click from the dashboard to an empty kit of one's own museum."""
    return Action(
        label=_("Add a class kit"),
        url=reverse("wagtailadmin_pages:add", args=["schools", "classkitpage", museum.pk]),
        icon="clipboard-list",
        order=30,
    )


@hooks.register(MUSEUM_ACTIONS)
def add_offer_action(museum: MuseumPage) -> Action:
    """One click to an empty offer for classes."""
    return Action(
        label=_("Add an offer for classes"),
        url=reverse("wagtailadmin_pages:add", args=["schools", "visitofferpage", museum.pk]),
        icon="group",
        order=31,
    )


@hooks.register(CONCERNS)
def kits_to_review(museum: MuseumPage, now: datetime) -> Concern:
    """Kits that teachers use and nobody has read again for two years."""
    kits = ClassKitPage.objects.sources().descendant_of(museum).to_review(localdate(now))
    return Concern(
        heading=_("Class kits to be read again"),
        lines=(
            Line(
                kit.get_admin_display_title(),
                reverse("wagtailadmin_pages:edit", args=[kit.pk]),
                long_day(kit.review_due_on, "year"),
            )
            for kit in kits.order_by("review_due_on", "pk")[: MOST_LINES + 1]
        ),
        order=40,
        url=reverse("class_kit_explorer:index") + "?review=due",
    )


@hooks.register(CONCERNS)
def rights_to_prolong(museum: MuseumPage, now: datetime) -> Concern:
    """Documents on line that may be shown for ninety days at most, or no longer."""
    kits = ClassKitPage.objects.sources().live().descendant_of(museum)
    ending = KitDocument.objects.ending(localdate(now) + AHEAD).filter(kit__in=kits)
    return Concern(
        heading=_("Documents of kits whose authorisation ends"),
        lines=(
            Line(
                f"{document.title} – {document.kit.title}",
                reverse("wagtailadmin_pages:edit", args=[document.kit_id]),
                long_day(document.valid_until, "year"),
            )
            for document in ending[: MOST_LINES + 1]
        ),
        order=41,
        url=reverse("class_kit_explorer:index"),
    )


@hooks.register("register_admin_viewset")
def kit_viewset() -> ClassKitViewSet:
    """The list of class kits."""
    return ClassKitViewSet("class_kit_explorer")


@hooks.register("register_admin_viewset")
def offer_viewset() -> VisitOfferViewSet:
    """The list of offers for classes."""
    return VisitOfferViewSet("visit_offer_explorer")


@hooks.register("register_admin_urls")
def version_urls() -> list[URLPattern]:
    """Where the versions of a kit are in the admin."""
    return [path("class-kits/<int:pk>/versions/", KitVersionsView.as_view(), name="kit_versions")]


@hooks.register("register_page_listing_more_buttons")
@hooks.register("register_page_header_buttons")
def versions_button(page: Page, user: User, **kwargs: Any) -> Iterator[Button]:
    """From the explorer and from the head of a kit's form to its versions."""
    if (
        page.specific_class is not ClassKitPage
        or page.locale.language_code != settings.LANGUAGE_CODE
    ):
        return
    if page.permissions_for_user(user).can_edit():
        url = reverse("kit_versions", args=[page.pk])
        yield Button(_("Versions and downloads"), url, icon_name="download", priority=12)


@hooks.register("insert_global_admin_css")
def admin_css() -> str:
    """What the form of a kit needs beyond Wagtail's own styles."""
    return format_html('<link rel="stylesheet" href="{}">', static("schools/css/admin.css"))


@hooks.register(ROWS_HOOK)
def versions_of_kit(page: Page) -> Iterable[Model]:
    """A restored kit has all the versions that teachers know, and what was counted of them."""
    yield from KitRelease.objects.filter(kit_id=page.pk)
    for model in (KitPack, KitDownload):
        yield from model.objects.filter(release__kit_id=page.pk)


@hooks.register(ROWS_HOOK)
def requests_of_offer(page: Page) -> Iterable[Model]:
    """A restored offer has what classes asked of it."""
    return VisitRequest.objects.filter(offer_id=page.pk)


class SchoolLevelViewSet(SnippetViewSet):
    """Classes and cycles."""

    model = SchoolLevel
    icon = "list-ol"
    menu_hook = VOCABULARIES
    menu_order = 300
    list_display = [
        "label",
        "parent",
        "code",
        YesNoColumn("is_current", label=gettext_lazy("In use")),
        "sort_order",
    ]
    list_filter = ["parent", "is_current"]


class DisciplineViewSet(SnippetViewSet):
    """Subjects taught at school."""

    model = Discipline
    icon = "tag"
    menu_hook = VOCABULARIES
    menu_order = 310
    list_display = ["name", "name_en", "sort_order"]


class EacDomainViewSet(SnippetViewSet):
    """Domains of arts and cultural education."""

    model = EacDomain
    icon = "tag"
    menu_hook = VOCABULARIES
    menu_order = 320
    list_display = ["name", "name_en", "sort_order"]


for viewset in (
    SchoolLevelViewSet,
    DisciplineViewSet,
    EacDomainViewSet,
    ProgrammeItemViewSet,
):
    register_snippet(viewset)


@hooks.register(NETWORK_MODELS_HOOK)
def network_models() -> list[type[Model]]:
    """What the network's team keeps of schools."""
    vocabulary = [SchoolLevel, Discipline, EacDomain, ProgrammeItem]
    return [*vocabulary, Academy, PartnershipAgreement, RelayTeacher, KitValidation]
