"""Rules on page boxes (ISO 15930-1, 6.10; GWG 2022)."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from typeset.findings import Finding
from typeset.plates import Boxes
from typeset.plates.apart import inherited
from typeset.plates.matrix import Box
from typeset.plates.values import entry, number, whole
from typeset.preflight.case import Case, Sheet, shown

_LARGEST: Final = 14_400.0
_SAME: Final = 1.0
"""Points two trims may differ by and still be one size."""
_TURN: Final = 360


def box_rules(case: Case) -> Iterator[Finding]:
    """Trim or art, never both; one inside the other; one trim for all pages; no unit and no turn."""
    for sheet in case.sheets:
        boxes, number_ = sheet.boxes, sheet.number
        if boxes.trim is None and boxes.art is None:
            yield case.tell("trim-missing", page=number_)
        if boxes.trim is not None and boxes.art is not None:
            yield case.tell("trim-and-art", page=number_)
        outside = _outside(boxes)
        if outside:
            yield case.tell("boxes-not-nested", page=number_, inner=outside[0], outer=outside[1])
        elif boxes.crop is not None and not (boxes.crop.holds(boxes.media) and boxes.media.holds(boxes.crop)):
            yield case.tell("crop-not-media", page=number_)
        yield from _size(case, sheet)


def _size(case: Case, sheet: Sheet) -> Iterator[Finding]:
    page, first = sheet.boxes.page, case.sheets[0].boxes.page
    width, height = shown(page.width), shown(page.height)
    if abs(page.width - first.width) > _SAME or abs(page.height - first.height) > _SAME:
        yield case.tell("trims-differ", page=sheet.number, width=width, height=height)
    media = sheet.boxes.media
    if max(media.width, media.height) > _LARGEST:
        yield case.tell(
            "page-too-large", page=sheet.number, width=shown(media.width), height=shown(media.height)
        )
    unit = number(entry(sheet.page, "/UserUnit"), 1.0)
    if unit != 1:
        yield case.tell("user-unit", page=sheet.number, value=round(unit, 3))
    turn = whole(inherited(sheet.page, "/Rotate")) % _TURN
    if turn:
        yield case.tell("page-rotated", page=sheet.number, value=turn)


def _outside(boxes: Boxes) -> tuple[str, str] | None:
    """The first box that is not inside the one it should be in."""
    inner: tuple[str, Box] | None = None
    if boxes.trim or boxes.art:
        inner = ("TrimBox", boxes.trim) if boxes.trim else ("ArtBox", boxes.art or boxes.media)
    pairs = [(inner, ("BleedBox", boxes.bleed)), (("BleedBox", boxes.bleed), ("MediaBox", boxes.media)),
             (inner, ("CropBox", boxes.crop)), (inner, ("MediaBox", boxes.media))]  # fmt: skip
    for small, large in pairs:
        if small and small[1] is not None and large[1] is not None and not large[1].holds(small[1]):
            return small[0], large[0]
    return None
