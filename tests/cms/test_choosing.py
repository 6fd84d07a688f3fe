"""A form shows only what its editor may choose, whatever number a browser says."""

import pytest
from django.core.files.base import ContentFile
from django.urls import reverse
from django.utils.translation import gettext as _
from wagtail.test.utils.form_data import inline_formset, nested_form_data, rich_text, streamfield

from cms.choosing import REFUSALS
from cms.models import CreditedImage, LicensedDocument
from events.models import EventPage
from schools.models import ClassKitPage
from tests.factories.events import EventPageFactory, EventTypeFactory
from tests.leaks.planting import drawn

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("now")]


@pytest.fixture
def save(museum, editor_of, client):
    """Sends the form of an event of one's own museum as a draft."""
    client.force_login(editor_of(museum))
    event_type = EventTypeFactory()

    def send(event=None, **fields):
        data = {
            "title": "Fuseaux",
            "slug": "fuseaux",
            "event_type": event_type.pk,
            "summary": "On croise les fils.",
            "is_free": "on",
            "body": streamfield([]),
            "schedules": inline_formset([]),
            "exceptions": inline_formset([]),
            "comments": inline_formset([]),
        } | fields
        url = reverse("wagtailadmin_pages:add", args=["events", "eventpage", museum.pk])
        if event:
            url = reverse("wagtailadmin_pages:edit", args=[event.pk])
        return client.post(url, nested_form_data(data))

    return send


def picture(museum):
    return CreditedImage.objects.create(
        title="Vue", file=ContentFile(drawn().read(), name="vue.png"), collection=museum.collection
    )


def document(museum):
    file = ContentFile(b"%PDF-1.4", name="plan.pdf")
    return LicensedDocument.objects.create(title="Plan", file=file, collection=museum.collection)


def text(html):
    return streamfield([("paragraph", rich_text(html))])


def link(kind, pk):
    """Rich text as the editor's browser sends it."""
    return text(f'<p><a linktype="{kind}" id="{pk}">ici</a></p>')


def shows(museum, what):
    """The fields that show something of a museum, by where they show it."""
    return {
        "picture": lambda: {"image": picture(museum).pk},
        "picture in the text": lambda: {
            "body": streamfield(
                [("picture", {"image": {"image": picture(museum).pk}, "caption": ""})]
            )
        },
        "file in the text": lambda: {"body": streamfield([("document", document(museum).pk)])},
        "link to a file": lambda: {"body": link("document", document(museum).pk)},
        "link to a draft": lambda: {
            "body": link("page", EventPageFactory(parent=museum, title="Brouillon", live=False).pk)
        },
    }[what]()


PLACES = [
    ("picture", "image", "image"),
    ("picture in the text", "body", "image"),
    ("file in the text", "body", "document"),
    ("link to a file", "body", "document"),
    ("link to a draft", "body", "page"),
]


@pytest.mark.parametrize(("what", "field", "kind"), PLACES)
def test_anothers_is_refused_at_its_field(save, other_museum, what, field, kind):
    response = save(**shows(other_museum, what))
    assert response.context["form"].errors == {field: [REFUSALS[kind]]}
    assert not EventPage.objects.filter(title="Fuseaux").exists()


@pytest.mark.parametrize(("what", "field", "kind"), PLACES)
def test_ones_own_is_kept(save, museum, what, field, kind):
    assert save(**shows(museum, what)).status_code == 302
    assert EventPage.objects.filter(title="Fuseaux").exists()


def test_a_page_on_line_may_be_linked_to(save, other_museum):
    assert save(body=link("page", other_museum.pk)).status_code == 302


def test_what_stood_there_before_stays(save, museum, other_museum):
    """The network's team put its own picture; the museum goes on editing."""
    event = EventPageFactory(parent=museum, title="Fête", image=picture(other_museum))
    assert save(event, image=event.image.pk).status_code == 302


def test_a_line_of_a_kit_is_refused_at_its_field(client, editor_of, museum, other_museum):
    client.force_login(editor_of(museum))
    kit = ClassKitPage(title="Kit", slug="kit", summary="Un kit.", live=False)
    museum.add_child(instance=kit)
    edit = reverse("wagtailadmin_pages:edit", args=[kit.pk])
    form = client.get(edit).context["form"]
    data = {name: inline_formset([]) for name in form.formsets} | {
        "title": "Kit",
        "slug": "kit",
        "summary": "Un kit.",
        "body": streamfield([]),
        "documents": inline_formset(
            [
                {
                    "id": "",
                    "title": "Fiche",
                    "file": document(other_museum).pk,
                    "body": streamfield([]),
                }
            ]
        ),
    }
    response = client.post(edit, nested_form_data(data))
    (line,) = response.context["form"].formsets["documents"].errors
    assert line["file"] == [_(str(REFUSALS["document"]))]
