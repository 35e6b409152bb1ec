"""Measure set lines by where their glyphs stand: one measuring for every engine.

An engine hands over its glyphs in the order of the text, each with its origin: from a PDF for others, from the
positions of its lines for ours. They are laid beside the text they came from, so that every line knows what it holds
and every paragraph its last line. All lengths are in em of the body, counted from the left edge of the measure.

The rules of line edges are written down here once more, from the code points of clreq.md §3 and §4 and not from
:mod:`typeset.text`, so that an engine is not its own judge.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import pairwise

# A line is loose when all its ordinary gaps are wider than this, in columns of 13 characters and more, and in
# narrower ones (clreq.md §6.5).
LOOSE = 0.1
LOOSE_IN_NARROW = 0.15
NARROW_BELOW = 13
# A Han character is squeezed, a line too long or too short, when it is off by more than this.
SQUEEZED = 0.01
OFF = 0.02

OPENING = frozenset("“‘（《〈【〖〔［｛「『〝｟〘〚")
CLOSING = frozenset("”’）》〉】〗〕］｝」』〞〟｠〙〛")
PAUSES = frozenset("、，；：")
STOPS = frozenset("。．！？‼⁇⁈⁉")
MARKS = OPENING | CLOSING | PAUSES | STOPS
CONNECTORS = frozenset("–～〜")
INTERPUNCTS = frozenset("·・‧•")
DASHES = frozenset("—⸺")
ELLIPSES = frozenset("…⋯")
POSTFIXES = frozenset("％%‰℃℉°′″￠¢")
PREFIXES = frozenset("￥¥＄$￡£€№±＋−")
WESTERN_OPENING = frozenset("([{")
WESTERN_CLOSING = frozenset(")]},.;:!?/-")
SOLIDUS = "／"
NOT_FIRST = (
    CLOSING | PAUSES | STOPS | CONNECTORS | INTERPUNCTS | ELLIPSES | POSTFIXES | WESTERN_CLOSING | {SOLIDUS}
)
NOT_LAST = OPENING | PREFIXES | WESTERN_OPENING | {SOLIDUS}
# After these an address, a file name or a telephone number is parted where a line must be.
PRESSED = frozenset("-/.,:;?!&=_@#+~\\")


@dataclass(frozen=True, slots=True)
class Glyph:
    """A glyph as an engine set it: its character, origin and advance; ``line`` tells one line from the next.

    A glyph that shows several characters (a ligature, ——) is handed over once for each of them.
    """

    char: str
    x: float
    advance: float
    line: tuple[int, int]


@dataclass(frozen=True, slots=True)
class SetLine:
    """A line beside its text: ``text[offsets[i] - offsets[0]]`` has its origin at ``xs[i]``; spaces have none.

    ``advance`` is that of its last glyph; ``spaced`` says that in the text a space stands before the line.
    """

    text: str
    offsets: tuple[int, ...]
    xs: tuple[float, ...]
    advance: float = 1.0
    spaced: bool = False


@dataclass(slots=True)
class Aligned:
    """The lines of every paragraph; ``astray`` counts characters that were lost, added or changed."""

    paragraphs: list[list[SetLine]]
    astray: int = 0


def align(paragraphs: Sequence[str], glyphs: Iterable[Glyph]) -> Aligned:
    """Lay glyphs beside the text they were set from."""
    wanted = [
        (number, offset, folded)
        for number, text in enumerate(paragraphs)
        for offset, char in enumerate(text)
        for folded in _folded(char)
        if not char.isspace()
    ]
    here = astray = 0
    runs: list[tuple[int, list[tuple[int, Glyph]]]] = []
    for glyph in glyphs:
        for char in "" if glyph.char.isspace() else _folded(glyph.char):
            found = _find(wanted, here, char)
            if found is None:
                astray += 1
                continue
            astray += found - here
            number, offset, _ = wanted[found]
            here = found + 1
            if not runs or runs[-1][0] != number or runs[-1][1][-1][1].line != glyph.line:
                runs.append((number, []))
            if not runs[-1][1] or runs[-1][1][-1][0] != offset:
                runs[-1][1].append((offset, glyph))
    lines: list[list[SetLine]] = [[] for _ in paragraphs]
    for number, places in runs:
        lines[number].append(_line(paragraphs[number], places, lines[number]))
    return Aligned(lines, astray + len(wanted) - here)


_LOOK_AHEAD = 12


def _find(wanted: list[tuple[int, int, str]], here: int, char: str) -> int | None:
    for index in range(here, min(here + _LOOK_AHEAD, len(wanted))):
        if wanted[index][2] == char:
            return index
    return None


def _folded(char: str) -> str:
    """A PDF may call 一 by its radical ⼀, fi by its ligature, —— by ⸺, ； by ; when one glyph serves both."""
    if char == "⸺":
        return "——"
    if "⺀" <= char <= "⿟" or "豈" <= char <= "\ufb06" or "！" <= char <= "～":
        return unicodedata.normalize("NFKC", char)
    return char


def _line(text: str, places: list[tuple[int, Glyph]], before: list[SetLine]) -> SetLine:
    first, last = places[0][0], places[-1][0]
    return SetLine(
        text=text[first : last + 1],
        offsets=tuple(offset for offset, _ in places),
        xs=tuple(glyph.x for _, glyph in places),
        advance=places[-1][1].advance,
        spaced=bool(before) and text[first - 1].isspace(),
    )


def is_han(char: str) -> bool:
    """Whether a character is an ideograph, one em wide and set solid."""
    return (
        "一" <= char <= "鿿"
        or "㐀" <= char <= "䶿"
        or char in "々〇"
        or "豈" <= char <= "龎"
        or char >= "\U00020000"
    )


def is_western(char: str) -> bool:
    """Whether a character is a letter or digit of a Western word or number."""
    return char < "\u2000" and unicodedata.category(char)[0] in {"L", "N"}


def gaps(line: SetLine) -> list[float]:
    """The white between Han characters that stand side by side: 0 when they are set solid."""
    first = line.offsets[0]
    return [
        x2 - x1 - 1
        for (o1, x1), (o2, x2) in pairwise(zip(line.offsets, line.xs, strict=True))
        if o2 == o1 + 1 and is_han(line.text[o1 - first]) and is_han(line.text[o2 - first])
    ]


def squeezed_stops(line: SetLine) -> int:
    """Stops that lost some of their white before a Han character: clreq lets a house forbid it."""
    first = line.offsets[0]
    return sum(
        line.text[o1 - first] in STOPS and is_han(line.text[o2 - first]) and x2 - x1 - 1 < -SQUEEZED
        for (o1, x1), (o2, x2) in pairwise(zip(line.offsets, line.xs, strict=True))
        if o2 == o1 + 1
    )


def is_loose(line: SetLine, limit: float) -> bool:
    """Whether every ordinary gap of a line is wider than ``limit``."""
    found = gaps(line)
    return bool(found) and min(found) > limit


def off_measure(line: SetLine, measure: float, ink_of: Callable[[str], float]) -> float:
    """By how much a line sticks out of its measure (more than 0) or ends before it (less than 0).

    A mark at the end may have lost its white or kept it; ``ink_of`` says where the ink of one ends. —— and …… may
    be one glyph or two.
    """
    char, x = line.text[-1], line.xs[-1]
    least = most = 1.0 if is_han(char) else line.advance
    if char in MARKS and char not in WESTERN_CLOSING:
        least = min(most, max(0.5, ink_of(char)))
    elif char in INTERPUNCTS | DASHES | ELLIPSES:
        least, most = 0.5, 2.0
    return max(0.0, x + least - measure) - max(0.0, measure - x - most)


@dataclass(frozen=True, slots=True)
class Break:
    """A rule that a line end breaks: ``kind`` is first, last, parted or pressed; ``where`` shows both lines."""

    kind: str
    where: str


def broken(lines: Sequence[SetLine]) -> Iterator[Break]:
    """The rules of line edges (level gb) that a paragraph breaks; ``pressed`` is allowed where nothing else helps."""
    for before, line in pairwise(lines):
        kind = _broken(before.text, line.text, spaced=line.spaced)
        if kind:
            yield Break(kind, f"{before.text[-6:]}|{line.text[:6]}")


def _broken(before: str, after: str, *, spaced: bool) -> str:
    a, b = before[-1], after[0]
    if _in_pair(before, after):
        return "parted"
    if a in NOT_LAST and not (spaced and a in PREFIXES):
        return "last"
    lone_dash = b == "—" and not after.startswith("——")
    if (b in NOT_FIRST or lone_dash) and not (spaced and b in WESTERN_CLOSING | PREFIXES):
        return "first"
    if spaced:
        return ""
    if is_western(a) and is_western(b):
        return "parted"
    if a in ".,:" and b.isdigit() and before[-2:-1].isdigit():
        return "parted"
    if _fullwidth(a) and _fullwidth(b):
        return "parted"
    return "pressed" if a in PRESSED and is_western(b) else ""


def _in_pair(before: str, after: str) -> bool:
    """Whether a line ends inside —— or ……."""
    a = before[-1]
    if a != after[0] or a not in "—…⋯":
        return False
    return (len(before) - len(before.rstrip(a))) % 2 == 1


def _fullwidth(char: str) -> bool:
    return "０" <= char <= "９" or "Ａ" <= char <= "Ｚ" or "ａ" <= char <= "ｚ"


def is_lone(lines: Sequence[SetLine]) -> bool:
    """Whether the last of several lines is a single character, its marks not counted (孤字)."""
    if len(lines) < 2:
        return False
    inked = [c for c in lines[-1].text if c not in MARKS and not c.isspace()]
    return len(inked) == 1


@dataclass(slots=True)
class Quality:
    """What was measured of a whole text in one measure; shares are of the justified lines.

    ``worst`` holds the loose lines: gap, line, next line; ``missed`` the lines off their measure, and by how much.
    """

    lines: int = 0
    justified: int = 0
    loose: int = 0
    over_a_tenth: int = 0
    gap_sum: float = 0.0
    gap_count: int = 0
    gap_most: float = 0.0
    squeezed: int = 0
    stops: int = 0
    lone: int = 0
    first: int = 0
    last: int = 0
    parted: int = 0
    pressed: int = 0
    over: int = 0
    short: int = 0
    astray: int = 0
    worst: list[tuple[float, str, str]] = field(default_factory=list)
    missed: list[tuple[float, str]] = field(default_factory=list)
    breaks: list[Break] = field(default_factory=list)

    @property
    def mean_gap(self) -> float:
        """The mean white between Han characters of justified lines."""
        return self.gap_sum / max(self.gap_count, 1)

    def share(self, count: int) -> float:
        """Per cent of the justified lines."""
        return 100 * count / max(self.justified, 1)


def measure_lines(aligned: Aligned, measure: float, ink_of: Callable[[str], float]) -> Quality:
    """Measure a text set in lines of ``measure`` em."""
    limit = LOOSE if measure >= NARROW_BELOW else LOOSE_IN_NARROW
    found = Quality(astray=aligned.astray)
    for lines in aligned.paragraphs:
        found.lines += len(lines)
        found.lone += is_lone(lines)
        for rule in broken(lines):
            found.breaks.append(rule)
            setattr(found, rule.kind, getattr(found, rule.kind) + 1)
        for number, line in enumerate(lines):
            justified = number + 1 < len(lines)
            off = off_measure(line, measure, ink_of)
            found.over += off > OFF
            found.short += justified and off < -OFF
            if off > OFF or (justified and off < -OFF):
                found.missed.append((round(off, 3), line.text))
            if justified:
                _measure_gaps(found, line, lines[number + 1], limit)
    found.worst.sort(reverse=True)
    return found


def _measure_gaps(found: Quality, line: SetLine, after: SetLine, limit: float) -> None:
    found.justified += 1
    found.stops += squeezed_stops(line) > 0
    whites = gaps(line)
    if not whites:
        return
    found.gap_sum += sum(whites)
    found.gap_count += len(whites)
    found.gap_most = max(found.gap_most, *whites, 0.0)
    found.squeezed += min(whites) < -SQUEEZED
    found.over_a_tenth += is_loose(line, LOOSE)
    if is_loose(line, limit):
        found.loose += 1
        found.worst.append((round(min(whites), 3), line.text, after.text))
