"""Work that no visitor waits for."""

from django.utils import timezone
from django_tasks import task

from cms import outbox
from cms.models import CreditedImage
from cms.renditions import ALL_SPECS


@task()
def make_renditions(image_id: int) -> None:
    """Make every size and format in which pages show this picture."""
    image = CreditedImage.objects.filter(pk=image_id).first()
    if image:
        image.get_renditions(*ALL_SPECS)


@task()
def send_message(message_id: int) -> None:
    """Send a message that was just queued; where that fails, the next run of the command does."""
    outbox.send_message(message_id, timezone.now())
