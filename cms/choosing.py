"""What a form refers to: only pictures, files and pages that its editor may choose.

Choosers offer nothing else; but a form is sent by a browser, which may say any number.
"""

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from django import forms
from django.db.models import Model
from django.utils.translation import gettext_lazy as _
from wagtail.documents import get_document_model
from wagtail.images import get_image_model
from wagtail.models import Page, ReferenceIndex
from wagtail.permissions import policy_registry

from cms.guards import nameable

if TYPE_CHECKING:
    from cms.models import User

Reference = tuple[type[Model], str]

REFUSALS = {
    "image": _("This picture is not yours to show. Choose or add one of yours."),
    "document": _("This file is not yours to show. Choose or add one of yours."),
    "page": _("A link leads to a page that is not on line. Choose another one, or take it away."),
}


class Choosing:
    """The references of one page's form: what stood there before may stay, whoever put it there."""

    def __init__(self, user: "User | None", page: Page) -> None:
        self.user = user
        self.kinds = {get_image_model(): "image", get_document_model(): "document", Page: "page"}
        self.before = set(self._of_page(page)) if user else set()

    def check(self, form: forms.ModelForm) -> bool:
        """Refuse, at its field, what the editor may not choose; whether all is theirs."""
        if not self.user:
            return True
        is_right = True
        for name, references in list(self._of_form(form)):
            for model, pk in references - self.before:
                if not self._may_choose(model, pk):
                    form.add_error(name, REFUSALS[self.kinds[model]])
                    is_right = False
                    break
        return is_right

    def _of_page(self, page: Page) -> Iterator[Reference]:
        by_type = {self._type_id(model): model for model in self.kinds}
        for type_id, pk, *_path in ReferenceIndex._extract_references_from_object(page):
            if type_id in by_type:
                yield by_type[type_id], pk

    def _of_form(self, form: forms.ModelForm) -> Iterator[tuple[str, set[Reference]]]:
        """Each field with what it refers to, in a stream or in a text too."""
        for name, value in getattr(form, "cleaned_data", {}).items():
            if name not in form.fields or not value:
                continue
            if isinstance(value, Model):
                found = {(self._kind(type(value)), str(value.pk))}
            else:
                found = {
                    (self._kind(model), str(pk)) for model, pk in self._inside(form, name, value)
                }
            yield name, {(model, pk) for model, pk in found if model}

    def _inside(
        self, form: forms.ModelForm, name: str, value: Any
    ) -> Iterator[tuple[type[Model], str]]:
        model = form._meta.model
        if name in {field.name for field in model._meta.fields}:
            field = model._meta.get_field(name)
            if hasattr(field, "extract_references"):
                for to_model, pk, *_path in field.extract_references(value):
                    yield to_model, pk

    def _kind(self, model: type[Model]) -> type[Model] | None:
        return next((kind for kind in self.kinds if issubclass(model, kind)), None)

    def _type_id(self, model: type[Model]) -> int:
        return ReferenceIndex._get_base_content_type(model).pk

    def _may_choose(self, model: type[Model], pk: str) -> bool:
        rows = model._default_manager.filter(pk=pk)
        if model is Page:
            return nameable(rows, self.user).exists()
        policy = policy_registry.get_by_type(model)
        row = rows.first()
        return row is None or policy.user_has_permission_for_instance(self.user, "choose", row)
