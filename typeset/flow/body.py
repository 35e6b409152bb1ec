"""The body of a story, shaped once and composed on demand: what columns are filled from."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable, Hashable, Mapping, Sequence
from itertools import groupby
from math import inf
from typing import Any, TypeVar

from msgspec import Struct, field
from msgspec.structs import replace

from typeset.flow.dropcap import CapRoom, DropCap, capped_runs
from typeset.flow.setter import Setter
from typeset.flow.table import SetTable, set_table
from typeset.model.story import Emphasis, Paragraph, Role, Run, Story
from typeset.model.style import Align, FitStep, TextStyle, WritingMode
from typeset.model.table import Cell
from typeset.text.classes import CharClass
from typeset.text.inseparable import parted_units
from typeset.text.justify import Line
from typeset.text.linebreak import Measure, Piece, compose, loosened, loosened_price
from typeset.text.shape import StyledText
from typeset.text.shaped import ShapedParagraph
from typeset.units import Length

_Kept = TypeVar("_Kept")
MILLI = 1000
# Of the size of the characters: ① is as high as a Han character is from its middle, and its top is level with them.
_NOTE_SIZE = 600
_NOTE_RISE = 350
_AFTER_STOP = frozenset({CharClass.CLOSING, CharClass.NOTE_MARK})
# A table of so many rows, its head among them, is not parted: there is little to read in its halves.
_SHORT_TABLE = 5
# Copy of more atoms than this is not one atom too wide for its line with the mark that follows it.
_LONG = 4
_GOES_ON = _AFTER_STOP | {CharClass.STOP, CharClass.PAUSE}


class Cursor(Struct, frozen=True, order=True):
    """Where in a body setting goes on: a paragraph, and the offset of a character in it."""

    paragraph: int = 0
    offset: int = 0


class BodyParagraph(Struct, frozen=True):
    """A paragraph with its style and its shape; of rows of a table the copy of each cell as well, of one with a drop cap that."""

    source: Paragraph
    style: TextStyle
    shaped: ShapedParagraph
    cells: tuple[ShapedParagraph, ...] = ()
    cap: DropCap | None = None

    @property
    def is_table(self) -> bool:
        """Whether it is set as rows of a table."""
        return bool(self.cells)

    @property
    def is_table_head(self) -> bool:
        """Whether it stands above rows of a table and never without them: its caption, its head."""
        table = self.source.table
        return self.source.role is Role.TABLE_CAPTION or (
            self.is_table and table is not None and table.head and not table.last
        )


class Stop(Struct, frozen=True):
    """A place at which a paragraph is composed as if it ended: before an atom, what stands before in so many lines more."""

    paragraph: int
    atom: int
    looseness: int = 0


_Asked = tuple[int, Length, int, tuple[Piece, ...], Stop | None]
"""A paragraph, its measure, looseness, rooms of its lines, and where it is composed as if it ended."""


class _Memory(Struct):
    """What has been worked out for a body and all it was changed into: lines, prices of looseness, tables, and what others keep."""

    tables_at: Mapping[int, tuple[int, int]]
    composed: dict[_Asked, dict[int, tuple[tuple[Line, ...], int]]] = field(default_factory=dict)
    prices: dict[tuple[int, Length, int], tuple[float, float | None]] = field(default_factory=dict)
    tables: dict[tuple[int, Length], SetTable] = field(default_factory=dict)
    kept: dict[Hashable, Any] = field(default_factory=dict)


class Body:
    """The shaped paragraphs of one story; remembers every composition, so that asking again costs nothing.

    ``looseness`` says which paragraphs are set in a line more (1) or fewer (−1) than they take, ``names`` which words the house
    wants kept together.
    """

    def __init__(
        self,
        story: Story,
        paragraphs: tuple[BodyParagraph, ...],
        looseness: Mapping[int, int] | None = None,
        memory: _Memory | None = None,
        *,
        loosens: bool = True,
        names: tuple[str, ...] = (),
        stop: Stop | None = None,
    ) -> None:
        self.story = story
        self.names = names
        self.paragraphs = paragraphs
        self.looseness = dict(looseness or {})
        self._changed = sorted(self.looseness.items())
        self.stop = stop
        self.end = Cursor(len(self.paragraphs), 0)
        self._loosens = loosens
        self._memory = _Memory(_tables_at(paragraphs)) if memory is None else memory

    @classmethod
    def of(
        cls,
        story: Story,
        setter: Setter,
        body_style: str,
        mode: WritingMode = WritingMode.HORIZONTAL,
        cap: CapRoom | None = None,
    ) -> Body:
        """Shape the paragraphs of a story, the first with a drop cap where there is room for one."""
        paragraphs = tuple(
            _shaped(p, setter, body_style, mode, None if number else cap)
            for number, p in enumerate(story.paragraphs)
        )
        if is_signature(story.paragraphs, len(paragraphs) - 1):
            # Who wrote it is not justified: a long name in a narrow column would be torn open.
            style = paragraphs[-1].style
            ragged = replace(style, align=Align.LEFT if style.align is Align.JUSTIFY else style.align)
            paragraphs = (*paragraphs[:-1], replace(paragraphs[-1], style=ragged))
        rules = setter.styles
        return cls(
            story,
            paragraphs,
            loosens=FitStep.LOOSENESS in rules.copyfit.order,
            names=tuple(rules.lines.keep_together),
        )

    def with_looseness(self, looseness: Mapping[int, int], stop: Stop | None = None) -> Body:
        """The same body with these paragraphs, and no others, a line longer or shorter; one of them composed up to a stop."""
        return Body(
            self.story,
            self.paragraphs,
            looseness,
            self._memory,
            loosens=self._loosens,
            names=self.names,
            stop=stop or self.stop,
        )

    def changes(self, first: int, last: int) -> Hashable:
        """How the paragraphs from one to another are set otherwise than plainly: two bodies in which it is equal set them alike."""
        stop = self.stop
        changed = tuple(one for one in self._changed if first <= one[0] <= last)
        return (*changed, stop) if stop is not None and first <= stop.paragraph <= last else changed

    def kept(self, key: Hashable, make: Callable[[], _Kept]) -> _Kept:
        """What is made once for a body and all it is changed into; the key says all that it depends on but the copy."""
        known: _Kept | None = self._memory.kept.get(key)
        if known is None:
            known = self._memory.kept[key] = make()
        return known

    def forget(self) -> None:
        """Keep nothing of what was worked out on the way; it is worked out again when it is asked for.

        Of a large issue the running sums of stories that wait are half of its memory.
        """
        memory = self._memory
        for known in (memory.composed, memory.prices, memory.tables, memory.kept):
            known.clear()
        for paragraph in self.paragraphs:
            for shaped in (paragraph.shaped, *paragraph.cells):
                shaped.derived.clear()

    def plain(self) -> Body:
        """The same body with every paragraph in as many lines as it takes: what is set of it does not depend on what was before."""
        return Body(self.story, self.paragraphs, None, self._memory, loosens=self._loosens, names=self.names)

    def price(self, number: int, width: Length, looseness: int, most: float = inf) -> float | None:
        """What it costs to set a paragraph in a line more or fewer; None when it cannot be had for less than ``most``, or may not by the style.

        The unit is that of :mod:`typeset.text.linecost`.
        """
        if not self._loosens or self.paragraphs[number].is_table:
            return None
        key = (number, width, looseness)
        asked, price = self._memory.prices.get(key, (-inf, None))
        if price is None and asked < most:
            paragraph = self.paragraphs[number]
            measure = _measure(paragraph, 0, width)
            align = paragraph.style.align
            price = loosened_price(paragraph.shaped, measure, looseness, align=align, most=most)
            self._memory.prices[key] = most, price
        return price if price is not None and price < most else None

    def lines(self, at: Cursor, width: Length, pieces: tuple[Piece, ...] = ()) -> tuple[Line, ...]:
        """The lines of the rest of the paragraph at the cursor; a resumed paragraph starts without indent.

        ``pieces`` are the rooms of the first lines where they differ, those of lines it will not have among them: what is
        narrow far below a paragraph must not make it be composed again. Resumed where a line of an earlier composition
        begins, the rest is that composition's: the lines of a paragraph do not depend on where columns end, and a
        paragraph of any length is composed once a measure.
        """
        paragraph = self.paragraphs[at.paragraph]
        if paragraph.is_table:
            return (Line(0, len(paragraph.shaped), (), width, 0, 0),)
        first = paragraph.shaped.atom_at(at.offset)
        count = _enough(paragraph.shaped, first, width, pieces)
        lines = self._lines(at.paragraph, first, width, _told_apart(pieces[:count], width))
        while len(lines) > count < len(pieces):
            count = len(lines)
            lines = self._lines(at.paragraph, first, width, _told_apart(pieces[:count], width))
        return lines

    def _lines(self, index: int, first: int, width: Length, pieces: tuple[Piece, ...]) -> tuple[Line, ...]:
        paragraph = self.paragraphs[index]
        stop = self._stop(index, first)
        # What is behind a stop is another part of the paragraph, in as many lines as it takes.
        looseness = 0 if self._is_behind(index, first) else self.looseness.get(index, 0)
        known = self._memory.composed.setdefault((index, width, looseness, pieces, stop), {})
        if first not in known:
            measure = _measure(paragraph, first, width, pieces)
            if stop is not None:
                lines = _composed(paragraph, first, measure, stop.looseness, stop.atom)
            else:
                lines = _composed(paragraph, first, measure, 0 if first else looseness)
            if not pieces:
                for number, line in enumerate(lines):
                    known.setdefault(line.first, (lines, number))
            known.setdefault(first, (lines, 0))
        lines, number = known[first]
        return lines[number:]

    def _stop(self, index: int, first: int) -> Stop | None:
        """The stop in a paragraph that lies behind an atom."""
        stop = self.stop
        return stop if stop is not None and stop.paragraph == index and first < stop.atom else None

    def _is_behind(self, index: int, first: int) -> bool:
        """Whether an atom of a paragraph lies behind the stop in it."""
        stop = self.stop
        return stop is not None and stop.paragraph == index and first >= stop.atom

    def price_to(self, at: Cursor, atom: int, width: Length, looseness: int) -> tuple[int, float] | None:
        """The lines of a paragraph from the cursor up to an atom, set alone in so many lines more, and what that costs more.

        None when it cannot be had, or may not by the style.
        """
        paragraph = self.paragraphs[at.paragraph]
        first = paragraph.shaped.atom_at(at.offset)
        measure = _measure(paragraph, first, width)
        align = paragraph.style.align
        if not looseness:
            return len(compose(paragraph.shaped, measure, at=first, end=atom, align=align)), 0.0
        if not self._loosens or paragraph.is_table:
            return None
        found = loosened(paragraph.shaped, measure, looseness, at=first, end=atom, align=align)
        return (len(found.lines), found.price) if found is not None else None

    def parts_unit(self, number: int, last: int) -> bool:
        """Whether a cut before an atom of a paragraph parts what is read as one: a number and what it counts, a listed name."""
        paragraph = self.paragraphs[number]
        if paragraph.is_table or last >= len(paragraph.shaped):
            return False
        units = self.kept(("units", number), lambda: parted_units(paragraph.shaped.text, self.names))
        return units[paragraph.shaped.offsets[last]]

    def leads(self, number: int, *, whole: bool = True) -> bool:
        """Whether a paragraph is never parted from the next: the caption and head of a table, and any row of a short one.

        Without ``whole`` a short table may be parted as others are.
        """
        paragraph = self.paragraphs[number]
        if paragraph.is_table_head:
            return True
        if not (whole and paragraph.is_table and number + 1 < len(self.paragraphs)):
            return False
        first, last = self._memory.tables_at[number]
        return number < last and last - first < _SHORT_TABLE

    def table(self, number: int, width: Length) -> tuple[SetTable, int]:
        """The table a paragraph is rows of, set in a width, and which of its pieces the paragraph is."""
        first, last = self._memory.tables_at[number]
        key = (first, width)
        if key not in self._memory.tables:
            self._memory.tables[key] = set_table(self.paragraphs[first : last + 1], width)
        return self._memory.tables[key], number - first

    def after(self, paragraph: int, atom: int) -> Cursor:
        """The cursor behind an atom's left neighbour: in the paragraph, or at the next one when it is finished."""
        shaped = self.paragraphs[paragraph].shaped
        if atom >= len(shaped):
            return Cursor(paragraph + 1, 0)
        return Cursor(paragraph, shaped.offsets[atom])

    def offset(self, at: Cursor) -> int:
        """The cursor as an offset in the story's text."""
        if at.paragraph >= len(self.paragraphs):
            return self.story.characters
        return self.paragraphs[at.paragraph].source.start + at.offset

    def cursor_at(self, offset: int) -> Cursor:
        """The cursor of an offset in the story's text."""
        number = bisect_right(self.paragraphs, offset, key=lambda p: p.source.start) - 1
        if offset >= self.story.characters or number < 0:
            return self.end
        return Cursor(number, offset - self.paragraphs[number].source.start)

    def offset_of(self, paragraph: int, atom: int) -> int:
        """Where an atom of a paragraph begins, as an offset in the story's text."""
        known = self.paragraphs[paragraph]
        return known.source.start + known.shaped.offsets[atom]

    def is_one_line(self, at: Cursor, width: Length) -> bool:
        """Whether the rest of the paragraph at the cursor is one line of this width."""
        shaped = self.paragraphs[at.paragraph].shaped
        first = shaped.atom_at(at.offset)
        stop = self._stop(at.paragraph, first)
        end = len(shaped) if stop is None else stop.atom
        if shaped.least[end] - shaped.least[first] > 2 * width and end - first > _LONG:
            # No squeezing makes one line of it: it need not be composed.
            return False
        return len(self.lines(at, width)) == 1

    def line_count(self, at: Cursor, width: Length, most: int | None = None) -> int:
        """How many lines of this width the rest takes; counted no further than to ``most``."""
        count = 0
        for number in range(at.paragraph, len(self.paragraphs)):
            if most is not None and count >= most:
                return count
            if self.paragraphs[number].is_table:
                table, piece = self.table(number, width)
                count += table.pieces[piece].lines
            else:
                count += len(self.lines(at if number == at.paragraph else Cursor(number, 0), width))
        return count


