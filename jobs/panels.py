"""The form of an offer: what every offer needs is open, the rest is folded by subject."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import (
    FieldPanel,
    FieldRowPanel,
    HelpPanel,
    InlinePanel,
    MultiFieldPanel,
    PageChooserPanel,
)

from cms.country import FrenchGroup, is_in_france


class PasteLinkPanel(HelpPanel):
    """In the form of a new offer, the way to have it filled in by a notice; those are French."""

    def __init__(self, template: str = "jobs/admin/paste_link.html", **kwargs: Any) -> None:
        super().__init__(template=template, **kwargs)

    class BoundPanel(HelpPanel.BoundPanel):
        def is_shown(self) -> bool:
            return not self.instance.pk and is_in_france()

        def get_context_data(self, parent_context: dict[str, Any] | None = None) -> dict[str, Any]:
            named = self.request.resolver_match.kwargs
            context = super().get_context_data(parent_context)
            return context | {"parent_id": named.get("parent_page_id")}


OFFER_PANELS = [
    PasteLinkPanel(),
    FieldPanel("contract_types", widget=forms.CheckboxSelectMultiple),
    FieldPanel("working_time"),
    MultiFieldPanel(
        [
            FieldRowPanel(
                [
                    FieldPanel("deadline_on"),
                    FieldPanel("deadline_time"),
                    FieldPanel("deadline_rule"),
                ]
            ),
            FieldPanel("deadline_text"),
        ],
        heading=_("Deadline"),
        help_text=_(
            "Without a deadline the offer closes on the day the job begins, or after 90 days."
        ),
    ),
    FieldPanel("sections"),
    InlinePanel("applications", heading=_("How to apply"), label=_("Way to apply")),
    InlinePanel("employers", heading=_("Employers"), label=_("Employer")),
    InlinePanel("locations", heading=_("Places"), label=_("Place")),
    MultiFieldPanel(
        [
            FieldRowPanel([FieldPanel("salary_kind"), FieldPanel("is_gross")]),
            FieldRowPanel(
                [FieldPanel("salary_min"), FieldPanel("salary_max"), FieldPanel("salary_unit")]
            ),
            FieldPanel("salary_text"),
            FieldRowPanel([FieldPanel("collective_agreement"), FieldPanel("classification")]),
            InlinePanel("benefits", label=_("Benefit")),
            FieldPanel("leave_text"),
        ],
        heading=_("Pay, benefits, leave"),
        classname="collapsed",
    ),
    MultiFieldPanel(
        [
            FieldRowPanel([FieldPanel("starts_on"), FieldPanel("start_precision")]),
            FieldPanel("start_text"),
            FieldRowPanel([FieldPanel("duration_value"), FieldPanel("duration_unit")]),
            FieldPanel("duration_text"),
        ],
        heading=_("Start and duration"),
        classname="collapsed",
    ),
    MultiFieldPanel(
        [
            FieldRowPanel(
                [FieldPanel("hours_min"), FieldPanel("hours_max"), FieldPanel("days_per_year")]
            ),
            FieldPanel("working_time_text"),
            FieldRowPanel([FieldPanel("remote_work"), FieldPanel("remote_text")]),
            FieldPanel("travel_text"),
            FieldRowPanel([FieldPanel("manages_people"), FieldPanel("team_size")]),
            FieldRowPanel([FieldPanel("employment_unit"), FieldPanel("supervision_text")]),
            FieldPanel("openings"),
            FieldPanel("contract_text"),
            FieldPanel("conditions_text"),
        ],
        heading=_("Working conditions"),
        classname="collapsed",
    ),
    FrenchGroup(
        [
            FieldRowPanel([FieldPanel("civil_service"), FieldPanel("category")]),
            InlinePanel("grades", label=_("Grade")),
            FieldPanel("vacancy_reason"),
            FieldRowPanel([FieldPanel("open_to_contract"), FieldPanel("legal_basis")]),
            FieldPanel("legal_note"),
            PageChooserPanel("occupation", "jobs.OccupationPage"),
            FieldRowPanel(
                [
                    FieldPanel("job_family"),
                    FieldPanel("occupation_label"),
                    FieldPanel("rome_codes"),
                ]
            ),
        ],
        heading=_("Civil service, occupation"),
        classname="collapsed",
    ),
    MultiFieldPanel(
        [
            FieldRowPanel([FieldPanel("education_level"), FieldPanel("education_text")]),
            FieldRowPanel([FieldPanel("experience_text"), FieldPanel("licences")]),
            FieldRowPanel([FieldPanel("age_min"), FieldPanel("age_max")]),
            FieldPanel("eligibility_text"),
            FieldPanel("inclusion_statement"),
        ],
        heading=_("Who may apply"),
        classname="collapsed",
    ),
    MultiFieldPanel(
        [
            FieldPanel("application_text"),
            FieldPanel("documents_required"),
            InlinePanel("contacts", label=_("Contact")),
            InlinePanel("interviews", label=_("Interview")),
            InlinePanel("attachments", label=_("Attachment")),
            InlinePanel("related_events", label=_("Related event")),
        ],
        heading=_("Documents, contacts, interviews"),
        classname="collapsed",
    ),
    MultiFieldPanel(
        [
            FieldRowPanel([FieldPanel("source"), FieldPanel("external_reference")]),
            FieldPanel("source_url"),
            FieldPanel("posted_on"),
            FieldPanel("relisted_from"),
        ],
        heading=_("Where the offer comes from"),
        classname="collapsed",
    ),
    MultiFieldPanel(
        [
            FieldRowPanel([FieldPanel("closed_at"), FieldPanel("close_reason")]),
            InlinePanel("deadline_changes", label=_("Change of the deadline")),
        ],
        heading=_("Closing early, moving the deadline"),
        classname="collapsed",
    ),
]
