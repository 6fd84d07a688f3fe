"""The public list of class kits."""

from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel

from cms.models import BasePage


class ClassKitIndexPage(BasePage):
    """All the class kits of the network."""

    summary = models.CharField(_("summary"), max_length=300, blank=True)

    content_panels = [*BasePage.content_panels, FieldPanel("summary")]

    max_count_per_parent = 1
    parent_page_types = ["home.HomePage"]
    subpage_types = ["schools.ClassKitPage"]
    page_description = _("The list of all the class kits.")

    class Meta:
        verbose_name = _("list of class kits")
        verbose_name_plural = _("lists of class kits")
