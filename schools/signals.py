"""What keeps the versions of kits in line with the pages: publishing, deleting."""

from functools import partial
from typing import Any

from django.db import transaction
from django.db.models.signals import post_delete
from django.dispatch import receiver
from wagtail.signals import page_published

from schools.models import ClassKitPage, KitRelease
from schools.tasks import build_release_of


@receiver(page_published, sender=ClassKitPage)
def build_published_kit(instance: ClassKitPage, **kwargs: Any) -> None:
    """A translation has no versions of its own."""
    if instance.source == instance:
        build_release_of.enqueue(instance.pk)


@receiver(post_delete, sender=KitRelease)
def delete_file_of_release(instance: KitRelease, **kwargs: Any) -> None:
    """A kit that is deleted leaves no file behind; unpublished, it keeps them for its return."""
    transaction.on_commit(partial(instance.file.storage.delete, instance.file.name))
