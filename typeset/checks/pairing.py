"""Quotes and brackets without their partner in copy, heads and captions."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import groupby
from typing import Final

from typeset.catalogue import finding
from typeset.checks.pairs import unpaired
from typeset.findings import Finding
from typeset.model.edition import Edition
from typeset.model.story import Paragraph, Story
from typeset.source import Span
from typeset.standing import NOTHING_STANDS, StandingResults

_AROUND: Final = 4
_PARTS: Final = ("kicker", "headline", "deck", "slogan")

Alone = tuple[Span, str]
"""Where a mark without its partner was written, and what stands round it."""


def check_pairing(edition: Edition, standing: StandingResults = NOTHING_STANDS) -> list[Finding]:
    """At most one finding a story: how many marks have no partner, and the first of them."""
    found: list[Finding] = []
    for story in edition.stories.values():
        alone = standing.of(_alone_in, story)
        if alone:
            span, text = alone[0]
            page = edition.page_of(story.slug)
            found.append(
                finding(
                    "mark-unpaired",
                    span=span,
                    page=None if page is None else page.number,
                    story=story.slug,
                    amount=len(alone),
                    text=text,
                )
            )
    return found


def _alone_in(story: Story) -> tuple[Alone, ...]:
    return tuple(_alone(story))


def _alone(story: Story) -> Iterator[Alone]:
    for span, text in _display(story):
        yield from ((span, _near(text, at)) for _, at in unpaired([text]))
    for paragraphs in (story.paragraphs, *(aside.paragraphs for aside in story.asides)):
        stretches = list(_stretches(paragraphs))
        texts = ["".join(one.text for one in stretch) for stretch in stretches]
        for number, at in unpaired(texts):
            yield _span_in(stretches[number], at), _near(texts[number], at)


def _stretches(paragraphs: Sequence[Paragraph]) -> Iterator[list[Paragraph]]:
    """What is read as one: a paragraph, or the verses that follow on each other, for a poem is quoted line by line."""
    for verse, following in groupby(paragraphs, lambda one: one.verse):
        together = list(following)
        yield from [together] if verse else ([one] for one in together)


def _span_in(stretch: Sequence[Paragraph], at: int) -> Span:
    for one in stretch[:-1]:
        if at < len(one.text):
            return one.span_at(at)
        at -= len(one.text)
    return stretch[-1].span_at(at)


def _display(story: Story) -> Iterator[tuple[Span, str]]:
    """The parts of a headline block, each as a whole, and the captions, with their places."""
    block = story.block
    for part in _PARTS:
        yield story.place_of(part), "".join(getattr(block, part))
    for part, text in (("byline", block.byline), ("editors_note", block.editors_note)):
        yield story.place_of(part), text
    for picture in story.all_pictures:
        yield picture.span, picture.caption
        yield picture.span, picture.credit


def _near(text: str, at: int) -> str:
    return text[max(0, at - _AROUND) : at + _AROUND + 1]
