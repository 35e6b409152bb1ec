"""Findings somebody answers for: ``# typeset: allow CODE because …`` (issue 7)."""

from __future__ import annotations

from msgspec import Struct

from typeset.findings import Finding
from typeset.source import Span


class Allowance(Struct, frozen=True):
    """What was written beside a key, or in the front matter of a story: the code that is allowed there, and why.

    ``span`` is the comment. It holds for what was written in its file from line ``first`` to line ``last``; ``whole_story``
    ones hold for all of the story whose front matter they stand in.
    """

    code: str
    because: str
    span: Span
    first: int
    last: int
    whole_story: bool = False

    def covers(self, span: Span) -> bool:
        """Whether something was written where the allowance holds."""
        return span.file == self.span.file and (self.whole_story or self.first <= span.line <= self.last)


class Allowed(Struct, frozen=True):
    """A finding that does not count, and the allowance that says so."""

    finding: Finding
    allowance: Allowance
