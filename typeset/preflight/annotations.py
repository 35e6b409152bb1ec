"""Rule on annotations: fully outside the bleed (printer's marks: outside the trim), ISO 15930-1, 6.12."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from typing import Final

from typeset.findings import Finding
from typeset.plates.values import box_of, entry, items, word
from typeset.preflight.case import Case

_MARKS: Final = frozenset(("PrinterMark", "TrapNet"))
_MOST: Final = 10_000


def annotation_rules(case: Case) -> Iterator[Finding]:
    """What lies on the page itself, by its kinds."""
    for sheet in case.sheets:
        boxes = sheet.boxes
        outer = (boxes.bleed or boxes.page).meet(boxes.media)
        on_page: Counter[str] = Counter()
        for annotation in items(entry(sheet.page, "/Annots"), _MOST):
            kind = word(entry(annotation, "/Subtype")) or "?"
            rect = box_of(entry(annotation, "/Rect"))
            area = boxes.page if kind in _MARKS else outer
            # A border on the line is still outside.
            if rect is not None and not rect.meet(area.grown(-0.01)).empty:
                on_page[kind] += 1
        if on_page:
            yield case.tell("annotation-on-page", page=sheet.number, amount=on_page.total(), unit="places",
                            what=", ".join(sorted(on_page)))  # fmt: skip
