"""What copy stands in one frame, line by line: kept beside the pages for those who look at how it was set."""

from __future__ import annotations

from collections.abc import Sequence

from msgspec import Struct

from typeset.flow.body import Body
from typeset.flow.thread import Column, SetLine
from typeset.model.layout import Rect


class SetText(Struct, frozen=True):
    """The set lines of a story in one frame. ``bands`` is the rectangle of vertical lines, None for level ones.

    ``looseness`` holds the paragraphs that were set in a line more (1) or fewer (−1) than they take. ``extents`` are what of the
    story's text each line holds: the offsets of its first and last (excluded) character.
    """

    page: int
    frame: str
    columns: tuple[Column, ...]
    bands: Rect | None
    lines: tuple[SetLine, ...]
    looseness: tuple[tuple[int, int], ...]
    story: str = ""
    extents: tuple[tuple[int, int], ...] = ()


def text_in(
    where: tuple[int, str],
    body: Body,
    lines: Sequence[SetLine],
    columns: Sequence[Column],
    bands: Rect | None = None,
) -> SetText:
    """The text of a body in the frame ``where`` (page, name)."""
    loose = tuple(sorted((number, by) for number, by in body.looseness.items() if by))
    extents = tuple(
        (body.offset_of(line.paragraph, line.line.first), body.offset_of(line.paragraph, line.line.last))
        for line in lines
    )
    return SetText(*where, tuple(columns), bands, tuple(lines), loose, body.story.slug, extents)
