"""What one asks of events and of seasons. Time is passed in."""

from datetime import date, datetime
from typing import TYPE_CHECKING, Self

from django.apps import apps
from django.conf import settings
from django.db.models import Max, Min, OuterRef, Q, Subquery
from wagtail.models import PageQuerySet

from cms.translations import SpokenQuerySet
from cms.visibility import unrestricted
from events.choices import SchoolHolidayPolicy

if TYPE_CHECKING:
    from django.db.models import QuerySet

    from events.models import EventPage
    from museums.models import MuseumPage


class EventQuerySet(PageQuerySet):
    """Questions about events; the source is the page in the main language, which has the dates."""

    def sources(self) -> Self:
        return self.filter(locale__language_code=settings.LANGUAGE_CODE, alias_of__isnull=True)

    def below(self, museums: "QuerySet[MuseumPage]") -> Self:
        """Events of these museums, wherever in their branch."""
        branches = Q()
        for path in museums.values_list("path", flat=True):
            branches |= Q(path__startswith=path)
        return self.filter(branches) if branches else self.none()

    def published(self) -> Self:
        """The sources whose dates are public."""
        return self.sources().live()

    def whole(self) -> Self:
        """With all that their dates and what is told of them are made of."""
        return self.select_related("locale", "event_type", "season", "venue").prefetch_related(
            "schedules", "exceptions", "audiences", "accessibility", "image__renditions"
        )

    def by_school_holidays(self) -> Self:
        """Events whose dates follow the school holidays."""
        followed = (SchoolHolidayPolicy.ONLY, SchoolHolidayPolicy.NEVER)
        return self.filter(schedules__school_holidays__in=followed).distinct()

    def running_out(self, first: date, last: date) -> Self:
        """Those of a rule with an end whose last date, `last_on`, lies between two days."""
        announced = Q(occurrences__removed_at=None) & ~Q(occurrences__status="cancelled")
        by_a_rule = self.published().filter(
            schedules__until_date__isnull=False, schedules__recurrence__gt=""
        )
        dated = by_a_rule.annotate(
            first_on=Min("occurrences__starts_on", filter=announced),
            last_on=Max("occurrences__starts_on", filter=announced),
        )
        return dated.filter(last_on__range=(first, last)).order_by("last_on", "title")

    def with_next_date(self, now: datetime) -> Self:
        """With the first and last day of what one can still go to, None where nothing is left."""
        rows = apps.get_model("events", "Occurrence").objects.standing().coming(now)
        following = rows.filter(page=OuterRef("pk")).order_by("starts_at", "pk")
        return self.annotate(
            next_on=Subquery(following.values("starts_on")[:1]),
            next_ends_on=Subquery(following.values("ends_on")[:1]),
        )

    def wanting_picture(self, now: datetime) -> Self:
        """Those on line, still to come, that no picture shows; the soonest first."""
        dated = self.published().filter(image=None).with_next_date(now)
        return dated.exclude(next_on=None).order_by("next_on", "pk")

    def withdrawn(self) -> Self:
        """Sources that are off line and still announced: nobody told the agenda."""
        announced = self.filter(occurrences__isnull=False, occurrences__removed_at=None)
        return announced.sources().not_live().distinct()


class SeasonQuerySet(SpokenQuerySet, PageQuerySet):
    """Questions about seasons; the season itself is its page in the main language."""

    def sources(self) -> Self:
        return self.filter(locale__language_code=settings.LANGUAGE_CODE)

    def holding(self, page: "EventPage") -> Self:
        """The season below which an event hangs, in whatever language; none below a museum."""
        parent = self.model.objects.filter(path=page.path[: -page.steplen])
        return self.sources().filter(translation_key__in=parent.values("translation_key"))

    def visible(self) -> Self:
        """The seasons that any visitor may see."""
        return unrestricted(self.sources().live())

    def announced(self, today: date) -> Self:
        """Those of them that are not over, the next one first."""
        return self.visible().filter(ends_on__gte=today).order_by("starts_on", "pk")

    def for_lines(self) -> Self:
        """With all that a line of text shows."""
        return self.select_related("locale").in_spoken_words()
