"""Columns hold whole characters of the copy set in them; the measure of the grid itself is judged where it is read."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Final

from typeset.catalogue import finding
from typeset.findings import Finding
from typeset.flow.issue import SetIssue
from typeset.flow.settext import SetText
from typeset.model.edition import PageSpec
from typeset.model.placed import Part
from typeset.model.style import Align, TextStyle
from typeset.standing import NOTHING_STANDS, StandingResults
from typeset.units import Length, to_pt

# Half a percent of a character is how lengths are rounded, and nobody sees it.
_ROUNDING: Final = 200


def check_measures(issue: SetIssue, standing: StandingResults = NOTHING_STANDS) -> list[Finding]:
    """At most one finding a frame: justified copy in columns of no whole number of its characters."""
    return standing.of(_found, issue.texts, issue.edition.pages, issue.parts)


def _found(texts: Sequence[SetText], specs: Sequence[PageSpec], parts: Sequence[Part]) -> list[Finding]:
    pages = {page.number: page for page in specs}
    begun = {part.story: part for part in reversed(parts)}
    return [
        found
        for text in texts
        for found in _judged(text, pages[text.page], _style_of(begun.get(text.story), pages))
    ]


def _judged(text: SetText, page: PageSpec, style: TextStyle | None) -> Iterator[Finding]:
    frame = page.layout.frame(text.frame)
    if style is None or frame is None or style.align is not Align.JUSTIFY:
        return
    filled = {text.columns[line.column].width for line in text.lines}
    off = sorted(width for width in filled if is_fractional(width, style.size))
    if off:
        yield finding(
            "measure-off-grid",
            span=frame.span,
            page=text.page,
            frame=text.frame,
            story=text.story,
            width=f"{off[0] / style.size:.2f}",
            style=style.name,
            size=f"{to_pt(style.size):g}",
        )


def is_fractional(width: Length, size: Length) -> bool:
    """Whether a measure is no whole number of characters of a size."""
    return min(width % size, -width % size) * _ROUNDING > size


def _style_of(first: Part | None, pages: Mapping[int, PageSpec]) -> TextStyle | None:
    """The style of the copy of a story: that of the frame in which it begins, wherever it goes on."""
    page = None if first is None else pages[first.page]
    frame = None if first is None or page is None else page.layout.frame(first.frame)
    return None if frame is None or page is None else page.styles.styles.get(frame.body)
