"""What a museum says of its own calendar."""

from typing import TYPE_CHECKING, Any

from django import forms
from django.utils.translation import gettext_lazy as _

from events.choices import ImportMode
from events.imports.rights import managed_museums
from events.models import CalendarSource
from events.models.sources import may_publish_for

if TYPE_CHECKING:
    from cms.models import User


class CalendarSourceForm(forms.ModelForm):
    """The address of a calendar and what becomes of its events, for one of one's own museums."""

    class Meta:
        model = CalendarSource
        fields = ["museum", "url", "mode", "event_type", "price", "is_active"]
        widgets = {
            "url": forms.URLInput(attrs={"placeholder": "https://"}),
            "mode": forms.RadioSelect,
        }

    def __init__(self, *args: Any, user: "User", **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.user = user
        museums = managed_museums(user)
        self.fields["museum"].queryset = museums
        self.fields["event_type"].empty_label = _("None")
        if len(museums) == 1 and self.instance.museum_id in (None, museums[0].pk):
            self.instance.museum = museums[0]
            del self.fields["museum"]

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        museum = cleaned.get("museum") or getattr(self.instance, "museum", None)
        is_publishing = cleaned.get("mode") == ImportMode.PUBLISH
        if museum and is_publishing and not may_publish_for(museum, self.user):
            self.add_error("mode", _("You may not publish for this museum: choose drafts."))
        self.instance.run_as = self.user
        return cleaned

    def _get_validation_exclusions(self) -> set[str]:
        """A calendar is given once a museum, also where the form does not ask for the museum."""
        return super()._get_validation_exclusions() - {"museum"}

    def save(self, commit: bool = True) -> CalendarSource:
        """What was fetched before no longer counts: the next reading is a whole one."""
        self.instance.etag = self.instance.last_modified = ""
        return super().save(commit)
