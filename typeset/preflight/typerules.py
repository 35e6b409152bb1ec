"""Rules on type: black on the black plate alone, small type in one ink, reversed type large enough for newsprint."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from typeset.findings import Finding
from typeset.plates import Inside, Kind, Painted
from typeset.preflight.case import Case, Sheet, short

_LEAST: Final = 0.02
"""Ink that counts: less is a rounding of colours that were converted."""
_DARK_KEY: Final = 0.6
_THREE: Final = 3
_ROUNDED: Final = 0.05
"""Points a size may lack by rounding."""


def type_rules(case: Case) -> Iterator[Finding]:
    """GWG 2022 with the sizes newspapers ask for; one finding a page for each rule, one rule for each text."""
    for sheet in case.sheets:
        texts = [p for p in sheet.seen if p.kind is Kind.TEXT and p.inside in {Inside.PAGE, Inside.PATTERN}]
        flat = [p for p in texts if not p.colour.pattern and p.colour.family != "None"]
        yield from _black(case, sheet, flat)
        yield from _small(case, sheet, flat)


def _black(case: Case, sheet: Sheet, texts: list[Painted]) -> Iterator[Finding]:
    limits = case.limits
    rich = [p.box for p in texts if _rich(case, p)]
    yield from case.tell_places("rich-black-text", sheet, rich, limit=short(limits.rich_black))
    four = [p.box for p in texts if not _rich(case, p) and _black_in_colour(p)]
    yield from case.tell_places("black-text-in-colour", sheet, four)


def _rich(case: Case, text: Painted) -> bool:
    colour = text.colour
    return colour.amount("K") >= case.limits.rich_black_key and 100 * colour.total > case.limits.rich_black


def _black_in_colour(text: Painted) -> bool:
    """Whether it looks black and is on three plates or more."""
    colour = text.colour
    inks = [colour.amount(p) for p in "CMY"]
    on = sum(1 for amount in (*inks, colour.amount("K")) if amount > _LEAST)
    return on >= _THREE and (colour.amount("K") >= _DARK_KEY or min(inks) >= _DARK_KEY)


def _small(case: Case, sheet: Sheet, texts: list[Painted]) -> Iterator[Finding]:
    limits = case.limits
    inked = [p for p in texts if _inks(p) > 1 and p.size < limits.inks_size - _ROUNDED
             and not (_rich(case, p) or _black_in_colour(p))]  # fmt: skip
    yield from case.tell_places(
        "small-text-in-inks", sheet, [p.box for p in inked], limit=short(limits.inks_size)
    )
    white = [p for p in texts if p.colour.total == 0 and p.size < limits.reversed_size - _ROUNDED]
    reversed_ = [p.box for p in white if not p.overprint and _ground(sheet, p) >= limits.ground]
    yield from case.tell_places("reversed-small", sheet, reversed_, limit=short(limits.reversed_size))
    tiny = [p for p in texts if _inks(p) == 1 and 0 < p.size < limits.type_size - _ROUNDED]
    if tiny:
        least = round(min(p.size for p in tiny), 1)
        yield from case.tell_places(
            "small-type", sheet, [p.box for p in tiny], limit=short(limits.type_size), least=least
        )


def _inks(text: Painted) -> int:
    return sum(1 for _, amount in text.colour.inks if amount > _LEAST)


def _ground(sheet: Sheet, text: Painted) -> float:
    """The ink that lies where a text stands, its own white included."""
    if sheet.separated is None:
        return 0.0
    return sum(sheet.separated.mean_in(text.box).values())
