"""Content streams read instruction by instruction (ISO 32000-1, 7.8.2), with where each stands, forgiving damage.

Most instructions are numbers and an operator: those are one match of a pattern. Everything else goes token by token.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final, TypeAlias

from msgspec import Struct

from typeset.plates.strings import string_at

_W: Final = rb"[\x00\t\n\x0c\r ]"
_N: Final = rb"[-+]?(?:\d+\.?\d*|\.\d+)"
_QUICK: Final = re.compile(_W + rb"*+((?:" + _N + _W + rb"++){0,8}+)([A-Za-z'\"][A-Za-z0-9*]*+)")
_TOKEN: Final = re.compile(
    rb"(?:" + _W + rb"++|%[^\r\n]*+)*+(?:"
    rb"(?P<number>"
    + _N
    + rb")|/(?P<name>[^\x00\t\n\x0c\r ()<>\[\]{}/%]*+)|(?P<open>\()|(?P<mark><<|>>|[\[\]{})])"
    rb"|<(?P<hex>[0-9A-Fa-f\x00\t\n\x0c\r ]*+)>|(?P<word>[A-Za-z'\"][A-Za-z0-9*]*+)|(?P<junk>.))",
    re.DOTALL,
)
_END_OF_IMAGE: Final = re.compile(rb"[\x00\t\n\x0c\r ]EI(?=[\x00\t\n\x0c\r /\[(<%]|$)")
_ESCAPE: Final = re.compile(rb"#([0-9A-Fa-f]{2})")
_FARTHEST: Final = 1e7
_DEEPEST: Final = 32
_MOST_OPERANDS: Final = 512


class Word(str):
    """A name, without its slash."""

    __slots__ = ()


Operand: TypeAlias = "float | bool | Word | bytes | list[Operand] | dict[str, Operand] | None"


class Instruction(Struct, frozen=True):
    """An operator with its operands; ``start`` and ``end`` are the place of both in the stream.

    ``image`` holds the data of an inline image (operator ``BI``, whose one operand is its dictionary).
    """

    operator: bytes
    operands: list[Operand]
    start: int
    end: int
    image: bytes = b""


def instructions(data: bytes) -> Iterator[Instruction]:
    """The instructions in order; junk between them is passed over as the operator ``?``."""
    place, size = 0, len(data)
    quick = _QUICK.match
    while place < size:
        match = quick(data, place)
        operator = match[2] if match else b""
        if match is None or operator in _NOT_QUICK:
            found = _slowly(data, place)
            if found is None:
                return
            yield found
            place = found.end
            continue
        yield Instruction(operator, _floats(match[1]), place, match.end())
        place = match.end()


_NOT_QUICK: Final = frozenset((b"BI", b"true", b"false", b"null"))


def _floats(digits: bytes) -> list[Operand]:
    got = [float(n) for n in digits.split()] if b"\x00" not in digits else []
    if len(digits) > 60:  # noqa: PLR2004 - only long ones can be out of reach
        got = [min(max(n, -_FARTHEST), _FARTHEST) for n in got]
    return list(got)


def _slowly(data: bytes, place: int) -> Instruction | None:
    """The next instruction token by token; None at the end of the data."""
    start, operands = place, list[Operand]()
    stack: list[tuple[bytes, list[Operand]]] = []
    while (token := _TOKEN.match(data, place)) is not None:
        place = token.end()
        kind = token.lastgroup
        into = stack[-1][1] if stack else operands
        if kind == "word" and not stack:
            if (plain := _CONSTANTS.get(token["word"], _NO_CONSTANT)) is not _NO_CONSTANT:
                into.append(None if plain is None else bool(plain))
            elif token["word"] == b"BI":
                return _inline_image(data, start, place)
            else:
                return Instruction(token["word"], operands, start, place)
        elif kind == "open":
            text, place = string_at(data, place)
            into.append(text)
        elif kind == "mark":
            if not _marked(token["mark"], stack, operands):
                return Instruction(b"?", [], start, place)
        elif kind == "junk":
            return Instruction(b"?", [], start, place)
        else:
            into.append(_scalar(token))
        if len(operands) > _MOST_OPERANDS:
            return Instruction(b"?", [], start, place)
    return Instruction(b"?", [], start, len(data)) if operands or stack else None


_NO_CONSTANT: Final = object()
_CONSTANTS: Final[dict[bytes, object]] = {b"true": True, b"false": False, b"null": None}


def _scalar(token: re.Match[bytes]) -> Operand:
    if (digits := token["number"]) is not None:
        return min(max(float(digits), -_FARTHEST), _FARTHEST)
    if (name := token["name"]) is not None:
        plain = _ESCAPE.sub(lambda m: bytes((int(m[1], 16),)), name) if b"#" in name else name
        return Word(plain.decode("utf-8", "replace"))
    if (digits := token["hex"]) is not None:
        packed = digits.translate(None, b"\x00\t\n\x0c\r ")
        return bytes.fromhex((packed + b"0" * (len(packed) % 2)).decode("ascii"))
    return _CONSTANTS.get(token["word"]) if token["word"] in _CONSTANTS else None  # type: ignore[return-value]


def _marked(mark: bytes, stack: list[tuple[bytes, list[Operand]]], operands: list[Operand]) -> bool:
    """Open or close an array or dictionary; False when the mark does not fit."""
    if mark in (b"[", b"<<"):
        stack.append((mark, []))
        return len(stack) <= _DEEPEST
    if not stack or (stack[-1][0], mark) not in {(b"[", b"]"), (b"<<", b">>")}:
        return False
    _, inner = stack.pop()
    value: Operand = inner
    if mark == b">>":
        value = {k: v for k, v in zip(inner[::2], inner[1::2], strict=False) if isinstance(k, Word)}
    (stack[-1][1] if stack else operands).append(value)
    return True


def _inline_image(data: bytes, start: int, place: int) -> Instruction:
    """An image in the stream: its dictionary up to ``ID``, its data up to ``EI``."""
    about: list[Operand] = []
    stack: list[tuple[bytes, list[Operand]]] = []
    while (token := _TOKEN.match(data, place)) is not None:
        place = token.end()
        if token["word"] == b"ID" and not stack:
            break
        if token["mark"] is not None:
            if not _marked(token["mark"], stack, about):
                return Instruction(b"?", [], start, place)
        elif token["open"] is not None:
            text, place = string_at(data, place)
            (stack[-1][1] if stack else about).append(text)
        else:
            (stack[-1][1] if stack else about).append(_scalar(token))
    fields = {k: v for k, v in zip(about[::2], about[1::2], strict=False) if isinstance(k, Word)}
    first = place + 1
    end = _END_OF_IMAGE.search(data, max(first + _length(fields), first) - 1)
    last = end.start() if end else len(data)
    return Instruction(
        b"BI",
        [{str(k): v for k, v in fields.items()}],
        start,
        end.end() if end else len(data),
        data[first:last],
    )


def _length(fields: dict[Word, Operand]) -> int:
    """How long the data of an unfiltered image are at least; 0 when that cannot be known."""
    if Word("F") in fields or Word("Filter") in fields:
        return 0
    width, height = (fields.get(Word(s), fields.get(Word(w))) for s, w in (("W", "Width"), ("H", "Height")))
    bits = fields.get(Word("BPC"), fields.get(Word("BitsPerComponent"), 1.0))
    if not (isinstance(width, float) and isinstance(height, float) and isinstance(bits, float)):
        return 0
    return int(width * bits + 7) // 8 * int(height)
