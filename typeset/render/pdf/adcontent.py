"""Content streams of a placed PDF, rewritten for the press: colours in its inks, hidden layers and marked content left out."""

from __future__ import annotations

from typing import Final

from msgspec import Struct
from msgspec.structs import replace

from typeset.plates.layers import Layers
from typeset.plates.lexer import Instruction, Word, instructions
from typeset.plates.spacefinder import SpaceFinder
from typeset.plates.spaces import CMYK, GRAY, RGB, Space
from typeset.plates.values import entry
from typeset.render.pdf.adinks import AdInks

_DEVICE_FILL: Final = {b"g": GRAY, b"rg": RGB, b"k": CMYK}
_DEVICE_STROKE: Final = {b"G": GRAY, b"RG": RGB, b"K": CMYK}
_SETTERS: Final = frozenset({b"sc", b"scn", b"SC", b"SCN"})
_MARKED: Final = frozenset({b"BMC", b"BDC", b"EMC", b"MP", b"DP"})
_PATHS: Final = frozenset({b"f", b"F", b"f*", b"S", b"s", b"B", b"B*", b"b", b"b*"})
_SHOWS: Final = frozenset({b"Tj", b"TJ", b"Do", b"sh", b"BI"})
_NEXT_LINE: Final = {b"'": b"T*", b'"': b"T*"}
_DEEPEST: Final = 512


class NotConvertibleError(ValueError):
    """Something that cannot be brought to the press as drawing; ``args`` say what it is."""


class _Chosen(Struct, frozen=True):
    """The colour spaces that hold for filling and for lines; whether colours in them were written as ink."""

    fill: Space = GRAY
    stroke: Space = GRAY


class ContentRewriter(Struct, frozen=True):
    """Rewrites the streams of one document."""

    inks: AdInks
    finder: SpaceFinder
    layers: Layers

    def rewritten(self, data: bytes, resources: object) -> bytes:
        """A content stream in the inks of the press.

        Raises:
            NotConvertibleError: for inline images and patterns in colours the press has not.
        """
        work = _Stream(self, resources)
        return b"\n".join(part for one in instructions(data) if (part := work.part(one, data)))


class _Stream:
    """One stream on its way."""

    def __init__(self, of: ContentRewriter, resources: object) -> None:
        self._of = of
        self._resources = resources
        self._chosen = _Chosen()
        self._saved: list[_Chosen] = []
        self._marked: list[bool] = []

    def part(self, one: Instruction, data: bytes) -> bytes:
        """What an instruction becomes; nothing for one that is left out."""
        operator = one.operator
        if operator in _MARKED:
            self._mark(one)
            return b""
        if any(self._marked):
            hidden = self._hidden(operator)
            if hidden is not None:
                return hidden
        if operator == b"q" and len(self._saved) < _DEEPEST:
            self._saved.append(self._chosen)
        elif operator == b"Q" and self._saved:
            self._chosen = self._saved.pop()
        coloured = self._colour(one)
        if coloured is not None:
            return coloured
        if operator == b"BI":
            self._inline(one)
        return b"" if operator == b"?" else data[one.start : one.end].strip()

    def _mark(self, one: Instruction) -> None:
        if one.operator == b"EMC":
            if self._marked:
                self._marked.pop()
        elif one.operator in {b"BMC", b"BDC"} and len(self._marked) < _DEEPEST:
            self._marked.append(self._is_off(one))

    def _is_off(self, one: Instruction) -> bool:
        operands = one.operands
        if one.operator != b"BDC" or len(operands) < 2 or operands[0] != "OC":  # noqa: PLR2004 - tag and group
            return False
        name = operands[1]
        group = entry(entry(self._resources, "/Properties"), f"/{name}") if isinstance(name, Word) else None
        return self._of.layers.off(group)

    def _hidden(self, operator: bytes) -> bytes | None:
        """What stands for something on a hidden layer; None where it is only state."""
        if operator in _PATHS:
            return b"n"
        if operator in _SHOWS:
            return b""
        return _NEXT_LINE.get(operator)

    def _colour(self, one: Instruction) -> bytes | None:
        """The colour operators in inks; None for an operator that chooses no colour, or one that may stay."""
        operator = one.operator
        for devices, stroke in ((_DEVICE_FILL, False), (_DEVICE_STROKE, True)):
            if operator in devices:
                space = self._of.finder.device(devices[operator], self._resources)
                self._choose(space, stroke=stroke)
                return self._written(space, one, stroke=stroke)
        if operator in {b"cs", b"CS"}:
            return self._space(one, stroke=operator == b"CS")
        if operator in _SETTERS:
            stroke = operator.isupper()
            return self._written(self._chosen.stroke if stroke else self._chosen.fill, one, stroke=stroke)
        return None

    def _choose(self, space: Space, *, stroke: bool) -> None:
        self._chosen = replace(self._chosen, **{"stroke" if stroke else "fill": space})

    def _space(self, one: Instruction, *, stroke: bool) -> bytes | None:
        name = one.operands[0] if one.operands else None
        space = self._of.finder.named(name, self._resources) if isinstance(name, Word) else None
        if space is None:
            return b""
        self._choose(space, stroke=stroke)
        if self._of.inks.keeps(space):
            return None
        if space.family == "Pattern":
            raise NotConvertibleError("an uncoloured pattern in a colour that is no ink")
        return _operator(self._of.inks.inks(space, space.first), stroke=stroke)

    def _written(self, space: Space, one: Instruction, *, stroke: bool) -> bytes | None:
        if self._of.inks.keeps(space):
            return None
        if space.family == "Pattern":
            raise NotConvertibleError("an uncoloured pattern in a colour that is no ink")
        components = tuple(float(n) for n in one.operands if isinstance(n, float | int))
        return _operator(self._of.inks.inks(space, components), stroke=stroke)

    def _inline(self, one: Instruction) -> None:
        """An inline image may stay in ink or as a stencil."""
        about = one.operands[0] if one.operands else {}
        fields = about if isinstance(about, dict) else {}
        if fields.get("IM", fields.get("ImageMask")) is True:
            return
        name = fields.get("CS", fields.get("ColorSpace", Word("G")))
        space = self._of.finder.named(name, self._resources) if isinstance(name, Word) else None
        if space is None or not self._of.inks.keeps(space):
            raise NotConvertibleError("an inline image in a colour that is no ink")


def _operator(inks: tuple[float, float, float, float], *, stroke: bool) -> bytes:
    numbers = " ".join(f"{ink:.3f}".rstrip("0").rstrip(".") or "0" for ink in inks)
    return f"{numbers} {'K' if stroke else 'k'}".encode("ascii")
