"""What a teacher filters by, what an editor types: plain sentences, drafts always kept."""

import pytest
from django.core.files.base import ContentFile
from django.http import QueryDict
from django.urls import reverse
from wagtail.test.utils.form_data import inline_formset, nested_form_data, rich_text, streamfield

from cms.models import Licence
from schools.forms import KitFilterForm
from schools.models import ClassKitPage, Discipline, KitRelease, SchoolLevel
from tests.factories.schools import (
    ClassKitPageFactory,
    CreditedImageFactory,
    LicensedDocumentFactory,
)

pytestmark = pytest.mark.django_db

AUTHOR = {"name": "Ada Lemoine", "function": "professeure relais", "institution": ""}


def text_of(words):
    return streamfield([("paragraph", rich_text(f"<p>{words}</p>"))])


def document(**fields):
    return {
        "title": "Guide",
        "role": "teacher",
        "phase": "",
        "language": "fr",
        "rights_status": "unknown",
        "is_in_light_pack": "on",
        "body": streamfield([]),
    } | fields


GUIDE = document(body=text_of("On observe, on compare."))


@pytest.fixture
def send(museum, editor_of, client):
    """Sends the form of a kit as an editor's browser does; gives the answer."""
    client.force_login(editor_of(museum))

    def send(
        *documents,
        authors=(AUTHOR,),
        levels=("cm2",),
        action="action-publish",
        to="wagtailadmin_pages:add",
        **fields,
    ):
        ticked = {
            "levels": [level.pk for level in SchoolLevel.objects.filter(code__in=levels)],
            "disciplines": [Discipline.objects.get(slug="francais").pk] if levels else [],
        }
        data = {
            "title": "Au fil de la dentelle",
            "slug": "au-fil-de-la-dentelle",
            "summary": "Les élèves croisent les fils.",
            "licence": Licence.objects.get(code="cc-by-4-0").pk,
            "review_due_on": "22/11/2028",
            "body": streamfield([]),
            "documents": inline_formset(list(documents)),
            "authors": inline_formset(list(authors)),
            "partners": inline_formset([]),
            "events": inline_formset([]),
            "offers": inline_formset([]),
            "programme_items": inline_formset([]),
            "comments": inline_formset([]),
            action: "1",
        } | fields
        url = reverse(to, args=["schools", "classkitpage", museum.pk])
        return client.post(url, nested_form_data(data) | ticked)

    return send


def errors(response):
    """What is said at fields, of the kit and of each document."""
    form = response.context["form"]
    return form.errors, [line.errors for line in form.formsets["documents"]]


def test_a_kit_with_a_text_is_published(send):
    assert send(GUIDE).status_code == 302
    kit = ClassKitPage.objects.get()
    assert kit.live
    assert [level.code for level in kit.levels.all()] == ["cm2"]
    assert [author.name for author in kit.authors.all()] == ["Ada Lemoine"]
    assert [(d.title, d.is_for_teachers) for d in kit.documents.all()] == [("Guide", True)]


def test_the_barest_draft_is_kept(send):
    nothing = {"summary": "", "levels": (), "licence": ""}
    assert send(authors=(), action="action-save", **nothing).status_code == 302
    assert [kit.live for kit in ClassKitPage.objects.all()] == [False]


def test_a_kit_is_previewed_before_it_is_ever_saved(send, museum, client):
    preview = "wagtailadmin_pages:preview_on_add"
    assert send(GUIDE, to=preview).json() == {"is_valid": True, "is_available": True}
    page = client.get(reverse(preview, args=["schools", "classkitpage", museum.pk]))
    assert "On observe, on compare." in page.content.decode()
    assert not ClassKitPage.objects.exists()


def test_an_error_opens_the_fields_that_it_is_about(send, museum):
    file = LicensedDocumentFactory(
        file=ContentFile(b"ID3", name="chant.mp3"), collection=museum.collection
    )
    page = send(GUIDE, document(title="Chant", role="audio", file=file.pk)).content.decode()
    assert page.count('<details class="folded-panel" open>') == 1


def test_what_is_missing_is_said_at_its_field(send):
    response = send(authors=(), levels=(), licence="")
    assert errors(response) == (
        {
            "levels": ["Cochez les classes auxquelles il s’adresse."],
            "disciplines": ["Cochez au moins une discipline."],
            "licence": ["Choisissez ce que l’on peut faire des textes écrits ici."],
            "__all__": [
                "Indiquez au moins un nom, sous «\u202fAuteurs et autrices\u202f».",
                "Ajoutez au moins un document, sous «\u202fDocuments\u202f».",
            ],
        },
        [],
    )
    assert not ClassKitPage.objects.exists()


def test_a_document_has_one_source(send, museum):
    nothing = document(title="Rien")
    both = document(
        file=LicensedDocumentFactory(collection=museum.collection).pk, body=text_of("Et un texte.")
    )
    assert errors(send(nothing, both)) == (
        {},
        [
            {"file": ["Choisissez un fichier ou une image, ou écrivez un texte."]},
            {"file": ["N’en gardez qu’un des trois\xa0: le fichier, l’image ou le texte."]},
        ],
    )


