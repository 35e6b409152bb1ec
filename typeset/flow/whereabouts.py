"""Where the stories of an issue are: the pages on which they begin, and all pages they stand on.

Before anything is set the edition says where its stories begin; tails, and fillers that found room, are known afterwards.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from msgspec import Struct

from typeset.flow.numerals import page_words
from typeset.model.edition import JumpRules, PageSpec
from typeset.model.layout import FrameKind
from typeset.model.placed import Part
from typeset.model.reference import PLACEHOLDER, Reference


class Whereabouts(Struct, frozen=True):
    """Page numbers by story: ``begins`` where its own frames are, ``stands`` with the pages of its tails."""

    begins: Mapping[str, tuple[int, ...]]
    stands: Mapping[str, tuple[int, ...]]
    names: Mapping[int, str]

    @classmethod
    def of(cls, pages: Sequence[PageSpec], parts: Sequence[Part] = ()) -> Whereabouts:
        """Where the stories of an edition of these pages are, of one that has been set with the parts that were."""
        numbers = frozenset(page.number for page in pages)
        begins = {slug: on for page in pages for slug, on in _placed(page, numbers)}
        kinds = {(p.number, f.name): f.kind for p in pages for f in p.layout.frames}
        stands = {slug: set(on) for slug, on in begins.items()}
        for part in parts:
            stands.setdefault(part.story, set()).add(part.page)
            if part.story not in begins and kinds.get((part.page, part.frame)) is not FrameKind.TAILS:
                begins[part.story] = (part.page,)
        names = {page.number: page.name for page in pages}
        return cls(begins, {slug: tuple(sorted(on)) for slug, on in stands.items()}, names)

    def pages(self, stories: Iterable[str], *, whole: bool = False) -> tuple[int, ...]:
        """The pages of some stories, ascending; those that are nowhere add none."""
        known = self.stands if whole else self.begins
        return tuple(sorted({page for slug in stories for page in known.get(slug, ())}))

    def words(self, stories: Iterable[str], rules: JumpRules, *, whole: bool = False) -> str:
        """The names of those pages in the house's numerals: 二、三; "" for none."""
        return page_words((self.names[page] for page in self.pages(stories, whole=whole)), rules)

    def of_reference(self, reference: Reference, rules: JumpRules) -> str:
        """What a reference prints; what stands for the pages while there are none."""
        return self.words(reference.stories, rules, whole=reference.whole) or PLACEHOLDER


def _placed(page: PageSpec, numbers: frozenset[int]) -> Iterable[tuple[str, tuple[int, ...]]]:
    """The stories that begin on a page; one set over the fold begins on the facing page as well, where there is one of these ``numbers``."""
    for placement in page.placements:
        frame = page.layout.frame(placement.frame)
        over = frame is not None and any(f.spread for f in (frame, *page.layout.followers(frame)))
        facing = (page.number + 1,) if over and page.number + 1 in numbers else ()
        yield from ((slug, (page.number, *facing)) for slug in placement.stories)
