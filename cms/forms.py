"""What every page form asks."""

from itertools import chain, count
from typing import Any

from django import forms
from django.forms.utils import flatatt
from django.utils.datastructures import MultiValueDict
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import gettext_lazy as _
from wagtail.admin.forms.pages import WagtailAdminPageForm

from cms.choosing import Choosing


class BasePageForm(WagtailAdminPageForm):
    """Strict at publication, never for a draft: work in progress is always kept.

    A draft too shows only what its editor may choose: see `cms.choosing`.
    """

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.choosing = Choosing(self.for_user, self.instance) if self.is_bound else None

    def is_valid(self) -> bool:
        is_valid = super().is_valid()
        if self.choosing:
            for formset in self.formsets.values():
                for form in formset.forms:
                    is_valid = self.choosing.check(form) and is_valid
        return is_valid

    def clean_slug(self) -> str:
        """An address of its own for a page that was never on line: titles may be alike."""
        slug = self.cleaned_data["slug"]
        if not self.parent_page or self.instance.first_published_at:
            return slug
        siblings = self.parent_page.get_children().exclude(pk=self.instance.pk)
        taken = set(siblings.filter(slug__startswith=slug).values_list("slug", flat=True))
        numbered = (f"{slug}-{number}" for number in count(2))
        return next(free for free in chain([slug], numbered) if free not in taken)

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        if cleaned.get("image") and "image_alt" in self.fields and not cleaned.get("image_alt"):
            cleaned["image_alt"] = cleaned["image"].description
        if self.choosing:
            self.choosing.check(self)
        if not self.is_deferred_validation:
            self.clean_for_publication(cleaned)
        return cleaned

    def clean_for_publication(self, cleaned: dict[str, Any]) -> None:
        """Add an error at each field that keeps the page from being published."""
        if cleaned.get("image") and "image_alt" in self.fields and not cleaned.get("image_alt"):
            self.add_error(
                "image_alt",
                _("Say in one sentence what one sees in the picture, for those who cannot see it."),
            )


class DayInput(forms.DateInput):
    """A day, with the browser's own calendar."""

    input_type = "date"

    def format_value(self, value: Any) -> str:
        """The day as browsers want it; empty for what is not a day, which they would refuse."""
        try:
            day = forms.DateField(required=False).clean(value)
        except forms.ValidationError:
            return ""
        return day.isoformat() if day else ""


class OneOfMany(forms.SelectMultiple):
    """A list to choose one from, for a key that an address may hold several times."""

    allow_multiple_selected = False

    def render(
        self, name: str, value: Any, attrs: dict[str, Any] | None = None, renderer: Any = None
    ) -> SafeString:
        """Without a template for each option: a network has hundreds of museums to choose from."""
        chosen = set(self.format_value(value))
        options = format_html_join(
            "\n", "{}", ((_choice(key, label, chosen),) for key, label in self.choices)
        )
        own = flatatt(self.build_attrs(self.attrs, attrs))
        return format_html('<select name="{}"{}>{}</select>', name, own, options)

    def value_from_datadict(
        self, data: MultiValueDict[str, str], files: Any, name: str
    ) -> list[str]:
        values = super().value_from_datadict(data, files, name) or []
        return [value for value in values if value]


def _choice(key: Any, label: Any, chosen: set[str]) -> SafeString:
    """An option of a list; a group of them where the label is a list of choices."""
    if isinstance(label, (list, tuple)):
        options = format_html_join(
            "\n", "{}", ((_choice(key, label, chosen),) for key, label in label)
        )
        return format_html('<optgroup label="{}">{}</optgroup>', key, options)
    is_chosen = SafeString(" selected") if str(key) in chosen else ""
    return format_html('<option value="{}"{}>{}</option>', key, is_chosen, label)


def choice_box(option: dict[str, Any]) -> SafeString:
    """One of many boxes to tick, without the templates that Django would read for each."""
    own = flatatt({name: option[name] for name in ("type", "name", "value")})
    attributes = option["attrs"]
    return format_html(
        '<input{}{}><label for="{}">{}</label>',
        own,
        flatatt(attributes),
        attributes["id"],
        option["label"],
    )
