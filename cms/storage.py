"""Static files as a visitor's browser wants them: few, compressed, cached for good."""

import posixpath
import re
from collections.abc import Iterator
from typing import Any

from django.core.files.base import ContentFile
from whitenoise.storage import CompressedManifestStaticFilesStorage

STYLESHEET = "cms/css/site.css"
IMPORT = re.compile(r'@import url\("(?P<name>[^"]+)"\) layer\((?P<layer>\w+)\)(?P<media>[^;]*);')


class SiteStaticFilesStorage(CompressedManifestStaticFilesStorage):
    """Joins the style sheet's parts into one file, then names every file after its content."""

    support_js_module_import_aggregation = True

    def post_process(
        self, paths: dict[str, Any], dry_run: bool = False, **options: Any
    ) -> Iterator[tuple[str, str | None, Any]]:
        if STYLESHEET in paths and not dry_run:
            joined = IMPORT.sub(lambda match: self._part(paths, match), _read(paths, STYLESHEET))
            self.delete(STYLESHEET)
            self.save(STYLESHEET, ContentFile(joined.encode()))
            paths = paths | {STYLESHEET: (self, STYLESHEET)}
        yield from super().post_process(paths, dry_run=dry_run, **options)

    def _part(self, paths: dict[str, Any], match: re.Match[str]) -> str:
        """What one @import line stands for, in its layer and for its medium."""
        name = posixpath.join(posixpath.dirname(STYLESHEET), match["name"])
        rules = f"@layer {match['layer']} {{\n{_read(paths, name)}}}"
        medium = match["media"].strip()
        return f"@media {medium} {{\n{rules}\n}}" if medium else rules


def _read(paths: dict[str, Any], name: str) -> str:
    storage, path = paths[name]
    with storage.open(path) as file:
        return file.read().decode()