def _tables_at(paragraphs: Sequence[BodyParagraph]) -> dict[int, tuple[int, int]]:
    """The first and last paragraph of the table each paragraph of a table belongs to."""
    extents: dict[int, tuple[int, int]] = {}
    numbered = ((n, p.source.table) for n, p in enumerate(paragraphs) if p.source.table is not None)
    for _, group in groupby(numbered, key=lambda one: one[1].table.number):
        numbers = [number for number, _ in group]
        extents.update(dict.fromkeys(numbers, (numbers[0], numbers[-1])))
    return extents


def is_signature(paragraphs: Sequence[Paragraph], number: int) -> bool:
    """Whether a paragraph is the last of its story and all in brackets: （记者　某某）."""
    if not 0 < number == len(paragraphs) - 1:
        return False
    text = paragraphs[number].text
    return text.startswith("（") and text.endswith("）")


def _enough(shaped: ShapedParagraph, first: int, width: Length, pieces: tuple[Piece, ...]) -> int:
    """About how many lines a paragraph has from an atom on, rather more than fewer."""
    if not pieces:
        return 0
    narrowest = min(width, *(piece.width for piece in pieces))
    return (shaped.natural[len(shaped)] - shaped.natural[first]) // max(narrowest, 1) + 2


def _told_apart(pieces: tuple[Piece, ...], width: Length) -> tuple[Piece, ...]:
    """The pieces as far as they differ from the whole width."""
    count = len(pieces)
    while count and pieces[count - 1] == Piece(0, width):
        count -= 1
    return pieces[:count]


