"""The bin in the admin: each person finds there what was deleted where they may add pages."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.middleware.csrf import get_token
from django.shortcuts import get_object_or_404, redirect
from django.urls import URLPattern, path, reverse
from django.utils.formats import date_format
from django.utils.timezone import localtime
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST
from wagtail.admin import messages
from wagtail.admin.ui.tables import Column, DateColumn, UserColumn
from wagtail.admin.views.generic import DeleteView, IndexView
from wagtail.admin.viewsets.model import ModelViewSet
from wagtail.permission_policies import ModelPermissionPolicy
from wagtail.permissions import page_permission_policy

from cms.bin import CannotBeRestoredError, restore, throw_away
from cms.models import DeletedPage, User
from cms.querysets import DeletedPageQuerySet

NAME = "bin"


class BinPermissionPolicy(ModelPermissionPolicy):
    """Who may add pages somewhere looks into the bin; only the network throws away for good."""

    def user_has_permission(self, user: User, action: str) -> bool:
        if action == "view" and page_permission_policy.user_has_permission(user, "add"):
            return True
        return action in ("view", "delete") and super().user_has_permission(user, action)


class WhatColumn(Column):
    """What a deleted page is called, what it is, and how much comes back with it."""

    cell_template_name = "cms/admin/bin_what.html"


class RestoreColumn(Column):
    """A button that puts the page back, and for the network's team a link that throws it away."""

    cell_template_name = "cms/admin/bin_actions.html"

    def get_cell_context_data(
        self, instance: DeletedPage, parent_context: dict[str, Any]
    ) -> dict[str, Any]:
        request = parent_context["request"]
        return super().get_cell_context_data(instance, parent_context) | {
            "csrf_token": get_token(request),
            "may_throw_away": request.user.has_perm("cms.delete_deletedpage"),
        }


def last_day(deleted: DeletedPage) -> str:
    """The day until which a page can be restored."""
    return date_format(localtime(deleted.kept_until))


class BinView(IndexView):
    """What can be restored, the latest deletion first."""

    page_title = gettext_lazy("Bin")

    def get_base_queryset(self) -> DeletedPageQuerySet:
        seen = DeletedPage.objects.tops().seen_by(self.request.user)
        return seen.with_number_below().select_related("page_type", "deleted_by")


class ThrowAwayView(DeleteView):
    """The network's team deletes something for good before its time."""

    page_title = gettext_lazy("Delete for good")
    confirmation_message = gettext_lazy("Once deleted for good, nobody can restore it.")
    success_message = gettext_lazy("“%(object)s” is deleted for good.")

    def delete_action(self) -> None:
        throw_away(self.object.gone_together())


@require_POST
def restore_view(request: HttpRequest, pk: int) -> HttpResponse:
    """Put a page back, and say what came of it."""
    seen = DeletedPage.objects.tops().seen_by(request.user)
    deleted = get_object_or_404(seen, pk=pk)
    try:
        page = restore(deleted, request.user)
    except CannotBeRestoredError as reason:
        messages.error(request, str(reason))
        return redirect(f"{NAME}:index")
    on_line, as_draft = _("“%(title)s” is back, on line."), _("“%(title)s” is back, as a draft.")
    edit_url = reverse("wagtailadmin_pages:edit", args=[page.pk])
    buttons = [messages.button(edit_url, _("Edit"))]
    said = (on_line if page.live else as_draft) % {"title": deleted.title}
    messages.success(request, said, buttons=buttons)
    return redirect("wagtailadmin_explore", deleted.parent_id)


class BinViewSet(ModelViewSet):
    """What was deleted in the last days, to be restored."""

    model = DeletedPage
    icon = "bin"
    menu_label = gettext_lazy("Bin")
    menu_order = 10_000
    add_to_admin_menu = True
    copy_view_enabled = False
    index_view_class = BinView
    delete_view_class = ThrowAwayView
    exclude_form_fields = ()
    list_display = (
        WhatColumn("title", label=gettext_lazy("Deleted page"), sort_key="title"),
        RestoreColumn("restore", label=gettext_lazy("Restore"), accessor="pk"),
        Column("place", label=gettext_lazy("Where it was"), sort_key="place"),
        UserColumn("deleted_by", label=gettext_lazy("Deleted by")),
        DateColumn("deleted_at", label=gettext_lazy("Deleted"), sort_key="deleted_at"),
        Column("kept_until", label=gettext_lazy("Kept until"), accessor=last_day),
    )
    search_fields = ("title", "place")

    def get_urlpatterns(self) -> list[URLPattern]:
        return [*super().get_urlpatterns(), path("restore/<int:pk>/", restore_view, name="restore")]
