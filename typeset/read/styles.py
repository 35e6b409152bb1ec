"""The style book of a page: styles with their bases laid under them, all lengths resolved."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Final

from msgspec.structs import replace

from typeset.catalogue import finding
from typeset.findings import Finding
from typeset.model.layout import Grid
from typeset.model.style import BLACK, Align, Fit, TextStyle
from typeset.read.colours import Palette
from typeset.read.house_form import FitForm, StyleForm
from typeset.read.lengths import Lengths
from typeset.read.near import meant
from typeset.read.yaml_tree import Mapping as Tree
from typeset.read.yaml_tree import Step, key_span_at, node_at, span_at
from typeset.units import Length, Units, to_pt

_FACE: Final = "宋"
_LENGTHS: Final = ("leading", "indent", "hang", "tracking", "white_above", "white_below")
_NATURAL: Final = (1000, 1000)

# What a style was given, and by which style: (value, name of the style that gave it).
_Given = dict[str, tuple[Any, str]]


def read_styles(
    forms: Mapping[str, StyleForm | None], lengths: Lengths, colours: Palette, body: Length
) -> dict[str, TextStyle]:
    """All styles by name. ``body`` is the size of a style that gives none."""
    known = {name: form for name, form in forms.items() if form is not None}
    return {name: _style(name, _given(name, known, lengths), lengths, colours, body) for name in known}


def check_faces(
    forms: Mapping[str, StyleForm | None], roles: frozenset[str] | None, tree: Tree, found: list[Finding]
) -> None:
    """Report faces that styles ask for and no font plays; nothing when the ``roles`` there are are not known."""
    for name, form in forms.items():
        face = form.face if form is not None else None
        if roles is not None and face is not None and face not in roles:
            span = span_at(tree, "styles", name, "face")
            found.append(finding("unknown-face", span=span, role=face, **meant(face, sorted(roles))))


def check_limits(styles: Mapping[str, TextStyle], grid: Grid, tree: Tree, found: list[Finding]) -> None:
    """Report lengths with which type cannot be read, and body copy that would leave the grid.

    A length that a style takes from its base is reported once, where it is written.
    """
    half = grid.measure // 2
    for name, style in styles.items():
        limits = (("tracking", style.size // 2, True), ("indent", half, False), ("hang", half, False))
        for key, limit, signed in limits:
            value: Length = getattr(style, key)
            if abs(value) > limit and node_at(tree, ("styles", name, key)) is not None:
                found.append(_beyond(tree, ("styles", name, key), value, (-limit if signed else 0, limit)))
    body = styles.get("body")
    largest = max(grid.body, body.size if body is not None else 0)
    if grid.leading < largest:
        text, least = f"{to_pt(grid.leading):g}pt", f"{to_pt(largest):g}pt"
        span = span_at(tree, "grid", "leading")
        found.append(finding("leading-too-small", span=span, leading=text, size=least))
    if body is not None and body.leading not in {0, grid.leading}:
        found.append(
            finding(
                "body-leading",
                span=span_at(tree, "styles", "body", "leading"),
                leading=f"{to_pt(body.leading):g}",
                rows=f"{to_pt(grid.leading):g}",
            )
        )


def _beyond(tree: Tree, path: tuple[Step, ...], value: Length, limits: tuple[Length, Length]) -> Finding:
    least, most = (f"{to_pt(limit):g}pt" for limit in limits)
    return finding(
        "out-of-range", span=span_at(tree, *path), text=f"{to_pt(value):g}pt", least=least, most=most
    )


def _given(name: str, forms: Mapping[str, StyleForm], lengths: Lengths) -> _Given:
    """The keys of a style and of its bases, the nearest winning."""
    given: _Given = {}
    seen: list[str] = []
    here: str | None = name
    while here is not None:
        seen.append(here)
        form = forms[here]
        for key in form.model_fields_set - {"based_on"}:
            given.setdefault(key, (getattr(form, key), here))
        base = form.based_on
        span = span_at(lengths.tree, "styles", here, "based_on")
        if base is not None and base in seen:
            circle = " → ".join([*seen[seen.index(base) :], base])
            lengths.found.append(finding("style-cycle", span=span, circle=circle))
            base = None
        elif base is not None and base not in forms:
            lengths.found.append(finding("unknown-style", span=span, name=base, **meant(base, forms)))
            base = None
        here = base
    return given


def _style(name: str, given: _Given, lengths: Lengths, colours: Palette, body: Length) -> TextStyle:
    def value(key: str) -> Any:
        return given[key][0] if key in given else None

    def path(key: str) -> tuple[Step, ...]:
        return ("styles", given[key][1] if key in given else name, key)

    fit = _fit(value("fit"), lengths, path("fit"))
    usual = fit.sizes[0] if fit is not None else body
    size = lengths.read(value("size"), *path("size"), default=usual, positive=True)
    own = lengths.with_units(Units(size, lengths.units.leading, lengths.units.sizes))
    inks: dict[str, Any] = {
        key: colours.colour(value(key), lengths.tree, path(key), lengths.found)
        for key in ("colour", "background")
        if value(key) is not None
    }
    if value("overprint") is False:
        inks["colour"] = replace(inks.get("colour", BLACK), knocks_out=True)
    if value("background_over") is not None:
        inks["background_over"] = value("background_over")
    whites: dict[str, Any] = {key: own.read(value(key), *path(key)) for key in _LENGTHS}
    return TextStyle(
        name=name,
        face=value("face") or _FACE,
        size=size,
        align=value("align") or Align.LEFT,
        fit=fit,
        **inks,
        **whites,
    )


def _fit(form: FitForm | None, lengths: Lengths, path: tuple[Step, ...]) -> Fit | None:
    if form is None:
        return None
    sizes = [
        lengths.read(text, *path, "sizes", index, positive=True)
        for index, text in enumerate(form.sizes or ())
    ]
    if not sizes:
        lengths.found.append(finding("missing-key", span=key_span_at(lengths.tree, *path), key="fit.sizes"))
        return None
    least, most = form.squeeze or _NATURAL
    tight, wide = form.tracking or (0, 0)
    return Fit(
        tuple(sorted(set(sizes), reverse=True)), least, most, tight, wide, form.lines or 1, form.fill or 0
    )
