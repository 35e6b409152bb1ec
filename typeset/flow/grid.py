"""Where columns and rows of a page are: the baseline grid, one for the whole page."""

from __future__ import annotations

from msgspec import Struct
from msgspec.structs import replace

from typeset.model.layout import FrameSpec, PageLayout, Rect
from typeset.units import EM_ASCENT, Length, mm

MILLI = 1000
# What characters keep to a fold inside one sheet: as much as folding machines miss it by.
_CENTRE_CLEAR = mm(3)


class PageGrid(Struct, frozen=True):
    """The grid of one page: left and top of the first column and row, and the pitches.

    A left page knows of the one facing it: ``fold`` is where that begins, ``facing`` the left edge of its first column, and
    ``clear`` what type keeps to the fold at each side. Its columns are counted on. All are 0 on a right page.
    """

    left: Length
    top: Length
    columns: int
    rows: int
    measure: Length
    gutter: Length
    body: Length
    leading: Length
    fold: Length = 0
    facing: Length = 0
    clear: Length = 0

    @classmethod
    def of(cls, layout: PageLayout, page: int, *, centre: bool = False) -> PageGrid:
        """The grid of a page by its number in its section: odd ones are right-hand pages. A narrower grid is centred.

        ``centre`` pages are one sheet with those facing them, and type may come nearer to their fold.
        """
        sheet, grid = layout.sheet, layout.grid
        left = sheet.inside if page % 2 else sheet.outside
        area = sheet.width - sheet.inside - sheet.outside
        width = grid.columns * grid.measure + (grid.columns - 1) * grid.gutter
        spare = max(0, area - width) // 2
        is_left = page % 2 == 0
        return cls(
            left=left + spare,
            top=sheet.top,
            columns=grid.columns,
            rows=layout.rows,
            measure=grid.measure,
            gutter=grid.gutter,
            body=grid.body,
            leading=grid.leading,
            fold=sheet.width if is_left else 0,
            facing=sheet.width + sheet.inside + spare if is_left else 0,
            clear=(_CENTRE_CLEAR if centre else sheet.inside) if is_left else 0,
        )

    def column_left(self, column: int) -> Length:
        """The left edge of a basic column, counted from 1, on over the fold of a spread."""
        pitch = self.measure + self.gutter
        if self.fold and column > self.columns:
            return self.facing + (column - self.columns - 1) * pitch
        return self.left + (column - 1) * pitch

    @property
    def right(self) -> Length:
        """The right edge of the last column of the page itself."""
        return self.column_left(self.columns) + self.measure

    def crosses(self, rect: Rect) -> bool:
        """Whether a rectangle lies on both sides of the fold."""
        return rect.x < self.fold < rect.right

    def rect(self, frame: FrameSpec) -> Rect:
        """The rectangle of a frame."""
        if frame.area is not None:
            return frame.area
        first, last = frame.columns
        x = self.column_left(first)
        width = self.column_left(last) + self.measure - x
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
