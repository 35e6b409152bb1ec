"""Layout aids (排版辅助) for the proof on a screen: type area, grid, frames, lines, oversets, looseness (issue 4, 9).

They stand beside the pages and are never part of one: what goes to plate does not know of them.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Final

from typeset.faces import FaceBook
from typeset.flow.grid import PageGrid
from typeset.flow.issue import SetIssue
from typeset.flow.labels import LABEL_SIZE, NAME_SIZE, Labels
from typeset.flow.missing import frame_rules
from typeset.flow.setter import Setter
from typeset.flow.settext import SetText
from typeset.flow.spread import halves
from typeset.flow.thread import SetLine
from typeset.flow.vertical import axis_of
from typeset.model.edition import Edition, PageSpec
from typeset.model.layout import Rect
from typeset.model.placed import Item, Overset, Rule
from typeset.model.style import Align, Colour
from typeset.text.shape import Shaper
from typeset.units import Length

# As make-up programs show them: margins magenta, columns violet, baselines cyan, frames blue.
MARGINS: Final = Colour(0, 1000, 0, 0)
COLUMNS: Final = Colour(450, 550, 0, 0)
ROWS: Final = Colour(500, 0, 0, 0)
ROW_NUMBERS: Final = Colour(800, 200, 0, 0)
FRAMES: Final = Colour(1000, 500, 0, 0)
LINES: Final = Colour(900, 0, 1000, 300)
LOOSENESS: Final = Colour(0, 600, 1000, 0)
OVERSET: Final = Colour(0, 1000, 1000, 0)
_FINE: Final[Length] = 150
_EDGE: Final[Length] = 400
_CLEAR: Final[Length] = 1_500
# Row numbers stand outside those of lines.
_OUTSIDE: Final[Length] = 9_000
_EVERY: Final = 5


def layout_aids(edition: Edition, issue: SetIssue, faces: FaceBook) -> Mapping[int, tuple[Item, ...]]:
    """The aids of every page by its number, to be drawn over it. Pure: the same input gives the same aids."""
    shaper = Shaper(faces)
    made: dict[int, tuple[Item, ...]] = {}
    for page in edition.pages:
        labels = Labels(Setter(shaper, page.styles))
        grid = PageGrid.of(page.layout, page.section_number)
        over = any(frame.spread for frame in page.layout.frames)
        items = [*_sheet(page, grid), *_grid(grid, labels), *_frames(page, grid, labels)]
        for text in issue.texts:
            if text.page == page.number:
                items += [*_line_numbers(text, grid, labels), *_looseness(text, grid, labels)]
        for overset in issue.oversets:
            if overset.page == page.number:
                items += _overset(page, overset, grid, labels)
        here, beyond = halves(items, grid) if over else (tuple(items), ())
        made[page.number] = (*made.get(page.number, ()), *here)
        if beyond:
            made[page.number + 1] = beyond
    return made


def _sheet(page: PageSpec, grid: PageGrid) -> list[Item]:
    """The type area, which may be wider than the grid in its middle."""
    sheet = page.layout.sheet
    left = sheet.inside if page.section_number % 2 else sheet.outside
    width = sheet.width - sheet.inside - sheet.outside
    area = Rect(left, grid.top, width, sheet.height - sheet.top - sheet.bottom)
    return frame_rules(area, _EDGE, MARGINS)


def _grid(grid: PageGrid, labels: Labels) -> list[Item]:
    """Columns with their numbers above and below, baselines with the numbers of their rows at both sides."""
    pitch = grid.measure + grid.gutter
    right = grid.left + grid.columns * pitch - grid.gutter
    foot = grid.row_top(grid.rows + 1)
    items: list[Item] = []
    for row in range(1, grid.rows + 1):
        y = grid.baseline(row)
        items.append(Rule(grid.left, y, right, y, _FINE, ROWS))
        items += labels.write(str(row), grid.left - _OUTSIDE, y, ROW_NUMBERS, Align.RIGHT)
        items += labels.write(str(row), right + _OUTSIDE, y, ROW_NUMBERS)
    for number in range(grid.columns):
        x = grid.left + number * pitch
        items += [Rule(edge, grid.top, edge, foot, _FINE, COLUMNS) for edge in (x, x + grid.measure)]
        middle = x + grid.measure // 2
        for y in (grid.top - _CLEAR, foot + _CLEAR + LABEL_SIZE):
            items += labels.write(str(number + 1), middle, y, COLUMNS, Align.CENTER)
    return items


def _frames(page: PageSpec, grid: PageGrid, labels: Labels) -> list[Item]:
    """Every frame with its name and the columns and rows it takes, on a tag above its left corner."""
    items: list[Item] = []
    for frame in page.layout.frames:
        rect = grid.rect(frame)
        items += frame_rules(rect, _EDGE, FRAMES)
        columns, rows = ("-".join(map(str, ends)) for ends in (frame.columns, grid.rows_of(frame)))
        name = f"{frame.name}　{rows}行" if frame.area is not None else f"{frame.name}　{columns}栏　{rows}行"
        items += labels.tag(name, rect.x, rect.y, FRAMES, size=NAME_SIZE)
    return items


def _line_numbers(text: SetText, grid: PageGrid, labels: Labels) -> list[Item]:
    """Every fifth line of each column, counted from its top."""
    items: list[Item] = []
    counted: dict[int, int] = {}
    for line in text.lines:
        counted[line.column] = number = counted.get(line.column, 0) + 1
        if number % _EVERY == 0:
            items += labels.write(str(number), *_before(text, line, grid), LINES, _side(text))
    return items


def _looseness(text: SetText, grid: PageGrid, labels: Labels) -> list[Item]:
    """+1 or -1 at the first line of a paragraph that was set a line longer or shorter than it takes."""
    items: list[Item] = []
    for paragraph, by in text.looseness:
        line = next((line for line in text.lines if line.paragraph == paragraph), None)
        if line is not None:
            items += labels.tag(f"{by:+d}", *_after(text, line, grid), LOOSENESS)
    return items


def _side(text: SetText) -> Align:
    return Align.RIGHT if text.bands is None else Align.CENTER


def _before(text: SetText, line: SetLine, grid: PageGrid) -> tuple[Length, Length]:
    """Where a line's number ends: left of it on its baseline; over a vertical line."""
    column = text.columns[line.column]
    if text.bands is not None:
        return axis_of(text.bands, line.row, line.rows, grid), column.x - _CLEAR
    return column.x - _CLEAR, grid.baseline(line.row)


def _after(text: SetText, line: SetLine, grid: PageGrid) -> tuple[Length, Length]:
    """Where a line's sign begins and what it stands on: right of it; under a vertical line."""
    column = text.columns[line.column]
    end = column.x + column.width
    if text.bands is not None:
        axis = axis_of(text.bands, line.row, line.rows, grid)
        return axis - LABEL_SIZE // 2, end + _CLEAR + LABEL_SIZE
    return end + _CLEAR // 2, grid.baseline(line.row)


def _overset(page: PageSpec, overset: Overset, grid: PageGrid, labels: Labels) -> Iterator[Item]:
    """How much found no room, below the frame where it would have stood."""
    frame = page.layout.frame(overset.frame)
    if frame is not None:
        rect = grid.rect(frame)
        words = f"溢 {overset.characters}字　{overset.lines}行"
        yield from labels.tag(
            words, rect.right, rect.bottom + 2 * NAME_SIZE, OVERSET, Align.RIGHT, size=NAME_SIZE
        )
