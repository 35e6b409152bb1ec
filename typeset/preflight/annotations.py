"""Rule on annotations: fully outside the bleed (printer's marks: outside the trim), ISO 15930-1, 6.12."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from typing import Final

from typeset.findings import Finding
from typeset.plates.values import box_of, entry, items, word
from typeset.preflight.case import Case, Sheet

_MARKS: Final = frozenset(("PrinterMark", "TrapNet"))
_MOST: Final = 10_000


def annotation_rules(case: Case) -> Iterator[Finding]:
    """What lies on the page itself, by its kinds."""
    for sheet in case.sheets:
        kinds = Counter(word(entry(annotation, "/Subtype")) or "?" for annotation in _on_page(sheet))
        if kinds:
            yield case.tell("annotation-on-page", page=sheet.number, amount=kinds.total(), unit="places",
                            what=", ".join(sorted(kinds)))  # fmt: skip


def links_on_pages(case: Case) -> int:
    """How many links to addresses lie on pages."""
    return sum(
        1 for sheet in case.sheets for a in _on_page(sheet) if word(entry(entry(a, "/A"), "/S")) == "URI"
    )


def _on_page(sheet: Sheet) -> Iterator[object]:
    boxes = sheet.boxes
    outer = (boxes.bleed or boxes.page).meet(boxes.media)
    for annotation in items(entry(sheet.page, "/Annots"), _MOST):
        rect = box_of(entry(annotation, "/Rect"))
        area = boxes.page if word(entry(annotation, "/Subtype")) in _MARKS else outer
        # A border on the line is still outside.
        if rect is not None and not rect.meet(area.grown(-0.01)).empty:
            yield annotation
