"""What a PDF says of itself."""

from io import BytesIO

import pikepdf
import pytest

from cms.pdfs import BrokenPdfError, LockedPdfError, PdfFacts, facts_of
from tests.pdfs import a_pdf, locked


def facts(content):
    return facts_of(BytesIO(content))


def test_a_pdf_is_known_by_its_pages_its_tags_its_language_and_its_title():
    assert facts(a_pdf(3)) == PdfFacts(3, False, False, False)
    assert facts(a_pdf(is_tagged=True, language="fr", title="Plan")) == PdfFacts(
        1, True, True, True
    )
    assert facts(a_pdf(language=" ", title=" ")) == PdfFacts(1, False, False, False)


def changed(change):
    """A tagged PDF with something put otherwise."""
    with pikepdf.open(BytesIO(a_pdf(is_tagged=True))) as pdf:
        change(pdf)
        target = BytesIO()
        pdf.save(target)
    return target.getvalue()


@pytest.mark.parametrize(
    "change",
    [
        lambda pdf: pdf.Root.MarkInfo.update({"/Marked": False}),
        lambda pdf: setattr(pdf.Root, "MarkInfo", pikepdf.Name("/Marked")),
        lambda pdf: delattr(pdf.Root, "StructTreeRoot"),
    ],
    ids=["said not to hold", "nonsense", "none there"],
)
def test_tags_that_do_not_hold_are_none(change):
    assert not facts(changed(change)).is_tagged


def test_a_title_may_stand_in_the_metadata_alone():
    def entitle(pdf):
        with pdf.open_metadata() as metadata:
            metadata["dc:title"] = "Plan"
        del pdf.docinfo

    assert facts(changed(entitle)).has_title


def test_metadata_that_nobody_can_read_are_no_title():
    def spoil(pdf):
        pdf.Root.Metadata = pdf.make_stream(b"<x:xmpmeta")

    assert facts(changed(spoil)) == PdfFacts(1, True, False, False)


def test_a_password_to_change_a_pdf_keeps_nobody_from_reading_it():
    assert facts(locked(a_pdf(2))).pages == 2
    with pytest.raises(LockedPdfError):
        facts(locked(a_pdf(2), to_read="secret"))


@pytest.mark.parametrize("content", [b"", b"%PDF-1.7\n%%EOF", a_pdf()[:200]])
def test_what_is_no_pdf_is_refused(content):
    with pytest.raises(BrokenPdfError):
        facts(content)


def test_a_file_is_left_at_its_beginning():
    file = BytesIO(a_pdf())
    facts_of(file)
    assert file.tell() == 0
