"""What keeps a kit from being put on line: a right that is not there, a description missing."""

from collections.abc import Iterable, Iterator
from datetime import date
from typing import TYPE_CHECKING

from django.utils.translation import gettext as _

from cms.models import CreditedImage, RightsStatus
from cms.templatetags.components import calendar_day
from cms.templatetags.weights import weight
from cms.visibility import private_collections
from schools.choices import DocumentRole
from schools.contents import Medium, key_of, media_in
from schools.credits import WorkCredit, credit_of_document, credit_of_medium

if TYPE_CHECKING:
    from schools.models import ClassKitPage, KitDocument

MOST_BYTES = 100_000_000
# How many works under copyright the agreements on teaching allow in one kit.
MOST_TEACHING_EXCEPTIONS = 20


def problems_of(kit: "ClassKitPage", documents: "Iterable[KitDocument]", today: date) -> list[str]:
    """One sentence for each thing that is missing, naming the file; none when all is well."""
    documents = list(documents)
    problems = [*_problems_of_kit(kit, documents)]
    for document in documents:
        problems += problems_of_rights(document, kit, today)
        problems += _problems_of_access(document)
    problems += _problems_of_all(kit, documents)
    return list(dict.fromkeys(problems))


def problems_of_whole(kit: "ClassKitPage", documents: "Iterable[KitDocument]") -> list[str]:
    """The same without what concerns one document alone."""
    documents = list(documents)
    return [*_problems_of_kit(kit, documents), *_problems_of_all(kit, documents)]


def _problems_of_kit(kit: "ClassKitPage", documents: "list[KitDocument]") -> Iterator[str]:
    if not any(document.role == DocumentRole.TEACHER_SHEET for document in documents):
        yield _("There is no teacher’s sheet.")
    if not kit.authors.all():
        yield _("The kit does not say who wrote it.")
    if kit.licence is None:
        yield _("The kit has no licence: say what teachers may do with it.")
    elif not kit.licence.allows_redistribution:
        yield _("The kit’s licence (%(licence)s) does not let teachers pass it on.") % {
            "licence": kit.licence
        }
    yield from _problems_of_media(media_in(kit.body))
    if kit.image:
        yield from _problems_of_credit(kit.image.title, credit_of_medium(kit.image))


def problems_of_rights(document: "KitDocument", kit: "ClassKitPage", today: date) -> Iterator[str]:
    """What one document lacks for it to be passed on."""
    names = {"name": document.title}
    yield from _problems_of_media(media_in(document.body))
    if document.media:
        credit = credit_of_document(document, kit)
        yield from _problems_of_credit(document.title, credit, document.ground)
    if document.has_ended(today):
        ended = {"day": calendar_day(document.valid_until, "year")}
        yield _("“%(name)s”: its authorisation ended on %(day)s.") % (names | ended)


def _problems_of_access(document: "KitDocument") -> Iterator[str]:
    """What one document lacks for everybody to read it."""
    names = {"name": document.title}
    if document.picture and not document.alternative:
        yield _("“%(name)s”: say in one sentence what one sees in the picture.") % names
    if document.is_sound_or_film and not document.transcript:
        yield _("“%(name)s”: write down what is said and heard (transcript).") % names


def _problems_of_media(media: Iterable[Medium]) -> Iterator[str]:
    """What is missing for the pictures and files that a text shows."""
    for medium in media:
        yield from _problems_of_credit(medium.title, credit_of_medium(medium))
        is_shown = isinstance(medium, CreditedImage) and not medium.decorative
        if is_shown and not medium.contextual_alt_text:
            yield _("“%(name)s”: say in one sentence what one sees in the picture.") % {
                "name": medium.title
            }


def _problems_of_credit(
    name: str, credit: WorkCredit, ground: str = RightsStatus.LICENSED
) -> Iterator[str]:
    if not credit.line:
        yield _("“%(name)s” has no credit: say who made it.") % {"name": name}
    if ground == RightsStatus.UNKNOWN:
        yield _("“%(name)s”: its rights are not known, so it cannot be passed on.") % {"name": name}
    elif credit.licence is None:
        yield _("“%(name)s” has no licence: say what teachers may do with it.") % {"name": name}
    elif not credit.licence.allows_redistribution:
        yield _("“%(name)s” may not be passed on (%(licence)s): leave it out of the kit.") % {
            "name": name,
            "licence": credit.licence,
        }


def _problems_of_all(kit: "ClassKitPage", documents: "list[KitDocument]") -> Iterator[str]:
    """What only shows once everything is counted together."""
    exceptions = [
        document for document in documents if document.ground == RightsStatus.TEACHING_EXCEPTION
    ]
    if len(exceptions) > MOST_TEACHING_EXCEPTIONS:
        yield _(
            "%(count)s works are shown within the teaching exception, which covers %(most)s."
        ) % {"count": len(exceptions), "most": MOST_TEACHING_EXCEPTIONS}
    bodies = (kit.body, *(document.body for document in documents))
    shown = [medium for body in bodies for medium in media_in(body)]
    named = [(document.title, document.media) for document in documents if document.media]
    named += [(medium.title, medium) for medium in (*shown, kit.image) if medium]
    yield from _problems_of_privacy(named)
    weights = {key_of(medium): medium.get_file_size() or 0 for _name, medium in named}
    if sum(weights.values()) > MOST_BYTES:
        yield _("The files weigh %(size)s together: %(most)s at most.") % {
            "size": weight(sum(weights.values())),
            "most": weight(MOST_BYTES),
        }


def _problems_of_privacy(named: list[tuple[str, Medium]]) -> Iterator[str]:
    """A kit is for everybody, and so is what it holds: what was put aside stays there."""
    private = {collection.pk: collection for collection in private_collections()}
    for name, medium in named:
        if medium.collection_id in private:
            yield _(
                "“%(name)s” is in the collection “%(collection)s”, which not everybody may see: "
                "move the file to another collection, or leave it out of the kit."
            ) % {"name": name, "collection": private[medium.collection_id].name}
