"""One finding as a result of SARIF 2.1.0, with its places and what suppresses it (SARIF §3.27, §3.29, §3.35)."""

from __future__ import annotations

from typing import Final
from urllib.parse import quote

from typeset.catalogue import ENTRIES, hints, message
from typeset.catalogue.entry import Lang
from typeset.findings import Finding
from typeset.patterns import regex
from typeset.report.fingerprint import fingerprint
from typeset.report.json_value import Json
from typeset.report.reported import Reported
from typeset.report.words import words
from typeset.source import Span

ROOT: Final = "%SRCROOT%"
FINGERPRINT: Final = "typesetFinding/v1"
# What would be read as a placeholder {0} or a link [text](target) in a message (§3.11.5, §3.11.6).
_PLACEHOLDER: Final = regex(r"\{(\d+)\}")
_LINK: Final = regex(r"\[(?=[^\[\]]*\]\()")


def result_as_sarif(f: Finding, one: Reported, lang: Lang, *, index: int, level: str, by: list[Json]) -> Json:
    """The result; ``index`` is that of its rule in the run, ``by`` are its suppressions."""
    related = f.related if f.related is not None and f.related != one.place(f) else None
    second: dict[str, Json] = {} if related is None else {"relatedLocations": [_related(related, one, lang)]}
    # Where some results of a run are suppressed, the others say that they are not (§3.27.23).
    return {
        "ruleId": ENTRIES[f.code].id,
        "ruleIndex": index,
        "level": level,
        "message": {"text": _text(f, lang)},
        "locations": [{"physicalLocation": _physical(one.place(f), one)}],
        **second,
        "partialFingerprints": {FINGERPRINT: fingerprint(f)},
        "suppressions": by,
        "properties": _properties(f),
    }


def suppressed_outside(lang: Lang) -> Json:
    """The suppression of a finding that is known from a baseline."""
    return {"kind": "external", "justification": words(lang).in_baseline}


def suppressed_where(span: Span, because: str, one: Reported) -> Json:
    """The suppression of a finding somebody answers for in a comment."""
    return {
        "kind": "inSource",
        "justification": because,
        "location": {"physicalLocation": _physical(span, one)},
    }


def _text(f: Finding, lang: Lang) -> str:
    lines = (message(f, lang), *(words(lang).hint + hint for hint in hints(f, lang)))
    return plain("\n".join(lines))


def plain(text: str) -> str:
    """A text in which nothing is read as a placeholder or a link; all else stays as it is."""
    return _LINK.sub(r"\\[", _PLACEHOLDER.sub(r"{{\1}}", text))


def _properties(f: Finding) -> Json:
    values: dict[str, Json] = {
        "code": f.code,
        "page": f.page_name,
        "frame": f.frame,
        "story": f.story,
        "amount": f.amount,
        "unit": f.unit,
    }
    return {name: value for name, value in values.items() if value is not None}


def _related(span: Span, one: Reported, lang: Lang) -> Json:
    return {
        "id": 0,
        "physicalLocation": _physical(span, one),
        "message": {"text": plain(f"{words(lang).see}{span}")},
    }


def _physical(span: Span, one: Reported) -> Json:
    path = one.path(span.file)
    uri = quote(path, safe="/@!$&'()*+,;=~", errors="replace")
    if path.startswith("/"):
        return {"artifactLocation": {"uri": f"file://{uri}"}, "region": _region(span)}
    return {"artifactLocation": {"uri": uri, "uriBaseId": ROOT}, "region": _region(span)}


def _region(span: Span) -> Json:
    """First and last place; the end is left out where it is not known, which means the end of the line."""
    region: dict[str, Json] = {"startLine": max(span.line, 1), "startColumn": max(span.column, 1)}
    if span.end_line > span.line or (span.end_line == span.line and span.end_column >= span.column):
        region |= {"endLine": span.end_line, "endColumn": max(span.end_column, 1)}
    return region