def _measure(paragraph: BodyParagraph, first: int, width: Length, pieces: tuple[Piece, ...] = ()) -> Measure:
    style = paragraph.style
    if paragraph.cap is not None and not first:
        return Measure(width, pieces=paragraph.cap.pieces(pieces, width))
    return Measure(width, style.hang if first else style.indent, style.hang, pieces)


def _composed(
    paragraph: BodyParagraph, first: int, measure: Measure, looseness: int, end: int | None = None
) -> tuple[Line, ...]:
    align, shaped = paragraph.style.align, paragraph.shaped
    # Kept with the paragraph: another body may have the same one.
    key = ("lines", first, measure, looseness, end, align)
    lines: tuple[Line, ...] | None = shaped.derived.get(key)
    if lines is None:
        found = loosened(shaped, measure, looseness, at=first, end=end, align=align) if looseness else None
        lines = compose(shaped, measure, at=first, end=end, align=align) if found is None else found.lines
        shaped.derived[key] = lines
    return lines


def _shaped(
    paragraph: Paragraph, setter: Setter, body_style: str, mode: WritingMode, cap: CapRoom | None
) -> BodyParagraph:
    name = body_style if paragraph.role is Role.BODY else paragraph.role.value
    if paragraph.table is not None and paragraph.table.head:
        name = "table_head"
    style = setter.style(name)
    if paragraph.verse and style.hang <= style.indent:
        # What a verse has too much for its line stands further in than where verses begin.
        style = replace(style, hang=style.indent + style.size)
    runs = [
        StyledText(run.text, _look(run, style, setter), note_mark=run.note_mark) for run in paragraph.runs
    ]
    capped = capped_runs(paragraph, runs, cap, setter) if cap is not None else None
    if capped is not None:
        shaped = setter.shape(capped[0], mode, paragraph.annotations)
        return BodyParagraph(paragraph, style, shaped, cap=capped[1])
    shaped = setter.shape(runs, mode, paragraph.annotations)
    if paragraph.table is None or mode is WritingMode.VERTICAL:
        return BodyParagraph(paragraph, style, shaped)
    cells = tuple(_cell(cell, paragraph, runs, setter) for cell in paragraph.table.cells)
    return BodyParagraph(paragraph, style, shaped, cells)


