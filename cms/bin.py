"""The bin: a deleted page is kept for some weeks, and comes back as it was.

Whatever deletes a page, the admin, a bulk action or a program, Django says so for each page of
the branch while everything is still there: that is when it is written down. It comes back under
its old number, so that its history and whatever names it by that number find it again.
"""

import json
from collections.abc import Iterable, Iterator
from datetime import datetime
from typing import Any
from uuid import UUID

from django.apps import apps
from django.core import serializers
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import models, transaction
from django.utils.translation import gettext as _
from modelcluster.fields import ParentalKey
from modelcluster.models import ClusterableModel, get_all_child_relations
from wagtail import hooks
from wagtail.coreutils import find_available_slug
from wagtail.log_actions import log
from wagtail.models import GroupPagePermission, Page, PageViewRestriction
from wagtail_localize.models import Translation, cleanup_translation_on_delete

from cms.models import BasePage, DeletedPage, User

ROWS_HOOK = "rows_kept_with_page"
"""Functions of a page: rows of other models that are lost with it, and come back with it."""
RESTORED = "cms.restore"
"""The name of a restoration in the history of pages."""


class CannotBeRestoredError(Exception):
    """Why a page cannot come back, in a sentence for whoever asked."""


def keep_in_bin(page: BasePage, deletion: UUID, by: User | None, now: datetime) -> DeletedPage:
    """Write down a page that is about to be deleted, as the database still has it."""
    page = type(page).objects.get(pk=page.pk)
    parent = page.get_parent()
    has_draft = page.has_unpublished_changes and page.latest_revision
    rows = [row for offer in hooks.get_hooks(ROWS_HOOK) for row in offer(page)]
    return DeletedPage.objects.create(
        deletion=deletion,
        page_id=page.pk,
        parent_id=parent.pk,
        path=page.path,
        translation_key=page.translation_key,
        locale_id=page.locale_id,
        page_type_id=page.content_type_id,
        title=page.draft_title or page.title,
        place=parent.title,
        is_live=page.live,
        content=page.serializable_data(),
        draft=page.latest_revision.content if has_draft else None,
        rows=json.loads(serializers.serialize("json", rows)),
        aliases=list(page.aliases.values_list("pk", flat=True)),
        deleted_at=now,
        deleted_by=by,
    )


def own_rows(page: Page) -> Iterable[models.Model]:
    """What every page loses: who may see it, who has rights on it, what ties its translations."""
    yield from PageViewRestriction.objects.filter(page_id=page.pk)
    yield from GroupPagePermission.objects.filter(page_id=page.pk)
    ties = Translation.objects.filter(source__object_id=page.translation_key, enabled=True)
    yield from ties.filter(
        models.Q(source__locale=page.locale_id) | models.Q(target_locale=page.locale_id)
    )


@transaction.atomic
def restore(deleted: DeletedPage, by: User) -> Page:
    """Put a page back with what was deleted with it; what was on line is published again.

    It stays a draft where `by` may not publish, or where it lacks something by now. A translation
    or a page below that cannot come back stays in the bin. Raises PermissionDenied where `by` may
    not add the page, CannotBeRestoredError where it has no place to come back to.
    """
    back: list[tuple[DeletedPage, Page]] = []
    for one in deleted.gone_together():
        try:
            back.append((one, _put_back(one, by)))
        except (PermissionDenied, CannotBeRestoredError):
            if one == deleted:
                raise
    for one, page in back:
        if one.is_live and _may_go_on_line(page, by):
            Page.objects.filter(pk__in=one.aliases, alias_of=None).update(alias_of=page.pk)
            page.get_latest_revision().publish(user=by)
        if one.draft is not None:
            _put_draft_back(one, page, by)
    DeletedPage.objects.filter(pk__in=[one.pk for one, _page in back]).delete()
    return Page.objects.specific().get(pk=deleted.page_id)


def throw_away(pages: Iterable[DeletedPage]) -> int:
    """Delete for good what was deleted, and what translators wrote for it; how many pages."""
    number = 0
    for one in pages:
        written_again = Page.objects.filter(translation_key=one.translation_key, locale=one.locale)
        if not written_again.exists():
            cleanup_translation_on_delete(one)
        one.delete()
        number += 1
    return number


