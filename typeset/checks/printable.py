"""What a newspaper press cannot hold: small reversed type, small type and thin rules of several inks (print.md §4; GWG 2022 R0016–R0019)."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import Final

from msgspec import Struct

from typeset.catalogue import finding
from typeset.checks.nearframe import frame_near
from typeset.findings import Finding
from typeset.model.edition import Edition, PageSpec
from typeset.model.placed import GlyphRun, Item, Path, PlacedPage, Rule
from typeset.model.printing import Printing
from typeset.model.style import Colour
from typeset.standing import NOTHING_STANDS, StandingResults
from typeset.units import MM, Length, to_pt

# A rule of one ink may be half as thin as one whose plates have to meet.
_ONE_INK: Final = 2
_SHOWN: Final = 12


class _Met(Struct, frozen=True):
    """Something on a page that is too small: where, how small, and the type it is, or the colour of the rule."""

    x: Length
    y: Length
    size: Length
    text: str = ""
    ruled: Colour | None = None


def check_printable(
    edition: Edition, pages: Sequence[PlacedPage], only: str = "", standing: StandingResults = NOTHING_STANDS
) -> list[Finding]:
    """At most one finding a page and code: how many there are, the smallest, and where and in which frame the first stands.

    ``only`` is the one code to judge, "" for all.
    """
    specs = {page.number: page for page in edition.pages}
    found: list[Finding] = []
    for page in pages:
        found += standing.of(_on, page, specs[page.number], only)
    return found


def _on(page: PlacedPage, spec: PageSpec, only: str) -> tuple[Finding, ...]:
    return tuple(_of_page(page, spec, only))


def _of_page(page: PlacedPage, spec: PageSpec, only: str) -> Iterator[Finding]:
    printing = spec.printing
    rules: tuple[tuple[str, Length, Callable[[Item, Printing], _Met | None]], ...] = (
        ("reversed-type-small", printing.least_reversed, _reversed),
        ("several-inks-small", printing.least_coloured, _coloured),
        ("rule-too-thin", printing.least_rule, _thin),
    )
    for code, least, rule in rules:
        if only not in {"", code}:
            continue
        met = [one for item in page.items if (one := rule(item, printing)) is not None]
        if met:
            yield _told(code, spec, met, least)


def _told(code: str, page: PageSpec, met: Sequence[_Met], least: Length) -> Finding:
    first = met[0]
    frame = frame_near(page, (first.x, first.y), first.ruled)
    return finding(
        code,
        span=page.span if frame is None else frame.span,
        page=page.number,
        frame=None if frame is None else frame.name,
        amount=len(met),
        size=f"{to_pt(min(one.size for one in met)):g}",
        least=f"{to_pt(least):g}",
        text=first.text[:_SHOWN],
        x=f"{float(first.x / MM):.0f}",
        y=f"{float(first.y / MM):.0f}",
    )


def _reversed(item: Item, printing: Printing) -> _Met | None:
    if isinstance(item, GlyphRun) and item.colour.is_white and item.size < printing.least_reversed:
        return _run(item)
    return None


def _coloured(item: Item, printing: Printing) -> _Met | None:
    if isinstance(item, GlyphRun) and item.colour.plates > 1 and item.size < printing.least_coloured:
        return _run(item)
    return None


def _run(run: GlyphRun) -> _Met | None:
    return _Met(run.xs[0], run.y, run.size, run.text) if run.text.strip() else None


def _thin(item: Item, printing: Printing) -> _Met | None:
    match item:
        case Rule(width=width, colour=colour) if width < _least_of(colour, printing):
            return _Met(item.x0, item.y0, width, ruled=colour)
        case Path(width=width, colour=colour) if 0 < width < _least_of(colour, printing):
            x, y = _first(outline.start for outline in item.outlines)
            return _Met(x, y, width, ruled=colour)
        case _:
            return None


def _least_of(colour: Colour, printing: Printing) -> Length:
    return printing.least_rule // (_ONE_INK if colour.plates == 1 else 1)


def _first(points: Iterable[tuple[Length, Length]]) -> tuple[Length, Length]:
    return next(iter(points), (0, 0))
