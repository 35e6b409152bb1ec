"""Reports: an :class:`~typeset.report.outcome.Outcome` becomes text for people or for machines, one module a format.

A report decides nothing: not what is an error, not the exit status, not where its text goes.
"""

from __future__ import annotations

from typing import Protocol

from typeset.catalogue.entry import Lang
from typeset.report.outcome import Outcome

__all__ = ["Outcome", "ReportWriter"]


class ReportWriter(Protocol):
    """A format of report."""

    def write(self, outcome: Outcome, *, lang: Lang) -> str:
        """The whole report as text that ends in a newline; the same outcome and language give the same text."""
