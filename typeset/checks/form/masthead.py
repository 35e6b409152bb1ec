"""The masthead: the name of the paper stands there, larger than all other type of the page, and an extra is called one."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, Final

from typeset.catalogue import finding
from typeset.checks.form.item import GOOD, Faults, Item, fault
from typeset.checks.form.printed import Printed, first_page, plain
from typeset.checks.form.sources import FORM, NAME, NAME_SIZE
from typeset.checks.rule import Case
from typeset.findings import Finding
from typeset.flow.grid import PageGrid
from typeset.flow.pictures import place_whole
from typeset.model.layout import FrameKind, FramePicture, Rect
from typeset.model.placed import GlyphRun
from typeset.model.verdict import NotRun
from typeset.source import Span
from typeset.units import Length, to_pt

_SHOWN: Final = 12
_DRAWN: Final = NotRun(
    "报头是一张图，图里是什么字没有核对", "the masthead is a picture; what it says was not verified"
)


def name_printed(case: Case) -> Faults | NotRun:
    """The name stands in the masthead of the first page."""
    if _name(case):
        return GOOD
    if _picture(case) is not None:
        return _DRAWN
    return fault(_told(case, "masthead-name-missing", paper=case.read.paper))


def name_largest(case: Case) -> Faults | NotRun:
    """The name is larger than any other type of the page, by the em of its smallest glyph; of a drawn masthead its box is compared."""
    name, picture = _name(case), _picture(case)
    others = [run for run in _type(case) if not any(run is one for one in name)]
    largest = max(others, key=lambda run: run.size, default=None)
    if name:
        size = min(run.size for run in name)
    elif picture is not None:
        # No character of a picture is larger than the shorter side of it.
        size = min(picture.width, picture.height)
    else:
        return NotRun("第一版报头没有报名可比", "the masthead of page 1 has no name to be compared")
    if largest is None or size > largest.size:
        return GOOD if name else Faults(open=_DRAWN)
    return fault(_small(case, size, largest))


def extra_word(case: Case) -> Faults | NotRun:
    """The masthead of an extra says 号外, that of a day more 增期."""
    extra = case.read.extra
    if extra is None:
        return NotRun("这一期不是增期，也不是号外", "the issue is a regular one")
    if any(extra.value in one.text for one in _mastheads(case)):
        return GOOD
    if not any(one.runs for one in _mastheads(case)) and _picture(case) is not None:
        return _DRAWN
    return fault(_told(case, "extra-word-missing", word=extra.value))


def _mastheads(case: Case) -> tuple[Printed, ...]:
    return tuple(one for one in first_page(case) if one.frame.kind is FrameKind.MASTHEAD)


def _name(case: Case) -> tuple[GlyphRun, ...]:
    """The runs the name of the paper is set in; none where it does not stand in the masthead."""
    paper = plain(case.read.paper)
    for one in _mastheads(case):
        at = one.text.find(paper)
        if at >= 0:
            return tuple(_runs_of(one, at, at + len(paper)))
    return ()


def _runs_of(printed: Printed, first: int, last: int) -> Iterator[GlyphRun]:
    """The runs with the characters from ``first`` to ``last`` (excluded) of the plain text."""
    at = 0
    for run in printed.runs:
        after = at + len(plain(run.text))
        if at < last and after > first:
            yield run
        at = after


def _picture(case: Case) -> Rect | None:
    """The box of the picture a masthead is; None for one that is set."""
    page = case.issue.edition.pages[0]
    grid = PageGrid.of(page.layout, page.section_number)
    for frame in page.layout.frames:
        for content in frame.content if frame.kind is FrameKind.MASTHEAD else ():
            if isinstance(content, FramePicture):
                return place_whole(content.picture, grid.rect(frame)).clip
    return None


def _type(case: Case) -> list[GlyphRun]:
    page = case.issue.pages[0]
    return [item for item in page.items if isinstance(item, GlyphRun) and item.text.strip()]


def _small(case: Case, size: Length, largest: GlyphRun) -> Finding:
    return _told(
        case,
        "masthead-name-small",
        size=f"{to_pt(size):g}",
        largest=f"{to_pt(largest.size):g}",
        text=largest.text[:_SHOWN],
    )


def _told(case: Case, code: str, **facts: Any) -> Finding:
    """A finding at the masthead of the first page, or at its layout where there is none."""
    page = case.issue.edition.pages[0]
    frame = next((f for f in page.layout.frames if f.kind is FrameKind.MASTHEAD), None)
    span: Span = frame.span if frame is not None else page.layout.span
    name = frame.name if frame is not None else None
    return finding(code, span=span, related=page.span, page=page.number, frame=name, **facts)


MASTHEAD: Final[tuple[Item, ...]] = (
    Item(
        "name",
        "报纸名称",
        "name of the paper",
        NAME,
        ("masthead-name-missing",),
        name_printed,
        4,
        verified=True,
    ),
    Item(
        "name-size",
        "报纸名称大于一版其他文字",
        "name larger than all other type of page 1",
        NAME_SIZE,
        ("masthead-name-small",),
        name_largest,
        4,
        verified=True,
    ),
    Item("extra", "增期、号外字样", "the word 增期 or 号外", FORM, ("extra-word-missing",), extra_word),
)
