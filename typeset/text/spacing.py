"""The white between two atoms: how much, how much of it may go, and when it may grow.

The pair rule of adjacent marks (标点挤压), the gap between Han and Western, word spaces, and the steps in which
clreq takes white away (6.2) and adds it (6.3). Every amount is data of :class:`LineRules`.
"""

from __future__ import annotations

import enum
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Protocol

from typeset.model.style import LineRules, PunctuationStyle
from typeset.text.classes import CharClass as C
from typeset.units import Length

MILLI = 1000


class Stretch(enum.IntEnum):
    """In which step a white grows when a line is too short; NONE never grows."""

    NONE = 0
    WORD = 1
    HAN_WESTERN = 2
    GENERAL = 3


class Shrink(enum.IntEnum):
    """In which step a white is taken away when a line is too long (clreq.md §6.2)."""

    NONE = 0
    WORD = 2
    INTERPUNCT = 3
    BRACKET = 4
    PAUSE = 5
    HAN_WESTERN = 6
    STOP = 7


class InkBox(Protocol):
    """What spacing needs to know of an atom, in thousandths of an em."""

    @property
    def lead(self) -> int:
        """White before the ink."""

    @property
    def trail(self) -> int:
        """White after the ink."""


@dataclass(slots=True)
class Whites:
    """The whites of a paragraph; entry i is what follows atom i. The last atom has none."""

    natural: list[Length] = field(default_factory=list)
    shrink: list[Length] = field(default_factory=list)
    step: list[int] = field(default_factory=list)
    stretch: list[Stretch] = field(default_factory=list)

    def add(self, natural: Length, shrink: Length, step: Shrink, stretch: Stretch) -> None:
        """Append the white after the next atom."""
        self.natural.append(natural)
        self.shrink.append(shrink)
        self.step.append(int(step))
        self.stretch.append(stretch)


_BRACKETS = frozenset({C.OPENING, C.CLOSING})
_MARKS = frozenset({C.OPENING, C.CLOSING, C.PAUSE, C.STOP})
_WESTERN = frozenset({C.LETTER, C.DIGIT, C.WESTERN_OPENING, C.WESTERN_CLOSING, C.WESTERN_MARK})
_GAP_FREE = frozenset({C.SPACE, C.EM_SPACE, C.BREAK_SPACE, C.GLUE})
# "avoid beside CN and SL" (clreq 6.3): a connector that drifts from its numbers reads as a dash.
_RIGID = frozenset({C.CONNECTOR, C.SOLIDUS})


def whites_between(
    kinds: Sequence[C],
    boxes: Sequence[InkBox],
    sizes: Sequence[Length],
    tracking: Sequence[Length],
    rules: LineRules,
) -> Whites:
    """The white after every atom of a paragraph, in lengths."""
    whites = Whites()
    halves = _exclamation_halves(kinds)
    # A note mark stands close to the ink of the mark before it, whose white goes behind the note.
    noted: tuple[C, Length] | None = None
    for i in range(len(kinds) - 1):
        a, b = kinds[i], kinds[i + 1]
        noted = noted if a is C.NOTE_MARK else None
        if a in _GAP_FREE or b in _GAP_FREE:
            _add_space(whites, kinds, i, sizes, rules)
        elif a in _MARKS or b in _MARKS or (noted is not None and b is not C.NOTE_MARK):
            trail = 0 if i in halves else boxes[i].trail * sizes[i] // MILLI
            lead = boxes[i + 1].lead * sizes[i + 1] // MILLI
            if b is C.NOTE_MARK:
                noted = (a, trail)
                whites.add(tracking[i], 0, Shrink.NONE, Stretch.NONE)
                continue
            mark, trail = noted or (a, trail)
            _add_marks(whites, (mark, b), (trail, lead), tracking[i], rules)
        else:
            _add_plain(whites, (a, b), sizes[i], tracking[i], rules)
    if kinds:
        whites.add(0, 0, Shrink.NONE, Stretch.NONE)
    return whites


def _exclamation_halves(kinds: Sequence[C]) -> frozenset[int]:
    """Marks of a run of stops (？！, ！！！) that lose their trailing half: 2 marks are 1 em, 3 are 2 (GB 5.1.2)."""
    found: set[int] = set()
    index = 0
    while index < len(kinds):
        end = index
        while end < len(kinds) and kinds[end] is C.STOP:
            end += 1
        if end - index > 1:
            found.update(range(index, end - 1))
            if (end - index) % 2 == 0:
                found.add(end - 1)
        index = max(end, index + 1)
    return frozenset(found)


