"""What keeps the agenda in line with the pages: publishing, unpublishing, moving, deleting."""

from typing import Any

from django.db.models.signals import post_delete, post_save
from django.dispatch import receiver
from django.utils import timezone
from wagtail.models import Page, PageViewRestriction
from wagtail.signals import page_published, page_unpublished, post_page_move

from cms.holidays import school_holidays_changed
from cms.models import NetworkSettings, SchoolHoliday
from events.models import EventPage, PartnerVenue, SeasonPage
from events.occurrences import bump_versions, rebuild_event, withdraw_event
from events.records import refresh_records, withdraw_record
from museums.models import MuseumPage


@receiver(page_published, sender=EventPage)
def rebuild_published_event(instance: EventPage, **kwargs: Any) -> None:
    """A translation has no dates of its own, but calendars speak its language too."""
    if instance.alias_of_id:
        return
    source = instance.source
    if source.live:
        rebuild_event(source, timezone.now())


@receiver(page_unpublished, sender=EventPage)
def withdraw_unpublished_event(instance: EventPage, **kwargs: Any) -> None:
    """Deleting a live page unpublishes it first."""
    if instance.source == instance:
        withdraw_event(instance, timezone.now())
    elif not instance.alias_of_id and instance.source.live:
        rebuild_event(instance.source, timezone.now())


@receiver(page_published, sender=MuseumPage)
def rebuild_events_of_museum(instance: MuseumPage, **kwargs: Any) -> None:
    """Calendars show the museum's name, place and address with each of its events."""
    rebuild_branch(instance)
    bump_versions(timezone.now(), instance)


@receiver(page_unpublished, sender=MuseumPage)
def hide_events_of_museum(instance: MuseumPage, **kwargs: Any) -> None:
    """A museum that is off line takes its events out of the network's feed."""
    bump_versions(timezone.now(), instance)
    refresh_branch_records(instance)


@receiver(post_page_move)
def rebuild_moved_events(instance: Page, **kwargs: Any) -> None:
    """An event that moved belongs to another museum; addresses below a moved page change."""
    rebuild_branch(Page.objects.get(pk=instance.pk))


@receiver(school_holidays_changed)
@receiver([post_save, post_delete], sender=SchoolHoliday)
@receiver(post_save, sender=NetworkSettings)
def rebuild_events_by_school_holidays(**kwargs: Any) -> None:
    """Other holidays, or another zone, are other dates for the schedules that follow them."""
    now = timezone.now()
    for event in EventPage.objects.published().by_school_holidays():
        rebuild_event(event, now)


def rebuild_branch(root: Page) -> None:
    """Rebuild every published event from `root` down."""
    now = timezone.now()
    for event in EventPage.objects.published().descendant_of(root, inclusive=True):
        rebuild_event(event, now)


@receiver(post_delete, sender=EventPage)
def withdraw_deleted_event(instance: EventPage, **kwargs: Any) -> None:
    """Other sites are told, even of an event that was deleted behind Wagtail's back."""
    if instance.source == instance:
        withdraw_record(instance.event_key, timezone.now())


@receiver(page_published, sender=SeasonPage)
@receiver(page_unpublished, sender=SeasonPage)
def refresh_records_of_season(instance: SeasonPage, **kwargs: Any) -> None:
    """What takes place at partner venues is on line with its season."""
    refresh_records(instance.events.published(), timezone.now())


@receiver(post_save, sender=PartnerVenue)
def refresh_records_of_venue(instance: PartnerVenue, **kwargs: Any) -> None:
    """Other sites show the name and the address of the venue."""
    refresh_records(instance.events.published(), timezone.now())


@receiver(post_save, sender=PageViewRestriction)
@receiver(post_delete, sender=PageViewRestriction)
def refresh_records_of_private_branch(instance: PageViewRestriction, **kwargs: Any) -> None:
    """What becomes private is public no more, and the other way round."""
    if page := Page.objects.filter(pk=instance.page_id).first():
        refresh_branch_records(page)


def refresh_branch_records(root: Page) -> None:
    """Tell other sites what is public now of all events from `root` down."""
    below = EventPage.objects.published().descendant_of(root, inclusive=True)
    refresh_records(below, timezone.now())
