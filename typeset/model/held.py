"""A plan of jumps that is held (保版): what of the last build must stay, because its pages are on plates already (issue 5, 6)."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping

from msgspec import Struct, field

_MARK = 16


def mark_of(content: bytes) -> str:
    """A short mark of some content: another content has another one."""
    return hashlib.sha256(content).hexdigest()[:_MARK]


class HeldJump(Struct, frozen=True):
    """A jump of the last build: a story went on from a page to a frame of another.

    ``carried`` are the characters from its cut to the end of the story, ``mark`` is theirs: what stood before may change,
    they may not. ``rows`` are those its tail was given.
    """

    story: str
    from_page: int
    to_page: int
    to_frame: str
    carried: int
    mark: str
    rows: int = 1


class HeldPlan(Struct, frozen=True):
    """What the last build did: its jumps, the fillers of each page, the marks of its pages; ``pages`` are those that are held.

    ``parts`` are marks of what stands on a page: of each story by its slug, of all that is part of none under "". They only say what
    another mark of the page comes from.

    Pages that were ``named`` must not change at all; otherwise only the plan is held, and pages whose copy changed are told.
    """

    pages: frozenset[int]
    jumps: tuple[HeldJump, ...] = ()
    fillers: tuple[tuple[int, str], ...] = ()
    marks: Mapping[int, str] = field(default_factory=dict)
    parts: Mapping[int, Mapping[str, str]] = field(default_factory=dict)
    named: bool = False

    @property
    def closed(self) -> frozenset[int]:
        """The pages that take no other jump than those they have."""
        return self.pages if self.named else frozenset()

    def jumps_of(self, story: str) -> tuple[HeldJump, ...]:
        """The jumps of a story, when one of them begins or ends on a page that is held."""
        own = tuple(jump for jump in self.jumps if jump.story == story)
        return own if any(self.pages & {jump.from_page, jump.to_page} for jump in own) else ()

    def fillers_of(self, page: int) -> frozenset[str] | None:
        """The fillers that stand on a page and no others; None when it is not held."""
        return (
            frozenset(name for number, name in self.fillers if number == page) if page in self.pages else None
        )
