"""The ledger of jumps against the finished pages: every 下转 has its 上接, on the pages they say, and each goes forward."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from types import MappingProxyType
from typing import Final

from typeset.catalogue import finding
from typeset.findings import Finding
from typeset.model.placed import GlyphRun, Item, Jump, PlacedPage, Purpose
from typeset.standing import NOTHING_STANDS, StandingResults

NO_CODES: Final[Mapping[int, str]] = MappingProxyType({})

# The next character of a vertical line begins within so many sizes.
_NEXT_CHARACTER: Final = 3


def check_jumps(
    jumps: Sequence[Jump],
    pages: Iterable[PlacedPage],
    boxed: frozenset[str] = frozenset(),
    codes: Mapping[int, str] = NO_CODES,
    standing: StandingResults = NOTHING_STANDS,
) -> list[Finding]:
    """What is printed of jumps on each page must be what the ledger says, no line more and none less.

    ``boxed`` are characters that print as a box with their code point; they carry no text. ``codes`` are what pages bear
    where that is not their number.
    """
    promised: Counter[tuple[int, str]] = Counter()
    for jump in jumps:
        promised[jump.from_page, _plain(jump.source_text, boxed)] += 1
        promised[jump.to_page, _plain(jump.target_text, boxed)] += 1
    printed = Counter(
        (page.number, _plain(text, boxed))
        for page in pages
        for text in standing.of(_lines_of_jumps, page)
        if _plain(text, boxed)
    )
    findings = [
        finding("jump-unpaired", page=page, text=text, amount=count - promised[page, text])
        for (page, text), count in printed.items()
        if count > promised[page, text]
    ]
    findings += [
        finding("jump-unpaired", page=page, text=text, amount=printed[page, text] - count)
        for (page, text), count in promised.items()
        if count > printed[page, text]
    ]
    findings += [
        finding(
            "jump-turned-back",
            page=jump.from_page,
            frame=jump.from_frame,
            story=jump.story,
            to_page=codes.get(jump.to_page, str(jump.to_page)),
        )
        for jump in jumps
        if jump.to_page < jump.from_page
    ]
    findings += [
        finding(
            "jump-same-page",
            page=jump.from_page,
            frame=jump.from_frame,
            story=jump.story,
            to_frame=jump.to_frame,
        )
        for jump in jumps
        if jump.to_page == jump.from_page
    ]
    return findings


def _lines_of_jumps(page: PlacedPage) -> list[str]:
    """The jump lines and continued lines of a page; runs that stand beside one another, or one below another, are one line."""
    lines: list[list[GlyphRun]] = []
    before: Item | None = None
    for item in page.items:
        if isinstance(item, GlyphRun) and _is_of_a_jump(item):
            if isinstance(before, GlyphRun) and _is_of_a_jump(before) and _in_one_line(before, item):
                lines[-1].append(item)
            else:
                lines.append([item])
        before = item
    return ["".join(run.text for run in line) for line in lines]


def _in_one_line(run: GlyphRun, following: GlyphRun) -> bool:
    """Whether a run goes on the line of the one before: on its baseline, or right below it in a vertical line."""
    below = following.y - run.y
    beside = abs(following.xs[0] - run.xs[0]) <= run.size
    return not below or (beside and 0 < below <= _NEXT_CHARACTER * run.size)


def _is_of_a_jump(item: Item) -> bool:
    return isinstance(item, GlyphRun) and item.purpose is Purpose.JUMP


def _plain(text: str, boxed: frozenset[str]) -> str:
    return "".join(char for char in text if not char.isspace() and char not in boxed)
