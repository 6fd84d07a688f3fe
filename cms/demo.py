"""The demo's people and pictures."""

from io import BytesIO

from django.core.files.images import ImageFile
from PIL import Image
from wagtail.models import Collection

from cms.demo_pictures import PICTURES, render
from cms.models import CreditedImage, User

PASSWORD = "mosaique"  # noqa: S105 -- printed by the demo, which is no secret
"""What everybody in the demo logs in with."""


def create_person(email: str, first_name: str, last_name: str, **fields: bool) -> User:
    """Somebody of the demo, who logs in with the demo's password."""
    person, is_new = User.objects.get_or_create(
        email=email, defaults={"first_name": first_name, "last_name": last_name, **fields}
    )
    if is_new:
        person.set_password(PASSWORD)
        person.save()
    return person


def load_pictures() -> list[CreditedImage]:
    """The demo's pictures, drawn and stored with every size that pages show."""
    collection = Collection.get_first_root_node()
    return [
        CreditedImage.objects.create(
            title=picture.title,
            description=picture.alt,
            credit="Mosaïque, image de démonstration",
            collection=collection,
            file=_drawn(picture.slug, render(picture, 960, 640)),
        )
        for picture in PICTURES
    ]


def _drawn(slug: str, drawing: Image.Image) -> ImageFile:
    file = BytesIO()
    drawing.save(file, "PNG", compress_level=1)
    return ImageFile(file, name=f"demo-{slug}.png")
