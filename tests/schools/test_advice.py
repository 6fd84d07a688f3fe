"""What could be better in a kit, said beside its preview."""

import pytest
from django.utils import translation

from tests.factories.schools import ClassKitPageFactory, KitDocumentFactory
from tests.pdfs import a_pdf
from tests.schools.kits import a_file

pytestmark = pytest.mark.django_db


def sheet(title, content):
    file = a_file("fiche.pdf", content)
    return KitDocumentFactory.build(title=title, role="source", body="", file=file)


def advice(museum, *documents):
    kit = ClassKitPageFactory(parent=museum, documents=[KitDocumentFactory.build(), *documents])
    with translation.override("en"):
        return list(kit.advice())


def test_files_that_a_screen_reader_cannot_follow_are_named(museum):
    readable = a_pdf(is_tagged=True, language="fr", title="Plan")
    table = a_file("table.csv", b"a;b")
    others = KitDocumentFactory.build(title="Table", body="", file=table)
    assert advice(museum, sheet("Plan", readable), others) == []
    found = advice(museum, sheet("Plan", readable), sheet("Carte", a_pdf()), sheet("Jeu", a_pdf()))
    assert [(one.name, one.problem) for one in found] == [
        ("pdf", "Screen readers cannot follow: Carte, Jeu")
    ]
    assert found[0].remedy.endswith("the site makes a PDF that everybody can read.")
