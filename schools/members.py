"""The class kits of a museum that merges, or takes its content home."""

from collections.abc import Iterator
from datetime import datetime

from wagtail import hooks

from museums.exporting import HOOK as MUSEUM_EXPORT
from museums.merging import HOOK as MUSEUM_MERGED
from museums.models import MuseumPage
from schools.models import ClassKitPage, KitMuseum, KitRelease


@hooks.register(MUSEUM_MERGED)
def follow_museum(museum: MuseumPage, into: MuseumPage) -> None:
    """Kits made with it are made with the other museum, none twice, none with itself.

    Its relay teachers help the other one.
    """
    own = ClassKitPage.objects.child_of(into).values("pk")
    there = KitMuseum.objects.filter(museum=into).values("kit")
    lines = KitMuseum.objects.filter(museum=museum)
    lines.exclude(kit__in=own).exclude(kit__in=there).update(museum=into)
    KitMuseum.objects.filter(museum=into, kit__in=own).delete()
    for teacher in museum.relay_teachers.all():
        teacher.museums.add(into)
        teacher.museums.remove(museum)


@hooks.register(MUSEUM_EXPORT)
def packs_of(museum: MuseumPage, now: datetime) -> Iterator[tuple[str, bytes]]:
    """Each version of its kits, as teachers download it."""
    releases = KitRelease.objects.filter(kit__in=ClassKitPage.objects.child_of(museum))
    for release in releases.order_by("kit", "number"):
        with release.file.open("rb") as content:
            yield f"class-kits/{release.file.name.rpartition('/')[2]}", content.read()
