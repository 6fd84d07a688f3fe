"""What a museum announces: an event and its schedules."""

import uuid
from collections.abc import Iterator
from datetime import date
from typing import Any

from django import forms
from django.conf import settings
from django.db import models
from django.http import HttpRequest
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy
from modelcluster.fields import ParentalKey, ParentalManyToManyField
from wagtail.admin.panels import FieldPanel, FieldRowPanel, InlinePanel, MultiFieldPanel
from wagtail.models import Orderable, PageManager
from wagtail_localize.fields import SynchronizedField

from cms.addresses import address_of
from cms.advice import Advice
from cms.blocks import StoryBlock
from cms.fields import LeanStreamField
from cms.ical import TIMEZONES
from cms.models import BasePage, Illustrated
from cms.translations import in_words
from events.choices import SchoolHolidayPolicy
from events.dates import EventDates
from events.fields import OtherDatesField, TimelessRecurrenceField, check_year, parse_rule
from events.forms import EventPageForm
from events.models.date_page import DatePages
from events.models.occurrence import Occurrence
from events.models.season import PartnerVenue, SeasonPage
from events.models.vocabulary import AccessFeature, Audience, EventType
from events.occurrences import planned_occurrences
from events.page_querysets import EventQuerySet
from events.panels import DatesLinkPanel, FrequencyPanel, SchedulesPanel, SchoolHolidaysPanel
from events.querysets import OccurrenceQuerySet
from events.recurrences import Schedule
from events.rows import drawn_cards
from events.widgets import ON_DATES, REPEATING
from museums.models import MuseumPage
from museums.moderation import Moderated

ALSO = 4  # other events of the museum, at the foot of the page
CARD = "events/components/event_card.html"


def new_schedule_uid() -> str:
    """A name for a schedule, unique within its event."""
    return uuid.uuid4().hex[:8]


def network_timezone() -> str:
    """The zone of the network, which most schedules are in."""
    return settings.TIME_ZONE


