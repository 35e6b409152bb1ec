"""What stands on a page whatever its stories are: masthead, date and imprint lines, ears, folio line, each with its rules.

It is set once for a page that does not change while an issue is set again and again (issue 9).
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from msgspec import Struct
from msgspec.structs import replace

from typeset.findings import Finding
from typeset.flow.furniture import place_furniture
from typeset.flow.grid import PageGrid
from typeset.flow.orders import Borrowed
from typeset.flow.rules import around
from typeset.flow.setter import Setter
from typeset.flow.tagged import under
from typeset.model.edition import PageSpec
from typeset.model.layout import FrameKind
from typeset.model.placed import Item
from typeset.model.structure import Element, Tag
from typeset.text.shape import Shaper

FIXED: Final = frozenset({FrameKind.MASTHEAD, FrameKind.TEXT, FrameKind.FOLIO, FrameKind.EARS})


class Furnishing(Struct, frozen=True):
    """The fixed copy of a page, by frame, with what is to be said of it and what faces lent each other for it."""

    items: Mapping[str, tuple[Item, ...]]
    findings: tuple[Finding, ...]
    borrowed: tuple[Borrowed, ...]

    @classmethod
    def of(
        cls, page: PageSpec, fields: Mapping[str, str], centres: frozenset[int], shaper: Shaper
    ) -> Furnishing:
        """The fixed copy of a page with the fields of its edition, set with a shaper beside this one; ``centres`` as on its bench."""
        own = shaper.beside()
        grid = PageGrid.of(page.layout, page.section_number, centre=page.number in centres)
        setter = Setter(own, page.styles)
        words = {**fields, **page.fields}
        items: dict[str, tuple[Item, ...]] = {}
        found: list[Finding] = []
        for frame in page.layout.frames:
            if frame.kind in FIXED:
                rules = around(frame, grid.rect(frame), leading=grid.leading, gutter=grid.gutter)
                placed, told = place_furniture(frame, words, setter, grid)
                section = Element(Tag.SECTION, f"{page.number} {frame.name}")
                items[frame.name] = (*rules, *under(placed, section))
                found += (replace(f, page=page.number, frame=frame.name) for f in told)
        return cls(items, tuple(found), tuple(own.borrowed()))
