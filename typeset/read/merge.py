"""Inheritance: one tree laid over another. Every node keeps the place of the file it came from."""

from __future__ import annotations

from collections.abc import Iterable
from functools import reduce

from typeset.read.yaml_tree import Mapping, Node
from typeset.source import Span


def merge(below: Node, above: Node) -> Node:
    """Lay ``above`` over ``below``: mappings are joined key by key, anything else is replaced.

    A null above replaces too: who reads the result takes it for “not set”, which removes an inherited frame.
    """
    if not isinstance(below, Mapping) or not isinstance(above, Mapping):
        return above
    entries = {key.text: (key, value) for key, value in below.entries}
    for key, value in above.entries:
        known = entries.get(key.text)
        entries[key.text] = (key, merge(known[1], value) if known else value)
    return Mapping(tuple(entries.values()), above.span)


def merge_all(trees: Iterable[Mapping]) -> Mapping:
    """Lay trees over each other, the first lowest."""

    def over(below: Mapping, above: Mapping) -> Mapping:
        merged = merge(below, above)
        return merged if isinstance(merged, Mapping) else above

    return reduce(over, trees, Mapping((), Span("")))


def only(tree: Mapping, keys: Iterable[str]) -> Mapping:
    """The tree with only these keys."""
    wanted = frozenset(keys)
    return Mapping(tuple((key, value) for key, value in tree.entries if key.text in wanted), tree.span)
