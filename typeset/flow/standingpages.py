"""Pages as they were set before: what is alike again is the same object, and all that was found of it or drawn of it stands (issue 9)."""

from __future__ import annotations

from collections.abc import Hashable, Mapping
from typing import TypeVar

from msgspec.structs import replace

from typeset.flow.issue import SetIssue
from typeset.model.placed import GlyphRun, Item, PlacedPage
from typeset.model.structure import Element

T = TypeVar("T")


class StandingPages:
    """The pages, stories and texts of an issue that was set, for the next one of the same edition."""

    def __init__(self) -> None:
        self._placed: dict[int, PlacedPage] = {}
        self._others: dict[Hashable, object] = {}

    @property
    def stand(self) -> bool:
        """Whether there are any."""
        return bool(self._placed)

    def as_before(self, issue: SetIssue) -> SetIssue:
        """An equal issue, of the objects of the one before wherever they are alike."""
        others: dict[Hashable, object] = {}

        def same(key: Hashable, one: T) -> T:
            known = self._others.get(key)
            others[key] = kept = one if known is None or known != one else known
            return kept

        seen: dict[tuple[int, int], bool] = {}
        placed = {page.number: _kept(page, self._placed, seen) for page in issue.pages}
        edition = issue.edition
        specs = tuple(same(("page", page.number), page) for page in edition.pages)
        stories = {slug: same(("story", slug), story) for slug, story in edition.stories.items()}
        texts = tuple(same(("text", one.page, one.frame, one.story), one) for one in issue.texts)
        self._placed, self._others = placed, others
        return replace(
            issue,
            edition=replace(edition, pages=specs, stories=stories),
            pages=tuple(placed[page.number] for page in issue.pages),
            texts=texts,
        )


def _kept(
    page: PlacedPage, before: Mapping[int, PlacedPage], seen: dict[tuple[int, int], bool]
) -> PlacedPage:
    known = before.get(page.number)
    return known if known is not None and _are_alike(page, known, seen) else page


def _are_alike(one: PlacedPage, other: PlacedPage, seen: dict[tuple[int, int], bool]) -> bool:
    """Whether two pages are drawn alike and read alike: to be equal, items need only be drawn alike."""
    return one == other and all(
        a is b or _item_read_alike(a, b, seen) for a, b in zip(one.items, other.items, strict=True)
    )


def _item_read_alike(one: Item, other: Item, seen: dict[tuple[int, int], bool]) -> bool:
    if one.part is not other.part and not _read_alike(one.part, other.part, seen):
        return False
    if isinstance(one, GlyphRun) and isinstance(other, GlyphRun) and (one.inner or other.inner):
        inner = len(one.inner) == len(other.inner) and all(
            a[:2] == b[:2] and _read_alike(a[2], b[2], seen)
            for a, b in zip(one.inner, other.inner, strict=True)
        )
        if not inner:
            return False
    return getattr(one, "order", 0) == getattr(other, "order", 0)


def _read_alike(one: Element | None, other: Element | None, seen: dict[tuple[int, int], bool]) -> bool:
    if one is other or one is None or other is None:
        return one is other
    key = (id(one), id(other))
    known = seen.get(key)
    if known is None:
        known = seen[key] = _described(one) == _described(other) and _read_alike(
            one.parent, other.parent, seen
        )
    return known


def _described(one: Element) -> tuple[object, ...]:
    """All there is to an element and what it holds, without what it is in."""
    held = tuple(_described(each) for each in one.holds)
    return one.tag, one.key, one.alt, one.actual, one.title, one.spans, held
