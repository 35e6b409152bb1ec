"""YAML as a tree of plain nodes that know where they were written.

It is not a loader: every scalar stays the text that was typed (``1:30`` is no number, ``no`` is no truth value),
because what a value means is for the form that asks for it. The tree is built from the parser's events rather than
by ``yaml.compose``, so that depth, aliases and documents are bounded before anything recursive sees them.
"""

from __future__ import annotations

import dataclasses
import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, Final

import yaml

from typeset.catalogue import finding
from typeset.findings import Finding
from typeset.source import Span

MAX_BYTES: Final = 2_000_000
MAX_DEPTH: Final = 40
MAX_NODES: Final = 200_000

_LOADER: Final[Any] = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
# What YAML 1.2 calls non-printable, but for the tab and the line ends.
_CONTROL: Final = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\x80-\x84\x86-\x9f\ud800-\udfff\ufffe\uffff]")
_NULLS: Final = frozenset({"", "~", "null", "Null", "NULL"})
_PLAIN_TAGS: Final = frozenset({None, "!", *(f"tag:yaml.org,2002:{t}" for t in ("str", "seq", "map"))})
# A field in text that should have been quoted: braces right behind or before a character of it.
_FIELD: Final = re.compile(r"[^\s\"'{}\[\],:]+\{\w+\}[^\s\"'{}\[\],]*")
_FULLWIDTH_COLON: Final = re.compile(r"^\s*(?:- )?[\w-]+：")


@dataclass(frozen=True, slots=True)
class Scalar:
    """A text. ``plain`` when it was written without quotes and not as a block."""

    text: str
    span: Span
    plain: bool = True

    @property
    def is_null(self) -> bool:
        """Whether nothing was written, or ``~`` or ``null``."""
        return self.plain and self.text in _NULLS


@dataclass(frozen=True, slots=True)
class Sequence:
    """A list of nodes."""

    items: tuple[Node, ...]
    span: Span


@dataclass(frozen=True, slots=True)
class Mapping:
    """Keys and values in the order they were written; no key comes twice."""

    entries: tuple[tuple[Scalar, Node], ...]
    span: Span

    def get(self, key: str) -> Node | None:
        """The value of a key."""
        return next((value for name, value in self.entries if name.text == key), None)

    def key(self, key: str) -> Scalar | None:
        """The key itself, for its place."""
        return next((name for name, _ in self.entries if name.text == key), None)


Node = Scalar | Sequence | Mapping
Step = str | int


def plain(node: Node) -> Any:
    """The node as text, list or dict; None for a null."""
    if isinstance(node, Scalar):
        return None if node.is_null else node.text
    if isinstance(node, Sequence):
        return [plain(item) for item in node.items]
    return {key.text: plain(value) for key, value in node.entries}


def walk(node: Node, path: tuple[Step, ...]) -> Iterator[tuple[Node, Span]]:
    """The nodes along a path, each with the span of the key that leads to it, as far as the path exists."""
    span = node.span
    yield node, span
    for step in path:
        below: Node | None = None
        if isinstance(node, Mapping):
            key = node.key(str(step))
            below, span = node.get(str(step)), key.span if key else node.span
        elif isinstance(node, Sequence) and isinstance(step, int) and 0 <= step < len(node.items):
            below = node.items[step]
            span = below.span
        if below is None:
            return
        node = below
        yield node, span


def node_at(node: Node, path: tuple[Step, ...]) -> Node | None:
    """The node at a path; None when there is none."""
    steps = list(walk(node, path))
    return steps[-1][0] if len(steps) == len(path) + 1 else None


def span_at(node: Node, *path: Step) -> Span:
    """Where the value at a path was written, or else the nearest node above it."""
    return list(walk(node, path))[-1][0].span


def key_span_at(node: Node, *path: Step) -> Span:
    """Where the key of a path was written, or else the nearest key above it."""
    return list(walk(node, path))[-1][1]


def compose(text: str, file: str) -> tuple[Node | None, tuple[Finding, ...]]:
    """Parse one YAML document; None when it is empty or cannot be read, and every reason why."""
    problem = _unfit(text, file)
    if problem is not None:
        return None, (problem,)
    builder = _Builder(file)
    try:
        for event in yaml.parse(text, Loader=_LOADER):
            builder.take(event)
    except yaml.MarkedYAMLError as error:
        return None, (*builder.found, _syntax(error, text, file))
    except yaml.YAMLError as error:
        return None, (*builder.found, finding("yaml-syntax", span=Span(file), problem=str(error)))
    except _StopReadingError:
        return None, tuple(builder.found)
    return builder.root, tuple(builder.found)


