"""Trial lines for people and for machines."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from enum import Enum
from typing import Any, Final

from msgspec.structs import asdict

from typeset.catalogue.entry import Lang
from typeset.findings import Finding, in_order
from typeset.report.excerpt import visible, width
from typeset.report.json_report import finding_as_data
from typeset.report.json_value import written
from typeset.text.account import Place
from typeset.text.trial import Opening, Trial, TrialLine, Wish
from typeset.units import Length, to_pt

_PLACES_ZH: Final = {
    Place.LINE_END: "行末",
    Place.WORD_SPACE: "词间",
    Place.INTERPUNCT: "间隔号",
    Place.BRACKET: "括号",
    Place.PAUSE: "顿逗",
    Place.HAN_WESTERN: "中西间",
    Place.STOP: "句末",
    Place.CHARACTER: "字距",
}
_IN_EM: Final = frozenset(
    {"han_letter_gap", "han_digit_gap", "gap_least", "gap_most", "word_space", "word_space_most"}
)
_SIGNS: Final = {"allowed": "÷", "pressed": "¦", "hyphenated": "‧", "mandatory": "‖"}
_LEGEND_ZH: Final = "÷ 可断  ¦ 不得已时可断  ‧ 可断，加连字符  ‖ 必断"
_LEGEND_EN: Final = "÷ may break  ¦ may break under pressure  ‧ may break with a hyphen  ‖ must break"


def lines_as_json(trials: Sequence[Trial], wish: Wish, findings: Iterable[Finding], lang: Lang) -> str:
    """The lines as one JSON document, lengths in em of the size, offsets in characters of the paragraph."""
    em = wish.style.size
    document = {
        "version": 1,
        "measure": _em(wish.measure, em),
        "size_pt": to_pt(em),
        "face": wish.style.face,
        "indent": _em(wish.style.indent, em),
        "align": wish.style.align.value,
        "writing": wish.mode.value,
        "looseness": wish.looseness,
        "rules": {key: _rule(key, value) for key, value in asdict(wish.rules).items()},
        "paragraphs": [_paragraph(trial, em) for trial in trials],
        "findings": [finding_as_data(one, lang) for one in in_order(findings)],
    }
    return written(document)


def _rule(key: str, value: object) -> object:
    """A rule as it would be written in a house style."""
    if key in _IN_EM and isinstance(value, int):
        return value / 1000
    return value.value if isinstance(value, Enum) else value


def _em(length: Length, em: Length) -> float:
    # So fine that natural width and changes add up to the set width.
    return round(length / em, 6)


def _paragraph(trial: Trial, em: Length) -> dict[str, Any]:
    return {
        "text": trial.text,
        "available": trial.available,
        "price": round(trial.price, 2),
        "lone": trial.lone,
        "lines": [_line(trial, line, em) for line in trial.lines],
    }


def _line(trial: Trial, line: TrialLine, em: Length) -> dict[str, Any]:
    return {
        "text": line.text,
        "first": line.first,
        "last": line.last,
        "indent": _em(line.indent, em),
        "natural": _em(line.natural, em),
        "set": _em(line.width, em),
        "changes": [
            {
                "offset": change.offset,
                "after": trial.text[change.offset],
                "place": change.place.value,
                "amount": _em(change.amount, em),
            }
            for change in line.changes
        ],
        "gap": line.gap / 1000,
        "loose": line.loose,
        "hung": _em(line.hung, em),
        "over": _em(line.over, em),
        "hyphen": line.hyphen,
        "forced": line.forced,
    }


def lines_for_people(trials: Sequence[Trial], wish: Wish, lang: Lang) -> str:
    """The lines with number, natural and set width in em, what changed, and a summary."""
    em = wish.style.size
    blocks = [_block(trial, em, lang) for trial in trials]
    return "\n".join([*blocks, _summary(trials, lang)])


def _block(trial: Trial, em: Length, lang: Lang) -> str:
    texts = [visible(line.text) + ("-" if line.hyphen else "") for line in trial.lines]
    widest = max(
        (width(text) + 2 * round(line.indent / em) for text, line in zip(texts, trial.lines, strict=True)),
        default=0,
    )
    rows = []
    for number, (text, line) in enumerate(zip(texts, trial.lines, strict=True), 1):
        shown = " " * (2 * round(line.indent / em)) + text
        pad = " " * (widest - width(shown))
        notes = "  ".join(_notes(line, em, lang))
        rows.append(
            f"{number:>4}  {shown}{pad}  {line.natural / em:6.2f} → {line.width / em:6.2f}  {notes}".rstrip()
        )
    return "\n".join(rows) + "\n"


def _notes(line: TrialLine, em: Length, lang: Lang) -> list[str]:
    zh = lang is Lang.ZH
    counts: Counter[Place] = Counter()
    sums: Counter[Place] = Counter()
    for change in line.changes:
        counts[change.place] += 1
        sums[change.place] += change.amount
    notes = [
        f"{_PLACES_ZH[place] if zh else place.value}{sums[place] / em:+.2f}"
        + (f"/{counts[place]}" if counts[place] > 1 else "")
        for place in sums
    ]
    if line.hung:
        notes.append("悬挂" if zh else "hanging")
    if line.loose:
        notes.append(f"偏松 {line.gap / 1000:.2f}" if zh else f"loose {line.gap / 1000:.2f}")
    if line.forced:
        notes.append("强行断开" if zh else "broken by force")
    if line.over:
        notes.append(f"超出 {line.over / em:.2f}" if zh else f"over by {line.over / em:.2f}")
    return notes


def _summary(trials: Sequence[Trial], lang: Lang) -> str:
    lines = sum(len(trial.lines) for trial in trials)
    loose = sum(line.loose for trial in trials for line in trial.lines)
    forced = sum(line.forced for trial in trials for line in trial.lines)
    lone = sum(trial.lone for trial in trials)
    if lang is Lang.ZH:
        return f"{len(trials)} 段，{lines} 行；偏松 {loose} 行，孤字 {lone} 处，强行断开 {forced} 处\n"
    counts = f"paragraphs: {len(trials)}, lines: {lines}"
    return f"{counts}; loose: {loose}, lone characters: {lone}, broken by force: {forced}\n"


def openings_as_json(texts: Sequence[str], found: Sequence[Sequence[Opening]]) -> str:
    """Where lines may end, as one JSON document; an offset is that of the character after the break."""
    paragraphs = [
        {"text": text, "breaks": [asdict(opening) for opening in openings]}
        for text, openings in zip(texts, found, strict=True)
    ]
    return written({"version": 1, "paragraphs": paragraphs})


def openings_for_people(texts: Sequence[str], found: Sequence[Sequence[Opening]], lang: Lang) -> str:
    """The texts with a sign wherever a line may end."""
    rows = []
    for text, openings in zip(texts, found, strict=True):
        parts, start = [], 0
        for opening in openings:
            parts += [visible(text[start : opening.offset]), _SIGNS[opening.grade]]
            start = opening.offset
        rows.append("".join([*parts, visible(text[start:])]))
    legend = _LEGEND_ZH if lang is Lang.ZH else _LEGEND_EN
    return "\n".join([*rows, "", legend]) + "\n"
