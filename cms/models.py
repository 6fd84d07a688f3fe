"""What every room builds on: people, pictures, files, the network itself, the base of pages."""

from typing import Any, ClassVar

from django.contrib.auth.base_user import BaseUserManager
from django.contrib.auth.models import AbstractUser
from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import Q
from django.db.models.functions import Lower
from django.http import HttpRequest
from django.utils.functional import cached_property
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, MultiFieldPanel
from wagtail.contrib.settings.models import BaseSiteSetting, register_setting
from wagtail.documents.models import AbstractDocument
from wagtail.images.models import AbstractImage, AbstractRendition
from wagtail.models import Page
from wagtail.url_routing import RouteResult

from cms.file_contents import check_content


class UserManager(BaseUserManager):
    """Makes users whose e-mail address is their log-in, always in lower case."""

    def create_user(self, email: str, password: str | None = None, **fields: Any) -> "User":
        user = self.model(email=email.lower(), **fields)
        user.set_password(password)
        user.save(using=self._db)
        return user

    def create_superuser(self, email: str, password: str | None = None, **fields: Any) -> "User":
        return self.create_user(
            email, password, **{"is_staff": True, "is_superuser": True} | fields
        )

    def get_by_natural_key(self, email: str) -> "User":
        return self.get(email=email.lower())


class User(AbstractUser):
    """Someone who publishes: they log in with their e-mail address, the one name they know."""

    username = None
    email = models.EmailField(_("e-mail address"), unique=True)

    objects = UserManager()

    USERNAME_FIELD = "email"
    REQUIRED_FIELDS = ["first_name", "last_name"]

    class Meta:
        verbose_name = _("user")
        verbose_name_plural = _("users")
        constraints = [models.UniqueConstraint(Lower("email"), name="user_email_once")]

    def clean(self) -> None:
        super().clean()
        self.email = self.email.lower()


class CreditedImage(AbstractImage):
    """A picture that names who made it: nothing is published without its credit."""

    credit = models.CharField(
        _("credit"),
        max_length=255,
        blank=True,
        help_text=_("Who took or made the picture, as it must be printed, without the © sign."),
    )

    admin_form_fields = (
        "title",
        "file",
        "description",
        "credit",
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

    admin_form_fields = ("title", "file", "credit", "collection", "tags")

    class Meta(AbstractDocument.Meta):
        verbose_name = _("document")
        verbose_name_plural = _("documents")

    def clean(self) -> None:
        """Refuse a page of HTML called .pdf, whichever way it comes in."""
        super().clean()
        if self.file and not self.file._committed:
            try:
                check_content(self.file.file)
            except ValidationError as error:
                raise ValidationError({"file": error}) from error


@register_setting(icon="cogs")
class NetworkSettings(BaseSiteSetting):
    """What a network says about itself on every page."""

    name = models.CharField(_("name"), max_length=100, default="Réseau des musées")
    tagline = models.CharField(_("tagline"), max_length=200, blank=True)
    contact_email = models.EmailField(_("contact e-mail"), blank=True)
    school_zone = models.CharField(
        _("school holiday zone"),
        max_length=1,
        blank=True,
        choices=[("A", "A"), ("B", "B"), ("C", "C")],
        help_text=_("The zone of the network's academy, for dates that follow school holidays."),
    )

    panels = [
        FieldPanel("name"),
        FieldPanel("tagline"),
        FieldPanel("contact_email"),
        FieldPanel("school_zone"),
    ]

    class Meta:
        verbose_name = _("network")

    def __str__(self) -> str:
        return self.name


class Term(models.Model):
    """A word of a vocabulary that the whole network shares: a type, an audience, a theme."""

    slug = models.SlugField(_("address"), max_length=50, unique=True)
    name = models.CharField(_("name"), max_length=100)
    name_en = models.CharField(_("name in English"), max_length=100, blank=True)
    sort_order = models.PositiveSmallIntegerField(_("order"), default=0)

    class Meta:
        abstract = True
        ordering = ["sort_order", "name"]

    def __str__(self) -> str:
        return (self.name_en if get_language() == "en" else "") or self.name


class SchoolHoliday(models.Model):
    """One period without school in one zone; both days are holidays."""

    zone = models.CharField(_("zone"), max_length=1)
    name = models.CharField(_("name"), max_length=100)
    starts_on = models.DateField(_("first day"))
    ends_on = models.DateField(_("last day"))

    class Meta:
        verbose_name = _("school holiday")
        verbose_name_plural = _("school holidays")
        ordering = ["starts_on", "zone"]
        constraints = [
            models.UniqueConstraint(fields=["zone", "starts_on"], name="school_holiday_once"),
            models.CheckConstraint(
                condition=models.Q(ends_on__gte=models.F("starts_on")),
                name="school_holiday_ends_after_start",
                violation_error_message=_("The last day comes before the first one."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.name} ({self.zone})"


class BasePage(Page):
    """What every page of the site has: a description, a way back, its other languages."""

    # The rows that its template shows besides its own, read in the same query.
    shown: ClassVar[tuple[str, ...]] = ("locale",)

    promote_panels = [
        MultiFieldPanel(
            [
                FieldPanel("slug"),
                FieldPanel("seo_title"),
                FieldPanel("search_description"),
                FieldPanel("show_in_menus"),
            ],
            heading=_("Address and search engines"),
        )
    ]

    class Meta:
        abstract = True

    @property
    def description(self) -> str:
        """The sentence that search engines and shared links show."""
        return self.search_description or getattr(self, "summary", "")

    def route(self, request: HttpRequest, path_components: list[str]) -> RouteResult:
        """As Wagtail does, but in one step to a page however far below this one."""
        if len(path_components) > 1:
            url_path = f"{self.url_path}{'/'.join(path_components)}/"
            below = Page.objects.filter(slug=path_components[-1], url_path=url_path).first()
            if below and issubclass(below.specific_class or Page, BasePage):
                pages = below.specific_class.objects.select_related(*below.specific_class.shown)
                return pages.get(pk=below.pk).route(request, [])
        return super().route(request, path_components)

    @cached_property
    def relatives(self) -> list[Page]:
        """The live pages above this one, from the top, and its translations, in one query."""
        steps = range(self.steplen, len(self.path), self.steplen)
        above = Q(depth__gt=1, path__in=[self.path[:step] for step in steps])
        versions = Q(translation_key=self.translation_key, alias_of__isnull=True)
        pages = Page.objects.live().filter(above | versions)
        return list(pages.select_related("locale").order_by("path"))

    def breadcrumbs(self) -> list[tuple[str, str | None]]:
        """(title, address) from the home page down; the page itself has no address."""
        above = [page for page in self.relatives if self.is_descendant_of(page)]
        return [*((page.title, page.url) for page in above), (self.title, None)]

    def alternates(self) -> list[tuple[str, str]]:
        """(language, address) of each version somebody really translated, this one included.

        An alias only repeats the French text, so it is no alternate.
        """
        versions = [page for page in self.relatives if page.translation_key == self.translation_key]
        return [(page.locale.language_code, page.full_url) for page in versions]

    def structured_data(self, request: HttpRequest) -> list[dict[str, Any]]:
        """What the page is, in schema.org's words (JSON-LD)."""
        return []

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        return super().get_context(request, *args, **kwargs) | {
            "breadcrumbs": self.breadcrumbs(),
            "alternates": self.alternates(),
            "structured_data": self.structured_data(request),
        }
