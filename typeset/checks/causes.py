"""Consequences of one cause are one finding: what an overset story, or a hole in a page, brings with it is not told again (issue 7)."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterable, Mapping
from types import MappingProxyType
from typing import Final

from typeset.findings import Finding

Sameness = Callable[[Finding], Hashable]
"""What a cause and its consequence have in common; None for findings that have it not."""


def _story(f: Finding) -> Hashable:
    return f.story


def _frame(f: Finding) -> Hashable:
    return None if f.page is None or f.frame is None else (f.page, f.frame)


# Columns of copy that is still to be cut end elsewhere once it is: how they end now is of no interest.
_OF_OVERSET: Final = (
    "widow",
    "orphan",
    "lone-character",
    "subhead-alone",
    "question-alone",
    "signature-alone",
    "number-parted",
    "number-parted-columns",
    "loose-lines",
    "paragraph-squeezed",
    "paragraph-opened",
)
_EXPLAINED: Final[Mapping[str, tuple[tuple[Sameness, tuple[str, ...]], ...]]] = MappingProxyType(
    {
        "overset": ((_story, _OF_OVERSET), (_frame, ("frame-fitted",))),
        "frame-too-small": ((_story, ("overset", *_OF_OVERSET)), (_frame, ("frame-fitted",))),
        "page-hole": ((_frame, ("underset", "frame-fitted", "empty-frame")),),
        "missing-glyph": ((_story, ("fallback-face",)),),
    }
)


def causes(findings: Iterable[Finding]) -> tuple[Finding, ...]:
    """The findings without those another one explains, in their order."""
    told = tuple(findings)
    explained = {
        (code, same(f), same)
        for f in told
        for same, codes in _EXPLAINED.get(f.code, ())
        if same(f) is not None
        for code in codes
    }
    return tuple(f for f in told if not _is_explained(f, explained))


def _is_explained(f: Finding, explained: set[tuple[str, Hashable, Sameness]]) -> bool:
    return any((f.code, same(f), same) in explained for same in (_story, _frame))
