"""What an issue is set with: a setter and a grid for each page, and its frames arranged for their content."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from msgspec import Struct
from msgspec.structs import replace

from typeset.flow.arrange import arranged_page
from typeset.flow.grid import PageGrid
from typeset.flow.index import entries_of
from typeset.flow.setter import Setter
from typeset.flow.spread import centres, without_unfaced
from typeset.model.edition import Edition, PageSpec
from typeset.model.layout import FrameKind, PageLayout
from typeset.model.story import Story
from typeset.standing import NOTHING_STANDS, StandingResults
from typeset.text.shape import Shaper


class Bench(Struct, frozen=True):
    """The setters and grids of the pages of an edition, by page number; ``centres`` are pages of one sheet with those facing them.

    Frames are arranged with shapers beside ``root``, and stand where nothing changed.
    """

    setters: Mapping[int, Setter]
    grids: Mapping[int, PageGrid]
    centres: frozenset[int]
    root: Shaper
    standing: StandingResults = NOTHING_STANDS

    @classmethod
    def of(
        cls,
        edition: Edition,
        shaper: Shaper,
        root: Shaper | None = None,
        standing: StandingResults = NOTHING_STANDS,
    ) -> Bench:
        """The bench of an edition: every page has its own styles and sheet. ``root`` is the shaper that stands, by default this one."""
        setters = {page.number: Setter(shaper, page.styles) for page in edition.pages}
        halves = centres(edition)
        grids = {
            page.number: standing.of(_grid, page.layout, page.section_number, page.number in halves)
            for page in edition.pages
        }
        return cls(setters, grids, halves, root or shaper, standing)

    def arranged(self, edition: Edition) -> Edition:
        """The edition with every frame in its place, those that follow their content as high as it is."""
        pages = tuple(self._arranged(edition, page) for page in edition.pages)
        return without_unfaced(replace(edition, pages=pages))

    def _arranged(self, edition: Edition, page: PageSpec) -> PageSpec:
        if page.layout.is_arranged:
            return page
        slugs = (slug for placement in page.placements for slug in placement.stories)
        stories = tuple(edition.stories[slug] for slug in slugs if slug in edition.stories)
        grid = self.grids[page.number]
        # How long an index is says the whole edition, or what was chosen for it.
        indexes = (frame for frame in page.layout.frames if frame.kind is FrameKind.INDEX)
        entries = tuple((frame.name, len(entries_of(frame, page, edition))) for frame in indexes)
        return self.standing.of(_page_arranged, page, stories, entries, edition.fields, grid, self.root)


def _grid(layout: PageLayout, page: int, centre: bool) -> PageGrid:  # noqa: FBT001 - what stands takes no keywords
    return PageGrid.of(layout, page, centre=centre)


def _page_arranged(
    page: PageSpec,
    stories: Sequence[Story],
    entries: tuple[tuple[str, int], ...],
    fields: Mapping[str, str],
    grid: PageGrid,
    root: Shaper,
) -> PageSpec:
    # What faces lend each other for it is told when what is measured is set.
    setter = Setter(root.beside(), page.styles)
    by_slug = {story.slug: story for story in stories}
    return arranged_page(page, by_slug, {**fields, **page.fields}, setter, grid, dict(entries))
