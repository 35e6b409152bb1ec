"""Walks what a page paints: keeps what all its content streams share, and counts, so that every walk ends."""

from __future__ import annotations

import copy
from collections.abc import Callable, Mapping
from typing import Any, Final

import pikepdf

from typeset.plates.copying import Store
from typeset.plates.images import Picture
from typeset.plates.inks import Colour, ToCmyk
from typeset.plates.layers import Layers
from typeset.plates.lexer import Instruction, Operand, instructions
from typeset.plates.matrix import Box
from typeset.plates.painted import Inside, Kind, Painted, Trouble
from typeset.plates.script import NOTHING, Script, Slot, Tone
from typeset.plates.spacefinder import SpaceFinder
from typeset.plates.spaces import Space
from typeset.plates.state import Ink, State
from typeset.plates.streams import Decoded, decoded, streams_of
from typeset.plates.typefaces import Fonts, Typeface
from typeset.plates.values import Reference, reference

MOST_INSTRUCTIONS: Final = 400_000
"""Instructions of a page that are followed, forms counted as often as they are drawn."""
MOST_PAINTED: Final = 150_000
"""Paintings of a page that are kept; there the walk ends."""
_MOST_CONTENT: Final = 48_000_000
_LARGE_CONTENT: Final = 100_000
_DEEPEST_FORM: Final = 24
_COST_OF_ENTERING: Final = 25
"""Instructions a form counts for beside its own."""
_DEEPEST_Q: Final = 256
_COMPATIBLE: Final = (b"BX", b"EX")

Handler = Callable[["Run", list[Operand]], "bytes | Slot | None"]
"""Does an instruction; what goes in its place in the new contents: None for itself, NOTHING for nothing."""


class Walker:
    """One page being walked. Fonts and colour spaces are those of the whole document."""

    def __init__(
        self, fonts: Fonts, finder: SpaceFinder, layers: Layers, to_cmyk: ToCmyk, area: float
    ) -> None:
        self.fonts = fonts
        self.finder = finder
        self.layers = layers
        self.to_cmyk = to_cmyk
        self.area = area
        self.store = Store()
        self.painted: list[Painted] = []
        self.troubles: dict[Trouble, int] = {}
        self.faces: dict[int, Typeface] = {}
        self.spots: dict[str, None] = {}
        self.pictures: dict[object, Picture] = {}
        self.scratch = pikepdf.new()
        self.wares: dict[object, bytes] = {}
        self.grouped = False
        self.tones: dict[tuple[Space, tuple[float, ...], bool], tuple[Ink, Tone]] = {}
        self.left = MOST_INSTRUCTIONS
        self._bytes_left = _MOST_CONTENT
        self._open: list[Reference] = []
        self._contents: dict[Reference, Decoded] = {}

    def trouble(self, what: Trouble) -> None:
        """Note what went wrong; it is counted, never raised."""
        self.troubles[what] = self.troubles.get(what, 0) + 1

    def paint(self, painted: Painted) -> None:
        """Note what was painted."""
        if len(self.painted) < MOST_PAINTED:
            self.painted.append(painted)
        else:
            self.left = 0

    def content(self, value: object) -> bytes:
        """The bytes of a content stream, or of an array of them, joined by line ends."""
        streams, more = streams_of(value)
        if more:
            self.trouble(Trouble.TOO_LONG)
        pieces = []
        for stream in streams:
            got = self._decoded(stream)
            self._bytes_left -= len(got.data)
            if got.cut:
                self.trouble(Trouble.TOO_LONG)
            if got.damaged or got.filters:
                self.trouble(Trouble.DAMAGED)
            pieces.append(got.data)
        return b"\n".join(pieces)

    def _decoded(self, stream: object) -> Decoded:
        """A stream's bytes, once for a form that is drawn many times."""
        key = reference(stream)
        if key is None or key not in self._contents:
            got = decoded(stream, max(self._bytes_left, 0))
            if key is None or len(got.data) > _LARGE_CONTENT:
                return got
            self._contents[key] = got
        return self._contents[key]

    def enter(self, stream: object) -> bool:
        """Go into a form, pattern or glyph; False when that goes in a circle or too deep."""
        key = reference(stream)
        if key in self._open:
            self.trouble(Trouble.CIRCULAR)
            return False
        if len(self._open) >= _DEEPEST_FORM:
            self.trouble(Trouble.TOO_DEEP)
            return False
        self._open.append(key or (0, 0))
        self.left -= _COST_OF_ENTERING
        return True

    def leave(self) -> None:
        """Come back from a form, pattern or glyph."""
        self._open.pop()