def _unfit(text: str, file: str) -> Finding | None:
    if len(text.encode("utf-8", "surrogatepass")) > MAX_BYTES:
        return finding("file-too-large", span=Span(file), limit=MAX_BYTES // 1_000_000)
    control = _CONTROL.search(text)
    if control is not None:
        line = text.count("\n", 0, control.start()) + 1
        column = control.start() - text.rfind("\n", 0, control.start())
        return finding(
            "control-character",
            span=Span(file, line, column, line, column + 1),
            code_point=f"U+{ord(control[0]):04X}",
        )
    return None


def _syntax(error: yaml.MarkedYAMLError, text: str, file: str) -> Finding:
    """The finding for text that does not parse: a usual mistake by its name, or else the parser's own words."""
    mark = error.problem_mark or error.context_mark
    line, column = (mark.line + 1, mark.column + 1) if mark else (1, 1)
    start = error.context_mark or mark
    begun = Span(file, start.line + 1, start.column + 1) if start else Span(file, line, column)
    problem = " ".join(part for part in (error.context, error.problem) if part)
    usual = _usual_mistake(text.split("\n"), file, line, column, in_flow="flow" in problem)
    if usual is not None:
        return usual
    if "quoted scalar" in problem:
        return finding("yaml-quote", span=begun)
    if "alias" in problem:
        return finding("yaml-alias", span=begun, name="")
    return finding("yaml-syntax", span=Span(file, line, column), problem=problem)


def _usual_mistake(lines: list[str], file: str, line: int, column: int, *, in_flow: bool) -> Finding | None:
    typed = lines[line - 1] if line <= len(lines) else ""
    blank = typed[: len(typed) - len(typed.lstrip())]
    if "\t" in blank or typed[column - 1 : column] == "\t":
        return finding("yaml-tab", span=Span(file, line, column))
    # The parser notices a full-width colon only at the next key, which may stand a few lines below.
    for number in range(min(line, len(lines)), max(line - 3, 0), -1):
        if _FULLWIDTH_COLON.match(lines[number - 1]):
            return finding("yaml-colon", span=Span(file, number, lines[number - 1].index("：") + 1))
    field = _FIELD.search(typed) if in_flow else None
    if field is None:
        return None
    place = Span(file, line, field.start() + 1, line, field.end() + 1)
    return finding("unquoted-field", span=place, text=field[0])


class _StopReadingError(Exception):
    """The limits are passed; the builder's findings say which."""


@dataclass(slots=True)
class _Open:
    """A list or mapping whose end has not come yet."""

    start: Any
    anchor: str | None
    is_mapping: bool
    key: Scalar | None = None
    skip: bool = False
    entries: dict[str, tuple[Scalar, Node]] = dataclasses.field(default_factory=dict)
    items: list[Node] = dataclasses.field(default_factory=list)
    weight: int = 1


class _Builder:
    """Turns parser events into nodes."""

    def __init__(self, file: str) -> None:
        self.file = file
        self.root: Node | None = None
        self.found: list[Finding] = []
        self._open: list[_Open] = []
        self._anchors: dict[str, tuple[Node, int]] = {}
        self._documents = 0
        self._nodes = 0

    def take(self, event: Any) -> None:
        """Add one event."""
        if isinstance(event, yaml.ScalarEvent):
            self._scalar(event)
        elif isinstance(event, (yaml.MappingStartEvent, yaml.SequenceStartEvent)):
            self._start(event)
        elif isinstance(event, (yaml.MappingEndEvent, yaml.SequenceEndEvent)):
            self._end(event)
        elif isinstance(event, yaml.AliasEvent):
            self._alias(event)
        elif isinstance(event, yaml.DocumentStartEvent):
            self._documents += 1
            if self._documents > 1:
                self._stop("yaml-documents", event)

    def _span(self, start: Any, end: Any) -> Span:
        return Span(self.file, start.line + 1, start.column + 1, end.line + 1, end.column + 1)

    def _stop(self, code: str, event: Any, **facts: Any) -> None:
        self.found.append(finding(code, span=self._span(event.start_mark, event.end_mark), **facts))
        raise _StopReadingError

    def _check_tag(self, event: Any) -> None:
        if event.tag not in _PLAIN_TAGS:
            tag = str(event.tag).replace("tag:yaml.org,2002:", "!!")
            self.found.append(finding("yaml-tag", span=self._span(event.start_mark, event.end_mark), tag=tag))

    def _scalar(self, event: Any) -> None:
        self._check_tag(event)
        is_plain = not event.style and event.tag is None
        node = Scalar(event.value, self._span(event.start_mark, event.end_mark), is_plain)
        self._count(1, event)
        self._add(node, 1)
        if event.anchor:
            self._anchors[event.anchor] = (node, 1)

    def _start(self, event: Any) -> None:
        self._check_tag(event)
        if len(self._open) >= MAX_DEPTH:
            self._stop("yaml-too-deep", event, limit=MAX_DEPTH)
        self._anchors.pop(event.anchor, None)
        self._open.append(_Open(event.start_mark, event.anchor, isinstance(event, yaml.MappingStartEvent)))

    def _end(self, event: Any) -> None:
        done = self._open.pop()
        span = self._span(done.start, event.end_mark)
        node: Node
        if done.is_mapping:
            node = Mapping(tuple(done.entries.values()), span)
        else:
            node = Sequence(tuple(done.items), span)
        if done.anchor:
            self._anchors[done.anchor] = (node, done.weight)
        self._count(1, event)
        self._add(node, done.weight)

    def _alias(self, event: Any) -> None:
        known = self._anchors.get(event.anchor)
        if known is None:
            span = self._span(event.start_mark, event.end_mark)
            self.found.append(finding("yaml-alias", span=span, name=event.anchor))
            raise _StopReadingError
        self._count(known[1], event)
        self._add(*known)

    def _count(self, nodes: int, event: Any) -> None:
        self._nodes += nodes
        if self._nodes > MAX_NODES:
            self._stop("yaml-too-many-nodes", event, limit=MAX_NODES)

    def _add(self, node: Node, weight: int) -> None:
        if not self._open:
            self.root = node
            return
        parent = self._open[-1]
        parent.weight += weight
        if not parent.is_mapping:
            parent.items.append(node)
        elif parent.key is None and not parent.skip:
            self._key(parent, node)
        else:
            if parent.key is not None:
                parent.entries[parent.key.text] = (parent.key, node)
            parent.key, parent.skip = None, False

    def _key(self, parent: _Open, node: Node) -> None:
        if not isinstance(node, Scalar) or node.is_null:
            self.found.append(finding("yaml-key", span=node.span))
            parent.skip = True
            return
        first = parent.entries.get(node.text)
        if first is not None:
            self.found.append(finding("duplicate-key", span=node.span, related=first[0].span, key=node.text))
            parent.skip = True
            return
        parent.key = node
