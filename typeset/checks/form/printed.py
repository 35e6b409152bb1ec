"""What the furniture of finished pages says: the type in mastheads, ears, folio lines and frames of text.

What was filled in somewhere but stands on no page is not printed; what a layout has in words of its own is.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator, Sequence
from typing import Final

from msgspec import Struct
from msgspec.structs import replace

from typeset.checks.rule import Case
from typeset.flow.boxes import em_box
from typeset.flow.grid import PageGrid
from typeset.model.edition import PageSpec
from typeset.model.layout import FrameKind, FrameSpec, Rect
from typeset.model.placed import GlyphRun, PlacedPage, Purpose
from typeset.patterns import regex

_KINDS: Final = frozenset({FrameKind.MASTHEAD, FrameKind.TEXT, FrameKind.EARS, FrameKind.FOLIO})
_DASHES: Final = str.maketrans(dict.fromkeys("‐‑‒–—―−", "-"))
_SPACE: Final = regex(r"\s+")


class Printed(Struct, frozen=True):
    """The runs of type in one furniture frame of a page, in the order they are drawn; ``rect`` is its room on that page."""

    page: PageSpec
    frame: FrameSpec
    rect: Rect
    runs: tuple[GlyphRun, ...]

    @property
    def text(self) -> str:
        """All its type as :func:`plain` text."""
        return plain("".join(run.text for run in self.runs))


def plain(text: str) -> str:
    """Text to be compared: without blanks, full-width forms as half-width ones, all dashes alike."""
    return _SPACE.sub("", unicodedata.normalize("NFKC", text)).translate(_DASHES)


def printed_on(case: Case, number: int) -> tuple[Printed, ...]:
    """The furniture of a page, frame by frame; a frame that comes over the fold from the page before is on both."""
    page = next((p for p in case.issue.pages if p.number == number), None)
    if page is None:
        return ()
    specs = {spec.number: spec for spec in case.issue.edition.pages}
    return case.standing.of(_printed_on, page, specs[number], specs.get(number - 1))


def _printed_on(page: PlacedPage, spec: PageSpec, before: PageSpec | None) -> tuple[Printed, ...]:
    runs = [i for i in page.items if isinstance(i, GlyphRun) and i.purpose is Purpose.FURNITURE and i.xs]
    rooms = tuple(_rooms(spec, before))
    homes = [next((n for n, room in enumerate(rooms) if _holds(room[2], run)), None) for run in runs]
    return tuple(
        Printed(*room, tuple(run for run, home in zip(runs, homes, strict=True) if home == number))
        for number, room in enumerate(rooms)
    )


def first_page(case: Case) -> tuple[Printed, ...]:
    """The furniture of the first page of an issue."""
    return printed_on(case, case.read.pages[0].number)


def words(printed: Sequence[Printed]) -> str:
    """What is printed in several frames, a line each."""
    return "\n".join(one.text for one in printed)


def everywhere(case: Case) -> str:
    """What the furniture of all pages says: what an issue prints in a fixed place may stand at its end too."""
    return "\n".join(words(printed_on(case, page.number)) for page in case.read.pages)


def _rooms(spec: PageSpec, before: PageSpec | None) -> Iterator[tuple[PageSpec, FrameSpec, Rect]]:
    grid = PageGrid.of(spec.layout, spec.section_number)
    for frame in spec.layout.frames:
        if frame.kind in _KINDS:
            yield spec, frame, grid.rect(frame)
    for frame in before.layout.frames if before is not None else ():
        if before is not None and frame.spread and frame.kind in _KINDS:
            rect = PageGrid.of(before.layout, before.section_number).rect(frame)
            yield spec, frame, replace(rect, x=rect.x - before.layout.sheet.width)


def _holds(rect: Rect, run: GlyphRun) -> bool:
    box = em_box(run)
    x, y = box.x + box.width // 2, box.y + box.height // 2
    return rect.x <= x <= rect.right and rect.y <= y <= rect.bottom
