"""Pictures and files, who made them, and what one may do with them."""

from contextlib import suppress
from io import BytesIO
from typing import Any

from django.core.exceptions import ValidationError
from django.core.files.images import ImageFile
from django.db import models
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _
from wagtail.documents.models import AbstractDocument
from wagtail.images.models import AbstractImage, AbstractRendition

from cms.file_contents import check_content
from cms.pdfs import BrokenPdfError, LockedPdfError, facts_of
from cms.picture_places import without_place


class Licence(models.Model):
    """What one may do with a work: a licence of the list that the network keeps."""

    code = models.SlugField(_("code"), max_length=30, unique=True)
    label = models.CharField(_("name"), max_length=100)
    label_en = models.CharField(_("name in English"), max_length=100, blank=True)
    url = models.URLField(_("address of its text"), blank=True)
    allows_redistribution = models.BooleanField(_("may be passed on"), default=False)
    allows_edit = models.BooleanField(_("may be changed"), default=False)
    allows_commercial = models.BooleanField(_("may be sold"), default=False)
    sort_order = models.PositiveSmallIntegerField(_("order"), default=0)

    class Meta:
        verbose_name = _("licence")
        verbose_name_plural = _("licences")
        ordering = ["sort_order", "label"]

    def __str__(self) -> str:
        return (self.label_en if get_language() == "en" else "") or self.label


class RightsStatus(models.TextChoices):
    """On what ground a work may be shown."""

    UNKNOWN = "unknown", _("not known yet")
    PUBLIC_DOMAIN = "public-domain", _("public domain")
    LICENSED = "licensed", _("under the licence named")
    AUTHORISED = "authorised", _("under copyright, with a written authorisation")
    TEACHING_EXCEPTION = "teaching", _("under copyright, within the teaching exception")
    ORPHAN = "orphan", _("orphan work")


class Credit(models.Model):
    """Whose a work is and what one may do with it; a part of each model that holds a file."""

    work_title = models.CharField(_("title of the work"), max_length=255, blank=True)
    author = models.CharField(_("author"), max_length=255, blank=True)
    author_death_year = models.PositiveSmallIntegerField(
        _("year of the author's death"), null=True, blank=True
    )
    holder = models.CharField(_("kept at"), max_length=255, blank=True)
    inventory_number = models.CharField(_("inventory number"), max_length=100, blank=True)
    photographer = models.CharField(_("photographer"), max_length=255, blank=True)
    copyright_notice = models.CharField(
        _("copyright notice"), max_length=255, blank=True, help_text=_("As it must be printed.")
    )
    licence = models.ForeignKey(
        Licence,
        verbose_name=_("licence"),
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="+",
    )
    rights_status = models.CharField(
        _("rights"), max_length=14, choices=RightsStatus.choices, default=RightsStatus.UNKNOWN
    )
    authorisation = models.ForeignKey(
        "cms.LicensedDocument",
        verbose_name=_("written authorisation"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
    )
    valid_until = models.DateField(_("authorised until"), null=True, blank=True)
    max_pixels = models.PositiveSmallIntegerField(
        _("largest side allowed, in pixels"), null=True, blank=True
    )
    source_url = models.URLField(_("where it comes from"), blank=True)

    class Meta:
        abstract = True


class CreditedImage(AbstractImage):
    """A picture that names who made it: nothing is published without its credit."""

    credit = models.CharField(
        _("credit"),
        max_length=255,
        blank=True,
        help_text=_("Who took or made the picture, as it must be printed, without the © sign."),
    )
    licence = models.ForeignKey(
        Licence,
        verbose_name=_("licence"),
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="+",
        help_text=_("What others may do with it; a class kit asks for it."),
    )

    admin_form_fields = (
        "title",
        "file",
        "description",
        "credit",
        "licence",
        "collection",
        "tags",
        "focal_point_x",
        "focal_point_y",
        "focal_point_width",
        "focal_point_height",
    )

    class Meta(AbstractImage.Meta):
        verbose_name = _("picture")
        verbose_name_plural = _("pictures")

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Store no photograph that says where it was taken, whichever way it comes in."""
        if self.file and not self.file._committed:
            taken = self.file.read()
            self.file.seek(0)
            content = without_place(taken)
            if content != taken:
                self.file = ImageFile(BytesIO(content), name=self.file.name)
                self._set_image_file_metadata()
        super().save(*args, **kwargs)


class CreditedRendition(AbstractRendition):
    """A picture in one size and format."""

    image = models.ForeignKey(CreditedImage, on_delete=models.CASCADE, related_name="renditions")

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["image", "filter_spec", "focal_point_key"], name="one_rendition_a_filter"
            )
        ]


class LicensedDocument(AbstractDocument):
    """A file that a page offers, with who made it."""

    credit = models.CharField(_("credit"), max_length=255, blank=True)
    licence = models.ForeignKey(
        Licence,
        verbose_name=_("licence"),
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="+",
    )

    # Read from a PDF when it comes in; null for another kind of file.
    page_count = models.PositiveIntegerField(_("pages"), null=True, editable=False)
    is_tagged = models.BooleanField(_("tagged for screen readers"), null=True, editable=False)
    has_language = models.BooleanField(_("says its language"), null=True, editable=False)
    has_title = models.BooleanField(_("says its title"), null=True, editable=False)

    admin_form_fields = ("title", "file", "credit", "licence", "collection", "tags")

    class Meta(AbstractDocument.Meta):
        verbose_name = _("document")
        verbose_name_plural = _("documents")

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Note what a new file says of itself, whichever way it comes in."""
        if self.file and not self.file._committed:
            self._note_facts()
        super().save(*args, **kwargs)

    def clean(self) -> None:
        """Refuse a page of HTML called .pdf, whichever way it comes in."""
        super().clean()
        if self.file and not self.file._committed:
            try:
                check_content(self.file.file)
            except ValidationError as error:
                raise ValidationError({"file": error}) from error

    @property
    def lacks(self) -> list[str]:
        """What a PDF lacks for who hears it; nothing where it is another kind of file."""
        missing = {
            _("tags for screen readers"): self.is_tagged,
            _("its language"): self.has_language,
            _("its title"): self.has_title,
        }
        return [str(label) for label, is_there in missing.items() if is_there is False]

    def _note_facts(self) -> None:
        pages = tagged = language = title = None
        if self.file_extension == "pdf":
            with suppress(BrokenPdfError, LockedPdfError):  # said to who adds it, see check_content
                pages, tagged, language, title = facts_of(self.file.file)
        self.page_count, self.is_tagged = pages, tagged
        self.has_language, self.has_title = language, title


class Illustrated(models.Model):
    """A page with a picture of its own; comes before BasePage among the bases of its class."""

    image = models.ForeignKey(
        CreditedImage,
        verbose_name=_("picture"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
    )
    image_alt = models.CharField(
        _("alternative text"),
        max_length=250,
        blank=True,
        help_text=_("What one sees in the picture, for those who cannot see it."),
    )

    class Meta:
        abstract = True
