"""How class kits are shown: cards, facts, documents, durations in words."""

from collections.abc import Iterable, Sequence
from datetime import date
from itertools import groupby
from operator import attrgetter
from typing import TYPE_CHECKING, Any, NamedTuple

from django import template
from django.urls import reverse
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString, mark_safe
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from cms.templatetags.weights import weight
from schools.choices import TEACHERS_ROLES, DocumentRole, Pack, Phase
from schools.headings import below

if TYPE_CHECKING:
    from cms.models import Licence, LicensedDocument
    from museums.models import MuseumPage
    from schools.models import (
        ClassKitPage,
        KitAuthor,
        KitDocument,
        KitProgrammeItem,
        KitRelease,
        SchoolLevel,
    )

register = template.Library()
register.filter(weight)  # what a kit's templates say is in one library

HOUR = 60


# In words


@register.filter
def duration(minutes: int) -> str:
    """« 45 min », « 1 h 30 »."""
    hours, rest = divmod(minutes, HOUR)
    if not hours:
        return _("%(minutes)s min") % {"minutes": rest}
    if not rest:
        return _("%(hours)s h") % {"hours": hours}
    return _("%(hours)s h %(minutes)02d") % {"hours": hours, "minutes": rest}


@register.filter
def in_words(levels: "Iterable[SchoolLevel]") -> str:
    """Classes with their cycle: « CM1, CM2, 6e (cycle 3) »."""
    groups = (
        _("%(classes)s (%(cycle)s)")
        % {"classes": ", ".join(map(inside, classes)), "cycle": inside(cycle)}
        for cycle, classes in groupby(levels, key=attrgetter("parent"))
    )
    return capfirst(", ".join(groups))


def inside(level: "SchoolLevel") -> str:
    """The name of a class or of a cycle inside a sentence: « petite section », « CM2 »."""
    name = str(level)
    return name[:1].lower() + name[1:] if name[1:2].islower() else name


@register.filter
def facts_in_short(kit: "ClassKitPage") -> str:
    """What one chooses a kit by besides its title: « 1 h 30 · 5 documents · ZIP, 3,2 Mo »."""
    count = kit.document_count or 0
    documents = ngettext("%(count)s document", "%(count)s documents", count) % {"count": count}
    facts = [
        duration(kit.total_minutes) if kit.total_minutes else "",
        documents if count else "",
        _("ZIP, %(size)s") % {"size": weight(kit.release_size)} if kit.release_size else "",
    ]
    return " · ".join(filter(None, facts))


# Kits


@register.inclusion_tag("schools/components/kit_card.html")
def kit_card(kit: "ClassKitPage") -> dict[str, Any]:
    """A kit in a list of kits, from a queryset that is `for_cards().with_badge(day)`."""
    return {"item": kit}


@register.inclusion_tag("schools/components/programme_points.html")
def programme_points(points: "list[KitProgrammeItem]") -> dict[str, Any]:
    """What it works on in the programmes, with the source of the official list."""
    return {"points": points, "credit": official_list(points)}


def official_list(points: "list[KitProgrammeItem]") -> str:
    """Whose the official list is; empty where nothing of it is named."""
    if not any(point.item for point in points):
        return ""
    return _("Official list: domains of teaching of ScoLOMFR, Réseau Canopé, CC BY-SA 3.0 FR.")


def programme_lines(points: "list[KitProgrammeItem]") -> str:
    """The same as plain lines."""
    lines = [f"{point} ({point.source})" if point.source else str(point) for point in points]
    return "\n".join([*lines, official_list(points)]).strip()


