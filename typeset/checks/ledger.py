"""What the ledger of jumps (转版账) must prove, and what the house style forbids of jumps, in one call; their wording is another rule's."""

from __future__ import annotations

from typeset.checks.jumpalone import check_jump_lines
from typeset.checks.jumpcounts import check_jump_counts
from typeset.checks.jumppages import check_pages_named
from typeset.findings import Finding
from typeset.flow.issue import SetIssue
from typeset.standing import NOTHING_STANDS, StandingResults


def check_ledger(issue: SetIssue, standing: StandingResults = NOTHING_STANDS) -> list[Finding]:
    """Findings about the jumps of an issue that was set, beside those of :mod:`typeset.checks.jumps`."""
    return [
        *check_jump_counts(issue.edition, issue.jumps),
        *check_jump_lines(issue, standing),
        *check_pages_named(issue.edition, issue.jumps, issue.pages, issue.parts, standing),
    ]
