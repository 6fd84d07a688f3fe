"""What an offer for classes needs to be published."""

from typing import TYPE_CHECKING, Any

from django import forms
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from cms.forms import BasePageForm
from schools.choices import VisitFormat, VisitVenue
from schools.forms import offer_classes

if TYPE_CHECKING:
    from museums.models import MuseumPage

LONGEST_NAME = 110  # pass Culture takes no more


class VisitOfferPageForm(BasePageForm):
    """An offer as a museum writes it; a draft is never refused."""

    formats = forms.MultipleChoiceField(
        label=gettext_lazy("Kind of visit"),
        required=False,
        choices=[(value, capfirst(label)) for value, label in VisitFormat.choices],
        widget=forms.CheckboxSelectMultiple,
    )

    NEEDED = {
        "formats": gettext_lazy("Tick what the class is offered."),
        "levels": gettext_lazy("Tick the classes that may come."),
        "details": gettext_lazy("Say how it goes, from arrival to departure."),
        "duration_minutes": gettext_lazy("Say how long it lasts."),
        "capacity": gettext_lazy("Say how many pupils may come at most."),
    }

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if "levels" in self.fields:
            offer_classes(self.fields["levels"])

    def clean_for_publication(self, cleaned: dict[str, Any]) -> None:
        super().clean_for_publication(cleaned)
        for name, message in self.NEEDED.items():
            if not cleaned.get(name) and name not in self.errors:
                self.add_error(name, message)
        if len(cleaned.get("title", "")) > LONGEST_NAME:
            self.add_error("title", _("Shorten the title: 110 characters at most."))
        self._check_place(cleaned)
        self._check_price(cleaned)
        self._check_contact(cleaned)
        if cleaned.get("image") and not cleaned["image"].credit:
            self.add_error(
                "image",
                _("This picture does not say who made it: add its credit or leave it out."),
            )

    def _check_place(self, cleaned: dict[str, Any]) -> None:
        venue = cleaned.get("venue_type")
        if venue == VisitVenue.SCHOOL and not cleaned.get("intervention_area"):
            self.add_error("intervention_area", _("Tick where the museum comes to schools."))
        if venue == VisitVenue.ELSEWHERE and not cleaned.get("venue_details"):
            self.add_error("venue_details", _("Say where the class is received."))

    def _check_price(self, cleaned: dict[str, Any]) -> None:
        if cleaned.get("price") is None and "price" not in self.errors:
            self.add_error("price", _("Say what the class pays: 0 where it is free of charge."))

    def _check_contact(self, cleaned: dict[str, Any]) -> None:
        """Somebody must be reached: the offer's own contact, or the museum's."""
        own = ("contact_email", "contact_phone", "contact_url")
        if not any(cleaned.get(name) for name in own) and not self._museum.email:
            self.add_error(
                "contact_email",
                _("Say how a teacher reaches you: an e-mail, a telephone or a form."),
            )

    @property
    def _museum(self) -> "MuseumPage":
        return self.parent_page.specific
