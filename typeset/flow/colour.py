"""The colour of set copy: lines that came out loose, words broken by force, paragraphs squeezed or opened to fit."""

from __future__ import annotations

from collections.abc import Sequence

from typeset.catalogue import finding
from typeset.findings import Finding
from typeset.flow.body import Body, Cursor
from typeset.flow.keep import told
from typeset.flow.thread import Column, SetLine
from typeset.text.account import is_loose, opened
from typeset.text.breaks import Break
from typeset.units import Length

_FROM_TEXT = 10


def broken_words(body: Body, width: Length) -> list[Finding]:
    """Paragraphs in which a word wider than the column had to be broken; once a paragraph."""
    findings: list[Finding] = []
    for number, paragraph in enumerate(body.paragraphs):
        shaped = paragraph.shaped
        if paragraph.is_table:
            findings += _table_too_wide(body, number, width)
            continue
        for line in body.lines(Cursor(number), width):
            if line.last < len(shaped) and shaped.breaks[line.last - 1] is Break.EMERGENCY:
                offset = shaped.offsets[line.first]
                text = shaped.text[offset : offset + _FROM_TEXT]
                span = paragraph.source.span_at(offset)
                findings.append(finding("line-too-tight", span=span, story=body.story.slug, text=text))
                break
    return findings


def _table_too_wide(body: Body, number: int, width: Length) -> list[Finding]:
    table, piece = body.table(number, width)
    paragraph = body.paragraphs[number]
    if piece:
        return []
    if table.least <= width:
        return _narrow_columns(body, number, table.narrow)
    size = max(paragraph.style.size, 1)
    return [
        finding(
            "table-too-wide",
            span=paragraph.source.span_at(0),
            story=body.story.slug,
            amount=-(-table.least // size),
            unit="characters",
            room=width // size,
            text=paragraph.shaped.text[:_FROM_TEXT],
        )
    ]


def _narrow_columns(body: Body, number: int, narrow: tuple[int, ...]) -> list[Finding]:
    """Columns that were given less than one of their words takes."""
    if not narrow:
        return []
    paragraph = body.paragraphs[number]
    return [
        finding(
            "table-column-narrow",
            span=paragraph.source.span_at(0),
            story=body.story.slug,
            columns="、".join(str(column + 1) for column in narrow),
            text=paragraph.shaped.text[:_FROM_TEXT],
        )
    ]


def judged(
    body: Body, lines: Sequence[SetLine], columns: Sequence[Column], where: tuple[int, str]
) -> list[Finding]:
    """What is to be said of set lines: the loosest of them, which paragraphs were fitted, which keep rules are broken."""
    loose: list[tuple[int, SetLine]] = []
    for placed in lines:
        shaped = body.paragraphs[placed.paragraph].shaped
        if not body.paragraphs[placed.paragraph].is_table and is_loose(
            shaped, placed.line, columns[placed.column].width
        ):
            loose.append((opened(shaped, placed.line), placed))
    findings: list[Finding] = []
    if loose:
        findings.append(_loose(body, loose, where))
    here = {placed.paragraph for placed in lines}
    for looseness, code in ((-1, "paragraph-squeezed"), (1, "paragraph-opened")):
        numbers = [n for n, chosen in sorted(body.looseness.items()) if chosen == looseness and n in here]
        if numbers:
            findings.append(_fitted(body, numbers, code, where))
    return [*findings, *told(body, lines, columns, where)]


def _loose(body: Body, loose: Sequence[tuple[int, SetLine]], where: tuple[int, str]) -> Finding:
    gap, worst = max(loose, key=lambda found: found[0])
    paragraph = body.paragraphs[worst.paragraph]
    first, last = (paragraph.shaped.offsets[atom] for atom in (worst.line.first, worst.line.last))
    return finding(
        "loose-lines",
        span=paragraph.source.span_at(first),
        page=where[0],
        frame=where[1],
        story=body.story.slug,
        amount=len(loose),
        unit="lines",
        gap=f"{gap / 1000:.2f}",
        text=paragraph.shaped.text[first:last],
    )


def _fitted(body: Body, numbers: Sequence[int], code: str, where: tuple[int, str]) -> Finding:
    return finding(
        code,
        span=body.paragraphs[numbers[0]].source.span_at(0),
        page=where[0],
        frame=where[1],
        story=body.story.slug,
        amount=len(numbers),
        unit="lines",
        text=body.paragraphs[numbers[0]].shaped.text[:_FROM_TEXT],
    )