def _cell(cell: Cell, paragraph: Paragraph, runs: list[StyledText], setter: Setter) -> ShapedParagraph:
    """The copy of a cell alone: what stands beside it in the table does not touch it."""
    own: list[StyledText] = []
    at = 0
    for run in runs:
        first, last = max(cell.first - at, 0), min(cell.last - at, len(run.text))
        if first < last:
            own.append(replace(run, text=run.text[first:last]))
        at += len(run.text)
    annotations = [
        replace(a, first=a.first - cell.first, last=a.last - cell.first)
        for a in paragraph.annotations
        if cell.first <= a.first and a.last <= cell.last
    ]
    return setter.shape(own, annotations=annotations)


def _look(run: Run, style: TextStyle, setter: Setter) -> TextStyle:
    """Emphasis and named styles change face and colour; size and everything else stay the paragraph's.

    Only a note mark is smaller, and raised so that its top is level with that of the characters.
    """
    name = run.style or ("" if run.emphasis is Emphasis.NONE else run.emphasis.value)
    if name:
        named = setter.style(name)
        style = replace(style, face=named.face, colour=named.colour)
    if run.note_mark:
        rise = style.size * _NOTE_RISE // MILLI
        style = replace(style, size=style.size * _NOTE_SIZE // MILLI, rise=rise)
    return style


def sentence_ends(shaped: ShapedParagraph, line: Line) -> list[tuple[int, bool]]:
    """Places in a line where a sentence (True) or a clause with ；： (False) ends, as the atom that follows.

    Closing marks and note marks after the stop belong to the sentence; what cannot begin a line cannot follow.
    """
    found: list[tuple[int, bool]] = []
    for last in range(line.first + 1, line.last + 1):
        if last < len(shaped) and shaped.kinds[last] in _GOES_ON:
            continue
        index = last - 1
        while index > line.first and shaped.kinds[index] in _AFTER_STOP:
            index -= 1
        if shaped.kinds[index] is CharClass.STOP:
            found.append((last, True))
        elif (
            shaped.text[shaped.offsets[index]] in "；：" and CharClass.CLOSING not in shaped.kinds[index:last]
        ):
            found.append((last, False))
    return found
