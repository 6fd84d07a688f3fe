"""The papers of a kit: what a screen reader hears, what a copier prints, what one changes."""

from io import BytesIO
from zipfile import ZipFile

import pikepdf
import pytest
from odfdo import Document, Paragraph

from cms.pdfs import PdfFacts, facts_of
from schools.choices import DocumentRole
from tests.factories.schools import ClassKitPageFactory, KitDocumentFactory
from tests.schools.conftest import shown, story
from tests.schools.kits import a_picture, publish_kit

pytestmark = pytest.mark.django_db

STEM = "02-eleve/01-j-observe"
TEXT = (
    "<h2>Un</h2><p>Lire <i>bien</i>\xa0: «\u202foui\u202f».</p><h4>Deux</h4><ul><li>Trois</li></ul>"
)
PX = 0.75  # points in a pixel, in which WeasyPrint counts inside a page


@pytest.fixture
def papers(museum, now, settings):
    """All that a pupils' sheet is, by what follows its name."""
    settings.KIT_PAPERS = True
    body = story(
        ("paragraph", TEXT),
        shown(a_picture("Roue"), alt="Une roue à aubes.", caption="La roue"),
        ("quote", {"text": "L’eau fait tout.", "source": "Le meunier"}),
    )
    kit = publish_kit(
        ClassKitPageFactory(parent=museum, title="Le moulin"),
        KitDocumentFactory.build(title="Fiche"),
        KitDocumentFactory.build(title="J’observe", role=DocumentRole.PUPIL_SHEET, body=body),
    )
    with ZipFile(kit.releases.get().file) as archive:
        return {
            name.partition(STEM)[2]: archive.read(name)
            for name in archive.namelist()
            if STEM in name
        }


PDFS = [".pdf", "-dys.pdf", "-gros-caracteres.pdf"]


@pytest.fixture(params=PDFS)
def pdf(papers, request):
    with pikepdf.open(BytesIO(papers[request.param])) as opened:
        yield opened


def tags(element):
    """Each tag of a PDF in the order in which it is heard, with what it says besides."""
    if not isinstance(element, pikepdf.Dictionary):
        return
    if "/S" in element:
        yield str(element.S)[1:], element
    below = element.get("/K", [])
    for child in below if isinstance(below, pikepdf.Array) else [below]:
        yield from tags(child)


def text_sizes(pdf):
    """The sizes of the letters on its pages, in points."""
    for page in pdf.pages:
        for operands, operator in pikepdf.parse_content_stream(page):
            if str(operator) == "Tf":
                yield round(float(operands[1]) * PX, 1)


def inks(pdf):
    """The colours that letters and lines are drawn in."""
    for page in pdf.pages:
        for operands, operator in pikepdf.parse_content_stream(page):
            if str(operator) in ("rg", "RG", "g", "G", "scn", "SCN", "k", "K"):
                yield tuple(float(part) for part in operands if not isinstance(part, pikepdf.Name))


def test_a_pdf_says_of_itself_what_a_screen_reader_asks(pdf, papers, request):
    with pdf.open_metadata() as metadata:
        said = (metadata["dc:title"], metadata["pdfuaid:part"])
    assert said == ("J’observe", "1")
    assert str(pdf.Root.Lang) == "fr"
    assert pdf.Root.MarkInfo.Marked is True
    assert pdf.Root.ViewerPreferences.DisplayDocTitle is True
    assert facts_of(BytesIO(papers[request.node.callspec.params["pdf"]])) == PdfFacts(
        len(pdf.pages), is_tagged=True, has_language=True, has_title=True
    )


def test_a_pdf_is_heard_in_order(pdf):
    heard = list(tags(pdf.Root.StructTreeRoot))
    names = [name for name, _element in heard]
    levels = [int(name[1]) for name in names if name[0] == "H" and name[1:].isdigit()]
    assert levels == [1, 2, 3]
    assert {"P", "L", "LI", "Figure"} <= set(names)
    figures = [element for name, element in heard if name == "Figure" and "/Alt" in element]
    assert [str(figure.Alt) for figure in figures] == ["Une roue à aubes."]


def test_a_pdf_has_its_letters_with_it(pdf):
    fonts = [font for page in pdf.pages for font in page.resources.Font.values()]
    assert fonts
    for font in fonts:
        assert "/FontFile2" in font.DescendantFonts[0].FontDescriptor or (
            "/FontFile3" in font.DescendantFonts[0].FontDescriptor
        )


@pytest.mark.parametrize(("suffix", "least"), [(PDFS[0], 9), (PDFS[1], 14), (PDFS[2], 16)])
def test_no_letter_is_smaller_than_its_reader_needs(papers, suffix, least):
    with pikepdf.open(BytesIO(papers[suffix])) as pdf:
        sizes = list(text_sizes(pdf))
    assert min(sizes) == least


def test_a_sheet_is_printed_in_black_alone(pdf):
    drawn = set(inks(pdf))
    assert drawn <= {(0.0,), (0.0, 0.0, 0.0)}
    assert drawn


def test_an_odt_is_changed_saved_and_opened_again(papers, tmp_path):
    path = tmp_path / "fiche.odt"
    path.write_bytes(papers[".odt"])
    document = Document(path)
    heading = document.body.get_header(position=0)
    heading.text = "J’observe encore"
    document.body.append(Paragraph("Une question de plus."))
    document.save(path)
    again = Document(path)
    assert [h.text for h in again.body.headers] == ["J’observe encore", "Un", "Deux"]
    assert again.body.paragraphs[-1].text == "Une question de plus."
    assert [str(image.url)[:9] for image in again.body.images] == ["Pictures/"]


def test_an_odt_keeps_the_spaces_that_french_puts_before_signs(papers):
    document = Document(BytesIO(papers[".odt"]))
    said = [paragraph.inner_text for paragraph in document.body.paragraphs]
    assert "Lire bien\xa0: «\u202foui\u202f»." in said


def test_the_headings_of_an_odt_have_no_number_of_their_own(papers):
    """Sheets number their questions themselves: « 1.1.1. Je dessine » helps nobody."""
    document = Document(BytesIO(papers[".odt"]))
    assert document.get_part("styles.xml").root.get_elements("//text:outline-style") == []
    looks = document.get_style("paragraph", "Heading_20_2").get_properties(area="text")
    assert looks["fo:font-style"] == "normal"
