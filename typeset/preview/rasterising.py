"""A page of a PDF drawn as a picture of its trim, in colour or plate by plate; runs in the drawing process (issue 8)."""

from __future__ import annotations

import io
from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from PIL import Image

PLATES: Final = ("C", "M", "Y", "K")
"""The plates that can be looked at alone."""

COLOUR: Final = ""
"""What the picture of all plates together is called."""

_POINTS: Final = 72
# Pictures are sent to a browser beside us: made soon is worth more than small.
_COMPRESSION: Final = 1


@dataclass(frozen=True, slots=True)
class Order:
    """What to draw: the first page of a PDF, ``dpi`` pixels an inch, without ``outside`` points on each side; picklable."""

    pdf: bytes
    dpi: int
    outside: float
    plates: bool = False


def draw(order: Order) -> Mapping[str, bytes]:
    """PNG files by plate: the colour picture alone, or those of C, M, Y and K, each dark where there is ink.

    Raises:
        ValueError: when pdfium cannot read the PDF, or its page is too much to separate.
    """
    if order.plates:
        return _plates(order)
    import pypdfium2

    try:
        document = pypdfium2.PdfDocument(order.pdf)
    except pypdfium2.PdfiumError as error:
        raise ValueError(str(error)) from error
    try:
        crop = (order.outside,) * 4
        drawn = document[0].render(scale=order.dpi / _POINTS, crop=crop, draw_annots=False)
        return {COLOUR: _png(drawn.to_pil())}
    finally:
        document.close()


def _plates(order: Order) -> Mapping[str, bytes]:
    from PIL import ImageChops

    from typeset.plates import separations

    found = separations(order.pdf, 0, order.dpi).plates
    return {plate: _png(ImageChops.invert(found[plate])) for plate in PLATES}


def _png(picture: Image.Image) -> bytes:
    file = io.BytesIO()
    picture.save(file, "PNG", compress_level=_COMPRESSION)
    return file.getvalue()
