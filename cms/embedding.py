"""Lists in a frame on other sites: how a frame is asked for and shown, and what one pastes."""

from collections.abc import Callable, Iterable
from typing import Any, ClassVar
from urllib.parse import urlencode

from csp.decorators import csp_replace
from django import forms
from django.conf import settings
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.templatetags.static import static
from django.utils import translation
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext_lazy as _
from django.views.decorators.cache import cache_control
from django.views.decorators.clickjacking import xframe_options_exempt
from django.views.decorators.http import require_safe
from django.views.generic import TemplateView
from wagtail import hooks
from wagtail.admin.views.generic import WagtailAdminTemplateMixin
from wagtail.models import Page, Site

from cms.models import NetworkSettings
from cms.selections import FilterForm, Selection

HOOK = "frame_of_page"
USUAL_NUMBER = 10
MOST_ROWS = 50
HEIGHT = 600  # pixels, where no script of ours follows the frame
SCHEMES = {"clair": "light", "sombre": "dark"}
View = Callable[..., HttpResponse]


class FrameForm(FilterForm):
    """What a frame shows: a selection of a list, how much of it, and in what way.

    Stands before the list's own form among the bases of a room's form.
    """

    nombre = forms.IntegerField(
        required=False,
        min_value=1,
        max_value=MOST_ROWS,
        widget=forms.NumberInput(attrs={"placeholder": USUAL_NUMBER}),
    )
    lang = forms.ChoiceField(label=_("Language"), required=False)
    couleur = forms.ChoiceField(
        label=_("Colours"),
        required=False,
        choices=[
            ("", _("as the visitor’s device prefers")),
            ("clair", _("always light")),
            ("sombre", _("always dark")),
        ],
    )
    OWN = ("nombre", "lang", "couleur")
    NUMBER_LABEL: ClassVar[Any]

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["nombre"].label = self.NUMBER_LABEL
        self.fields["lang"].choices = [
            ("" if code == settings.LANGUAGE_CODE else code, name)
            for code, name in settings.LANGUAGES
        ]

    @property
    def address(self) -> str:
        """The address of the frame, without what is asked of it."""
        raise NotImplementedError

    def title(self) -> str:
        """What the frame is called, in the language being spoken."""
        raise NotImplementedError

    @property
    def language(self) -> str:
        return self.valid_values.get("lang", settings.LANGUAGE_CODE)

    @property
    def number(self) -> int:
        """How many rows there are at most."""
        return self.valid_values.get("nombre", USUAL_NUMBER)

    @property
    def scheme(self) -> str:
        """ "light" or "dark"; empty where the visitor's device decides."""
        return SCHEMES.get(self.valid_values.get("couleur"), "")

    @property
    def selection(self) -> Selection:
        """What is shown, as the address of the frame."""
        return Selection(self.address, self.valid_values)

    @property
    def filters_only(self) -> dict[str, Any]:
        """What is asked of the list itself."""
        return {name: one for name, one in self.valid_values.items() if name not in self.OWN}

    def museum_or_network(self) -> str:
        """Whose list it is: the one museum's that is asked for, or the network's."""
        museums = self.valid_values.get("musee", [])
        if len(museums) == 1:
            return self.label("musee", museums[0])
        return NetworkSettings.for_site(Site.objects.get(is_default_site=True)).name


def frame_of(page: Page) -> type[FrameForm] | None:
    """What shows on other sites what a page lists; rooms say it under the hook `frame_of_page`."""
    return next((form for offer in hooks.get_hooks(HOOK) if (form := offer(page))), None)


def embeddable(view: View) -> View:
    """A page that any other site may show in a frame; all the others of the site may not be."""
    return require_safe(xframe_options_exempt(csp_replace({"frame-ancestors": ["*"]})(view)))


def framed(
    request: HttpRequest, template: str, form: FrameForm, context: dict[str, Any]
) -> HttpResponse:
    """The page of a frame, in the language being spoken."""
    known = {"title": form.title(), "scheme": form.scheme}
    response = render(request, template, known | context)
    response["Content-Language"] = form.language
    response["X-Robots-Tag"] = "noindex"
    return response


@require_safe
@cache_control(public=True, max_age=86_400)
def embed_script(request: HttpRequest) -> HttpResponse:
    """The script that sites paste beside the frame, at an address that never changes."""
    return redirect(static("cms/js/embed.js"))


def frame_html(form: FrameForm, width: int | str = "100%", height: int = HEIGHT) -> SafeString:
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


def script_html(path: str) -> SafeString:
    """What makes frames as high as what they hold."""
    return format_html('<script src="{}" async></script>', settings.BASE_URL + path)


class EmbedComposer(WagtailAdminTemplateMixin, TemplateView):
    """Choices on one side, the frame and what to paste on the other; an editor's museum first."""

    template_name = "cms/admin/embed_composer.html"
    header_icon = "code"
    form_class: type[FrameForm]
    first_fields: Iterable[str]  # the others are folded
    intro: ClassVar[Any]

    @property
    def breadcrumbs_items(self) -> list[dict[str, Any]]:
        return [*WagtailAdminTemplateMixin.breadcrumbs_items, {"url": "", "label": self.page_title}]

    def script_path(self) -> str:
        """Where the script is that is pasted along."""
        raise NotImplementedError

    def first_choice(self) -> dict[str, list[str]]:
        """What is shown before anything is chosen."""
        raise NotImplementedError

    def get_form(self, data: QueryDict) -> FrameForm:
        return self.form_class(data)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        usual = QueryDict(urlencode(self.first_choice(), doseq=True))
        form = self.get_form(self.request.GET or usual)
        frame = frame_html(form)
        return super().get_context_data(**kwargs) | {
            "intro": self.intro,
            "form": form,
            "first_fields": [form[name] for name in self.first_fields],
            "more_fields": [field for field in form if field.name not in self.first_fields],
            "has_more": set(form.valid_values) - set(self.first_fields),
            "preview": form.selection.address(),
            "title": form.title(),
            "snippets": [
                (_("The frame and a script"), f"{frame}\n{script_html(self.script_path())}"),
                (_("The frame alone"), frame),
            ],
        }