class EventPage(Moderated, DatePages, Illustrated, BasePage):
    """An event that a museum announces: one text, one or more schedules.

    Only the page in the main language has dates: its translations show the same ones.
    """

    summary = models.CharField(
        _("summary"),
        max_length=300,
        help_text=_("Two sentences that make one want to come. Lists and calendars show them."),
    )
    body = LeanStreamField(StoryBlock(), verbose_name=_("text"), blank=True)
    event_type = models.ForeignKey(
        EventType,
        verbose_name=_("type"),
        null=True,
        on_delete=models.PROTECT,
        related_name="events",
    )
    audiences = ParentalManyToManyField(Audience, verbose_name=_("audiences"), blank=True)
    accessibility = ParentalManyToManyField(
        AccessFeature,
        verbose_name=_("accessibility"),
        blank=True,
        help_text=_("Only what is certain: nobody takes what is not ticked for a no."),
    )
    min_age = models.PositiveSmallIntegerField(_("from the age of"), null=True, blank=True)
    max_age = models.PositiveSmallIntegerField(_("up to the age of"), null=True, blank=True)
    is_free = models.BooleanField(_("free of charge"), default=False)
    price = models.CharField(
        _("price"), max_length=200, blank=True, help_text=_("For example “€5, reduced €3”.")
    )
    booking = models.CharField(
        _("booking"),
        max_length=300,
        blank=True,
        help_text=_("Whether and how to book: a telephone number, a deadline."),
    )
    booking_url = models.URLField(_("booking page"), blank=True)
    season = models.ForeignKey(
        SeasonPage,
        verbose_name=_("season"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="events",
        help_text=_("If it is part of a season or festival of the network."),
    )
    venue = models.ForeignKey(
        PartnerVenue,
        verbose_name=_("partner venue"),
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="events",
        help_text=_("Where it takes place, for an event of a season that no member announces."),
    )
    place_name = models.CharField(
        _("place"), max_length=200, blank=True, help_text=_("Only if it is not in the museum.")
    )
    place_address = models.CharField(_("address of the place"), max_length=300, blank=True)
    is_cancelled = models.BooleanField(
        _("the whole event is cancelled"),
        default=False,
        help_text=_("Every date to come is announced as cancelled; past dates stay as they are."),
    )
    cancellation_reason = models.CharField(
        _("reason"), max_length=200, blank=True, help_text=_("Shown to visitors and calendars.")
    )

    objects = PageManager.from_queryset(EventQuerySet)()

    base_form_class = EventPageForm

    content_panels = [
        *BasePage.content_panels,
        FieldPanel("event_type", widget=forms.Select),
        FieldPanel("venue", widget=forms.Select),
        SchedulesPanel(
            "schedules",
            heading=_("Dates and times"),
            label=pgettext_lazy("of an event", "Schedule"),
            min_num=1,
        ),
        FieldPanel("summary"),
        MultiFieldPanel([FieldPanel("image"), FieldPanel("image_alt")], heading=_("Picture")),
        MultiFieldPanel([FieldPanel("is_free"), FieldPanel("price")], heading=_("Price")),
        MultiFieldPanel(
            [
                FieldPanel("audiences"),
                FieldRowPanel([FieldPanel("min_age"), FieldPanel("max_age")]),
                FieldPanel("booking"),
                FieldPanel("booking_url"),
                FieldPanel("accessibility"),
                FieldPanel("place_name"),
                FieldPanel("place_address"),
                FieldPanel("season", widget=forms.Select),
            ],
            heading=_("Audience, booking, accessibility, place"),
            classname="collapsed",
        ),
        FieldPanel("body", classname="collapsed"),
        DatesLinkPanel(),
        MultiFieldPanel(
            [FieldPanel("is_cancelled"), FieldPanel("cancellation_reason")],
            heading=_("Whole event cancelled"),
            classname="collapsed",
        ),
        InlinePanel(
            "exceptions",
            heading=_("Dates cancelled, moved or full"),
            label=_("Exception"),
            classname="collapsed",
        ),
    ]
    shown = ("locale", "event_type", "image", "venue", "season__locale")
    override_translatable_fields = [
        SynchronizedField(name, overridable=False)
        for name in ("schedules", "exceptions", "place_address", "season", "cancellation_reason")
    ]

    # A copy is another event, which nobody cancelled.
    exclude_fields_in_copy = ["is_cancelled", "cancellation_reason"]

    parent_page_types = ["museums.MuseumPage", "events.SeasonPage"]
    subpage_types = []
    page_description = _("An exhibition, a visit, a workshop, a concert…")

    class Meta:
        verbose_name = _("event")
        verbose_name_plural = _("events")
        constraints = [
            models.CheckConstraint(
                condition=models.Q(min_age=None)
                | models.Q(max_age=None)
                | models.Q(max_age__gte=models.F("min_age")),
                name="event_ages_in_order",
                violation_error_message=_("The highest age is below the lowest one."),
            ),
        ]

    @property
    def event_key(self) -> uuid.UUID:
        """What the event is called for ever, in every language, wherever it moves."""
        return self.translation_key

    @cached_property
    def source(self) -> "EventPage":
        """The page in the main language, which has the dates; this one if there is no other."""
        if self.locale.language_code == settings.LANGUAGE_CODE:
            return self
        sources = EventPage.objects.filter(
            translation_key=self.translation_key,
            locale__language_code=settings.LANGUAGE_CODE,
        )
        return sources.first() or self

    @cached_property
    def museum(self) -> MuseumPage | None:
        """The member that announces it; None for an event of a season at a partner venue."""
        above = MuseumPage.objects.filter(path=self.source.path[: -self.steplen])
        return above.select_related("department").order_by().first()

    @property
    def host(self) -> MuseumPage | PartnerVenue:
        """Who receives the public: the member, or the partner venue."""
        return self.museum or self.venue or PartnerVenue()

    @property
    def has_host(self) -> bool:
        """Whether it is known who receives the public: below a season, a venue must be chosen."""
        return bool(self.museum or self.venue_id)

    @property
    def where(self) -> str:
        """The place and its address on one line, as calendars show it."""
        if self.place_name:
            return ", ".join(filter(None, (self.place_name, self.place_address)))
        return ", ".join(filter(None, (self.host.title, self.host.full_address)))

    def advice(self) -> Iterator[Advice]:
        """And what it costs: publishing asks for it, a draft may lack it."""
        yield from super().advice()
        if not self.is_free and not self.price:
            yield Advice(
                "price",
                _("No price is given"),
                _("Say what it costs, or tick “free of charge”."),
            )

    def search_words(self) -> list[str]:
        """Its museum and its place, what it is and whom it is for, in every language."""
        host = self.host
        terms = [
            *filter(None, [self.event_type]),
            *self.audiences.all(),
            *self.accessibility.all(),
        ]
        names = [name for term in terms for name in term.names()]
        department = host.department.name if host.department_id else ""  # a draft may lack a host
        return [host.title, host.town, department, self.place_name, *names]

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        now = timezone.localtime()
        models.prefetch_related_objects([self], "image__renditions")
        also = self.beside().next_of_each_event(now)[:ALSO]
        return super().get_context(request, *args, **kwargs) | {
            "today": now.date(),
            "agenda_url": address_of("events.AgendaPage"),
            **self.date_context(request),
            "schedules": [one for one in self.source.schedules.all() if one.has_several_dates],
            "audiences": self.source.audiences.all(),
            "accessibility": self.source.accessibility.all(),
            "host": in_words(self.museum) if self.museum else self.host,
            "is_at_venue": not self.museum,
            "season": in_words(self.season) if self.season and self.season.live else None,
            "also": drawn_cards(request, also, CARD, with_host=not self.museum),
        }

    def beside(self) -> OccurrenceQuerySet:
        """The other dates of its museum; at a partner venue, those of its season."""
        others = Occurrence.objects.visible().exclude(event_key=self.event_key)
        if self.museum or not self.season:
            return others.at_museum(self.museum)
        return others.of_season(self.season.translation_key)

    def dates(self, request: HttpRequest) -> EventDates:
        """Its sittings: the stored ones, or in a preview those that the draft would have."""
        if not hasattr(self, "_dates"):
            now = timezone.now()
            is_preview = getattr(request, "is_preview", False)
            self._dates = EventDates(
                planned_occurrences(self, now)
                if is_preview
                else Occurrence.objects.of_event(self.event_key),
                now,
            )
        return self._dates

    def structured_data(self, request: HttpRequest) -> list[dict[str, Any]]:
        return self.date_structured_data(request)


class EventSchedule(Orderable):
    """When an event takes place: once, for some time, on several dates, or by a rule."""

    event = ParentalKey(EventPage, on_delete=models.CASCADE, related_name="schedules")
    uid = models.CharField(max_length=8, default=new_schedule_uid, editable=False)
    start_date = models.DateField(
        _("first day"), help_text=_("Day/month/year."), validators=[check_year]
    )
    start_time = models.TimeField(
        _("from"), null=True, blank=True, help_text=_("Empty: all day long.")
    )
    end_date = models.DateField(
        _("last day"),
        null=True,
        blank=True,
        help_text=_("Only if it lasts several days without a break, as an exhibition does."),
        validators=[check_year],
    )
    end_time = models.TimeField(
        _("to"), null=True, blank=True, help_text=_("Earlier than the start: the next day.")
    )
    recurrence = TimelessRecurrenceField(_("repeats"), blank=True, default="")
    other_dates = OtherDatesField(
        _("other dates"),
        blank=True,
        default=list,
        help_text=_(
            "Besides the first day, with the same hours: one a line, or with commas in between. "
            "For example 10/12/2026, 7 January 2027."
        ),
    )
    until_date = models.DateField(
        _("until"),
        null=True,
        blank=True,
        help_text=_("The last day on which it may take place."),
        validators=[check_year],
    )
    timezone = models.CharField(
        _("time zone"),
        max_length=30,
        choices=[(name, name) for name in TIMEZONES],
        default=network_timezone,
    )
    skip_public_holidays = models.BooleanField(_("not on public holidays"), default=False)
    school_holidays = models.CharField(
        _("school holidays"),
        max_length=5,
        choices=SchoolHolidayPolicy.choices,
        default=SchoolHolidayPolicy.ANY,
    )

    panels = [
        FieldRowPanel([FieldPanel("start_date"), FieldPanel("start_time"), FieldPanel("end_time")]),
        FieldPanel("end_date"),
        FieldPanel("recurrence"),
        FrequencyPanel("other_dates", [ON_DATES]),
        FieldRowPanel(
            [
                FrequencyPanel("until_date", REPEATING),
                SchoolHolidaysPanel("school_holidays", REPEATING),
            ]
        ),
        FrequencyPanel("skip_public_holidays", REPEATING),
    ]

    class Meta(Orderable.Meta):
        verbose_name = pgettext_lazy("of an event", "schedule")
        verbose_name_plural = pgettext_lazy("of an event", "schedules")
        constraints = [
            models.UniqueConstraint(fields=["event", "uid"], name="schedule_uid_once_an_event")
        ]

    def __str__(self) -> str:
        return f"{self.start_date:%d/%m/%Y}"

    @property
    def has_several_dates(self) -> bool:
        """Whether one sentence says more than the one date that it stands for."""
        return bool(self.other_dates) or not self.has_typed_days

    @property
    def has_typed_days(self) -> bool:
        """Whether somebody typed each of its days: no rule says them."""
        return not self.recurrence

    def value(self) -> Schedule:
        """The schedule as plain values, for the calendar arithmetic."""
        return Schedule(
            uid=self.uid,
            start_date=self.start_date,
            start_time=self.start_time,
            end_date=self.end_date,
            end_time=self.end_time if self.start_time else None,
            rule=parse_rule(self.recurrence),
            until_date=self.until_date,
            timezone=self.timezone,
            other_dates=tuple(map(date.fromisoformat, self.other_dates)),
        )
