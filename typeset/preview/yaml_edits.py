"""The smallest edit of a YAML text that gives a key another value (issue 8).

Nothing is written anew: the tree of :mod:`typeset.read.yaml_tree` says where a node stands, and only its characters are
exchanged, so that comments, order, quoting, alignment and line ends stay. (A round trip through a YAML library changes one
in seven of our own layouts.) Every edit is proved by reading the result again: it must differ in the asked value and in
nothing else. So an anchor, an alias or whatever else makes one place mean two is refused, never half understood.
"""

from __future__ import annotations

import json
import re
from collections.abc import Mapping as Keys
from typing import Any, Final

from msgspec import Struct

from typeset.catalogue import finding
from typeset.findings import TypesetError
from typeset.read.yaml_tree import Mapping, Node, Scalar, Sequence, Step, compose, node_at, plain
from typeset.source import Span

Path = tuple[Step, ...]
Value = str | tuple[str, ...] | Keys[str, "Value"] | None
"""What a key is given: a text, a list of texts, keys with values, or None for ``~``; all but texts in brackets."""

LINE_END: Final = re.compile(r"\r\n|[\n\r\x85\u2028\u2029]")
_BARE: Final = re.compile(r"\w[\w./%-]*")
_DIGITS: Final = re.compile(r"\d+")
_NULLS: Final = frozenset({"null", "Null", "NULL"})
# What an anchor, an alias or a tag begins with: such a node is more than its text.
_MARKED: Final = frozenset("&*!")


class Edit(Struct, frozen=True):
    """Characters from ``start`` up to ``end`` become ``text``."""

    start: int
    end: int
    text: str


class YamlText:
    """A YAML text, its tree, and the offsets of what stands in it."""

    def __init__(self, text: str, file: str) -> None:
        """Read the text.

        Raises:
            TypesetError: when it is no YAML, or is empty.
        """
        self.text = text
        self.file = file
        tree, found = compose(text, file)
        if tree is None:
            raise TypesetError(found or (finding("empty-file", span=Span(file)),))
        self.tree: Node = tree
        self.line_starts = (0, *(match.end() for match in LINE_END.finditer(text)))

    def offset(self, line: int, column: int) -> int:
        """The offset of a place, both counted from 1."""
        index = min(line - 1, len(self.line_starts) - 1)
        return min(self.line_starts[index] + column - 1, len(self.text))

    def start(self, node: Node) -> int:
        """Where a node begins."""
        return self.offset(node.span.line, node.span.column)

    def end(self, node: Node) -> int:
        """Where the last character of a node's content stands, plus one."""
        if self.is_block(node) and isinstance(node, Mapping) and node.entries:
            return self.entry_end(*node.entries[-1])
        if self.is_block(node) and isinstance(node, Sequence) and node.items:
            return self.end(node.items[-1])
        start, end = self.start(node), self.offset(node.span.end_line, node.span.end_column)
        # A block scalar ends where the next thing begins.
        is_block = self.text[start : start + 1] in {"|", ">"}
        return start + len(self.text[start:end].rstrip()) if is_block else end

    def entry_end(self, key: Scalar, value: Node) -> int:
        """Where a key with its value ends; one without a value ends after its colon."""
        if not self.is_absent(value):
            return self.end(value)
        after = self.end(key)
        colon = re.compile(r"[ \t]*:").match(self.text, after)
        return colon.end() if colon is not None else after

    def is_absent(self, node: Node) -> bool:
        """Whether nothing was written for a value, not even ``~``."""
        return isinstance(node, Scalar) and node.plain and not node.text

    def is_block(self, node: Node) -> bool:
        """Whether a list or mapping is written in lines and not in brackets."""
        return not isinstance(node, Scalar) and self.text[self.start(node) : self.start(node) + 1] not in {
            "{",
            "[",
        }

    def is_marked(self, node: Node) -> bool:
        """Whether an anchor or a tag stands before a node."""
        return not self.is_absent(node) and self.text[self.start(node) : self.start(node) + 1] in _MARKED

    def line_of(self, offset: int) -> int:
        """Where the line of an offset begins."""
        return max(start for start in self.line_starts if start <= offset)

    def line_after(self, offset: int) -> int:
        """Where the line after that of an offset begins; the end of the text when there is none."""
        return min((start for start in self.line_starts if start > offset), default=len(self.text))

    @property
    def line_end(self) -> str:
        """How its lines end."""
        found = LINE_END.search(self.text)
        return found[0] if found is not None else "\n"

    def edited(self, edit: Edit) -> str:
        """The text after an edit."""
        return self.text[: edit.start] + edit.text + self.text[edit.end :]

    def refused(self, *path: Step) -> TypesetError:
        """That what stands at a path cannot be rewritten safely."""
        at = node_at(self.tree, path)
        span = at.span if at is not None else Span(self.file)
        return TypesetError((finding("not-rewritable", span=span, key=".".join(map(str, path))),))


def proved(before: YamlText, edit: Edit, path: Path, value: Value | type[Gone]) -> str:
    """The text after an edit, when it says what was asked and nothing else changed.

    Raises:
        TypesetError: when it does not.
    """
    text = before.edited(edit)
    try:
        after = YamlText(text, before.file)
    except TypesetError:
        raise before.refused(*path) from None
    if plain(after.tree) != _changed(plain(before.tree), path, value):
        raise before.refused(*path)
    return text


class Gone:
    """Stands for a value that is to be there no more."""


def _changed(tree: Any, path: Path, value: Any) -> Any:
    """Plain values with another one at a path."""
    if not path:
        return _plain(value)
    step, rest = path[0], path[1:]
    if isinstance(tree, list) and isinstance(step, int):
        items = list(tree)
        items[step : step + 1] = [] if value is Gone and not rest else [_changed(items[step], rest, value)]
        return items
    entries = dict(tree) if isinstance(tree, dict) else {}
    if value is Gone and not rest:
        entries.pop(str(step), None)
    else:
        entries[str(step)] = _changed(entries.get(str(step)), rest, value)
    return entries


def _plain(value: Value) -> Any:
    if isinstance(value, Keys):
        return {key: _plain(below) for key, below in value.items()}
    return list(value) if isinstance(value, tuple) else value


def written(value: Value) -> str:
    """A value as it is typed on one line."""
    if value is None:
        return "~"
    if isinstance(value, tuple):
        return f"[{', '.join(map(written, value))}]"
    if isinstance(value, Keys):
        return "{" + ", ".join(f"{written(key)}: {written(below)}" for key, below in value.items()) + "}"
    bare = _BARE.fullmatch(value) is not None and value not in _NULLS
    return value if bare else json.dumps(value, ensure_ascii=False)


def requoted(old: str, value: str) -> str:
    """A text as it is typed in place of ``old``, in the quotes of that."""
    quote = old[:1]
    if quote == '"':
        return json.dumps(value, ensure_ascii=False)
    if quote == "'":
        return "'" + value.replace("'", "''") + "'"
    # Only the figures differ: what could stand bare still can.
    return value if _DIGITS.sub("0", value) == _DIGITS.sub("0", old) else written(value)
