"""Links from place to place of a proof: link annotations with a destination (PDF 1.3, 8.4.5 and 8.2.1). Page files have none."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Final

from typeset.model.placed import Link, PlacedPage
from typeset.render.pdf.numbers import thousandths
from typeset.render.pdf.objects import Document, Raw, Reference, reference_to, text_literal
from typeset.render.pdf.tagging import StructureTree
from typeset.units import Length

# What a link leads to stands so far below the upper edge of the window.
_ABOVE: Final[Length] = 36_000


def add_links(
    document: Document,
    links: Sequence[Link],
    pages: Mapping[int, tuple[PlacedPage, Reference]],
    tree: StructureTree | None = None,
) -> dict[int, list[Reference]]:
    """The annotations of each page, by its number: one for each link that begins on it and leads to one of ``pages``.

    In a tagged document they are part of its ``tree``, and say what they are (ISO 14289-1 §7.18.5).
    """
    made: dict[int, list[Reference]] = {}
    places = {number: place for place, number in enumerate(pages)}
    for link in links:
        if link.page not in pages or link.to_page not in pages:
            continue
        annotation = Raw(b"")
        reference = document.add(annotation)
        about = ""
        if tree is not None and link.part is not None:
            key = tree.add_link(places[link.page], link.part, reference)
            about = f" /Contents {text_literal(link.text)} /StructParent {key}"
        annotation.content = _annotation(pages[link.page][0], link, *pages[link.to_page], about)
        made.setdefault(link.page, []).append(reference)
    return made


def _annotation(page: PlacedPage, link: Link, target: PlacedPage, reference: Reference, about: str) -> bytes:
    box = link.rect
    corners = (*_point(page, box.x, box.bottom), *_point(page, box.right, box.y))
    left, top = _point(target, link.to_rect.x, max(0, link.to_rect.y - _ABOVE))
    return (
        f"<</Type /Annot /Subtype /Link /Rect [{' '.join(map(thousandths, corners))}] /Border [0 0 0]"
        f" /Dest [{reference_to(reference)} /XYZ {thousandths(left)} {thousandths(top)} null]{about}>>"
    ).encode("latin-1")


def _point(page: PlacedPage, x: Length, y: Length) -> tuple[Length, Length]:
    """A point of the trim, from its top left corner, in the coordinates of the PDF page."""
    return page.bleed + x, page.bleed + page.height - y
