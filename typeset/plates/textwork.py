"""Instructions for text (ISO 32000-1, 9.4): where each string stands, in which font and size, and its codes."""

from __future__ import annotations

from typing import Final

from typeset.plates.lexer import Operand
from typeset.plates.matrix import IDENTITY, NOWHERE, Box, Matrix, moved, times
from typeset.plates.painted import Inside, Kind, Trouble
from typeset.plates.pathwork import Result, floats, mark, matrix
from typeset.plates.script import NOTHING, Script, Shown
from typeset.plates.state import State
from typeset.plates.typefaces import Typeface
from typeset.plates.values import as_object, entry, items, word
from typeset.plates.walker import Handler, Run, copied
from typeset.plates.wares import Letters

_STROKES: Final = frozenset((1, 2, 5, 6))
_FILLS: Final = frozenset((0, 2, 4, 6))
_HALF: Final = 0.5


def _begin(run: Run, _: list[Operand]) -> Result:
    run.text = run.line = IDENTITY
    return None


def _kept(_run: Run, _v: list[Operand]) -> Result:
    return None


def _number(name: str, scale: float = 1.0) -> Handler:
    def set_number(run: Run, v: list[Operand]) -> Result:
        setattr(run.state, name, floats(v, 1)[0] * scale)
        return None

    return set_number


def _render(run: Run, v: list[Operand]) -> Result:
    mode = int(floats(v, 1)[0])
    if not 0 <= mode <= 7:  # noqa: PLR2004 - the modes there are
        raise ValueError(mode)
    run.state.render = mode
    return None


def _font(run: Run, v: list[Operand]) -> Result:
    size = floats(v, 1)[0]
    given = entry(entry(run.resources, "/Font"), "/" + str(v[-2]))
    return take_font(run, given, size)


def take_font(run: Run, given: object, size: float) -> Result:
    """Set the font; what the new contents say for it."""
    walker = run.walker
    face = walker.fonts.of(given)
    run.state.face, run.state.size = face, size
    if face is None:
        walker.trouble(Trouble.MISSING)
        return NOTHING
    walker.faces[face.number] = face
    key = ("font", face.number)
    if key not in walker.wares:
        letters = Letters(face)
        walker.wares[key] = walker.store.name(letters)
        if face.kind == "Type3":
            _glyphs(run, face, letters)
    return b"/%b %.6g Tf" % (walker.wares[key], size)


def _glyphs(run: Run, face: Typeface, letters: Letters) -> None:
    """Walk the glyphs of a Type3 font, which are contents like a page's."""
    procs = entry(face.dictionary, "/CharProcs")
    wanted = {word(item) for item in items(entry(entry(face.dictionary, "/Encoding"), "/Differences"), 512)}
    for name in sorted(w for w in wanted if w):
        proc = as_object(entry(procs, "/" + name))
        if proc is None or not run.walker.enter(proc):
            continue
        inner = copied(run.state)
        inner.ctm = face.matrix
        inner.face = None
        letters.glyphs[name] = _glyph(run, face, proc, inner)
        run.walker.leave()


def _glyph(run: Run, face: Typeface, proc: object, state: State) -> Script:
    # The table of instructions names this module too.
    from typeset.plates.handlers import HANDLERS

    resources = entry(face.dictionary, "/Resources")
    inside = Inside.GLYPH if run.inside is Inside.PAGE else run.inside
    child = Run(run.walker, resources if resources is not None else run.resources, state, inside)
    return child.do(run.walker.content(proc), HANDLERS)


def _move(run: Run, v: list[Operand]) -> Result:
    x, y = floats(v, 2)
    run.line = run.text = times((1.0, 0.0, 0.0, 1.0, x, y), run.line)
    return None


def _move_and_lead(run: Run, v: list[Operand]) -> Result:
    run.state.leading = -floats(v, 2)[1]
    return _move(run, v)


def _next_line(run: Run, _: list[Operand]) -> Result:
    return _move(run, [0.0, -run.state.leading])


def _matrix(run: Run, v: list[Operand]) -> Result:
    run.line = run.text = matrix(v)
    return None


def _show(run: Run, v: list[Operand]) -> Result:
    return _shown(run, [v[-1]])


