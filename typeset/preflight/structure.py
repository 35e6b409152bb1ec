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
    Trouble.BROKEN: ("指令残缺", "broken instructions"),
    Trouble.DAMAGED: ("数据流损坏", "damaged stream data"),
    Trouble.UNKNOWN_OPERATOR: ("不认识的指令", "unknown operators"),
    Trouble.MISSING: ("缺资源", "missing resources"),
    Trouble.CIRCULAR: ("图形自己套自己", "forms that draw themselves"),
}
_TOO_MUCH: Final = {
    Trouble.TOO_MANY: ("指令太多", "too many instructions"),
    Trouble.TOO_DEEP: ("嵌套太深", "nested too deep"),
    Trouble.TOO_LONG: ("数据太多", "too much data"),
    Trouble.TOO_LARGE: ("图片太大", "pictures too large"),
}
_STARTXREF: Final = re.compile(rb"startxref\s+(\d{1,12})")
_TAIL: Final = 2048


def file_rules(case: Case) -> Iterator[Finding]:
    """Version, cross-reference streams, encryption, ID and damage (ISO 15930-1, 6.2; print.md, sections 1 and 2)."""
    version, allowed = claims.version(case.pdf), case.standard.highest_version
    if version > allowed:
        yield case.tell("pdf-version", version=version, allowed=allowed, standard=case.standard.title)
    if not case.standard.allows_transparency and _compressed(case):
        yield case.tell("pdf-compressed-xref", standard=case.standard.title)
    if case.pdf.is_encrypted:
        yield case.tell("pdf-encrypted")
    parts = list(items(entry(case.pdf.trailer, "/ID"), 3))
    if len(parts) != 2 or not all(isinstance(p, pikepdf.String) and bytes(p) for p in parts):  # noqa: PLR2004 - two
        yield case.tell("pdf-no-id")
    warnings = [str(w) for w in case.pdf.get_warnings()]
    if warnings:
        reason = re.sub(r"^.*?<_io\.BytesIO[^>]*>:?", "", warnings[0]).strip()[:160]
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
            met = {kind: count for kind, count in sheet.apart.troubles.items() if kind in kinds}
            if met:
                said = [kinds[kind] for kind in kinds if kind in met]
                yield _told(case, code, sheet.number, sum(met.values()), said)
    if case.sheets and len(case.pdf.pages) > len(case.sheets):
        rest = len(case.pdf.pages) - len(case.sheets)
        yield _told(case, "page-too-complex", len(case.sheets) + 1, rest, [("页太多", "too many pages")])


def _told(case: Case, code: str, page: int, amount: int, said: list[tuple[str, str]]) -> Finding:
    zh, en = "、".join(words for words, _ in said), ", ".join(words for _, words in said)
    return case.tell(code, page=page, amount=amount, unit="places", reason_zh=zh, reason_en=en)
