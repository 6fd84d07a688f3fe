"""Pages of alerts: where one asks for one, and where the addresses in messages lead.

Nothing changes when a page is read, since mail programs read every link before people do: what
changes something is a button.
"""

from datetime import datetime
from typing import Any

from django import forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import get_language, gettext_lazy
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods

from cms.addresses import address_of
from cms.models import NetworkSettings
from cms.public_forms import PublicForm, same_origin_only
from cms.selections import Selection
from jobs.alerts import CONFIRMED_WITHIN, ask_for_alert, confirm
from jobs.filters import JobFilterForm
from jobs.models import JobAlert
from jobs.models.alert import DAILY, LONGEST_QUERY, WEEKLY, OfferMailing, mailing_of
from jobs.selections import JobSelection

THANKS = "merci"  # the key of the address that thanks
FREQUENCIES = [(DAILY, gettext_lazy("Every day")), (WEEKLY, gettext_lazy("Every week"))]
READ_OR_SEND = ["GET", "HEAD", "POST"]


class JobAlertForm(PublicForm):
    """To which address new offers are to be sent, and how often."""

    email = forms.EmailField(
        label=gettext_lazy("Your e-mail address"),
        max_length=254,
        error_messages={
            "required": gettext_lazy("Write your e-mail address."),
            "invalid": gettext_lazy("Write a whole address, such as name@example.org."),
        },
    )
    frequency = forms.TypedChoiceField(
        label=gettext_lazy("How often"),
        choices=FREQUENCIES,
        coerce=int,
        initial=DAILY,
        widget=forms.RadioSelect,
        help_text=gettext_lazy("Only if there is something new."),
    )


class FrequencyForm(forms.Form):
    """How often an alert that is at work is sent."""

    frequency = forms.TypedChoiceField(
        label=gettext_lazy("How often"), choices=FREQUENCIES, coerce=int, widget=forms.RadioSelect
    )


@never_cache
@same_origin_only
@require_http_methods(READ_OR_SEND)
def job_alert(request: HttpRequest) -> HttpResponse:
    """Ask for an alert with the filters in the address; the answer is the same for everybody."""
    filters = JobFilterForm(request.GET)
    selection = JobSelection(request.path, filters.filters_only)
    is_usable = not filters.is_lost and len(selection.query) <= LONGEST_QUERY
    form = JobAlertForm(request.POST if request.method == "POST" else None, request=request)
    if is_usable and form.is_valid():
        answer, language = form.cleaned_data, get_language()
        now = timezone.now()
        ask_for_alert(answer["email"], selection.query, answer["frequency"], language, now)
        return redirect(selection.address(**{THANKS: True}))
    context = {
        "form": form,
        "filters": filters,
        "chosen": selection.without_each_by(filters),
        "is_usable": is_usable,
        "is_asked": THANKS in request.GET,
        "days": CONFIRMED_WITHIN.days,
    }
    return page(request, "jobs/job_alert.html", context, filters)


@never_cache
@same_origin_only
@require_http_methods(READ_OR_SEND)
def job_mailing(request: HttpRequest, key: Any) -> HttpResponse:
    """Confirm an alert, see what it is of, change how often it comes."""
    mailing = mailing_of(key)
    if mailing is None:
        return page(request, "jobs/job_mailing_gone.html", {}, status=404)
    form = None
    if isinstance(mailing, JobAlert) and mailing.confirmed_at:
        form = FrequencyForm(
            request.POST if "frequency" in request.POST else None,
            initial={"frequency": mailing.frequency},
        )
    if request.method == "POST":
        _change(mailing, form, timezone.now())
        return redirect(f"{request.path}?{THANKS}")
    context = {
        "mailing": mailing,
        "form": form,
        "chosen": mailing.words(),
        "is_confirmed": form is not None or not isinstance(mailing, JobAlert),
        "is_changed": THANKS in request.GET,
    }
    return page(request, "jobs/job_mailing.html", context, mailing.form)


def _change(mailing: OfferMailing, form: FrequencyForm | None, now: datetime) -> None:
    """Confirm an alert that waits for it, or have it come as often as chosen."""
    if isinstance(mailing, JobAlert) and form is None:
        confirm(mailing, now)
    elif form and form.is_valid():
        mailing.frequency = form.cleaned_data["frequency"]
        mailing.save(update_fields=["frequency"])


# Mail servers send the form of RFC 8058 themselves, from wherever they are: the address that only
# the message has is what allows it. They follow no redirect, and may ask twice.
@never_cache
@csrf_exempt
@require_http_methods(READ_OR_SEND)
def end_job_mailing(request: HttpRequest, key: Any) -> HttpResponse:
    """Send nothing any more, in one click; reading the page alone changes nothing."""
    mailing = mailing_of(key)
    if mailing is None:
        return page(request, "jobs/job_mailing_ended.html", {"again_url": ""})
    context = {"mailing": mailing, "chosen": mailing.words()}
    if request.method != "POST":
        return page(request, "jobs/job_mailing_end.html", context, mailing.form)
    again_url = ""
    if isinstance(mailing, JobAlert):
        again_url = Selection(reverse("job_alert"), mailing.form.filters_only).address()
    mailing.end(timezone.now())
    return page(request, "jobs/job_mailing_ended.html", {"again_url": again_url}, mailing.form)


def page(
    request: HttpRequest,
    template: str,
    context: dict[str, Any],
    filters: JobFilterForm | None = None,
    status: int = 200,
) -> HttpResponse:
    """One of these pages, which no search engine keeps; the way back has the same filters."""
    offers = address_of("jobs.JobIndexPage")
    list_url = Selection(offers, filters.filters_only).address() if filters and offers else offers
    network = NetworkSettings.for_request(request)
    context |= {"list_url": list_url, "contact_email": network.contact_email}
    response = render(request, template, context, status=status)
    response["X-Robots-Tag"] = "noindex"
    response["Referrer-Policy"] = "no-referrer"  # the address is the key
    return response
