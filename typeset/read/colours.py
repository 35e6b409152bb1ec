"""Colours by name or as ink: ``cmyk(0 100 100 0)``, ``gray(20%)``, ``spot(报头红 40%)``, ``rgb(200 0 0)``, ``黑`` and the house's names."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from decimal import Decimal
from types import MappingProxyType
from typing import Final

from msgspec import Struct
from msgspec.structs import replace

from typeset.catalogue import finding
from typeset.findings import Finding
from typeset.model.style import BLACK, WHITE, Colour
from typeset.patterns import regex
from typeset.read.near import meant
from typeset.read.yaml_tree import Mapping as Tree
from typeset.read.yaml_tree import Step, span_at

PREDEFINED: Final[Mapping[str, Colour]] = MappingProxyType({"黑": BLACK, "白": WHITE})
RgbToInks = Callable[[int, int, int], tuple[int, int, int, int]]
"""Red, green and blue, 0 to 255, as cyan, magenta, yellow and black in thousandths."""

_NUMBER: Final = regex(r"\d+(?:\.\d+)?")
_SPOT: Final = regex(r"spot\(\s*(?P<name>.*?)(?:[\s,]+(?P<tint>\d+(?:\.\d+)?)%)?\s*\)")
_HEX: Final = regex(r"#([0-9A-Fa-f]{2})([0-9A-Fa-f]{2})([0-9A-Fa-f]{2})")
_FULL: Final = 1000
_BYTE: Final = 255


class Palette(Struct, frozen=True):
    """The colours of a house: ``named`` by their names, ``spots`` whole, and how RGB becomes ink."""

    named: Mapping[str, Colour]
    spots: Mapping[str, Colour]
    inks_of: RgbToInks

    def colour(self, text: str, tree: Tree, path: tuple[Step, ...], found: list[Finding]) -> Colour:
        """The colour written at a path; black, with a finding, when the text is none."""
        if text in self.named:
            return self.named[text]
        if text.startswith("spot("):
            return self._spot(text, tree, path, found)
        if text.startswith(("rgb(", "#")):
            return self._rgb(text, tree, path, found)
        inks = [int(Decimal(number) * 10) for number in _NUMBER.findall(text)] if "(" in text else []
        if not inks:
            found.append(
                finding("unknown-colour", span=span_at(tree, *path), name=text, **meant(text, self.named))
            )
            return BLACK
        if max(inks) > _FULL:
            found.append(_out_of_range(text, ("0%", "100%"), tree, path))
            return BLACK
        return Colour(0, 0, 0, inks[0]) if text.startswith("gray") else Colour(*inks)

    def _spot(self, text: str, tree: Tree, path: tuple[Step, ...], found: list[Finding]) -> Colour:
        match = _SPOT.fullmatch(text)
        name = match["name"] if match else text
        whole = self.spots.get(name)
        if match is None or whole is None:
            found.append(
                finding("unknown-spot", span=span_at(tree, *path), name=name, **meant(name, self.spots))
            )
            return BLACK
        tint = _FULL if match["tint"] is None else int(Decimal(match["tint"]) * 10)
        if tint > _FULL:
            found.append(_out_of_range(text, ("0%", "100%"), tree, path))
            return whole
        return _tinted(whole, tint)

    def _rgb(self, text: str, tree: Tree, path: tuple[Step, ...], found: list[Finding]) -> Colour:
        match = _HEX.fullmatch(text)
        parts = [int(part, 16) for part in match.groups()] if match else _channels(text)
        if max(parts) > _BYTE:
            found.append(_out_of_range(text, ("0", str(_BYTE)), tree, path))
            return BLACK
        made = Colour(*self.inks_of(*parts))
        inks = " ".join(f"{ink / 10:g}" for ink in made.inks)
        found.append(finding("rgb-colour", span=span_at(tree, *path), text=text, inks=f"cmyk({inks})"))
        return made


def palette(
    written: Mapping[str, str],
    spots: Mapping[str, Colour],
    inks_of: RgbToInks,
    tree: Tree,
    found: list[Finding],
) -> Palette:
    """What a house may name; a name may stand for another name."""
    usual = Palette(PREDEFINED, spots, inks_of)
    known = dict(PREDEFINED)
    for name in written:
        text, seen = written[name], {name}
        while text in written and text not in seen:
            seen.add(text)
            text = written[text]
        known[name] = usual.colour(text, tree, ("colours", name), found)
    return Palette(known, spots, inks_of)


def _channels(text: str) -> list[int]:
    return [int(Decimal(number)) for number in _NUMBER.findall(text)]


def _tinted(whole: Colour, tint: int) -> Colour:
    if not whole.spot:  # a plant without a plate for it: its alternate, as thin
        return Colour(*(ink * tint // _FULL for ink in whole.inks))
    return replace(whole, tint=tint)


def _out_of_range(text: str, limits: tuple[str, str], tree: Tree, path: tuple[Step, ...]) -> Finding:
    return finding("out-of-range", span=span_at(tree, *path), text=text, least=limits[0], most=limits[1])
