"""The pages of text of the network: who it is, how to join, what the law asks it to say."""

from typing import Any

from django.db import models
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, MultiFieldPanel
from wagtail.models import PageManager

from cms.blocks import StoryBlock
from cms.fields import LeanStreamField
from cms.forms import BasePageForm
from cms.models import BasePage, Illustrated
from home.querysets import StandardQuerySet


class StandardPage(Illustrated, BasePage):
    """A page of text, which may stand above others of its kind."""

    summary = models.CharField(_("summary"), max_length=300, blank=True)
    body = LeanStreamField(StoryBlock(), verbose_name=_("text"), blank=True)
    to_complete = models.TextField(
        _("still to be completed"),
        blank=True,
        help_text=_(
            "What this page does not say yet. Visitors do not see it; your team's dashboard "
            "recalls it until this is empty."
        ),
    )
    is_in_footer = models.BooleanField(_("at the foot of every page"), default=False)

    objects = PageManager.from_queryset(StandardQuerySet)()

    base_form_class = BasePageForm

    content_panels = [
        *BasePage.content_panels,
        FieldPanel("summary"),
        MultiFieldPanel([FieldPanel("image"), FieldPanel("image_alt")], heading=_("Picture")),
        FieldPanel("body"),
        FieldPanel("to_complete"),
    ]
    promote_panels = [*BasePage.promote_panels, FieldPanel("is_in_footer")]
    shown = ("locale", "image")

    parent_page_types = ["home.HomePage", "home.StandardPage"]
    subpage_types = ["home.StandardPage"]
    page_description = _("A page of text, with the pages below it.")

    class Meta:
        verbose_name = _("standard page")
        verbose_name_plural = _("standard pages")

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        models.prefetch_related_objects([self], "image__renditions")
        return super().get_context(request, *args, **kwargs) | {
            "pages_below": list(StandardPage.objects.child_of(self).visible()),
            "page_above": self.page_above,
            "pages_beside": list(self.pages_beside()),
        }

    @property
    def page_above(self) -> BasePage | None:
        """The page of text right above this one; nothing below the home page."""
        above = [page for page in self.relatives if self.is_child_of(page)]
        return next((page for page in above if page.specific_class is StandardPage), None)

    def pages_beside(self) -> StandardQuerySet:
        """The other pages below the same page of text, for the way from one to the next."""
        beside = StandardPage.objects.sibling_of(self, inclusive=False).visible()
        return beside if self.page_above else beside.none()
