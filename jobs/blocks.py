"""The text of an offer, part by part."""

from typing import Any

from django.utils.translation import gettext_lazy as _
from wagtail import blocks

from jobs.choices import SectionKind

FEATURES = ["h3", "bold", "italic", "ol", "ul", "link", "document-link"]


class SectionBlock(blocks.StructBlock):
    """A part of the text: what it is about, in the editor's own heading or in ours."""

    kind = blocks.ChoiceBlock(
        label=_("about"), choices=SectionKind.choices, default=SectionKind.MISSIONS
    )
    heading = blocks.CharBlock(
        label=_("heading"),
        required=False,
        help_text=_("Empty: the usual heading of such a part."),
    )
    text = blocks.RichTextBlock(label=_("text"), features=FEATURES)

    class Meta:
        icon = "pilcrow"
        label = _("Part of the text")
        template = "jobs/blocks/section.html"

    def get_context(
        self, value: blocks.StructValue, parent_context: dict[str, Any] | None = None
    ) -> dict[str, Any]:
        context = super().get_context(value, parent_context=parent_context)
        return context | {"heading": section_heading(value)}


class SectionsBlock(blocks.StreamBlock):
    """The whole text of an offer."""

    section = SectionBlock()


def section_heading(value: blocks.StructValue) -> str:
    """The heading of a part as visitors read it."""
    return value["heading"] or str(dict(SectionKind.choices).get(value["kind"], ""))
