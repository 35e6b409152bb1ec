"""Asides in a story: blocks between ``::: quote`` and ``:::``, lifted out of the body before it is read."""

from __future__ import annotations

from typing import Final

from msgspec import Struct

from typeset.catalogue import finding
from typeset.findings import Finding
from typeset.model.story import AsideKind
from typeset.patterns import regex
from typeset.read.near import meant
from typeset.source import Span

_OPEN: Final = regex(r"^:::[ \t\u3000]*([^\s{:]+)[ \t\u3000]*(?:\{(.*)\})?\s*$")
_CLOSE: Final = regex(r"^:::\s*$")
_KINDS: Final = {
    **{kind.value: kind for kind in AsideKind},
    "引语": AsideKind.QUOTE,
    "插框": AsideKind.BOX,
    "表格": AsideKind.TABLE,
    "组图": AsideKind.GALLERY,
}


class TypedAside(Struct, frozen=True):
    """An aside as it was typed: its kind, what stood in its braces and where, its lines in their places in the body."""

    kind: AsideKind
    attributes: str
    attributes_at: int
    line: int
    text: str


def lift_asides(
    text: str, file: str, first_line: int, found: list[Finding]
) -> tuple[str, tuple[TypedAside, ...]]:
    """The body with blank lines where its asides were, and the asides, each with blank lines before its own.

    A block that is never closed, or of a kind nobody knows, is told; its lines stay in the body.
    """
    lines = text.split("\n")
    kept, asides = list(lines), []
    number = 0
    while number < len(lines):
        opened = _OPEN.match(lines[number])
        if opened is None:
            number += 1
            continue
        closed = next((n for n in range(number + 1, len(lines)) if _CLOSE.match(lines[n])), None)
        span = Span(file, number + first_line, 1)
        if opened[1] not in _KINDS:
            found.append(finding("bad-choice", span=span, text=opened[1], **meant(opened[1], _KINDS)))
        elif closed is None:
            found.append(finding("aside-open", span=span))
        else:
            inner = [*[""] * (number + 1), *lines[number + 1 : closed]]
            at = opened.start(2) + 1 if opened[2] is not None else 1
            asides.append(
                TypedAside(_KINDS[opened[1]], opened[2] or "", at, number + first_line, "\n".join(inner))
            )
            kept[number : closed + 1] = [""] * (closed + 1 - number)
        number = (closed if closed is not None else number) + 1
    return "\n".join(kept), tuple(asides)
