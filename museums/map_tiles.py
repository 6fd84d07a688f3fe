"""Where the pictures of the map come from, and the one exception that the page makes for them."""

from urllib.parse import urlsplit

from csp.constants import HEADER
from csp.utils import build_policy
from django.conf import settings
from django.http import HttpResponse


def allow_map_tiles(response: HttpResponse) -> None:
    """Let this answer's page show pictures of the map server, and no other page.

    The whole policy is written here, so that it stays with an answer that is kept.
    """
    tiles = urlsplit(settings.MAP_TILES_URL)
    if tiles.netloc:
        host = f"{tiles.scheme}://{tiles.netloc}"
        response[HEADER] = build_policy(update={"img-src": [host]})
