"""Work that no visitor waits for."""

from django_tasks import task

from cms.models import CreditedImage
from cms.renditions import ALL_SPECS


@task()
def make_renditions(image_id: int) -> None:
    """Make every size and format in which pages show this picture."""
    image = CreditedImage.objects.filter(pk=image_id).first()
    if image:
        image.get_renditions(*ALL_SPECS)
