"""What a kit holds."""

import uuid
from datetime import date
from typing import Self

from django import forms
from django.core.files.base import File
from django.db import models
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey
from wagtail.admin.panels import FieldPanel, FieldRowPanel
from wagtail.models import Orderable

from cms.blocks import StoryBlock
from cms.fields import LeanStreamField
from cms.models import Credit, CreditedImage, Licence, LicensedDocument, RightsStatus
from schools.choices import SOUNDS_AND_FILMS, TEACHERS_ROLES, DocumentRole, Language, Phase
from schools.panels import FoldedPanel


def new_document_uid() -> str:
    """A name for a document, unique within its kit."""
    return uuid.uuid4().hex[:8]


class KitDocumentQuerySet(models.QuerySet):
    """Questions about what kits hold."""

    def ending(self, day: date) -> Self:
        """What is authorised until that day at most, the first to end before the others."""
        ending = self.filter(valid_until__lte=day).select_related("kit")
        return ending.order_by("valid_until", "pk")


class KitDocument(Credit, Orderable):
    """One thing of a kit: a file, a picture, or a text written here; one of the three.

    The credit that it inherits is what is said of it in this kit; where it says nothing, the
    file's or the picture's own credit holds.
    """

    kit = ParentalKey("schools.ClassKitPage", on_delete=models.CASCADE, related_name="documents")
    uid = models.CharField(max_length=8, default=new_document_uid, editable=False)
    title = models.CharField(_("title"), max_length=200)
    role = models.CharField(_("what it is"), max_length=7, choices=DocumentRole.choices)
    phase = models.CharField(
        _("when"),
        max_length=11,
        choices=Phase.choices,
        blank=True,
        help_text=_("Empty: at any time."),
    )
    minutes = models.PositiveSmallIntegerField(_("minutes"), null=True, blank=True)
    language = models.CharField(
        _("language"), max_length=2, choices=Language.choices, default=Language.FRENCH
    )
    file = models.ForeignKey(
        LicensedDocument,
        verbose_name=_("file"),
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="+",
    )
    picture = models.ForeignKey(
        CreditedImage,
        verbose_name=_("picture"),
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="+",
    )
    body = LeanStreamField(StoryBlock(), verbose_name=_("text"), blank=True)
    alt_text = models.CharField(
        _("alternative text"),
        max_length=250,
        blank=True,
        help_text=_("What one sees in the picture, for those who cannot see it."),
    )
    transcript = models.TextField(
        _("transcript"),
        blank=True,
        help_text=_("All that is said and heard, for those who cannot hear it."),
    )
    is_teacher_only = models.BooleanField(
        _("for the teacher only"),
        default=False,
        help_text=_("Teacher’s sheets and answers always are."),
    )
    is_in_light_pack = models.BooleanField(
        _("in the light version"),
        default=True,
        help_text=_("The light version is for schools with a slow line."),
    )

    panels = [
        FieldPanel("title"),
        FieldRowPanel([FieldPanel("role"), FieldPanel("phase")]),
        FieldPanel("file"),
        FieldPanel("picture"),
        FieldPanel("alt_text"),
        FieldPanel("body", heading=_("or a text written here")),
        FoldedPanel(
            [
                FieldRowPanel(
                    [FieldPanel("licence", widget=forms.Select), FieldPanel("rights_status")]
                ),
                FieldPanel("author"),
            ],
            title=_("Rights, where they differ from what the file or the kit says"),
        ),
        FoldedPanel(
            [
                FieldRowPanel([FieldPanel("minutes"), FieldPanel("language")]),
                FieldPanel("transcript"),
                FieldRowPanel([FieldPanel("is_teacher_only"), FieldPanel("is_in_light_pack")]),
            ],
            title=_("Duration, language, transcript, whom it is for"),
        ),
        FoldedPanel(
            [
                FieldPanel("work_title"),
                FieldPanel("author_death_year"),
                FieldPanel("holder"),
                FieldPanel("inventory_number"),
                FieldPanel("photographer"),
                FieldPanel("copyright_notice"),
                FieldPanel("authorisation"),
                FieldRowPanel([FieldPanel("valid_until"), FieldPanel("max_pixels")]),
                FieldPanel("source_url"),
            ],
            title=_("The work and its authorisation"),
        ),
    ]

    objects = KitDocumentQuerySet.as_manager()

    class Meta(Orderable.Meta):
        verbose_name = _("document of a kit")
        verbose_name_plural = _("documents of kits")
        # The last word to the key: the same kit is the same bytes, whatever the database.
        ordering = ["sort_order", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["kit", "uid"], name="kit_document_uid_once_a_kit")
        ]

    def __str__(self) -> str:
        return self.title

    @property
    def sources(self) -> "list[LicensedDocument | CreditedImage | object]":
        """What it is made of: exactly one thing once it is published."""
        return [source for source in (self.file, self.picture, self.body) if source]

    @property
    def media(self) -> LicensedDocument | CreditedImage | None:
        """The file or the picture; None for a text written here."""
        return self.file or self.picture

    @property
    def upload(self) -> File | None:
        """The stored file, to read; None for a text written here."""
        return self.media.file if self.media else None

    @property
    def download_url(self) -> str:
        """Where its file is downloaded alone; empty for a text written here."""
        return self.file.url if self.file else self.picture.file.url if self.picture else ""

    @property
    def extension(self) -> str:
        """The kind of its file, in lower case; empty for a text written here."""
        return self.upload.name.rpartition(".")[2].lower() if self.upload else ""

    @property
    def size(self) -> int:
        """The weight of its file, in bytes, without asking the storage; 0 where it has none."""
        return (self.media.file_size or 0) if self.media else 0

    @property
    def alternative(self) -> str:
        """What one sees in its picture: as said here, or with the picture itself."""
        return self.alt_text or (self.picture.description if self.picture else "")

    @property
    def is_sound_or_film(self) -> bool:
        return self.extension in SOUNDS_AND_FILMS

    @property
    def is_for_teachers(self) -> bool:
        """Whether it stays out of what pupils get."""
        return self.is_teacher_only or self.role in TEACHERS_ROLES

    @property
    def licence_named(self) -> Licence | None:
        """What others may do with it: as said here, by its file, or else by the whole kit.

        The kit's licence holds only for what was written here.
        """
        if self.licence:
            return self.licence
        return self.media.licence if self.media else self.kit.licence

    @property
    def ground(self) -> str:
        """On what ground it is shown: who names a licence need not say that there is one."""
        if self.rights_status == RightsStatus.UNKNOWN and self.licence_named:
            return RightsStatus.LICENSED
        return self.rights_status

    @property
    def is_online(self) -> bool:
        """Whether its file is shown on the kit's page: the law wants some works in the ZIP only."""
        return self.ground != RightsStatus.TEACHING_EXCEPTION and not self.max_pixels

    def has_ended(self, today: date) -> bool:
        """Whether it may not be shown any more: its authorisation was for a time."""
        return self.valid_until is not None and self.valid_until < today

    @property
    def own_credit(self) -> str:
        """Whose it is as said here; empty where nothing is."""
        said = (self.author, self.work_title, self.holder, self.photographer)
        return self.copyright_notice or ", ".join(filter(None, said))

    @property
    def credit_line(self) -> str:
        """Whose it is, as it must be printed, without the © sign."""
        return self.own_credit or (self.media.credit if self.media else "")
