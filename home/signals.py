"""What happens by itself when a page of the site changes."""

from typing import Any

from django.db.models.signals import post_delete, post_save
from django.dispatch import receiver
from wagtail.models import PageViewRestriction
from wagtail.signals import page_published, page_unpublished, post_page_move

from home.footer import forget_footer_links


@receiver([page_published, page_unpublished, post_page_move])
@receiver([post_save, post_delete], sender=PageViewRestriction)
def refresh_footer(**kwargs: Any) -> None:
    """A page's new title, address or conformity is at the foot of every page at once."""
    forget_footer_links()
