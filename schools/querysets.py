"""What one asks of class kits and of what describes them."""

from typing import Self
from uuid import UUID

from django.conf import settings
from django.db.models import QuerySet
from wagtail.models import PageQuerySet

from cms.visibility import unrestricted

KEY_LENGTH = 10  # hexadecimal digits: no two kits of a network will ever share them


class SchoolLevelQuerySet(QuerySet):
    """Questions about classes and cycles."""

    def classes(self) -> Self:
        """What kits are for, in the order of school, with the cycle of each."""
        return self.filter(parent__isnull=False, is_current=True).select_related("parent")

    def cycles(self) -> Self:
        """What classes are gathered under."""
        return self.filter(parent=None, is_current=True)


class ClassKitQuerySet(PageQuerySet):
    """Questions about kits; the source is the page in the main language, which has the versions."""

    def sources(self) -> Self:
        return self.filter(locale__language_code=settings.LANGUAGE_CODE, alias_of__isnull=True)

    def visible(self) -> Self:
        """What any visitor may see."""
        return unrestricted(self.sources().live())

    def with_key(self, key: str) -> Self:
        """The kit that addresses call `key`; none for what is not a key."""
        digits = 32 - KEY_LENGTH
        try:
            first, last = UUID(key + "0" * digits), UUID(key + "f" * digits)
        except ValueError:
            return self.none()
        return self.sources().filter(translation_key__range=(first, last))


class KitReleaseQuerySet(QuerySet):
    """Questions about the versions of kits."""

    def standing(self) -> Self:
        """Those that were not withdrawn, the latest first."""
        return self.filter(withdrawn_at=None).order_by("-number")
