"""Where columns and rows of a page are: the baseline grid, one for the whole page."""

from __future__ import annotations

from dataclasses import dataclass, replace

from typeset.model.layout import FrameSpec, PageLayout, Rect
from typeset.units import EM_ASCENT, Length

MILLI = 1000


@dataclass(frozen=True, slots=True)
class PageGrid:
    """The grid of one page: left and top of the first column and row, and the pitches."""

    left: Length
    top: Length
    columns: int
    rows: int
    measure: Length
    gutter: Length
    body: Length
    leading: Length

    @classmethod
    def of(cls, layout: PageLayout, page: int) -> PageGrid:
        """The grid of a page; odd pages are right-hand pages. A narrower grid is centred in the type area."""
        sheet, grid = layout.sheet, layout.grid
        left = sheet.inside if page % 2 else sheet.outside
        area = sheet.width - sheet.inside - sheet.outside
        width = grid.columns * grid.measure + (grid.columns - 1) * grid.gutter
        return cls(
            left=left + max(0, area - width) // 2,
            top=sheet.top,
            columns=grid.columns,
            rows=layout.rows,
            measure=grid.measure,
            gutter=grid.gutter,
            body=grid.body,
            leading=grid.leading,
        )

    def rect(self, frame: FrameSpec) -> Rect:
        """The rectangle of a frame."""
        if frame.area is not None:
            return frame.area
        first, last = frame.columns
        x = self.left + (first - 1) * (self.measure + self.gutter)
        count = last - first + 1
        width = count * self.measure + (count - 1) * self.gutter
        return Rect(x, self.row_top(frame.rows[0]), width, (frame.rows[1] - frame.rows[0] + 1) * self.leading)

    def led(self, rect: Rect, rows: int) -> PageGrid:
        """A grid of its own for a box, so many rows filling it exactly; row 1 begins at the top of the box."""
        return replace(self, top=rect.y, leading=rect.height // max(rows, 1))

    def rows_of(self, frame: FrameSpec) -> tuple[int, int]:
        """First and last grid row of a frame; of one placed by lengths those wholly inside it."""
        if frame.area is None:
            return frame.rows
        first = -(-(frame.area.y - self.top) // self.leading) + 1
        return first, (frame.area.bottom - self.top) // self.leading

    def row_top(self, row: int) -> Length:
        """The upper edge of a row, counted from 1."""
        return self.top + (row - 1) * self.leading

    def baseline(self, row: int) -> Length:
        """The baseline of body text in a row: its em box stands in the middle of the row. Never accumulated."""
        return self.row_top(row) + (self.leading - self.body) // 2 + EM_ASCENT * self.body // MILLI

    def rows_for(self, height: Length) -> int:
        """How many whole rows a height takes."""
        return -(-height // self.leading)
