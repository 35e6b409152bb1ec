"""Rules of line composition given on a command line, as ``kinsoku=strict``: the keys and values of a house style."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from typeset.catalogue import finding
from typeset.findings import Finding
from typeset.model.style import LineRules
from typeset.read.house import Merged, resolve
from typeset.read.yaml_tree import Mapping, Node, Scalar, compose
from typeset.source import Span

OPTION: Final = "--set"


def read_settings(settings: Sequence[str]) -> tuple[LineRules, tuple[Finding, ...]]:
    """The rules that ``text:`` of a house style would give with these keys; a key given again counts as given last.

    A finding's column counts in the setting as it was typed.
    """
    found: list[Finding] = []
    given: dict[str, tuple[Scalar, Node]] = {}
    for setting in settings:
        entry = _entry(setting, found)
        if entry is not None:
            given[entry[0].text] = entry
    here = Span(OPTION, 1, 1)
    text = Mapping(tuple(given.values()), here)
    tree = Mapping(((Scalar("text", here), text),), here)
    house = resolve(Merged(tree, frozenset()), found, with_page=False)
    return house.book.lines, tuple(found)


def _entry(setting: str, found: list[Finding]) -> tuple[Scalar, Node] | None:
    key, equals, value = setting.partition("=")
    key = key.strip()
    span = Span(f"{OPTION} {setting}", 1, 1)
    if not equals or not key or not value.strip():
        found.append(finding("bad-setting", span=span, text=setting))
        return None
    node, troubles = compose(value, span.file)
    found.extend(troubles)
    if troubles:
        return None
    return Scalar(key, span), node if node is not None else Scalar("", span)
