"""How offers are shown: lines of a list, the end in words, the parts of an offer's page."""

from datetime import date, time, timedelta
from typing import TYPE_CHECKING, Any

from django import template
from django.utils import timezone
from django.utils.safestring import SafeString
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from wagtail.rich_text import RichText

from cms.templatetags.components import calendar_day, hour, long_day, tag, year_form
from cms.visibility import visible_pages
from jobs.choices import CivilService, CloseReason, DeadlineRule, InterviewPrecision, LocationKind

if TYPE_CHECKING:
    from jobs.models import JobDeadlineChange, JobInterview, JobPage

register = template.Library()

SOON = 7  # days before the end from which a list counts them
HURRY = 3
CLOSE_REASONS = {
    CloseReason.FILLED: gettext_lazy("Somebody was hired."),
    CloseReason.UNSUCCESSFUL: gettext_lazy("Nobody was hired."),
    CloseReason.CANCELLED: gettext_lazy("The employer gave the job up."),
    CloseReason.DUPLICATE: gettext_lazy("It had been published twice."),
}


# The end


@register.simple_tag
def closing_words(offer: "JobPage", today: date) -> str:
    """« jusqu’au 14 mars », « plus que 3 jours », « clôture ce soir »."""
    last = offer.last_day
    left = (last - today).days
    if left > SOON:
        if not offer.has_deadline:
            return _("no deadline")
        return _("until %(day)s") % {"day": calendar_day(last, year_form(last, today))}
    if left > 1:
        return ngettext("only %(count)s day left", "only %(count)s days left", left) % {
            "count": left
        }
    return _("closes tomorrow") if left == 1 else _closing_today(offer)


def _closing_today(offer: "JobPage") -> str:
    end = timezone.localtime(offer.closing_instant()).time()
    if end == time.min:
        return _("closes tonight")
    return _("closes today at %(time)s") % {"time": hour(end)}


@register.simple_tag
def closing_tag(offer: "JobPage", today: date) -> SafeString:
    """The same as a word apart, the more striking the nearer the end."""
    is_near = (offer.last_day - today).days <= HURRY
    return tag(text=capfirst(closing_words(offer, today)), tone="warn" if is_near else "neutral")


@register.filter
def deadline_words(offer: "JobPage") -> str:
    """The deadline as a whole sentence part, with what its day means."""
    if not offer.has_deadline:
        day = calendar_day(offer.last_day, "year")
        return _("No deadline; shown here until %(day)s") % {"day": day}
    day = long_day(offer.deadline_on, "year")
    if offer.deadline_time:
        return _("%(day)s at %(time)s") % {"day": day, "time": hour(offer.deadline_time)}
    if offer.deadline_rule == DeadlineRule.EXCLUSIVE:
        return _("before %(day)s") % {"day": day}
    return _("%(day)s included") % {"day": day}


@register.filter
def deadline_line(offer: "JobPage") -> str:
    """« Date limite : jeudi 17 décembre 2026 inclus », where nothing else says what the day is."""
    words = deadline_words(offer)
    return _("Deadline: %(deadline)s") % {"deadline": words} if offer.has_deadline else words


@register.filter
def outcome_words(offer: "JobPage") -> str:
    """What became of an offer that closed; empty where nobody said it."""
    return str(CLOSE_REASONS.get(offer.close_reason, ""))


@register.filter
def change_words(change: "JobDeadlineChange") -> str:
    """A deadline that was moved, in a sentence."""
    changed = calendar_day(change.changed_on, "year")
    if change.previous_deadline_on:
        text = _("Deadline changed on %(changed)s; it was %(earlier)s.") % {
            "changed": changed,
            "earlier": calendar_day(change.previous_deadline_on, "year"),
        }
    else:
        text = _("Deadline changed on %(changed)s.") % {"changed": changed}
    return " ".join(part for part in (text, change.reason) if part)


# Lists


