"""The form of ``checks`` in a house style, and what it makes of the severities of findings (issue 7)."""

from __future__ import annotations

import enum
from typing import Annotated, Final

from pydantic import BeforeValidator

from typeset.catalogue import ENTRIES, entry, finding
from typeset.findings import Finding, Severity
from typeset.read.forms import Form, key
from typeset.read.near import meant
from typeset.read.values import chooser, words
from typeset.read.yaml_tree import Mapping, key_span_at


class SeverityWord(enum.Enum):
    """The severities as they are written."""

    ERROR = "error"
    WARNING = "warning"
    INFO = "info"


class ChecksForm(Form):
    """How the paper weighs what the checker finds."""

    severity: (
        dict[str, Annotated[SeverityWord, BeforeValidator(chooser(SeverityWord)), words(SeverityWord)]] | None
    ) = key(
        "问题的级别：代码或编号: error、warning 或 info，如 {underset: warning}",
        "severities: a code or number with error, warning or info, as in {underset: warning}",
    )


_NONE: Final = ChecksForm()


def read_severities(form: ChecksForm | None, tree: Mapping, found: list[Finding]) -> dict[str, Severity]:
    """The severity the house gives each code; codes there are not, and those nobody may change, go to ``found``."""
    severities: dict[str, Severity] = {}
    for given, word in ((form or _NONE).severity or {}).items():
        known = entry(given)
        span = key_span_at(tree, "checks", "severity", given)
        if known is None:
            found.append(finding("severity-unknown", span=span, given=given, **meant(given, ENTRIES)))
        elif known.firm:
            found.append(finding("severity-firm", span=span, given=known.code))
        else:
            severities[known.code] = Severity[word.name]
    return severities
