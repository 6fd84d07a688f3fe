"""What happens by itself to shared objects."""

from typing import Any

from django.conf import settings
from django.db.models.signals import post_save
from django.dispatch import receiver
from wagtail.models import Page
from wagtail.signals import page_published

from cms.models import CreditedImage
from cms.tasks import make_renditions, update_translations


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
