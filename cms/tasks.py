"""Work that no visitor waits for."""

from django.utils import timezone
from django_tasks import task
from wagtail.models import Page
from wagtail.search.index import insert_or_update_object

from cms import outbox
from cms.models import CreditedImage
from cms.renditions import ALL_SPECS, LOGO_SPEC
from cms.translations import follow_source


@task()
def make_renditions(image_id: int) -> None:
    """Make every size and format in which pages show this picture."""
    image = CreditedImage.objects.filter(pk=image_id).first()
    if image:
        image.get_renditions(*ALL_SPECS)


@task()
def make_logo(image_id: int) -> None:
    """Make the size in which the head of every page shows the network's logo."""
    image = CreditedImage.objects.filter(pk=image_id).first()
    if image:
        image.get_rendition(LOGO_SPEC)


@task()
def update_translations(page_id: int) -> None:
    """Bring the translations of a page in line with what it says now."""
    page = Page.objects.filter(pk=page_id).specific().first()
    if page:
        follow_source(page)


@task()
def index_branch(path: str) -> None:
    """Write the words of the page at this path, and of each one below it, into the index again."""
    for page in Page.objects.filter(path__startswith=path).specific():
        insert_or_update_object(page)


@task()
def send_message(message_id: int) -> None:
    """Send a message that was just queued; where that fails, the next run of the command does."""
    outbox.send_message(message_id, timezone.now())
