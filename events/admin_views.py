"""What one does with an event in the admin besides writing it."""

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST
from wagtail.admin import messages

from events.duplicating import duplicate, may_duplicate
from events.models import EventPage


@require_POST
def duplicate_event(request: HttpRequest, pk: int) -> HttpResponse:
    """Make a draft that says the same, and open it where its dates are asked for."""
    event = get_object_or_404(EventPage, pk=pk).source
    if not may_duplicate(event, request.user):
        raise PermissionDenied
    copy = duplicate(event, request.user)
    messages.warning(
        request,
        _("This is a copy of “%(title)s”. Choose its own dates before you publish it.")
        % {"title": copy.title},
    )
    return redirect("wagtailadmin_pages:edit", copy.pk)
