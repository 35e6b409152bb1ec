"""Rules on colours: inks alone in X-1a, nothing undefined in X-4, spot colours told, registration outside the trim."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from typeset.findings import Finding
from typeset.plates import Inside, Painted
from typeset.plates.inks import ALL
from typeset.preflight.case import Case, Sheet
from typeset.preflight.intent import intent_space

_INKS: Final = frozenset(("DeviceGray", "DeviceCMYK", "Separation", "DeviceN", "None", "?"))
_NAMED: Final = frozenset(("Separation", "DeviceN"))
_ALTERNATES: Final = frozenset(("", "DeviceGray", "DeviceCMYK"))


def colour_rules(case: Case) -> Iterator[Finding]:
    """ISO 15930-1, 6.8; 15930-7, 6.5; GWG 2022 (Newspaper CMYK: nothing but inks)."""
    rgb_intent = not case.standard.allows_transparency or intent_space(case) == "RGB"
    for sheet in case.sheets:
        # What a mask is made of is light; that there is one is told by the rule on transparency.
        painted = [p for p in sheet.apart.painted if p.inside not in {Inside.ANNOTATION, Inside.MASK}]
        foreign = [p for p in painted if _family(p) not in _INKS or _replaced(p)]
        if not case.standard.allows_transparency:
            yield from _told(case, sheet, "colour-not-allowed", foreign, standard=case.standard.title)
        else:
            bare = [p for p in foreign if _family(p) == "DeviceRGB" and not _replaced(p) and not rgb_intent]
            yield from case.tell_places("colour-undefined-rgb", sheet, [p.box for p in bare])
            rest = [p for p in foreign if p not in bare]
            yield from _told(case, sheet, "colour-not-inks", rest)
        yield from _named(case, sheet, painted)


def _told(case: Case, sheet: Sheet, code: str, found: list[Painted], **facts: str) -> Iterator[Finding]:
    families = ", ".join(sorted({_family(p) for p in found}))
    yield from case.tell_places(code, sheet, [p.box for p in found], families=families, **facts)


def _named(case: Case, sheet: Sheet, painted: list[Painted]) -> Iterator[Finding]:
    named = [p for p in painted if p.colour.family in _NAMED and p.colour.alternate not in _ALTERNATES]
    if named and not case.standard.allows_transparency:
        yield case.tell("alternate-not-allowed", page=sheet.number, standard=case.standard.title,
                        families=", ".join(sorted({p.colour.family for p in named})),
                        alternates=", ".join(sorted({p.colour.alternate for p in named})))  # fmt: skip
    if sheet.apart.spots:
        names = ", ".join(name[:60] for name in sheet.apart.spots[:12])
        yield case.tell(
            "spot-colours", page=sheet.number, amount=len(sheet.apart.spots), unit="plates", names=names
        )
    marks = [p.box for p in sheet.seen if any(name == ALL for name, amount in p.colour.inks if amount > 0)]
    yield from case.tell_places("registration-inside", sheet, marks)


def _family(painted: Painted) -> str:
    """The family that says what a colour is made of: that of the base for Indexed."""
    colour = painted.colour
    if colour.family == "Indexed":
        return colour.alternate
    if colour.family == "Pattern":
        # What a tiling pattern paints is judged in its cell.
        return "None"
    return colour.family


def _replaced(painted: Painted) -> bool:
    """Whether a Default space stands in for a device space: then it is that one's colour."""
    colour = painted.colour
    return colour.family in {"DeviceRGB", "DeviceCMYK", "DeviceGray"} and colour.alternate != ""
