"""Keys of a YAML text set, put in and taken out, each by one edit that is proved (:mod:`typeset.preview.yaml_edits`)."""

from __future__ import annotations

import re
from collections.abc import Mapping as Keys
from collections.abc import Sequence as Items
from typing import Final

from typeset.preview.yaml_edits import Edit, Gone, Path, Value, YamlText, proved, requoted, written
from typeset.read.yaml_tree import Mapping, Node, Scalar, Sequence, Step, node_at

_INDENT: Final = "  "
_DASH: Final = re.compile(r"[ \t]*-[ \t]+")
_BLANK: Final = re.compile(r"[ \t]*")


def with_value(text: str, file: str, path: Path, value: Value, after: Items[str] = ()) -> str:
    """The text with a value at a path; keys that lack are put in, behind the first of ``after`` that is there, else last.

    Raises:
        TypesetError: when the text is no YAML, or the place is written so that it cannot be changed alone.
    """
    source = YamlText(text, file)
    known = _deepest(source.tree, path)
    node = node_at(source.tree, known)
    if node is None or source.is_marked(node):
        raise source.refused(*known)
    if known == path:
        return proved(source, _replacement(source, path, node, value), path, value)
    key, below = str(path[len(known)]), _nested(path[len(known) + 1 :], value)
    if isinstance(node, Scalar) and node.is_null:
        edit = _replacement(source, known, node, {key: below})
    elif isinstance(node, Mapping):
        edit = _insertion(source, node, key, below, after)
    else:
        raise source.refused(*known)
    return proved(source, edit, path, value)


def without(text: str, file: str, path: Path) -> str:
    """The text without the entry at a path; where a comment or an empty block would be left, with ``~`` for its value.

    Raises:
        TypesetError: as :func:`with_value`.
    """
    source = YamlText(text, file)
    parent = node_at(source.tree, path[:-1])
    node = node_at(source.tree, path)
    if node is None or parent is None or source.is_marked(node) or source.is_marked(parent):
        raise source.refused(*path)
    edit = _removal(source, parent, path[-1])
    if edit is not None and "#" not in source.text[edit.start : edit.end]:
        return proved(source, edit, path, Gone)
    if (
        isinstance(parent, Sequence)
        or source.is_block(node)
        or "#" in source.text[source.start(node) : source.end(node)]
    ):
        raise source.refused(*path)
    return proved(source, _replacement(source, path, node, None), path, None)


def _deepest(tree: Node, path: Path) -> Path:
    """As much of a path as exists."""
    return next(
        path[:length] for length in range(len(path), -1, -1) if node_at(tree, path[:length]) is not None
    )


def _nested(path: Path, value: Value) -> Value:
    for step in reversed(path):
        value = {str(step): value}
    return value


def _replacement(source: YamlText, path: Path, node: Node, value: Value) -> Edit:
    """Another value in the place of a node."""
    start, end = source.start(node), source.end(node)
    if source.is_absent(node):
        parent = node_at(source.tree, path[:-1])
        key = parent.key(str(path[-1])) if isinstance(parent, Mapping) else None
        if key is None:
            raise source.refused(*path)
        start = end = source.entry_end(key, node)
        colon = "" if source.text[start - 1 : start] == ":" else ":"
        return Edit(start, end, f"{colon} {written(value)}")
    if isinstance(node, Scalar) and isinstance(value, str):
        return Edit(start, end, requoted(source.text[start:end], value))
    return Edit(start, end, written(value))


def _insertion(source: YamlText, parent: Mapping, key: str, value: Value, after: Items[str]) -> Edit:
    """A new key with its value in a mapping."""
    entries = {name.text: (name, below) for name, below in parent.entries}
    before = next((entries[name] for name in after if name in entries), None)
    if before is None and entries:
        before = parent.entries[-1]
    if before is None:
        start = source.start(parent) + 1
        return Edit(start, start, f"{written(key)}: {written(value)}")
    end = source.entry_end(*before)
    if not source.is_block(parent):
        return Edit(end, end, f", {written(key)}: {written(value)}")
    first = parent.entries[0][0]
    indent = source.text[source.line_of(source.start(first)) : source.start(first)]
    lines = _lines(key, value, re.sub(r"[^ \t]", " ", indent))
    at = source.line_after(max(end - 1, 0))
    new = "".join(line + source.line_end for line in lines)
    whole = at == 0 or source.text[at - 1 : at] in "\n\r\x85\u2028\u2029"
    return Edit(at, at, new if whole else source.line_end + source.line_end.join(lines))


def _lines(key: str, value: Value, indent: str) -> list[str]:
    """A key with its value as lines of a block; keys of keys below each other, what is under them in brackets."""
    if isinstance(value, Keys) and value and all(isinstance(below, Keys) for below in value.values()):
        under = [f"{indent}{_INDENT}{written(name)}: {written(below)}" for name, below in value.items()]
        return [f"{indent}{written(key)}:", *under]
    return [f"{indent}{written(key)}: {written(value)}"]


def _removal(source: YamlText, parent: Node, step: Step) -> Edit | None:
    """The edit that takes an entry out; None when something else would have to change for it."""
    places: list[tuple[int, int]]
    if isinstance(parent, Mapping):
        index = [key.text for key, _ in parent.entries].index(str(step))
        places = [(source.start(key), source.entry_end(key, value)) for key, value in parent.entries]
    elif isinstance(parent, Sequence) and isinstance(step, int):
        index = step
        places = [(source.start(item), source.end(item)) for item in parent.items]
    else:
        return None
    start, end = places[index]
    if source.is_block(parent):
        lead = _DASH if isinstance(parent, Sequence) else _BLANK
        return _lines_out(source, start, end, lead) if len(places) > 1 else None
    if index > 0:
        return Edit(places[index - 1][1], end, "")
    return Edit(start, places[1][0] if len(places) > 1 else end, "")


def _lines_out(source: YamlText, start: int, end: int, lead: re.Pattern[str]) -> Edit | None:
    """Whole lines of a block taken out; None when something else than ``lead`` stands before the entry."""
    line, after = source.line_of(start), source.line_after(max(end - 1, 0))
    return Edit(line, after, "") if lead.fullmatch(source.text[line:start]) else None
