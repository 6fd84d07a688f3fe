"""What happens by itself to shared objects."""

from typing import Any

from django.conf import settings
from django.db.models.signals import post_save
from django.dispatch import receiver
from wagtail.models import Page
from wagtail.search.index import insert_or_update_object
from wagtail.signals import page_published, post_page_move

from cms.models import BasePage, CreditedImage
from cms.tasks import index_branch, make_renditions, update_translations


@receiver(post_save, sender=CreditedImage)
def prepare_renditions(
    instance: CreditedImage, created: bool, raw: bool = False, **kwargs: Any
) -> None:
    """Make the sizes that pages show when a picture comes in, never while a visitor waits."""
    if created and not raw:
        make_renditions.enqueue(instance.pk)


@receiver(page_published)
def prepare_translations(instance: Page, **kwargs: Any) -> None:
    """What changes in a page changes in its translations: its price, its picture, its address."""
    if instance.locale.language_code == settings.LANGUAGE_CODE:
        update_translations.enqueue(instance.pk)


@receiver(page_published)
def index_published_page(instance: Page, **kwargs: Any) -> None:
    """Wagtail indexes a page before the rows that belong to it, such as its themes, are saved."""
    if isinstance(instance, BasePage):
        insert_or_update_object(instance)


@receiver(post_page_move)
def index_moved_pages(instance: Page, **kwargs: Any) -> None:
    """A page may be found by the words of those above it, which are others now."""
    index_branch.enqueue(Page.objects.get(pk=instance.pk).path)
