"""Forms over trees: every mistake becomes a finding at its line and column, and what is right goes on.

The mistakes are cut out of the tree, so that everything after can still be read and reported in the same run.
"""

from __future__ import annotations

import typing
from collections.abc import Iterable, Iterator
from typing import Any, Final, Generic, TypeVar

from msgspec import Struct
from pydantic import BaseModel, ValidationError

from typeset.catalogue import ENTRIES, finding
from typeset.findings import Finding
from typeset.read.near import meant, nearest
from typeset.read.yaml_tree import Mapping, Node, Scalar, Sequence, Step, key_span_at, node_at, plain, span_at
from typeset.source import Span

FormT = TypeVar("FormT", bound=BaseModel)
Path = tuple[Step, ...]

_TYPES: Final = {
    "model_type": ("键: 值（映射）", "a mapping (key: value)"),
    "model_attributes_type": ("键: 值（映射）", "a mapping (key: value)"),
    "dict_type": ("键: 值（映射）", "a mapping (key: value)"),
    "list_type": ("一列（- 或 [ ]）", "a list (- or [ ])"),
    "tuple_type": ("一列（- 或 [ ]）", "a list (- or [ ])"),
    "string_type": ("一段文字", "a text"),
}


class Checked(Struct, Generic[FormT], frozen=True):
    """What a form made of a tree: ``tree`` without the mistakes, and where they were (``broken``).

    ``form`` is None only when something that must be there is wrong or missing.
    """

    form: FormT | None
    tree: Mapping
    broken: frozenset[Path]
    findings: tuple[Finding, ...]


def validate(form: type[FormT], tree: Node) -> Checked[FormT]:
    """Check a tree against a form, in as many rounds as mistakes hide behind mistakes."""
    if not isinstance(tree, Mapping):
        zh, en = _TYPES["dict_type"]
        name = tree.span.file.rpartition("/")[2]
        wrong = finding("wrong-type", span=tree.span, key=name, expected_zh=zh, expected_en=en)
        return Checked(None, Mapping((), tree.span), frozenset({()}), (wrong,))
    found: list[Finding] = []
    broken: set[Path] = set()
    kept: Mapping = tree
    while True:
        try:
            done = form.model_validate(plain(kept))
        except ValidationError as error:
            paths = _report(form, kept, error, broken, found)
        else:
            return Checked(done, kept, frozenset(broken), tuple(dict.fromkeys(found)))
        broken |= paths | {intended for path in paths if (intended := _intended(form, path)) is not None}
        smaller = _without(kept, paths)
        if smaller == kept or not isinstance(smaller, Mapping):
            return Checked(None, kept, frozenset(broken), tuple(dict.fromkeys(found)))
        kept = smaller


def missing(tree: Mapping, broken: frozenset[Path], path: Path, keys: Iterable[str]) -> tuple[Finding, ...]:
    """Findings for keys that must be under a path and are not, but for those that were there and wrong."""
    node = node_at(tree, path)
    known = node if isinstance(node, Mapping) else Mapping((), span_at(tree, *path))
    return tuple(
        finding("missing-key", span=key_span_at(tree, *path), key=_named((*path, key)))
        for key in keys
        if not _is_set(known, key) and not any((*path, key)[: len(wrong)] == wrong for wrong in broken)
    )


def _is_set(tree: Mapping, key: str) -> bool:
    value = tree.get(key)
    return value is not None and not (isinstance(value, Scalar) and value.is_null)


def _report(
    form: type[BaseModel], tree: Mapping, error: ValidationError, broken: set[Path], found: list[Finding]
) -> set[Path]:
    """Report the mistakes of one round and give their paths."""
    paths: set[Path] = set()
    mistakes = error.errors(include_url=False, include_input=False)
    inner = {step for mistake in mistakes for step in _above(mistake["loc"])}
    for mistake in mistakes:
        whole = mistake["loc"]
        if whole in inner:
            # A part of it is wrong, and that is told.
            continue
        loc: Path = tuple(step for step in whole if step != "[key]")
        unknown = mistake["type"] == "extra_forbidden"
        span = key_span_at(tree, *loc) if unknown or loc != whole else span_at(tree, *loc)
        paths.add(loc)
        if any(len(loc) < len(path) and path[: len(loc)] == loc for path in broken):
            # What is wrong with the whole now is that a part of it was cut out.
            continue
        found.append(_unknown_key(form, loc, span) if unknown else _wrong_value(mistake, loc, span))
    return paths


def _above(loc: Path) -> Iterator[Path]:
    """The paths above a path."""
    return (loc[:length] for length in range(len(loc)))


def _unknown_key(form: type[BaseModel], loc: Path, span: Span) -> Finding:
    name = str(loc[-1])
    return finding("unknown-key", span=span, key=name, **meant(name, _keys_at(form, loc[:-1])))


def _intended(form: type[BaseModel], loc: Path) -> Path | None:
    """The path of the key that a misspelt one stands for."""
    if not loc:
        return None
    keys = _keys_at(form, loc[:-1])
    guess = nearest(str(loc[-1]), keys) if str(loc[-1]) not in keys else None
    return (*loc[:-1], guess) if guess is not None else None


def _wrong_value(mistake: Any, loc: Path, span: Span) -> Finding:
    code: str = mistake["type"]
    name = _named(loc) or "—"
    if code in ENTRIES:
        return finding(code, span=span, **{"key": name, **mistake.get("ctx", {})})
    zh, en = _TYPES.get(code, (str(mistake["msg"]), str(mistake["msg"])))
    return finding("wrong-type", span=span, key=name, expected_zh=zh, expected_en=en)


def _named(path: Path) -> str:
    """A path as people count: ``pages[1].section`` is of the first page."""
    steps = (f"[{step + 1}]" if isinstance(step, int) else f".{step}" for step in path)
    return "".join(steps).removeprefix(".")


def _keys_at(form: type[BaseModel], path: Path) -> list[str]:
    """The keys a form knows at a path; none when no form is there."""
    here: type[BaseModel] | None = form
    names = list(path)
    while names and here is not None:
        field = here.model_fields.get(str(names.pop(0)))
        annotation: Any = field.annotation if field else None
        here, skipped = _form_in(annotation)
        del names[:skipped]
    if here is None:
        return []
    return [name for name, field in here.model_fields.items() if field.description]


def _form_in(annotation: Any, depth: int = 0) -> tuple[type[BaseModel] | None, int]:
    """The form an annotation holds, and how many steps of a path its dicts and lists take."""
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        return annotation, depth
    origin = typing.get_origin(annotation)
    steps = 1 if origin in (dict, tuple, list) else 0
    for part in typing.get_args(annotation):
        here, taken = _form_in(part, depth + steps)
        if here is not None:
            return here, taken
    return None, 0


def _without(node: Node, paths: set[Path]) -> Node:
    """The node without what stands at the paths, or the last that exists on the way there."""
    heads = {path[0] for path in paths if path}

    def below(step: Step, child: Node) -> Node | None:
        rest = {path[1:] for path in paths if path and path[0] == step}
        if not rest:
            return child
        if () in rest:
            return None
        kept = _without(child, rest)
        return None if kept == child else kept

    if isinstance(node, Mapping) and heads:
        pairs = ((key, below(key.text, value)) for key, value in node.entries)
        return Mapping(tuple((key, value) for key, value in pairs if value is not None), node.span)
    if isinstance(node, Sequence) and heads:
        items = (below(index, item) for index, item in enumerate(node.items))
        return Sequence(tuple(item for item in items if item is not None), node.span)
    return node
