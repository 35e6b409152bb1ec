"""What an element of an SVG looks like: presentation attributes, ``style`` and simple rules of a style sheet, inherited."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import Any, Final

from msgspec import Struct

from typeset.model.style import Colour
from typeset.patterns import regex
from typeset.read.colours import RgbToInks
from typeset.read.svg.tree import Node

_INHERITED: Final = (
    "fill",
    "stroke",
    "stroke-width",
    "stroke-dasharray",
    "fill-rule",
    "fill-opacity",
    "stroke-opacity",
    "font-size",
    "font-family",
    "font-weight",
    "text-anchor",
    "visibility",
    "color",
)
_RULE: Final = regex(r"([^{}]+)\{([^{}]*)\}")
_COMMENT: Final = regex(r"/\*.*?\*/", re.DOTALL)
_SIMPLE: Final = regex(r"^([a-zA-Z]*)((?:[.#][\w-]+)*)$")
_PART: Final = regex(r"[.#][\w-]+")
_NUMBER: Final = regex(r"^\s*(-?\d*\.?\d+(?:e-?\d+)?)\s*(px|pt|mm|cm|in|em|%|)\s*$", re.IGNORECASE)
_UNITS: Final = {"px": 1.0, "": 1.0, "pt": 96 / 72, "mm": 96 / 25.4, "cm": 96 / 2.54, "in": 96.0}
_USUAL_SIZE: Final = 16.0
_BOLD: Final = 600
# Two channels nearer than this are one grey.
_GREY: Final = 3
_FULL: Final = 255


class Rule(Struct, frozen=True):
    """One rule of a style sheet: a tag ("" for any), classes and an id it asks for, what it says, and how strong it is."""

    tag: str
    wanted: frozenset[str]
    says: tuple[tuple[str, str], ...]
    weight: tuple[int, int]


def rules_of(sheet: str) -> tuple[list[Rule], list[str]]:
    """The rules of a style sheet that can be followed, and the selectors that cannot."""
    rules: list[Rule] = []
    unknown: list[str] = []
    for number, match in enumerate(_RULE.finditer(_COMMENT.sub("", sheet))):
        says = tuple(declared(match[2]).items())
        for selector in (one.strip() for one in match[1].split(",")):
            simple = _SIMPLE.match("" if selector == "*" else selector)
            if simple is None:
                unknown.append(selector)
                continue
            wanted = frozenset(_PART.findall(simple[2]))
            strength = 100 * sum(one[0] == "#" for one in wanted) + 10 * len(wanted) + bool(simple[1])
            rules.append(Rule(simple[1], wanted, says, (strength, number)))
    return sorted(rules, key=lambda rule: rule.weight), unknown


def declared(text: str) -> dict[str, str]:
    """``key: value; …`` as a mapping."""
    pairs = (part.partition(":") for part in text.split(";"))
    return {key.strip().lower(): value.replace("!important", "").strip() for key, _, value in pairs if value}


class Look(Struct, frozen=True):
    """What is inherited, as it was written; ``own`` is what holds for the element alone; ``opacity`` of all above it.

    ``inks_of`` makes ink of colours of screens.
    """

    inherited: Mapping[str, str]
    own: Mapping[str, str]
    inks_of: RgbToInks
    opacity: float = 1.0

    def below(self, node: Node, rules: Sequence[Rule]) -> Look:
        """The look of an element in one of this look."""
        names = {f".{name}" for name in node.attributes.get("class", "").split()}
        names.add("#" + node.attributes.get("id", ""))
        said = dict(node.attributes)
        for rule in rules:
            if rule.tag in {"", node.tag} and rule.wanted <= names:
                said.update(rule.says)
        said.update(declared(node.attributes.get("style", "")))
        inherited = {**self.inherited}
        for key in _INHERITED:
            if key in said and said[key] != "inherit":
                inherited[key] = said[key]
        if "font-size" in said:
            inherited["font-size"] = str(length(said["font-size"], self.size, self.size))
        opacity = self.opacity * _share(said.get("opacity", "1"))
        return Look(inherited, said, self.inks_of, opacity)

    @property
    def size(self) -> float:
        """The size of type."""
        return length(self.inherited.get("font-size", ""), _USUAL_SIZE, _USUAL_SIZE)

    @property
    def hidden(self) -> bool:
        """Whether the element itself is not drawn."""
        return self.inherited.get("visibility") in {"hidden", "collapse"}

    @property
    def bold(self) -> bool:
        """Whether type is bold."""
        weight = self.inherited.get("font-weight", "")
        return weight in {"bold", "bolder"} or (weight.isdigit() and int(weight) >= _BOLD)

    @property
    def families(self) -> tuple[str, ...]:
        """The faces asked for, in order."""
        names = self.inherited.get("font-family", "").split(",")
        return tuple(name.strip().strip("'\"") for name in names if name.strip())

    def paint(self, key: str, usual: str) -> tuple[Colour | None, bool]:
        """The colour of ``fill`` or ``stroke``, None for none; and whether it is a plain colour."""
        said = self.inherited.get(key, usual)
        if said.lower() == "currentcolor":
            said = self.inherited.get("color", "black")
        share = self.opacity * _share(self.inherited.get(f"{key}-opacity", "1"))
        if said in {"none", "transparent"} or share <= 0:
            return None, True
        exact = True
        if said.startswith("url("):
            _, _, fallback = said.partition(")")
            said, exact = fallback.strip() or "#808080", False
        channels = _channels(said)
        if channels is None:
            return inked((128, 128, 128), share, self.inks_of), False
        return inked(channels, share, self.inks_of), exact


def _share(text: str) -> float:
    match = _NUMBER.match(text)
    if match is None:
        return 1.0
    value = float(match[1]) / (100 if match[2] == "%" else 1)
    return min(max(value, 0.0), 1.0)


def length(text: str, whole: float, usual: float = 0.0) -> float:
    """A length in user units; ``whole`` is what a percentage or an em is of."""
    match = _NUMBER.match(text)
    if match is None:
        return usual
    unit = match[2].lower()
    if unit == "%":
        return float(match[1]) * whole / 100
    return float(match[1]) * (whole if unit == "em" else _UNITS[unit])


def _channels(text: str) -> tuple[int, int, int] | None:
    from svgelements import Color

    try:
        colour: Any = Color(text)
    except (ValueError, TypeError, AttributeError):
        return None
    if colour.value is None:
        return None
    return int(colour.red), int(colour.green), int(colour.blue)


def inked(channels: tuple[int, int, int], share: float, inks_of: RgbToInks) -> Colour:
    """Red, green and blue, 0 to 255, in inks, laid on white as thinly as ``share`` says; greys are black only."""
    if max(channels) - min(channels) <= _GREY:
        return Colour(0, 0, 0, round((_FULL - channels[1]) * 1000 * share / _FULL))
    return Colour(*(round(ink * share) for ink in inks_of(*channels)))
