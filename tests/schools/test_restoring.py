"""A restored kit has the versions that teachers know."""

import pytest

from cms.bin import restore
from cms.models import DeletedPage
from schools.models import ClassKitPage, KitRelease
from tests.factories.schools import ClassKitPageFactory, KitDocumentFactory
from tests.schools.kits import publish_kit

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("now")]


@pytest.fixture
def release(museum) -> KitRelease:
    kit = publish_kit(ClassKitPageFactory(parent=museum), KitDocumentFactory.build())
    return kit.releases.get()


def test_its_versions_come_back_with_their_files(
    release, editor_of, museum, django_capture_on_commit_callbacks
):
    with django_capture_on_commit_callbacks(execute=True):
        release.kit.delete()
    assert not KitRelease.objects.exists()
    assert release.file.storage.exists(release.file.name)
    with django_capture_on_commit_callbacks(execute=True):
        restore(DeletedPage.objects.get(), editor_of(museum))
    assert ClassKitPage.objects.get().live
    back = KitRelease.objects.get()
    fields = ("pk", "kit_id", "number", "built_at", "file", "size", "sha256", "manifest")
    assert [getattr(back, name) for name in fields] == [getattr(release, name) for name in fields]
    assert release.file.storage.exists(release.file.name)


def test_a_version_deleted_alone_takes_its_file_along(release, django_capture_on_commit_callbacks):
    with django_capture_on_commit_callbacks(execute=True):
        release.delete()
    assert not release.file.storage.exists(release.file.name)
