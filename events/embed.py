"""The agenda in a frame on other sites: what it holds, and what one pastes to have it."""

from datetime import datetime
from typing import Any

from csp.decorators import csp_replace
from django import forms
from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.templatetags.static import static
from django.urls import reverse
from django.utils import timezone, translation
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.cache import cache_control
from django.views.decorators.clickjacking import xframe_options_exempt
from django.views.decorators.http import require_safe
from wagtail.models import Site

from cms.addresses import address_of
from cms.models import NetworkSettings
from cms.selections import Selection
from events.filters import AgendaFilterForm
from events.models import Occurrence

USUAL_NUMBER = 10
MOST_EVENTS = 50
BESIDE = 3  # exhibitions shown above the dates
HEIGHT = 600  # pixels, where no script of ours follows the frame
SCHEMES = {"clair": "light", "sombre": "dark"}


class EmbedForm(AgendaFilterForm):
    """What a frame shows: a selection of the agenda, how much of it, and in what way."""

    nombre = forms.IntegerField(
        label=gettext_lazy("Number of events"),
        required=False,
        min_value=1,
        max_value=MOST_EVENTS,
        widget=forms.NumberInput(attrs={"placeholder": USUAL_NUMBER}),
    )
    lang = forms.ChoiceField(label=gettext_lazy("Language"), required=False)
    couleur = forms.ChoiceField(
        label=gettext_lazy("Colours"),
        required=False,
        choices=[
            ("", gettext_lazy("as the visitor’s device prefers")),
            ("clair", gettext_lazy("always light")),
            ("sombre", gettext_lazy("always dark")),
        ],
    )
    OWN = ("nombre", "lang", "couleur")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["lang"].choices = [
            ("" if code == settings.LANGUAGE_CODE else code, name)
            for code, name in settings.LANGUAGES
        ]

    @property
    def language(self) -> str:
        return self.valid_values.get("lang", settings.LANGUAGE_CODE)

    @property
    def selection(self) -> Selection:
        """What is shown, as the address of the frame."""
        return Selection(reverse("embedded_agenda"), self.valid_values)

    @property
    def filters_only(self) -> dict[str, Any]:
        """What is asked of the agenda itself."""
        return {name: one for name, one in self.valid_values.items() if name not in self.OWN}

    def title(self) -> str:
        """« Agenda – Musée de la Dentelle »; the network's name where it is not one museum's."""
        museums = self.valid_values.get("musee", [])
        site = Site.objects.get(is_default_site=True)
        name = (
            self.label("musee", museums[0])
            if len(museums) == 1
            else NetworkSettings.for_site(site).name
        )
        return _("Agenda – %(name)s") % {"name": name}

    def lists(self, now: datetime) -> dict[str, Any]:
        """The exhibitions and the next date of each other event; or exhibitions alone."""
        found = Occurrence.objects.visible().filtered(**self.filters())
        period, number = self.period(), self.valid_values.get("nombre", USUAL_NUMBER)
        running = found.spans().running(*period, now=now).for_lines()
        if "expos" in self.valid_values:
            return {"exhibitions": running[:number], "dates": []}
        dated = found.dated().between(*period, now=now).first_of_each_event()
        return {"exhibitions": running[:BESIDE], "dates": dated.for_lines()[:number]}


@require_safe
@xframe_options_exempt
@csp_replace({"frame-ancestors": ["*"]})
@cache_control(public=True, max_age=300)
def embedded_agenda(request: HttpRequest) -> HttpResponse:
    """The only page of the site that any other may show in a frame."""
    form = EmbedForm(request.GET)
    with translation.override(form.language):
        now = timezone.localtime()
        agenda = address_of("events.AgendaPage")
        context = {
            "title": form.title(),
            "scheme": SCHEMES.get(form.valid_values.get("couleur"), ""),
            "today": now.date(),
            "agenda_url": agenda and Selection(agenda, form.filters_only).address(),
            **form.lists(now),
        }
        response = render(request, "events/embed.html", context)
    response["Content-Language"] = form.language
    response["X-Robots-Tag"] = "noindex"
    return response


@require_safe
@cache_control(public=True, max_age=86_400)
def embed_script(request: HttpRequest) -> HttpResponse:
    """The script that sites paste beside the frame, at an address that never changes."""
    return redirect(static("events/js/embed.js"))


def frame_html(form: EmbedForm, width: int | str = "100%", height: int = HEIGHT) -> SafeString:
    """The frame as one pastes it; without a border by an attribute, which no policy forbids."""
    with translation.override(form.language):
        return format_html(
            '<iframe src="{}" title="{}" width="{}" height="{}" frameborder="0"'
            ' loading="lazy"></iframe>',
            settings.BASE_URL + form.selection.address(),
            form.title(),
            width,
            height,
        )


def script_html() -> SafeString:
    """What makes frames as high as what they hold."""
    url = settings.BASE_URL + reverse("embed_script")
    return format_html('<script src="{}" async></script>', url)
