"""PDFs for tests, as short as can be."""

from io import BytesIO

import pikepdf


def a_pdf(pages: int = 1, *, is_tagged: bool = False, language: str = "", title: str = "") -> bytes:
    """Blank pages; tagged, in a language, with a title where that is said."""
    with pikepdf.new() as pdf:
        for _page in range(pages):
            pdf.add_blank_page()
        if is_tagged:
            pdf.Root.MarkInfo = pikepdf.Dictionary(Marked=True)
            pdf.Root.StructTreeRoot = pdf.make_indirect(pikepdf.Dictionary())
        if language:
            pdf.Root.Lang = language
        if title:
            pdf.docinfo["/Title"] = title
        return _saved(pdf)


def locked(content: bytes, *, to_read: str = "", to_change: str = "secret") -> bytes:
    """The same behind a password: to be read at all, or only to be changed."""
    with pikepdf.open(BytesIO(content)) as pdf:
        return _saved(pdf, encryption=pikepdf.Encryption(user=to_read, owner=to_change))


def _saved(pdf: pikepdf.Pdf, **options: object) -> bytes:
    target = BytesIO()
    pdf.save(target, **options)
    return target.getvalue()
