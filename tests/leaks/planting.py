"""A museum that keeps secrets: whatever it has not published says a word that nobody may read.

Every row of it but its pages bears the same number, so that an address may be filled in without
knowing which model it names. A model that another room adds is planted by itself, from its fields.
"""

import datetime as dt
import uuid
from collections.abc import Iterator
from dataclasses import dataclass, field
from io import BytesIO
from typing import Any

from django.apps import apps
from django.contrib.auth.models import Group
from django.contrib.contenttypes.models import ContentType
from django.core.files.base import ContentFile
from django.core.files.images import ImageFile
from django.db import models, transaction
from django.utils import timezone
from modelcluster.fields import ParentalKey
from PIL import Image
from wagtail.models import (
    Collection,
    Comment,
    CommentReply,
    Locale,
    Page,
    PageLogEntry,
    PageSubscription,
    PageViewRestriction,
    Revision,
    Site,
    Task,
    TaskState,
    UploadedFile,
    Workflow,
    WorkflowState,
)
from wagtail.snippets.models import get_snippet_models
from wagtail_localize.models import StringSegment, Translation, TranslationSource

from cms.models import CreditedImage, LicensedDocument, User
from museums.models import MuseumPage
from museums.provisioning import provision_museum
from schools.models import ClassKitPage
from tests.factories.events import EventPageFactory
from tests.factories.jobs import JobPageFactory
from tests.factories.museums import MuseumPageFactory
from tests.factories.schools import VisitOfferPageFactory

NUMBER = 770_077
SMALL_NUMBER = 7_077
SECRET = "Zqsecret"
FOUND_BY = "bouturage"  # the word that each secret is searched for by
SECRET_TEXT = f"{SECRET} {FOUND_BY}"

ROOMS = ("cms", "museums", "events", "schools", "jobs", "home", "search")
NOT_PLANTED = {
    "cms.town": "every visitor may name a town",
    "cms.networksettings": "the network's own words, which every page shows",
    "cms.siteversion": "a counter",
    "museums.museumapproval": "the one task of the network's workflow",
    "cms.creditedrendition": "goes with its picture",
    "museums.formerslug": "a public address that a museum had",
    "events.formerseasonslug": "a public address that a season had",
    "events.feedlink": "a choice among what is public; named by its code",
    "events.feedversion": "a counter",
    "events.feedfetch": "counts without anybody's name",
    "events.calendarentry": "what calendars are told of a page that is on line",
    "events.occurrence": "a date of a page that is on line",
    "events.eventseries": "what calendars are told",
    "events.eventfragment": "what calendars are told",
    "schools.programmeitem": "the official list, from which all choose",
    "schools.kitdownload": "counts without anybody's name",
    "schools.oairecord": "what other catalogues are told of kits on line",
    "events.eventrecord": "what other sites are told",
}

# What a row needs besides what its fields say by themselves.
GIVEN: dict[str, dict[str, Any]] = {
    "schools.kitrelease": {"withdrawal_reason": ""},
    "museums.invitation": {"person": None},
    "schools.partnershipagreement": {"ends_on": dt.date(2099, 1, 1)},
    "schools.kitvalidation": {"validator_name": ""},
}


@dataclass
class Secrets:
    """The museum that keeps them, and the rows that must stay as they are."""

    museum: MuseumPage
    draft: Page
    revised: Page
    rows: list[models.Model] = field(default_factory=list)
    unplanted: dict[str, str] = field(default_factory=dict)

    @property
    def pages(self) -> list[int]:
        """What an address of a page may be filled in with."""
        return [self.draft.pk, self.revised.pk, self.museum.pk]

    def snapshot(self) -> list[Any]:
        """All that museum has, to see whether anything of it changed."""
        branch = Page.objects.descendant_of(self.museum, inclusive=True)
        known = [
            list(branch.order_by("pk").values()),
            list(Revision.objects.filter(object_id__in=map(str, self.pages)).values()),
            list(self.museum.editors.user_set.order_by("pk").values_list("pk")),
            list(self.museum.leads.user_set.order_by("pk").values_list("pk")),
        ]
        for row in self.rows:
            known.append(list(type(row)._base_manager.filter(pk=row.pk).values()))
        return known


