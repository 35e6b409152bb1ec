"""Pieces of HTML and SVG that cannot be broken out of: whatever is not markup already is escaped."""

from __future__ import annotations

import html
from collections.abc import Iterable
from typing import Final

from typeset.report.excerpt import visible

# Code points that are no characters; HTML counts them as errors like control characters.
_NONCHARACTERS: Final = dict.fromkeys(
    [
        *range(0xD800, 0xE000),
        *range(0xFDD0, 0xFDF0),
        *(plane + last for plane in range(0, 0x110000, 0x10000) for last in (0xFFFE, 0xFFFF)),
    ],
    "\ufffd",
)
_VOID: Final = frozenset({"meta", "br", "hr"})


class Markup(str):
    """Text that is markup: made here only, from escaped text."""

    __slots__ = ()


Attribute = str | int | float | None


def escaped(text: str) -> Markup:
    """Plain text as markup, characters HTML cannot hold replaced."""
    return Markup(html.escape(visible(text).translate(_NONCHARACTERS), quote=True))


def element(name: str, /, *inside: str, **attributes: Attribute) -> Markup:
    """An element of plain text and markup. An attribute that is None is left out; ``class_`` is ``class``, ``a_b`` is ``a-b``."""
    named = "".join(
        f' {key.rstrip("_").replace("_", "-")}="{escaped(_written(value))}"'
        for key, value in attributes.items()
        if value is not None
    )
    if name in _VOID:
        return Markup(f"<{name}{named}>")
    return Markup(f"<{name}{named}>{joined(inside)}</{name}>")


def joined(parts: Iterable[str]) -> Markup:
    """Pieces one after the other."""
    return Markup("".join(part if isinstance(part, Markup) else escaped(part) for part in parts))


def _written(value: str | float) -> str:
    return f"{value:.10g}" if isinstance(value, float) else str(value)
