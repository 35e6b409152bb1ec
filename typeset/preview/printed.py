"""What is printed on the pages of an issue, as text whose every character knows its place (issue 8).

The display list is read back: runs of copy make one passage a story, in reading order over all its pages; everything else is a
passage for each element of a page, such as a headline or a caption.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import accumulate
from typing import Final

from msgspec import Struct

from typeset.flow.boxes import around, em_box
from typeset.flow.grid import PageGrid
from typeset.flow.issue import SetIssue
from typeset.model.layout import Rect
from typeset.model.placed import GlyphRun, PlacedPage, PlacedPicture, Purpose
from typeset.model.structure import Element, story_of
from typeset.units import EM_ASCENT

_MILLI: Final = 1000
# So many characters without text may stand before a run.
_BOXED: Final = 40


class Strip(Struct, frozen=True):
    """A run of type, or a small picture in a line, on its page; ``first`` is the offset of its first character in its passage."""

    page: int
    item: GlyphRun | PlacedPicture
    first: int


class Place(Struct, frozen=True):
    """A rectangle on a page, from the trim's top left corner."""

    page: int
    rect: Rect


class Passage(Struct, frozen=True):
    """A text and where it stands. ``story`` is the slug it belongs to, None for furniture; ``is_copy`` the body of a story."""

    story: str | None
    text: str
    strips: tuple[Strip, ...]
    is_copy: bool = False

    def places(self, first: int, last: int) -> tuple[Place, ...]:
        """The rectangles of the characters from ``first`` to ``last`` (excluded), one a run they stand in."""
        start = max(0, bisect_right(self.strips, first, key=lambda strip: strip.first) - 1)
        found: list[Place] = []
        for strip in self.strips[start:]:
            if strip.first >= last:
                break
            length = len(strip.item.text)
            low, high = max(first - strip.first, 0), min(last - strip.first, length)
            if low < high:
                found.append(Place(strip.page, _room(strip.item, low, high)))
        return tuple(found)


class Printed(Struct, frozen=True):
    """All passages of an issue: bodies of stories first, then what stands on each page, in its order."""

    passages: tuple[Passage, ...]

    @classmethod
    def of(cls, issue: SetIssue) -> Printed:
        """Read the finished pages of an issue back."""
        folds = {
            page.number: PageGrid.of(page.layout, page.section_number).fold for page in issue.edition.pages
        }
        copies: dict[str, list[_Found]] = {}
        others: dict[tuple[int, Element | None], list[_Found]] = {}
        for page in issue.pages:
            for found in _read(page, folds):
                if found.is_copy and found.story is not None:
                    copies.setdefault(found.story, []).append(found)
                elif found.item.text:
                    others.setdefault((page.number, found.item.part), []).append(found)
        stories = issue.edition.stories
        bodies = [
            _copy(slug, stories[slug].text, sorted(found, key=_in_reading)) for slug, found in copies.items()
        ]
        return cls((*bodies, *(_passage(found[0].story, found) for found in others.values())))

    def copy_of(self, slug: str) -> Passage | None:
        """The body of a story as far as it is printed; None when none of it is."""
        return next((one for one in self.passages if one.is_copy and one.story == slug), None)


def by_column(places: Iterable[Place]) -> tuple[Place, ...]:
    """Rectangles of lines joined, as long as one stands below the other on one page."""
    joined: list[Place] = []
    for place in places:
        before = joined[-1] if joined else None
        if before is not None and before.page == place.page and _stacked(before.rect, place.rect):
            joined[-1] = Place(place.page, around([before.rect, place.rect]))
        else:
            joined.append(place)
    return tuple(joined)


class _Found(Struct, frozen=True):
    page: int
    item: GlyphRun | PlacedPicture
    story: str | None
    is_copy: bool
    spread: int


def _read(page: PlacedPage, folds: Mapping[int, int]) -> Iterator[_Found]:
    """The type of a page; ``spread`` is the left one of two facing pages for what stands in a frame over the fold, else the page."""
    left = page.number if folds.get(page.number) else page.number - 1
    for item in page.items:
        if not isinstance(item, GlyphRun | PlacedPicture):
            continue
        is_copy = item.purpose is Purpose.BODY if isinstance(item, GlyphRun) else bool(item.text)
        yield _Found(
            page.number, item, story_of(item.part) or None, is_copy, left if item.order else page.number
        )


def _in_reading(found: _Found) -> tuple[int, int]:
    """What stands over a fold is read from page to page and back, by its own order; all else as it is drawn."""
    return found.spread, found.item.order


def _copy(slug: str, text: str, found: Sequence[_Found]) -> Passage:
    """The body of a story. A character no face has is printed as a box without text, so runs are looked for in the source."""
    strips: list[Strip] = []
    reach = 0
    for one in found:
        at = text.find(one.item.text, reach)
        first = at if 0 <= at <= reach + _BOXED else reach
        strips.append(Strip(one.page, one.item, first))
        reach = first + len(one.item.text)
    return Passage(slug, text[:reach], tuple(strips), is_copy=True)


def _passage(story: str | None, found: Sequence[_Found]) -> Passage:
    strips: list[Strip] = []
    text = ""
    for one in found:
        strips.append(Strip(one.page, one.item, len(text)))
        text += one.item.text
    return Passage(story, text, tuple(strips))


def _room(item: GlyphRun | PlacedPicture, low: int, high: int) -> Rect:
    """The room of some characters of a run."""
    if isinstance(item, PlacedPicture):
        return item.clip
    whole = em_box(item)
    ends = list(accumulate(len(text) for text in item.texts))
    first, last = bisect_right(ends, low), bisect_right(ends, high - 1)
    far = item.xs[last + 1] if last + 1 < len(item.xs) else item.xs[last] + _advance(item)
    along = item.xs[first] - item.xs[0]
    if item.upward:
        return whole
    if item.turned or item.down:
        return Rect(whole.x, whole.y + along, whole.width, far - item.xs[first])
    return Rect(item.xs[first], item.y - EM_ASCENT * item.size // _MILLI, far - item.xs[first], item.size)


def _advance(run: GlyphRun) -> int:
    return run.size if run.turned or run.down else run.size * run.stretch // _MILLI


def _stacked(above: Rect, below: Rect) -> bool:
    return above.x < below.right and below.x < above.right and below.y >= above.y
