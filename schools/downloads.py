"""Counting downloads: by day, version and pack; never who."""

import logging
import re
from datetime import date

from django.db import DatabaseError
from django.http import HttpRequest
from django.http.response import HttpResponseBase

from schools.choices import Pack
from schools.models import KitDownload, KitRelease

ROBOT = re.compile(r"bot\b|crawl|spider|slurp|preview|facebookexternalhit|uptime|monitor", re.I)
FROM_THE_START = re.compile(r"bytes=\s*0+-", re.I)

logger = logging.getLogger(__name__)


def count_download(
    request: HttpRequest, response: HttpResponseBase, release: KitRelease, pack: Pack, day: date
) -> None:
    """Count an answer that gives the file from its beginning, so that a resumed one counts once."""
    if request.method != "GET" or response.status_code not in (200, 206):
        return
    asked = request.headers.get("Range", "")
    is_whole = response.status_code == 200 and "X-Accel-Redirect" not in response
    begins = is_whole or not asked or FROM_THE_START.match(asked.strip())
    if not begins or ROBOT.search(request.headers.get("User-Agent", "")):
        return
    try:
        KitDownload.objects.add_one(release, pack, day)
    except DatabaseError:  # a count is worth less than the file
        logger.exception("A download of %s could not be counted.", release)
