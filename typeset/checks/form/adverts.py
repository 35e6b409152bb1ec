"""Advertisements: marked with the word 广告 in a newspaper. What is not marked has a finding of the rule for advertisements."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from typeset.checks.form.item import Faults, Item
from typeset.checks.form.sources import FORM
from typeset.checks.rule import Case
from typeset.model.edition import PageSpec, Placement
from typeset.model.layout import FrameKind, FrameSpec
from typeset.model.verdict import NotRun

_WORD: Final = "广告"


def advertisements(case: Case) -> Iterator[tuple[PageSpec, FrameSpec, Placement]]:
    """Frames with advertisements, each with its page and what was placed there."""
    for page in case.issue.edition.pages:
        for frame in page.layout.frames:
            placed = page.placement(frame.name) if frame.kind is FrameKind.AD else None
            if placed is not None and placed.ads:
                yield page, frame, placed


def marked(case: Case) -> Faults | NotRun:
    """Every advertisement bears the word: an error each. Its finding is made by the rule, wherever the word was looked for."""
    found = list(advertisements(case))
    if not found:
        return NotRun("这一期没有广告", "the issue has no advertisement")
    return Faults(errors=sum(len(placed.ads) for _, frame, placed in found if _WORD not in frame.label))


ADVERTS: Final[tuple[Item, ...]] = (
    Item("adverts", "广告字样", "advertisements marked as such", FORM, ("ad-unmarked",), marked),
)
