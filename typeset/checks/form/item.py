"""An item of the form: its name, where it comes from, what an error counts, and the function that judges it."""

from __future__ import annotations

from collections.abc import Callable

from msgspec import Struct
from msgspec.structs import replace

from typeset.checks.rule import Case, Rule
from typeset.findings import Finding
from typeset.model.form import FormItem, ImprintProfile, Source
from typeset.model.verdict import NotRun


class Faults(Struct, frozen=True):
    """What judging an item gave: its findings and how many errors they are.

    ``open`` says what of it could not be judged.
    """

    findings: tuple[Finding, ...] = ()
    errors: int = 0
    open: NotRun | None = None


GOOD = Faults()


def fault(found: Finding, errors: int = 1) -> Faults:
    """One finding that is so many errors."""
    return Faults((found,), errors)


class Item(Struct, frozen=True):
    """One item. ``verified`` says whether its source tells what an error counts; where it does not, that is 1."""

    key: str
    zh: str
    en: str
    source: Source
    codes: tuple[str, ...]
    judge: Callable[[Case], Faults | NotRun]
    weight: int = 1
    verified: bool = False

    def judged(self, case: Case) -> FormItem:
        """The item with what became of it."""
        made = self.judge(case)
        item = FormItem(
            self.key, self.zh, self.en, self.weight, self.source, verified=self.verified, codes=self.codes
        )
        if isinstance(made, NotRun):
            return replace(item, not_run=made)
        return replace(
            item,
            count=made.errors * self.weight,
            verified=self.verified and made.open is None,
            not_run=made.open,
        )


def rule_of(name: str, profile: ImprintProfile, items: tuple[Item, ...]) -> Rule:
    """Items as a rule of the checker; not run where the form is judged by another regulation, or where no item could be judged."""

    def judge(case: Case) -> list[Finding] | NotRun:
        if case.read.imprint.profile is not profile:
            return _other(case.read.imprint.profile)
        made = [item.judge(case) for item in items]
        findings = [f for one in made if isinstance(one, Faults) for f in one.findings]
        reasons = [reason for one in made if (reason := _open(one)) is not None]
        return reasons[0] if len(reasons) == len(items) and not findings else findings

    return Rule(name, tuple(dict.fromkeys(code for item in items for code in item.codes)), judge)


def _open(made: Faults | NotRun) -> NotRun | None:
    return made if isinstance(made, NotRun) else made.open


def _other(profile: ImprintProfile) -> NotRun:
    if profile is ImprintProfile.NONE:
        return NotRun(
            "imprint 里没有 cn，也没有 permit，或 imprint_profile 写了 none：不知道按哪套规定查",
            "the imprint has neither cn nor permit, or imprint_profile is none: there is no regulation to judge by",
        )
    return NotRun(
        f"出版形式按 {profile.value} 查（imprint_profile）",
        f"the form is judged by the regulation for {profile.value} (imprint_profile)",
    )
