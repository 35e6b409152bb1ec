"""Pages as they were set before: what is alike again is the same object, and all that was found of it or drawn of it stands (issue 9)."""

from __future__ import annotations

from collections.abc import Hashable
from typing import TypeVar

from msgspec.structs import replace

from typeset.flow.issue import SetIssue
from typeset.model.placed import PlacedPage
from typeset.model.sameness import same_page

T = TypeVar("T")


class StandingPages:
    """The pages, stories and texts of an issue that was set, for the next one of the same edition."""

    def __init__(self) -> None:
        self._placed: dict[int, PlacedPage] = {}
        self._others: dict[Hashable, object] = {}

    def as_before(self, issue: SetIssue) -> SetIssue:
        """An equal issue, of the objects of the one before wherever they are alike."""
        others: dict[Hashable, object] = {}

        def same(key: Hashable, one: T) -> T:
            known = self._others.get(key)
            others[key] = kept = one if known is None or known != one else known
            return kept

        placed = {page.number: self._page(page) for page in issue.pages}
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

    def _page(self, page: PlacedPage) -> PlacedPage:
        known = self._placed.get(page.number)
        return known if known is not None and same_page(page, known) else page