def _show_spaced(run: Run, v: list[Operand]) -> Result:
    parts = v[-1]
    if not isinstance(parts, list):
        raise TypeError(parts)
    return _shown(run, parts)


def _show_on_next(run: Run, v: list[Operand]) -> Result:
    _next_line(run, v)
    return _shown(run, [v[-1]])


def _show_set(run: Run, v: list[Operand]) -> Result:
    run.state.word_spacing, run.state.spacing = float(v[-3]), float(v[-2])  # type: ignore[arg-type]
    return _show_on_next(run, v)


def _shown(run: Run, parts: list[Operand]) -> Result:
    state, face = run.state, run.state.face
    if face is None:
        run.walker.trouble(Trouble.MISSING)
        return NOTHING
    frame, empty = _set_out(run, face, parts)
    if empty:
        return None
    fills, strokes = state.render in _FILLS, state.render in _STROKES
    filled = mark(run, state.fill, overprint=state.fill_overprint) if fills else None
    stroked = mark(run, state.stroke, overprint=state.stroke_overprint) if strokes else None
    _note(run, face, frame)
    if all(m is None or m.always for m in (filled, stroked)):
        return None
    return Shown(run.instruction, state.render, filled, stroked)


def _note(run: Run, face: Typeface, box: Box) -> None:
    state = run.state
    whole = times(run.text, state.ctm)
    # The height of the em on the page; width may be squeezed.
    size = abs(state.size) * (whole[2] ** 2 + whole[3] ** 2) ** 0.5
    only_stroked = state.render in _STROKES and state.render not in _FILLS
    ink = state.stroke if only_stroked else state.fill
    run.paint(
        Kind.TEXT,
        box.meet(state.clip),
        ink.colour,
        stroke=only_stroked,
        font=face.number,
        size=size,
        render=state.render,
        blank=state.render in {3, 7},
    )


def _set_out(run: Run, face: Typeface, parts: list[Operand]) -> tuple[Box, bool]:
    """Move the text matrix over what is shown; the box it takes on the page, and whether it was nothing."""
    state = run.state
    along, low, high = 0.0, 0.0, 0.0
    count = 0
    for part in parts:
        if isinstance(part, float):
            along -= part / 1000 * state.size * (1.0 if face.vertical else state.stretch)
            continue
        if not isinstance(part, bytes):
            raise TypeError(part)
        for code, length in face.codes(part):
            count += 1
            face.used.add(code)
            low, high = min(low, along), max(high, along)
            step = (-1.0 if face.vertical else face.width(code)) * state.size
            space = state.spacing + (state.word_spacing if length == 1 and code == 32 else 0.0)  # noqa: PLR2004 - a blank
            along += step + space if face.vertical else (step + space) * state.stretch
            low, high = min(low, along), max(high, along)
    rise, fall = face.rise_fall
    if face.vertical:
        box = Box(-_HALF * state.size, low, _HALF * state.size, high)
        forward: Matrix = (1.0, 0.0, 0.0, 1.0, 0.0, along)
    else:
        box = Box(low, fall * state.size + state.rise, high, rise * state.size + state.rise)
        forward = (1.0, 0.0, 0.0, 1.0, along, 0.0)
    whole = times(run.text, state.ctm)
    corners = [moved(whole, x, y) for x in (box.x0, box.x1) for y in (box.y0, box.y1)]
    run.text = times(forward, run.text)
    if not count:
        return NOWHERE, True
    xs, ys = [c[0] for c in corners], [c[1] for c in corners]
    return Box(min(xs), min(ys), max(xs), max(ys)), False


HANDLERS: Final[dict[bytes, Handler]] = {
    b"BT": _begin,
    b"ET": _kept,
    b"Tc": _number("spacing"),
    b"Tw": _number("word_spacing"),
    b"Tz": _number("stretch", 0.01),
    b"TL": _number("leading"),
    b"Ts": _number("rise"),
    b"Tr": _render,
    b"Tf": _font,
    b"Td": _move,
    b"TD": _move_and_lead,
    b"T*": _next_line,
    b"Tm": _matrix,
    b"Tj": _show,
    b"TJ": _show_spaced,
    b"'": _show_on_next,
    b'"': _show_set,
}
