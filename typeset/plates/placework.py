"""Instructions that place things: forms and images, inline images, marked content, graphics states, glyph heads."""

from __future__ import annotations

from typing import Final

import pikepdf

from typeset.plates.colourwork import run_in
from typeset.plates.imagework import image, inline_image
from typeset.plates.inks import BLACK
from typeset.plates.lexer import Operand, Word
from typeset.plates.matrix import Box, placed, times
from typeset.plates.painted import Inside, Trouble
from typeset.plates.pathwork import Result
from typeset.plates.script import NOTHING
from typeset.plates.state import Ink, State
from typeset.plates.values import box_of, entry, items, matrix_of, number, reference, whole, word
from typeset.plates.walker import Handler, Run, copied
from typeset.plates.wares import Form, LookOf

_UNIT: Final = Box(0.0, 0.0, 1.0, 1.0)
_POINTS: Final = 72.0


def _do(run: Run, v: list[Operand]) -> Result:
    thing = entry(entry(run.resources, "/XObject"), "/" + str(v[-1]))
    if not isinstance(thing, pikepdf.Stream):
        run.walker.trouble(Trouble.MISSING)
        return NOTHING
    kind = word(entry(thing, "/Subtype"))
    run.marked.append(run.walker.layers.off(entry(thing, "/OC")) if entry(thing, "/OC") is not None else None)
    try:
        if kind == "Image":
            return image(run, thing)
        return _form(run, thing) if kind == "Form" else NOTHING
    finally:
        run.marked.pop()


def _form(run: Run, form: pikepdf.Object) -> Result:
    walker, state = run.walker, run.state
    if not walker.enter(form):
        return NOTHING
    made = form_of(run, form, Inside.PAGE)
    walker.leave()
    # Drawn again under the same colours and overprint it is the same form.
    key = ("form", reference(form), state.fill.colour, state.stroke.colour, state.fill_overprint,
           state.stroke_overprint, state.mode, run.hidden, run.uncoloured)  # fmt: skip
    if key not in walker.wares:
        walker.wares[key] = walker.store.name(made)
    return b"/" + walker.wares[key] + b" Do"


def form_of(run: Run, form: pikepdf.Object, inside: Inside) -> Form:
    """Walk a form where it is drawn; the form of the new contents."""
    inner = copied(run.state)
    matrix = matrix_of(entry(form, "/Matrix"))
    inner.ctm = times(matrix, inner.ctm)
    bbox = box_of(entry(form, "/BBox")) or Box(-1e6, -1e6, 1e6, 1e6)
    inner.clip = inner.clip.meet(placed(bbox, inner.ctm))
    if inside is Inside.MASK:
        inner.fill, inner.stroke = Ink(), Ink()
        inner.fill_overprint = inner.stroke_overprint = False
    group = entry(form, "/Group")
    grouped = word(entry(group, "/S")) == "Transparency"
    if grouped:
        _into_group(inner)
        run.walker.grouped = True
    script = run_in(run, form, inner, inside)
    return Form(script, bbox, matrix, group if grouped else None)


def _into_group(state: State) -> None:
    """A transparency group is painted as a whole under the state outside; inside it begins anew (ISO 32000-1, 11.6.6)."""
    state.group_alpha *= state.fill_alpha
    state.group_mask = state.group_mask or state.soft_mask
    if state.blend != "Normal":
        state.group_blend = state.blend
    state.fill_alpha = state.stroke_alpha = 1.0
    state.blend, state.soft_mask = "Normal", False


def _state(run: Run, v: list[Operand]) -> Result:
    look = entry(entry(run.resources, "/ExtGState"), "/" + str(v[-1]))
    if not isinstance(look, pikepdf.Dictionary):
        run.walker.trouble(Trouble.MISSING)
        return NOTHING
    take_look(run, look)
    name = _look(run, look)
    font = list(items(entry(look, "/Font"), 2))
    if len(font) == 2:  # noqa: PLR2004 - font and size
        from typeset.plates.textwork import take_font

        taken = take_font(run, font[0], number(font[1]))
        return b"/" + name + b" gs " + (taken if isinstance(taken, bytes) else b"")
    return b"/" + name + b" gs"


def _look(run: Run, look: pikepdf.Object) -> bytes:
    """A graphics state under its new name; one with a soft mask is walked wherever it is set."""
    walker = run.walker
    group = entry(entry(look, "/SMask"), "/G")
    key = ("look", reference(look))
    if key[1] and not isinstance(group, pikepdf.Stream) and key in walker.wares:
        return walker.wares[key]
    mask = None
    if isinstance(group, pikepdf.Stream) and walker.enter(group):
        mask = form_of(run, group, Inside.MASK)
        walker.leave()
    name = walker.store.name(LookOf(look, mask))
    walker.wares[key] = name
    return name


def take_look(run: Run, look: object) -> None:
    """What of a graphics state matters here goes into ours."""
    state = run.state
    stroke, fill = entry(look, "/OP"), entry(look, "/op")
    if isinstance(stroke, bool):
        state.stroke_overprint = stroke
        # OP alone is for both (ISO 32000-1, 8.4.5, table 58).
        state.fill_overprint = fill if isinstance(fill, bool) else stroke
    if isinstance(fill, bool):
        state.fill_overprint = fill
    if entry(look, "/OPM") is not None:
        state.mode = whole(entry(look, "/OPM"))
    if entry(look, "/LW") is not None:
        state.width = abs(number(entry(look, "/LW")))
    if entry(look, "/ca") is not None:
        state.fill_alpha = number(entry(look, "/ca"), 1.0)
    if entry(look, "/CA") is not None:
        state.stroke_alpha = number(entry(look, "/CA"), 1.0)
    blend = entry(look, "/BM")
    if blend is not None:
        first = next(items(blend, 1), None) if isinstance(blend, pikepdf.Array) else blend
        state.blend = word(first) or "Normal"
    soft = entry(look, "/SMask")
    if soft is not None:
        state.soft_mask = isinstance(soft, pikepdf.Dictionary)


def _begin_marked(run: Run, v: list[Operand]) -> Result:
    if len(v) > 1 and v[-2] == "OC" and isinstance(v[-1], Word):
        group = entry(entry(run.resources, "/Properties"), "/" + str(v[-1]))
        run.marked.append(run.walker.layers.off(group))
    else:
        run.marked.append(None)
    return NOTHING


def _end_marked(run: Run, _: list[Operand]) -> Result:
    if run.marked:
        run.marked.pop()
    return NOTHING


def _dropped(_run: Run, _v: list[Operand]) -> Result:
    return NOTHING


def _coloured_glyph(_run: Run, _v: list[Operand]) -> Result:
    return None


def _plain_glyph(run: Run, _: list[Operand]) -> Result:
    run.uncoloured = True
    run.state.fill = run.state.stroke = Ink(colour=BLACK)
    return None


HANDLERS: Final[dict[bytes, Handler]] = {
    b"Do": _do,
    b"BI": inline_image,
    b"gs": _state,
    b"BMC": _begin_marked,
    b"BDC": _begin_marked,
    b"EMC": _end_marked,
    b"MP": _dropped,
    b"DP": _dropped,
    b"d0": _coloured_glyph,
    b"d1": _plain_glyph,
}
