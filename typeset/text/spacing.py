"""The white between two atoms: how much, how much of it may go, and when it may grow.

The pair rule of adjacent marks (标点挤压), the gap between Han and Western, word spaces, and the steps in which
clreq takes white away (6.2) and adds it (6.3). Every amount is data of :class:`LineRules`.
"""

from __future__ import annotations

import enum
from collections.abc import Sequence
from typing import Protocol

from msgspec import Struct, field
from msgspec.structs import replace

from typeset.model.style import LineRules, PunctuationStyle
from typeset.text.class_table import WESTERN
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


_STEPS = {C.STOP: Shrink.STOP, C.PAUSE: Shrink.PAUSE, C.INTERPUNCT: Shrink.INTERPUNCT}


class InkBox(Protocol):
    """What spacing needs to know of an atom, in thousandths of an em."""

    @property
    def lead(self) -> int:
        """White before the ink."""

    @property
    def ink(self) -> int:
        """The ink, and the white that is never taken."""

    @property
    def trail(self) -> int:
        """White after the ink."""


class Whites(Struct):
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
_NUMBER_SIGNS = frozenset({C.POSTFIX, C.PREFIX})
_SIGNS = _NUMBER_SIGNS | {C.COMBINING}
# Blanks have no width of their own: the last of a run carries what stands between its neighbours.
_SPACES = frozenset({C.SPACE, C.GLUE})
_BLANKS = _SPACES | {C.BREAK_SPACE, C.JOINER}
# "avoid beside CN and SL" (clreq 6.3): a connector that drifts from its numbers reads as a dash.
_RIGID = frozenset({C.CONNECTOR, C.SOLIDUS})


class _Atoms(Struct, frozen=True):
    """The atoms of a paragraph: their classes, and those that decide on gaps; their boxes, sizes and tracking."""

    kinds: Sequence[C]
    sides: Sequence[C]
    boxes: Sequence[InkBox]
    sizes: Sequence[Length]
    tracking: Sequence[Length]
    halves: frozenset[int]

    def marked(self, i: int, j: int) -> bool:
        """Whether white of a mark stands between two atoms."""
        kinds, boxes = self.kinds, self.boxes
        return kinds[i] in _MARKS or kinds[j] in _MARKS or bool(boxes[i].trail or boxes[j].lead)


def whites_between(
    kinds: Sequence[C],
    boxes: Sequence[InkBox],
    sizes: Sequence[Length],
    tracking: Sequence[Length],
    rules: LineRules,
) -> Whites:
    """The white after every atom of a paragraph, in lengths."""
    whites = Whites()
    atoms = _Atoms(kinds, _sides(kinds, boxes), boxes, sizes, tracking, _exclamation_halves(kinds))
    last, typed = -1, False
    # A note mark stands close to the ink of the mark before it, whose white goes behind the note.
    noted = -1
    natural, shrink, step, stretch = whites.natural, whites.shrink, whites.step, whites.stretch
    general = Stretch.GENERAL
    plain = [kind is C.HAN and not (box.trail or box.lead) for kind, box in zip(kinds, boxes, strict=True)]
    for i in range(len(kinds) - 1):
        if plain[i] and plain[i + 1]:
            # Two thirds of all pairs: nothing between them, and every line may be opened there.
            last, typed = i, False
            natural.append(tracking[i])
            shrink.append(0)
            step.append(0)
            stretch.append(general)
            continue
        if kinds[i] not in _BLANKS:
            noted = noted if kinds[i] is C.NOTE_MARK else i
            last, typed = noted if kinds[i] is C.NOTE_MARK and noted >= 0 else i, False
        elif kinds[i] in _SPACES:
            typed = True
        if kinds[i + 1] in _BLANKS or kinds[i + 1] is C.NOTE_MARK:
            whites.add(0, 0, Shrink.NONE, Stretch.NONE)
        elif typed and not _replaced(atoms, last, i + 1, rules):
            _add_word_space(whites, sizes[i], rules)
        elif last < 0:
            whites.add(0, 0, Shrink.NONE, Stretch.NONE)
        elif C.EM_SPACE in (kinds[last], kinds[i + 1]):
            _add_beside_em_space(whites, atoms, last, i + 1)
        else:
            _add_pair(whites, atoms, last, i + 1, rules)
    if kinds:
        whites.add(0, 0, Shrink.NONE, Stretch.NONE)
    return whites


