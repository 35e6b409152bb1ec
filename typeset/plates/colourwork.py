"""Instructions for colour: g rg k cs scn and their strokes; patterns and shadings that colours name."""

from __future__ import annotations

from typing import Final

import pikepdf

from typeset.plates.inks import Colour
from typeset.plates.lexer import Operand, Word
from typeset.plates.matrix import enlargement, placed, times
from typeset.plates.painted import Inside, Kind, Trouble
from typeset.plates.pathwork import Result, floats
from typeset.plates.script import NOTHING, Mark, Patterned, Placed, Script, Tone
from typeset.plates.shadings import Blend, fullest
from typeset.plates.spaces import CMYK, GRAY, PATTERN, RGB, Space, colour
from typeset.plates.state import Ink
from typeset.plates.values import box_of, entry, matrix_of, number, reference, whole
from typeset.plates.walker import Handler, Run, copied
from typeset.plates.wares import Tile

_TILING: Final = 1
_MOST_CELLS: Final = 500_000
_MOST_TONES: Final = 20_000


def _set_flat(run: Run, space: Space, components: tuple[float, ...], *, stroke: bool) -> Result:
    """Set a colour; a page says few colours many times, so each is worked out once."""
    known, key = run.walker.tones, (space, components, stroke)
    if key not in known:
        if len(known) >= _MOST_TONES:
            known.clear()
        ink = Ink(space, colour(space, components, run.walker.to_cmyk))
        known[key] = (ink, Tone(ink.colour, stroke))
    ink, tone = known[key]
    _set(run, ink, stroke=stroke)
    return NOTHING if run.uncoloured else tone


def _set(run: Run, ink: Ink, *, stroke: bool) -> None:
    if run.uncoloured:
        return
    if ink.space.spots:
        run.walker.spots.update(dict.fromkeys(ink.space.spots))
    if stroke:
        run.state.stroke = ink
    else:
        run.state.fill = ink


def _device(space: Space, *, stroke: bool) -> Handler:
    def set_device(run: Run, v: list[Operand]) -> Result:
        own = run.device(space)
        components = tuple(floats(v, space.components))
        return _set_flat(run, own, components, stroke=stroke)

    return set_device


def _space(*, stroke: bool) -> Handler:
    def set_space(run: Run, v: list[Operand]) -> Result:
        name = v[-1]
        found = run.walker.finder.named(name, run.resources) if isinstance(name, Word) else None
        if found is None:
            run.walker.trouble(Trouble.MISSING)
            found = GRAY
        return _set_flat(run, found, found.first, stroke=stroke)

    return set_space


def _colour(*, stroke: bool) -> Handler:
    def set_colour(run: Run, v: list[Operand]) -> Result:
        ink = run.state.stroke if stroke else run.state.fill
        if v and isinstance(v[-1], Word):
            return _pattern(run, v[-1], v[:-1], stroke=stroke)
        components = tuple(floats(v, len(v)))
        return _set_flat(run, ink.space, components, stroke=stroke)

    return set_colour


def _pattern(run: Run, name: str, v: list[Operand], *, stroke: bool) -> Result:
    if run.uncoloured:
        return NOTHING
    given = entry(entry(run.resources, "/Pattern"), "/" + name)
    space = (run.state.stroke if stroke else run.state.fill).space
    if space.family != "Pattern":
        space = PATTERN
    if given is None:
        run.walker.trouble(Trouble.MISSING)
        return NOTHING
    if whole(entry(given, "/PatternType")) != _TILING:
        return _shaded(run, given, space, stroke=stroke)
    coloured = whole(entry(given, "/PaintType"), 1) == 1
    flat = None
    if not coloured:
        base = space.base or GRAY
        flat = colour(base, tuple(floats(v, len(v))), run.walker.to_cmyk)
    tile = _tile(run, given, coloured=coloured)
    if tile is None:
        return NOTHING
    shown = flat or Colour("Pattern", pattern="tiling")
    _set(run, Ink(space, shown), stroke=stroke)
    return Patterned(tile, flat, stroke)


