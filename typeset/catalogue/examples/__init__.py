"""An example of every finding for ``typeset explain``: what was wrong, and how it is right.

They stand in text files beside this module, by area: a line ``# code @where`` (:class:`Where`; nothing for what is only told), then lines that
begin with ``-`` (wrong) and ``+`` (right). ``-zh`` and ``-en`` are said in one language only; what is typed into files is the same in both.
"""

from __future__ import annotations

import functools
import importlib.resources
from collections.abc import Iterator, Mapping
from typing import Final

from msgspec import Struct

from typeset.catalogue.entry import Lang
from typeset.catalogue.examples.where import Where

__all__ = ["Example", "Where", "examples"]

_KINDS: Final = ("- ", "+ ", "-zh ", "+zh ", "-en ", "+en ")
_NOTHING: Final = frozenset({"-", "+"})


class Example(Struct, frozen=True):
    """One example: its lines in order, each with ``-`` or ``+`` before it; ``lang`` None for what is the same in both languages."""

    lines: tuple[tuple[str, Lang | None, str], ...]
    where: Where = Where.TOLD

    def shown(self, lang: Lang) -> str:
        """The example as a text of lines."""
        return "\n".join(f"{sign} {text}".rstrip() for sign, said, text in self.lines if said in {None, lang})

    def part(self, sign: str, lang: Lang) -> str:
        """What was wrong (``-``) or how it is right (``+``)."""
        return "\n".join(text for mark, said, text in self.lines if mark == sign and said in {None, lang})


@functools.cache
def examples() -> Mapping[str, Example]:
    """The examples by code.

    Raises:
        ValueError: when a file is not written as it should be; that is our bug.
    """
    found: dict[str, Example] = {}
    for file in sorted(importlib.resources.files(__name__).iterdir(), key=lambda file: file.name):
        if file.name.endswith(".txt"):
            for code, example in _read(file.read_text(encoding="utf-8")):
                if code in found:
                    raise ValueError(f"two examples of {code}")
                found[code] = example
    return found


def _read(text: str) -> Iterator[tuple[str, Example]]:
    for block in text.strip().split("\n\n"):
        head, *lines = block.split("\n")
        if not head.startswith("# ") or not lines:
            raise ValueError(f"no example: {head}")
        code, _, where = head[2:].partition(" @")
        yield code.strip(), Example(tuple(map(_line, lines)), Where(where.strip()))


def _line(line: str) -> tuple[str, Lang | None, str]:
    if line in _NOTHING:
        return line, None, ""
    kind = next((kind for kind in _KINDS if line.startswith(kind)), None)
    if kind is None:
        raise ValueError(f"neither wrong nor right: {line}")
    named = kind[1:].strip()
    return kind[0], Lang(named) if named else None, line[len(kind) :]
