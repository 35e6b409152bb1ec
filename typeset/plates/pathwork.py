"""Instructions for graphics state and paths: q Q cm w gs … m l c re … f S B n W."""

from __future__ import annotations

from typing import Final

from typeset.plates.lexer import Operand
from typeset.plates.matrix import Box, Matrix, around, enlargement, moved, times
from typeset.plates.painted import Kind
from typeset.plates.script import NOTHING, Mark, Slot, Traced
from typeset.plates.state import Ink
from typeset.plates.walker import Handler, Run

Result = bytes | Slot | None


def floats(operands: list[Operand], count: int) -> list[float]:
    """The last ``count`` operands as numbers; raises IndexError or TypeError when they are not."""
    if len(operands) < count:
        raise IndexError(count)
    return [float(v) for v in operands[len(operands) - count :]]  # type: ignore[arg-type]


def matrix(operands: list[Operand]) -> Matrix:
    """Six operands as a matrix."""
    a, b, c, d, e, f = floats(operands, 6)
    return (a, b, c, d, e, f)


def _save(run: Run, _: list[Operand]) -> Result:
    return None if run.save() else NOTHING


def _restore(run: Run, _: list[Operand]) -> Result:
    return None if run.restore() else NOTHING


def _transform(run: Run, v: list[Operand]) -> Result:
    run.state.ctm = times(matrix(v), run.state.ctm)
    return None


def _width(run: Run, v: list[Operand]) -> Result:
    run.state.width = abs(floats(v, 1)[0])
    return None


def _kept(_run: Run, _v: list[Operand]) -> Result:
    return None


def _dropped(_run: Run, _v: list[Operand]) -> Result:
    return NOTHING


def _to(run: Run, v: list[Operand]) -> Result:
    x, y = floats(v, 2)
    run.points.append(moved(run.state.ctm, x, y))
    return None


def _curve(run: Run, v: list[Operand]) -> Result:
    # The box round the points that steer a curve holds the curve.
    at = [float(n) for n in v]  # type: ignore[arg-type]
    if len(at) not in {4, 6}:
        raise IndexError(len(at))
    run.points.extend(moved(run.state.ctm, at[i], at[i + 1]) for i in range(0, len(at), 2))
    return None


def _rectangle(run: Run, v: list[Operand]) -> Result:
    x, y, w, h = floats(v, 4)
    ctm = run.state.ctm
    run.points.extend(moved(ctm, px, py) for px, py in ((x, y), (x + w, y), (x, y + h), (x + w, y + h)))
    return None


def _clip(run: Run, _: list[Operand]) -> Result:
    run.clips = True
    return None


def mark(run: Run, ink: Ink, *, overprint: bool, sampled: bool = False) -> Mark:
    """Whether painting with this ink marks a plate, as things stand."""
    return Mark(ink.colour, overprint, run.state.mode, sampled, run.hidden)


def _path(operator: bytes, *, fill: bool, stroke: bool) -> Handler:
    def paint(run: Run, _: list[Operand]) -> Result:
        state = run.state
        box = around(run.points).meet(state.clip)
        result: Result = None
        if run.points:
            result = _painted(run, box, operator, fill=fill, stroke=stroke)
        if run.clips:
            # What clips is the path itself, whether it was painted or not.
            state.clip = box
        run.points, run.clips = [], False
        return result

    return paint


def _painted(run: Run, box: Box, operator: bytes, *, fill: bool, stroke: bool) -> Result:
    state = run.state
    filled = mark(run, state.fill, overprint=state.fill_overprint) if fill else None
    stroked = mark(run, state.stroke, overprint=state.stroke_overprint) if stroke else None
    if fill:
        run.paint(Kind.FILL, box, state.fill.colour)
    if stroke:
        width = state.width * enlargement(state.ctm)
        wide = around(run.points).grown(width / 2).meet(state.clip)
        run.paint(Kind.STROKE, wide, state.stroke.colour, stroke=True, width=width)
    if all(m is None or m.always for m in (filled, stroked)):
        return None
    return Traced(operator, filled, stroked)


HANDLERS: Final[dict[bytes, Handler]] = {
    b"q": _save,
    b"Q": _restore,
    b"cm": _transform,
    b"w": _width,
    b"J": _kept,
    b"j": _kept,
    b"M": _kept,
    b"d": _kept,
    b"i": _kept,
    b"ri": _dropped,
    b"m": _to,
    b"l": _to,
    b"c": _curve,
    b"v": _curve,
    b"y": _curve,
    b"h": _kept,
    b"re": _rectangle,
    b"W": _clip,
    b"W*": _clip,
    b"n": _path(b"n", fill=False, stroke=False),
    b"S": _path(b"S", fill=False, stroke=True),
    b"s": _path(b"s", fill=False, stroke=True),
    b"f": _path(b"f", fill=True, stroke=False),
    b"F": _path(b"f", fill=True, stroke=False),
    b"f*": _path(b"f*", fill=True, stroke=False),
    b"B": _path(b"B", fill=True, stroke=True),
    b"B*": _path(b"B*", fill=True, stroke=True),
    b"b": _path(b"b", fill=True, stroke=True),
    b"b*": _path(b"b*", fill=True, stroke=True),
}
