"""Kits with files and rights, published as the editor's button does."""

from io import BytesIO

from django.core.files.base import ContentFile
from PIL import Image

from cms.models import CreditedImage, Licence, LicensedDocument
from schools.models import ClassKitPage, KitDocument
from tests.factories.schools import LicensedDocumentFactory
from tests.pdfs import a_pdf

PDF = a_pdf()


def licence(code: str = "cc-by-4-0") -> Licence:
    """One of the network's list."""
    return Licence.objects.get(code=code)


def a_picture(title: str = "Moulin", size: tuple[int, int] = (900, 600), **values) -> CreditedImage:
    """A picture that says whose it is, and not what one sees.

    Created in bulk, so that the sizes for the site's pages, which no kit needs, are not made.
    """
    content = BytesIO()
    Image.new("RGB", size, "#123a4a").save(content, "PNG")
    values = {"credit": "Ville de Marcy", "licence": licence(), **values}
    file = ContentFile(content.getvalue(), f"{title}.png")
    (picture,) = CreditedImage.objects.bulk_create(
        [CreditedImage(title=title, file=file, **values)]
    )
    return picture


def a_file(name: str = "fiche.pdf", content: bytes = PDF, **values) -> LicensedDocument:
    """A file of that name and content."""
    values = {"title": name, "file_size": len(content), **values}
    return LicensedDocumentFactory(file=ContentFile(content, name), **values)


def publish_kit(kit: ClassKitPage, *documents: KitDocument) -> ClassKitPage:
    """Publish `kit`, with these documents in place of its own if there are any."""
    if documents:
        kit.documents = list(documents)
    kit.save_revision().publish()
    return ClassKitPage.objects.get(pk=kit.pk)
