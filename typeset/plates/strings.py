"""Literal strings of PDF (ISO 32000-1, 7.3.4.2)."""

from __future__ import annotations

import re
from typing import Final

_NEXT: Final = re.compile(rb"[()\\]|\r\n?")
_PLAIN: Final = {b"n": b"\n", b"r": b"\r", b"t": b"\t", b"b": b"\b", b"f": b"\f"}
_OCTAL: Final = re.compile(rb"[0-7]{1,3}")


def string_at(data: bytes, place: int) -> tuple[bytes, int]:
    """The string whose bracket ends at ``place``, and where it ends itself; one without end goes to the last byte."""
    out: list[bytes] = []
    depth = 1
    while (match := _NEXT.search(data, place)) is not None:
        out.append(data[place : match.start()])
        place = match.end()
        mark = match[0]
        if mark == b"\\":
            piece, place = _escaped(data, place)
            out.append(piece)
            continue
        depth += {b"(": 1, b")": -1}.get(mark, 0)
        if not depth:
            return b"".join(out), place
        out.append(b"\n" if mark.startswith(b"\r") else mark)
    return b"".join([*out, data[place:]]), len(data)


def _escaped(data: bytes, place: int) -> tuple[bytes, int]:
    octal = _OCTAL.match(data, place)
    if octal:
        return bytes((int(octal[0], 8) & 255,)), octal.end()
    if data[place : place + 2] == b"\r\n":
        return b"", place + 2
    mark = data[place : place + 1]
    if mark in (b"\r", b"\n"):
        return b"", place + 1
    return _PLAIN.get(mark, mark), place + 1
