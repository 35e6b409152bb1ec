"""QR codes as rectangles."""

from __future__ import annotations

from itertools import groupby

from typeset.model.layout import Rect
from typeset.model.placed import Modules


def dark_rects(code: Modules) -> list[Rect]:
    """The dark modules of each row, neighbours as one rectangle; edges fall on the same places in all rows."""
    rect = code.rect
    rects: list[Rect] = []
    for row, modules in enumerate(code.rows):
        top = rect.y + rect.height * row // len(code.rows)
        bottom = rect.y + rect.height * (row + 1) // len(code.rows)
        start = 0
        for dark, group in groupby(modules, key=lambda module: module == "1"):
            end = start + len(list(group))
            if dark:
                left = rect.x + rect.width * start // len(modules)
                right = rect.x + rect.width * end // len(modules)
                rects.append(Rect(left, top, right - left, bottom - top))
            start = end
    return rects
