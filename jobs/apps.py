from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class JobsConfig(AppConfig):
    name = "jobs"
    verbose_name = _("job offers")

    def ready(self) -> None:
        from jobs import signals  # noqa: F401, PLC0415 -- they register themselves
