"""The body of a story, shaped once and composed on demand: what columns are filled from."""

from __future__ import annotations

from dataclasses import dataclass, replace

from typeset.flow.setter import Setter
from typeset.model.story import Emphasis, Paragraph, Role, Run, Story
from typeset.model.style import TextStyle
from typeset.text.classes import CharClass
from typeset.text.justify import Line
from typeset.text.linebreak import Measure, compose
from typeset.text.shape import ShapedParagraph, StyledText
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


class Body:
    """The shaped paragraphs of one story; remembers every composition, so that asking again costs nothing."""

    def __init__(self, story: Story, setter: Setter, body_style: str) -> None:
        self.story = story
        self.paragraphs = tuple(_shaped(p, setter, body_style) for p in story.paragraphs)
        self.end = Cursor(len(self.paragraphs), 0)
        self._composed: dict[tuple[int, Length], dict[int, tuple[tuple[Line, ...], int]]] = {}

    def lines(self, at: Cursor, width: Length) -> tuple[Line, ...]:
        """The lines of the rest of the paragraph at the cursor; a resumed paragraph starts without indent.

        Resumed where a line of an earlier composition begins, the rest is that composition's: the lines of a
        paragraph do not depend on where columns end, and a paragraph of any length is composed once a measure.
        """
        paragraph = self.paragraphs[at.paragraph]
        first = paragraph.shaped.atom_at(at.offset)
        known = self._composed.setdefault((at.paragraph, width), {})
        if first not in known:
            lines = self._compose(paragraph, first, width)
            for number, line in enumerate(lines):
                known.setdefault(line.first, (lines, number))
            known.setdefault(first, (lines, 0))
        lines, number = known[first]
        return lines[number:]

    @staticmethod
    def _compose(paragraph: BodyParagraph, first: int, width: Length) -> tuple[Line, ...]:
        style = paragraph.style
        measure = Measure(width, style.hang if first else style.indent, style.hang)
        return compose(paragraph.shaped, measure, at=first, align=style.align)

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

    def line_count(self, at: Cursor, width: Length) -> int:
        """How many lines of this width the rest takes."""
        count = 0
        for number in range(at.paragraph, len(self.paragraphs)):
            count += len(self.lines(at if number == at.paragraph else Cursor(number, 0), width))
        return count


def _shaped(paragraph: Paragraph, setter: Setter, body_style: str) -> BodyParagraph:
    name = body_style if paragraph.role is Role.BODY else paragraph.role.value
    style = setter.style(name)
    runs = [
        StyledText(run.text, _look(run, style, setter), note_mark=run.note_mark) for run in paragraph.runs
    ]
    return BodyParagraph(paragraph, style, setter.shape(runs, paragraph.annotations))


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
