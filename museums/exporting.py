"""All that a museum published and stored here, as one ZIP that it takes home.

Rooms add what they hold in a form of their own through the hook `museum_export`: functions of the
member and of the instant, that yield (name in the ZIP, bytes).
"""

import csv
import json
from collections.abc import Iterator
from datetime import datetime
from io import StringIO
from typing import IO
from zipfile import ZIP_DEFLATED, ZIP_STORED, ZipFile

from django.core.files.storage import default_storage
from django.core.serializers.json import DjangoJSONEncoder
from django.template.loader import render_to_string
from django.utils.timezone import localtime
from django.utils.translation import gettext as _
from wagtail import hooks
from wagtail.fields import StreamField
from wagtail.models import Page

from cms.models import CreditedImage, LicensedDocument
from museums.models import MuseumPage

HOOK = "museum_export"
NOT_CONTENT = frozenset({"body", "title", "slug", "search_description", "seo_title", "summary"})


def write_export(museum: MuseumPage, now: datetime, file: IO[bytes]) -> None:
    """Write the ZIP of a member: its pages in every language, its files, what the rooms add."""
    with ZipFile(file, "w", ZIP_DEFLATED) as archive:
        context = {"museum": museum, "exported_at": localtime(now)}
        archive.writestr(_("READ-ME.txt"), render_to_string("museums/export/read_me.txt", context))
        for branch in museum.get_translations(inclusive=True).select_related("locale"):
            for page in branch.get_descendants(inclusive=True).specific():
                name = f"pages/{branch.locale.language_code}/{_place(page, branch)}"
                archive.writestr(f"{name}.json", _as_json(page))
                archive.writestr(f"{name}.html", _as_html(page))
        told = StringIO()
        lines = csv.writer(told)
        lines.writerow([_("file"), _("title"), _("credit"), _("licence"), _("description")])
        for folder, item in _files(museum):
            name = f"{folder}/{item.pk}-{item.file.name.rpartition('/')[2]}"
            if default_storage.exists(item.file.name):
                with item.file.open("rb") as content:
                    archive.writestr(name, content.read(), ZIP_STORED)
            described = getattr(item, "description", "")
            lines.writerow([name, item.title, item.credit, item.licence or "", described])
        archive.writestr(_("credits.csv"), told.getvalue())
        for offer in hooks.get_hooks(HOOK):
            for name, content in offer(museum, now):
                archive.writestr(name, content)


def _place(page: Page, branch: MuseumPage) -> str:
    """What follows the museum's own address, as a name of a file; drafts may share no other's."""
    if page.pk == branch.pk:
        return "index"
    return f"{page.pk}-{page.slug}"


def _as_json(page: Page) -> str:
    """Every field of what is on line and, where there is one, of the draft."""
    data = {"address": page.full_url, "is_on_line": page.live, "page": page.serializable_data()}
    if page.has_unpublished_changes and page.latest_revision:
        data["draft"] = page.latest_revision.content
    return json.dumps(data, cls=DjangoJSONEncoder, ensure_ascii=False, indent=2)


def _as_html(page: Page) -> str:
    """The words of a page, for people."""
    body = getattr(page, "body", "")
    return render_to_string(
        "museums/export/page.html",
        {
            "page": page,
            "summary": getattr(page, "summary", ""),
            "body": body.stream_block.render_basic(body) if body else "",
            "facts": list(_facts(page)),
        },
    )


def _facts(page: Page) -> Iterator[tuple[str, str]]:
    """(name, value) of the plain fields that its form asks for, those that are filled in."""
    inherited = {field.name for field in Page._meta.get_fields()}
    for field in page._meta.fields:
        is_own = field.name not in inherited and not field.one_to_one and field.editable
        if not is_own or field.name in NOT_CONTENT or isinstance(field, StreamField):
            continue
        value = getattr(page, field.name)
        shown = getattr(page, f"get_{field.name}_display", lambda value=value: value)()
        if shown not in (None, "", False):
            yield str(field.verbose_name), _("yes") if shown is True else str(shown)


def _files(museum: MuseumPage) -> Iterator[tuple[str, CreditedImage | LicensedDocument]]:
    """(folder, file) of each picture and document of its collection."""
    collections = museum.collection.get_descendants(inclusive=True)
    for folder, model in (("images", CreditedImage), ("documents", LicensedDocument)):
        for item in model.objects.filter(collection__in=collections).order_by("pk"):
            yield folder, item
