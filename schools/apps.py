from django.apps import AppConfig
from django.db.models.signals import post_migrate
from django.utils.translation import gettext_lazy as _


class SchoolsConfig(AppConfig):
    name = "schools"
    verbose_name = _("schools")

    def ready(self) -> None:
        from schools import signals  # noqa: F401, PLC0415 -- they register themselves
        from schools.academy.group import provision_after_migration  # noqa: PLC0415 -- has models

        post_migrate.connect(provision_after_migration, sender=self)
