"""A class asks a museum for a visit: what it says, and who is told."""

from datetime import datetime
from typing import TYPE_CHECKING, Any

from django import forms
from django.apps import apps
from django.conf import settings
from django.db import transaction
from django.template.defaultfilters import truncatechars
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext, override

from cms.models import NetworkSettings
from cms.outbox import queue_message
from cms.public_forms import LetterForm
from museums.recipients import recipients_of

if TYPE_CHECKING:
    from schools.models import VisitOfferPage, VisitRequest

THANKS = "merci"  # the key of the address that thanks
MANY = "nombreux"  # its value for a class that is larger than the offer says
LONGEST_TITLE = 120  # in a subject
MOST_PUPILS = 500


class VisitRequestForm(LetterForm):
    """Who asks, for which class, when; no more than a museum needs to answer."""

    phone = forms.CharField(
        label=gettext_lazy("Your telephone"),
        required=False,
        max_length=30,
        help_text=gettext_lazy("Only if you would like to be called."),
    )
    school = forms.CharField(
        label=gettext_lazy("School and town"),
        max_length=200,
        error_messages={"required": gettext_lazy("Name your school and its town.")},
    )
    classes = forms.CharField(
        label=gettext_lazy("Class"),
        max_length=100,
        help_text=gettext_lazy("Such as “CM2”."),
        error_messages={"required": gettext_lazy("Say which class it is.")},
    )
    pupils = forms.IntegerField(
        label=gettext_lazy("Number of pupils"),
        min_value=1,
        max_value=MOST_PUPILS,
        error_messages={
            "required": gettext_lazy("Say how many pupils come."),
            "invalid": gettext_lazy("Write a number, such as 24."),
            "min_value": gettext_lazy("Say for one pupil at least."),
            "max_value": gettext_lazy(
                "A request is for %(limit_value)s pupils at most: send one for each group."
            ),
        },
    )
    wishes = forms.CharField(
        label=gettext_lazy("When would you like to come?"),
        max_length=300,
        help_text=gettext_lazy("Such as “a Tuesday or a Thursday morning in March”."),
        error_messages={"required": gettext_lazy("Say when you would like to come.")},
    )
    message = forms.CharField(
        label=gettext_lazy("Anything else?"),
        required=False,
        max_length=3000,
        widget=forms.Textarea(attrs={"rows": 5}),
    )

    def __init__(self, *args: Any, capacity: int | None, **kwargs: Any) -> None:
        """`capacity` is how many pupils the offer receives at most, where it says so.

        A larger class may ask all the same: most museums then receive it in two groups.
        """
        super().__init__(*args, **kwargs)
        if capacity:
            self.fields["pupils"].help_text = ngettext(
                "The museum receives %(count)s pupil at most. If you are more, ask all the same.",
                "The museum receives %(count)s pupils at most. If you are more, ask all the same.",
                capacity,
            ) % {"count": capacity}

    def clean_phone(self) -> str:
        phone = self.cleaned_data["phone"]
        if phone and not any(sign.isdigit() for sign in phone):
            raise forms.ValidationError(
                _("Write a telephone number, such as 02 31 00 00 00, or nothing.")
            )
        return phone

    @transaction.atomic
    def keep(
        self, offer: "VisitOfferPage", network: NetworkSettings, now: datetime
    ) -> "VisitRequest":
        """Store the request, and write to whoever answers for the museum; once for a form."""
        requests = apps.get_model("schools", "VisitRequest").objects
        asked, is_new = requests.get_or_create(
            fingerprint=self.fingerprint(offer.pk),
            defaults=self.cleaned_data | {"offer": offer, "sent_at": now},
        )
        if is_new:
            self._tell(asked, network)
        return asked

    def _tell(self, asked: "VisitRequest", network: NetworkSettings) -> None:
        """One message to each recipient, in their language."""
        list_url = settings.WAGTAILADMIN_BASE_URL + reverse("visit_requests:index")
        people = recipients_of(asked.offer.museum, network)
        for number, (recipient, language) in enumerate(people):
            with override(language):
                title = truncatechars(" ".join(asked.offer.title.split()), LONGEST_TITLE)
                queue_message(
                    key=f"visit-request-{asked.pk}-{number}",
                    recipient=recipient,
                    subject=_("A class asks for a visit: %(title)s") % {"title": title},
                    text=render_to_string(
                        "schools/mail/visit_request.txt", {"asked": asked, "list_url": list_url}
                    ),
                    reply_to=asked.email,
                )
