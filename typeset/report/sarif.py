"""The report as SARIF 2.1.0 (OASIS, 2020): one run an edition, so that code review shows each finding at its line.

Uris are those of files in the repository, relative to ``%SRCROOT%``; columns count code points, as ours do. Allowed
findings are suppressed in the source, with the reason given there; those of a baseline from outside.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from types import MappingProxyType
from typing import Final

from typeset.catalogue import ENTRIES
from typeset.catalogue.entry import Entry, Lang
from typeset.catalogue.general import general
from typeset.findings import Finding, Severity, in_order
from typeset.model.allowance import Allowed
from typeset.model.verdict import Ruling
from typeset.report.json_value import Json, written
from typeset.report.reported import Reported
from typeset.report.sarif_result import ROOT, result_as_sarif, suppressed_outside, suppressed_where
from typeset.report.words import words

VERSION: Final = "2.1.0"
SCHEMA: Final = "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"
LEVELS: Final[Mapping[Severity, str]] = MappingProxyType(
    {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.INFO: "note"}
)
_LANGUAGES: Final[Mapping[Lang, str]] = MappingProxyType({Lang.ZH: "zh-CN", Lang.EN: "en"})


class SarifReport:
    """Writes SARIF; ``version`` is that of the program, ``home`` its address, which is left out where it has none."""

    def __init__(self, *, version: str, home: str | None = None) -> None:
        self._version = version
        self._home = home

    def write(self, editions: Sequence[Reported], *, lang: Lang) -> str:
        """One document with a run for each edition; messages in the given language."""
        document: Json = {
            "$schema": SCHEMA,
            "version": VERSION,
            "runs": [self._run(one, lang) for one in editions],
        }
        return written(document)

    def _run(self, one: Reported, lang: Lang) -> Json:
        outcome = one.outcome
        told: list[tuple[Finding, list[Json]]] = [
            *((f, []) for f in in_order(outcome.findings)),
            *((f, [suppressed_outside(lang)]) for f in in_order(outcome.known)),
            *((a.finding, [_inside(a, one)]) for a in outcome.allowed),
        ]
        used = sorted({f.code: ENTRIES[f.code] for f, _ in told}.values(), key=lambda e: e.id)
        index = {entry.code: number for number, entry in enumerate(used)}
        return {
            "tool": {"driver": self._driver(used, lang)},
            # The trailing slash makes it the category of the run; two of one category would replace each other.
            "automationDetails": {"id": f"typeset/{outcome.slug}/"},
            "invocations": [_invocation(one, lang)],
            "originalUriBaseIds": {ROOT: {"description": {"text": "The root of the repository."}}},
            "columnKind": "unicodeCodePoints",
            "language": _LANGUAGES[lang],
            "results": [
                result_as_sarif(f, one, lang, index=index[f.code], level=LEVELS[f.severity], by=by)
                for f, by in told
            ],
        }

    def _driver(self, used: Sequence[Entry], lang: Lang) -> dict[str, Json]:
        home: dict[str, Json] = {} if self._home is None else {"informationUri": self._home}
        rules: list[Json] = [_rule(entry, lang) for entry in used]
        return {"name": "typeset", "version": self._version, **home, "rules": rules}


def _rule(entry: Entry, lang: Lang) -> Json:
    """What the catalogue says of a code, also as the page ``typeset explain`` prints."""
    short, cure, why = (general(text) for text in (entry.wording(lang), entry.hint(lang), entry.why(lang)))
    cured = words(lang).hint + cure if cure else ""
    paragraphs = [text for text in (why, cured) if text] or [short]
    return {
        "id": entry.id,
        "name": entry.code,
        "shortDescription": {"text": short},
        "fullDescription": {"text": why or short},
        "help": {
            "text": "\n\n".join(paragraphs),
            "markdown": "\n\n".join((f"**{entry.id} {entry.code}**", *map(_markdown, paragraphs))),
        },
        "defaultConfiguration": {"level": LEVELS[entry.severity]},
    }


def _markdown(text: str) -> str:
    """The text with the signs of Markdown as they are."""
    return "".join(f"\\{c}" if c in "\\`*_[]<>#|" else c for c in text)


def _inside(allowed: Allowed, one: Reported) -> Json:
    by = allowed.allowance
    return suppressed_where(by.span, by.because, one)


def _invocation(one: Reported, lang: Lang) -> Json:
    """Whether the edition could be set at all, and which rules had nothing to be judged by: those are not passed."""
    rulings = one.outcome.rulings
    notes: list[Json] = [_not_run(ruling, lang) for ruling in rulings if ruling.not_run is not None]
    told: dict[str, Json] = {"toolExecutionNotifications": notes} if notes else {}
    return {"executionSuccessful": one.outcome.edition is not None, **told}


def _not_run(ruling: Ruling, lang: Lang) -> Json:
    why = ruling.not_run
    reason = "" if why is None else why.zh if lang is Lang.ZH else why.en
    text = words(lang).not_run.format(rule=ruling.rule, why=reason)
    return {"level": "note", "message": {"text": text}}
