"""Lengths of one merged tree: text into thousandths of a point, with a finding where that cannot be done."""

from __future__ import annotations

from typing import Final

from msgspec import Struct
from msgspec.structs import replace

from typeset.catalogue import finding
from typeset.findings import Finding
from typeset.read.near import meant
from typeset.read.unit_words import meant_length
from typeset.read.yaml_tree import Mapping, Step, span_at
from typeset.units import Length, UnitError, Units, mm

# PDF pages end at 200 inches; nothing on a page is longer.
_MOST: Final = mm(5080)


class Lengths(Struct, frozen=True):
    """Reads lengths of a tree with its units. ``found`` is the caller's list and takes the findings."""

    tree: Mapping
    units: Units
    found: list[Finding]

    def with_units(self, units: Units) -> Lengths:
        """The same tree with other units."""
        return replace(self, units=units)

    def read(self, text: str | None, *path: Step, default: Length = 0, positive: bool = False) -> Length:
        """The length written at a path; ``default`` when none was, or a wrong one."""
        if text is None:
            return default
        try:
            length = self.units.length(text)
        except UnitError:
            self.found.append(self._wrong(text, path))
            return default
        if abs(length) > _MOST or (positive and length <= 0):
            self.found.append(
                finding(
                    "out-of-range",
                    span=span_at(self.tree, *path),
                    text=text,
                    least="> 0" if positive else "0",
                    most="5080mm",
                )
            )
            return default
        return length

    def _wrong(self, text: str, path: tuple[Step, ...]) -> Finding:
        span = span_at(self.tree, *path)
        if text.endswith(("字", "行")) and text[:1].isdigit():
            return finding("unit-not-here", span=span, text=text)
        if text[:1].isdigit() or text[:1] == "-":
            return finding("wrong-unit", span=span, text=text, **meant_length(text))
        return finding("unknown-size", span=span, name=text, **meant(text, self.units.sizes))
