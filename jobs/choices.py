"""The fixed lists of job offers."""

from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


class Source(models.TextChoices):
    """Where an offer was first published."""

    NETWORK = "network", _("this site")
    EMPLOI_TERRITORIAL = "emploi_territorial", "emploi-territorial.fr"
    CSP = "csp", "choisirleservicepublic.gouv.fr"
    FRANCE_TRAVAIL = "france_travail", "France Travail"
    SERVICE_CIVIQUE = "service_civique", "service-civique.gouv.fr"
    PROFILCULTURE = "profilculture", "Profilculture"
    OTHER = "other", _("elsewhere")


# The others are French.
SOURCES_ANYWHERE = [(one.value, one.label) for one in (Source.NETWORK, Source.OTHER)]


class EmployerRole(models.TextChoices):
    """What an organisation has to do with a job."""

    EMPLOYER = "employer", _("employer")
    CO_EMPLOYER = "co_employer", _("joint employer")
    HOST = "host", _("host organisation")
    AUTHORITY = "authority", _("supervising authority")
    BRAND = "brand", _("public name")


class LocationKind(models.TextChoices):
    """What takes place at an address."""

    WORKPLACE = "workplace", _("place of work")
    RESIDENCE = "administrative_residence", _("administrative residence")
    INTERVIEW = "interview", _("place of the interviews")


class RemoteWork(models.TextChoices):
    """How far the work may be done from home."""

    NO = "no", _("not possible")
    POSSIBLE = "possible", _("possible")
    PARTIAL = "partial", _("in part")
    FULL = "full", _("entirely")


class OpenToContract(models.TextChoices):
    """Whether somebody who is no civil servant may be hired for a public job."""

    YES = "yes", _("yes")
    NO = "no", _("no")
    EXCEPTION = "exception", _("by exception")


class CivilService(models.TextChoices):
    """The branch of the French civil service."""

    TERRITORIAL = "fpt", _("local government")
    STATE = "fpe", _("State")
    HOSPITAL = "fph", _("hospitals")
    NONE = "none", _("none: private employer")


class Category(models.TextChoices):
    """The categories of the French civil service."""

    A_PLUS = "A+", "A+"
    A = "A", "A"
    B = "B", "B"
    C = "C", "C"


class StartPrecision(models.TextChoices):
    """How exactly the first day is known."""

    DAY = "day", _("that day")
    MONTH = "month", _("during that month")
    ASAP = "asap", _("as soon as possible")


class DurationUnit(models.TextChoices):
    """What a duration is counted in."""

    DAY = "day", _("days")
    WEEK = "week", _("weeks")
    MONTH = "month", _("months")
    YEAR = "year", _("years")


class WorkingTime(models.TextChoices):
    """How much of a week or of a year the work takes."""

    FULL = "full", _("full time")
    PART = "part", _("part time")
    VARIABLE = "variable", _("varying")
    ANNUAL_DAYS = "annual_days", _("a number of days a year")


class EducationLevel(models.IntegerChoices):
    """The French levels of qualification, by their number."""

    CAP = 3, _("CAP, BEP (level 3)")
    BAC = 4, _("baccalauréat (level 4)")
    BAC_2 = 5, _("two years after the baccalauréat (level 5)")
    BACHELOR = 6, _("bachelor’s degree (level 6)")
    MASTER = 7, _("master’s degree (level 7)")
    DOCTORATE = 8, _("doctorate (level 8)")


class SalaryKind(models.TextChoices):
    """What the pay follows."""

    STATUTORY_GRID = "statutory_grid", _("pay scale of the civil service")
    COLLECTIVE_AGREEMENT = "collective_agreement", _("collective agreement")
    RANGE = "range", _("a range")
    FIXED = "fixed", _("a fixed amount")
    ALLOWANCE = "allowance", _("allowance")
    UNPAID = "unpaid", _("unpaid")
    NEGOTIABLE = "negotiable", _("to be negotiated")


class SalaryUnit(models.TextChoices):
    """The time that an amount is for."""

    HOUR = "hour", pgettext_lazy("of pay", "an hour")
    DAY = "day", pgettext_lazy("of pay", "a day")
    MONTH = "month", pgettext_lazy("of pay", "a month")
    YEAR = "year", pgettext_lazy("of pay", "a year")


class GradeKind(models.TextChoices):
    """What a line about rank names."""

    GRADE = "grade", _("grade")
    FRAMEWORK = "framework", _("employment framework")


class Benefit(models.TextChoices):
    """What comes with the pay."""

    MEAL_VOUCHERS = "meal_vouchers", _("meal vouchers")
    SOCIAL_WORKS = "social_works", _("staff welfare scheme (CNAS, COS)")
    HEALTH = "health", _("health insurance")
    PROVIDENCE = "providence", _("income protection")
    TRANSPORT = "transport", _("transport")
    HOLIDAY_VOUCHERS = "holiday_vouchers", _("holiday vouchers")
    TIME_ACCOUNT = "time_account", _("time savings account")
    REST_DAYS = "rest_days", _("additional rest days (RTT)")
    HOUSING = "housing", _("housing")
    OTHER = "other", _("other benefit")


class DeadlineRule(models.TextChoices):
    """What the date of a deadline means."""

    INCLUSIVE = "inclusive", _("that day included")
    EXCLUSIVE = "exclusive", _("before that day")
    UNTIL_FILLED = "until_filled", _("until somebody is found")


class ApplicationKind(models.TextChoices):
    """A way to apply."""

    EMAIL = "email", _("by e-mail")
    URL = "url", _("on a web page")
    POST = "post", _("by post")
    FORM = "form", _("with an on-line form")
    PHONE = "phone", _("by telephone")


class ContactPurpose(models.TextChoices):
    """What somebody may be asked about."""

    INFORMATION = "information", _("information about the job")
    APPLICATION = "application", _("applications")


class InterviewPrecision(models.TextChoices):
    """How exactly the day of an interview is known."""

    DAY = "day", _("that day")
    WEEK = "week", _("that week")


class CloseReason(models.TextChoices):
    """Why an offer was closed before its end."""

    FILLED = "filled", _("somebody was hired")
    UNSUCCESSFUL = "unsuccessful", _("nobody was found")
    CANCELLED = "cancelled", _("the job was given up")
    DUPLICATE = "duplicate", _("it was published twice")


class SectionKind(models.TextChoices):
    """What a part of an offer's text is about."""

    SUMMARY = "summary", _("Summary")
    EMPLOYER = "employer", _("The employer")
    UNIT = "unit", _("The department and the team")
    CONTEXT = "context", _("Context")
    MISSIONS = "missions", _("Duties")
    PROFILE = "profile", _("Profile")
    SKILLS = "skills", _("Skills")
    CONDITIONS = "conditions", _("Working conditions")
    BENEFITS = "benefits", _("Benefits")
    OTHER = "other", _("Further information")


class EmploymentType(models.TextChoices):
    """schema.org's types of employment that a contract implies by itself."""

    TEMPORARY = "TEMPORARY", _("temporary")
    INTERN = "INTERN", _("internship")
    VOLUNTEER = "VOLUNTEER", _("volunteering")
    PER_DIEM = "PER_DIEM", _("by the day")
    CONTRACTOR = "CONTRACTOR", _("contractor")
    OTHER = "OTHER", _("other")
