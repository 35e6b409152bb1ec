"""Rules on pictures and rules: resolution at the size they are placed, lines that are too thin to print (GWG 2022)."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from typeset.findings import Finding
from typeset.plates import Inside, Kind, Painted
from typeset.preflight.case import Case, Sheet, short

_TINY: Final = 16
"""Pixels: what is not larger either way is no picture (GWG 2022)."""
_NEARLY: Final = 0.002


def picture_rules(case: Case) -> Iterator[Finding]:
    """Too few pixels is an error below one limit and a warning below another; 1-bit pictures have limits of their own."""
    limits = case.limits
    kinds = (("8-bit", limits.image_ppi_refused, limits.image_ppi_low, False),
             ("1-bit", limits.bitmap_ppi_refused, limits.bitmap_ppi_low, True))  # fmt: skip
    for sheet in case.sheets:
        pictures = [p for p in sheet.seen if p.image is not None and p.inside is not Inside.MASK
                    and max(p.image.width, p.image.height) > _TINY]  # fmt: skip
        for kind, refused, low, bitmap in kinds:
            those = [p for p in pictures if p.image is not None and (p.image.bits == 1) == bitmap]
            few = [p for p in those if _ppi(p) <= refused]
            yield from _told(case, sheet, "image-ppi-refused", few, kind, refused)
            yield from _told(
                case, sheet, "image-ppi-low", [p for p in those if refused < _ppi(p) <= low], kind, low
            )


def _ppi(painted: Painted) -> int:
    return round(painted.image.ppi) if painted.image else 0


def _told(
    case: Case, sheet: Sheet, code: str, found: list[Painted], kind: str, limit: float
) -> Iterator[Finding]:
    if found:
        worst = min(found, key=_ppi)
        rest = [p.box for p in found if p is not worst]
        yield from case.tell_places(
            code, sheet, [worst.box, *rest], ppi=_ppi(worst), kind=kind, limit=short(limit)
        )


def line_rules(case: Case) -> Iterator[Finding]:
    """Strokes, and fills so thin that they are meant as strokes."""
    limit = case.limits.line_width
    for sheet in case.sheets:
        thin = [(p, w) for p in sheet.seen if (w := _width(p)) is not None and w < limit - _NEARLY]
        if thin:
            least = round(min(w for _, w in thin), 2)
            yield from case.tell_places(
                "hairline", sheet, [p.box for p, _ in thin], limit=short(limit), least=least
            )


def _width(painted: Painted) -> float | None:
    """How thick a line is; None for what is none."""
    if painted.inside not in {Inside.PAGE, Inside.PATTERN}:
        return None
    if painted.kind is Kind.STROKE:
        return painted.width
    if painted.kind is Kind.FILL:
        thick, long = sorted((painted.box.width, painted.box.height))
        return thick if long > 10 * thick and painted.colour.total > 0 else None
    return None
