"""What keeps the versions of kits in line with the pages: publishing, deleting."""

from functools import partial
from typing import Any

from django.db import transaction
from django.db.models.fields.files import FieldFile
from django.db.models.signals import post_delete, post_save, pre_save
from django.dispatch import receiver
from wagtail.signals import page_published, page_unpublished

from cms.models import DeletedPage, SiteVersion
from schools.models import (
    Academy,
    ClassKitPage,
    KitPack,
    KitRelease,
    PartnershipAgreement,
    RelayTeacher,
)
from schools.tasks import build_release_of, refresh_record_of


@receiver(page_published, sender=ClassKitPage)
def build_published_kit(instance: ClassKitPage, **kwargs: Any) -> None:
    """A translation has no versions of its own."""
    if instance.source == instance:
        build_release_of.enqueue(instance.pk)


@receiver(post_delete, sender=KitRelease)
@receiver(post_delete, sender=KitPack)
def delete_file_of_release(instance: KitRelease | KitPack, **kwargs: Any) -> None:
    """A version that is gone leaves no file behind, unless its kit is in the bin."""
    release = instance if isinstance(instance, KitRelease) else instance.release
    if not DeletedPage.objects.filter(page_id=release.kit_id).exists():
        _delete_file(instance.file)


@receiver(post_delete, sender=DeletedPage)
def delete_files_of_kit(instance: DeletedPage, **kwargs: Any) -> None:
    """A kit that left the bin for good leaves no file behind; restored, it keeps them."""
    for row in instance.rows:
        for model in (KitRelease, KitPack):
            if row["model"] == model._meta.label_lower:
                gone = model(file=row["fields"]["file"])
                if not model.objects.filter(file=gone.file.name).exists():
                    _delete_file(gone.file)


@receiver(post_save, sender=KitRelease)
def tell_harvesters_of_release(instance: KitRelease, raw: bool = False, **kwargs: Any) -> None:
    """A new version, or one that is withdrawn, is told at once."""
    if not raw:
        transaction.on_commit(partial(refresh_record_of.enqueue, instance.kit_id))


@receiver(page_unpublished, sender=ClassKitPage)
def tell_harvesters_of_end(instance: ClassKitPage, **kwargs: Any) -> None:
    """A kit that goes off line is told as deleted."""
    refresh_record_of.enqueue(instance.pk)


@receiver([post_save, post_delete], sender=Academy)
@receiver([post_save, post_delete], sender=PartnershipAgreement)
@receiver([post_save, post_delete], sender=RelayTeacher)
def show_partnership_anew(raw: bool = False, **kwargs: Any) -> None:
    """What visitors read of academies follows what the network writes of them."""
    if not raw:
        SiteVersion.objects.bump()


@receiver(pre_save, sender=PartnershipAgreement)
def delete_replaced_file(instance: PartnershipAgreement, raw: bool = False, **kwargs: Any) -> None:
    """An agreement has one signed file: what another one takes the place of is gone."""
    before = None if raw else PartnershipAgreement.objects.filter(pk=instance.pk).first()
    if before and before.signed_file and before.signed_file != instance.signed_file:
        _delete_file(before.signed_file)


@receiver(post_delete, sender=PartnershipAgreement)
def delete_signed_file(instance: PartnershipAgreement, **kwargs: Any) -> None:
    """An agreement that is gone leaves no file behind."""
    if instance.signed_file:
        _delete_file(instance.signed_file)


def _delete_file(file: FieldFile) -> None:
    transaction.on_commit(partial(file.storage.delete, file.name))
