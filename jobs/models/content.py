"""All that an employer tells of a job: word for word, beside what one can sort and filter by."""

from django.core.validators import MinValueValidator, RegexValidator
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalManyToManyField
from wagtail.fields import RichTextField

from cms.fields import LeanStreamField
from jobs import choices
from jobs.blocks import SectionsBlock
from jobs.models.vocabulary import ContractType

RICH_TEXT = ["bold", "italic", "ol", "ul", "link"]


class JobContent(models.Model):
    """The typed fields and the texts of an offer; a part of JobPage."""

    # Where it comes from
    source = models.CharField(
        _("first published on"),
        max_length=18,
        choices=choices.Source.choices,
        default=choices.Source.NETWORK,
    )
    external_reference = models.CharField(_("reference"), max_length=100, blank=True)
    source_url = models.URLField(_("address of the original offer"), max_length=500, blank=True)
    posted_on = models.DateField(_("posted on"), default=timezone.localdate)
    relisted_from = models.ForeignKey(
        "jobs.JobPage",
        verbose_name=_("offer that it takes up again"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="relistings",
    )

    # What binds
    contract_types = ParentalManyToManyField(
        ContractType, verbose_name=_("contract"), blank=True, related_name="jobs"
    )
    contract_text = models.CharField(
        _("contract, in the employer’s words"), max_length=300, blank=True
    )
    vacancy_reason = models.CharField(
        _("why the job is open"),
        max_length=300,
        blank=True,
        help_text=_("For example a new job, a vacancy, somebody to be replaced."),
    )
    openings = models.PositiveSmallIntegerField(
        _("number of jobs"), default=1, validators=[MinValueValidator(1)]
    )
    employment_unit = models.CharField(_("department or team"), max_length=200, blank=True)
    supervision_text = models.CharField(_("reports to"), max_length=300, blank=True)

    # Civil service
    civil_service = models.CharField(
        _("civil service"), max_length=4, choices=choices.CivilService.choices, blank=True
    )
    category = models.CharField(
        _("category"), max_length=2, choices=choices.Category.choices, blank=True
    )
    open_to_contract = models.CharField(
        _("open to people who are no civil servants"),
        max_length=9,
        choices=choices.OpenToContract.choices,
        blank=True,
    )
    legal_basis = models.CharField(_("legal basis"), max_length=200, blank=True)
    legal_note = models.TextField(_("note on the legal basis"), blank=True)
    job_family = models.CharField(_("family of occupations"), max_length=200, blank=True)
    occupation_label = models.CharField(_("occupation"), max_length=200, blank=True)
    occupation = models.ForeignKey(
        "jobs.OccupationPage",
        verbose_name=_("profession sheet"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="jobs",
        help_text=_("The network’s sheet on this profession; the offer and the sheet link up."),
    )
    rome_codes = models.CharField(
        _("ROME codes"),
        max_length=60,
        blank=True,
        validators=[
            RegexValidator(
                r"^[A-Z]\d{4}(, ?[A-Z]\d{4})*$", _("Codes such as K1601, with commas between.")
            )
        ],
    )

    # When
    starts_on = models.DateField(_("begins on"), null=True, blank=True)
    start_precision = models.CharField(
        _("how exactly"),
        max_length=5,
        choices=choices.StartPrecision.choices,
        default=choices.StartPrecision.DAY,
    )
    start_text = models.CharField(_("begins, in the employer’s words"), max_length=300, blank=True)
    duration_value = models.PositiveSmallIntegerField(_("for how long"), null=True, blank=True)
    duration_unit = models.CharField(
        _("days, weeks, months, years"),
        max_length=5,
        choices=choices.DurationUnit.choices,
        default=choices.DurationUnit.MONTH,
    )
    duration_text = models.CharField(
        _("duration, in the employer’s words"), max_length=300, blank=True
    )

    # How one works
    working_time = models.CharField(
        _("working time"), max_length=11, choices=choices.WorkingTime.choices, blank=True
    )
    hours_min = models.DecimalField(
        _("hours a week"), max_digits=4, decimal_places=1, null=True, blank=True
    )
    hours_max = models.DecimalField(
        _("up to"), max_digits=4, decimal_places=1, null=True, blank=True
    )
    days_per_year = models.PositiveSmallIntegerField(_("days a year"), null=True, blank=True)
    working_time_text = models.CharField(
        _("working time, in the employer’s words"), max_length=300, blank=True
    )
    remote_work = models.CharField(
        _("work from home"), max_length=8, choices=choices.RemoteWork.choices, blank=True
    )
    remote_text = models.CharField(
        _("work from home, in the employer’s words"), max_length=300, blank=True
    )
    travel_text = models.CharField(_("travel"), max_length=300, blank=True)
    conditions_text = RichTextField(_("particular conditions"), features=RICH_TEXT, blank=True)
    manages_people = models.BooleanField(_("leads a team"), null=True, blank=True)
    team_size = models.PositiveSmallIntegerField(_("people in the team"), null=True, blank=True)

    sections = LeanStreamField(SectionsBlock(), verbose_name=_("text of the offer"), blank=True)

    # Whom it is for
    education_level = models.PositiveSmallIntegerField(
        _("level of qualification"),
        choices=choices.EducationLevel.choices,
        null=True,
        blank=True,
    )
    education_text = models.CharField(
        _("qualification, in the employer’s words"), max_length=300, blank=True
    )
    experience_text = models.CharField(_("experience"), max_length=300, blank=True)
    licences = models.CharField(_("driving licence"), max_length=100, blank=True)
    age_min = models.PositiveSmallIntegerField(_("from the age of"), null=True, blank=True)
    age_max = models.PositiveSmallIntegerField(_("up to the age of"), null=True, blank=True)
    eligibility_text = models.CharField(_("conditions to be met"), max_length=300, blank=True)
    inclusion_statement = RichTextField(
        _("equal access"),
        features=RICH_TEXT,
        blank=True,
        help_text=_("Empty for a public employer: the usual sentence is shown."),
    )

    # Pay
    salary_kind = models.CharField(
        _("pay"), max_length=20, choices=choices.SalaryKind.choices, blank=True
    )
    salary_min = models.DecimalField(
        _("from, in euros"), max_digits=9, decimal_places=2, null=True, blank=True
    )
    salary_max = models.DecimalField(
        _("to, in euros"), max_digits=9, decimal_places=2, null=True, blank=True
    )
    salary_unit = models.CharField(
        _("per"),
        max_length=5,
        choices=choices.SalaryUnit.choices,
        default=choices.SalaryUnit.MONTH,
    )
    is_gross = models.BooleanField(_("before deductions (gross)"), default=True)
    salary_text = models.CharField(_("pay, in the employer’s words"), max_length=500, blank=True)
    collective_agreement = models.CharField(_("collective agreement"), max_length=200, blank=True)
    classification = models.CharField(_("group, step, coefficient"), max_length=200, blank=True)
    leave_text = models.CharField(_("leave"), max_length=300, blank=True)

    # Applying
    deadline_on = models.DateField(_("deadline"), null=True, blank=True)
    deadline_time = models.TimeField(
        _("time"), null=True, blank=True, help_text=_("Only if the offer names one.")
    )
    deadline_rule = models.CharField(
        _("what the day means"),
        max_length=12,
        choices=choices.DeadlineRule.choices,
        default=choices.DeadlineRule.INCLUSIVE,
    )
    deadline_text = models.CharField(
        _("deadline, in the employer’s words"),
        max_length=300,
        blank=True,
        help_text=_("Word for word, where the offer was published elsewhere."),
    )
    closes_at = models.DateTimeField(_("closes"), null=True, editable=False, db_index=True)
    application_text = models.TextField(_("how to apply, in the employer’s words"), blank=True)
    documents_required = models.TextField(_("documents to send"), blank=True)
    closed_at = models.DateTimeField(
        _("closed early on"),
        null=True,
        blank=True,
        help_text=_("When somebody is hired before the deadline. Empty it to open again."),
    )
    close_reason = models.CharField(
        _("because"), max_length=12, choices=choices.CloseReason.choices, blank=True
    )
    forgotten_at = models.DateTimeField(_("contacts forgotten"), null=True, editable=False)

    class Meta:
        abstract = True
