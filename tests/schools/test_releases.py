"""The versions of a kit: one for each change, never two for none, never one that changes."""

import hashlib
from datetime import timedelta
from zipfile import ZipFile

import pytest
import time_machine
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.utils import timezone
from wagtail.models import CollectionViewRestriction

from cms.bin import throw_away
from cms.models import DeletedPage
from schools.models import ClassKitPage, KitDocument, KitRelease, SchoolLevel
from schools.releases import build_release, differences, name_contents
from tests.factories.schools import ClassKitPageFactory, KitAuthorFactory, KitDocumentFactory
from tests.schools.conftest import story
from tests.schools.kits import a_file, publish_kit

pytestmark = pytest.mark.django_db


def stored() -> list[str]:
    """The files of all kits."""

    def below(folder):
        folders, names = default_storage.listdir(folder)
        return [f"{folder}/{name}" for name in names] + [
            path for name in folders for path in below(f"{folder}/{name}")
        ]

    return below("kits") if default_storage.exists("kits") else []


def changed(kit, text="<p>On compte autrement.</p>", **values):
    """The kit published again with another text in its first document."""
    documents = list(kit.documents.all())
    documents[0].body = story(("paragraph", text))
    for name, value in values.items():
        setattr(kit, name, value)
    return publish_kit(kit, *documents)


def test_publishing_makes_the_first_version(moulin, now):
    (release,) = moulin.releases.all()
    content = release.file.read()
    assert (release.number, release.built_at, release.changelog) == (1, now, "")
    assert release.revision == moulin.live_revision
    assert release.size == len(content)
    assert release.sha256 == hashlib.sha256(content).hexdigest()
    with ZipFile(release.file) as archive:
        names = archive.namelist()
        root = "kit-le-moulin-de-marcy-cycle-3-v1/"
        assert names == [f"{root}{file['path']}" for file in release.manifest] + [
            f"{root}MANIFEST.sha256"
        ]
        for file in release.manifest:
            data = archive.read(root + file["path"])
            assert (len(data), hashlib.sha256(data).hexdigest()) == (file["size"], file["sha256"])


def test_every_path_is_short_and_plain(moulin):
    with ZipFile(moulin.releases.get().file) as archive:
        assert all(name.isascii() and len(name) < 120 for name in archive.namelist())


def test_the_same_kit_gives_the_same_bytes(moulin, now):
    first = moulin.releases.get()
    content = first.file.read()
    packs = {pack.kind: pack.sha256 for pack in first.packs.all()}
    first.delete()
    with time_machine.travel(now + timedelta(days=3, hours=5), tick=False):  # no clock is asked
        again = build_release(ClassKitPage.objects.get(pk=moulin.pk), now)
    assert again.file.read() == content
    assert {pack.kind: pack.sha256 for pack in again.packs.all()} == packs
    assert len(packs) == 2


def test_publishing_without_a_change_makes_no_version(moulin):
    with time_machine.travel(timezone.now() + timedelta(days=40), tick=False):
        publish_kit(moulin)
    assert moulin.releases.count() == 1


def test_another_address_or_museum_page_is_no_change_of_the_kit(moulin):
    moulin.slug = "la-roue-de-marcy"
    publish_kit(moulin)
    assert moulin.releases.count() == 1


def test_what_the_site_quotes_or_draws_otherwise_is_no_change_of_the_kit(moulin, museum, now):
    """As after an update: the pages of the kit are not those that the version holds."""
    museum.phone, museum.title = "02 31 00 00 01", "Musée de la Dentelle et du Fil"
    museum.save()
    release = moulin.releases.get()
    release.manifest[0]["sha256"] = "as an older code wrote it"
    release.save()
    assert build_release(moulin, now) is None


@pytest.mark.parametrize("change", ["file", "credit", "order", "author", "levels"])
def test_whatever_an_editor_changes_makes_a_version(moulin, now, change):
    kit = ClassKitPage.objects.get(pk=moulin.pk)
    documents = list(kit.documents.all())
    document = next(document for document in documents if document.media)
    if change == "file":
        document.media.file.save("autre.pdf", ContentFile(b"%PDF-1.7 other"))
    elif change == "credit":
        document.media.credit = "Quelqu’un d’autre"
        document.media.save()
    elif change == "order":
        for place, document in enumerate(reversed(documents)):
            KitDocument.objects.filter(pk=document.pk).update(sort_order=place)
    elif change == "author":
        kit.authors.first().delete()
        KitAuthorFactory(kit=kit, name="Alix Moreau")
    else:
        kit.levels.set(SchoolLevel.objects.filter(code="6e"))
        kit.save()
    assert build_release(kit, now).number == 2


def test_a_restored_kit_keeps_its_version(moulin, now):
    page = ClassKitPage.objects.get(pk=moulin.pk)
    page.save_revision().publish()
    assert [release.number for release in page.releases.all()] == [1]


def test_versions_made_before_there_were_fingerprints_receive_one(moulin, now):
    KitRelease.objects.update(fingerprint="")
    assert name_contents() == 1
    assert build_release(moulin, now) is None
    KitRelease.objects.update(fingerprint="")
    moulin.title = "Un moulin"
    moulin.save_revision()
    ClassKitPage.objects.filter(pk=moulin.pk).update(live_revision=moulin.latest_revision)
    assert name_contents() == 0  # published since: nobody knows what changed


