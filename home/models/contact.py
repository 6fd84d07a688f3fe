"""Where to write to the network."""

from typing import Any

from django.conf import settings
from django.db import models
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel

from cms.blocks import StoryBlock
from cms.fields import LeanStreamField
from cms.forms import BasePageForm
from cms.models import BasePage, NetworkSettings


class ContactPage(BasePage):
    """How to reach the network: its address, its telephone, a message."""

    summary = models.CharField(_("summary"), max_length=300, blank=True)
    body = LeanStreamField(StoryBlock(), verbose_name=_("text"), blank=True)
    data_page = models.ForeignKey(
        "home.StandardPage",
        verbose_name=_("page on personal data"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
        help_text=_("Where one reads what becomes of a message; linked beside the form."),
    )

    base_form_class = BasePageForm

    content_panels = [
        *BasePage.content_panels,
        FieldPanel("summary"),
        FieldPanel("body"),
        FieldPanel("data_page"),
    ]
    shown = ("locale", "data_page")

    max_count_per_parent = 1
    parent_page_types = ["home.HomePage"]
    subpage_types = []
    page_description = _("The network's address and a form to write to it.")

    class Meta:
        verbose_name = _("contact page")
        verbose_name_plural = _("contact pages")

    def structured_data(self, request: HttpRequest) -> list[dict[str, Any]]:
        network = NetworkSettings.for_request(request)
        known = {
            "name": network.name,
            "address": network.postal_address,
            "telephone": network.phone,
            "email": network.contact_email,
        }
        return [
            {
                "@context": "https://schema.org",
                "@type": "Organization",
                "url": settings.BASE_URL,
                **{name: value for name, value in known.items() if value},
            }
        ]