@register.inclusion_tag("jobs/components/job_row.html")
def job_row(offer: "JobPage", today: date) -> dict[str, Any]:
    """An offer in a list of offers."""
    return {"item": offer, "today": today}


@register.filter
def contract_names(offer: "JobPage") -> str:
    """« CDD · Apprentissage »; the employer's own words where it is another contract."""
    names = [str(contract) for contract in offer.contract_types.all()]
    return " · ".join(names) or offer.contract_text


@register.filter
def facts_line(offer: "JobPage") -> str:
    """« CDD · Musée de la Dentelle · Caen (Calvados) »: what a message says under a title."""
    facts = (contract_names(offer), offer.employer_names, place_names(offer))
    return " · ".join(fact for fact in facts if fact)


@register.filter
def place_names(offer: "JobPage") -> str:
    """« Rouen (Seine-Maritime), Dieppe »: where one works, the main place first."""
    names = []
    for place in offer.workplaces:
        town = place.city or place.venue
        names.append(f"{town} ({place.department})" if place.department and town else town)
    return ", ".join(dict.fromkeys(filter(None, names or [offer.city])))


# The parts of an offer's page


@register.inclusion_tag("jobs/components/closed_notice.html")
def closed_notice(offer: "JobPage", taken_up: "JobPage | None") -> dict[str, Any]:
    """That nobody may apply any more, since when and why, and where it was published again."""
    closed_on = calendar_day(offer.last_day, "year")
    return {"closed_on": closed_on, "reason": outcome_words(offer), "taken_up": taken_up}


@register.inclusion_tag("jobs/components/apply_section.html")
def apply_section(offer: "JobPage") -> dict[str, Any]:
    """How to apply, with what, when one is met and whom one may ask."""
    places = [place for place in offer.locations.all() if place.kind == LocationKind.INTERVIEW]
    return {
        "offer": offer,
        "ways": offer.ways_to_apply,
        "interviews": [line for line in offer.interviews.all() if interview_words(line)],
        "interview_places": [place for place in places if place.lines],
        "contacts": [
            line for line in offer.contacts.all() if line.phone or line.email or str(line)
        ],
    }


@register.inclusion_tag("jobs/components/attachment_list.html")
def attachment_list(offer: "JobPage") -> dict[str, Any]:
    """The files and the events that go with an offer, if visitors may see them."""
    attachments = offer.attachments.select_related("document")
    events = [line.event_id for line in offer.related_events.all() if line.event_id]
    return {
        "attachments": [line for line in attachments if line.document],
        "events": visible_pages(events) if events else [],
    }


@register.filter
def equal_access(offer: "JobPage") -> str:
    """Who else is meant: the employer's own statement, or the usual one of public employers."""
    if offer.inclusion_statement:
        return str(RichText(offer.inclusion_statement))
    if offer.civil_service in ("", CivilService.NONE):
        return ""
    return _(
        "Everybody who meets the conditions has the same access to this public job. People with "
        "a disability may also be hired by contract."
    )


@register.filter
def interview_words(interview: "JobInterview") -> str:
    """« Entretiens : semaine du 5 décembre 2026, en visioconférence, Rouen »."""
    parts = [interview_period(interview), interview.mode, interview.place]
    said = ", ".join(part for part in parts if part)
    return " – ".join(part for part in (interview.label, said) if part)


def interview_period(interview: "JobInterview") -> str:
    first, last = interview.starts_on, interview.ends_on
    if first is None:
        return ""
    if interview.precision == InterviewPrecision.WEEK:
        monday = first - timedelta(days=first.weekday())
        return _("in the week of %(day)s") % {"day": calendar_day(monday, "year")}
    day = calendar_day(first, "year")
    if last and last != first:
        last_words = calendar_day(last, "year")
        return _("from %(first)s to %(last)s") % {"first": day, "last": last_words}
    return long_day(first, "year")