def test_a_change_makes_a_version_and_leaves_the_one_before(moulin):
    before = moulin.releases.get()
    content = before.file.read()
    changed(moulin, changes="La fiche est plus courte.")
    after, kept = moulin.releases.all()
    assert (after.number, after.changelog) == (2, "La fiche est plus courte.")
    assert (kept.pk, kept.sha256) == (before.pk, hashlib.sha256(content).hexdigest())
    with ZipFile(after.file) as archive:
        notes = archive.read("kit-le-moulin-de-marcy-cycle-3-v2/VERSION.txt").decode()
    assert "La fiche est plus courte." in notes


def test_without_a_word_from_the_editor_a_version_names_what_changed(moulin):
    changed(moulin, changes="Premier mot.")
    changed(moulin, "<p>Encore autrement.</p>")
    last, *before = [release.changelog for release in moulin.releases.all()]
    assert before == ["Premier mot.", ""]
    assert last.split()[-1] == "01-enseignant/01-preparer-la-visite.html."


def test_differences_are_told_by_folder_and_name():
    def manifest(**files):
        return [
            {"path": f"03-documents/{name}.pdf", "size": 1, "sha256": digest}
            for name, digest in files.items()
        ] + [{"path": "index.html", "size": 1, "sha256": str(files)}]

    before, after = manifest(a="1", b="2", c="3"), manifest(b="2", c="4", d="5", e="6")
    assert differences(before, after, "en") == (
        "Added: 03-documents/d.pdf, 03-documents/e.pdf. Changed: 03-documents/c.pdf. "
        "Removed: 03-documents/a.pdf."
    )
    other_index = [*after[:-1], {"path": "index.html", "size": 1, "sha256": "other"}]
    assert differences(after, other_index, "en") == (
        "The presentation, the credits or the conditions changed."
    )


def test_a_draft_makes_no_version(moulin):
    moulin.summary = "Un autre résumé."
    moulin.save_revision()
    assert moulin.releases.count() == 1


def test_what_may_not_be_shown_makes_no_version(museum, now, caplog):
    kit = ClassKitPageFactory(parent=museum)
    publish_kit(kit, KitDocumentFactory.build(body="", file=a_file(credit="")))
    assert kit.releases.count() == 0
    assert [record.levelname for record in caplog.records] == ["WARNING"]
    publish_kit(kit, KitDocumentFactory.build())
    assert kit.releases.count() == 1


def test_a_file_put_aside_meanwhile_is_in_no_new_version(museum, now):
    """Versions that held it before never change: the museum withdraws them, with the reason."""
    sheet = KitDocumentFactory.build()
    plan = KitDocumentFactory.build(
        title="Plan", role="source", body="", file=a_file(collection=museum.collection)
    )
    kit = publish_kit(ClassKitPageFactory(parent=museum), sheet, plan)
    CollectionViewRestriction.objects.create(collection=museum.collection, restriction_type="login")
    kit.changes = "Un mot de plus."
    kit.summary = "Autrement dit."
    publish_kit(kit)
    assert [release.number for release in kit.releases.all()] == [1]


def test_a_kit_that_went_off_line_meanwhile_makes_no_version(museum, now):
    kit = ClassKitPageFactory(parent=museum, live=False)
    assert build_release(kit, now) is None
    kit.live = True
    kit.save()
    assert build_release(kit, now).number == 1


def test_a_translation_has_no_version_of_its_own(moulin, locale_en):
    museum = moulin.get_parent().specific
    for page in (*museum.get_ancestors()[1:], museum):
        page.specific.copy_for_translation(locale_en)
    english = moulin.copy_for_translation(locale_en)
    english.save_revision().publish()
    assert KitRelease.objects.count() == 1


def test_an_editor_is_named(moulin, editor_of, museum):
    person = editor_of(museum)
    moulin.summary = "Un autre résumé."
    moulin.save_revision(user=person).publish(user=person)
    assert moulin.releases.first().built_by == person


def test_who_knows_a_kit_does_not_guess_where_its_files_lie(moulin):
    folder = moulin.releases.get().file.name.split("/")[3]
    assert len(folder) == 22


def test_a_kit_off_line_keeps_its_files(moulin):
    moulin.unpublish()
    assert len(stored()) == 3


def test_a_kit_deleted_leaves_no_file_once_it_left_the_bin(
    moulin, django_capture_on_commit_callbacks
):
    changed(moulin)
    with django_capture_on_commit_callbacks(execute=True):
        moulin.delete()
    assert len(stored()) == 6
    with django_capture_on_commit_callbacks(execute=True):
        throw_away(DeletedPage.objects.all())
    assert stored() == []


def test_a_museum_deleted_leaves_no_file_of_its_kits(moulin, django_capture_on_commit_callbacks):
    assert len(stored()) == 3
    with django_capture_on_commit_callbacks(execute=True):
        moulin.get_parent().delete()
        throw_away(DeletedPage.objects.all())
    assert stored() == []
    assert KitRelease.objects.count() == 0


def test_files_stay_until_the_deletion_is_certain(moulin, django_capture_on_commit_callbacks):
    with django_capture_on_commit_callbacks():
        moulin.delete()
        throw_away(DeletedPage.objects.all())
    assert len(stored()) == 3


def test_a_version_deleted_alone_takes_its_file_along(moulin, django_capture_on_commit_callbacks):
    with django_capture_on_commit_callbacks(execute=True):
        moulin.releases.get().delete()
    assert stored() == []
