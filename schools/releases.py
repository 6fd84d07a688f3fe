"""The versions of a kit: built when it is published, once, and never changed."""

import logging
from datetime import datetime
from os import SEEK_END
from secrets import token_urlsafe
from tempfile import TemporaryFile
from typing import IO, TYPE_CHECKING, Any

from django.apps import apps
from django.core.files.base import File
from django.core.files.storage import default_storage
from django.db import transaction
from django.utils import timezone, translation
from django.utils.translation import gettext as _

from cms.models import SiteVersion
from schools.choices import Pack
from schools.contents import FOLDERS, KitContents, level_name
from schools.fingerprints import fingerprint_of
from schools.offline import LAYOUTS, Edition, OfflineSite
from schools.packs import Described, describe, root_name, sha256_of, write_pack
from schools.papers import Press
from schools.rights import problems_of

if TYPE_CHECKING:
    from cms.models import User
    from schools.models import ClassKitPage, KitDocument, KitRelease

LIGHT_MOST_BYTES = 5_000_000

logger = logging.getLogger(__name__)


@transaction.atomic
def build_release(
    kit: "ClassKitPage", now: datetime, by: "User | None" = None
) -> "KitRelease | None":
    """The next version of a published kit; None where nothing changed, or it may not be shown.

    What changed is what the editor says or, where that was said of the version before already,
    the list of the files that did.
    """
    kit = type(kit).objects.select_for_update().get(pk=kit.pk)  # one version at a time
    if not kit.live:
        return None
    documents = list(kit.documents.all())
    if problems := problems_of(kit, documents, timezone.localdate(now)):
        logger.warning("No version of kit %s: %s", kit.pk, " ".join(problems))
        return None
    contents, fingerprint = KitContents(kit, documents), fingerprint_of(kit, documents)
    latest = kit.releases.order_by("-number").first()
    if latest and latest.fingerprint == fingerprint:
        return None
    changelog = kit.changes
    if latest:
        again = describe(OfflineSite(contents, edition_of(latest)).entries())
        before = [file for file in latest.manifest if file["path"] not in latest.papers()]
        if again == before:  # what was edited is in no file
            return None
        if not changelog or changelog == latest.changelog:
            changelog = differences(before, again, kit.locale.language_code)
    number = latest.number + 1 if latest else 1
    edition = Edition(number, timezone.localdate(now), changelog)
    press = Press()
    release = _store(kit, OfflineSite(contents, edition, press), fingerprint, now, by)
    _store_light_pack(release, kit, documents, edition, press)
    pupils = KitContents(kit, documents, Pack.PUPILS)
    _store_pack(release, OfflineSite(pupils, edition, press))
    SiteVersion.objects.bump()  # pages kept for visitors still offer the version before
    return release


def name_contents() -> int:
    """Give a fingerprint to versions made before there were any; how many there were.

    Only where nothing was published since: what they were made of is what the kit says today.
    """
    unnamed = apps.get_model("schools", "KitRelease").objects.filter(fingerprint="")
    latest = [r for r in unnamed.select_related("kit") if r.revision_id == r.kit.live_revision_id]
    for release in latest:
        documents = list(release.kit.documents.all())
        release.fingerprint = fingerprint_of(release.kit, documents)
        release.save(update_fields=["fingerprint"])
    return len(latest)


def edition_of(release: "KitRelease") -> Edition:
    """What a version says of itself."""
    return Edition(release.number, timezone.localdate(release.built_at), release.changelog)


def differences(before: list[Described], after: list[Described], language: str) -> str:
    """Which documents came, changed or went, for teachers who have the version before."""
    old, new = ({file["path"]: file["sha256"] for file in files} for files in (before, after))
    kept = old.keys() & new.keys()
    with translation.override(language):
        lists = {
            _("Added: %(files)s."): new.keys() - old.keys(),
            _("Changed: %(files)s."): {path for path in kept if old[path] != new[path]},
            _("Removed: %(files)s."): old.keys() - new.keys(),
        }
        sentences = [
            sentence % {"files": ", ".join(sorted(documents))}
            for sentence, paths in lists.items()
            if (documents := [path for path in paths if path.startswith(FOLDERS)])
        ]
        return " ".join(sentences) or _("The presentation, the credits or the conditions changed.")


