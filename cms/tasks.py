"""Work that no visitor waits for."""

from django_tasks import task
from wagtail.models import Page

from cms.models import CreditedImage
from cms.renditions import ALL_SPECS
from cms.translations import follow_source


@task()
def make_renditions(image_id: int) -> None:
    """Make every size and format in which pages show this picture."""
    image = CreditedImage.objects.filter(pk=image_id).first()
    if image:
        image.get_renditions(*ALL_SPECS)


@task()
def update_translations(page_id: int) -> None:
    """Bring the translations of a page in line with what it says now."""
    page = Page.objects.filter(pk=page_id).specific().first()
    if page:
        follow_source(page)
