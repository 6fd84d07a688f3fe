from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class MuseumsConfig(AppConfig):
    name = "museums"
    verbose_name = _("museums")

    def ready(self) -> None:
        from museums import approval_mail, signals  # noqa: F401, PLC0415 -- they register themselves
