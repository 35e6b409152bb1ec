"""Bookmarks of a proof (书签): its pages, below each the stories that begin on it (ISO 32000-1 §12.3.3)."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from itertools import pairwise
from typing import Final

from msgspec import Struct, field

from typeset.model.placed import PlacedPage
from typeset.render.pdf.numbers import thousandths
from typeset.render.pdf.objects import (
    Document,
    PDFDictionary,
    Reference,
    array,
    dictionary,
    name,
    text_string,
)
from typeset.render.pdf.tagging import Node
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
    articles: Sequence[Node],
    reading: Reading,
) -> None:
    """Tell the document of its bookmarks; a story without a headline has none."""
    marks = [
        _Mark(reading.pages.get(page.number, str(page.number)), n, 0) for n, (page, _) in enumerate(pages)
    ]
    for article in articles:
        begins = article.first()
        if begins is not None and article.element.title:
            marks[begins.page].below.append(_Mark(article.element.title, begins.page, begins.top))
    if not marks:
        return
    outline = dictionary(Type=name("Outlines"), Count=len(marks) + sum(len(mark.below) for mark in marks))
    reference = document.add(outline)
    outline["First"], outline["Last"] = _level(document, reference, marks, pages)
    catalog["Outlines"] = reference
    catalog["PageMode"] = name("UseOutlines")


def _level(
    document: Document,
    parent: Reference,
    marks: Sequence[_Mark],
    pages: Sequence[tuple[PlacedPage, Reference]],
) -> tuple[Reference, Reference]:
    """Bookmarks below one another, each open; the first and the last of them."""
    made = [_bookmark(mark, parent, pages) for mark in marks]
    references = [document.add(entries) for entries in made]
    for (one, other), (here, following) in zip(pairwise(made), pairwise(references), strict=True):
        one["Next"], other["Prev"] = following, here
    for mark, entries, reference in zip(marks, made, references, strict=True):
        if mark.below:
            entries["First"], entries["Last"] = _level(document, reference, mark.below, pages)
            entries["Count"] = len(mark.below)
    return references[0], references[-1]


def _bookmark(mark: _Mark, parent: Reference, pages: Sequence[tuple[PlacedPage, Reference]]) -> PDFDictionary:
    page, reference = pages[mark.page]
    top = page.margin + page.bleed + page.height - max(0, mark.top - _ABOVE)
    where = array([reference, name("XYZ"), "null", thousandths(top), "null"])
    return dictionary(Title=text_string(mark.title), Parent=parent, Dest=where)
