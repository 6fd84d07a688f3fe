"""Every component with example values on one page, to look at and to test."""

from dataclasses import dataclass
from datetime import date, time, timedelta
from types import SimpleNamespace

from django import forms
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.templatetags.static import static
from django.utils.html import format_html
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from cms.forms import DayInput
from cms.public_forms import PublicForm
from cms.templatetags.components import ICONS, TONES

FIRST_DAY = date(2026, 11, 22)


@dataclass(frozen=True)
class ExampleDay:
    """A tile of the day strip."""

    day: date
    count: int
    url: str
    is_current: bool


@dataclass(frozen=True)
class ExamplePlace:
    """A dot of the map."""

    latitude: float
    longitude: float
    is_lit: bool


class ExampleImage:
    """A picture without a file: each of its sizes is the site's own mark."""

    def get_renditions(self, *specs: str) -> dict[str, SimpleNamespace]:
        url = static("cms/icons/favicon.svg")
        sizes = {spec: spec.split("|")[0].removeprefix("fill-").split("x") for spec in specs}
        return {
            spec: SimpleNamespace(url=url, width=int(width), height=int(height))
            for spec, (width, height) in sizes.items()
        }


PLACES = [
    ExamplePlace(latitude, longitude, is_lit)
    for latitude, longitude, is_lit in (
        (49.28, -0.70, True),
        (49.18, -0.36, True),
        (49.44, 1.10, True),
        (49.49, 0.11, True),
        (49.42, 0.23, False),
        (49.64, -1.62, True),
        (48.84, -1.59, False),
        (48.43, 0.09, True),
        (49.08, 1.53, True),
        (49.02, 1.15, False),
        (49.92, 1.08, True),
        (48.89, -0.20, False),
        (49.12, -1.09, False),
        (48.68, -1.36, False),
        (49.76, 0.37, True),
        (48.96, 0.94, False),
        (48.75, -0.57, False),
        (49.15, 0.23, True),
    )
]


class ExampleForm(forms.Form):
    """A few filters, one of them filled in wrongly."""

    town = forms.CharField(label="Commune", help_text="Le nom ou le code postal.", required=False)
    day = forms.DateField(label="Du", widget=DayInput, required=False)
    audience = forms.MultipleChoiceField(
        label="Public",
        required=False,
        choices=[("family", "En famille"), ("teens", "Adolescents")],
        widget=forms.CheckboxSelectMultiple,
    )
    free = forms.BooleanField(label="Gratuit", required=False)


class ExampleContactForm(PublicForm):
    """A form that a visitor sends."""

    name = forms.CharField(label="Votre nom")
    email = forms.EmailField(label="Votre adresse e-mail", help_text="Pour vous répondre.")
    subject = forms.ChoiceField(
        label="Votre demande",
        choices=[("visit", "Une visite"), ("other", "Autre chose")],
        widget=forms.RadioSelect,
    )
    message = forms.CharField(label="Votre message", widget=forms.Textarea, required=False)
    copy = forms.BooleanField(label="M’en envoyer une copie", required=False)


def example_form() -> ExampleForm:
    return ExampleForm({"town": "Caen", "day": "hier", "audience": ["family"]})


def example_days() -> list[ExampleDay]:
    counts = (19, 0, 5, 14, 17, 6, 24, 21, 1, 14, 12, 11, 3, 9)
    return [
        ExampleDay(FIRST_DAY + timedelta(days=ahead), count, f"?day={ahead}", ahead == 3)
        for ahead, count in enumerate(counts)
    ]


def example_facts() -> list[tuple[str, str, str]]:
    address = format_html("{}<br>{}", "16 rue du Port", "76600 Le Havre")
    return [
        ("clock", _("Opening hours"), "10 h – 18 h"),
        ("ticket", _("Price"), _("Free")),
        ("map-pin", _("Address"), address),
    ]


@require_safe
def gallery(request: HttpRequest) -> HttpResponse:
    """The gallery itself, for developers."""
    return render(
        request,
        "components/gallery.html",
        {
            "breadcrumbs": [(_("Home"), "/"), (_("Museums"), "/musees/"), ("MuMa", None)],
            "icons": sorted(ICONS),
            "tones": sorted(TONES),
            "dates": [FIRST_DAY, date(2026, 12, 1)],
            "hours": [time(9), time(14, 30), time(21, 5)],
            "days": example_days(),
            "places": PLACES,
            "rows": example_facts(),
            "form": example_form(),
            "contact_form": ExampleContactForm(request=request, auto_id="contact-%s"),
            "wrong_form": ExampleContactForm(
                {"wrong-name": "Dominique Hamel", "wrong-email": "dominique"},
                request=request,
                prefix="wrong",
            ),
            "image": ExampleImage(),
            "no_image": None,
            "page_obj": Paginator(range(240), 24).page(5),
        },
    )
