from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class CmsConfig(AppConfig):
    name = "cms"
    verbose_name = _("network")

    def ready(self) -> None:
        from cms import checks, guards, signals  # noqa: F401, PLC0415 -- they register themselves

        signals.watch_deletions()
        guards.set_up()
