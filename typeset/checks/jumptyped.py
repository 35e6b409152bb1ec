"""Jump lines that were typed by hand in the copy of a story: the engine writes them, and knows the page."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from typeset.catalogue import finding
from typeset.findings import Finding
from typeset.model.edition import Edition
from typeset.model.story import Paragraph, Story
from typeset.patterns import regex
from typeset.standing import NOTHING_STANDS, StandingResults

_PAGE: Final = r"(?:[A-Za-zＡ-Ｚａ-ｚ]{0,2}[0-9０-９]{1,3}|[〇○零一二三四五六七八九十百]{1,5})"
# 下转, 紧接, 上接 … with a page, and perhaps the headline it goes on under.
_WORDS: Final = (
    rf"(?:(?:紧|緊)?(?:下|上|續|续)?(?:转|轉|接))\s*(?:第\s*)?{_PAGE}\s*版(?:\s*[《“「][^》”」]*[》”」])?"
)
_BRACKETED: Final = regex(rf"[（(［\[〔【]\s*{_WORDS}\s*[）)］\]〕】]")
_WHOLE: Final = regex(rf"\s*[▲△▼▽◆◇■□●★※→►▶]*\s*({_WORDS})\s*[▲△▼▽◆◇■□●★※→►▶]*\s*")


def check_lines_typed(edition: Edition, standing: StandingResults = NOTHING_STANDS) -> list[Finding]:
    """Findings for jump lines in copy: those in brackets, and those that are a whole paragraph. A sentence may speak of one."""
    return [
        finding(
            "jump-line-typed",
            span=paragraph.span_at(at),
            page=_page(edition, story),
            story=story.slug,
            text=text,
        )
        for story in edition.stories.values()
        for paragraph, at, text in standing.of(_typed_in, story)
    ]


def _typed_in(story: Story) -> tuple[tuple[Paragraph, int, str], ...]:
    return tuple((one, at, text) for one in _paragraphs(story) for at, text in _typed(one.text))


def _page(edition: Edition, story: Story) -> int | None:
    page = edition.page_of(story.slug)
    return page.number if page is not None else None


def _paragraphs(story: Story) -> Iterator[Paragraph]:
    yield from story.paragraphs
    for aside in story.asides:
        yield from aside.paragraphs


def _typed(text: str) -> Iterator[tuple[int, str]]:
    """The jump lines in the text of a paragraph, each with its offset."""
    whole = _WHOLE.fullmatch(text)
    if whole is not None:
        yield whole.start(1), whole.group(1)
    for found in _BRACKETED.finditer(text):
        yield found.start(), found.group()
