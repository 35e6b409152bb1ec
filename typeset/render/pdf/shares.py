"""What of each tree of elements stands on a page, told apart from what its tags say; it may stand from run to run."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from msgspec import Struct

from typeset.model.layout import Rect
from typeset.model.placed import PlacedPage
from typeset.model.structure import Element
from typeset.render.pdf.marked import PageTags
from typeset.units import Length


class Share(Struct, frozen=True, eq=False):
    """Content of the elements below one ``top``: of which, its number on the page, where it begins, its place in the reading of a frame over the fold.

    ``origin`` is the top left corner of the trim in the coordinates of the PDF page, from which the places of ``figures`` count.
    """

    top: Element
    content: Sequence[tuple[Element, int, Length, int]]
    figures: Mapping[Element, Rect]
    origin: tuple[Length, Length]


def shares_of(page: PlacedPage, tags: PageTags) -> tuple[Share, ...]:
    """The shares of a page, in the order in which their tops come first."""
    tops: dict[int, Element] = {}
    content: dict[Element, list[tuple[Element, int, Length, int]]] = {}
    for number, told in enumerate(zip(tags.elements, tags.tops, tags.orders, strict=True)):
        element, top, order = told
        content.setdefault(_top(element, tops), []).append((element, number, top, order))
    figures: dict[Element, dict[Element, Rect]] = {}
    for element, box in tags.figures.items():
        figures.setdefault(_top(element, tops), {})[element] = box
    outside = page.bleed + page.margin
    return tuple(
        Share(top, tuple(told), figures.get(top, {}), (outside, page.height + outside))
        for top, told in content.items()
    )


def _top(element: Element, known: dict[int, Element]) -> Element:
    top = known.get(id(element))
    if top is None:
        top = element if element.parent is None else _top(element.parent, known)
        known[id(element)] = top
    return top
