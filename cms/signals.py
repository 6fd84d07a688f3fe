"""What happens by itself to shared objects."""

from typing import Any

from django.db.models.signals import post_save
from django.dispatch import receiver

from cms.models import CreditedImage
from cms.tasks import make_renditions


@receiver(post_save, sender=CreditedImage)
def prepare_renditions(
    instance: CreditedImage, created: bool, raw: bool = False, **kwargs: Any
) -> None:
    """Make the sizes that pages show when a picture comes in, never while a visitor waits."""
    if created and not raw:
        make_renditions.enqueue(instance.pk)
