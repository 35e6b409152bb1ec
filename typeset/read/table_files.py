"""Tables in files of their own, placed like pictures: ``![表题](prices.csv){widths="3,1"}``; CSV or YAML."""

from __future__ import annotations

import csv
import posixpath
from collections.abc import Iterable
from typing import Final

from msgspec import Struct

from typeset.catalogue import finding
from typeset.findings import Finding
from typeset.model.style import Align
from typeset.read.near import meant
from typeset.read.tables import Typed
from typeset.read.texts import read_text
from typeset.read.yaml_tree import Mapping, Node, Scalar, Sequence, compose
from typeset.source import Sources, Span

ENDINGS: Final = (".csv", ".yaml", ".yml")
_ALIGN: Final = {align.value: align for align in Align if align is not Align.JUSTIFY}
_CELL_KEYS: Final = ("text", "columns", "rows", "align")
_TABLE_KEYS: Final = ("head", "rows", "align")
_MOST_SPAN: Final = 5000


class TableFile(Struct, frozen=True):
    """A table that was read: where, its rows, and how many of them its file calls head (None: it does not say)."""

    file: str
    rows: tuple[tuple[Typed, ...], ...]
    head: int | None = None


def is_table_file(name: str) -> bool:
    """Whether a picture's name is that of a table."""
    return name.lower().endswith(ENDINGS)


def read_table_file(
    sources: Sources, name: str, folders: Iterable[str], span: Span
) -> tuple[TableFile | None, tuple[Finding, ...]]:
    """The table of this name in the first folder that has it; ``span`` is where the story asks for it."""
    tried = list(dict.fromkeys(folders))
    for folder in tried:
        file = posixpath.normpath(posixpath.join(folder, name))
        if not file.startswith(("..", "/")) and sources.exists(file):
            text, problems = read_text(sources, file)
            if text is None:
                return None, problems
            return _csv(text, file) if file.lower().endswith(".csv") else _yaml(text, file)
    beside = (path for folder in tried for path in sources.names(folder))
    near = [posixpath.basename(path) for path in beside if is_table_file(path)]
    tried_text = "、".join(f"{folder}/" for folder in tried)
    return None, (
        finding(
            "missing-table", span=span, file=name, tried=tried_text, **meant(posixpath.basename(name), near)
        ),
    )


def _csv(text: str, file: str) -> tuple[TableFile | None, tuple[Finding, ...]]:
    lines = text.split("\n")
    reader = csv.reader((line + "\n" for line in lines), strict=True, delimiter=_delimiter(lines))
    rows: list[tuple[Typed, ...]] = []
    start = 1
    try:
        for values in reader:
            if any(value.strip() for value in values):
                rows.append(_csv_row(values, lines, start))
            start = reader.line_num + 1
    except csv.Error as error:
        return None, (finding("table-csv", span=Span(file, reader.line_num, 1), reason=str(error)),)
    return TableFile(file, tuple(rows)), ()


def _delimiter(lines: list[str]) -> str:
    """What parts the cells: a comma, unless there is none and every line has as many tabs, or semicolons, as the others."""
    filled = [line for line in lines if line.strip()]
    for sign in "\t;":
        counts = {line.count(sign) for line in filled}
        if len(counts) == 1 and 0 not in counts and not any("," in line for line in filled):
            return sign
    return ","


def _csv_row(values: list[str], lines: list[str], number: int) -> tuple[Typed, ...]:
    line, at = lines[number - 1], 0
    cells: list[Typed] = []
    for value in values:
        text = " ".join(value.split("\n")).strip(" \t\u3000")
        found = line.find(text, at)
        at = found if found >= 0 else at
        cells.append(Typed(text, number, at + 1))
        at += len(text)
    return tuple(cells)


def _yaml(text: str, file: str) -> tuple[TableFile | None, tuple[Finding, ...]]:
    root, problems = compose(text, file)
    if root is None:
        return None, problems
    found = list(problems)
    if not isinstance(root, Mapping):
        return None, (*found, finding("table-yaml", span=root.span))
    for key, _ in root.entries:
        if key.text not in _TABLE_KEYS:
            found.append(finding("unknown-key", span=key.span, key=key.text, **meant(key.text, _TABLE_KEYS)))
    head, rows = root.get("head"), root.get("rows")
    align = _aligned(root.get("align"), found)
    made: list[tuple[Typed, ...]] = []
    # A head of one row needs no brackets round it.
    tops = (
        [head]
        if head is not None and not _is_rows(head)
        else head.items
        if isinstance(head, Sequence)
        else []
    )
    below = rows.items if isinstance(rows, Sequence) else []
    if rows is not None and not isinstance(rows, Sequence):
        found.append(finding("table-yaml", span=rows.span))
    for row in (*tops, *below):
        if isinstance(row, Sequence):
            made.append(tuple(_cell(item, found) for item in row.items))
        else:
            found.append(finding("table-yaml", span=row.span))
    if made and align:
        first = (
            Typed(
                c.text, c.line, c.column, c.rows, c.columns, c.align or (align[n] if n < len(align) else None)
            )
            for n, c in enumerate(made[0])
        )
        made[0] = tuple(first)
    return TableFile(file, tuple(made), len(tops)), tuple(found)


def _is_rows(node: Node) -> bool:
    return isinstance(node, Sequence) and bool(node.items) and isinstance(node.items[0], Sequence)


def _aligned(node: Node | None, found: list[Finding]) -> list[Align | None]:
    if not isinstance(node, Sequence):
        return []
    return [_align(item, found) for item in node.items]


def _align(node: Node, found: list[Finding]) -> Align | None:
    if not isinstance(node, Scalar) or node.text not in _ALIGN:
        text = node.text if isinstance(node, Scalar) else "…"
        found.append(finding("bad-choice", span=node.span, text=text, **meant(text, _ALIGN)))
        return None
    return _ALIGN[node.text]


def _cell(node: Node, found: list[Finding]) -> Typed:
    if isinstance(node, Scalar):
        return _typed(node)
    if not isinstance(node, Mapping):
        found.append(finding("table-yaml", span=node.span))
        return Typed("", node.span.line, node.span.column)
    for key, _ in node.entries:
        if key.text not in _CELL_KEYS:
            found.append(finding("unknown-key", span=key.span, key=key.text, **meant(key.text, _CELL_KEYS)))
    text = node.get("text")
    cell = _typed(text) if isinstance(text, Scalar) else Typed("", node.span.line, node.span.column)
    align = node.get("align")
    return Typed(
        cell.text,
        cell.line,
        cell.column,
        _count(node.get("rows"), found),
        _count(node.get("columns"), found),
        _align(align, found) if align is not None else None,
    )


def _typed(node: Scalar) -> Typed:
    text = "" if node.is_null else " ".join(node.text.split("\n")).strip(" \t\u3000")
    return Typed(text, node.span.line, node.span.column)


def _count(node: Node | None, found: list[Finding]) -> int:
    if node is None:
        return 1
    if (
        isinstance(node, Scalar)
        and node.text.isascii()
        and node.text.isdigit()
        and 0 < int(node.text) <= _MOST_SPAN
    ):
        return int(node.text)
    found.append(finding("table-yaml", span=node.span))
    return 1
