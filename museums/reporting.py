"""A visitor says that a page is wrong; whoever answers for the page is told."""

from collections.abc import Iterable

from django import forms
from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.template.defaultfilters import truncatechars
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, override
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods
from wagtail.models import Page

from cms.models import NetworkSettings, User
from cms.outbox import CONTENT_IS_KEPT, queue_message
from cms.public_forms import PublicForm, same_origin_only
from cms.visibility import unrestricted
from museums.models import MuseumPage
from museums.moderation import Moderated

THANKS = "merci"  # the key of the address that thanks
LONGEST_TITLE = 120  # in a subject


class ErrorReportForm(PublicForm):
    """What is wrong on a page; nobody need say who they are."""

    message = forms.CharField(
        label=gettext_lazy("What is wrong?"),
        max_length=3000,
        widget=forms.Textarea(attrs={"rows": 6}),
        help_text=gettext_lazy("For example a time, a price, an address, a link."),
        error_messages={"required": gettext_lazy("Say what is wrong.")},
    )
    email = forms.EmailField(
        label=gettext_lazy("Your e-mail address"),
        required=False,
        help_text=gettext_lazy("Only if you would like an answer."),
        error_messages={
            "invalid": gettext_lazy("Write a whole address, such as name@example.org."),
        },
    )

    def queue(self, page: Page, network: NetworkSettings) -> None:
        """One message to each person who answers for the page, in the network's language."""
        with override(settings.LANGUAGE_CODE):
            subject = _("Error reported on “%(title)s”") % {
                "title": truncatechars(" ".join(page.title.split()), LONGEST_TITLE)
            }
            text = render_to_string(
                "museums/mail/error_report.txt",
                self.cleaned_data
                | {
                    "page": page,
                    "edit_url": settings.WAGTAILADMIN_BASE_URL
                    + reverse("wagtailadmin_pages:edit", args=[page.pk]),
                },
            )
        for number, recipient in enumerate(answering_for(page, network)):
            queue_message(
                key=f"report-{self.fingerprint(page.pk)}-{number}",
                recipient=recipient,
                subject=subject,
                text=text,
                reply_to=self.cleaned_data["email"],
            )


def answering_for(page: Page, network: NetworkSettings) -> Iterable[str]:
    """The addresses of the museum's leads; else the museum's own; else the network's."""
    museum = MuseumPage.objects.filter(path=page.path_of_museum).first()
    member = museum.member if museum else None
    if member:
        leads = User.objects.filter(groups=member.leads_id, is_active=True)
        if addresses := list(leads.order_by("pk").values_list("email", flat=True)):
            return addresses
    own = member.email if member else ""
    return [address for address in (own or network.contact_email,) if address]


def report_address(page: Page) -> str:
    """Where to report an error on a page of a museum, in the language that is spoken."""
    is_reportable = page.pk and isinstance(page, Moderated)  # a preview may have no address yet
    return reverse("report_error", args=[page.pk]) if is_reportable else ""


@never_cache
@same_origin_only
@require_http_methods(["GET", "HEAD", "POST"])
def report_error(request: HttpRequest, page_id: int) -> HttpResponse:
    """Take what a visitor says is wrong, and thank where reloading sends nothing again."""
    page = get_object_or_404(unrestricted(Page.objects.live()), pk=page_id).specific
    if not isinstance(page, Moderated):
        raise Http404
    network = NetworkSettings.for_request(request)
    form = ErrorReportForm(request.POST if request.method == "POST" else None, request=request)
    if form.is_valid():
        form.queue(page, network)
        return redirect(f"{request.path}?{THANKS}")
    response = render(
        request,
        "museums/report_error.html",
        {
            "form": form,
            "reported": page,
            "is_sent": THANKS in request.GET,
            "days_kept": CONTENT_IS_KEPT.days,
        },
    )
    response["X-Robots-Tag"] = "noindex"
    return response
