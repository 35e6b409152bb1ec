"""Content streams written anew for each plate: bytes as they were, with slots where the plates differ."""

from __future__ import annotations

from typing import Final, Protocol

from msgspec import Struct, field

from typeset.plates.inks import BLACK, Colour

NOTHING: Final = b""


class Slot(Protocol):
    """A piece of content that says something else on each plate."""

    def on(self, plate: str) -> bytes:
        """The piece for one plate."""


class Script(Struct):
    """Pieces in order; ``raw_from`` is how far the source has been taken over."""

    source: bytes
    pieces: list[bytes | Slot] = field(default_factory=list)
    raw_from: int = 0

    def replace(self, start: int, end: int, piece: bytes | Slot) -> None:
        """Put a piece in the place of these bytes of the source."""
        if start > self.raw_from:
            self.pieces.append(self.source[self.raw_from : start])
        if piece is not NOTHING:
            self.pieces.append(b"\n")
            self.pieces.append(piece)
        self.pieces.append(b"\n")
        self.raw_from = end

    def finish(self, end: int) -> None:
        """Take over the rest, up to ``end``, and let the source go."""
        if end > self.raw_from:
            self.pieces.append(self.source[self.raw_from : end])
        self.source = b""

    def on(self, plate: str) -> bytes:
        """The content of one plate."""
        known: dict[int, bytes] = {}
        out = []
        for piece in self.pieces:
            if isinstance(piece, Tone):
                # The same few colours, thousands of times.
                key = id(piece)
                if key not in known:
                    known[key] = piece.on(plate)
                out.append(known[key])
            else:
                out.append(piece if isinstance(piece, bytes) else piece.on(plate))
        return b"".join(out)


def grey(amount: float) -> bytes:
    """An amount of ink as a number of DeviceGray: paper is 1."""
    return f"{min(max(1 - amount, 0.0), 1.0):.4g}".encode("ascii")


class Tone(Struct, frozen=True):
    """A colour as grey."""

    colour: Colour
    stroke: bool

    def on(self, plate: str) -> bytes:
        """The operator that sets it."""
        return grey(self.colour.amount(plate)) + (b" G" if self.stroke else b" g")


def first_tones(plate: str) -> bytes:
    """The colours a page or a coloured tile begins with: black, which is ink on its own plate alone (ISO 32000-1, table 52)."""
    tone = grey(BLACK.amount(plate))
    return tone + b" g " + tone + b" G "


class Patterned(Struct, frozen=True):
    """A pattern as colour; one without colours of its own is given the grey of ``colour``."""

    name: bytes
    colour: Colour | None
    stroke: bool

    def on(self, plate: str) -> bytes:
        """The operators that set it."""
        space, paint = (b" CS ", b" SCN") if self.stroke else (b" cs ", b" scn")
        if self.colour is None:
            return b"/Pattern" + space + b"/" + self.name + paint
        return b"/PG" + space + grey(self.colour.amount(plate)) + b" /" + self.name + paint


class Mark(Struct, frozen=True):
    """Whether a colour marks a plate under the overprint in force."""

    colour: Colour
    overprint: bool
    mode: int
    sampled: bool = False
    hidden: bool = False

    def on(self, plate: str) -> bool:
        """Whether it does."""
        return not self.hidden and self.colour.paints(
            plate, overprint=self.overprint, mode=self.mode, sampled=self.sampled
        )

    @property
    def always(self) -> bool:
        """Whether it marks whatever plate there is, so that nothing has to be asked."""
        return not (self.overprint or self.hidden or self.colour.family == "None")


class Traced(Struct, frozen=True):
    """A path painted; what does not mark a plate is left out there."""

    operator: bytes
    fill: Mark | None
    stroke: Mark | None

    def on(self, plate: str) -> bytes:
        """The painting operator for a plate."""
        filled = self.fill is not None and self.fill.on(plate)
        stroked = self.stroke is not None and self.stroke.on(plate)
        if filled == (self.fill is not None) and stroked == (self.stroke is not None):
            return self.operator
        closed = b"h " if self.operator in (b"s", b"b", b"b*") else b""
        even_odd = b"*" if self.operator.endswith(b"*") else b""
        if filled:
            return closed + b"f" + even_odd
        return closed + (b"S" if stroked else b"n")


class Shown(Struct, frozen=True):
    """Text shown: where it does not mark a plate it is set invisibly, so that what follows keeps its place."""

    instruction: bytes
    render: int
    fill: Mark | None
    stroke: Mark | None

    def on(self, plate: str) -> bytes:
        """The text for a plate."""
        filled = self.fill is not None and self.fill.on(plate)
        stroked = self.stroke is not None and self.stroke.on(plate)
        clips = 4 if self.render >= 4 else 0  # noqa: PLR2004 - the modes that clip
        mode = (
            clips + {(True, False): 0, (False, True): 1, (True, True): 2, (False, False): 3}[filled, stroked]
        )
        if mode == self.render:
            return self.instruction
        return b"%d Tr %b %d Tr" % (mode, self.instruction, self.render)


class Placed(Struct, frozen=True):
    """An image or shading, left out of plates it does not mark."""

    instruction: bytes
    mark: Mark

    def on(self, plate: str) -> bytes:
        """The operator, or nothing."""
        return self.instruction if self.mark.on(plate) else NOTHING
