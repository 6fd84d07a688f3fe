"""What happens by itself to shared objects."""

from functools import partial
from typing import Any

from django.db import transaction
from django.db.models.signals import post_save
from django.dispatch import receiver

from cms.models import CreditedImage, OutgoingMessage
from cms.tasks import make_renditions, send_message


@receiver(post_save, sender=CreditedImage)
def prepare_renditions(
    instance: CreditedImage, created: bool, raw: bool = False, **kwargs: Any
) -> None:
    """Make the sizes that pages show when a picture comes in, never while a visitor waits."""
    if created and not raw:
        make_renditions.enqueue(instance.pk)


@receiver(post_save, sender=OutgoingMessage)
def send_when_committed(
    instance: OutgoingMessage, created: bool, raw: bool = False, **kwargs: Any
) -> None:
    """Send a message as soon as what caused it is sure, and never fail because of it."""
    if created and not raw:
        transaction.on_commit(partial(send_message.enqueue, instance.pk), robust=True)