def plant(museums: Page) -> Secrets:
    """A museum on line, with everything that it keeps for itself."""
    person = User.objects.create_user(
        f"{SECRET}@{FOUND_BY}.example".lower(),
        "secret",
        pk=NUMBER,
        first_name=SECRET,
        last_name=FOUND_BY,
    )
    museum = MuseumPageFactory(
        parent=museums,
        title="Musée du Cidre",
        slug="musee-du-cidre-vire",
        town="Vire",
        editors=Group.objects.create(pk=NUMBER, name="Musée du Cidre : rédaction"),
        collection=Collection.get_first_root_node().add_child(id=NUMBER, name="Musée du Cidre"),
    )
    provision_museum(museum)
    museum.refresh_from_db()
    person.groups.add(museum.editors, museum.leads)
    draft = EventPageFactory(
        parent=museum,
        title=SECRET_TEXT,
        slug="secret",
        summary=SECRET_TEXT,
        live=False,
        owner=person,
    )
    revised = EventPageFactory(parent=museum, title="Cidre nouveau", slug="cidre", owner=person)
    offer = JobPageFactory(parent=museum, title=SECRET_TEXT, slug="job", live=False)
    kit = ClassKitPage(title=SECRET_TEXT, slug="kit", summary=SECRET_TEXT, live=False, owner=person)
    museum.add_child(instance=kit)
    visit = VisitOfferPageFactory(
        parent=museum,
        title=SECRET_TEXT,
        slug="visit",
        details=SECRET_TEXT,
        live=False,
        owner=person,
    )
    secrets = Secrets(museum, draft, revised)
    keep = secrets.rows.append
    keep(person)
    keep(museum.editors)
    keep(museum.collection)
    for number, page in enumerate((draft, revised, kit, offer, visit), start=NUMBER):
        write_revision(page, person, number)
    secrets.rows.extend(files_of(museum, person))
    secrets.rows.extend(wagtail_rows(draft, person))
    plant_others(secrets, person)
    return secrets


def write_revision(page: Page, by: User, number: int) -> None:
    """A draft that says the secret, under a number of our own."""
    page.title = SECRET_TEXT
    revision = page.save_revision(user=by, log_action=True, clean=False)
    Revision.objects.filter(pk=revision.pk).update(id=number)
    Page.objects.filter(pk=page.pk).update(latest_revision_id=number)


def files_of(museum: MuseumPage, person: User) -> Iterator[models.Model]:
    """A picture and a file that no page shows, and one of each that is still coming in."""
    name, common = f"{SECRET}.png", {"id": NUMBER, "title": SECRET_TEXT}
    picture = ImageFile(drawn(), name=name)
    owned = {"collection": museum.collection, "uploaded_by_user": person}
    yield CreditedImage.objects.create(file=picture, **common, **owned)
    file = ContentFile(b"%PDF-1.4 secret", name=f"{SECRET}.pdf")
    yield LicensedDocument.objects.create(file=file, **common, **owned)
    coming = ContentFile(b"%PDF-1.4 secret", name=f"{SECRET}.pdf")
    yield UploadedFile.objects.create(
        id=NUMBER,
        file=coming,
        uploaded_by_user=person,
        for_content_type=ContentType.objects.get_for_model(LicensedDocument),
    )


def drawn() -> BytesIO:
    """A picture of nothing."""
    buffer = BytesIO()
    Image.new("RGB", (8, 8)).save(buffer, "PNG")
    buffer.seek(0)
    return buffer


def row(model: type[models.Model], **values: Any) -> models.Model:
    """A row as it is, without what happens by itself when one comes."""
    return model._base_manager.bulk_create([model(**values)])[0]


def wagtail_rows(draft: Page, person: User) -> Iterator[models.Model]:
    """What Wagtail keeps of a page: its history, its comments, its way through the workflow."""
    number = {"id": NUMBER}
    kind = ContentType.objects.get_for_model(Task)
    yield Task.objects.create(**number, name="Relecture", content_type=kind)
    yield Workflow.objects.create(**number, name="Relecture")
    state = row(
        WorkflowState,
        **number,
        workflow_id=NUMBER,
        content_type=ContentType.objects.get_for_model(draft),
        base_content_type=ContentType.objects.get_for_model(Page),
        object_id=str(draft.pk),
        requested_by=person,
    )
    task = row(
        TaskState,
        **number,
        workflow_state=state,
        revision_id=NUMBER,
        task_id=NUMBER,
        comment=SECRET_TEXT,
        finished_by=person,
        content_type=ContentType.objects.get_for_model(TaskState),
    )
    WorkflowState.objects.filter(pk=NUMBER).update(current_task_state=task)
    yield state
    yield task
    yield row(Comment, **number, page=draft, user=person, text=SECRET_TEXT, contentpath="title")
    yield row(CommentReply, **number, comment_id=NUMBER, user=person, text=SECRET_TEXT)
    yield row(PageSubscription, **number, page=draft, user=person, comment_notifications=True)
    yield row(
        PageViewRestriction, **number, page=draft, restriction_type="password", password=SECRET
    )
    entry = PageLogEntry.objects.filter(page=draft).first()
    PageLogEntry.objects.filter(pk=entry.pk).update(id=NUMBER)
    yield PageLogEntry.objects.get(pk=NUMBER)
    yield from translation_rows(draft)


