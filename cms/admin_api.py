"""The admin's own API, which tells each person of the files that they may choose."""

from django.db.models import QuerySet
from wagtail import hooks
from wagtail.api.v2.router import WagtailAPIRouter
from wagtail.documents.api.admin.views import DocumentsAdminAPIViewSet
from wagtail.images.api.admin.views import ImagesAdminAPIViewSet
from wagtail.permissions import policy_registry


class OwnFiles:
    """Lists what somebody may choose or change, as the choosers do."""

    def get_queryset(self) -> QuerySet:
        policy = policy_registry.get_by_type(self.model)
        open_to = policy.instances_user_has_any_permission_for(
            self.request.user, ["choose", "change", "delete"]
        )
        return super().get_queryset().filter(pk__in=open_to.order_by().values("pk"))


class OwnImages(OwnFiles, ImagesAdminAPIViewSet):
    """One's pictures."""


class OwnDocuments(OwnFiles, DocumentsAdminAPIViewSet):
    """One's documents."""


@hooks.register("construct_admin_api", order=1000)
def list_own_files(router: WagtailAPIRouter) -> None:
    """In the place of Wagtail's own, which list everybody's."""
    router.register_endpoint("images", OwnImages)
    router.register_endpoint("documents", OwnDocuments)
