"""Old addresses of a museum's pages go on leading somewhere."""

from wagtail.contrib.redirects.models import Redirect
from wagtail.models import Page


def lead_to(target: Page, page: Page) -> Redirect:
    """Whoever asks for the address of `page`, and no longer finds it there, is led to `target`."""
    site_id, _root_url, path = page.get_url_parts()
    redirect, _created = Redirect.objects.update_or_create(
        old_path=Redirect.normalise_path(path),
        site_id=site_id,
        defaults={"redirect_page": target, "redirect_link": "", "automatically_created": True},
    )
    return redirect
