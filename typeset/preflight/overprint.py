"""Rules on overprint (GWG 2022): black text and thin black rules overprint, white never does."""

from __future__ import annotations

from collections.abc import Iterator

from typeset.findings import Finding
from typeset.plates import Inside, Kind, Painted
from typeset.preflight.case import Case, Sheet, short

_DRAWN = frozenset((Kind.TEXT, Kind.FILL, Kind.STROKE))
_NEARLY_FULL = 0.995


def overprint_rules(case: Case) -> Iterator[Finding]:
    """One finding a page for each rule that is broken."""
    for sheet in case.sheets:
        seen = [
            p for p in sheet.seen if p.kind in _DRAWN and not p.colour.pattern and p.inside is not Inside.MASK
        ]
        white = [p.box for p in seen if p.overprint and p.colour.inks and p.colour.total == 0]
        yield from case.tell_places("white-overprints", sheet, white)
        tints = [
            p.box
            for p in seen
            if p.overprint and p.colour.family == "DeviceGray" and 0 < p.colour.total < _NEARLY_FULL
        ]
        yield from case.tell_places("grey-tint-overprints", sheet, tints)
        yield from _texts(case, sheet, [p for p in seen if p.kind is Kind.TEXT and black(p)])
        yield from _lines(case, sheet, [p for p in seen if p.kind is Kind.STROKE and black(p)])


def black(painted: Painted) -> bool:
    """Whether it is full K and nothing else, set as ink."""
    colour = painted.colour
    if colour.family not in {"DeviceCMYK", "DeviceGray", "Separation"}:
        return False
    return colour.plates == ("K",) and colour.amount("K") > _NEARLY_FULL


def _texts(case: Case, sheet: Sheet, texts: list[Painted]) -> Iterator[Finding]:
    limit = case.limits.black_text_size
    small = [p for p in texts if p.size < limit]
    grey = [p for p in small if p.colour.family == "DeviceGray"]
    yield from case.tell_places("grey-black-text", sheet, [p.box for p in grey], limit=short(limit))
    inked = [p for p in small if p.colour.family != "DeviceGray"]
    without = [p.box for p in inked if not p.overprint]
    yield from case.tell_places("black-text-knocks-out", sheet, without, limit=short(limit))
    idle = [p.box for p in inked if p.overprint and p.colour.family == "DeviceCMYK" and p.mode != 1]
    yield from case.tell_places("overprint-mode", sheet, idle)


def _lines(case: Case, sheet: Sheet, lines: list[Painted]) -> Iterator[Finding]:
    limit = case.limits.black_line_width
    found = [p.box for p in lines if p.width < limit and not p.overprint]
    yield from case.tell_places("black-line-knocks-out", sheet, found, limit=short(limit))
