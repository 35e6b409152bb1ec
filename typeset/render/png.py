"""Pages of a PDF as PNG pictures: for previews and for tests that look at pixels.

It draws finished PDFs, not display lists, so that what is looked at is what goes to the printer.
"""

from __future__ import annotations

import io
from collections.abc import Iterable
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    import pypdfium2

_POINTS_PER_INCH: Final = 72


def page_images(pdf: bytes, *, dpi: int = 96, pages: Iterable[int] | None = None) -> tuple[bytes, ...]:
    """PNG files of the pages of a PDF, drawn by pdfium.

    Args:
        pdf: a whole PDF document.
        dpi: pixels per inch.
        pages: which pages, counted from 0; all when None.

    Raises:
        ValueError: when the PDF cannot be read.
    """
    import pypdfium2

    try:
        document = pypdfium2.PdfDocument(pdf)
    except pypdfium2.PdfiumError as error:
        raise ValueError(str(error)) from error
    try:
        wanted = range(len(document)) if pages is None else pages
        return tuple(_png(document[number], dpi) for number in wanted)
    finally:
        document.close()


def _png(page: pypdfium2.PdfPage, dpi: int) -> bytes:
    drawn = page.render(scale=dpi / _POINTS_PER_INCH).to_pil()
    file = io.BytesIO()
    drawn.save(file, "PNG")
    return file.getvalue()
