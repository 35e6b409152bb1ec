"""Plates drawn: a grey picture for each, 255 for full ink."""

from __future__ import annotations

import io
from collections.abc import Mapping
from typing import Final

import pikepdf
from msgspec import Struct
from pikepdf import Dictionary, Name
from PIL import Image, ImageChops

from typeset.plates.apart import Apart, Document
from typeset.plates.copying import Copy
from typeset.plates.inks import ToCmyk, plain_cmyk
from typeset.plates.matrix import Box
from typeset.plates.painted import Trouble
from typeset.plates.script import first_tones
from typeset.plates.values import entry, word
from typeset.plates.wares import grey_group, rectangle

_POINTS: Final = 72.0
MOST_PIXELS: Final = 160_000_000
"""Pixels of all plates together; more of them are drawn more coarsely."""
MOST_PLATES: Final = 24


class Separated(Struct, frozen=True):
    """The plates of one page.

    ``plates`` are pictures of mode L, 255 for full ink, of the area ``box`` (points of the page), ``dpi`` pixels an
    inch, in the order C M Y K and spots. Plates beyond :data:`MOST_PLATES` are not drawn.
    """

    plates: Mapping[str, Image.Image]
    box: Box
    dpi: float

    def coverage(self) -> dict[str, float]:
        """The mean of each plate over the area, 0 to 1."""
        return {plate: _mean(picture) for plate, picture in self.plates.items()}

    def mean_in(self, box: Box) -> dict[str, float]:
        """The mean of each plate within a box on the page, 0 to 1; of at least one pixel."""
        scale = self.dpi / _POINTS
        any_one = next(iter(self.plates.values()))
        left = min(max(int((box.x0 - self.box.x0) * scale), 0), any_one.width - 1)
        top = min(max(int((self.box.y1 - box.y1) * scale), 0), any_one.height - 1)
        right = min(max(int((box.x1 - self.box.x0) * scale + 1), left + 1), any_one.width)
        bottom = min(max(int((self.box.y1 - box.y0) * scale + 1), top + 1), any_one.height)
        return {p: _mean(picture.crop((left, top, right, bottom))) for p, picture in self.plates.items()}


def _mean(picture: Image.Image) -> float:
    histogram = picture.histogram()
    return sum(n * count for n, count in enumerate(histogram)) / 255 / max(picture.width * picture.height, 1)


def separate(
    apart: Apart, dpi: float = 72.0, area: Box | None = None, most_pixels: int = MOST_PIXELS
) -> Separated:
    """The plates of a page that was taken apart, drawn by pdfium.

    Args:
        apart: the page.
        dpi: pixels an inch; fewer where the plates would have more than ``most_pixels`` in all.
        area: what of the page to draw; by default the trim.
        most_pixels: of all plates together.

    Raises:
        ValueError: when the page is too complex to draw (:attr:`Apart.drawable`) or pdfium cannot read it.
    """
    if not apart.drawable:
        raise ValueError(Trouble.TOO_MANY.value)
    box = (area or apart.boxes.page).meet(apart.boxes.media)
    if box.empty or box.width < 1 or box.height < 1:
        box = Box(box.x0, box.y0, box.x0 + 1, box.y0 + 1) if not box.empty else Box(0, 0, 1, 1)
    plates = apart.plates[:MOST_PLATES]
    dpi = min(dpi, _POINTS * (most_pixels / len(plates) / (box.width * box.height)) ** 0.5)
    return Separated(_drawn(_document(apart, plates, box, dpi), plates, box, dpi), box, dpi)


def separations(pdf: bytes, page: int, dpi: float = 72.0, to_cmyk: ToCmyk = plain_cmyk) -> Separated:
    """The plates of a page, counted from 0, of a whole PDF file.

    Raises:
        pikepdf.PdfError: when the file cannot be read.
        IndexError: when it has no such page.
    """
    with pikepdf.open(io.BytesIO(pdf)) as document:
        return separate(Document(document, to_cmyk).take_apart(document.pages[page].obj), dpi)


def _document(apart: Apart, plates: tuple[str, ...], box: Box, dpi: float) -> bytes:
    """A PDF with a page for each plate, all in DeviceGray."""
    copy = Copy(apart.store, dpi)
    for plate in plates:
        page = Dictionary(Type=Name.Page, MediaBox=rectangle(box), Resources=copy.resources(plate))
        if word(entry(apart.group, "/S")) == "Transparency":
            page["/Group"] = grey_group(apart.group)
        page["/Contents"] = copy.out.make_stream(first_tones(plate) + apart.script.on(plate))
        copy.out.pages.append(pikepdf.Page(copy.out.make_indirect(page)))
    file = io.BytesIO()
    copy.out.save(file, compress_streams=False, static_id=True)
    return file.getvalue()


def _drawn(pdf: bytes, plates: tuple[str, ...], box: Box, dpi: float) -> dict[str, Image.Image]:
    import pypdfium2

    scale = dpi / _POINTS
    size = (max(round(box.width * scale), 1), max(round(box.height * scale), 1))
    document = pypdfium2.PdfDocument(pdf)
    try:
        return {plate: _plate(document[i], scale, size) for i, plate in enumerate(plates)}
    finally:
        document.close()


def _plate(page: object, scale: float, size: tuple[int, int]) -> Image.Image:
    drawn = page.render(scale=scale, grayscale=True, draw_annots=False).to_pil().convert("L")  # type: ignore[attr-defined]
    if drawn.size != size:
        drawn = drawn.crop((0, 0, *size))
    return ImageChops.invert(drawn)
