"""Trial lines (试排): paragraphs set in one measure, to see what a rule does; and where a text may be broken.

What the command ``typeset lines`` shows; it knows no page.
"""

from __future__ import annotations

from collections.abc import Sequence

from msgspec import Struct

from typeset.model.style import LineRules, TextStyle, WritingMode
from typeset.text.account import Change, changes, is_lone, is_loose, opened
from typeset.text.breaks import Break
from typeset.text.justify import Line, natural_width, start_blank
from typeset.text.linebreak import Measure, compose, loosened
from typeset.text.shape import Shaper, StyledText
from typeset.text.shaped import ShapedParagraph
from typeset.text.uax14 import Opportunity, break_opportunities
from typeset.units import Length


class Wish(Struct, frozen=True):
    """How trial lines are to be set. ``style`` gives face, size, indent and alignment."""

    style: TextStyle
    measure: Length
    rules: LineRules
    looseness: int = 0
    mode: WritingMode = WritingMode.HORIZONTAL


class TrialLine(Struct, frozen=True):
    """One line: characters ``first`` to ``last`` (excluded) of its paragraph; lengths as in :class:`Line`.

    ``natural`` and ``width`` are without the indent, before and after ``changes``; ``gap`` is how far each ordinary gap
    was opened, in thousandths of an em.
    """

    text: str
    first: int
    last: int
    indent: Length
    natural: Length
    width: Length
    changes: tuple[Change, ...]
    gap: int
    loose: bool
    hung: Length
    over: Length
    hyphen: bool
    forced: bool


class Trial(Struct, frozen=True):
    """A paragraph in lines. ``available`` is False, and the lines are as usual, when its looseness cannot be had.

    ``lone`` says that the last of its lines is a single character; ``missing`` are the characters no face has.
    """

    text: str
    lines: tuple[TrialLine, ...]
    available: bool
    price: float
    lone: bool
    missing: tuple[int, ...]


class Opening(Struct, frozen=True):
    """A line may end before the character at ``offset``: ``grade`` is the word for how readily."""

    offset: int
    grade: str


def try_paragraph(shaper: Shaper, text: str, wish: Wish) -> Trial:
    """Set one paragraph."""
    shaped = shaper.shape((StyledText(text, wish.style),), wish.rules, wish.mode)
    measure, align = Measure(wish.measure, wish.style.indent, wish.style.hang), wish.style.align
    found = loosened(shaped, measure, wish.looseness, align=align) if wish.looseness else None
    if found is not None:
        shaped, lines, price = found.shaped, found.lines, found.price
    else:
        lines, price = compose(shaped, measure, align=align), 0.0
    missing = tuple(shaped.offsets[i] for i, atom in enumerate(shaped.atoms) if not atom.face)
    return Trial(
        text,
        tuple(_line(shaped, line, wish.measure) for line in lines),
        not wish.looseness or found is not None,
        price,
        is_lone(shaped, lines[-1]),
        missing,
    )


def _line(shaped: ShapedParagraph, line: Line, measure: Length) -> TrialLine:
    first, last = shaped.offsets[line.first], shaped.offsets[line.last]
    ends = shaped.breaks[line.last - 1] if line.last < len(shaped) else Break.ALLOWED
    indent = line.xs[0] - start_blank(shaped, line.first)
    return TrialLine(
        text=shaped.text[first:last],
        first=first,
        last=last,
        indent=indent,
        natural=natural_width(shaped, line.first, line.last),
        width=line.width - indent,
        changes=changes(shaped, line),
        gap=opened(shaped, line),
        loose=is_loose(shaped, line, measure),
        hung=line.hung,
        over=line.over,
        hyphen=ends is Break.HYPHENATED,
        forced=ends < Break.PRESSED,
    )


def openings(shaper: Shaper, text: str, wish: Wish) -> tuple[Opening, ...]:
    """Where a line may end by these rules, the end of the text excluded."""
    shaped = shaper.shape((StyledText(text, wish.style),), wish.rules, wish.mode)
    return tuple(
        Opening(shaped.offsets[index + 1], found.name.lower())
        for index, found in enumerate(shaped.breaks[:-1])
        if found >= Break.PRESSED
    )


def untailored_openings(text: str) -> tuple[Opening, ...]:
    """Where a line may or must end by UAX #14 as it stands, the end of the text included (LB3)."""
    grades = {Opportunity.MAY: "allowed", Opportunity.MUST: "mandatory"}
    found: Sequence[int] = break_opportunities(text)
    return tuple(
        Opening(offset, grades[Opportunity(said)])
        for offset, said in enumerate(found, 1)
        if Opportunity(said) in grades
    )
