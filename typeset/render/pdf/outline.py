"""Bookmarks of a proof (书签): its pages, below each the stories that begin on it (ISO 32000-1 §12.3.3)."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from itertools import accumulate
from typing import Final

from msgspec import Struct, field

from typeset.model.placed import PlacedPage
from typeset.render.pdf.elements import Beginning
from typeset.render.pdf.numbers import thousandths
from typeset.render.pdf.objects import Document, PDFDictionary, Reference, name, reference_to, text_literal
from typeset.units import Length

# What a bookmark leads to stands so far below the upper edge of the window.
_ABOVE: Final[Length] = 12_000


class Reading(Struct, frozen=True):
    """How a proof is read: what each page is called in its bookmarks, by the page's number."""

    pages: Mapping[int, str] = field(default_factory=dict)


class _Mark(Struct):
    """A bookmark: its words, where it leads, and those below it."""

    title: str
    page: int
    top: Length
    below: list[_Mark] = field(default_factory=list)


def add_outline(
    document: Document,
    catalog: PDFDictionary,
    pages: Sequence[tuple[PlacedPage, Reference]],
    articles: Sequence[Beginning],
    reading: Reading,
) -> None:
    """Tell the document of its bookmarks; a story without a headline has none."""
    marks = [
        _Mark(reading.pages.get(page.number, str(page.number)), n, 0) for n, (page, _) in enumerate(pages)
    ]
    for article in articles:
        if article.title:
            marks[article.page].below.append(_Mark(article.title, article.page, article.top))
    if not marks:
        return
    first = document.next_number
    count = len(marks) + sum(len(mark.below) for mark in marks)
    numbers = list(accumulate((1 + len(mark.below) for mark in marks), initial=first + 1))[:-1]
    outline = f"<</Type /Outlines /Count {count} /First {numbers[0]} 0 R /Last {numbers[-1]} 0 R>>"
    document.place([outline.encode("ascii"), *_level(marks, numbers, first, pages)])
    catalog["Outlines"] = f"{first} 0 R"
    catalog["PageMode"] = name("UseOutlines")


def _level(
    marks: Sequence[_Mark],
    numbers: Sequence[int],
    parent: int,
    pages: Sequence[tuple[PlacedPage, Reference]],
) -> Iterator[bytes]:
    """Bookmarks below one another, of these numbers, each open, and each followed by those below it."""
    for place, (mark, number) in enumerate(zip(marks, numbers, strict=True)):
        page, reference = pages[mark.page]
        top = page.margin + page.bleed + page.height - max(0, mark.top - _ABOVE)
        told = [
            f"<</Title {text_literal(mark.title)} /Parent {parent} 0 R",
            f"/Dest [{reference_to(reference)} /XYZ null {thousandths(top)} null]",
        ]
        if place:
            told.append(f"/Prev {numbers[place - 1]} 0 R")
        if place + 1 < len(numbers):
            told.append(f"/Next {numbers[place + 1]} 0 R")
        below = range(number + 1, number + 1 + len(mark.below))
        if below:
            told.append(f"/First {below[0]} 0 R /Last {below[-1]} 0 R /Count {len(below)}")
        yield f"{' '.join(told)}>>".encode("ascii")
        yield from _level(mark.below, below, number, pages)
