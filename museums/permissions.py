"""What a museum may not do to its own page: it is the root of all that it publishes."""

from wagtail.models import PagePermissionTester


class MuseumPermissionTester(PagePermissionTester):
    """Keeps a museum's own page on line, in place and public, whoever its editors are."""

    def _is_network(self) -> bool:
        """Whether this person's rights come from above the museum: the network's team."""
        if self.user.is_superuser:
            return True
        own = self.page.path
        permissions = self.permission_policy.get_cached_permissions_for_user(self.user)
        return any(own != p.page.path and own.startswith(p.page.path) for p in permissions)

    def can_delete(self, ignore_bulk: bool = False) -> bool:
        return self._is_network() and super().can_delete(ignore_bulk)

    def can_unpublish(self) -> bool:
        return self._is_network() and super().can_unpublish()

    def can_move(self) -> bool:
        return self._is_network() and super().can_move()

    def can_set_view_restrictions(self) -> bool:
        return self._is_network() and super().can_set_view_restrictions()
