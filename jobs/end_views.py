"""What becomes of an offer, answered from a message, without a password."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from cms.public_forms import same_origin_only
from jobs import life
from jobs.ending import read_link
from jobs.life_forms import LifeForms
from jobs.models import JobPage


@same_origin_only
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def offer_end(request: HttpRequest, token: str) -> HttpResponse:
    """Prolong or close an offer; only a button does it, never the link, which robots follow too."""
    found, now = read_link(token), timezone.now()
    if not found:
        return render(request, "jobs/offer_end.html", {"offer": None}, status=404)
    offer, bearer = found
    refusal = life.refusal(offer, bearer.user) if bearer.user else ""
    forms = LifeForms(offer, now, None if refusal else request.POST or None)
    done = forms.carry_out(bearer.user)
    if done:
        offer = JobPage.objects.get(pk=offer.pk)
    context = {
        "offer": offer,
        "refusal": refusal,
        "done": done,
        "is_open": offer.is_open(now),
        "prolong_form": forms.prolong,
        "close_form": forms.close,
    }
    is_wrong = request.method == "POST" and not done
    return render(request, "jobs/offer_end.html", context, status=422 if is_wrong else 200)
