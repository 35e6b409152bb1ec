"""Where lines stand: the frames of each page as they were arranged, and the columns copy was set in."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from msgspec import Struct

from typeset.compare.piecing import Drawn
from typeset.flow.grid import PageGrid
from typeset.flow.issue import SetIssue
from typeset.flow.spread import centres
from typeset.model.impression import LinePlace, ShownLine
from typeset.model.layout import Rect
from typeset.model.placed import Purpose
from typeset.units import Length

_Ends = tuple[Length, Length]


class Places(Struct, frozen=True):
    """Frames of pages, by page and name, and the columns of their copy: left and right edges, upper and lower ones of bands."""

    name: Callable[[int], str]
    frames: Mapping[int, Mapping[str, Rect]]
    columns: Mapping[tuple[int, str], tuple[_Ends, ...]]

    @classmethod
    def of(cls, issue: SetIssue) -> Places:
        """The places of a set issue; a frame over the fold is on both its pages."""
        edition = issue.edition
        frames: dict[int, dict[str, Rect]] = {page.number: {} for page in edition.pages}
        columns: dict[tuple[int, str], tuple[_Ends, ...]] = {}
        halves = centres(edition)
        for page in edition.pages:
            grid = PageGrid.of(page.layout, page.section_number, centre=page.number in halves)
            texts = [text for text in issue.texts if text.page == page.number]
            for frame in page.layout.frames:
                rect = grid.rect(frame)
                frames[page.number][frame.name] = rect
                here = [text for text in texts if text.frame == page.layout.thread_head(frame).name]
                edges = [(c.x, c.x + c.width) for text in here for c in text.columns]
                down = any(text.bands is not None for text in here)
                columns[page.number, frame.name] = _within(edges, rect, down=down)
                if frame.spread:
                    beyond = Rect(rect.x - grid.fold, rect.y, rect.width, rect.height)
                    frames[page.number + 1].setdefault(frame.name, beyond)
                    gone = [(first - grid.fold, last - grid.fold) for first, last in edges]
                    columns.setdefault((page.number + 1, frame.name), _within(gone, beyond, down=down))
        return cls(edition.page_name, frames, columns)

    def located(self, page: int, drawn: Drawn) -> ShownLine:
        """A line of a page with the frame it stands in and, for copy, the column of it; not counted yet."""
        x, y = drawn.box.x + drawn.box.width // 2, drawn.box.y + drawn.box.height // 2
        frame = self._frame(page, x, y)
        column = 0
        if drawn.purpose is Purpose.BODY and frame:
            at = y if drawn.is_down else x
            edges = self.columns.get((page, frame), ())
            column = next((n for n, (first, last) in enumerate(edges, 1) if first <= at < last), 0)
        place = LinePlace(self.name(page), frame, column, 0, drawn.box)
        return ShownLine(drawn.text, place, looks=drawn.looks)

    def _frame(self, page: int, x: Length, y: Length) -> str:
        """The smallest frame round a point; "" when there is none."""
        holding = (
            (box.width * box.height, name)
            for name, box in self.frames[page].items()
            if box.x <= x < box.right and box.y <= y < box.bottom
        )
        return min(holding, default=(0, ""))[1]


def _within(edges: list[_Ends], rect: Rect, *, down: bool) -> tuple[_Ends, ...]:
    """The columns (bands) that are in a frame, each once, in order."""
    first, last = (rect.y, rect.bottom) if down else (rect.x, rect.right)
    return tuple(sorted({ends for ends in edges if first <= (ends[0] + ends[1]) // 2 < last}))
