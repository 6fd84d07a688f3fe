"""System checks of our own rules: what would go wrong in silence is said at start."""

from typing import Any

from django.conf import settings
from django.core.checks import CheckMessage, Warning, register  # noqa: A004


@register(deploy=True)
def calendar_host_is_pinned(**kwargs: Any) -> list[CheckMessage]:
    """Calendar feeds must keep their UIDs when the site moves to another domain."""
    if settings.IS_CALENDAR_HOST_PINNED:
        return []
    return [
        Warning(
            "CALENDAR_HOST is not set: the UIDs of calendar feeds end with the host of BASE_URL.",
            hint="Set it once, to today's host, and never change it (docs/operating.md).",
            id="cms.W001",
        )
    ]
