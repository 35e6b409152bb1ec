"""Keep rules (禁则) of columns: what may not stand alone at the head or foot of a column, and holes that keeping leaves.

Filling keeps a subhead with its lines; what it cannot see, because it goes forward line by line, is found here and mended
by paragraphs a line longer or shorter (:mod:`typeset.flow.copyfit`), never by white (clreq.md §9, issue 4).
"""

from __future__ import annotations

import enum
from collections.abc import Sequence
from typing import Final

from msgspec import Struct

from typeset.catalogue import finding
from typeset.findings import Finding
from typeset.flow.body import Body, is_signature
from typeset.flow.thread import LINES_UNDER_SUBHEAD, LONGEST_QUESTION, Column, SetLine, keeps_with_next
from typeset.model.story import Role

_FROM_TEXT: Final = 10


class Fault(enum.Enum):
    """A keep rule that is broken."""

    WIDOW = "widow"
    """The last line of a paragraph alone at the head of a column (孤行)."""
    SUBHEAD_ALONE = "subhead-alone"
    """A subhead with fewer than two lines of copy below it in its column."""
    QUESTION_ALONE = "question-alone"
    """A question with fewer than two lines of its answer below it in its column."""
    SIGNATURE_ALONE = "signature-alone"
    """The last paragraph of a story, who wrote it in brackets, alone at the head of a column (署名单行)."""
    HOLE = "column-hole"
    """White at the foot of a column while the copy goes on in the next."""


class Broken(Struct, frozen=True):
    """A broken rule: in which column, at which paragraph; ``rows`` is how many rows of a hole are white."""

    fault: Fault
    column: int
    paragraph: int
    rows: int = 0


def broken(body: Body, lines: Sequence[SetLine], columns: Sequence[Column]) -> list[Broken]:
    """All keep rules that set lines break, in the order of the columns."""
    found: list[Broken] = []
    for here, line in enumerate(lines):
        if here and line.column != lines[here - 1].column:
            found += _at_border(body, lines, here, columns)
        if _keeps_with_next(body, lines, here):
            found += _under(body, lines, here)
    return found


def _at_border(body: Body, lines: Sequence[SetLine], here: int, columns: Sequence[Column]) -> list[Broken]:
    """What is wrong between the last line of a column and the first of the next."""
    last, line = lines[here - 1], lines[here]
    found: list[Broken] = []
    foot = last.row + last.rows - 1
    white = sum(1 for row in columns[last.column].rows if row > foot)
    if white:
        found.append(Broken(Fault.HOLE, last.column, last.paragraph, white))
    shaped = body.paragraphs[line.paragraph].shaped
    if line.line.last >= len(shaped):
        if line.line.first > 0:
            found.append(Broken(Fault.WIDOW, line.column, line.paragraph))
        elif is_signature(body.story.paragraphs, line.paragraph):
            found.append(Broken(Fault.SIGNATURE_ALONE, line.column, line.paragraph))
    return found


def _keeps_with_next(body: Body, lines: Sequence[SetLine], here: int) -> bool:
    number = lines[here].paragraph
    role = body.paragraphs[number].source.role
    if role is not Role.QUESTION:
        return role is Role.SUBHEAD
    count = sum(other.paragraph == number for other in lines[max(here - LONGEST_QUESTION, 0) : here + 1])
    return keeps_with_next(role, count)


def _under(body: Body, lines: Sequence[SetLine], here: int) -> list[Broken]:
    """Whether a subhead or question that ends here has its lines below it, as far as the story has so many."""
    line = lines[here]
    after = lines[here + 1 : here + 1 + LINES_UNDER_SUBHEAD]
    if line.paragraph + 1 >= len(body.paragraphs) or (after and after[0].paragraph == line.paragraph):
        return []
    below = sum(other.column == line.column for other in after)
    if below == LINES_UNDER_SUBHEAD or 0 < below == len(after):
        return []
    subhead = body.paragraphs[line.paragraph].source.role is Role.SUBHEAD
    return [Broken(Fault.SUBHEAD_ALONE if subhead else Fault.QUESTION_ALONE, line.column, line.paragraph)]


def told(
    body: Body, lines: Sequence[SetLine], columns: Sequence[Column], where: tuple[int, str]
) -> list[Finding]:
    """A finding for each rule that could not be kept. Holes are what keeping the others costs, and show for themselves."""
    findings: list[Finding] = []
    for one in broken(body, lines, columns):
        if one.fault is Fault.HOLE:
            continue
        source = body.paragraphs[one.paragraph].source
        findings.append(
            finding(
                one.fault.value,
                span=source.span_at(0),
                page=where[0],
                frame=where[1],
                story=body.story.slug,
                column=one.column + 1,
                text=source.text[:_FROM_TEXT],
            )
        )
    return findings
