"""What a museum may not do to its own page, and what it may not put on line by itself."""

from typing import TYPE_CHECKING

from wagtail.models import PagePermissionTester

if TYPE_CHECKING:
    from museums.moderation import Moderated


class ModeratedPermissionTester(PagePermissionTester):
    """Where approval is asked, only the network's team publishes without it.

    A lead who approves holds the right to publish; it serves for taking off line and for what goes
    on line at once (a date that is cancelled), never for what the lead wrote.
    """

    page: "Moderated"

    def can_publish(self) -> bool:
        return super().can_publish() and self._needs_no_approval()

    def can_publish_subpage(self) -> bool:
        return super().can_publish_subpage() and self._needs_no_approval()

    def can_change_at_once(self) -> bool:
        """Whether this person may take a date off, or the page: it waits for nobody's approval."""
        return super().can_publish()

    def _needs_no_approval(self) -> bool:
        return self._is_network() or not self.page.asks_for_approval

    def _is_network(self) -> bool:
        """Whether this person's rights come from above the museum: the network's team."""
        if self.user.is_superuser:
            return True
        museum = self.page.path_of_museum
        permissions = self.permission_policy.get_cached_permissions_for_user(self.user)
        return any(museum != p.page.path and museum.startswith(p.page.path) for p in permissions)


class MuseumPermissionTester(ModeratedPermissionTester):
    """Keeps a museum's own page on line, in place and public, whoever its editors are."""

    def can_delete(self, ignore_bulk: bool = False) -> bool:
        return self._is_network() and super().can_delete(ignore_bulk)

    def can_unpublish(self) -> bool:
        return self._is_network() and super().can_unpublish()

    def can_move(self) -> bool:
        return self._is_network() and super().can_move()

    def can_set_view_restrictions(self) -> bool:
        return self._is_network() and super().can_set_view_restrictions()
