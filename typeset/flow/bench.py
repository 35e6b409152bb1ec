"""What an issue is set with: a setter and a grid for each page, and its frames arranged for their content."""

from __future__ import annotations

from collections.abc import Mapping

from msgspec import Struct
from msgspec.structs import replace

from typeset.flow.arrange import arranged_page
from typeset.flow.grid import PageGrid
from typeset.flow.setter import Setter
from typeset.flow.spread import centres, without_unfaced
from typeset.model.edition import Edition
from typeset.text.shape import Shaper


class Bench(Struct, frozen=True):
    """The setters and grids of the pages of an edition, by page number; ``centres`` are pages of one sheet with those facing them."""

    setters: Mapping[int, Setter]
    grids: Mapping[int, PageGrid]
    centres: frozenset[int]

    @classmethod
    def of(cls, edition: Edition, shaper: Shaper) -> Bench:
        """The bench of an edition: every page has its own styles and sheet."""
        setters = {page.number: Setter(shaper, page.styles) for page in edition.pages}
        halves = centres(edition)
        grids = {
            page.number: PageGrid.of(page.layout, page.section_number, centre=page.number in halves)
            for page in edition.pages
        }
        return cls(setters, grids, halves)

    def arranged(self, edition: Edition) -> Edition:
        """The edition with every frame in its place, those that follow their content as high as it is."""
        pages = tuple(
            arranged_page(
                page,
                edition.stories,
                {**edition.fields, **page.fields},
                self.setters[page.number],
                self.grids[page.number],
            )
            for page in edition.pages
        )
        return without_unfaced(replace(edition, pages=pages))
