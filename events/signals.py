"""What keeps the agenda in line with the pages: publishing, unpublishing, moving, deleting."""

from collections.abc import Collection
from typing import Any

from django.db.models.signals import post_delete, post_save, pre_save
from django.dispatch import receiver
from django.utils import timezone
from wagtail.models import Page, PageViewRestriction
from wagtail.signals import (
    page_published,
    page_slug_changed,
    page_unpublished,
    post_page_move,
)

from cms.holidays import school_holidays_changed
from cms.models import NetworkSettings, SchoolHoliday
from cms.tasks import index_branch
from events.models import EventPage, FormerSeasonSlug, PartnerVenue, SeasonPage
from events.occurrences import bump_versions, rebuild_event, withdraw_event
from events.records import refresh_records, withdraw_record
from museums.models import MuseumPage


def is_draft(update_fields: Collection[str] | None) -> bool:
    """Whether a page is saved without what it says: that is kept as a revision."""
    return update_fields is not None and "season" not in update_fields


@receiver(pre_save, sender=EventPage)
def settle_event(
    instance: EventPage, update_fields: Collection[str] | None, raw: bool = False, **kwargs: Any
) -> None:
    """An event below a season belongs to it; one of a museum takes place at no partner venue."""
    if raw or is_draft(update_fields):
        return
    season = SeasonPage.objects.holding(instance).first()
    if season:
        instance.season = season
    else:
        instance.venue = None
    announced = EventPage.objects.filter(pk=instance.pk, live=True)
    instance.seasons_before = set(announced.values_list("season_id", flat=True)) - {None}


@receiver(post_save, sender=EventPage)
def tell_seasons(
    instance: EventPage, update_fields: Collection[str] | None, raw: bool = False, **kwargs: Any
) -> None:
    """The season that an event leaves, and the one that it joins, tell their subscribers."""
    if raw or is_draft(update_fields) or not instance.live or instance.source != instance:
        return
    after = {instance.season_id} - {None}
    for season_id in instance.seasons_before ^ after:
        bump_versions(timezone.now(), season_id=season_id)


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
    tell_subscribers_of_museum(instance)


@receiver(page_unpublished, sender=MuseumPage)
def hide_events_of_museum(instance: MuseumPage, **kwargs: Any) -> None:
    """A museum that is off line takes its events out of the network's feed, and of its seasons'."""
    tell_subscribers_of_museum(instance)
    refresh_branch_records(instance)


def tell_subscribers_of_museum(museum: MuseumPage) -> None:
    """Its own feed changes, the network's, and those of the seasons that it takes part in."""
    now = timezone.now()
    bump_versions(now, museum)
    events = EventPage.objects.published().descendant_of(museum).exclude(season=None)
    for season_id in set(events.values_list("season_id", flat=True)):
        bump_versions(now, season_id=season_id)


@receiver(page_published, sender=SeasonPage)
def rebuild_events_of_season(instance: SeasonPage, **kwargs: Any) -> None:
    """Back on line, a season brings back the events below it; renamed, it gives new addresses."""
    if instance.source == instance:
        rebuild_branch(instance)
        tell_subscribers_of_season(instance)


@receiver(page_unpublished, sender=SeasonPage)
def hide_events_of_season(instance: SeasonPage, **kwargs: Any) -> None:
    """A season that is off line takes the events below it out of every feed."""
    if instance.source == instance:
        tell_subscribers_of_season(instance)


def tell_subscribers_of_season(season: SeasonPage) -> None:
    """Its own feed changes, the network's, and that of each event below it."""
    now = timezone.now()
    bump_versions(now, season_id=season.pk)
    for event in EventPage.objects.published().descendant_of(season):
        bump_versions(now, event_key=event.event_key)


@receiver(page_slug_changed, sender=SeasonPage)
def remember_slug_of_season(
    instance: SeasonPage, instance_before: SeasonPage, **kwargs: Any
) -> None:
    """A feed subscribed to under the old address keeps answering."""
    if instance.source == instance:
        FormerSeasonSlug.objects.filter(slug=instance.slug).delete()
        FormerSeasonSlug.objects.update_or_create(
            slug=instance_before.slug, defaults={"season": instance}
        )


@receiver(post_save, sender=PartnerVenue)
def rebuild_events_of_venue(instance: PartnerVenue, raw: bool = False, **kwargs: Any) -> None:
    """Calendars and the search know an event by the name and the address of its venue."""
    if raw:
        return
    now = timezone.now()
    for event in EventPage.objects.published().filter(venue=instance):
        rebuild_event(event, now)
        index_branch.enqueue(event.path)


@receiver(post_page_move)
def rebuild_moved_events(instance: Page, parent_page_before: Page, **kwargs: Any) -> None:
    """An event that moved belongs to another museum or season; addresses below a page change."""
    event = EventPage.objects.filter(pk=instance.pk).first()
    if event:
        event.save(clean=False)  # it belongs where it hangs now
        for museum in MuseumPage.objects.sources().filter(pk=parent_page_before.pk):
            bump_versions(timezone.now(), museum)
        if event.live and event.source == event and not event.has_host:
            event.unpublish()
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
