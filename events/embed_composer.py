"""The page of the admin where one composes the frame to paste into one's own site."""

from typing import Any

from django.utils.translation import gettext_lazy as _
from django.views.generic import TemplateView
from wagtail.admin.views.generic import WagtailAdminTemplateMixin

from events.embed import EmbedForm, frame_html, script_html
from museums.models import MuseumPage

FIRST = ("musee", "nombre", "lang", "couleur")  # the other fields are folded


class EmbedComposer(WagtailAdminTemplateMixin, TemplateView):
    """Choices on one side, the frame and what to paste on the other; an editor's museum first."""

    template_name = "events/admin/embed_composer.html"
    page_title = _("Show the agenda on your site")
    header_icon = "code"
    breadcrumbs_items = [
        *WagtailAdminTemplateMixin.breadcrumbs_items,
        {"url": "", "label": page_title},
    ]

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        form = EmbedForm(self.request.GET or self.first_choice())
        frame = frame_html(form)
        return super().get_context_data(**kwargs) | {
            "form": form,
            "first_fields": [form[name] for name in FIRST],
            "more_fields": [field for field in form if field.name not in FIRST],
            "has_more": set(form.valid_values) - set(FIRST),
            "preview": form.selection.address(),
            "title": form.title(),
            "snippets": [
                (_("The frame and a script"), f"{frame}\n{script_html()}"),
                (_("The frame alone"), frame),
            ],
        }

    def first_choice(self) -> dict[str, list[str]]:
        """The museum that somebody publishes for; the whole network for its team."""
        museum = MuseumPage.objects.published_by(self.request.user).members().first()
        return {"musee": [museum.slug]} if museum else {}
