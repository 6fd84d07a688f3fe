"""Parts of the form of a kit that Wagtail does not have."""

from typing import Any

from django.utils.functional import cached_property
from wagtail.admin.panels import FieldPanel, MultiFieldPanel


class FoldedPanel(MultiFieldPanel):
    """Fields that few documents need, opened on demand: inside a list Wagtail folds no panel."""

    def __init__(self, *args: Any, title: str = "", **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.title = title

    def clone_kwargs(self) -> dict[str, Any]:
        return super().clone_kwargs() | {"title": self.title}

    class BoundPanel(MultiFieldPanel.BoundPanel):
        template_name = "schools/admin/folded_panel.html"

        @cached_property
        def is_open(self) -> bool:
            """Whether one of its fields is wrong, and must be seen."""
            names = set(self.panel.get_form_options()["fields"])
            return bool(self.form and names & set(self.form.errors))


class WhereAnyPanel(FieldPanel):
    """A choice among rows of a list that may be empty, and is not shown then."""

    class BoundPanel(FieldPanel.BoundPanel):
        def is_shown(self) -> bool:
            related = self.panel.db_field.related_model
            return super().is_shown() and related.objects.exists()
