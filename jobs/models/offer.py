"""What an employer offers: a job, an internship, a voluntary service."""

from datetime import date, datetime, timedelta
from typing import TYPE_CHECKING, Any
from zoneinfo import ZoneInfo

from django.apps import apps
from django.conf import settings
from django.core.exceptions import PermissionDenied
from django.db import models
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _
from wagtail.models import Locale, PageManager

from cms.addresses import address_of
from cms.models import BasePage
from jobs import choices
from jobs.deadlines import closing_instant, last_day
from jobs.forms import JobPageForm
from jobs.models.applying import JobApplicationWay
from jobs.models.content import JobContent
from jobs.models.parties import JobEmployer, JobLocation
from jobs.panels import OFFER_PANELS
from jobs.querysets import LISTED, JobQuerySet
from jobs.relays import RelayedPanel
from jobs.structured_data import job_posting
from museums.models import MuseumPage
from museums.moderation import Moderated

if TYPE_CHECKING:
    from jobs.models.occupation import OccupationPage

# How long a closed offer can still be read, so that a link somebody kept explains itself.
KEPT_AFTER_CLOSING = timedelta(days=settings.OFFERS_KEPT_DAYS)
SIMILAR = 3  # open offers shown on the page of a closed one


class JobPage(Moderated, JobContent, BasePage):
    """An offer: what its employer wrote, word for word, beside what one can sort and filter by.

    It is open until `closes_at`; nothing has to run for it to close.
    """

    objects = PageManager.from_queryset(JobQuerySet)()

    base_form_class = JobPageForm

    content_panels = [
        *BasePage.content_panels,
        *OFFER_PANELS,
        RelayedPanel(heading=_("Sent to the network’s relays")),
    ]
    # Without the dates of publication: Wagtail's would serve an expired page until a command
    # ran, and then nothing; an offer closes by itself and its page says so.
    settings_panels = BasePage.settings_panels[1:]
    searched = ("sections", "occupation_label", "job_family")

    parent_page_types = ["museums.MuseumPage", "jobs.JobIndexPage"]
    subpage_types = []
    exclude_fields_in_copy = ["external_reference", "closed_at", "close_reason"]
    page_description = _("A job, an internship, an apprenticeship, a voluntary service…")

    class Meta:
        verbose_name = _("job offer")
        verbose_name_plural = _("job offers")
        constraints = [
            models.UniqueConstraint(
                fields=["source", "external_reference"],
                condition=~models.Q(external_reference=""),
                name="job_reference_once_a_source",
            ),
            models.CheckConstraint(
                condition=models.Q(age_min=None)
                | models.Q(age_max=None)
                | models.Q(age_max__gte=models.F("age_min")),
                name="job_ages_in_order",
                violation_error_message=_("The highest age is below the lowest one."),
            ),
            models.CheckConstraint(
                condition=models.Q(salary_min=None)
                | models.Q(salary_max=None)
                | models.Q(salary_max__gte=models.F("salary_min")),
                name="job_salary_in_order",
                violation_error_message=_("The highest pay is below the lowest one."),
            ),
        ]

    def save(self, *args: Any, **kwargs: Any) -> None:
        if self.alias_of_id:
            self.external_reference = ""  # which names the offer itself, not its copies
        self.closes_at = self.closing_instant()
        super().save(*args, **kwargs)

    def closing_instant(self) -> datetime:
        """The first instant at which nobody may apply: by its deadline, or closed before."""
        deadline = closing_instant(
            deadline_on=self.deadline_on,
            deadline_time=self.deadline_time,
            rule=self.deadline_rule,
            starts_on=self.starts_on,
            posted_on=self.posted_on,
            zone=ZoneInfo(settings.TIME_ZONE),
        )
        return min(deadline, self.closed_at or deadline)

    def copy_for_translation(self, locale: Locale, *args: Any, **kwargs: Any) -> "JobPage":
        """An offer stays in the language it was written in; only aliases of it are made."""
        if not kwargs.get("alias"):
            raise PermissionDenied(_("A job offer is not translated."))
        return super().copy_for_translation(locale, *args, **kwargs)

    def search_words(self) -> list[str]:
        """Who employs, where, and by which contract, in every language."""
        contracts = [name for term in self.contract_types.all() for name in term.names()]
        places = [word for place in self.workplaces for word in place.lines]
        return [*map(str, self.named_employers), *places, *contracts]

    @property
    def description(self) -> str:
        """What it is, for whom and where, in a sentence for search engines and shared links."""
        contracts = ", ".join(map(str, self.contract_types.all()))
        parts = [contracts, self.employer_names, self.city]
        return self.search_description or " – ".join(part for part in parts if part)

    @cached_property
    def museum(self) -> MuseumPage | None:
        """The member that publishes it; none for an offer of the network's own list."""
        parents = MuseumPage.objects.select_related("department")
        return parents.filter(path=self.path[: -self.steplen]).first()

    @property
    def sheet(self) -> "OccupationPage | None":
        """What the network says of its profession, in the language being spoken."""
        if not self.occupation_id:
            return None
        found = apps.get_model("jobs.OccupationPage").objects.visible()
        return next(iter(found.filter(pk=self.occupation_id).in_spoken_words()), None)

    @property
    def original(self) -> "JobPage | None":
        """The offer that this is a copy of, in another language or elsewhere in the tree."""
        if self.alias_of_id:
            return type(self).objects.filter(pk=self.alias_of_id).first()
        if self.locale.language_code == settings.LANGUAGE_CODE:
            return None
        return type(self).objects.sources().filter(translation_key=self.translation_key).first()

    @property
    def named_employers(self) -> list[JobEmployer]:
        """Its employers in the order of the editor, without an unfinished line."""
        return [line for line in self.employers.all() if str(line)]

    @property
    def employer_names(self) -> str:
        """Who employs or hosts, on one line; an authority stands on the offer's page only."""
        behind = choices.EmployerRole.AUTHORITY
        return ", ".join(str(line) for line in self.named_employers if line.role != behind)

    @property
    def workplaces(self) -> list[JobLocation]:
        """Where one works or is attached, the main place first."""
        interview = choices.LocationKind.INTERVIEW
        places = [line for line in self.locations.all() if line.lines and line.kind != interview]
        return sorted(places, key=lambda place: not place.is_primary)

    @property
    def city(self) -> str:
        """The town that a list names."""
        return next((place.city for place in self.workplaces if place.city), "")

    @property
    def has_deadline(self) -> bool:
        """Whether its editor gave the day that counts."""
        return bool(self.deadline_on) and self.deadline_rule != choices.DeadlineRule.UNTIL_FILLED

    @property
    def last_day(self) -> date:
        """The last day on which one may apply."""
        return last_day(self.closing_instant(), ZoneInfo(settings.TIME_ZONE))

    @property
    def ways_to_apply(self) -> list[JobApplicationWay]:
        return [way for way in self.applications.all() if str(way)]

    @property
    def has_way_to_apply(self) -> bool:
        """Whether anything on its page says where to turn to."""
        told = self.application_text or self.source_url or self.ways_to_apply
        return bool(told) or self.contacts.exists()

    def is_open(self, now: datetime) -> bool:
        """Whether one may still apply, by what is typed: a preview shows what a draft would be."""
        return self.closing_instant() > now

    def is_gone(self, now: datetime) -> bool:
        """Whether it closed so long ago that its page is no longer shown."""
        return not self.is_open(now - KEPT_AFTER_CLOSING)

    def serve(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Its page; after a time, why there is none; a copy leads back to the offer itself."""
        now = timezone.now()
        if self.original:
            return redirect(self.original.url)
        if self.is_gone(now):
            return self.serve_gone(request, now)
        models.prefetch_related_objects([self], *LISTED)
        response = super().serve(request, *args, **kwargs)
        if not self.is_open(now):
            response["X-Robots-Tag"] = "noindex"
        return response

    def serve_gone(self, request: HttpRequest, now: datetime) -> HttpResponse:
        """Says to people that the offer is over, and to search engines that it will not return."""
        context = {
            "page": self,
            "today": timezone.localdate(now),
            "offers": type(self).objects.newest(now, SIMILAR),
            "all_offers": address_of("jobs.JobIndexPage"),
        }
        return TemplateResponse(request, "jobs/job_gone.html", context, status=410)

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        now = timezone.now()
        is_open = self.is_open(now)
        others = type(self).objects.visible().open(now)
        return super().get_context(request, *args, **kwargs) | {
            "today": timezone.localdate(now),
            "is_open": is_open,
            "all_offers": address_of("jobs.JobIndexPage"),
            "museum": self.museum,
            "similar": [] if is_open else others.like(self).for_list()[:SIMILAR],
            "taken_up": None if is_open else others.filter(relisted_from=self).first(),
        }

    def structured_data(self, request: HttpRequest) -> list[dict[str, Any]]:
        """A JobPosting, as long as one may apply."""
        return [job_posting(self)] if self.is_open(timezone.now()) else []

    def get_sitemap_urls(self, request: HttpRequest | None = None) -> list[dict[str, Any]]:
        """Nothing once it is closed: search engines are to forget it."""
        is_listed = self.is_open(timezone.now()) and not self.alias_of_id
        return super().get_sitemap_urls(request) if is_listed else []
