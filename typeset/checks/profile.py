"""Which rules an issue is judged by, in the order they are told."""

from __future__ import annotations

from typing import Final

from typeset.checks.conservation import check_account, check_pages
from typeset.checks.form.rules import FORM_RULES
from typeset.checks.jumps import check_jumps
from typeset.checks.ledger import check_ledger
from typeset.checks.printable import check_printable
from typeset.checks.references import check_fillers_named
from typeset.checks.rule import Case, Rule
from typeset.findings import Finding


def _nothing_lost(case: Case) -> list[Finding]:
    issue = case.issue
    return [
        *check_account(issue.edition, issue.parts, issue.oversets),
        *check_pages(issue.edition, issue.pages, issue.parts, case.boxed),
    ]


def _jumps(case: Case) -> list[Finding]:
    issue = case.issue
    return [*check_jumps(issue.jumps, issue.pages, case.boxed, case.read.codes), *check_ledger(issue)]


RULES: Final[tuple[Rule, ...]] = (
    Rule("nothing-lost", ("characters-lost",), _nothing_lost),
    Rule(
        "jumps",
        (
            "jump-unpaired",
            "jump-turned-back",
            "jump-same-page",
            "jump-chain-too-long",
            "jumps-too-many",
            "jump-line-alone",
            "jump-page-wrong",
            "jump-wording-mixed",
            "jump-line-typed",
        ),
        _jumps,
    ),
    Rule(
        "references",
        ("referred-filler-unplaced", "reference-unsettled"),
        lambda case: check_fillers_named(case.issue.edition, case.issue.parts),
    ),
    Rule(
        "printable",
        ("reversed-type-small", "several-inks-small", "rule-too-thin"),
        lambda case: check_printable(case.issue.edition, case.issue.pages),
    ),
    *FORM_RULES,
)