def test_a_picture_is_described_in_the_kit_or_by_itself(send, museum):
    bare = CreditedImageFactory(description="", collection=museum.collection)
    picture = document(title="Dentellière", role="image", picture=bare.pk)
    assert errors(send(GUIDE, picture))[1][1] == {
        "alt_text": [
            "Dites en une phrase ce que l’on voit sur l’image, pour celles et ceux qui ne peuvent "
            "pas la voir."
        ]
    }
    told = CreditedImageFactory(description="Une femme penchée.", collection=museum.collection)
    assert send(GUIDE, picture | {"picture": told.pk}).status_code == 302
    assert ClassKitPage.objects.get().documents.last().alternative == "Une femme penchée."


def test_a_sound_has_a_transcript(send, museum):
    file = LicensedDocumentFactory(
        file=ContentFile(b"ID3", name="chant.mp3"), collection=museum.collection
    )
    sound = document(title="Chant", role="audio", file=file.pk)
    assert errors(send(GUIDE, sound))[1][1] == {
        "transcript": [
            "Écrivez ce qui se dit et s’entend, pour celles et ceux qui ne peuvent pas l’entendre."
        ]
    }
    assert send(GUIDE, sound | {"transcript": "Une vieille chanson."}).status_code == 302


def test_rights_are_named_at_their_document_with_all_that_is_wrong(send):
    file = LicensedDocumentFactory(licence=Licence.objects.get(code="droits-reserves"))
    sound = document(title="Chant", role="audio", file=file.pk)
    response = send(GUIDE, sound | {"title": ""})
    assert "title" in errors(response)[1][1]
    response = send(GUIDE, document(title="Carnet", role="pupil", file=file.pk), licence="")
    (message,) = errors(response)[1][1]["__all__"]
    assert "Carnet" in message
    assert set(errors(response)[0]) == {"licence", "__all__"}  # what is wrong is all said at once
    assert not ClassKitPage.objects.exists()


def test_phases_are_those_of_the_documents_where_none_is_ticked(send):
    after = document(title="Après", role="pupil", phase="apres", body=text_of("Racontez."))
    send(GUIDE, after)
    assert ClassKitPage.objects.get().phases == ["apres"]


def test_phases_that_are_ticked_stay(send):
    after = document(title="Après", role="pupil", phase="apres", body=text_of("Racontez."))
    send(GUIDE, after, is_before_visit="on")
    assert ClassKitPage.objects.get().phases == ["avant"]


def test_what_changed_is_asked_from_the_second_version_on(send, museum, client):
    add = reverse("wagtailadmin_pages:add", args=["schools", "classkitpage", museum.pk])
    assert "changes" not in client.get(add).context["form"].fields
    send(GUIDE)
    kit = ClassKitPage.objects.get()
    assert KitRelease.objects.filter(kit=kit).count() == 1
    edit = reverse("wagtailadmin_pages:edit", args=[kit.pk])
    form = client.get(edit).context["form"]
    assert form["changes"].value() == ""
    kit.changes = "Une fiche de plus."
    kit.summary = "Autrement dit."
    kit.save_revision().publish()
    release = ClassKitPage.objects.get().current_release
    assert (release.number, release.changelog) == (2, "Une fiche de plus.")
    assert client.get(edit).context["form"]["changes"].value() == ""


def test_classes_stand_under_their_cycle(museum, editor_of, client):
    client.force_login(editor_of(museum))
    add = reverse("wagtailadmin_pages:add", args=["schools", "classkitpage", museum.pk])
    groups = client.get(add).context["form"].fields["levels"].choices
    assert [(cycle, [label for _pk, label in classes]) for cycle, classes in groups[1:3]] == [
        ("Cycle 2", ["CP", "CE1", "CE2"]),
        ("Cycle 3", ["CM1", "CM2", "6e"]),
    ]


# What a teacher filters by


def values(query):
    return KitFilterForm(QueryDict(query)).valid_values


def test_a_class_and_a_cycle_are_asked_alike():
    assert values("classe=ce2&classe=cycle-3") == {"classe": ["ce2", "cycle-3"]}


@pytest.mark.usefixtures("museum")
def test_empty_boxes_ask_nothing():
    assert values("classe=&discipline=&duree=&musee=&q=") == {}


def test_wrong_values_are_said_and_left_out():
    form = KitFilterForm(QueryDict("classe=ce2&classe=ce9&duree=7&phase=jamais"))
    assert form.valid_values == {"classe": ["ce2"]}
    assert set(form.errors) == {"classe", "duree", "phase"}


def test_each_filter_has_a_name_to_be_dropped_by(museum):
    ClassKitPageFactory(parent=museum)
    form = KitFilterForm(QueryDict())
    assert form.label("classe", "cycle-3") == "Cycle 3"
    assert form.label("duree", "60") == "1\xa0h au plus"
    assert form.label("musee", museum.slug) == "Musée de la Dentelle"
    assert form.label("q", "fil") == "fil"