def _put_back(one: DeletedPage, by: User) -> Page:
    """The page as a draft, under its old number."""
    model = one.page_type.model_class()
    parent = _place_of(one, model, by)
    content = mended(model, one.content)
    if content is None:
        raise CannotBeRestoredError(
            _("Something that “%(title)s” cannot do without was deleted since.")
            % {"title": one.title}
        )
    page = model.from_serializable_data(content, check_fks=False)
    owner_id, page.owner_id = page.owner_id, None  # or its owner would seem to have made it today
    page.slug = find_available_slug(parent, page.slug)
    page.live, page.has_unpublished_changes, page.numchild = False, True, 0
    # Wagtail takes a page without `id` for a new one; Django gives it that of the link to it.
    page.id, page._state.adding = None, True
    parent.add_child(instance=page)
    page.owner_id = owner_id
    Page.objects.filter(pk=page.pk).update(owner_id=owner_id)
    for row in serializers.deserialize("python", _rows_of(one), ignorenonexistent=True):
        row.save()
    page.save_revision(user=by, changed=False, clean=False)
    log(instance=page, action=RESTORED, user=by)
    return page


def _place_of(one: DeletedPage, model: type[Page] | None, by: User) -> Page:
    """The page below which it comes back; raises where it cannot."""
    parent = Page.objects.filter(pk=one.parent_id).specific().first()
    if parent is None:
        raise CannotBeRestoredError(
            _("It was below “%(place)s”, which is not there any more: restore that page first.")
            % {"place": one.place}
        )
    if not parent.permissions_for_user(by).can_add_subpage():
        raise PermissionDenied
    if model is None or not model.can_create_at(parent):
        raise CannotBeRestoredError(
            _("“%(place)s” takes no such page any more.") % {"place": one.place}
        )
    same = Page.objects.filter(translation_key=one.translation_key, locale=one.locale).first()
    if same:
        raise CannotBeRestoredError(
            _("It was written again since, as “%(title)s”: delete that page first.")
            % {"title": same.title}
        )
    return parent


def _may_go_on_line(page: Page, by: User) -> bool:
    """Whether `by` may publish there, and the page still has all that it must have."""
    try:
        page.full_clean()
    except ValidationError:
        return False
    return page.get_parent().specific.permissions_for_user(by).can_publish_subpage()


def _put_draft_back(one: DeletedPage, page: Page, by: User) -> None:
    """What was written and not published yet comes back as such."""
    draft = mended(type(page), one.draft)
    if draft is None:
        return
    if draft["slug"] == one.content["slug"]:
        draft["slug"] = page.slug
    as_it_is = type(page).objects.get(pk=page.pk)
    as_it_is.with_content_json(draft).save_revision(user=by, clean=False)


def _rows_of(one: DeletedPage) -> Iterator[dict[str, Any]]:
    """The rows kept with a page, as Django reads them back, without those that lost their hold.

    One by one: what hangs on a row before it holds again once that one is saved.
    """
    for row in one.rows:
        fields = mended(apps.get_model(row["model"]), row["fields"])
        if fields is not None:
            yield row | {"fields": fields}


def mended(model: type[models.Model], data: dict[str, Any]) -> dict[str, Any] | None:
    """What a row said, without what it points to and is gone since.

    None where it cannot do without; of the rows that belong to it, those that cannot are left out.
    """
    data = dict(data)
    for field in model._meta.fields:
        if not field.many_to_one or isinstance(field, ParentalKey) or data.get(field.name) is None:
            continue
        pointed_to = field.remote_field.model._base_manager
        if pointed_to.filter(**{field.remote_field.field_name: data[field.name]}).exists():
            continue
        if not field.null:
            return None
        data[field.name] = None
    for field in model._meta.many_to_many:
        still_there = field.remote_field.model._base_manager.filter(pk__in=data.get(field.name, ()))
        data[field.name] = list(still_there.values_list("pk", flat=True))
    relations = get_all_child_relations(model) if issubclass(model, ClusterableModel) else ()
    for relation in relations:
        name, child = relation.get_accessor_name(), relation.related_model
        rows = (mended(child, row) for row in data.get(name, ()))
        data[name] = [row for row in rows if row is not None]
    return data
