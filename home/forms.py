"""What a visitor writes to the network."""

from django import forms
from django.conf import settings
from django.template.loader import render_to_string
from django.utils.translation import gettext_lazy as _
from django.utils.translation import override

from cms.models import NetworkSettings, OutgoingMessage
from cms.outbox import queue_message
from cms.public_forms import LetterForm
from home.choices import ContactSubject


class ContactForm(LetterForm):
    """A message to the network's team."""

    subject = forms.ChoiceField(
        label=_("What is it about?"),
        choices=[("", _("Choose…")), *ContactSubject.choices],
        error_messages={"required": _("Choose what it is about.")},
    )
    message = forms.CharField(
        label=_("Your message"),
        max_length=5000,
        widget=forms.Textarea(attrs={"rows": 8}),
        error_messages={"required": _("Write your message.")},
    )

    def queue(self, network: NetworkSettings, page_url: str) -> OutgoingMessage:
        """One message to the network, however often the same form is sent.

        Written in the network's language, whichever the visitor reads.
        """
        with override(settings.LANGUAGE_CODE):
            subject = str(ContactSubject(self.cleaned_data["subject"]).label)
            text = render_to_string(
                "home/mail/message.txt", self.cleaned_data | {"about": subject, "url": page_url}
            )
        return queue_message(
            key=f"contact-{self.fingerprint()}",
            recipient=network.contact_email,
            subject=f"{subject} – {self.cleaned_data['name']}",
            text=text,
            reply_to=self.cleaned_data["email"],
        )
