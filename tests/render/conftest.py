"""Runs and pages set by hand with the handmade fonts."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from handmade_fonts import cff_font, truetype_font

from typeset.faces import FaceBook, FaceRecord
from typeset.model.placed import GlyphRun, Item, PlacedPage, Purpose
from typeset.model.style import BLACK, Colour


@pytest.fixture(scope="session")
def fonts() -> dict[str, bytes]:
    return {"宋": cff_font(cid_keyed=True), "黑": cff_font(cid_keyed=False), "楷": truetype_font()}


@pytest.fixture
def book(fonts: dict[str, bytes]) -> FaceBook:
    return FaceBook([FaceRecord(role, data) for role, data in fonts.items()])


SetRun = Callable[..., GlyphRun]


@pytest.fixture
def line(book: FaceBook) -> SetRun:
    """Sets a text on one line: ``line("宋", "昨天", x=0, y=10_000, size=9_750, gap=0)``."""

    def make(
        role: str,
        text: str,
        *,
        x: int = 20_000,
        y: int = 50_000,
        size: int = 9_750,
        gap: int = 0,
        stretch: int = 1000,
        texts: tuple[str, ...] | None = None,
        colour: Colour = BLACK,
        turned: bool = False,
    ) -> GlyphRun:
        face = book.face(role)
        glyphs = tuple(face.glyph(c) for c in text)
        assert all(glyphs), text
        xs = []
        for gid in glyphs:
            xs.append(x)
            x += face.advance(gid) * size * stretch // 1_000_000 + gap
        typed = texts or tuple(text)
        return GlyphRun(
            role, size, y, glyphs, tuple(xs), typed, colour, Purpose.BODY, stretch=stretch, turned=turned
        )

    return make


def page_of(*items: Item, number: int = 1, bleed: int = 0) -> PlacedPage:
    return PlacedPage(number, 300_000, 400_000, bleed, items)


@pytest.fixture
def page() -> Callable[..., PlacedPage]:
    """A page of 300 by 400 points with these items."""
    return page_of
