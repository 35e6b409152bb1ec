"""The errors of form of an issue counted, item by item, and whether it passes (2020: more than three fail)."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from typing import Final

from typeset.catalogue import finding
from typeset.checks.form.adverts import ADVERTS
from typeset.checks.form.folios import FOLIOS
from typeset.checks.form.imprint import IMPRINT
from typeset.checks.form.internal import FORBIDDEN, REQUIRED
from typeset.checks.form.issue import ISSUE
from typeset.checks.form.item import Item
from typeset.checks.form.masthead import MASTHEAD
from typeset.checks.form.ownwords import OWN_WORDS
from typeset.checks.rule import Case
from typeset.findings import Finding
from typeset.model.form import FormScore, ImprintProfile
from typeset.model.verdict import NotRun

ITEMS: Final[Mapping[ImprintProfile, tuple[Item, ...]]] = MappingProxyType(
    {
        ImprintProfile.CN: (*MASTHEAD, *ISSUE, *IMPRINT, *FOLIOS, *ADVERTS),
        ImprintProfile.INTERNAL: (*REQUIRED, *FORBIDDEN, *OWN_WORDS),
        ImprintProfile.NONE: (),
    }
)


def form_score(case: Case) -> FormScore:
    """Judge every item of the regulation an issue is under. Items that could not be judged count nothing and say why."""
    profile = case.read.imprint.profile
    return FormScore(profile, tuple(item.judged(case) for item in ITEMS[profile]))


def check_score(case: Case) -> list[Finding] | NotRun:
    """One finding where an issue has more errors of form than it may."""
    score = form_score(case)
    if score.passed is None:
        return NotRun("出版形式没有按任何规定查", "the form is judged by no regulation")
    if score.passed:
        return []
    broken = [item for item in score.items if item.count]
    return [
        finding(
            "form-errors",
            span=case.read.imprint.span,
            amount=score.total,
            limit=score.limit,
            items_zh="、".join(f"{item.zh} {item.count}" for item in broken),
            items_en=", ".join(f"{item.en} {item.count}" for item in broken),
        )
    ]