def edge_whites(
    kinds: Sequence[C], boxes: Sequence[InkBox], sizes: Sequence[Length], rules: LineRules
) -> tuple[tuple[Length, ...], tuple[Length, ...]]:
    """The white before and after each atom when it stands at the edge of a line: what its style leaves it."""
    leads = [box.lead * size // MILLI for box, size in zip(boxes, sizes, strict=True)]
    trails = [box.trail * size // MILLI for box, size in zip(boxes, sizes, strict=True)]
    if rules.punctuation in {PunctuationStyle.BANJIAO, PunctuationStyle.KAIMING}:
        leads = [_styled(kind, white, rules) for kind, white in zip(kinds, leads, strict=True)]
        trails = [_styled(kind, white, rules) for kind, white in zip(kinds, trails, strict=True)]
    for index in _exclamation_halves(kinds):
        trails[index] = 0
    return tuple(leads), tuple(trails)


def _replaced(atoms: _Atoms, i: int, j: int, rules: LineRules) -> bool:
    """Whether a typed space gives way to what stands there without it: the white of a mark, or the gap (clreq §7)."""
    if i < 0:
        return False
    return atoms.marked(i, j) or _han_western_gap(atoms.sides[i], atoms.sides[j], rules) is not None


def _add_word_space(whites: Whites, size: Length, rules: LineRules) -> None:
    white = rules.word_space * size // MILLI
    least = min(rules.word_space, MILLI // 4) * size // MILLI
    whites.add(white, white - least, Shrink.WORD, Stretch.WORD)


def _add_beside_em_space(whites: Whites, atoms: _Atoms, i: int, j: int) -> None:
    """U+3000 is white enough, and a mark beside it gives up its own; a centred one keeps it.

    Its em is white, not ink: it opens with all other gaps and is dropped at the end of a line.
    """
    pair = [_side(atoms.kinds[k], atoms.boxes[k], atoms.sizes[k]) for k in (i, j)]
    kept = sum(white for side, white in zip(pair, (pair[0].trail, pair[1].lead), strict=True) if side.centred)
    if atoms.kinds[i] is C.EM_SPACE:
        whites.add(kept + atoms.sizes[i], 0, Shrink.NONE, Stretch.GENERAL)
    else:
        whites.add(kept, 0, Shrink.NONE, Stretch.NONE)


def _add_pair(whites: Whites, atoms: _Atoms, i: int, j: int, rules: LineRules) -> None:
    """The white between two atoms that follow each other, or have nothing between them but blanks."""
    kinds, boxes, sizes, tracking = atoms.kinds, atoms.boxes, atoms.sizes, atoms.tracking[i]
    if atoms.marked(i, j):
        pair = (_side(kinds[i], boxes[i], sizes[i]), _side(kinds[j], boxes[j], sizes[j]))
        if i in atoms.halves:
            pair = (replace(pair[0], trail=0), pair[1])
        _add_marks(whites, pair, tracking, rules)
    else:
        sides = (atoms.sides[i], atoms.sides[j])
        _add_plain(whites, (kinds[i], kinds[j]), sides, sizes[i], tracking, rules)


def _exclamation_halves(kinds: Sequence[C]) -> frozenset[int]:
    """Marks of a run of stops (？！, ！！！) that lose their trailing half: 2 marks are 1 em, 3 are 2 (GB 5.1.2)."""
    found: set[int] = set()
    end = 0
    for index, kind in enumerate(kinds):
        if kind is not C.STOP or index < end:
            continue
        end = index + 1
        while end < len(kinds) and kinds[end] is C.STOP:
            end += 1
        if end - index > 1:
            found.update(range(index, end - 1))
            if (end - index) % 2 == 0:
                found.add(end - 1)
    return frozenset(found)


class _Side(Struct, frozen=True):
    """One of two neighbours, its whites as lengths."""

    kind: C
    size: Length
    lead: Length
    trail: Length

    @property
    def centred(self) -> bool:
        """Whether the mark stands in the middle of its box, as in Taiwan."""
        return bool(self.lead and self.trail)


def _side(kind: C, box: InkBox, size: Length) -> _Side:
    return _Side(kind, size, box.lead * size // MILLI, box.trail * size // MILLI)


def _add_marks(whites: Whites, pair: tuple[_Side, _Side], tracking: Length, rules: LineRules) -> None:
    a, b = pair
    trail, lead = _styled(a.kind, a.trail, rules), _styled(b.kind, b.lead, rules)
    together = a.kind in _MARKS and b.kind in _MARKS
    paired = together and (a.kind in _BRACKETS or b.kind in _BRACKETS)
    if paired and rules.punctuation in {PunctuationStyle.QUANJIAO, PunctuationStyle.KAIMING}:
        white = _between_marks(pair, trail, lead)
    else:
        white = trail + lead
    stretch = Stretch.NONE if _unit(a.kind, b.kind) else Stretch.GENERAL
    step = _shrink_step(a.kind, b.kind, trail, lead)
    may_go = white
    if step is Shrink.STOP and not rules.shrink_stops:
        may_go = max(0, white - (trail if a.kind is C.STOP else 0) - (lead if b.kind is C.STOP else 0))
        step = Shrink.BRACKET if may_go else Shrink.NONE
    if rules.punctuation is PunctuationStyle.PLAIN:
        may_go, step = 0, Shrink.NONE
    whites.add(white + tracking, may_go, step, stretch)


def _between_marks(pair: tuple[_Side, _Side], trail: Length, lead: Length) -> Length:
    """The pair rule (clreq.md §5.1): of two halves one goes, and a half that meets no other goes too.

    Only a mark that is not larger than its neighbour is trimmed (§5.2), and a centred one never is: beside it the
    bracket gives up its half.
    """
    a, b = pair
    a_goes = a.size <= b.size and not a.centred
    b_goes = b.size <= a.size and not b.centred
    if trail and lead:
        # Which half goes is bookkeeping when both may; the larger mark keeps its own.
        kept = [blank for blank, goes in ((trail, a_goes), (lead, b_goes)) if not goes]
        return sum(kept) if kept else max(trail, lead)
    return 0 if (a_goes if trail else b_goes) else trail + lead


def _styled(kind: C, blank: Length, rules: LineRules) -> Length:
    if rules.punctuation is PunctuationStyle.BANJIAO and kind in _MARKS:
        return 0
    if rules.punctuation is PunctuationStyle.KAIMING and kind in {C.PAUSE, C.OPENING, C.CLOSING}:
        return 0
    return blank


def _shrink_step(a: C, b: C, trail: Length, lead: Length) -> Shrink:
    """The latest step that any of the two whites belongs to."""
    steps = [_STEPS.get(kind, Shrink.BRACKET) for kind, blank in ((a, trail), (b, lead)) if blank]
    return max(steps, default=Shrink.NONE)


def _unit(a: C, b: C) -> bool:
    """Marks that are one sign together: ？！."""
    return a is C.STOP and b is C.STOP


def _add_plain(
    whites: Whites,
    pair: tuple[C, C],
    sides: tuple[C, C],
    size: Length,
    tracking: Length,
    rules: LineRules,
) -> None:
    a, b = pair
    gap = _han_western_gap(*sides, rules)
    if gap is not None:
        white = gap * size // MILLI
        least = min(rules.gap_least, gap) * size // MILLI
        whites.add(white + tracking, white - least, Shrink.HAN_WESTERN, Stretch.HAN_WESTERN)
        return
    inside_word = sides[0] in WESTERN and sides[1] in WESTERN
    unit = a is C.PREFIX or b is C.POSTFIX or (a is C.FULLWIDTH and b is C.FULLWIDTH)
    rigid = inside_word or unit or a in _RIGID or b in _RIGID or b in {C.COMBINING, C.NOTE_MARK}
    whites.add(tracking, 0, Shrink.NONE, Stretch.NONE if rigid else Stretch.GENERAL)


def _sides(kinds: Sequence[C], boxes: Sequence[InkBox]) -> Sequence[C]:
    """The classes that decide on gaps.

    % and $ are as Western as their digits, ％ and ￥, an em wide, are not (§7); an accent is what it stands on.
    """
    if _SIGNS.isdisjoint(kinds):
        return kinds
    sides: list[C] = []
    for kind, box in zip(kinds, boxes, strict=True):
        if kind is C.COMBINING and sides:
            sides.append(sides[-1])
        else:
            sides.append(C.DIGIT if kind in _NUMBER_SIGNS and box.ink < MILLI else kind)
    return sides


def _han_western_gap(a: C, b: C, rules: LineRules) -> int | None:
    """The gap in thousandths of an em where Han meets Western, None elsewhere."""
    western = b if a is C.HAN else a if b is C.HAN else None
    if western is C.DIGIT:
        return rules.han_digit_gap
    if western is not None and western in WESTERN:
        return rules.han_letter_gap
    return None
