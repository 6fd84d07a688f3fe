from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class EventsConfig(AppConfig):
    name = "events"
    verbose_name = _("agenda")

    def ready(self) -> None:
        from events import fetches, signals  # noqa: F401, PLC0415 -- they register themselves