def translation_rows(draft: Page) -> Iterator[models.Model]:
    """The draft is being translated."""
    source, _created = TranslationSource.get_or_create_from_instance(draft.specific)
    TranslationSource.objects.filter(pk=source.pk).delete()
    source.pk = NUMBER
    source.save()
    source.update_from_db()
    english = Locale.objects.get_or_create(language_code="en")[0]
    translation = Translation(id=NUMBER, source=source, target_locale=english)
    translation.save()
    translation.save_target(publish=False)
    segment = StringSegment.objects.filter(source=source).first()
    StringSegment.objects.filter(pk=segment.pk).update(id=NUMBER)
    yield source
    yield translation


def plant_others(secrets: Secrets, person: User) -> None:
    """A row of every other model of the rooms, made from its fields.

    A vocabulary of the network is everybody's; what hangs on a page is planted with it.
    """
    shared = {model._meta.label_lower for model in get_snippet_models()}
    left = [model for model in apps.get_models() if model._meta.app_label in ROOMS]
    left = [model for model in left if not is_part_of_page(model)]
    left = [m for m in left if m._meta.label_lower not in {*shared, *NOT_PLANTED}]
    left = [m for m in left if m is not User and not m._base_manager.filter(pk=NUMBER).exists()]
    for _round in range(3):  # one may hang on another
        for model in list(left):
            try:
                with transaction.atomic():
                    planted_row = planted(model, secrets, person)
            except Exception as error:  # noqa: BLE001 -- told by the test
                secrets.unplanted[model._meta.label_lower] = repr(error)
            else:
                secrets.rows.append(planted_row)
                secrets.unplanted.pop(model._meta.label_lower, None)
                left.remove(model)


def is_part_of_page(model: type[models.Model]) -> bool:
    return issubclass(model, Page) or any(
        isinstance(f, ParentalKey) for f in model._meta.get_fields()
    )


def planted(model: type[models.Model], secrets: Secrets, person: User) -> models.Model:
    """A row under our number that says the secret wherever it may."""
    values = {
        f.name: value
        for f in model._meta.concrete_fields
        if not f.primary_key and (value := value_for(f, secrets, person)) is not None
    }
    key = model._meta.pk
    number = uuid.UUID(int=NUMBER) if isinstance(key, models.UUIDField) else NUMBER
    given = GIVEN.get(model._meta.label_lower, {})
    return row(model, **{key.attname: number}, **values | given)


def value_for(f: models.Field, secrets: Secrets, person: User) -> Any:
    """What a field of a secret row holds."""
    if isinstance(f, models.ForeignKey):
        return related_row(f.related_model, secrets, person)
    if f.choices:
        return f.default if f.has_default() else next(iter(dict(f.flatchoices)))
    if isinstance(f, models.EmailField):
        return person.email
    if isinstance(f, models.URLField):
        return f"https://{SECRET}.example/{FOUND_BY}"
    if isinstance(f, models.FileField):
        return f"{SECRET}.pdf"
    if isinstance(f, models.CharField | models.TextField):
        long = f.max_length is None or f.max_length >= len(SECRET_TEXT)
        return SECRET_TEXT if long else SECRET[: f.max_length]
    if f.has_default() or f.null:
        return f.get_default() if f.has_default() else None
    by_type = {
        models.UUIDField: uuid.UUID(int=NUMBER),
        models.DateTimeField: timezone.now(),
        models.DateField: timezone.localdate(),
        models.TimeField: dt.time(10),
        models.DurationField: dt.timedelta(hours=1),
        models.JSONField: {},
        models.BooleanField: False,
        models.PositiveSmallIntegerField: SMALL_NUMBER,  # PostgreSQL keeps no larger one there
    }
    return next((value for kind, value in by_type.items() if isinstance(f, kind)), NUMBER)


def related_row(model: type[models.Model], secrets: Secrets, person: User) -> Any:
    """The row of the secret museum that a key points to."""
    if issubclass(model, MuseumPage):
        return secrets.museum
    if issubclass(model, Locale):
        return Locale.objects.get(language_code="fr")
    if issubclass(model, ContentType):
        return ContentType.objects.get_for_model(secrets.draft)
    if issubclass(model, Site):
        return Site.objects.get(is_default_site=True)
    return model._base_manager.filter(pk=NUMBER).first() or model._base_manager.first()