@register.inclusion_tag("components/facts.html")
def kit_facts(
    page: "ClassKitPage", museum: "MuseumPage | None", partners: "Iterable[MuseumPage]"
) -> dict[str, Any]:
    """Whom it is for, how long it takes, where."""
    museums = [museum] * bool(museum) + list(partners)
    facts = [
        ("school", _("Classes"), in_words(page.classes)),
        ("check", _("Disciplines"), ", ".join(map(str, page.disciplines.all()))),
        ("clock", _("Duration"), time_needed(page)),
        ("calendar", _("When"), listed(phase.label for phase in page.phases)),
        ("users", _("Group"), group(page)),
        ("map-pin", _("Museums") if len(museums) > 1 else _("Museum"), links(museums)),
        ("briefcase", _("What to bring"), page.material),
        ("accessibility", _("Special needs"), listed(n.label for n in page.special_needs)),
    ]
    return {"rows": [fact for fact in facts if fact[2]]}


def listed(labels: "Iterable[str]") -> str:
    return capfirst(", ".join(map(str, labels)))


def time_needed(kit: "ClassKitPage") -> str:
    """« 2 h, en 2 séances »."""
    total = duration(kit.total_minutes) if kit.total_minutes else ""
    count = kit.sessions_count or 0
    lessons = ngettext("in %(count)s lesson", "in %(count)s lessons", count) % {"count": count}
    return ", ".join(filter(None, (total, lessons if count else "")))


def group(kit: "ClassKitPage") -> str:
    """« En groupes, 30 élèves au plus »."""
    most = kit.group_size_max or 0
    pupils = ngettext("%(count)s pupil at most", "%(count)s pupils at most", most)
    parts = (kit.get_group_mode_display(), pupils % {"count": most} if most else "")
    return listed(filter(None, parts))


def links(museums: "Iterable[MuseumPage]") -> SafeString:
    """Each museum with its town, as a link on a line of its own."""
    lines = ((museum.url, museum.title, museum.town) for museum in museums)
    return format_html_join(SafeString("<br>"), '<a href="{}">{}, {}</a>', lines)


@register.filter
def author_line(author: "KitAuthor") -> str:
    """« Ada Lemoine, professeure relais, collège Flaubert »."""
    return ", ".join(filter(None, (author.name, author.function, author.institution)))


@register.inclusion_tag("components/facts.html")
def kit_terms(page: "ClassKitPage") -> dict[str, Any]:
    """What one may do with it, what it stands on, whom to ask."""
    licence = page.licence
    named = (
        format_html('<a href="{}" rel="license">{}</a>', licence.url, licence) if licence else ""
    )
    mail = format_html('<a href="mailto:{0}">{0}</a>', page.contact) if page.contact else ""
    eac = listed([*page.eac_domains.all(), *page.pillars])
    facts = [
        ("share-2", _("Licence"), named if licence and licence.url else licence),
        ("school", _("Arts education"), eac),
        ("mail", _("Contact"), mail),
    ]
    return {"rows": [fact for fact in facts if fact[2]]}


def link(url: str, text: "Licence | str") -> "SafeString | Licence | str":
    """A link, or the text alone where it leads nowhere."""
    return format_html('<a href="{}">{}</a>', url, text) if url and text else text


# Versions


@register.simple_tag
def pack_address(kit: "ClassKitPage", release: "KitRelease", pack: str = Pack.COMPLETE) -> str:
    """Where a version is downloaded: the same for ever, whatever the kit is called later."""
    names = [f"{kit.key}-{kit.source.slug}", release.number]
    if pack == Pack.COMPLETE:
        return reverse("kit_pack", args=names)
    return reverse("lesser_kit_pack", args=[*names, pack])


@register.simple_tag
def choice_address(kit: "ClassKitPage", release: "KitRelease") -> str:
    """Where documents of a version are downloaded that one chooses."""
    return reverse("kit_choice", args=[f"{kit.key}-{kit.source.slug}", release.number])


class PaperLink(NamedTuple):
    """A sheet that can be downloaded alone: what it is called, what one gets."""

    label: str
    url: str
    facts: str


PAPERS = {
    "-dys.pdf": gettext_lazy("PDF for dyslexic readers"),
    "-gros-caracteres.pdf": gettext_lazy("PDF in large print"),
    ".pdf": gettext_lazy("accessible PDF"),
    ".odt": gettext_lazy("ODT, to change"),
}


