"""Academies, agreements and relay teachers in the admin.

Not as snippets: anybody who enters the admin may open the chooser of a snippet, and read names.
"""

from django import forms
from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, FieldRowPanel, InlinePanel
from wagtail.admin.ui.tables import Column
from wagtail.admin.viewsets.model import ModelViewSet, ModelViewSetGroup

from cms.columns import DayColumn
from museums.network import PARTNERS_GROUP
from schools.models import Academy, PartnershipAgreement, RelayTeacher


class AcademyViewSet(ModelViewSet):
    """Academies, with those who read for each."""

    model = Academy
    icon = "group"
    menu_label = _("Academies")
    url_prefix = "academies"
    copy_view_enabled = False
    list_display = ("name", "website")
    panels = (
        FieldRowPanel([FieldPanel("name"), FieldPanel("name_en")]),
        FieldPanel("departments", widget=forms.CheckboxSelectMultiple),
        FieldPanel("website"),
        FieldPanel("logo"),
        InlinePanel(
            "partners",
            heading=_("Who reads kits for it"),
            label=_("Partner"),
            panels=[FieldRowPanel([FieldPanel("user"), FieldPanel("function")])],
            help_text=format_lazy(
                _("People of the group “{group}”, chosen under Settings, Users."),
                group=PARTNERS_GROUP,
            ),
        ),
    )


class AgreementViewSet(ModelViewSet):
    """Agreements, the one that ends last first."""

    model = PartnershipAgreement
    icon = "doc-full"
    menu_label = _("Agreements")
    url_prefix = "agreements"
    copy_view_enabled = False
    list_display = (
        "number",
        Column("academy", label=_("Academy")),
        DayColumn("starts_on", label=_("From")),
        DayColumn("ends_on", label=_("Until")),
    )
    panels = (
        FieldPanel("number"),
        FieldPanel("academy"),
        FieldRowPanel([FieldPanel("starts_on"), FieldPanel("ends_on")]),
        FieldPanel("signatories", widget=forms.Textarea(attrs={"rows": 3})),
        FieldPanel("summary"),
        FieldPanel("summary_en"),
        FieldPanel("signed_file"),
        FieldPanel("allows_logo"),
    )


class RelayTeacherViewSet(ModelViewSet):
    """Relay teachers, by name."""

    model = RelayTeacher
    icon = "user"
    menu_label = _("Relay teachers")
    url_prefix = "relay-teachers"
    copy_view_enabled = False
    list_display = (
        "name",
        Column("academy", label=_("Academy")),
        DayColumn("ends_on", label=_("Until")),
    )
    panels = (
        FieldPanel("name"),
        FieldPanel("has_consented"),
        FieldPanel("email"),
        FieldPanel("academy"),
        FieldRowPanel([FieldPanel("starts_on"), FieldPanel("ends_on")]),
        FieldRowPanel([FieldPanel("presence"), FieldPanel("presence_en")]),
        FieldPanel("museums", widget=forms.CheckboxSelectMultiple),
        FieldPanel("disciplines", widget=forms.CheckboxSelectMultiple),
    )


class PartnershipViewSetGroup(ModelViewSetGroup):
    """What the network's team keeps of the partnership."""

    menu_label = _("Partnership")
    menu_icon = "group"
    menu_order = 132
    submenu_hook = "register_partnership_menu_item"
    items = (
        AcademyViewSet("academies"),
        AgreementViewSet("agreements"),
        RelayTeacherViewSet("relay_teachers"),
    )
