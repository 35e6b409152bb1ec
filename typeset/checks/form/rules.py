"""The rules of the form, in the order they are told. Items that may not be judged each by itself are one rule."""

from __future__ import annotations

from typing import Final

from typeset.checks.form.folios import FOLIOS
from typeset.checks.form.imprint import IMPRINT
from typeset.checks.form.internal import FORBIDDEN, REQUIRED
from typeset.checks.form.issue import ISSUE
from typeset.checks.form.item import rule_of
from typeset.checks.form.masthead import MASTHEAD
from typeset.checks.form.ownwords import OWN_WORDS
from typeset.checks.form.score import check_score
from typeset.checks.rule import Rule
from typeset.model.form import ImprintProfile

# Advertisements are not among them: they have a rule of their own, whatever the form is judged by.
FORM_RULES: Final[tuple[Rule, ...]] = (
    *(
        rule_of(f"form-{item.key}", ImprintProfile.CN, (item,))
        for item in (*MASTHEAD, *ISSUE, *IMPRINT, *FOLIOS)
    ),
    rule_of("internal-imprint", ImprintProfile.INTERNAL, REQUIRED),
    rule_of("internal-forbidden", ImprintProfile.INTERNAL, FORBIDDEN),
    rule_of("internal-words", ImprintProfile.INTERNAL, OWN_WORDS),
    Rule("form-errors", ("form-errors",), check_score),
)
