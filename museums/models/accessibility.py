"""Whether one can come, enter, hear, see and understand: yes, no, or nobody said yet."""

from collections.abc import Iterator
from typing import NamedTuple

from django import forms
from django.db import models
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, FieldRowPanel, HelpPanel, MultiFieldPanel

STATES = [("unknown", _("Not known")), ("true", _("Yes")), ("false", _("No"))]


class AccessState(NamedTuple):
    """What is known of one thing: `is_there` is None where nobody said."""

    name: str
    label: str
    is_there: bool | None


class AccessGroup(NamedTuple):
    """What matters to the same people."""

    title: str
    states: list[AccessState]


def question(label: str, help_text: str = "") -> models.BooleanField:
    """A thing that is there, is not, or that nobody looked at: never "no" by default."""
    return models.BooleanField(label, null=True, blank=True, default=None, help_text=help_text)


class Accessibility(models.Model):
    """A museum's answers to the questions of acceslibre that matter in a museum, and its own.

    None is "not known", and is never told as "no".
    """

    has_disabled_parking = question(_("parking space for disabled people"))
    has_level_entrance = question(_("step-free entrance"), _("Level, by a ramp or by a lift."))
    has_level_rooms = question(_("all the rooms reached without a step"))
    has_adapted_toilets = question(_("adapted toilets"))
    has_seats = question(_("seats along the visit"))
    has_wheelchairs = question(_("wheelchairs or folding seats lent"))
    has_hearing_loop = question(_("hearing loop"))
    has_sign_language = question(_("visits in sign language"))
    has_audio_description = question(_("audio description"))
    has_touch_exhibits = question(_("objects or models to touch"))
    has_assistance_dogs = question(_("assistance dogs welcome"))
    has_easy_text = question(_("texts easy to read"))
    has_trained_staff = question(_("staff trained to welcome disabled people"))
    has_quiet_hours = question(_("quiet hours"))
    access_note = models.TextField(
        _("in your own words"),
        blank=True,
        max_length=600,
        help_text=_("What one should know before coming: whom to call, where to ring, a slope…"),
    )

    GROUPS = [
        (
            _("Getting about"),
            (
                "has_disabled_parking",
                "has_level_entrance",
                "has_level_rooms",
                "has_adapted_toilets",
                "has_seats",
                "has_wheelchairs",
            ),
        ),
        (_("Hearing"), ("has_hearing_loop", "has_sign_language")),
        (_("Seeing"), ("has_audio_description", "has_touch_exhibits", "has_assistance_dogs")),
        (_("Understanding"), ("has_easy_text", "has_trained_staff", "has_quiet_hours")),
    ]

    class Meta:
        abstract = True

    def access_groups(self) -> list[AccessGroup]:
        """Every question with its answer, under whom it matters to."""
        return [AccessGroup(title, list(self._states(names))) for title, names in self.GROUPS]

    @property
    def has_access_facts(self) -> bool:
        """Whether anything at all is known."""
        states = [state for group in self.access_groups() for state in group.states]
        return bool(self.access_note) or any(state.is_there is not None for state in states)

    def _states(self, names: tuple[str, ...]) -> Iterator[AccessState]:
        for name in names:
            label = str(capfirst(self._meta.get_field(name).verbose_name))
            yield AccessState(name, label, getattr(self, name))


class StateInput(forms.NullBooleanSelect):
    """Yes, no or not known; the last one stands first, because it is how things begin."""

    def __init__(self, attrs: dict | None = None) -> None:
        super().__init__(attrs)
        self.choices = STATES


ACCESSIBILITY_PANELS = [
    MultiFieldPanel(
        [
            HelpPanel(
                _(
                    "Answer what you are sure of. What is left at “Not known” is never shown to "
                    "visitors as a “no”."
                )
            ),
            *(
                FieldRowPanel([FieldPanel(name, widget=StateInput) for name in pair])
                for _title, names in Accessibility.GROUPS
                for pair in (names[start : start + 2] for start in range(0, len(names), 2))
            ),
            FieldPanel("access_note"),
        ],
        heading=_("Accessibility"),
        classname="collapsed",
    )
]
