"""What the copy of an internal publication may not say: 记者 of those who wrote it, and 本报 of itself."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Final

from typeset.catalogue import finding
from typeset.checks.form.item import Faults, Item
from typeset.checks.form.sources import ARTICLE_14
from typeset.checks.rule import Case
from typeset.model.edition import Edition
from typeset.model.story import Emphasis, Paragraph, Story
from typeset.patterns import regex
from typeset.source import Span

# 日本报纸, 原本报名 and 本报告 speak of something else.
_OWN: Final = regex(r"(?<![日基根原样版课书话剧读副])(?:本报(?![告表价名废销账警考批])|本刊(?!登|载|出))")
_REPORTER: Final = regex(r"记者")
# In copy it is a credit where it stands in brackets, or before a name at the end of a paragraph's signature.
_CREDIT: Final = regex(r"[（(][^（()）]{0,8}记者[^（()）]{0,24}[）)]")
Word = tuple[Span, str]


def own_name(case: Case) -> Faults:
    """A finding for every 本报 and 本刊, one error for all."""
    return _told(case.read, "internal-own-name", _own)


def reporters(case: Case) -> Faults:
    """A finding for every 记者 in a byline, a dateline or a credit, one error for all; 本报记者 is told as 本报 only."""
    return _told(case.read, "internal-reporter", _reporters)


def _told(edition: Edition, code: str, words_of: Callable[[Story], Iterator[Word]]) -> Faults:
    found = tuple(
        finding(
            code,
            span=span,
            page=page.number if (page := edition.page_of(story.slug)) is not None else None,
            story=story.slug,
            text=text,
        )
        for story in edition.stories.values()
        for span, text in words_of(story)
    )
    return Faults(found, errors=min(len(found), 1))


def _own(story: Story) -> Iterator[Word]:
    for span, text in _head(story):
        yield from ((span, match.group()) for match in _OWN.finditer(text))
    for paragraph in _paragraphs(story):
        for match in _OWN.finditer(paragraph.text):
            yield paragraph.span_at(match.start()), match.group()


def _reporters(story: Story) -> Iterator[Word]:
    lines = [(story.place_of("byline"), story.block.byline), *_credits(story)]
    for span, text in lines:
        if _REPORTER.search(text) and not _OWN.search(text):
            yield span, text
    for paragraph in _paragraphs(story):
        at = 0
        for run in paragraph.runs:
            found = _REPORTER.search(run.text) if run.emphasis is Emphasis.DATELINE else None
            if found is not None and not _OWN.search(run.text):
                yield paragraph.span_at(at + found.start()), run.text
            at += len(run.text)
        for match in _CREDIT.finditer(paragraph.text):
            if not _OWN.search(match.group()):
                yield paragraph.span_at(match.start()), match.group()


def _head(story: Story) -> Iterator[Word]:
    """What stands over a story and under its pictures, a part at a time, each with where it was written."""
    block = story.block
    for part in ("kicker", "headline", "deck", "slogan"):
        yield story.place_of(part), "".join(getattr(block, part))
    for part in ("series", "byline", "editors_note"):
        yield story.place_of(part), getattr(block, part)
    yield story.place_of("jump_headline"), story.jump_headline
    for picture in story.all_pictures:
        yield picture.span, picture.caption
    yield from _credits(story)


def _credits(story: Story) -> Iterator[Word]:
    for picture in story.all_pictures:
        yield picture.span, picture.credit
    for aside in story.asides:
        if aside.gallery is not None:
            yield aside.span, aside.gallery.credit


def _paragraphs(story: Story) -> Iterator[Paragraph]:
    yield from story.paragraphs
    for aside in story.asides:
        yield from aside.paragraphs


OWN_WORDS: Final[tuple[Item, ...]] = (
    Item("internal-reporter", "不用“记者××”", "no 记者", ARTICLE_14, ("internal-reporter",), reporters),
    Item("internal-own-name", "不以“本报”自称", "not 本报", ARTICLE_14, ("internal-own-name",), own_name),
)