def _tile(run: Run, given: object, *, coloured: bool) -> bytes | None:
    """The pattern under its new name, walked when it is met first."""
    walker, state = run.walker, run.state
    # A coloured cell paints under the overprint that is in force where it is used.
    key = ("tile", reference(given), state.fill_overprint, state.mode) if reference(given) else None
    if key in walker.wares:
        return walker.wares[key]
    if not _countable(run, given) or not walker.enter(given):
        return None
    inner = copied(state)
    inner.ctm = times(matrix_of(entry(given, "/Matrix")), run.start)
    inner.fill, inner.stroke = Ink(), Ink()
    script = run_in(run, given, inner, Inside.PATTERN, uncoloured=not coloured)
    walker.leave()
    name = walker.store.name(Tile(script, given, coloured))
    if key:
        walker.wares[key] = name
    return name


def _countable(run: Run, given: object) -> bool:
    """Whether the cells of a pattern can be drawn one by one over the page."""
    matrix = times(matrix_of(entry(given, "/Matrix")), run.start)
    step = abs(number(entry(given, "/XStep")) * number(entry(given, "/YStep"))) * enlargement(matrix) ** 2
    area = run.walker.area
    if isinstance(given, pikepdf.Stream) and step * _MOST_CELLS > area:
        return True
    run.walker.trouble(Trouble.TOO_MANY if step else Trouble.BROKEN)
    return False


def run_in(run: Run, stream: object, state: object, inside: Inside, *, uncoloured: bool = False) -> Script:
    """Walk a content stream with resources of its own, or with those of whoever draws it."""
    # The table of instructions names this module too.
    from typeset.plates.handlers import HANDLERS

    resources = entry(stream, "/Resources")
    deeper = inside if run.inside is Inside.PAGE else run.inside
    child = Run(run.walker, resources if resources is not None else run.resources, state, deeper)  # type: ignore[arg-type]
    child.uncoloured = uncoloured or run.uncoloured
    child.marked = [True] if run.hidden else [False] if run.layered else []
    return child.do(run.walker.content(stream), HANDLERS)


def _blend(run: Run, shading: object, pattern: object) -> tuple[bytes, Blend, Colour] | None:
    given = entry(shading, "/ColorSpace")
    space = run.walker.finder.of(given, run.resources)
    if space is None or space.family == "Pattern":
        run.walker.trouble(Trouble.MISSING)
        return None
    for plate in space.spots:
        run.walker.spots[plate] = None
    blend = Blend(shading, space, run.walker.to_cmyk, pattern)
    key = ("blend", reference(pattern if pattern is not None else shading))
    name = run.walker.wares.get(key) if key[1] else None
    if name is None:
        name = run.walker.store.name(blend)
        if key[1]:
            run.walker.wares[key] = name
    return name, blend, fullest(blend)


def _shaded(run: Run, pattern: object, space: Space, *, stroke: bool) -> Result:
    found = _blend(run, entry(pattern, "/Shading"), pattern)
    if found is None:
        return NOTHING
    name, _, most = found
    look = Colour(most.family, (), most.inks, alternate=most.alternate, pattern="shading")
    _set(run, Ink(space, look), stroke=stroke)
    return Patterned(name, None, stroke)


def _shade(run: Run, v: list[Operand]) -> Result:
    shading = entry(entry(run.resources, "/Shading"), "/" + str(v[-1]))
    found = _blend(run, shading, None) if shading is not None else None
    if found is None:
        run.walker.trouble(Trouble.MISSING)
        return NOTHING
    name, _, most = found
    state = run.state
    box = state.clip
    own = box_of(entry(shading, "/BBox"))
    if own is not None:
        box = box.meet(placed(own, state.ctm))
    run.paint(Kind.SHADING, box, most)
    mark = Mark(most, state.fill_overprint, state.mode, sampled=True, hidden=run.hidden)
    return Placed(b"/" + name + b" sh", mark)


HANDLERS: Final[dict[bytes, Handler]] = {
    b"g": _device(GRAY, stroke=False),
    b"G": _device(GRAY, stroke=True),
    b"rg": _device(RGB, stroke=False),
    b"RG": _device(RGB, stroke=True),
    b"k": _device(CMYK, stroke=False),
    b"K": _device(CMYK, stroke=True),
    b"cs": _space(stroke=False),
    b"CS": _space(stroke=True),
    b"sc": _colour(stroke=False),
    b"SC": _colour(stroke=True),
    b"scn": _colour(stroke=False),
    b"SCN": _colour(stroke=True),
    b"sh": _shade,
}