def papers_of(
    kit: "ClassKitPage", release: "KitRelease | None", document: "KitDocument"
) -> list[PaperLink]:
    """What a text of the kit is besides a page: with its weight and its number of pages."""
    files = release.documents.get(document.uid, []) if release and document.body else []
    links = []
    for file in files:
        ending = next((one for one in PAPERS if file["path"].endswith(one)), None)
        if ending:
            pages = file["pages"] or 0
            said = ngettext("%(count)s page", "%(count)s pages", pages) % {"count": pages}
            names = [f"{kit.key}-{kit.source.slug}", release.number, file["path"]]
            facts = ", ".join(filter(None, (weight(file["size"]), said if pages else "")))
            links.append(PaperLink(PAPERS[ending], reverse("kit_paper", args=names), facts))
    return links


@register.simple_tag
def download_label(release: "KitRelease", documents: "Sequence[KitDocument]") -> str:
    """« Télécharger le kit (ZIP, 3,2 Mo, 9 documents) »."""
    count = len(documents)
    label = ngettext(
        "Download the kit (ZIP, %(size)s, %(count)s document)",
        "Download the kit (ZIP, %(size)s, %(count)s documents)",
        count,
    )
    return label % {"size": weight(release.size), "count": count}


# Documents


@register.filter
def headings_from(html: str, top: int) -> SafeString:
    """A text with its highest headings at the level `top`, below those of the page."""
    return mark_safe(below([html], top)[0])  # noqa: S308 -- the same tags, at other levels


class Shelf(NamedTuple):
    """The documents that a class uses at the same time."""

    title: str
    documents: "list[KitDocument]"


@register.filter
def by_phase(documents: "Iterable[KitDocument]") -> list[Shelf]:
    """Documents by the time of their use, then by what they are, then in the editor's order."""
    titles = {"": _("At any time"), **{value: capfirst(label) for value, label in Phase.choices}}
    phases, roles = list(titles), list(DocumentRole)
    ordered = sorted(documents, key=lambda d: (phases.index(d.phase), roles.index(d.role)))
    return [
        Shelf(titles[phase], list(shelf)) for phase, shelf in groupby(ordered, attrgetter("phase"))
    ]


@register.inclusion_tag("schools/components/kit_document.html")
def kit_document(
    document: "KitDocument", kit: "ClassKitPage", release: "KitRelease | None", today: date
) -> dict[str, Any]:
    """One document of a kit, to be read here, downloaded alone or with others.

    Not where its authorisation has ended, nor where all that was made of the kit is withdrawn.
    """
    has_ended = document.has_ended(today)
    is_given = not has_ended and bool(release or not kit.all_releases)
    facts = [
        document.extension.upper(),
        pages_of(document.file),
        weight(document.size) if document.size else "",
        "" if document.picture else document.get_language_display(),
        duration(document.minutes) if document.minutes else "",
        readable(document.file),
    ]
    return {
        "document": document,
        "is_answer": document.role == DocumentRole.ANSWERS,
        "is_kept_back": document.is_teacher_only and document.role not in TEACHERS_ROLES,
        "licence": document.licence_named,
        "has_ended": has_ended,
        "download_url": document.download_url if is_given else "",
        "papers": papers_of(kit, release, document) if is_given else [],
        "may_be_chosen": is_given and bool(release and release.documents.get(document.uid)),
        "facts": [fact for fact in facts if fact],
    }


def pages_of(file: "LicensedDocument | None") -> str:
    """« 12 pages », of an uploaded PDF; empty for anything else."""
    count = (file.page_count if file else None) or 0
    return ngettext("%(count)s page", "%(count)s pages", count) % {"count": count} if count else ""


def readable(file: "LicensedDocument | None") -> str:
    """Whether who hears an uploaded PDF can follow it; empty for anything else."""
    if file is None or file.is_tagged is None:
        return ""
    return _("tagged for screen readers") if file.is_tagged else _("PDF without tags")
