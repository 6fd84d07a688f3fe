"""A message to a relay teacher, whose address nobody is shown."""

from collections.abc import Iterable
from typing import TYPE_CHECKING, Any

from django import forms
from django.conf import settings
from django.template.loader import render_to_string
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, override

from cms.models import OutgoingMessage
from cms.outbox import queue_message
from cms.public_forms import LetterForm

if TYPE_CHECKING:
    from schools.models import RelayTeacher


class RelayTeacherForm(LetterForm):
    """What a teacher asks a relay teacher."""

    field_order = ("teacher", "name", "email", "message")

    teacher = forms.ChoiceField(
        label=gettext_lazy("To whom do you write?"),
        error_messages={"required": gettext_lazy("Choose whom you write to.")},
    )
    message = forms.CharField(
        label=gettext_lazy("Your message"),
        max_length=5000,
        widget=forms.Textarea(attrs={"rows": 8}),
        help_text=gettext_lazy("Say your school, your class, and when you would like to come."),
        error_messages={"required": gettext_lazy("Write your message.")},
    )

    def __init__(self, *args: Any, teachers: "Iterable[RelayTeacher]", **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.teachers = {str(teacher.pk): teacher for teacher in teachers}
        choices = [(key, called(teacher)) for key, teacher in self.teachers.items()]
        self.fields["teacher"].choices = [("", _("Choose…")), *choices]

    def queue(self, page_url: str) -> OutgoingMessage:
        """One message to the teacher, however often the same form is sent."""
        teacher = self.teachers[self.cleaned_data["teacher"]]
        with override(settings.LANGUAGE_CODE):
            subject = _("Question of %(name)s") % {"name": self.cleaned_data["name"]}
            text = render_to_string(
                "schools/mail/relay_teacher.txt", self.cleaned_data | {"url": page_url}
            )
        return queue_message(
            key=f"relay-{self.fingerprint()}",
            recipient=teacher.email,
            subject=subject,
            text=text,
            reply_to=self.cleaned_data["email"],
        )


def called(teacher: "RelayTeacher") -> str:
    """A relay teacher's name, where they agreed to it; else what they do; with the museums."""
    name = teacher.name if teacher.has_consented else _("Relay teacher")
    museums = ", ".join(museum.title for museum in teacher.museums.all())
    return f"{name} ({museums or teacher.academy})"