def _add_marks(
    whites: Whites,
    pair: tuple[C, C],
    blanks: tuple[Length, Length],
    tracking: Length,
    rules: LineRules,
) -> None:
    a, b = pair
    trail, lead = _styled(a, blanks[0], rules), _styled(b, blanks[1], rules)
    together = a in _MARKS and b in _MARKS
    paired = together and (a in _BRACKETS or b in _BRACKETS)
    if paired and rules.punctuation in {PunctuationStyle.QUANJIAO, PunctuationStyle.KAIMING}:
        white = max(trail, lead) if trail and lead else 0
    else:
        white = trail + lead
    stretch = Stretch.NONE if _unit(a, b) else Stretch.GENERAL
    step = _shrink_step(a, b, trail, lead)
    may_go = white
    if step is Shrink.STOP and not rules.shrink_stops:
        may_go = max(0, white - trail)
        step = Shrink.BRACKET if may_go else Shrink.NONE
    if rules.punctuation is PunctuationStyle.PLAIN:
        may_go, step = 0, Shrink.NONE
    whites.add(white + tracking, may_go, step, stretch)


def _styled(kind: C, blank: Length, rules: LineRules) -> Length:
    if rules.punctuation is PunctuationStyle.BANJIAO and kind in _MARKS:
        return 0
    if rules.punctuation is PunctuationStyle.KAIMING and kind in {C.PAUSE, C.OPENING, C.CLOSING}:
        return 0
    return blank


def _shrink_step(a: C, b: C, trail: Length, lead: Length) -> Shrink:
    if not trail and not lead:
        return Shrink.NONE
    if trail and a is C.STOP:
        return Shrink.STOP
    if trail and a is C.PAUSE:
        return Shrink.PAUSE
    return Shrink.BRACKET


def _unit(a: C, b: C) -> bool:
    """Marks that are one sign together: ？！."""
    return a is C.STOP and b is C.STOP


def _add_plain(whites: Whites, pair: tuple[C, C], size: Length, tracking: Length, rules: LineRules) -> None:
    a, b = pair
    gap = _han_western_gap(a, b, rules)
    if gap is not None:
        white = gap * size // MILLI
        least = min(rules.gap_least, gap) * size // MILLI
        whites.add(white + tracking, white - least, Shrink.HAN_WESTERN, Stretch.HAN_WESTERN)
        return
    inside_word = a in _WESTERN and b in _WESTERN
    unit = a is C.PREFIX or b is C.POSTFIX or (a is C.FULLWIDTH and b is C.FULLWIDTH)
    rigid = inside_word or unit or a in _RIGID or b in _RIGID or b in {C.COMBINING, C.NOTE_MARK}
    whites.add(tracking, 0, Shrink.NONE, Stretch.NONE if rigid else Stretch.GENERAL)


def _han_western_gap(a: C, b: C, rules: LineRules) -> int | None:
    """The gap in thousandths of an em where Han meets Western, None elsewhere."""
    western = b if a is C.HAN else a if b is C.HAN else None
    if western is C.DIGIT:
        return rules.han_digit_gap
    if western is not None and western in _WESTERN:
        return rules.han_letter_gap
    return None


def _add_space(whites: Whites, kinds: Sequence[C], i: int, sizes: Sequence[Length], rules: LineRules) -> None:
    """A typed space: its width is the white after it. Between Han and Western it becomes the gap (clreq §7)."""
    a = kinds[i]
    if a not in {C.SPACE, C.EM_SPACE, C.GLUE}:
        whites.add(0, 0, Shrink.NONE, Stretch.NONE)
        return
    if a is C.EM_SPACE:
        # The glyph itself is 1 em of ink box: nothing is added after it.
        whites.add(0, 0, Shrink.NONE, Stretch.NONE)
        return
    before = kinds[i - 1] if i else None
    gap = _han_western_gap(before, kinds[i + 1], rules) if before is not None else None
    if gap is not None:
        white = gap * sizes[i] // MILLI
        least = min(rules.gap_least, gap) * sizes[i] // MILLI
        whites.add(white, white - least, Shrink.HAN_WESTERN, Stretch.HAN_WESTERN)
        return
    white = rules.word_space * sizes[i] // MILLI
    least = min(rules.word_space, MILLI // 4) * sizes[i] // MILLI
    whites.add(white, white - least, Shrink.WORD, Stretch.WORD)
