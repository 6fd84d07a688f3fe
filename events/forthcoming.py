"""What an editor is told of an event's schedules while they type: sentences, dates, reasons.

Nothing is stored: the answer is made from the form as it stands, finished or not.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date, datetime
from itertools import chain
from typing import TYPE_CHECKING

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST
from wagtail.permission_policies.pages import PagePermissionPolicy

from events.forms import check_schedule, check_twice, too_many_dates
from events.models import EventPage, EventSchedule, Occurrence
from events.occurrences import MOST_FUTURE_DATES
from events.plans import Plan
from events.reasons import reasons_of
from events.recurrences import MIDNIGHT, Sitting
from events.templatetags.agenda import schedule_sentences

if TYPE_CHECKING:
    from django.forms import ModelForm

SHOWN = 10
MOST_SCHEDULES = 50  # that a form is read for; people make two or three


@dataclass
class ToldSchedule:
    """One schedule of the form: what it says, or what keeps it from saying anything."""

    number: int
    sentence: str = ""
    errors: list[str] = field(default_factory=list)
    sittings: list[Sitting] = field(default_factory=list)
    reasons: list[str] = field(default_factory=list)


@dataclass
class Forthcoming:
    """All the schedules of the form together, as visitors will see their dates."""

    schedules: list[ToldSchedule]
    dates: list[Occurrence]
    count: int

    @property
    def is_several(self) -> bool:
        return len(self.schedules) > 1

    @property
    def has_dates(self) -> bool:
        """Whether any schedule has a date, past or to come."""
        return any(told.sittings for told in self.schedules)

    @property
    def later(self) -> int:
        """How many dates come after those shown."""
        return self.count - len(self.dates)

    @property
    def warning(self) -> str:
        """What to do where there are more dates than calendars take."""
        return too_many_dates(self.count) if self.count > MOST_FUTURE_DATES else ""


def forthcoming(data: QueryDict, today: date) -> Forthcoming:
    """What the schedules in `data`, a form as it was sent, amount to."""
    forms = list(filled_in(data))
    told: list[ToldSchedule] = []
    for number, form in enumerate(forms, start=1):
        others = [sitting for each in told for sitting in each.sittings]
        told.append(told_of(number, form, today, others))
    sittings = sorted(
        (one for each in told for one in each.sittings if is_to_come(one, today)),
        key=lambda sitting: (sitting.starts_at, sitting.schedule_uid),
    )
    shown = sittings[:SHOWN]
    until = shown[-1].day if len(sittings) > SHOWN else date.max
    for form, each in zip(forms, told, strict=True):
        if each.sittings:
            said = {reason for other in told for reason in other.reasons}
            reasons = reasons_of(form.instance, each.sittings, today, until)
            each.reasons = [reason for reason in reasons if reason not in said]
    page = EventPage()
    page.museum = None  # whose name no date shows here
    return Forthcoming(told, [Plan(one).occurrence(page) for one in shown], len(sittings))


def is_to_come(sitting: Sitting, today: date) -> bool:
    """Whether anything of it is left on that day."""
    return sitting.day >= today or sitting.end > datetime.combine(today, MIDNIGHT)


def filled_in(data: QueryDict) -> "Iterator[ModelForm]":
    """The schedules that somebody began to fill in, in the order of the screen."""
    schedule_form = EventPage.get_edit_handler().get_form_class().formsets["schedules"].form
    prefixes = [f"schedules-{index}" for index in range(_number(data, "schedules-TOTAL_FORMS"))]
    kept = [prefix for prefix in prefixes[:MOST_SCHEDULES] if not data.get(f"{prefix}-DELETE")]
    for prefix in sorted(kept, key=lambda prefix: _number(data, f"{prefix}-ORDER")):
        form = schedule_form(data, prefix=prefix, instance=EventSchedule())
        if data.get(f"{prefix}-start_date") or form.has_changed():
            yield form


def _number(data: QueryDict, name: str) -> int:
    """A number of the form's own book-keeping; 0 for what is none."""
    text = data.get(name, "")
    return int(text) if text.isascii() and text.isdigit() and len(text) < 5 else 0


def told_of(number: int, form: "ModelForm", today: date, others: list[Sitting]) -> ToldSchedule:
    """One schedule in a sentence with its sittings; or its errors, each with its field's name."""
    sittings = check_schedule(form, today) if form.is_valid() else []
    check_twice(form, sittings, others)
    if form.errors:
        return ToldSchedule(number, errors=list(_named_errors(form)))
    (sentence,) = schedule_sentences([form.instance])
    return ToldSchedule(number, sentence, sittings=sittings)


def _named_errors(form: "ModelForm") -> Iterable[str]:
    return chain.from_iterable(
        (
            _("%(field)s: %(message)s") % {"field": form[name].label, "message": message}
            if name in form.fields
            else message
            for message in messages
        )
        for name, messages in form.errors.items()
    )


@require_POST
def forthcoming_dates(request: HttpRequest) -> HttpResponse:
    """The next dates of a form that is being filled in, as a fragment of a page."""
    policy = PagePermissionPolicy(EventPage)
    if not policy.user_has_any_permission(request.user, {"add", "change", "publish"}):
        raise PermissionDenied
    today = timezone.localdate()
    return render(
        request,
        "events/admin/forthcoming.html",
        {"told": forthcoming(request.POST, today), "today": today},
    )
