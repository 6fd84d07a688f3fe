"""The words that the network shares to describe events."""

from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from cms.models import Term
from events.choices import SchemaType


class EventType(Term):
    """What kind of event it is, in the network's words and in schema.org's."""

    schema_type = models.CharField(
        _("schema.org type"),
        max_length=30,
        choices=SchemaType.choices,
        default=SchemaType.EVENT,
    )

    class Meta(Term.Meta):
        verbose_name = _("type of event")
        verbose_name_plural = _("types of events")


class Audience(Term):
    """Whom an event is for."""

    is_for_schools = models.BooleanField(
        _("school groups"),
        default=False,
        help_text=_("Ticked where it means classes with their teacher."),
    )

    class Meta(Term.Meta):
        verbose_name = _("audience")
        verbose_name_plural = _("audiences")


class AccessFeature(Term):
    """What makes an event accessible: a ramp, an interpreter, a text that is easy to read."""

    class Meta(Term.Meta):
        verbose_name = pgettext_lazy("of an event", "accessibility")
        verbose_name_plural = pgettext_lazy("of events", "accessibility")
