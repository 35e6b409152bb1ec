"""YAML as a tree of plain nodes that know where they were written.

It is not a loader: every scalar stays the text that was typed (``1:30`` is no number, ``no`` is no truth value),
because what a value means is for the form that asks for it. The tree is built from the parser's events rather than
by ``yaml.compose``, so that depth, aliases and documents are bounded before anything recursive sees them.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, Final

import yaml
from msgspec import Struct, field
from msgspec.structs import replace

from typeset.catalogue import finding
from typeset.findings import Finding
from typeset.patterns import regex
from typeset.read.characters import CONTROL, INVISIBLE, controls, named
from typeset.read.yaml_mistakes import mistake, scalar_mistake
from typeset.source import Span

MAX_BYTES: Final = 2_000_000
MAX_DEPTH: Final = 40
MAX_NODES: Final = 200_000

_LOADER: Final[Any] = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
_NULLS: Final = frozenset({"", "~", "null", "Null", "NULL"})
_PLAIN_TAGS: Final = frozenset({None, "!", *(f"tag:yaml.org,2002:{t}" for t in ("str", "seq", "map"))})
# A key that swallowed its value, as in {kind：story} and {kind:story}.
_SWALLOWED: Final = regex(r"([^\W\d][\w-]*)(：|:(?!/))\s*(\S.*)")


class Scalar(Struct, frozen=True):
    """A text. ``plain`` when it was written without quotes and not as a block."""

    text: str
    span: Span
    plain: bool = True

    @property
    def is_null(self) -> bool:
        """Whether nothing was written, or ``~`` or ``null``."""
        return self.plain and self.text in _NULLS


class Sequence(Struct, frozen=True):
    """A list of nodes."""

    items: tuple[Node, ...]
    span: Span


class Mapping(Struct, frozen=True):
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
        found = _too_deep(error, file) or mistake(error, text, file)
        return None, (*builder.found, found)
    except yaml.YAMLError as error:
        return None, (*builder.found, finding("yaml-syntax", span=Span(file), problem=str(error)))
    except _StopReadingError:
        return None, tuple(builder.found)
    if isinstance(builder.root, Scalar) and builder.root.plain:
        usual = scalar_mistake(text, file)
        if usual is not None:
            return None, (*builder.found, usual)
    return builder.root, tuple(builder.found)


def _too_deep(error: yaml.MarkedYAMLError, file: str) -> Finding | None:
    """The parser of libyaml 0.2.6 looks so far ahead that its own bound of nesting is met before ours."""
    if "maximum nesting depth" not in (error.problem or ""):
        return None
    mark = error.problem_mark or error.context_mark
    span = Span(file, mark.line + 1, mark.column + 1) if mark is not None else Span(file)
    return finding("yaml-too-deep", span=span, limit=MAX_DEPTH)


def _unfit(text: str, file: str) -> Finding | None:
    if len(text.encode("utf-8", "surrogatepass")) > MAX_BYTES:
        return finding("file-too-large", span=Span(file), limit=MAX_BYTES // 1_000_000)
    return next(controls(text.replace("\r\n", "\n").replace("\r", "\n"), file), None)


class _StopReadingError(Exception):
    """The limits are passed; the builder's findings say which."""


class _Open(Struct):
    """A list or mapping whose end has not come yet."""

    start: Any
    anchor: str | None
    is_mapping: bool
    key: Scalar | None = None
    skip: bool = False
    entries: dict[str, tuple[Scalar, Node]] = field(default_factory=dict)
    items: list[Node] = field(default_factory=list)
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
        # In double quotes escapes make characters that nobody could have typed.
        control = CONTROL.search(event.value)
        if control is not None:
            self.found.append(finding("control-character", span=node.span, **named(control[0])))
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
                key, value = self._parted(parent.key, node)
                parent.entries[key.text] = (key, value)
            parent.key, parent.skip = None, False

    def _parted(self, key: Scalar, value: Node) -> tuple[Scalar, Node]:
        """Key and value; one that was typed without the right colon is reported and read as it was meant."""
        swallowed = _SWALLOWED.fullmatch(key.text) if key.plain else None
        if swallowed is None or not (isinstance(value, Scalar) and value.is_null):
            return key, value
        name, colon, text = swallowed.groups()
        file, line, first = key.span.file, key.span.line, key.span.column
        at = first + len(name)
        if colon == "：":
            self.found.append(
                finding("yaml-fullwidth", span=Span(file, line, at, line, at + 1), char=colon, half=":")
            )
        else:
            span = Span(file, line, first, line, at + 1)
            self.found.append(finding("yaml-colon-space", span=span, key=name, value=text))
        start = first + swallowed.start(3)
        return (
            Scalar(name, Span(file, line, first, line, at)),
            Scalar(text, Span(file, line, start, key.span.end_line, key.span.end_column)),
        )

    def _key(self, parent: _Open, node: Node) -> None:
        if not isinstance(node, Scalar) or node.is_null:
            self.found.append(finding("yaml-key", span=node.span))
            parent.skip = True
            return
        unseen = INVISIBLE.search(node.text)
        if unseen is not None:
            self.found.append(finding("invisible-in-key", span=node.span, **named(unseen[0])))
            node = replace(node, text=INVISIBLE.sub("", node.text))
        first = parent.entries.get(node.text)
        if first is not None:
            self.found.append(finding("duplicate-key", span=node.span, related=first[0].span, key=node.text))
            parent.skip = True
            return
        parent.key = node
