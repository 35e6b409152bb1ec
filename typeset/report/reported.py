"""The outcome of an edition as reports tell it that are read beside a repository: by code review and by annotations.

Spans name files as the workspace does. A forge wants them from the root of the repository, and every finding at a line
of a file that is in it.
"""

from __future__ import annotations

from typing import Final

from msgspec import Struct
from msgspec.structs import replace

from typeset.findings import Finding, Severity
from typeset.report.outcome import Outcome
from typeset.source import Span

BUNDLED: Final = "@bundled/"
"""What the names of files begin with that come with the package and are in no repository."""


class Reported(Struct, frozen=True, kw_only=True):
    """An outcome, the folder of its workspace in the repository ("" for the root) and its ``edition.yaml`` in the workspace."""

    outcome: Outcome
    workspace: str = ""
    edition_file: str = "edition.yaml"

    def path(self, name: str) -> str:
        """A file of the workspace as the repository names it; one named from the root of the disk stays as it is."""
        return name if not self.workspace or name.startswith("/") else f"{self.workspace}/{name}"

    def place(self, f: Finding) -> Span:
        """Where a finding is shown: where it was written, else where the edition has its page, else the edition's first line."""
        if f.span is not None and not f.span.file.startswith(BUNDLED):
            return f.span
        if f.related is not None and not f.related.file.startswith(BUNDLED):
            return f.related
        edition = self.outcome.edition
        pages = () if edition is None else edition.pages
        return next((page.span for page in pages if page.number == f.page), Span(self.edition_file))


def from_level(reported: Reported, level: Severity) -> Reported:
    """The same with the findings from a severity on, and the known ones from it on."""
    outcome = reported.outcome
    return replace(
        reported,
        outcome=replace(
            outcome,
            findings=tuple(f for f in outcome.findings if f.severity >= level),
            known=tuple(f for f in outcome.known if f.severity >= level),
        ),
    )
