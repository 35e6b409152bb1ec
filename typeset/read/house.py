"""A house style for one page: the merged tree of its whole inheritance, resolved."""

from __future__ import annotations

from typing import Any, Final

from msgspec import Struct

from typeset.catalogue import finding
from typeset.findings import Finding, Severity
from typeset.model.edition import JumpRules
from typeset.model.layout import Grid, Sheet
from typeset.model.printing import Printing
from typeset.model.style import CaptionRules, CopyfitRules, LineRules, StyleBook
from typeset.read.checks_form import read_severities
from typeset.read.colours import Palette, palette
from typeset.read.forms import Form
from typeset.read.house_form import GridForm, SheetForm, TypeAreaForm
from typeset.read.hyphenation import languages
from typeset.read.layout_form import MergedForm
from typeset.read.lengths import Lengths
from typeset.read.near import meant
from typeset.read.printing import read_printing, read_spots
from typeset.read.rgb import PressColours
from typeset.read.styles import check_faces, check_limits, read_styles
from typeset.read.templates import check_template
from typeset.read.validate import Path, missing, validate
from typeset.read.yaml_tree import Mapping as Tree
from typeset.read.yaml_tree import Scalar, key_span_at, node_at, span_at
from typeset.units import SIZE_NAMES, Length, Units, pt, to_pt

JOINER: Final = "、"
# Stand-ins while a house style that lacks its grid is read on for its other mistakes.
# Columns nearer than this read as one, in characters.
_LEAST_GUTTER: Final = 0.5
_BODY: Final = pt("9.75")
_LEADING: Final = pt(13)


class House(Struct, frozen=True):
    """What holds for a page. ``sheet`` and ``grid`` are None when nobody says what they are."""

    tree: Tree
    form: MergedForm
    broken: frozenset[Path]
    lengths: Lengths
    palette: Palette
    book: StyleBook
    jumps: JumpRules
    printing: Printing
    imprint: dict[str, str]
    severities: dict[str, Severity]
    sheet: Sheet | None
    grid: Grid | None

    @property
    def paper(self) -> str:
        """The name of the paper, or ""."""
        return self.form.paper or ""


# Knows the bundled profile only.
_NO_PRESS: Final = PressColours()


class Merged(Struct, frozen=True):
    """Files laid over each other, what was wrong in them, the roles of faces there are (None: not known), and colours of presses."""

    tree: Tree
    broken: frozenset[Path]
    faces: frozenset[str] | None = None
    press: PressColours = _NO_PRESS


def resolve(merged: Merged, found: list[Finding], *, with_page: bool = True) -> House:
    """Make a house style of a merged tree. Only a house ``with_page`` must have a sheet and a grid."""
    tree, broken = merged.tree, merged.broken
    checked = validate(MergedForm, tree)
    found.extend(checked.findings)
    form = checked.form or MergedForm()
    lengths = Lengths(tree, Units(sizes=_sizes(form, tree, found)), found)
    told = len(found)
    grid, lengths = _grid(form.grid or GridForm(), lengths)
    measured = len(found) == told and not any(path[:1] == ("grid",) for path in broken | checked.broken)
    sheet = _sheet(form.sheet or SheetForm(), lengths)
    check_faces(form.styles or {}, merged.faces, tree, found)
    lacking = _lacking(tree, broken | checked.broken)
    if with_page:
        found.extend(lacking or _grid_width(grid, sheet, tree) or _whole_measure(grid, sheet, tree))
    printing = read_printing(form.print, lengths, form.paper or "")
    printing = merged.press.check(printing, tree, found)
    inks_of = merged.press.inks_of(printing)
    spots = read_spots(form.spots or {}, tree, inks_of, found, plates=printing.spot_plates)
    colours = palette(form.colours or {}, spots, inks_of, tree, found)
    styles = read_styles(form.styles or {}, lengths, colours, grid.body)
    if with_page and not lacking and measured:
        check_limits(styles, grid, tree, found)
    _check_hyphenation(form, tree, found)
    jumps = JumpRules(**_given(form.jumps))
    _check_jumps(jumps, tree, broken | checked.broken, found)
    return House(
        tree=tree,
        form=form,
        broken=broken | checked.broken,
        lengths=lengths,
        palette=colours,
        book=StyleBook(
            styles,
            LineRules(**_given(form.text)),
            CopyfitRules(**_given(form.copyfit)),
            CaptionRules(**_given(form.captions)),
        ),
        jumps=jumps,
        printing=printing,
        severities=read_severities(form.checks, tree, found),
        imprint={name: JOINER.join(lines) for name, lines in (form.imprint or {}).items()},
        sheet=None if lacking else sheet,
        grid=None if lacking else grid,
    )


def _given(form: Form | None) -> dict[str, Any]:
    """The keys that were written; form and model call them by the same names."""
    if form is None:
        return {}
    return {name: getattr(form, name) for name in form.model_fields_set if getattr(form, name) is not None}


def _sizes(form: MergedForm, tree: Tree, found: list[Finding]) -> dict[str, Length]:
    usual = Lengths(tree, Units(), found)
    sizes = dict(SIZE_NAMES)
    for name, text in (form.sizes or {}).items():
        sizes[name] = usual.read(text, "sizes", name, default=_BODY, positive=True)
    return sizes


