"""What visitors read of the partnership with academies."""

from typing import Any

from django.db import models
from django.db.models import Prefetch
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.functional import cached_property
from django.utils.timezone import localdate
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel

from cms.blocks import StoryBlock
from cms.fields import LeanStreamField
from cms.forms import BasePageForm
from cms.models import BasePage
from cms.outbox import CONTENT_IS_KEPT
from museums.models import MuseumPage
from schools.models.academy import PartnershipAgreement, RelayTeacher
from schools.relay_form import RelayTeacherForm

THANKS = "merci"  # the key of the address that thanks for a message


class PartnershipPage(BasePage):
    """The academies that the network works with, and the teachers that they lend to museums."""

    summary = models.CharField(_("summary"), max_length=300, blank=True)
    body = LeanStreamField(StoryBlock(), verbose_name=_("text"), blank=True)

    base_form_class = BasePageForm

    content_panels = [*BasePage.content_panels, FieldPanel("summary"), FieldPanel("body")]

    max_count_per_parent = 1
    parent_page_types = ["schools.ClassKitIndexPage"]
    subpage_types = []
    page_description = _("The agreements with academies, and the relay teachers.")

    class Meta:
        verbose_name = _("page on the academic partnership")
        verbose_name_plural = _("pages on the academic partnership")

    @cached_property
    def relay_teachers(self) -> list[RelayTeacher]:
        """Those in office today, with their museums on line and their disciplines."""
        museums = Prefetch("museums", queryset=MuseumPage.objects.members())
        teachers = RelayTeacher.objects.in_office(localdate()).select_related("academy")
        return list(teachers.prefetch_related(museums, "disciplines"))

    def serve(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Take a message for a relay teacher, and thank where reloading sends nothing again."""
        data = request.POST if request.method == "POST" else None
        form = RelayTeacherForm(data, request=request, teachers=self.relay_teachers)
        if form.is_valid():
            form.queue(self.full_url)
            return redirect(f"{self.get_url(request)}?{THANKS}")
        return super().serve(request, *args, form=form, **kwargs)

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        teachers = self.relay_teachers
        agreements = PartnershipAgreement.objects.running(localdate())
        return super().get_context(request, *args, **kwargs) | {
            "agreements": agreements.select_related("academy__logo").prefetch_related(
                "academy__departments", "academy__logo__renditions"
            ),
            "relay_teachers": teachers,
            "form": kwargs.get("form") or RelayTeacherForm(request=request, teachers=teachers),
            "is_sent": THANKS in request.GET,
            "days_kept": CONTENT_IS_KEPT.days,
        }
