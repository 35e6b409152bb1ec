"""Where to cut a story that goes on elsewhere, and where its jump line stands.

Every place in the last lines at which a sentence or a clause ends is scored, and the end of the last full line
with them; the cheapest wins. The costs are in lines of white: a hole of one line costs 1.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from types import MappingProxyType
from typing import Final

from msgspec import Struct
from msgspec.structs import replace

from typeset.flow.body import Body, BodyParagraph, Cursor, is_signature, sentence_ends
from typeset.flow.thread import Column, Fill, SetLine
from typeset.model.edition import Cut as CutWish
from typeset.model.edition import JumpRules
from typeset.model.placed import CutPlace
from typeset.model.story import Emphasis, Role
from typeset.text.classes import CharClass
from typeset.text.justify import Line, set_line
from typeset.text.shaped import ShapedParagraph
from typeset.units import Length

# How far back from the last line a better place is looked for.
_LOOK_BACK = 10
# A clause end (；：) is worth a line of white less than a sentence end. A cut inside a sentence is worth two and
# a half: up to two white lines before a jump are borne for a whole sentence, three are a hole.
_COSTS: Final[Mapping[CutPlace, float]] = MappingProxyType(
    {CutPlace.PARAGRAPH: 0.0, CutPlace.SENTENCE: 0.0, CutPlace.CLAUSE: 1.0, CutPlace.MIDDLE: 2.5}
)
# Inside a sentence the last line is full, or it ends short behind a comma.
_SHORT_LINE = 0.75
# Where paragraphs are wanted, the end of any other sentence is worth a line less: a line of white is borne for it.
_NO_PARAGRAPH = 1.0
# The bold words a paragraph begins with are the head of what follows them.
_RUN_IN_ALONE = 1.5
# Somebody speaks on another page on.
_OPEN_QUOTE = 0.75
# Carrying nothing of a paragraph but its last line, or nothing but the signature, and a number parted from what it counts, a
# name or a short quotation parted in two: never, as long as there is any other place.
_NEVER = 20.0


class Cut(Struct, frozen=True):
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

    def weighed(self, dear: float) -> float:
        """What it costs in a story in which a line of white costs so much."""
        return self.cost + (dear - 1) * self.white

    @property
    def mid_sentence(self) -> bool:
        """Whether it is inside a sentence."""
        return self.place is CutPlace.MIDDLE


class _Choice(Struct, frozen=True):
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


def cut_behind(
    body: Body, filled: Fill, columns: Sequence[Column], jump_width: Length, index: int
) -> Cut | None:
    """A cut behind one of the filled lines; None when the jump line finds no room there."""
    placed = filled.lines[index]
    paragraph, column = body.paragraphs[placed.paragraph], columns[placed.column]
    free = room_after(filled.lines, index, columns)
    last = placed.line.last
    room = column.piece(placed.row)
    inline = placed.line.width + _gap(paragraph, last) + jump_width <= room.start + room.width
    following = _row_below(column, placed)
    if not inline and (following is None or column.piece(following).width < jump_width):
        return None
    place = _places(paragraph, placed.line)[last]
    white = free if inline else free - 1
    return _apply(body, filled, columns, _Choice(white, index, last, inline=inline, place=place, white=white))


def _relaxed(rules: JumpRules) -> JumpRules:
    return replace(rules, least_before=1, least_after=1)


def _choices(
    body: Body, filled: Fill, columns: Sequence[Column], jump_width: Length, rules: JumpRules, back: int
) -> list[_Choice]:
    lines = filled.lines
    latest = len(lines) - 1 - _lines_to_carry(body, filled, columns, rules)
    earliest = max(rules.least_before - 1, latest - back, 0)
    choices: list[_Choice] = []
    first = room_after(lines, latest, columns) if latest >= 0 else 0
    for index in range(latest, earliest - 1, -1):
        choices.extend(_in_line(body, lines, index, columns, (jump_width, first), rules))
    return choices


def _lines_to_carry(body: Body, filled: Fill, columns: Sequence[Column], rules: JumpRules) -> int:
    """How many of the filled lines must go with the tail so that it has ``least_after`` lines."""
    rest = body.line_count(filled.next, columns[-1].width, most=rules.least_after)
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
    jump: tuple[Length, int],
    rules: JumpRules,
) -> list[_Choice]:
    """The places in a line; ``jump`` is the width of the jump line, and how many rows are white without it, which cost nothing."""
    placed, (jump_width, first) = lines[index], jump
    paragraph = body.paragraphs[placed.paragraph]
    if paragraph.source.role is Role.SUBHEAD or body.leads(placed.paragraph, whole=False):
        return []
    column = columns[placed.column]
    free = room_after(lines, index, columns)
    following = _row_below(column, placed)
    below = following is not None and column.piece(following).width >= jump_width
    room = column.piece(placed.row)
    most = room.start + room.width - jump_width
    key = ("flaws", placed.paragraph, placed.line.first, placed.line.last, rules.cut)
    choices: list[_Choice] = []
    for last, place, flaw in body.kept(key, lambda: _flaws(body, placed, rules)):
        inline = _text_end(body, placed, last) + _gap(paragraph, last) <= most
        if inline or below:
            white = free if inline else free - 1
            cost = flaw + _carried_alone(body, placed.paragraph, last, column.width)
            choices.append(
                _Choice(white + cost - first, index, last, inline=inline, place=place, white=white)
            )
    return choices


def _flaws(body: Body, placed: SetLine, rules: JumpRules) -> list[tuple[int, CutPlace, float]]:
    """The places of a line, each with what a cut there costs wherever the line stands."""
    places = _places(body.paragraphs[placed.paragraph], placed.line)
    return [(last, place, _flaw(body, placed, last, place, rules)) for last, place in places.items()]


def _row_below(column: Column, placed: SetLine) -> int | None:
    """The row right below a line, or a row of a table, where it is free: a jump line does not stand alone under a picture."""
    below = placed.row + placed.rows
    return below if below in column.rows else None


def _places(paragraph: BodyParagraph, line: Line) -> dict[int, CutPlace]:
    """Where a line may be cut, as the atom that follows: behind sentences, clauses and pauses, and at its end."""
    shaped = paragraph.shaped
    if paragraph.is_table:
        return {line.last: CutPlace.PARAGRAPH if line.last >= len(shaped) else CutPlace.MIDDLE}
    found = {last: CutPlace.MIDDLE for last in range(line.first + 1, line.last) if _pauses(shaped, last)}
    found[line.last] = CutPlace.MIDDLE
    for last, sentence in sentence_ends(shaped, line):
        found[last] = CutPlace.SENTENCE if sentence else CutPlace.CLAUSE
    if line.last >= len(shaped):
        found[line.last] = CutPlace.PARAGRAPH
    return found


def _pauses(shaped: ShapedParagraph, last: int) -> bool:
    return shaped.kinds[last - 1] is CharClass.PAUSE and shaped.kinds[last] is not CharClass.CLOSING


def _flaw(body: Body, placed: SetLine, last: int, place: CutPlace, rules: JumpRules) -> float:
    """What a cut costs for where it is, in lines of white."""
    paragraph = body.paragraphs[placed.paragraph]
    flaw = _COSTS[place]
    if rules.cut is CutWish.ANYWHERE:
        flaw = 0.0
    elif rules.cut is CutWish.PARAGRAPH and place is not CutPlace.PARAGRAPH:
        flaw += _NO_PARAGRAPH
    if place is CutPlace.MIDDLE and last != placed.line.last:
        flaw += _SHORT_LINE
    if body.parts_unit(placed.paragraph, last):
        flaw += _NEVER
    if _run_in_alone(paragraph, last):
        flaw += _RUN_IN_ALONE
    if _quoting(paragraph, last):
        flaw += _OPEN_QUOTE
    return flaw


def _quoting(paragraph: BodyParagraph, last: int) -> bool:
    """Whether a quotation that began before is still open."""
    if last >= len(paragraph.shaped):
        return False
    before = paragraph.shaped.text[: paragraph.shaped.offsets[last]]
    return any(before.rfind(opens) > before.rfind(closes) for opens, closes in ("“”", "「」"))


def _run_in_alone(paragraph: BodyParagraph, last: int) -> bool:
    """Whether nothing of a paragraph stays but the bold words it begins with: a head that runs in, without its copy."""
    if last >= len(paragraph.shaped) or not paragraph.source.runs:
        return False
    first = paragraph.source.runs[0]
    return first.emphasis is Emphasis.STRONG and paragraph.shaped.offsets[last] <= len(first.text) + 1


def _carried_alone(body: Body, number: int, last: int, width: Length) -> float:
    """What it costs when the tail begins with the last line of a paragraph, or is the signature alone."""
    after = body.after(number, last)
    if after.paragraph >= len(body.paragraphs):
        return 0.0
    alone = (
        is_signature(body.story.paragraphs, after.paragraph)
        if not after.offset
        else body.is_one_line(after, width)
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
