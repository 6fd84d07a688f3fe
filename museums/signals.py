"""What happens by itself when a museum comes or is renamed."""

from typing import Any

from django.conf import settings
from django.db.models.signals import post_save
from django.dispatch import receiver
from django.utils import timezone
from wagtail.models import Page, Revision, Site
from wagtail.signals import copy_for_translation_done, page_published, page_slug_changed

from cms.tasks import index_branch
from museums.confirming import hours_typed
from museums.models import FormerSlug, MuseumPage
from museums.provisioning import provision_museum, provision_network


@receiver(post_save, sender=MuseumPage)
def provision(instance: MuseumPage, raw: bool = False, **kwargs: Any) -> None:
    """A new member, or a new translation of one, gets its rights at once."""
    if raw:
        return
    if instance.locale.language_code == settings.LANGUAGE_CODE:
        if instance.collection is None or instance.collection.name != instance.title:
            provision_museum(instance)
    else:
        member = instance.get_translations().filter(locale__language_code=settings.LANGUAGE_CODE)
        for museum in member:
            provision_museum(museum)


@receiver(copy_for_translation_done)
def open_language_to_network(source_obj: Page, **kwargs: Any) -> None:
    """A site in one more language: the network's team has its rights there too."""
    if Site.objects.filter(root_page_id=source_obj.pk).exists():
        provision_network()


@receiver(page_published, sender=MuseumPage)
def index_branch_of_museum(instance: MuseumPage, **kwargs: Any) -> None:
    """What a museum announces is found by the museum's name and town."""
    index_branch.enqueue(instance.path)


@receiver(page_published, sender=MuseumPage)
def take_new_hours_for_confirmed(instance: MuseumPage, revision: Revision, **kwargs: Any) -> None:
    """Who publishes other hours than before has looked at them."""
    if instance.member != instance:
        return
    before = instance.revisions.filter(pk__lt=revision.pk).order_by("-pk").first()
    if hours_typed(revision.content) != hours_typed(before.content if before else {}):
        instance.confirm_hours(timezone.localdate())


@receiver(page_slug_changed, sender=MuseumPage)
def remember_slug(instance: MuseumPage, instance_before: MuseumPage, **kwargs: Any) -> None:
    """A feed subscribed to under the old address keeps answering."""
    FormerSlug.objects.filter(slug=instance.slug).delete()
    FormerSlug.objects.update_or_create(slug=instance_before.slug, defaults={"museum": instance})
