"""Work that no editor waits for."""

from django.utils import timezone
from django_tasks import task

from schools.models import ClassKitPage
from schools.oai.records import refresh
from schools.releases import build_release


@task()
def build_release_of(kit_id: int) -> None:
    """Make the next version of a kit that was just published."""
    kit = ClassKitPage.objects.select_related("live_revision__user").filter(pk=kit_id).first()
    if kit:
        build_release(kit, timezone.now(), by=kit.live_revision and kit.live_revision.user)


@task()
def refresh_record_of(kit_id: int) -> None:
    """Tell harvesters that a kit changed."""
    refresh(ClassKitPage.objects.sources().filter(pk=kit_id), timezone.now())
