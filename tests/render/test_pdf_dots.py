"""Dots as they are drawn: round, of their size, where the page says."""

from __future__ import annotations

import datetime
import io

from PIL import Image

from typeset.model.placed import Dot
from typeset.model.style import BLACK, Colour
from typeset.render.pdf import Metadata, PdfRenderer
from typeset.render.png import page_images


def drawn(page, book, *items) -> Image.Image:
    metadata = Metadata(title="点", date=datetime.date(2026, 11, 22))
    pdf = PdfRenderer(metadata).render([page(*items, bleed=10_000)], book, lambda name: b"")
    return Image.open(io.BytesIO(page_images(pdf, dpi=144)[0])).convert("L")


def test_a_dot_is_a_filled_circle_at_its_centre(page, book):
    picture = drawn(page, book, Dot(100_000, 50_000, 40_000, BLACK))
    # Two pixels a point, the bleed of ten points at each side.
    centre = (220, 120)
    dark = [
        (x, y) for x in range(picture.width) for y in range(picture.height) if picture.getpixel((x, y)) < 128
    ]
    assert abs(sum(x for x, _ in dark) / len(dark) + 0.5 - centre[0]) < 0.5
    assert abs(sum(y for _, y in dark) / len(dark) + 0.5 - centre[1]) < 0.5
    assert abs(len(dark) - 3.1416 * 40 * 40) < 60
    assert all((x + 0.5 - centre[0]) ** 2 + (y + 0.5 - centre[1]) ** 2 < 41**2 for x, y in dark)


def test_a_dot_has_its_colour(page, book):
    assert drawn(page, book, Dot(100_000, 50_000, 40_000, Colour(k=0))).getextrema() == (255, 255)
