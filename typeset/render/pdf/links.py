"""Links from place to place of a proof: link annotations with a destination (PDF 1.3, 8.4.5 and 8.2.1). Page files have none."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Final

from typeset.model.placed import Link, PlacedPage
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
from typeset.render.pdf.tagging import StructureTree
from typeset.units import Length

# What a link leads to stands so far below the upper edge of the window.
_ABOVE: Final[Length] = 36_000


def add_links(
    document: Document,
    page: PlacedPage,
    links: Sequence[Link],
    pages: Mapping[int, tuple[PlacedPage, Reference]],
    tree: StructureTree | None = None,
) -> Reference | None:
    """The annotations of a page, one for each link that begins on it and leads to one of ``pages``; None when there is none.

    In a tagged document they are part of its ``tree``, and say what they are (ISO 14289-1 §7.18.5).
    """
    made: list[Reference] = []
    for link in links:
        if link.page != page.number or link.to_page not in pages:
            continue
        entries = _annotation(page, link, *pages[link.to_page])
        made.append(document.add(entries))
        if tree is not None and link.part is not None:
            entries["Contents"] = text_string(link.text)
            entries["StructParent"] = tree.add_link(list(pages).index(page.number), link.part, made[-1])
    return document.add(array(made)) if made else None


def _annotation(page: PlacedPage, link: Link, target: PlacedPage, reference: Reference) -> PDFDictionary:
    box = link.rect
    corners = (*_point(page, box.x, box.bottom), *_point(page, box.right, box.y))
    left, top = _point(target, link.to_rect.x, max(0, link.to_rect.y - _ABOVE))
    return dictionary(
        Type=name("Annot"),
        Subtype=name("Link"),
        Rect=f"[{' '.join(map(thousandths, corners))}]",
        Border=array([0, 0, 0]),
        Dest=array([reference, name("XYZ"), thousandths(left), thousandths(top), "null"]),
    )


def _point(page: PlacedPage, x: Length, y: Length) -> tuple[Length, Length]:
    """A point of the trim, from its top left corner, in the coordinates of the PDF page."""
    return page.bleed + x, page.bleed + page.height - y
