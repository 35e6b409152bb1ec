"""Whether the white between lines has room for what annotations put there (clreq.md §9).

Nothing is moved for it: body lines stay on their grid, and an editor is told where dots or ruby have too little room.
"""

from __future__ import annotations

from typing import Final

from typeset.catalogue import finding
from typeset.findings import Finding
from typeset.flow.adorn import takes_dot
from typeset.flow.body import Body, BodyParagraph
from typeset.model.annotation import Mark
from typeset.source import Span
from typeset.text.shaped import AtomAnnotation
from typeset.units import Length

MILLI: Final = 1000
# Half a character on the one side dots and ruby stand on.
LEAST_GAP: Final = 500
_CODES: Final = {Mark.DOTS: "dots-line-gap", Mark.RUBY: "ruby-line-gap"}


def narrow_gaps(body: Body, leading: Length) -> list[Finding]:
    """A finding for the dots and one for the ruby of a story whose lines, ``leading`` apart, leave too little room.

    A line that takes several rows, as subheads do, has the white of all of them.
    It stands at the first place and counts the characters concerned.
    """
    counts: dict[Mark, int] = {}
    first: dict[Mark, tuple[Span, Length]] = {}
    for paragraph in body.paragraphs:
        style = paragraph.style
        rows = -(-(style.size + style.white_above + style.white_below) // leading)
        gap = max(rows, 1) * leading - style.size
        if gap * MILLI >= LEAST_GAP * style.size:
            continue
        for annotation in paragraph.shaped.annotations:
            if annotation.mark in _CODES:
                first.setdefault(annotation.mark, (annotation.source.span, style.size))
                count = _characters(paragraph, annotation)
                counts[annotation.mark] = counts.get(annotation.mark, 0) + count
    return [
        finding(
            _CODES[mark],
            span=span,
            story=body.story.slug,
            amount=counts[mark],
            unit="characters",
            gap=f"{(leading - size) / size:.2f}",
            least=f"{LEAST_GAP / MILLI:g}",
            leading=f"{(size + -(-LEAST_GAP * size // MILLI)) / MILLI:g}",
        )
        for mark, (span, size) in first.items()
        if counts[mark]
    ]


def _characters(paragraph: BodyParagraph, annotation: AtomAnnotation) -> int:
    shaped = paragraph.shaped
    if annotation.mark is Mark.DOTS:
        return sum(takes_dot(shaped, index) for index in range(annotation.first, annotation.last))
    return annotation.last - annotation.first
