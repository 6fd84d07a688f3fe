"""The versions of a kit: built when it is published, once, and never changed."""

import logging
from datetime import datetime
from os import SEEK_END
from secrets import token_urlsafe
from tempfile import TemporaryFile
from typing import TYPE_CHECKING

from django.core.files.base import File
from django.core.files.storage import default_storage
from django.db import transaction
from django.utils import timezone, translation
from django.utils.translation import gettext as _

from schools.contents import FOLDERS, KitContents, level_name
from schools.offline import Edition, OfflineSite
from schools.packs import Described, describe, root_name, sha256_of, write_pack
from schools.rights import problems_of

if TYPE_CHECKING:
    from cms.models import User
    from schools.models import ClassKitPage, KitRelease

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
    contents = KitContents(kit, documents)
    latest = kit.releases.order_by("-number").first()
    changelog = kit.changes
    if latest:
        again = describe(OfflineSite(contents, edition_of(latest)).entries())
        if again == latest.manifest:
            return None
        if not changelog or changelog == latest.changelog:
            changelog = differences(latest.manifest, again, kit.locale.language_code)
    number = latest.number + 1 if latest else 1
    edition = Edition(number, timezone.localdate(now), changelog)
    return _store(kit, contents, edition, now, by)


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
    kit: "ClassKitPage",
    contents: KitContents,
    edition: Edition,
    now: datetime,
    by: "User | None",
) -> "KitRelease":
    """Write the ZIP where it will be served from.

    Its folder is named at random: who knows the kit does not guess where its file lies, even
    behind a web server that hands out all of MEDIA_ROOT.
    """
    root = root_name(kit.slug, level_name(kit.classes), edition.number)
    folder = f"kits/{kit.key}/v{edition.number}/{token_urlsafe(16)}"
    with TemporaryFile() as target:
        manifest = write_pack(root, OfflineSite(contents, edition).entries(), edition.day, target)
        size = target.seek(0, SEEK_END)
        target.seek(0)
        sha256 = sha256_of(target)
        name = default_storage.save(f"{folder}/{root}.zip", File(target))
    return kit.releases.create(
        number=edition.number,
        built_at=now,
        built_by=by,
        revision=kit.live_revision,
        changelog=edition.changelog,
        file=name,
        size=size,
        sha256=sha256,
        manifest=manifest,
    )
