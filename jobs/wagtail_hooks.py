"""Job offers in the admin, on museums' pages and at the foot of every page."""

from datetime import datetime
from uuid import UUID

from django.db.models import Model
from django.http import HttpRequest
from django.templatetags.static import static
from django.urls import URLPattern, path, reverse
from django.utils import timezone
from django.utils.html import format_html
from django.utils.timezone import localdate
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail import hooks
from wagtail.admin import messages
from wagtail.admin.menu import MenuItem
from wagtail.admin.ui.tables import Column
from wagtail.models import Page
from wagtail.snippets.models import register_snippet
from wagtail.snippets.views.snippets import SnippetViewSet

from cms.addresses import address_of
from cms.embedding import HOOK as FRAME_HOOK
from cms.kept import drawn_items, kept
from cms.menus import SHARING, VOCABULARIES
from cms.navigation import FOOTER_HOOK, FooterLink
from cms.page_cache import HOOK as PAGES_CHANGE_AT
from jobs import life_hooks  # noqa: F401 -- its hooks register themselves
from jobs.duplicates import warn_of_duplicates
from jobs.embed import JobComposer, JobEmbedForm
from jobs.models import ContractType, JobEmployer, JobIndexPage, JobPage, JobRelay
from jobs.viewsets import JobViewSet
from jobs.warnings import warnings_of
from museums.actions import HOOK as MUSEUM_ACTIONS
from museums.actions import Action
from museums.merging import HOOK as MUSEUM_MERGED
from museums.models import MuseumPage
from museums.provisioning import NETWORK_MODELS_HOOK
from museums.sections import HOOK as MUSEUM_SECTIONS
from museums.sections import Section

MUSEUM_OFFERS = 4


@hooks.register(MUSEUM_SECTIONS)
def museum_offers(museum: MuseumPage, now: datetime, request: HttpRequest) -> list[Section]:
    """The open offers of a museum."""
    if museum.translation_key not in kept(request, "museums-with-offers", museums_with_offers):
        return []
    offers = JobPage.objects.visible().open(now).at_museum(museum)
    return [
        Section(
            title=_("Job offers"),
            items=drawn_items(
                request,
                offers.newest_first()[:MUSEUM_OFFERS],
                offers.for_list().in_bulk,
                "jobs/components/job_row.html",
                today=localdate(now),
            ),
            order=40,
            url=address_of("jobs.JobIndexPage", musee=museum.slug),
            url_label=_("All its offers"),
        )
    ]


def museums_with_offers() -> set[UUID]:
    """The museums that offers are of, open or closed, by translation key."""
    return JobPage.objects.visible().museums()


@hooks.register(MUSEUM_MERGED)
def follow_museum(museum: MuseumPage, into: MuseumPage) -> None:
    """Whom offers name as an employer is the museum that goes on."""
    JobEmployer.objects.filter(museum=museum).update(museum=into)


@hooks.register(FOOTER_HOOK)
def jobs_link() -> list[FooterLink]:
    """Where people look for the network's jobs."""
    return [
        FooterLink(_("At your service"), _("Work in a museum"), address_of("jobs.JobIndexPage"))
    ]


@hooks.register(PAGES_CHANGE_AT)
def next_closing(now: datetime) -> datetime | None:
    """No page that lists offers is kept past the end of one."""
    return JobPage.objects.visible().next_closing(now)


@hooks.register(MUSEUM_ACTIONS)
def add_job_action(museum: MuseumPage) -> Action:
    """One click from the dashboard to an offer that its museum has filled in half-way."""
    return Action(
        label=_("Add a job offer"),
        url=reverse("wagtailadmin_pages:add", args=["jobs", "jobpage", museum.pk]),
        icon="user",
        order=20,
    )


@hooks.register(FRAME_HOOK)
def offers_frame(page: Page) -> type[JobEmbedForm] | None:
    """The list of offers in a frame."""
    return JobEmbedForm if isinstance(page, JobIndexPage) else None


@hooks.register("register_admin_urls")
def job_composer_url() -> list[URLPattern]:
    """Where one composes what to paste into another site."""
    return [path("emploi/embed/", JobComposer.as_view(), name="compose_job_embed")]


@hooks.register(SHARING)
def job_composer_item() -> MenuItem:
    """For all who may open the admin: it shows what is public only."""
    return MenuItem(
        gettext_lazy("Job offers on your site"),
        reverse("compose_job_embed"),
        name="compose-job-embed",
        icon_name="code",
        order=20,
    )


@hooks.register("register_admin_viewset")
def job_viewset() -> JobViewSet:
    """The list of job offers."""
    return JobViewSet("job_explorer")


@hooks.register("after_create_page")
@hooks.register("after_edit_page")
def say_warnings(request: HttpRequest, page: Page) -> None:
    """Tell whoever saved an offer what looks wrong in it; the automatic saving says nothing."""
    if not isinstance(page, JobPage) or not request.accepts("text/html"):
        return
    offer = page.get_latest_revision_as_object()
    for sentence in warnings_of(offer, timezone.now()):
        messages.warning(request, sentence)
    warn_of_duplicates(request, offer)


@hooks.register("insert_global_admin_css")
def admin_css() -> str:
    """What the form of an offer needs beyond Wagtail's own styles."""
    return format_html('<link rel="stylesheet" href="{}">', static("jobs/css/admin.css"))


class ContractTypeViewSet(SnippetViewSet):
    """The types of contract, kept by the network's team."""

    model = ContractType
    icon = "tag"
    menu_hook = VOCABULARIES
    menu_order = 400
    menu_label = gettext_lazy("Types of contract")
    list_display = ["name", "name_en", "employment_type", "sort_order"]


register_snippet(ContractTypeViewSet)


class JobRelayViewSet(SnippetViewSet):
    """Who passes the network's offers on, kept by the network's team."""

    model = JobRelay
    icon = "mail"
    menu_label = gettext_lazy("Relays of job offers")
    menu_hook = SHARING
    menu_order = 30
    list_display = [
        "name",
        "email",
        Column("spoken_filters", label=gettext_lazy("Is sent")),
        "last_sent_on",
        "ended_at",
    ]


register_snippet(JobRelayViewSet)


@hooks.register(NETWORK_MODELS_HOOK)
def network_models() -> list[type[Model]]:
    """What the network's team keeps of job offers."""
    return [ContractType, JobRelay]
