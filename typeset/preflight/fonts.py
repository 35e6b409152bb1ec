"""Rules on fonts: embedded, whole, as wide as they say, with a glyph for each code and a meaning for the archive."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from fontTools import agl

from typeset.findings import Finding
from typeset.plates.cmaps import meanings_of
from typeset.plates.typefaces import Typeface
from typeset.plates.values import entry
from typeset.preflight.case import Case
from typeset.preflight.embedding import embedded, subset
from typeset.preflight.fontprograms import BrokenFontError, Look, code_names, look_of

_WIDTH_TOLERANCE: Final = 1.5
"""Thousandths of an em: what rounding makes."""
_NO_MEANING: Final = frozenset(("", "\x00", "\ufffd"))


def font_rules(case: Case) -> Iterator[Finding]:
    """Each font once, on the first page that sets type in it (ISO 15930-1, 6.6; ISO 32000-1, 9)."""
    met: set[int] = set()
    for sheet in case.sheets:
        for key, face in sorted(sheet.fonts.items()):
            if key not in met and face.used:
                met.add(key)
                yield from _font(case, sheet.number, face)


def _font(case: Case, page: int, face: Typeface) -> Iterator[Finding]:
    name = face.name[:80]
    if "courier" in name.lower():
        yield case.tell("font-courier", page=page, font=name)
    if not embedded(face):
        yield case.tell("font-not-embedded", page=page, font=name)
    else:
        if not subset(face):
            yield case.tell("font-not-subset", page=page, font=name)
        yield from _program(case, page, face)
    meanings = meanings_of(entry(face.dictionary, "/ToUnicode"))
    names = {} if face.cmap else code_names(face)
    silent = sum(1 for code in face.used if meaning(face, meanings, names, code) in _NO_MEANING)
    if silent:
        yield case.tell("text-no-unicode", page=page, amount=silent, unit="characters", font=name)


def _program(case: Case, page: int, face: Typeface) -> Iterator[Finding]:
    try:
        look = look_of(face)
        if look is None:
            return
        missing, differences = _compared(face, look)
    except BrokenFontError:
        yield case.tell("font-broken", page=page, font=face.name[:80])
        return
    if missing:
        yield case.tell("glyph-missing", page=page, amount=missing, unit="characters", font=face.name[:80])
    if differences:
        yield case.tell("font-widths", page=page, amount=len(differences), unit="characters", font=face.name[:80],
                        most=round(max(differences)))  # fmt: skip


def _compared(face: Typeface, look: Look) -> tuple[int, list[float]]:
    """How many used codes have no glyph, and by how much widths differ where they do."""
    missing, differences = 0, []
    for code in sorted(face.used):
        try:
            shown = look(code)
        except Exception as error:
            # A damaged charstring: fontTools raises whatever it trips over.
            raise BrokenFontError(str(error)) from error
        missing += not shown.there
        # Vertical type goes by W2, whose widths are not those of the program.
        if shown.width is not None and not face.vertical:
            difference = abs(shown.width - 1000 * face.width(code))
            if difference > _WIDTH_TOLERANCE:
                differences.append(difference)
    return missing, differences


def meaning(face: Typeface, given: dict[int, str], names: dict[int, str], code: int) -> str:
    """What a code means in Unicode (ISO 32000-1, 9.10.2); "" when nobody can know."""
    if code in given:
        return given[code]
    if face.cmap is not None:
        # The CIDs of Adobe's collections are known to every reader; those of Identity are the font's own.
        known = not face.cmap.name.startswith(("Identity", "(", "?")) and face.cmap.cids is None
        return "?" if known else ""
    name = names.get(code, "")
    return str(agl.toUnicode(name)) if name else ""
