"""Parts of the form of an event that Wagtail does not have."""

import json
from collections.abc import Iterable
from typing import Any

from django.utils.functional import cached_property
from wagtail.admin.panels import FieldPanel, HelpPanel, InlinePanel, MultiFieldPanel

from cms.country import is_in_france
from events.forms import EventScheduleForm


class SchedulesPanel(InlinePanel):
    """The schedules of an event; each shows only what goes with how it repeats.

    Wagtail's own `w-rules` controller hides the rest. Without JavaScript all of it is shown.
    """

    @cached_property
    def child_edit_handler(self) -> MultiFieldPanel:
        """One schedule, within which its fields show and hide."""
        panel = MultiFieldPanel(
            [
                MultiFieldPanel(
                    self.panel_definitions,
                    attrs={
                        "data-controller": "w-rules",
                        "data-action": "change->w-rules#resolve",
                    },
                )
            ],
            heading=self.heading,
        )
        return panel.bind_to_model(self.db_field.related_model)

    def get_form_options(self) -> dict[str, Any]:
        options = super().get_form_options()
        options["formsets"][self.relation_name]["form"] = EventScheduleForm
        return options

    class BoundPanel(InlinePanel.BoundPanel):
        """Below the schedules, what they amount to, told while one types."""

        template_name = "events/panels/schedules.html"

        class Media:
            css = {"all": ["events/css/forthcoming.css"]}


class FrequencyPanel(FieldPanel):
    """A field of a schedule that goes with some ways to repeat only."""

    def __init__(self, field_name: str, frequencies: Iterable[str], **kwargs: Any) -> None:
        super().__init__(field_name, **kwargs)
        self.frequencies = list(frequencies)

    def clone_kwargs(self) -> dict[str, Any]:
        return super().clone_kwargs() | {"frequencies": self.frequencies}

    class BoundPanel(FieldPanel.BoundPanel):
        @property
        def attrs(self) -> dict[str, str]:
            """The condition that `w-rules` reads, by the name that the formset gave the select."""
            frequency = self.form.add_prefix("recurrence_frequency")
            return self.panel.attrs | {
                "data-w-rules-target": "show",
                "data-w-rules": json.dumps({frequency: self.panel.frequencies}),
            }


class SchoolHolidaysPanel(FrequencyPanel):
    """Whether dates follow the school holidays; not asked where nobody knows these."""

    class BoundPanel(FrequencyPanel.BoundPanel):
        @property
        def attrs(self) -> dict[str, str]:
            return super().attrs if is_in_france() else self.panel.attrs | {"hidden": "hidden"}


class DatesLinkPanel(HelpPanel):
    """The way to the list of an event's dates, once it is saved."""

    def __init__(self, template: str = "events/admin/dates_link.html", **kwargs: object) -> None:
        super().__init__(template=template, **kwargs)

    class BoundPanel(HelpPanel.BoundPanel):
        def is_shown(self) -> bool:
            return bool(self.instance.pk) and self.instance.source == self.instance
