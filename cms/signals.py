"""What happens by itself to shared objects."""

from functools import partial
from typing import Any
from uuid import uuid4

from django.conf import settings
from django.db import transaction
from django.db.models import Model, QuerySet
from django.db.models.signals import post_delete, post_save, pre_delete
from django.dispatch import receiver
from django.utils import timezone
from wagtail.log_actions import get_active_log_context
from wagtail.models import Page, PageViewRestriction, get_page_models
from wagtail.search.index import remove_object
from wagtail.signals import page_published, page_unpublished, post_page_move
from wagtail_localize.models import TranslationSource

from cms.addresses import forget_address
from cms.bin import keep_in_bin
from cms.models import BasePage, CreditedImage, NetworkSettings, OutgoingMessage, SiteVersion
from cms.tasks import index_branch, make_logo, make_renditions, send_message, update_translations


@receiver(post_save, sender=CreditedImage)
def prepare_renditions(
    instance: CreditedImage, created: bool, raw: bool = False, **kwargs: Any
) -> None:
    """Make the sizes that pages show when a picture comes in, never while a visitor waits."""
    if created and not raw:
        make_renditions.enqueue(instance.pk)


@receiver(post_save, sender=NetworkSettings)
def prepare_logo(instance: NetworkSettings, raw: bool = False, **kwargs: Any) -> None:
    """The size of the logo that every page shows is there before the first visitor."""
    if instance.logo_id and not raw:
        make_logo.enqueue(instance.logo_id)


@receiver(page_published)
def prepare_translations(instance: Page, **kwargs: Any) -> None:
    """What changes in a page changes in its translations: its price, its picture, its address."""
    is_source = instance.locale.language_code == settings.LANGUAGE_CODE
    if is_source and TranslationSource.objects.get_for_instance_or_none(instance):
        update_translations.enqueue(instance.pk)


@receiver([page_published, page_unpublished, post_page_move])
def refresh_address(instance: Page, **kwargs: Any) -> None:
    """A list that moved is linked to at its new address."""
    forget_address(instance.specific_class._meta.label)


@receiver(post_page_move)
def index_moved_pages(instance: Page, **kwargs: Any) -> None:
    """A page may be found by the words of those above it, which are others now."""
    index_branch.enqueue(Page.objects.get(pk=instance.pk).path)


@receiver([page_published, page_unpublished, post_page_move])
@receiver([post_save, post_delete], sender=PageViewRestriction)
def make_pages_anew(**kwargs: Any) -> None:
    """What is published shows at once, and what is withdrawn or closed shows no longer."""
    SiteVersion.objects.bump()


@receiver([post_save, post_delete], sender=CreditedImage)
@receiver(post_save, sender=NetworkSettings)
def draw_pages_anew(sender: type[Model], created: bool = False, **kwargs: Any) -> None:
    """A picture that is replaced or goes is on pages that nobody publishes for that."""
    if not created:
        SiteVersion.objects.bump()


@receiver(post_save, sender=OutgoingMessage)
def send_when_committed(
    instance: OutgoingMessage, created: bool, raw: bool = False, **kwargs: Any
) -> None:
    """Send a message as soon as what caused it is sure, and never fail because of it."""
    if created and not raw:
        transaction.on_commit(partial(send_message.enqueue, instance.pk), robust=True)


def watch_deletions() -> None:
    """Have each deleted page kept in the bin, and taken out of the search's index.

    Page by page, not all models at once: who listens to every deletion makes every one slower.
    """
    for model in get_page_models():
        if issubclass(model, BasePage):
            pre_delete.connect(keep_deleted_page, sender=model)
            post_delete.connect(forget_deleted_page, sender=model)


def keep_deleted_page(instance: BasePage, origin: Model | QuerySet, **kwargs: Any) -> None:
    """All that one click deletes is one deletion; in a program, all that one call does.

    Django hands the same `origin`, what was asked to be deleted, for every page of a branch.
    """
    context = get_active_log_context()
    deletion = context.uuid or vars(origin).setdefault("deletion", uuid4())
    keep_in_bin(instance, deletion, context.user, timezone.now())


def forget_deleted_page(instance: BasePage, **kwargs: Any) -> None:
    """Nobody finds a page that is gone."""
    remove_object(instance)
