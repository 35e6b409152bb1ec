"""Pages that were typed by hand in copy (详见第4版) in other numerals than the house writes its pages in (issue 7)."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from msgspec import Struct

from typeset.catalogue import finding
from typeset.findings import Finding
from typeset.model.edition import Edition, Numerals, PageSpec
from typeset.model.story import Paragraph, Story
from typeset.patterns import regex
from typeset.standing import NOTHING_STANDS, StandingResults

_CHINESE: Final = "〇○零一二三四五六七八九十"
_PAGE: Final = rf"[0-9０-９]{{1,3}}|[{_CHINESE}]{{1,4}}"
_VERBS: Final = "详见|参见|另见|请见|详情见|报道见|报道详见|全文见|刊于|刊登于|刊载于|（见|（转|（刊"
_TYPED: Final = regex(
    rf"(?:{_VERBS})(?:本报|今日|今天|当日)?\s?第?\s?({_PAGE})(?:[、，至—～-]第?(?:{_PAGE}))*\s?版"
)


class Typed(Struct, frozen=True):
    """A page named in copy: where, in which words, and whether its numerals are Chinese."""

    paragraph: Paragraph
    offset: int
    text: str
    chinese: bool


def check_typed_pages(edition: Edition, standing: StandingResults = NOTHING_STANDS) -> list[Finding]:
    """At most one finding a story: how many pages are typed otherwise than the page of the story says, and the first."""
    found: list[Finding] = []
    for page in edition.pages:
        for slug in (slug for placed in page.placements for slug in placed.stories):
            typed = standing.of(typed_in, edition.stories[slug])
            other = [one for one in typed if one.chinese != _is_chinese(page)]
            if other:
                found.append(
                    finding(
                        "typed-page-numerals",
                        span=other[0].paragraph.span_at(other[0].offset),
                        page=page.number,
                        story=slug,
                        amount=len(other),
                        text=other[0].text,
                        house_zh="汉字" if _is_chinese(page) else "阿拉伯数字",
                        house_en="Chinese numerals" if _is_chinese(page) else "Arabic numerals",
                    )
                )
    return found


def _is_chinese(page: PageSpec) -> bool:
    return page.jumps.numerals is Numerals.CHINESE


def typed_in(story: Story) -> tuple[Typed, ...]:
    """The pages that the copy of a story and its asides name."""
    return tuple(_typed(story))


def _typed(story: Story) -> Iterator[Typed]:
    for paragraphs in (story.paragraphs, *(aside.paragraphs for aside in story.asides)):
        for paragraph in paragraphs:
            for match in _TYPED.finditer(paragraph.text):
                yield Typed(paragraph, match.start(), match[0].lstrip("（"), match[1][0] in _CHINESE)
