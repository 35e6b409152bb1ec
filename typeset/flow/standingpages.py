"""Pages as they were set before: what is alike again is the same object, and all that was found of it or drawn of it stands (issue 9)."""

from __future__ import annotations

from collections.abc import Hashable
from typing import TypeVar, cast

from msgspec.structs import replace

from typeset.flow.issue import SetIssue
from typeset.model.placed import PlacedPage
from typeset.model.sameness import same_page

T = TypeVar("T")


class StandingPages:
    """The pages, stories, texts, parts and jumps of an issue that was set, for the next one of the same edition.

    Each is kept as it was set last and as it stands since it was first alike: what is set again as it was last is of the same
    objects, and need not be looked into to be told alike.
    """

    def __init__(self) -> None:
        self._pages: dict[int, tuple[PlacedPage, PlacedPage]] = {}
        self._others: dict[Hashable, tuple[object, object]] = {}

    def as_before(self, issue: SetIssue) -> SetIssue:
        """An equal issue, of the objects of the one before wherever they are alike."""
        others: dict[Hashable, tuple[object, object]] = {}

        def same(key: Hashable, one: T) -> T:
            last, stands = self._others.get(key, (None, None))
            kept = stands if last is not None and (one is last or one == last) else one
            others[key] = one, kept
            return cast(T, kept)

        pages = {page.number: (page, self._page(page)) for page in issue.pages}
        edition = issue.edition
        specs = tuple(same(("page", page.number), page) for page in edition.pages)
        stories = {slug: same(("story", slug), story) for slug, story in edition.stories.items()}
        texts = tuple(same(("text", one.page, one.frame, one.story), one) for one in issue.texts)
        parts = tuple(same(("part", one.page, one.frame, one.story, one.first), one) for one in issue.parts)
        jumps = tuple(same(("jump", one.story, one.at), one) for one in issue.jumps)
        self._pages, self._others = pages, others
        return replace(
            issue,
            edition=replace(edition, pages=specs, stories=stories),
            pages=tuple(pages[page.number][1] for page in issue.pages),
            texts=texts,
            parts=parts,
            jumps=jumps,
        )

    def _page(self, page: PlacedPage) -> PlacedPage:
        last, stands = self._pages.get(page.number, (None, page))
        return stands if last is not None and same_page(page, last) else page
