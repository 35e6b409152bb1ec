"""Drop caps (首字下沉): the first character of a story as high as several rows, the lines beside it set in.

Its em square reaches from the top of the characters of its first row to the foot of those of its last, and it takes a
whole number of body characters from the measure, so that the lines beside it stay on the character grid.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from msgspec import Struct
from msgspec.structs import replace

from typeset.catalogue import finding
from typeset.findings import Finding
from typeset.flow.setter import Setter
from typeset.model.story import Emphasis, Paragraph, Role
from typeset.model.style import Align
from typeset.text.classes import CharClass, classify
from typeset.text.linebreak import Measure, Piece, compose
from typeset.text.shape import StyledText
from typeset.units import EM_ASCENT, Length

MILLI: Final = 1000
STYLE: Final = "drop_cap"
# What a drop cap keeps at least to the text beside it, in thousandths of a body character.
_CLEAR: Final = 100
# The lines beside it hold at least so many characters, or there is no drop cap.
_LEAST_BESIDE: Final = 5


class CapRoom(Struct, frozen=True):
    """What a drop cap is measured by: how many rows it takes, the grid's leading and body, the measure of the columns."""

    rows: int
    leading: Length
    body: Length
    measure: Length

    @property
    def size(self) -> Length:
        """The size of the character: from the top of the first row's characters to the foot of the last's."""
        return (self.rows - 1) * self.leading + self.body

    @property
    def drop(self) -> Length:
        """How far its baseline is below that of its first row."""
        below = MILLI - EM_ASCENT
        return (self.rows - 1) * self.leading + (self.body - self.size) * below // MILLI


class DropCap(Struct, frozen=True):
    """A drop cap as it was made: how many rows it takes, and how much of the measure."""

    rows: int
    width: Length

    def pieces(self, pieces: Sequence[Piece], measure: Length) -> tuple[Piece, ...]:
        """The rooms of the lines of its paragraph: those beside it narrower by its width."""
        whole = Piece(0, measure)
        rooms = [*pieces, *[whole] * (self.rows - len(pieces))]
        for number in range(1, self.rows):
            room = rooms[number]
            rooms[number] = Piece(room.start + self.width, max(room.width - self.width, 1))
        return tuple(rooms)


def capped_runs(
    paragraph: Paragraph, runs: Sequence[StyledText], room: CapRoom, setter: Setter
) -> tuple[list[StyledText], DropCap] | None:
    """The runs of a story's first paragraph with its first character set as a drop cap; None where it cannot have one.

    An opening mark before the character is as large as it is. A dateline, a number, a word, an annotated character and a
    paragraph of fewer lines than the cap is high have none.
    """
    count = _characters(paragraph)
    if not count or len(paragraph.text) * room.body < room.rows * room.measure:
        return None
    style = setter.style(STYLE)
    style = replace(style, size=room.size, rise=-room.drop, tracking=0, leading=0)
    head = runs[0].text[:count]
    alone = setter.shape([StyledText(head, style)])
    (line, *_) = compose(alone, Measure(2 * count * room.size), align=Align.LEFT)
    needed = line.width + room.body * _CLEAR // MILLI
    width = -(-needed // room.body) * room.body
    if room.measure - width < _LEAST_BESIDE * room.body:
        return None
    spaced = replace(style, tracking=width - line.width)
    marks = [StyledText(head[:-1], style)] if count > 1 else []
    rest = replace(runs[0], text=runs[0].text[count:])
    made = [*marks, StyledText(head[-1], spaced), rest, *runs[1:]]
    return [run for run in made if run.text], DropCap(room.rows, width)


def _characters(paragraph: Paragraph) -> int:
    """How many characters the cap takes: one of Han with the opening marks before it; 0 where it cannot have one."""
    if paragraph.role is not Role.BODY or not paragraph.runs or paragraph.table is not None:
        return 0
    first = paragraph.runs[0]
    if first.emphasis is Emphasis.DATELINE or first.note_mark:
        return 0
    kinds = classify(first.text)
    count = 0
    while count < len(kinds) and kinds[count] is CharClass.OPENING:
        count += 1
    if count >= len(kinds) or kinds[count] is not CharClass.HAN:
        return 0
    if any(a.first <= count for a in paragraph.annotations):
        return 0
    return count + 1


def no_cap(paragraph: Paragraph, rows: int) -> Finding:
    """What is told of a story that was to have a drop cap and has none."""
    return finding("drop-cap-left-out", span=paragraph.span_at(0), rows=rows, text=paragraph.text[:10])
