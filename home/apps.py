from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class HomeConfig(AppConfig):
    name = "home"
    verbose_name = _("home")

    def ready(self) -> None:
        from home import signals  # noqa: F401, PLC0415 -- they register themselves
