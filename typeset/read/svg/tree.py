"""The elements of an SVG file with their lines. Entities are refused, and so are trees no drawing has."""

from __future__ import annotations

import xml.parsers.expat
from typing import Final

from msgspec import Struct, field

_SVG: Final = "http://www.w3.org/2000/svg"
_XLINK: Final = "http://www.w3.org/1999/xlink"
_BETWEEN: Final = " "
_DEEPEST: Final = 100
_MOST_NODES: Final = 60_000


class BrokenSvgError(ValueError):
    """A file that is no drawing; ``args`` are the reason in Chinese and in English, and the line."""


class Node(Struct):
    """An element: its name without the namespace, "" for one that is not of SVG; what stands in it in order."""

    tag: str
    attributes: dict[str, str]
    line: int
    children: list[Node | str] = field(default_factory=list)

    @property
    def elements(self) -> list[Node]:
        """The elements in it."""
        return [child for child in self.children if isinstance(child, Node)]

    @property
    def text(self) -> str:
        """The text directly in it."""
        return "".join(child for child in self.children if isinstance(child, str))


def parse(data: bytes) -> Node:
    """The root of a file.

    Raises:
        BrokenSvgError: when it is not well-formed, declares entities, or is deeper or larger than any drawing.
    """
    builder = _Builder()
    try:
        builder.parser.Parse(data, True)  # noqa: FBT003 (the parser knows it by its place only)
    except xml.parsers.expat.ExpatError as error:
        raise BrokenSvgError("XML 写错了", "its XML is not well-formed", error.lineno) from error
    if builder.root is None or builder.root.tag != "svg":
        raise BrokenSvgError("不是 SVG", "it is not SVG", 1)
    return builder.root


class _Builder:
    def __init__(self) -> None:
        self.parser = xml.parsers.expat.ParserCreate(namespace_separator=_BETWEEN)
        self.parser.buffer_text = True
        self.parser.StartElementHandler = self._start
        self.parser.EndElementHandler = self._end
        self.parser.CharacterDataHandler = self._copy
        self.parser.EntityDeclHandler = self._entity
        self.root: Node | None = None
        self._open: list[Node] = []
        self._count = 0

    def _start(self, name: str, attributes: dict[str, str]) -> None:
        self._count += 1
        line = self.parser.CurrentLineNumber
        if len(self._open) >= _DEEPEST or self._count > _MOST_NODES:
            raise BrokenSvgError("太复杂", "it is too complex", line)
        space, _, tag = name.rpartition(_BETWEEN)
        node = Node(tag if space in {_SVG, ""} else "", _plain(attributes), line)
        if self._open:
            self._open[-1].children.append(node)
        elif self.root is None:
            self.root = node
        self._open.append(node)

    def _end(self, _: str) -> None:
        self._open.pop()

    def _copy(self, text: str) -> None:
        if self._open:
            self._open[-1].children.append(text)

    def _entity(self, *_: object) -> None:
        raise BrokenSvgError("含有实体声明", "it declares entities", self.parser.CurrentLineNumber)


def _plain(attributes: dict[str, str]) -> dict[str, str]:
    """Attributes without their namespace; those of others than SVG and its links are nobody's here."""
    found: dict[str, str] = {}
    for name, value in attributes.items():
        space, _, key = name.rpartition(_BETWEEN)
        if space in {"", _XLINK}:
            found.setdefault(key, value)
    return found
