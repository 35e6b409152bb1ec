"""The numbers of pages (版序): on every page, from 1 to n, and on all folio lines in the same place.

Left pages may have them where right pages have not: they are compared with each other only. The first page, which has a masthead
and no folio line, has its number anywhere.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Sequence
from itertools import groupby
from typing import Final

from msgspec import Struct

from typeset.catalogue import finding
from typeset.checks.form.fields import imprint_frame
from typeset.checks.form.item import GOOD, Faults, Item, fault
from typeset.checks.form.printed import Printed, printed_on
from typeset.checks.form.sources import FORM
from typeset.checks.rule import Case
from typeset.flow.boxes import box_of, em_box
from typeset.flow.numerals import chinese
from typeset.model.edition import PageSpec
from typeset.model.layout import FrameKind, Rect
from typeset.model.placed import GlyphRun
from typeset.model.verdict import NotRun
from typeset.units import Length, mm

_HAN: Final = "〇一二三四五六七八九十百"
# White that parts what stands at the left, in the middle and at the right of a folio line, in ems.
_APART: Final = 4
# Grids of pages of one paper begin at places a little apart; readers do not see so much.
_SAME: Final = mm(5)


class _Number(Struct, frozen=True):
    """Where the number of a page stands: the box of the words it is in."""

    page: PageSpec
    frame: str
    box: Rect
    in_folio: bool

    @property
    def anchors(self) -> tuple[Length, Length, Length]:
        """Its left edge, its middle and its right edge: one of them stays when words beside the number are others."""
        return self.box.x, self.box.x + self.box.width // 2, self.box.right


def numbered(case: Case) -> Faults | NotRun:
    """Every page bears its number: an error each."""
    bare = [page for page in case.read.pages if _number(case, page) is None]
    if not bare:
        return GOOD
    first = next(page for page in case.issue.edition.pages if page.number == bare[0].number)
    frame = next((f for f in first.layout.frames if f.kind is FrameKind.FOLIO), None)
    if frame is None and first is case.issue.edition.pages[0]:
        frame = imprint_frame(case)
    told = finding(
        "page-number-missing",
        span=frame.span if frame is not None else first.layout.span,
        related=first.span,
        page=first.number,
        frame=frame.name if frame is not None else None,
        amount=len(bare),
        pages="、".join(page.name for page in bare),
    )
    return fault(told, len(bare))


def in_place(case: Case) -> Faults | NotRun:
    """On all folio lines of left pages, and on all of right pages, the number stands in the same place."""
    found = [number for page in case.read.pages if (number := _number(case, page)) and number.in_folio]
    sides = [[one for one in found if one.page.section_number % 2 == side] for side in (1, 0)]
    if not any(side[1:] for side in sides):
        return NotRun("没有两个同侧的版有报眉", "no two pages of one side have a folio line")
    moved = sorted((one for side in sides for one in _moved(side)), key=lambda one: one.page.number)
    if not moved:
        return GOOD
    first = moved[0]
    told = finding(
        "page-number-moves",
        span=first.page.layout.span,
        related=first.page.span,
        page=first.page.number,
        frame=first.frame,
        amount=len(moved),
        pages="、".join(one.page.name for one in moved),
    )
    return fault(told)


def in_order(case: Case) -> Faults | NotRun:
    """The pages of an issue, or of each of its sections, are numbered from 1 without a gap."""
    for code, group in groupby(case.read.pages, key=lambda page: page.section_code):
        for wanted, page in enumerate(group, 1):
            if page.section_number != wanted:
                return fault(
                    finding("page-numbers-broken", span=page.span, page=page.number, wanted=f"{code}{wanted}")
                )
    return GOOD


def _moved(numbers: Sequence[_Number]) -> list[_Number]:
    """Those that do not stand where the most of them do."""
    choices = [
        [one for one in numbers if not _near(one, other, anchor)] for anchor in range(3) for other in numbers
    ]
    return min(choices, key=len, default=[])


def _near(one: _Number, other: _Number, anchor: int) -> bool:
    across = abs(one.anchors[anchor] - other.anchors[anchor])
    return across <= _SAME and abs(one.box.y - other.box.y) <= _SAME


def _number(case: Case, page: PageSpec) -> _Number | None:
    """Where the number of a page is printed on it, best in its folio line; None where it is not."""
    printed = printed_on(case, page.number)
    for one in sorted(printed, key=lambda one: one.frame.kind is not FrameKind.FOLIO):
        for runs in _groups(one):
            if names(page, "".join(run.text for run in runs)):
                in_folio = one.frame.kind is FrameKind.FOLIO
                return _Number(one.page, one.frame.name, box_of(runs), in_folio)
    return None


def names(page: PageSpec, text: str) -> bool:
    """Whether furniture gives the number of a page: 3, 03, A3, 第三版, 三版, 要闻 3; not in a date, a price or a number of pages."""
    section = re.escape(page.section_code)
    number = page.section_number
    digits, words = rf"{section}0*{number}", rf"{section}{chinese(number)}"
    plain = unicodedata.normalize("NFKC", text)
    if re.search(rf"第\s*(?:{digits}|{words})\s*版", plain):
        return True
    alone = rf"(?<![\w.:/年月日第-])(?:{digits}|{words})(?![\w.:/-])"
    beside = rf"(?<![0-9A-Za-z.:/年月日第-]){digits}(?![0-9A-Za-z.:/年月日期号元版-])"
    of_page = rf"(?<![0-9A-Za-z{_HAN}日天期共第])(?:{digits}|{words})版"
    return any(re.search(pattern, plain) for pattern in (alone, beside, of_page))


def _groups(printed: Printed) -> Iterator[tuple[GlyphRun, ...]]:
    """The runs of a frame, those that stand close together on one baseline as one."""
    group: list[GlyphRun] = []
    for run in printed.runs:
        if group and not _close(group[-1], run):
            yield tuple(group)
            group = []
        group.append(run)
    if group:
        yield tuple(group)


def _close(one: GlyphRun, other: GlyphRun) -> bool:
    gap = em_box(other).x - em_box(one).right
    return one.y == other.y and -other.size <= gap <= _APART * other.size


FOLIOS: Final[tuple[Item, ...]] = (
    Item("page-number", "各版版序", "number on every page", FORM, ("page-number-missing",), numbered),
    Item("page-number-place", "版序位置固定", "numbers in one place", FORM, ("page-number-moves",), in_place),
    Item("page-order", "版序连续", "pages numbered from 1", FORM, ("page-numbers-broken",), in_order),
)
