"""The health of the feeds in the admin: its addresses, its place in the menu."""

from django.urls import URLPattern, URLResolver, include, path, reverse
from django.utils.translation import gettext_lazy
from wagtail import hooks
from wagtail.admin.menu import MenuItem

from cms.menus import SHARING
from events.health import views
from museums.explorers import ExplorerMenuItem


@hooks.register("register_admin_urls")
def health_urls() -> list[URLPattern | URLResolver]:
    """Where the health of the feeds is in the admin."""
    patterns = [
        path("", views.FeedsHealthView.as_view(), name="index"),
        path("museums/<int:pk>/", views.MuseumFeedHealthView.as_view(), name="museum"),
    ]
    return [path("feeds/", include((patterns, "feed_health")))]


@hooks.register(SHARING)
def health_menu_item() -> MenuItem:
    """The way to the health of one's feeds."""
    return ExplorerMenuItem(
        gettext_lazy("Health of the calendars"),
        reverse("feed_health:index"),
        name="feed-health",
        icon_name="calendar-check",
        order=40,
    )