def _grid(form: GridForm, lengths: Lengths) -> tuple[Grid, Lengths]:
    body = lengths.read(form.body, "grid", "body", default=_BODY, positive=True)
    leading = lengths.read(form.leading, "grid", "leading", default=_LEADING, positive=True)
    known = lengths.with_units(Units(body, leading, lengths.units.sizes))
    measure = known.read(form.measure, "grid", "measure", default=body, positive=True)
    gutter = known.read(form.gutter, "grid", "gutter", default=body)
    return Grid(form.columns or 1, measure, gutter, body, leading), known


def _sheet(form: SheetForm, lengths: Lengths) -> Sheet:
    # 字 and 行 make no sheet: its paper is cut before anybody sets type.
    paper = lengths.with_units(Units())
    before = len(lengths.found)
    width, height = form.trim or ("390mm", "543mm")
    area = form.type_area or TypeAreaForm()
    sheet = Sheet(
        width=paper.read(width, "sheet", "trim", 0, positive=True),
        height=paper.read(height, "sheet", "trim", 1, positive=True),
        bleed=paper.read(form.bleed, "sheet", "bleed"),
        **{
            side: paper.read(getattr(area, side), "sheet", "type_area", side)
            for side in ("top", "bottom", "inside", "outside")
        },
    )
    good = len(lengths.found) == before
    if good and (sheet.width <= sheet.inside + sheet.outside or sheet.height <= sheet.top + sheet.bottom):
        lengths.found.append(finding("no-type-area", span=key_span_at(lengths.tree, "sheet", "type_area")))
    return sheet


def _grid_width(grid: Grid, sheet: Sheet, tree: Tree) -> tuple[Finding, ...]:
    """A grid wider than the type area, reported where the grid is written."""
    gutters = (grid.columns - 1) * grid.gutter
    width = grid.columns * grid.measure + gutters
    area = sheet.width - sheet.inside - sheet.outside
    if width <= area or area <= 0:
        return ()
    # Rounded down to a tenth of a character: half a thousandth too much would not fit.
    tenths = max(area - gutters, 0) * 10 // (grid.columns * grid.body)
    return (
        finding(
            "grid-too-wide",
            span=key_span_at(tree, "grid"),
            amount=grid.columns,
            width=f"{to_pt(width):.2f}",
            area=f"{to_pt(area):.2f}",
            fits=f"{tenths // 10}.{tenths % 10}",
            most=(area + grid.gutter) // (grid.measure + grid.gutter),
        ),
    )


def _whole_measure(grid: Grid, sheet: Sheet, tree: Tree) -> tuple[Finding, ...]:
    """A measure of no whole number of characters, with the whole ones nearest to it that fit the type area."""
    # Half a percent of a character is how lengths are rounded, and nobody sees it.
    if min(grid.measure % grid.body, -grid.measure % grid.body) * 200 <= grid.body:
        return ()
    gutters = grid.columns - 1
    width = grid.columns * grid.measure + gutters * grid.gutter
    whole = []
    for count in (grid.measure // grid.body, grid.measure // grid.body + 1):
        gutter = (width - grid.columns * count * grid.body) / gutters / grid.body if gutters else 0.0
        fits = sheet.inside + sheet.outside + grid.columns * count * grid.body <= sheet.width
        if count and fits and (gutter >= _LEAST_GUTTER or not gutters):
            whole.append(f"{count}字" if not gutters else f"{count}字（gutter: {gutter:.2f}字）")
    return (
        finding(
            "fractional-measure",
            span=span_at(tree, "grid", "measure"),
            width=f"{grid.measure / grid.body:.2f}",
            whole="、".join(whole) or "—",
        ),
    )


def _lacking(tree: Tree, broken: frozenset[Path]) -> tuple[Finding, ...]:
    return (
        *missing(tree, broken, ("sheet",), ("trim",)),
        *missing(tree, broken, ("sheet", "type_area"), ("top", "bottom", "inside", "outside")),
        *missing(tree, broken, ("grid",), ("columns", "measure", "body", "leading")),
    )


def _check_hyphenation(form: MergedForm, tree: Tree, found: list[Finding]) -> None:
    """Words are divided only with a dictionary of their language."""
    language = form.text.hyphenation if form.text is not None else None
    if language is None:
        return
    span, known = span_at(tree, "text", "hyphenation"), languages()
    if known is None:
        found.append(finding("no-hyphenation", span=span))
    elif language not in known:
        found.append(finding("unknown-language", span=span, language=language, **meant(language, known)))


def _check_jumps(jumps: JumpRules, tree: Tree, broken: frozenset[Path], found: list[Finding]) -> None:
    """The wordings of jumps name the page; one that was written empty does not, and is not the usual wording."""
    for name, field in (
        ("source", "page"),
        ("source_next", "page"),
        ("target", "page"),
        ("reference", "pages"),
        ("index", "page"),
    ):
        written = node_at(tree, ("jumps", name))
        if ("jumps", name) in broken or (written is None and not getattr(jumps, name)):
            continue
        empty = isinstance(written, Scalar) and (written.is_null or not written.text.strip())
        text = "" if empty else getattr(jumps, name)
        wrong = check_template(text, (field,), span_at(tree, "jumps", name))
        if not wrong and "{" + field + "}" not in text:
            usual = getattr(JumpRules(), name) or "（紧接第{page}版）"
            facts: dict[str, Any] = {
                "key": f"jumps.{name}",
                "field": "{" + field + "}",
                "example": f'"{usual}"',
            }
            wrong = (finding("jump-wording", span=span_at(tree, "jumps", name), **facts),)
        found.extend(wrong)