class Run:
    """One content stream being walked, with its graphics state and the script it becomes."""

    def __init__(self, walker: Walker, resources: object, state: State, inside: Inside) -> None:
        self.walker = walker
        self.resources = resources
        self.state = state
        self.inside = inside
        self.start = state.ctm
        self.stack: list[State] = []
        self.beyond = 0
        self.uncoloured = False
        self.instruction = b""
        # The path under construction: its points on the page, whether it will clip, the text matrices, the layers.
        self.points: list[tuple[float, float]] = []
        self.clips = False
        self.text = self.line = (1.0, 0.0, 0.0, 1.0, 0.0, 0.0)
        self.marked: list[bool | None] = []
        self.tolerant = 0
        self._devices: dict[str, Space] = {}

    @property
    def hidden(self) -> bool:
        """Whether a layer that is off is open."""
        return any(self.marked)

    @property
    def layered(self) -> bool:
        """Whether any layer is open."""
        return any(mark is not None for mark in self.marked)

    def device(self, space: Space) -> Space:
        """A device space, or what stands in its place here."""
        found = self._devices.get(space.family)
        if found is None:
            found = self._devices[space.family] = self.walker.finder.device(space, self.resources)
        return found

    def do(self, data: bytes, handlers: Mapping[bytes, Handler]) -> Script:
        """Follow all instructions and give the script."""
        script = Script(data)
        walker = self.walker
        end = len(data)
        for found in instructions(data):
            walker.left -= 1
            if walker.left < 0:
                walker.trouble(Trouble.TOO_MANY)
                end = found.start
                break
            piece = self._one(found, handlers, data)
            if piece is not None:
                script.replace(found.start, found.end, piece)
        script.finish(end)
        return script

    def _one(self, found: Instruction, handlers: Mapping[bytes, Handler], data: bytes) -> bytes | Slot | None:
        handler = handlers.get(found.operator)
        if handler is None:
            self._unknown(found.operator)
            return NOTHING
        if found.operator in _QUOTED:
            self.instruction = data[found.start : found.end]
        operands = [*found.operands, found.image] if found.operator == b"BI" else found.operands
        try:
            return handler(self, operands)
        except (IndexError, TypeError, ValueError, OverflowError, KeyError, AttributeError):
            # Operands are missing or of a wrong type: readers pass over such an instruction.
            self.walker.trouble(Trouble.BROKEN)
            return NOTHING

    def _unknown(self, operator: bytes) -> None:
        if operator in _COMPATIBLE:
            self.tolerant += 1 if operator == b"BX" else -1
        elif operator == b"?":
            self.walker.trouble(Trouble.BROKEN)
        elif not self.tolerant:
            self.walker.trouble(Trouble.UNKNOWN_OPERATOR)

    def paint(self, kind: Kind, box: Box, colour: Colour, *, stroke: bool = False, **more: Any) -> None:
        """Note something painted under the state in force."""
        state = self.state
        self.walker.paint(
            Painted(
                kind=kind,
                box=box,
                colour=colour,
                overprint=state.stroke_overprint if stroke else state.fill_overprint,
                mode=state.mode,
                alpha=state.group_alpha * (state.stroke_alpha if stroke else state.fill_alpha),
                blend=state.blend if state.blend != "Normal" else state.group_blend,
                soft_mask=state.soft_mask or state.group_mask or bool(more.pop("soft_mask", False)),
                inside=self.inside,
                layer=self.layered,
                hidden=self.hidden,
                **more,
            )
        )

    def save(self) -> bool:
        """Put the state aside (``q``); False when that was done too often."""
        if len(self.stack) >= _DEEPEST_Q:
            self.beyond += 1
            self.walker.trouble(Trouble.TOO_DEEP)
            return False
        self.stack.append(self.state)
        self.state = copied(self.state)
        return True

    def restore(self) -> bool:
        """Take the state back (``Q``); False when there is none."""
        if self.beyond:
            self.beyond -= 1
            return False
        if not self.stack:
            self.walker.trouble(Trouble.BROKEN)
            return False
        self.state = self.stack.pop()
        return True


_QUOTED: Final = frozenset((b"Tj", b"TJ", b"'", b'"'))


def copied(state: State) -> State:
    """The state again, to be changed apart."""
    return copy.copy(state)
