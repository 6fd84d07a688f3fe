"""Where to write to the network."""

from typing import Any

from django.conf import settings
from django.db import models
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel

from cms.blocks import StoryBlock
from cms.fields import LeanStreamField
from cms.forms import BasePageForm
from cms.models import BasePage, NetworkSettings
from cms.outbox import CONTENT_IS_KEPT
from home.forms import ContactForm

THANKS = "merci"  # the key of the address that thanks for a message


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

    def serve(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Take a message and thank for it at an address that reloading does not send again."""
        form = ContactForm(request.POST if request.method == "POST" else None, request=request)
        network = NetworkSettings.for_request(request)
        if network.contact_email and form.is_valid():
            form.queue(network, self.full_url)
            return redirect(f"{self.get_url(request)}?{THANKS}")
        return super().serve(request, *args, form=form, **kwargs)

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        return super().get_context(request, *args, **kwargs) | {
            "form": kwargs.get("form") or ContactForm(request=request),
            "is_sent": THANKS in request.GET,
            "days_kept": CONTENT_IS_KEPT.days,
        }

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
