"""Rules on ink: the sum of all plates over small squares, and empty pages."""

from __future__ import annotations

from collections.abc import Iterator

from typeset.findings import Finding
from typeset.preflight.case import Case, short


def ink_rules(case: Case) -> Iterator[Finding]:
    """Total ink as a mean over any square (GWG 2022), designed to one limit and refused above another."""
    limits = case.limits
    for sheet in case.sheets:
        if not (sheet.seen or sheet.apart.troubles):
            yield case.tell("page-empty", page=sheet.number)
        if sheet.ink is None:
            continue
        most = round(100 * sheet.ink.most, 1)
        code, limit = ("ink-over", limits.ink) if most > limits.ink else ("ink-heavy", limits.ink_design)
        if most > limit:
            x, y = (round(v, 1) for v in sheet.ink.most_at)
            yield case.tell(code, page=sheet.number, amount=round(most), unit="percent", limit=short(limit), x=x, y=y,
                            square=short(limits.ink_square_mm))  # fmt: skip
