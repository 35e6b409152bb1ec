"""Rules on transparency and layers (ISO 15930-1, 6.9; 15930-7, 6.11; GWG 2022: blend in CMYK)."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from typeset.findings import Finding
from typeset.plates import Painted
from typeset.plates.values import entry, word
from typeset.preflight.case import Case, Sheet

_PLAIN: Final = frozenset(("Normal", "Compatible"))


def transparency_rules(case: Case) -> Iterator[Finding]:
    """None in X-1a; in X-4 blended in inks."""
    for sheet in case.sheets:
        group = entry(sheet.page, "/Group")
        grouped = word(entry(group, "/S")) == "Transparency"
        if not case.standard.allows_transparency:
            yield from _forbidden(case, sheet, grouped=grouped)
        elif grouped:
            space = entry(group, "/CS")
            name = word(space)
            if name not in {"DeviceCMYK", ""} or (space is not None and not name):
                yield case.tell("blend-space", page=sheet.number, space=name or "ICCBased")


def _forbidden(case: Case, sheet: Sheet, *, grouped: bool) -> Iterator[Finding]:
    found = [(p, what) for p in sheet.apart.painted if (what := _kind(p))]
    kinds = sorted({what for _, what in found})
    boxes = [p.box for p, _ in found]
    if (grouped or sheet.apart.grouped) and not found:
        kinds, boxes = ["Group"], [sheet.boxes.page]
    yield from case.tell_places(
        "transparency", sheet, boxes, what=", ".join(kinds), standard=case.standard.title
    )


def _kind(painted: Painted) -> str:
    if painted.soft_mask:
        return "SMask"
    if painted.alpha < 1:
        return "ca"
    return painted.blend if painted.blend not in _PLAIN else ""


def layer_rules(case: Case) -> Iterator[Finding]:
    """Optional content, which X-1a does not have."""
    layered = any(p.layer for sheet in case.sheets for p in sheet.apart.painted)
    if not case.standard.allows_transparency and (
        layered or entry(case.pdf.Root, "/OCProperties") is not None
    ):
        yield case.tell("layers", standard=case.standard.title)
