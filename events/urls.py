"""Addresses of the feeds, the API and the frame: plain, outside the page tree and the languages."""

from django.urls import path, register_converter
from django.urls.converters import StringConverter

from cms.embedding import embed_script
from events import embed, oembed, views
from events.api import api
from events.feed_links import ALPHABET, CODE_LENGTH
from events.feeds import FORMATS


class FormConverter(StringConverter):
    """The end of an address, which says in what form a feed is told."""

    regex = "|".join(FORMATS)


class CodeConverter(StringConverter):
    """The code of a short link."""

    regex = f"[{ALPHABET}]{{{CODE_LENGTH}}}"


register_converter(FormConverter, "form")
register_converter(CodeConverter, "code")

urlpatterns = [
    path("agenda.ics", views.network_feed, name="network_feed"),
    path("agenda.<form:form>", views.network_feed, name="network_feed"),
    path("agenda/s/<code:code>.<form:form>", views.short_feed, name="short_feed"),
    path("agenda/m/<slug:slug>.ics", views.museum_feed, name="museum_feed"),
    path("agenda/saison/<slug:slug>.ics", views.season_feed, name="season_feed"),
    path("agenda/e/<uuid:event_key>.ics", views.event_feed, name="event_feed"),
    path(
        "agenda/e/<uuid:event_key>/<slug:schedule_uid>/<slug:slot>.ics",
        views.occurrence_feed,
        name="occurrence_feed",
    ),
    path("api/agenda/v1/", api.urls),
    path("embed/agenda/", embed.embedded_agenda, name="embedded_agenda"),
    path("embed/agenda.js", embed_script, name="embed_script"),
    path("oembed", oembed.oembed, name="oembed"),
]
