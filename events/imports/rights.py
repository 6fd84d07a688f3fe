"""Whose calendars somebody may keep: those of the museums that they write for."""

from typing import TYPE_CHECKING

from django.db.models import QuerySet
from wagtail.permissions import page_permission_policy

from events.models import CalendarSource
from museums.models import MuseumPage

if TYPE_CHECKING:
    from cms.models import User


def managed_museums(user: "User") -> QuerySet[MuseumPage]:
    """The members below which this person may write; all of them for the network's team."""
    writable = page_permission_policy.instances_user_has_permission_for(user, "add")
    return MuseumPage.objects.sources().filter(pk__in=writable.values("pk")).order_by("title")


def managed_sources(user: "User") -> QuerySet[CalendarSource]:
    """The calendars of those museums."""
    sources = CalendarSource.objects.of_museums(managed_museums(user))
    return sources.select_related("museum", "run_as", "event_type")
