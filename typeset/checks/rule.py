"""What a rule of the checker is, and how the rules are run over an issue that was set.

A rule is one small module with one function: a :class:`Case` in, findings out, or :class:`NotRun` where there is
nothing to judge it by. Rules whose findings are made while copy is read or set have no function: of them it is only
said what became of them.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence

from msgspec import Struct, field

from typeset.checks.judged import weighed
from typeset.findings import Finding, Severity
from typeset.flow.issue import SetIssue
from typeset.model.edition import Edition
from typeset.model.form import PreviousIssue
from typeset.model.verdict import NotRun, Ruling
from typeset.standing import StandingResults
from typeset.text.breaks import Words


class Case(Struct, frozen=True):
    """What rules judge: the edition as it was read, and the issue it was set to.

    ``words`` knows where words of a Chinese text begin, None where nobody does.
    ``found`` are the findings of reading and setting it; ``previous`` is the issue before it in the workspace, None for none.
    """

    read: Edition
    issue: SetIssue
    found: tuple[Finding, ...] = ()
    words: Words | None = None
    previous: PreviousIssue | None = None
    # What was found of the same pages and stories before, and what several rules look for: no part of what is judged.
    standing: StandingResults = field(default_factory=StandingResults)

    @property
    def boxed(self) -> frozenset[str]:
        """Characters no face has: they print as a box with their code point and carry no text."""
        lacking = (f for f in self.issue.findings if f.code == "missing-glyph")
        return frozenset("".join(str(dict(f.facts)["char"]) for f in lacking))


Judge = Callable[[Case], Iterable[Finding] | NotRun]


class Rule(Struct, frozen=True):
    """One rule: its name for people, the codes it makes, and the function that judges.

    ``judge`` is None for rules that are kept while copy is read and set; ``data`` says why such a rule has nothing to be
    judged by, None where it has.
    """

    name: str
    codes: tuple[str, ...]
    judge: Judge | None = None
    data: Callable[[Case], NotRun | None] | None = None


def run(rules: Iterable[Rule], case: Case) -> tuple[tuple[Finding, ...], tuple[Ruling, ...]]:
    """Judge every rule: the findings they made beside those there were, and what became of each rule."""
    findings: list[Finding] = []
    rulings: list[Ruling] = []
    found: defaultdict[str, list[Finding]] = defaultdict(list)
    for one in case.found:
        found[one.code].append(one)
    for rule in rules:
        ruling, made = _judged(rule, case, [f for code in rule.codes for f in found.get(code, ())])
        findings += made
        rulings.append(ruling)
    return tuple(findings), tuple(rulings)


def _judged(rule: Rule, case: Case, found: Sequence[Finding]) -> tuple[Ruling, Sequence[Finding]]:
    """What becomes of a rule of whose codes this was ``found`` already, and what it finds."""
    lacking = rule.data(case) if rule.data is not None else None
    made = rule.judge(case) if rule.judge is not None and lacking is None else ()
    if isinstance(made, NotRun):
        lacking, made = made, ()
    new = tuple(made)
    all_made = weighed((*found, *new), case.read.severities)
    if lacking is not None and not all_made:
        return Ruling(rule.name, rule.codes, not_run=lacking), new
    notices = sum(f.severity is Severity.INFO for f in all_made)
    return Ruling(rule.name, rule.codes, len(all_made), notices), new
