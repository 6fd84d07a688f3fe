from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class SchoolsConfig(AppConfig):
    name = "schools"
    verbose_name = _("schools")

    def ready(self) -> None:
        from schools import signals  # noqa: F401, PLC0415 -- they register themselves
