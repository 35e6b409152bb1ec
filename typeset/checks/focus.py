"""What a picture is about stays in view: round the focus its editor named something of the picture is seen at every side."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Final

from msgspec.structs import replace

from typeset.catalogue import finding
from typeset.findings import Finding
from typeset.flow.issue import SetIssue
from typeset.model.placed import PlacedPage, PlacedPicture
from typeset.model.story import Picture
from typeset.model.structure import story_of
from typeset.model.verdict import NotRun
from typeset.units import Length

_MIDDLE: Final = (500, 500)
_MILLI: Final = 1000
_PERCENT: Final = 100
# Of the width and height of the whole picture, in percent: nearer than this to the focus nothing is cut off.
_CLEAR: Final = 10

Seen = tuple[int, PlacedPicture]
"""A picture in its place, and the page it is on."""


def check_focus(issue: SetIssue) -> list[Finding] | NotRun:
    """A finding for each picture that is cut at its focus, or so near to it that what it shows is lost."""
    named = [
        (slug, picture)
        for slug in dict.fromkeys(part.story for part in issue.parts)
        for picture in issue.edition.stories[slug].all_pictures
        if picture.focus != _MIDDLE
    ]
    if not named:
        return NotRun("没有一张图片写了焦点（focus）", "no picture names a focus")
    return [found for slug, picture in named for found in _judged(issue, slug, picture)]


def _judged(issue: SetIssue, slug: str, picture: Picture) -> Iterator[Finding]:
    seen = [
        (page.number, _on_paper(item, page))
        for page in issue.pages
        for item in page.items
        if isinstance(item, PlacedPicture) and item.file == picture.file and story_of(item.part) == slug
    ]
    clear = [clearance(item, picture.focus) for _, item in seen]
    if seen and max(clear) < _CLEAR:
        yield finding(
            "focus-cropped",
            span=picture.span,
            page=_page(seen, clear),
            story=slug,
            amount=max(*clear, 0),
            unit="percent",
            file=picture.file,
            least=_CLEAR,
        )


def _on_paper(placed: PlacedPicture, page: PlacedPage) -> PlacedPicture:
    """A picture with what of it is on the paper of its page: over a fold it is cut there."""
    clip = placed.clip
    left, right = max(clip.x, -page.bleed), min(clip.right, page.width + page.bleed)
    return replace(placed, clip=replace(clip, x=left, width=right - left))


def _page(seen: Sequence[Seen], clear: Sequence[int]) -> int:
    return seen[clear.index(max(clear))][0]


def clearance(placed: PlacedPicture, focus: tuple[int, int]) -> int:
    """How much of the picture, in percent of its width or height, is seen between its focus and the nearest cut.

    Less than 0 when the focus is cut off; 100 when nothing is. The edge of the picture itself is no cut.
    """
    rect, clip = placed.rect, placed.clip
    across = _along((rect.x, rect.right), (clip.x, clip.right), focus[0])
    down = _along((rect.y, rect.bottom), (clip.y, clip.bottom), focus[1])
    return min(across, down)


def _along(whole: tuple[Length, Length], seen: tuple[Length, Length], focus: int) -> int:
    length = max(whole[1] - whole[0], 1)
    at = whole[0] + length * focus // _MILLI
    before = at - seen[0] if seen[0] > whole[0] else length
    behind = seen[1] - at if seen[1] < whole[1] else length
    return min(before, behind) * _PERCENT // length
