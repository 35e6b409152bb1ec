"""Rules on the file as such: version, cross-reference, encryption, ID, damage, contents that cannot be followed."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

import pikepdf

from typeset.findings import Finding
from typeset.plates import Trouble
from typeset.plates.values import entry, items
from typeset.preflight import claims
from typeset.preflight.case import Case

_BROKEN: Final = {
    Trouble.BROKEN: "instructions",
    Trouble.DAMAGED: "stream data",
    Trouble.UNKNOWN_OPERATOR: "unknown operators",
    Trouble.MISSING: "missing resources",
    Trouble.CIRCULAR: "forms that draw themselves",
}
_TOO_MUCH: Final = {
    Trouble.TOO_MANY: "too many instructions",
    Trouble.TOO_DEEP: "nested too deep",
    Trouble.TOO_LONG: "too much data",
    Trouble.TOO_LARGE: "pictures too large",
}
_STARTXREF: Final = re.compile(rb"startxref\s+(\d{1,12})")
_TAIL: Final = 2048


def file_rules(case: Case) -> Iterator[Finding]:
    """Version, cross-reference streams, encryption, ID and damage (ISO 15930-1, 6.2; print.md, sections 1 and 2)."""
    version, allowed = claims.version(case.pdf), case.standard.highest_version
    if version > allowed:
        yield case.tell("pdf-version", version=version, allowed=allowed, standard=case.standard.title)
    if case.standard.blind and _compressed(case):
        yield case.tell("pdf-compressed-xref", standard=case.standard.title)
    if case.pdf.is_encrypted:
        yield case.tell("pdf-encrypted")
    parts = list(items(entry(case.pdf.trailer, "/ID"), 3))
    if len(parts) != 2 or not all(isinstance(p, pikepdf.String) and bytes(p) for p in parts):  # noqa: PLR2004 - two
        yield case.tell("pdf-no-id")
    warnings = [str(w) for w in case.pdf.get_warnings()]
    if warnings:
        reason = re.sub(r"^.*?>:? ?", "", warnings[0]).strip(": ")[:160] or warnings[0][:160]
        yield case.tell("pdf-repaired", amount=len(warnings), unit="places", reason=reason)


def _compressed(case: Case) -> bool:
    """Whether the cross-reference is a stream, or objects stand in streams."""
    found = _STARTXREF.findall(case.data[-_TAIL:])
    if found:
        at = int(found[-1])
        head = case.data[at : at + 32].lstrip()
        if head and not head.startswith(b"xref"):
            return re.match(rb"\d+\s+\d+\s+obj", head) is not None
    return entry(case.pdf.trailer, "/XRefStm") is not None or b"/ObjStm" in case.data


def content_rules(case: Case) -> Iterator[Finding]:
    """Pages whose contents are broken, or beyond what is followed; one finding each, naming what there was most of."""
    for sheet in case.sheets:
        for code, kinds in (("content-broken", _BROKEN), ("page-too-complex", _TOO_MUCH)):
            counts = {words: sheet.apart.troubles.get(kind, 0) for kind, words in kinds.items()}
            total = sum(counts.values())
            if total:
                reason = ", ".join(words for words, count in counts.items() if count)
                yield case.tell(code, page=sheet.number, amount=total, unit="places", reason=reason)
    if case.sheets and len(case.pdf.pages) > len(case.sheets):
        first = len(case.sheets) + 1
        rest = len(case.pdf.pages) - len(case.sheets)
        yield case.tell("page-too-complex", page=first, amount=rest, unit="pages", reason="too many pages")
