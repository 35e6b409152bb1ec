"""A page of a PDF drawn as a picture of its trim, in colour or plate by plate; runs in the drawing process (issue 8)."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Final

from msgspec import Struct

from typeset.render.plain_png import plain_png

if TYPE_CHECKING:
    from PIL import Image

PLATES: Final = ("C", "M", "Y", "K")
"""The plates that can be looked at alone."""

COLOUR: Final = ""
"""What the picture of all plates together is called."""

_POINTS: Final = 72


class Order(Struct, frozen=True):
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
        return {COLOUR: plain_png(_lean(drawn.to_pil()))}
    finally:
        document.close()


def _plates(order: Order) -> Mapping[str, bytes]:
    from PIL import ImageChops

    from typeset.plates import separations

    found = separations(order.pdf, 0, order.dpi).plates
    return {plate: plain_png(ImageChops.invert(found[plate])) for plate in PLATES}


def _lean(picture: Image.Image) -> Image.Image:
    """The picture in grey when it has no colour: a third of the bytes, and sooner made."""
    from PIL import ImageChops

    picture = picture.convert("RGB")
    red, green, blue = picture.split()
    coloured = ImageChops.difference(red, green).getbbox() or ImageChops.difference(green, blue).getbbox()
    return picture if coloured else red
