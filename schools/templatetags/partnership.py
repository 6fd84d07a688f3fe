"""How the partnership with academies is shown: mentions on kits, agreements, people."""

from typing import TYPE_CHECKING, Any, NamedTuple

from django import template
from django.conf import settings
from django.utils.html import format_html_join
from django.utils.text import capfirst
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from cms.templatetags.components import calendar_day
from schools.templatetags.kits import in_words, listed, time_needed

if TYPE_CHECKING:
    from museums.models import MuseumPage
    from schools.academy.badges import Badge
    from schools.models import ClassKitPage, KitRelease, PartnershipAgreement, RelayTeacher

register = template.Library()

LOGO_SPEC = "max-320x160|format-png"


class Said(NamedTuple):
    """Words of the network, and the language that they are in."""

    text: str
    lang: str


def said(text: str, english: str = "") -> Said:
    """What the network wrote, in English where that is spoken and there is some."""
    if get_language() == "en" and english:
        return Said(english, "en")
    return Said(text, settings.LANGUAGE_CODE)


@register.inclusion_tag("schools/components/badges.html")
def release_badges(
    release: "KitRelease | None", badges: "dict[int, list[Badge]]"
) -> dict[str, Any]:
    """What academies say of one version, from `badges_of`."""
    return {"badges": badges.get(release.pk, []) if release else []}


@register.inclusion_tag("components/facts.html")
def adage_facts(
    page: "ClassKitPage", museum: "MuseumPage | None", partners: "list[MuseumPage]"
) -> dict[str, Any]:
    """What a teacher copies into ADAGE to describe a project with the kit."""
    museums = [museum] * bool(museum) + list(partners)
    facts = [
        ("school", _("Levels"), in_words(page.classes)),
        ("filter", _("Domains"), listed(page.eac_domains.all())),
        ("check", _("Pillars of arts education"), listed(page.pillars)),
        ("users", _("Cultural partner"), "; ".join(f"{m.title}, {m.town}" for m in museums)),
        ("clock", _("Duration"), time_needed(page)),
        ("info", _("Disciplines"), listed(page.disciplines.all())),
    ]
    return {"rows": [fact for fact in facts if fact[2]]}


@register.inclusion_tag("schools/components/agreement_panel.html")
def agreement_panel(agreement: "PartnershipAgreement") -> dict[str, Any]:
    """An agreement that runs: with whom, until when, who signed."""
    academy = agreement.academy
    lines = [said(line) for line in agreement.signatory_lines]  # as on paper: in one language
    signatories = format_html_join("", '<span lang="{1}">{0}</span><br>', lines)
    return {
        "academy": academy,
        "summary": said(agreement.summary, agreement.summary_en),
        "logo": academy.logo.get_rendition(LOGO_SPEC)
        if academy.logo and agreement.allows_logo
        else None,
        "rows": [
            ("map-pin", _("Departments"), listed(academy.departments.all())),
            ("info", _("Number"), agreement.number),
            (
                "calendar",
                _("Dates"),
                capfirst(
                    _("from %(first)s to %(last)s")
                    % {
                        "first": calendar_day(agreement.starts_on, "year"),
                        "last": calendar_day(agreement.ends_on, "year"),
                    }
                ),
            ),
            ("users", _("Signatories"), signatories),
        ],
    }


@register.inclusion_tag("schools/components/relay_teacher.html")
def relay_teacher(teacher: "RelayTeacher") -> dict[str, Any]:
    """Who helps teachers, where and when; by name where they agreed to it."""
    return {"teacher": teacher, "presence": said(teacher.presence, teacher.presence_en)}
