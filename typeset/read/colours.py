"""Colours by name or as ink: ``cmyk(0 100 100 0)``, ``gray(20%)``, ``黑``, ``白`` and the names of the house."""

from __future__ import annotations

import re
from collections.abc import Mapping
from decimal import Decimal
from types import MappingProxyType
from typing import Final

from typeset.catalogue import finding
from typeset.findings import Finding
from typeset.model.style import BLACK, WHITE, Colour
from typeset.read.near import meant
from typeset.read.yaml_tree import Mapping as Tree
from typeset.read.yaml_tree import Step, span_at

PREDEFINED: Final[Mapping[str, Colour]] = MappingProxyType({"黑": BLACK, "白": WHITE})
_NUMBER: Final = re.compile(r"\d+(?:\.\d+)?")
_FULL: Final = 1000


def named_colours(written: Mapping[str, str], tree: Tree, found: list[Finding]) -> dict[str, Colour]:
    """The colours a house may name; a name may stand for another name."""
    known = dict(PREDEFINED)
    for name in written:
        text, seen = written[name], {name}
        while text in written and text not in seen:
            seen.add(text)
            text = written[text]
        known[name] = colour(text, PREDEFINED, tree, ("colours", name), found)
    return known


def colour(
    text: str, known: Mapping[str, Colour], tree: Tree, path: tuple[Step, ...], found: list[Finding]
) -> Colour:
    """A colour; black, with a finding, when the text is none."""
    if text in known:
        return known[text]
    inks = [int(Decimal(number) * 10) for number in _NUMBER.findall(text)] if "(" in text else []
    if not inks:
        found.append(finding("unknown-colour", span=span_at(tree, *path), name=text, **meant(text, known)))
        return BLACK
    if max(inks) > _FULL:
        found.append(finding("out-of-range", span=span_at(tree, *path), text=text, least="0%", most="100%"))
        return BLACK
    return Colour(0, 0, 0, inks[0]) if text.startswith("gray") else Colour(*inks)
