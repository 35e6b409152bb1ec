"""The body of a story, shaped once and composed on demand: what columns are filled from."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace

from typeset.flow.setter import Setter
from typeset.model.story import Emphasis, Paragraph, Role, Run, Story
from typeset.model.style import FitStep, TextStyle, WritingMode
from typeset.text.classes import CharClass
from typeset.text.justify import Line
from typeset.text.linebreak import Measure, Piece, compose, loosened
from typeset.text.shape import StyledText
from typeset.text.shaped import ShapedParagraph
from typeset.units import Length

MILLI = 1000
# Of the size of the characters: ① is as high as a Han character is from its middle, and its top is level with them.
_NOTE_SIZE = 600
_NOTE_RISE = 350
_AFTER_STOP = frozenset({CharClass.CLOSING, CharClass.NOTE_MARK})
_GOES_ON = _AFTER_STOP | {CharClass.STOP, CharClass.PAUSE}


@dataclass(frozen=True, slots=True, order=True)
class Cursor:
    """Where in a body setting goes on: a paragraph, and the offset of a character in it."""

    paragraph: int = 0
    offset: int = 0


@dataclass(frozen=True, slots=True)
class BodyParagraph:
    """A paragraph with its style and its shape."""

    source: Paragraph
    style: TextStyle
    shaped: ShapedParagraph


_Composed = dict[tuple[int, Length, int, tuple[Piece, ...]], dict[int, tuple[tuple[Line, ...], int]]]

_Prices = dict[tuple[int, Length, int], float | None]


class Body:
    """The shaped paragraphs of one story; remembers every composition, so that asking again costs nothing.

    ``looseness`` says which paragraphs are set in a line more (1) or fewer (−1) than they take.
    """

    def __init__(
        self,
        story: Story,
        paragraphs: tuple[BodyParagraph, ...],
        looseness: Mapping[int, int] | None = None,
        composed: _Composed | None = None,
        prices: _Prices | None = None,
        *,
        loosens: bool = True,
    ) -> None:
        self.story = story
        self.paragraphs = paragraphs
        self.looseness = dict(looseness or {})
        self.end = Cursor(len(self.paragraphs), 0)
        self._composed: _Composed = {} if composed is None else composed
        self._prices: _Prices = {} if prices is None else prices
        self._loosens = loosens

    @classmethod
    def of(
        cls,
        story: Story,
        setter: Setter,
        body_style: str,
        mode: WritingMode = WritingMode.HORIZONTAL,
    ) -> Body:
        """Shape the paragraphs of a story."""
        paragraphs = tuple(_shaped(p, setter, body_style, mode) for p in story.paragraphs)
        return cls(story, paragraphs, loosens=FitStep.LOOSENESS in setter.styles.copyfit.order)

    def with_looseness(self, looseness: Mapping[int, int]) -> Body:
        """The same body with these paragraphs, and no others, a line longer or shorter."""
        return Body(
            self.story, self.paragraphs, looseness, self._composed, self._prices, loosens=self._loosens
        )

    def price(self, number: int, width: Length, looseness: int) -> float | None:
        """What it costs to set a paragraph in a line more or fewer; None when it cannot be had, or may not by the style.

        The unit is that of :mod:`typeset.text.linecost`.
        """
        if not self._loosens:
            return None
        key = (number, width, looseness)
        if key not in self._prices:
            paragraph = self.paragraphs[number]
            measure = _measure(paragraph, 0, width)
            found = loosened(paragraph.shaped, measure, looseness, align=paragraph.style.align)
            self._prices[key] = None if found is None else found.price
        return self._prices[key]

    def lines(self, at: Cursor, width: Length, pieces: tuple[Piece, ...] = ()) -> tuple[Line, ...]:
        """The lines of the rest of the paragraph at the cursor; a resumed paragraph starts without indent.

        ``pieces`` are the rooms of the first lines where they differ. Resumed where a line of an earlier composition
        begins, the rest is that composition's: the lines of a paragraph do not depend on where columns end, and a
        paragraph of any length is composed once a measure.
        """
        paragraph = self.paragraphs[at.paragraph]
        first = paragraph.shaped.atom_at(at.offset)
        looseness = self.looseness.get(at.paragraph, 0)
        known = self._composed.setdefault((at.paragraph, width, looseness, pieces), {})
        if first not in known:
            lines = _composed(
                paragraph, first, _measure(paragraph, first, width, pieces), 0 if first else looseness
            )
            if not pieces:
                for number, line in enumerate(lines):
                    known.setdefault(line.first, (lines, number))
            known.setdefault(first, (lines, 0))
        lines, number = known[first]
        return lines[number:]

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

    def offset_of(self, paragraph: int, atom: int) -> int:
        """Where an atom of a paragraph begins, as an offset in the story's text."""
        known = self.paragraphs[paragraph]
        return known.source.start + known.shaped.offsets[atom]

    def line_count(self, at: Cursor, width: Length) -> int:
        """How many lines of this width the rest takes."""
        count = 0
        for number in range(at.paragraph, len(self.paragraphs)):
            count += len(self.lines(at if number == at.paragraph else Cursor(number, 0), width))
        return count


def _measure(paragraph: BodyParagraph, first: int, width: Length, pieces: tuple[Piece, ...] = ()) -> Measure:
    style = paragraph.style
    return Measure(width, style.hang if first else style.indent, style.hang, pieces)


def _composed(paragraph: BodyParagraph, first: int, measure: Measure, looseness: int) -> tuple[Line, ...]:
    align = paragraph.style.align
    found = loosened(paragraph.shaped, measure, looseness, align=align) if looseness else None
    return found.lines if found is not None else compose(paragraph.shaped, measure, at=first, align=align)


def _shaped(paragraph: Paragraph, setter: Setter, body_style: str, mode: WritingMode) -> BodyParagraph:
    name = body_style if paragraph.role is Role.BODY else paragraph.role.value
    style = setter.style(name)
    runs = [
        StyledText(run.text, _look(run, style, setter), note_mark=run.note_mark) for run in paragraph.runs
    ]
    return BodyParagraph(paragraph, style, setter.shape(runs, mode, paragraph.annotations))


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
