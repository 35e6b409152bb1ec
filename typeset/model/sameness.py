"""Whether pages are the same in all that is drawn of them and said of them.

Items that are equal draw the same but may be content of other elements, and elements that are equal have the same name but may say something
else. What is the same object is not looked into.
"""

from __future__ import annotations

from collections.abc import Sequence
from operator import is_

from typeset.model.placed import GlyphRun, Imposed, Item, PlacedPage, PlacedSheet
from typeset.model.structure import Element


def same_element(one: Element | None, other: Element | None) -> bool:
    """Whether two elements are the same in all they say, not in their names alone."""
    if one is other:
        return True
    return (
        one is not None
        and other is not None
        and (one.tag, one.key, one.alt, one.actual, one.title, one.spans)
        == (other.tag, other.key, other.alt, other.actual, other.title, other.spans)
        and len(one.holds) == len(other.holds)
        and all(map(same_element, one.holds, other.holds))
        and same_element(one.parent, other.parent)
    )


def same_sheet(one: PlacedSheet, other: PlacedSheet) -> bool:
    """Whether two sides of sheets are the same."""
    return (
        (one.width, one.height, one.bleed, one.margin)
        == (other.width, other.height, other.bleed, other.margin)
        and len(one.pages) == len(other.pages)
        and all(map(_same_imposed, one.pages, other.pages))
        and same_items(one.items, other.items)
    )


def _same_imposed(one: Imposed, other: Imposed) -> bool:
    return (one.x, one.y, one.turned) == (other.x, other.y, other.turned) and same_page(one.page, other.page)


def same_page(one: PlacedPage, other: PlacedPage) -> bool:
    """Whether two pages are the same."""
    return one is other or (
        (one.number, one.width, one.height, one.bleed, one.margin)
        == (other.number, other.width, other.height, other.bleed, other.margin)
        and same_items(one.items, other.items)
    )


def same_items(some: Sequence[Item], others: Sequence[Item]) -> bool:
    """Whether two lists of items are the same."""
    if some is others:
        return True
    if len(some) != len(others):
        return False
    if all(map(is_, some, others)):
        return True
    compared = _Compared()
    return all(map(compared.same_item, some, others))


class _Compared:
    """Elements compared already: many items of a page are content of the same."""

    def __init__(self) -> None:
        self._known: dict[tuple[int, int], bool] = {}

    def same_item(self, one: Item, other: Item) -> bool:
        """Whether two items draw the same and are content of the same."""
        return one is other or (
            one == other
            and self._same_part(one.part, other.part)
            and getattr(one, "order", 0) == getattr(other, "order", 0)
            and (
                not isinstance(one, GlyphRun)
                or not isinstance(other, GlyphRun)
                or self._same_inner(one, other)
            )
        )

    def _same_inner(self, one: GlyphRun, other: GlyphRun) -> bool:
        return len(one.inner) == len(other.inner) and all(
            mine[:2] == theirs[:2] and self._same_part(mine[2], theirs[2])
            for mine, theirs in zip(one.inner, other.inner, strict=True)
        )

    def _same_part(self, one: Element | None, other: Element | None) -> bool:
        if one is other:
            return True
        key = id(one), id(other)
        if key not in self._known:
            self._known[key] = same_element(one, other)
        return self._known[key]
