"""Optional content (ISO 32000-1, 8.11): which layers are off as the document comes."""

from __future__ import annotations

from typing import Final

import pikepdf

from typeset.plates.values import Reference, entry, items, reference, word

_MOST: Final = 4096


class Layers:
    """The layers of a document in its default configuration."""

    def __init__(self, root: object) -> None:
        properties = entry(root, "/OCProperties")
        usual = entry(properties, "/D")
        self._on = _references(entry(usual, "/ON"))
        self._off = _references(entry(usual, "/OFF"))
        self._off_unless_on = word(entry(usual, "/BaseState")) == "OFF"

    def off(self, value: object) -> bool:
        """Whether a group, or a membership of groups by its policy, is off."""
        if word(entry(value, "/Type")) != "OCMD":
            return self._group_off(value)
        groups = entry(value, "/OCGs")
        members = list(items(groups, _MOST)) if isinstance(groups, pikepdf.Array) else [groups]
        states = [self._group_off(g) for g in members if isinstance(g, pikepdf.Dictionary)]
        if not states:
            return False
        policy = word(entry(value, "/P")) or "AnyOn"
        seen = {"AllOn": not any(states), "AnyOff": any(states), "AllOff": all(states)}
        return not seen.get(policy, not all(states))

    def _group_off(self, group: object) -> bool:
        key = reference(group)
        if self._off_unless_on:
            return key is not None and key not in self._on
        return key is not None and key in self._off


def _references(value: object) -> frozenset[Reference]:
    return frozenset(key for item in items(value, _MOST) if (key := reference(item)) is not None)