def _store(
    kit: "ClassKitPage", site: OfflineSite, fingerprint: str, now: datetime, by: "User | None"
) -> "KitRelease":
    """The whole kit, which the version is."""
    with TemporaryFile() as target:
        stored, manifest = _write(site, target)
    return kit.releases.create(
        number=site.edition.number,
        built_at=now,
        built_by=by,
        revision=kit.live_revision,
        changelog=site.edition.changelog,
        fingerprint=fingerprint,
        manifest=manifest,
        documents=_documents_of(site, manifest),
        **stored,
    )


def _store_pack(release: "KitRelease", site: OfflineSite) -> None:
    """A part of the kit as a ZIP of its own; none where it would hold nothing."""
    if site.contents.documents:
        with TemporaryFile() as target:
            stored, _manifest = _write(site, target)
        release.packs.create(kind=site.contents.pack, **stored)


def _store_light_pack(
    release: "KitRelease",
    kit: "ClassKitPage",
    documents: "list[KitDocument]",
    edition: Edition,
    press: Press,
) -> None:
    """What a slow line can bear: the heaviest files are left out until it is light enough."""
    without: frozenset[str] = frozenset()
    while True:
        contents = KitContents(kit, documents, Pack.LIGHT, without)
        heavy = [placed for placed in contents.documents if placed.file]
        with TemporaryFile() as target:
            site = OfflineSite(contents, edition, press)
            stored, _manifest = _write(site, target, LIGHT_MOST_BYTES)
        if stored or not heavy:
            break
        heaviest = max(heavy, key=lambda placed: placed.file.size)
        without |= {heaviest.document.uid}
    if stored and contents.documents:
        release.packs.create(kind=Pack.LIGHT, **stored)


def _write(
    site: OfflineSite, target: IO[bytes], most: int | None = None
) -> tuple[dict[str, Any], list[Described]]:
    """Write a ZIP where it will be served from, unless it has more than `most` bytes.

    Its folder is named at random: who knows the kit does not guess where its file lies, even
    behind a web server that hands out all of MEDIA_ROOT.
    """
    kit, edition, pack = site.kit, site.edition, site.contents.pack
    number = edition.number if pack == Pack.COMPLETE else f"{edition.number}-{pack}"
    root = root_name(kit.slug, level_name(kit.classes), number)
    manifest = write_pack(root, [*site.entries(), *site.papers()], edition.day, target)
    size = target.seek(0, SEEK_END)
    if most and size > most:
        return {}, manifest
    target.seek(0)
    sha256 = sha256_of(target)
    folder = f"kits/{kit.key}/v{edition.number}/{token_urlsafe(16)}"
    name = default_storage.save(f"{folder}/{root}.zip", File(target))
    return {"file": name, "size": size, "sha256": sha256}, manifest


def _documents_of(site: OfflineSite, manifest: list[Described]) -> dict[str, list[dict[str, Any]]]:
    """What each document, by its uid, can be downloaded as, alone: its files, without pages."""
    sizes = {file["path"]: file["size"] for file in manifest}
    documents = {}
    for placed in site.contents.documents:
        papers = [f"{placed.stem}{suffix}.pdf" for suffix in LAYOUTS] + [f"{placed.stem}.odt"]
        own = [placed.file.path] if placed.file else papers
        paths = [path for path in (*own, placed.transcript_path) if path in sizes]
        documents[placed.document.uid] = [
            {"path": path, "size": sizes[path], "pages": site.pages.get(path)} for path in paths
        ]
    return documents
