"""What of a page can be taken hold of: the grid frames snap to, and the edges of each that can be moved (issue 8)."""

from __future__ import annotations

from typeset.catalogue import hints, message
from typeset.catalogue.entry import Lang
from typeset.findings import Finding, TypesetError
from typeset.flow.grid import PageGrid
from typeset.model.edition import PageSpec
from typeset.model.layout import FrameSpec
from typeset.preview.lengths import in_mm
from typeset.preview.standing import Moving, Stand, held, stand
from typeset.preview.written_pages import WrittenPage
from typeset.report.json_value import Json
from typeset.units import Units


def grid_of(page: PageSpec) -> Json:
    """Left edge and width of each column, those of the facing page after them on a left page; the first row, its height, how many.

    Lengths are millimetres from the trim's top left corner; ``own`` is how many columns are the page's.
    """
    grid = PageGrid.of(page.layout, page.section_number)
    most = grid.columns * (2 if grid.fold else 1)
    columns = range(1, most + 1)
    return {
        "columns": [[in_mm(grid.column_left(column)), in_mm(grid.measure)] for column in columns],
        "own": grid.columns,
        "top": in_mm(grid.top),
        "leading": in_mm(grid.leading),
        "rows": grid.rows,
    }


def frames_of(page: WrittenPage, seen: PageSpec, lang: Lang) -> list[Json]:
    """The frames of a page that are both written and set, each with its place and what holds its edges.

    ``edges`` are left, right, top and bottom: true where one can be moved; ``why`` says in words what holds the others. ``takes`` says that
    a story can stand in it, ``free`` that none does.
    """
    grid = PageGrid.of(seen.layout, seen.section_number)
    return [
        _frame(page, frame, grid, lang)
        for frame in seen.layout.frames
        if frame.name in page.frames and not frame.host
    ]


def _frame(page: WrittenPage, frame: FrameSpec, grid: PageGrid, lang: Lang) -> Json:
    try:
        form = page.frame(frame.name)
        last = stand(frame, grid)
        now = Moving(frame.name, page.frames[frame.name], last, grid, Units(grid.body, grid.leading)).now
        edges = held(frame.name, form).edges
    except TypesetError as error:
        now, edges = Stand(frame.columns, frame.rows), (error.findings[0],) * 4
    takes = page.takes_story(frame.name)
    stories = page.placed.get(frame.name, ())
    return {
        "name": frame.name,
        "kind": frame.kind.value,
        "columns": [*now.columns],
        "rows": [*now.rows],
        "spread": frame.spread,
        "edges": [edge is None for edge in edges],
        "why": [*dict.fromkeys(_said(edge, lang) for edge in edges if edge is not None)],
        "takes": takes,
        "free": takes and not stories,
        "stories": [*stories] if takes else [],
    }


def _said(edge: Finding, lang: Lang) -> str:
    return " — ".join((message(edge, lang), *hints(edge, lang)))
