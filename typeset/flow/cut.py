"""Where to cut a story that goes on elsewhere, and where its jump line stands.

Every place in the last lines at which a sentence or a clause ends is scored, and the end of the last full line
with them; the cheapest wins. The costs are in lines of white: a hole of one line costs 1.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from typeset.flow.body import Body, BodyParagraph, Cursor, is_signature, sentence_ends
from typeset.flow.thread import Column, Fill, SetLine
from typeset.model.edition import Cut as CutWish
from typeset.model.edition import JumpRules
from typeset.model.placed import CutPlace
from typeset.model.story import Role
from typeset.text.classes import CharClass
from typeset.text.inseparable import parts_unit
from typeset.text.justify import set_line
from typeset.units import Length

# How far back from the last line a better place is looked for.
_LOOK_BACK = 10
# A clause end (；：) is worth half a line of white less than a sentence end. A cut inside a sentence is worth two and
# a half: up to two white lines before a jump are borne for a whole sentence, three are a hole.
_CLAUSE = 0.5
_MID_SENTENCE = 2.5
# Where paragraphs are wanted, the end of any other sentence is worth a line less: a line of white is borne for it.
_NO_PARAGRAPH = 1.0
# Carrying nothing of a paragraph but its last line, or nothing but the signature, and a number parted from what it counts, a
# name or a short quotation parted in two: never, as long as there is any other place.
_NEVER = 20.0


@dataclass(frozen=True, slots=True)
class Cut:
    """A frame filled up to its jump: the lines that stay, and the place of the jump line.

    ``column`` and ``row`` are where the jump line stands, ``inline`` when text stands in that row as well. ``cost`` is
    what the cut costs, in lines of white; ``white`` is how many rows of the frame it leaves empty.
    """

    lines: tuple[SetLine, ...]
    next: Cursor
    column: int
    row: int
    inline: bool
    place: CutPlace
    white: int
    cost: float

    @property
    def mid_sentence(self) -> bool:
        """Whether it is inside a sentence."""
        return self.place is CutPlace.MIDDLE


@dataclass(frozen=True, slots=True)
class _Choice:
    cost: float
    index: int
    last: int
    inline: bool
    place: CutPlace
    white: int


def cut_for_jump(
    body: Body,
    filled: Fill,
    columns: Sequence[Column],
    jump_width: Length,
    rules: JumpRules,
    dear: float = 1.0,
) -> Cut | None:
    """Cut a filled frame so that its jump line, ``jump_width`` wide, stands in it.

    ``least_before`` and ``least_after`` lines are kept when any cut keeps them. ``dear`` is what a line of white costs in a
    story of rank. None when the frame is too small for a line of text and a jump line.
    """
    # Where the last columns are narrower than the jump line, it stands further back.
    for kept, back in (
        (rules, _LOOK_BACK),
        (_relaxed(rules), _LOOK_BACK),
        (_relaxed(rules), len(filled.lines)),
    ):
        choices = _choices(body, filled, columns, jump_width, kept, back)
        if choices:
            chosen = min(choices, key=lambda c: (c.cost + (dear - 1) * c.white, -c.index, -c.last))
            return _apply(body, filled, columns, chosen)
    return None


def _relaxed(rules: JumpRules) -> JumpRules:
    return replace(rules, least_before=1, least_after=1)


def _choices(
    body: Body, filled: Fill, columns: Sequence[Column], jump_width: Length, rules: JumpRules, back: int
) -> list[_Choice]:
    lines = filled.lines
    latest = len(lines) - 1 - _lines_to_carry(body, filled, columns, rules)
    earliest = max(rules.least_before - 1, latest - back, 0)
    choices: list[_Choice] = []
    for index in range(latest, earliest - 1, -1):
        choices.extend(_in_line(body, lines, index, columns, jump_width, rules))
    first = room_after(lines, latest, columns) if latest >= 0 else 0
    return [replace(c, cost=c.cost - first) for c in choices]


def _lines_to_carry(body: Body, filled: Fill, columns: Sequence[Column], rules: JumpRules) -> int:
    """How many of the filled lines must go with the tail so that it has ``least_after`` lines."""
    rest = body.line_count(filled.next, columns[-1].width)
    return max(0, rules.least_after - rest)


def room_after(lines: Sequence[SetLine], index: int, columns: Sequence[Column]) -> int:
    """Rows of the frame that stay free after line ``index``."""
    column, row = lines[index].column, lines[index].row + lines[index].rows - 1
    same = sum(1 for r in columns[column].rows if r > row)
    return same + sum(len(c.rows) for c in columns[column + 1 :])


def _in_line(
    body: Body,
    lines: Sequence[SetLine],
    index: int,
    columns: Sequence[Column],
    jump_width: Length,
    rules: JumpRules,
) -> list[_Choice]:
    placed = lines[index]
    paragraph = body.paragraphs[placed.paragraph]
    if paragraph.source.role is Role.SUBHEAD or body.leads(placed.paragraph, whole=False):
        return []
    column = columns[placed.column]
    free = room_after(lines, index, columns)
    following = _row_below(column, placed)
    below = following is not None and column.piece(following).width >= jump_width
    marks = {} if paragraph.is_table else dict(sentence_ends(paragraph.shaped, placed.line))
    ends = {**marks}
    ends.setdefault(placed.line.last, placed.line.last >= len(paragraph.shaped))
    choices: list[_Choice] = []
    for last, sentence in ends.items():
        whole = last == placed.line.last
        marked = whole and last in marks
        mid = not sentence and not marked
        flaw = 0.0 if sentence else _MID_SENTENCE if mid else _CLAUSE
        if mid and not whole:
            continue
        if rules.cut is CutWish.ANYWHERE:
            flaw = 0.0
        elif rules.cut is CutWish.PARAGRAPH and last < len(paragraph.shaped):
            flaw += _NO_PARAGRAPH
        if _parts_unit(body, placed.paragraph, last):
            flaw += _NEVER
        flaw += _carried_alone(body, placed.paragraph, last, column.width)
        ends_at = _text_end(body, placed, last)
        gap = _gap(paragraph, last)
        room = column.piece(placed.row)
        place = _place(paragraph, last, sentence=sentence, mid=mid)
        if ends_at + gap + jump_width <= room.start + room.width:
            choices.append(_Choice(free + flaw, index, last, inline=True, place=place, white=free))
        elif below:
            choices.append(_Choice(free - 1 + flaw, index, last, inline=False, place=place, white=free - 1))
    return choices


def _row_below(column: Column, placed: SetLine) -> int | None:
    """The row right below a line, or a row of a table, where it is free: a jump line does not stand alone under a picture."""
    below = placed.row + placed.rows
    return below if below in column.rows else None


def _place(paragraph: BodyParagraph, last: int, *, sentence: bool, mid: bool) -> CutPlace:
    if last >= len(paragraph.shaped):
        return CutPlace.PARAGRAPH
    return CutPlace.MIDDLE if mid else CutPlace.SENTENCE if sentence else CutPlace.CLAUSE


def _parts_unit(body: Body, number: int, last: int) -> bool:
    paragraph = body.paragraphs[number]
    if paragraph.is_table or last >= len(paragraph.shaped):
        return False
    return parts_unit(paragraph.shaped.text, paragraph.shaped.offsets[last], body.names)


def _carried_alone(body: Body, number: int, last: int, width: Length) -> float:
    """What it costs when the tail begins with the last line of a paragraph, or is the signature alone."""
    after = body.after(number, last)
    if after.paragraph >= len(body.paragraphs):
        return 0.0
    alone = (
        is_signature(body.story.paragraphs, after.paragraph)
        if not after.offset
        else len(body.lines(after, width)) == 1
    )
    return _NEVER if alone else 0.0


def _text_end(body: Body, placed: SetLine, last: int) -> Length:
    if last == placed.line.last:
        return placed.line.width
    return placed.line.xs[last - placed.line.first]


def _apply(body: Body, filled: Fill, columns: Sequence[Column], choice: _Choice) -> Cut:
    placed = filled.lines[choice.index]
    shaped = body.paragraphs[placed.paragraph].shaped
    line = placed.line
    if choice.last != line.last:
        indent = line.xs[0] if line.xs else 0
        width = columns[placed.column].width
        line = set_line(shaped, line.first, choice.last, width, indent=indent, flush=False)
    kept = (*filled.lines[: choice.index], replace(placed, line=line))
    row = placed.row
    if not choice.inline:
        row = _row_below(columns[placed.column], placed) or row
    return Cut(
        lines=kept,
        next=body.after(placed.paragraph, choice.last),
        column=placed.column,
        row=row,
        inline=choice.inline,
        place=choice.place,
        white=choice.white,
        cost=choice.cost,
    )


def _gap(paragraph: BodyParagraph, last: int) -> Length:
    """The least white between the copy and a jump line in its row; the half em behind a stop is white enough."""
    return 0 if paragraph.shaped.kinds[last - 1] is CharClass.STOP else paragraph.style.size
