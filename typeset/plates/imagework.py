"""Instructions that place images, and images in the stream."""

from __future__ import annotations

import math
from typing import Final

import pikepdf

from typeset.plates.images import Picture
from typeset.plates.inks import ALL, Colour, process, spot_plate
from typeset.plates.inlines import as_stream
from typeset.plates.lexer import Operand
from typeset.plates.matrix import Box, placed
from typeset.plates.painted import ImageFacts, Kind, Trouble
from typeset.plates.pathwork import Result
from typeset.plates.script import NOTHING, Mark, Placed
from typeset.plates.spaces import RGB, Space
from typeset.plates.streams import filters_of
from typeset.plates.values import entry, reference, word
from typeset.plates.walker import Run

_UNIT: Final = Box(0.0, 0.0, 1.0, 1.0)
_POINTS: Final = 72.0


def _image_space(run: Run, image: pikepdf.Object) -> Space | None:
    given = entry(image, "/ColorSpace")
    if given is None:
        # JPEG 2000 may carry its own space; three components is what it nearly always has.
        return RGB if filters_of(image)[-1:] == ("JPXDecode",) else None
    if isinstance(given, pikepdf.Name):
        return run.walker.finder.named(word(given), run.resources)
    return run.walker.finder.of(given, run.resources)


def image(run: Run, given: pikepdf.Object) -> Result:
    """An image placed: noted, and drawn on the plates it is on."""
    walker, state = run.walker, run.state
    picture, name = _picture(run, given)
    ppi = _ppi(run, picture.size)
    picture.ppi = min(picture.ppi, ppi)
    stencil, soft = picture.stencil, entry(given, "/SMask") is not None
    colour = state.fill.colour if stencil else _full(picture.space)
    masked = soft or entry(given, "/Mask") is not None
    facts = ImageFacts(*picture.size, picture.bits, stencil, filters_of(given), ppi, masked)
    box = placed(_UNIT, state.ctm).meet(state.clip)
    run.paint(Kind.IMAGE, box, colour, image=facts, soft_mask=soft)
    if not picture.drawable:
        walker.trouble(Trouble.TOO_LARGE if min(picture.size) > 0 else Trouble.BROKEN)
        return NOTHING
    if picture.space is None and not stencil:
        walker.trouble(Trouble.MISSING)
        return NOTHING
    mark = Mark(colour, state.fill_overprint, state.mode, sampled=not stencil, hidden=run.hidden)
    return Placed(b"/" + name + b" Do", mark)


def _picture(run: Run, given: pikepdf.Object) -> tuple[Picture, bytes]:
    """The image and its new name; an image placed twice is one."""
    walker = run.walker
    key = ("image", reference(given))
    if key not in walker.wares:
        picture = Picture(given, _image_space(run, given), walker.to_cmyk, math.inf)
        walker.pictures[key] = picture
        walker.wares[key] = walker.store.name(picture)
        walker.spots.update(dict.fromkeys(picture.space.spots if picture.space else ()))
    return walker.pictures[key], walker.wares[key]


def _ppi(run: Run, size: tuple[int, int]) -> float:
    a, b, c, d, _, _ = run.state.ctm
    across, down = math.hypot(a, b), math.hypot(c, d)
    if across <= 0 or down <= 0:
        return 1e6
    return min(size[0] / across, size[1] / down) * _POINTS


def _full(space: Space | None) -> Colour:
    """A colour with full ink on each plate a space speaks for: what an image of it may hold."""
    if space is None:
        return Colour("?")
    below = space.base if space.family == "Indexed" and space.base else space
    if below.names:
        inks = tuple((p, 1.0) for p in dict.fromkeys(_plates(below)))
    else:
        others = 0.0 if below.components == 1 else 1.0
        inks = process(others, others, others, 1.0)
    return Colour(space.family, (), inks, alternate=space.alternate)


def _plates(space: Space) -> tuple[str, ...]:
    return tuple(ALL if n == ALL else spot_plate(n) for n in space.names if n != "None")


def inline_image(run: Run, v: list[Operand]) -> Result:
    """An image that stands in the stream itself."""
    about, data = v
    if not isinstance(about, dict) or not isinstance(data, bytes):
        raise TypeError(about)
    return image(run, as_stream(run.walker.scratch, about, data))
