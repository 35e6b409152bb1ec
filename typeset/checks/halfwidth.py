"""Half-width punctuation left in Chinese copy: what could not be widened because nobody knows what was meant, or was not to be."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from typeset.catalogue import finding
from typeset.findings import Finding
from typeset.model.edition import Edition
from typeset.model.story import Paragraph, Role, Story
from typeset.patterns import regex
from typeset.standing import NOTHING_STANDS, StandingResults

_HAN: Final = "\u3005\u3007\u3400-\u4dbf\u4e00-\u9fff\U00020000-\U0003ffff"
# The dot is left out: 1.坚持, 3.5元. So are marks with Western text at both sides, and ':' and '(' behind it in file names.
_LEFT: Final = regex(rf'(?<=[{_HAN}])[,;:!?()"]|[,;!?()"](?=[{_HAN}])')
_SHOWN: Final = 3
_AROUND: Final = 3


def check_half_width(edition: Edition, standing: StandingResults = NOTHING_STANDS) -> list[Finding]:
    """At most one finding a story: how many half-width marks touch a Han character, and the first places."""
    found: list[Finding] = []
    for story in edition.stories.values():
        left = standing.of(_left_in, story)
        if left:
            paragraph, at = left[0]
            page = edition.page_of(story.slug)
            found.append(
                finding(
                    "punctuation-half-width",
                    span=paragraph.span_at(at),
                    page=None if page is None else page.number,
                    story=story.slug,
                    amount=len(left),
                    unit="characters",
                    places="、".join(f"“{_near(p.text, i)}”" for p, i in left[:_SHOWN]),
                )
            )
    return found


def _left_in(story: Story) -> tuple[tuple[Paragraph, int], ...]:
    return tuple(_left(story))


def _left(story: Story) -> Iterator[tuple[Paragraph, int]]:
    for paragraphs in (story.paragraphs, *(aside.paragraphs for aside in story.asides)):
        for paragraph in paragraphs:
            if paragraph.role is not Role.TABLE:
                yield from ((paragraph, match.start()) for match in _LEFT.finditer(paragraph.text))


def _near(text: str, at: int) -> str:
    return text[max(0, at - _AROUND) : at + _AROUND + 1]
