"""Which findings of an outcome are reported and count: ``--only``, ``--ignore``, ``--baseline``."""

from __future__ import annotations

from msgspec import Struct
from msgspec.structs import replace

from typeset.findings import Finding
from typeset.report.baseline import Baseline
from typeset.report.outcome import Outcome


class Selection(Struct, frozen=True, kw_only=True):
    """What is asked for. ``only`` empty means every code; ``ignore`` are codes too."""

    only: frozenset[str] = frozenset()
    ignore: frozenset[str] = frozenset()
    baseline: Baseline | None = None


def selected(outcome: Outcome, selection: Selection) -> Outcome:
    """The outcome with the findings that were asked for; those that are known are told apart."""
    asked = tuple(
        f
        for f in outcome.findings
        if (not selection.only or f.code in selection.only) and f.code not in selection.ignore
    )
    known: tuple[Finding, ...] = ()
    if selection.baseline is not None:
        asked, known = selection.baseline.parted(asked)
    left_out = len(outcome.findings) - len(asked) - len(known)
    return replace(outcome, findings=asked, known=known, left_out=left_out)
