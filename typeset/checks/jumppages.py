"""The pages that jump lines and continued lines name, read from what is printed, against the pages they speak of.

Nothing here knows how the words were made: the name of the page is read out of the glyphs in the line, and the other end is
looked for among the parts of the story.
"""

from __future__ import annotations

import string
import unicodedata
from collections import defaultdict
from collections.abc import Mapping, Sequence
from typing import Final

from msgspec import Struct

from typeset.catalogue import finding
from typeset.findings import Finding
from typeset.flow.boxes import box_of
from typeset.model.edition import Edition
from typeset.model.layout import Rect
from typeset.model.placed import GlyphRun, Jump, Part, PlacedPage, Purpose
from typeset.patterns import regex
from typeset.standing import NOTHING_STANDS, StandingResults

_DIGITS: Final[Mapping[str, int]] = {
    **{digit: value for value, digit in enumerate("〇一二三四五六七八九")},
    **{"○": 0, "零": 0, "两": 2, "兩": 2},
}
_TENS: Final[Mapping[str, int]] = {"十": 10, "百": 100}
_CHINESE: Final = f"[{''.join((*_DIGITS, *_TENS))}]+"
# The letters of a code are a word of their own: not the end of “page”.
_NAME: Final = rf"(?:(?<![A-Za-z])[A-Z]{{1,2}})?[0-9]+|{_CHINESE}"
_BEFORE_PAGE: Final = regex(rf"({_NAME})\s*版")
_ANY: Final = regex(rf"({_NAME})")


def check_pages_named(
    edition: Edition,
    jumps: Sequence[Jump],
    pages: Sequence[PlacedPage],
    parts: Sequence[Part],
    standing: StandingResults = NOTHING_STANDS,
) -> list[Finding]:
    """Findings for lines that name another page than the one on which the story goes on, or comes from."""
    printed = {page.number: standing.of(_jump_runs, page) for page in pages}
    own = standing.of(_by_story, parts)
    return [
        finding(
            "jump-page-wrong",
            page=end.page,
            frame=end.frame,
            story=jump.story,
            text=text,
            named="、".join(named),
            real=edition.page_name(end.real),
        )
        for jump in jumps
        for end in standing.of(_ends, jump, own.get(jump.story, ()))
        for text, named in [standing.of(_read, printed.get(end.page, ()), end)]
        if named and edition.page_name(end.real) not in named
    ]


class _End(Struct, frozen=True):
    """One line of a jump: page, frame and place of it, and the page it should name."""

    page: int
    frame: str
    box: Rect
    real: int


def pages_named(text: str) -> tuple[str, ...]:
    """The pages a printed line names: those before 版, or every number where none stands before it; in Arabic digits."""
    plain = unicodedata.normalize("NFKC", text)
    return tuple(_plain_name(name) for name in _BEFORE_PAGE.findall(plain) or _ANY.findall(plain))


def _plain_name(name: str) -> str:
    """A name as an edition has it: ``12`` for 十二, ``A3`` for A03."""
    if name[0] in _DIGITS or name[0] in _TENS:
        return str(_number(name))
    digits = name.lstrip(string.ascii_uppercase)
    return name.removesuffix(digits) + str(int(digits))


def _number(words: str) -> int:
    """A Chinese number, with 十 and 百 (二十一) or digit by digit (一〇二)."""
    if not any(char in _TENS for char in words):
        return int("".join(str(_DIGITS[char]) for char in words))
    total, last = 0, 0
    for char in words:
        if char in _TENS:
            total, last = total + (last or 1) * _TENS[char], 0
        else:
            last = _DIGITS[char]
    return total + last


def _by_story(parts: Sequence[Part]) -> dict[str, tuple[Part, ...]]:
    own: defaultdict[str, list[Part]] = defaultdict(list)
    for part in parts:
        own[part.story].append(part)
    return {slug: tuple(mine) for slug, mine in own.items()}


def _ends(jump: Jump, parts: Sequence[Part]) -> tuple[_End, _End]:
    """Both lines of a jump of a story with these parts."""
    mine = [part for part in parts if part.last > part.first]
    after = next((part.page for part in mine if part.first == jump.at), jump.to_page)
    before = next((part.page for part in reversed(mine) if part.last == jump.at), jump.from_page)
    return (
        _End(jump.from_page, jump.from_frame, jump.source_box, after),
        _End(jump.to_page, jump.to_frame, jump.target_box, before),
    )


def _jump_runs(page: PlacedPage) -> list[tuple[Rect, str]]:
    """What is printed of jumps on a page, run by run, and where."""
    return [
        (box_of([item]), item.text)
        for item in page.items
        if isinstance(item, GlyphRun) and item.purpose is Purpose.JUMP
    ]


def _read(runs: Sequence[tuple[Rect, str]], end: _End) -> tuple[str, tuple[str, ...]]:
    """What is printed at one end of a jump, and the pages that names."""
    text = "".join(text for room, text in runs if end.box.width and _within(room, end.box))
    return text, pages_named(text)


def _within(inner: Rect, outer: Rect) -> bool:
    return (
        outer.x <= inner.x
        and inner.right <= outer.right
        and outer.y <= inner.y
        and inner.bottom <= outer.bottom
    )
