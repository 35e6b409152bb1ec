"""Bookmarks of a proof (书签): its pages, below each the stories that begin on it (ISO 32000-1 §12.3.3)."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Final

from msgspec import Struct, field

from typeset.model.placed import PlacedPage
from typeset.render.pdf.numbers import thousandths
from typeset.render.pdf.objects import (
    Document,
    PDFDictionary,
    Raw,
    Reference,
    name,
    reference_to,
    text_literal,
)
from typeset.render.pdf.tagging import Bookmark
from typeset.units import Length

# What a bookmark leads to stands so far below the upper edge of the window.
_ABOVE: Final[Length] = 12_000


class Reading(Struct, frozen=True):
    """How a proof is read: what each page is called in its bookmarks, by the page's number."""

    pages: Mapping[int, str] = field(default_factory=dict)


class _Mark(Struct):
    """A bookmark: its words as they are written, where it leads, and those below it."""

    title: str
    page: int
    top: Length
    number: int
    raw: Raw
    below: list[_Mark] = field(default_factory=list)


def add_outline(
    document: Document,
    catalog: PDFDictionary,
    pages: Sequence[tuple[PlacedPage, Reference]],
    articles: Sequence[Bookmark],
    reading: Reading,
) -> None:
    """Tell the document of its bookmarks: of its pages, and below them of the articles that begin on each."""
    marks = [
        _mark(document, Raw(b""), text_literal(reading.pages.get(page.number, str(page.number))), place)
        for place, (page, _) in enumerate(pages)
    ]
    if not marks:
        return
    for one in articles:
        begins = one.article
        mark = _Mark(begins.title, begins.page, begins.top, one.number, one.raw)
        marks[begins.page].below.append(mark)
    count = len(marks) + sum(len(mark.below) for mark in marks)
    told = f"<</Type/Outlines/Count {count}/First {marks[0].number} 0 R/Last {marks[-1].number} 0 R>>"
    outline = document.add(Raw(told.encode("ascii")))
    _write_level(marks, int(outline.name), pages)
    catalog["Outlines"] = outline
    catalog["PageMode"] = name("UseOutlines")


def _mark(document: Document, raw: Raw, title: str, place: int) -> _Mark:
    """The bookmark of a page by its place in the document."""
    return _Mark(title, place, 0, int(document.add(raw).name), raw)


def _write_level(marks: Sequence[_Mark], parent: int, pages: Sequence[tuple[PlacedPage, Reference]]) -> None:
    """Bookmarks below one another, each open, and all below them."""
    for place, mark in enumerate(marks):
        page, reference = pages[mark.page]
        top = page.margin + page.bleed + page.height - max(0, mark.top - _ABOVE)
        told = [
            f"<</Title{mark.title}/Parent {parent} 0 R",
            f"/Dest[{reference_to(reference)}/XYZ null {thousandths(top)} null]",
        ]
        if place:
            told.append(f"/Prev {marks[place - 1].number} 0 R")
        if place + 1 < len(marks):
            told.append(f"/Next {marks[place + 1].number} 0 R")
        if mark.below:
            first, last = mark.below[0].number, mark.below[-1].number
            told.append(f"/First {first} 0 R/Last {last} 0 R/Count {len(mark.below)}")
        mark.raw.content = f"{''.join(told)}>>".encode("latin-1")
        _write_level(mark.below, mark.number, pages)
