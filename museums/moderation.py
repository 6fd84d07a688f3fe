"""Pages that go on line as the network chose for their museum: freely, or once approved."""

from typing import Any

from django.apps import apps
from django.utils.functional import cached_property
from wagtail.models import Workflow

from museums.choices import Moderation
from museums.permissions import ModeratedPermissionTester


class Moderated:
    """A page below a museum; comes before BasePage among the bases of its class.

    Below anything else than a museum, nobody's approval is asked: it is the network's own.
    """

    @property
    def path_of_museum(self) -> str:
        """Where the museum is in the tree."""
        return self.path[: -self.steplen]

    @cached_property
    def moderation(self) -> str:
        """How its museum publishes."""
        museums = apps.get_model("museums", "MuseumPage").objects.filter(path=self.path_of_museum)
        return museums.order_by().values_list("moderation", flat=True).first() or Moderation.FREELY

    @property
    def asks_for_approval(self) -> bool:
        """Whether somebody must approve what is to go on line."""
        return self.moderation != Moderation.FREELY

    @property
    def has_workflow(self) -> bool:
        return self.asks_for_approval and super().has_workflow

    def get_workflow(self) -> Workflow | None:
        return super().get_workflow() if self.asks_for_approval else None

    def permissions_for_user(self, user: Any) -> ModeratedPermissionTester:
        return ModeratedPermissionTester(user, self)
