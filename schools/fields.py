"""Files of schools that are not for everybody."""

from django.db import models
from django.db.models.fields.files import FieldFile
from django.urls import reverse


class GuardedFile(FieldFile):
    """A file whose address asks first who one is, in place of the one it is stored at."""

    @property
    def url(self) -> str:
        return reverse("agreement_file", args=[self.instance.pk])


class GuardedFileField(models.FileField):
    """A file that only those whom it concerns may read."""

    attr_class = GuardedFile
