"""What a new offer begins with: all that its museum knows already."""

from typing import Any

from django.conf import settings
from django.dispatch import receiver
from wagtail.admin.views.pages.create import CreateView
from wagtail.models import Page
from wagtail.signals import init_new_page

from jobs.models import JobApplicationWay, JobEmployer, JobLocation, JobPage
from museums.models import MuseumPage


@receiver(init_new_page, sender=CreateView)
def prefill(page: Page, parent: Page, **kwargs: Any) -> None:
    """The employer, the place and the way to apply of an offer added under a museum."""
    if not isinstance(page, JobPage):
        return
    page.sections = [("section", {"kind": "missions", "heading": "", "text": ""})]
    if not isinstance(parent, MuseumPage):
        return
    page.employers = [JobEmployer(museum=_member(parent))]
    page.locations = [
        JobLocation(
            venue=parent.title,
            street=parent.street,
            postcode=parent.postcode,
            city=parent.town,
            department=parent.department.name,
            department_code=parent.department.code,
            latitude=parent.latitude,
            longitude=parent.longitude,
            is_primary=True,
        )
    ]
    page.applications = [JobApplicationWay(value=parent.email)]


def _member(museum: MuseumPage) -> MuseumPage:
    """The museum's page in the main language, which is the member itself."""
    return museum.get_translations(inclusive=True).get(locale__language_code=settings.LANGUAGE_CODE)
