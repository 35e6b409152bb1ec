"""QR codes as rows of modules; the drawing is the renderers' business."""

from __future__ import annotations

from functools import lru_cache


@lru_cache(maxsize=64)
def modules_of(url: str) -> tuple[str, ...]:
    """The symbol of a URL without its quiet zone: a string of "0" and "1" a row (ISO/IEC 18004, level M)."""
    import segno

    symbol = segno.make(url, error="m", micro=False)
    return tuple("".join("1" if module else "0" for module in row) for row in symbol.matrix)
