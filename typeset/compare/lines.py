"""The lines of one text in two versions: which hold characters that changed, which were only broken or styled otherwise, which moved.

Whole paragraphs are compared first, then whole lines of those that are not the same, so that most are out of the way; then the characters
of what is left. The end of a paragraph counts as a character: two paragraphs made one are a change to read.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from itertools import accumulate, pairwise

from msgspec import Struct
from msgspec.structs import replace

from typeset.compare.sequences import Change, changes, kept
from typeset.model.changes import ChangedLine, Fate, Hunk, TextDiff
from typeset.model.impression import LinePlace, Look, ShownLine, ShownText

PARAGRAPH_END = "\n"
_Ends = tuple[int, int]


def compare_text(old: ShownText | None, new: ShownText | None) -> TextDiff:
    """What is different between two versions of a text, of which one may be missing."""
    known = new or old
    if known is None:
        raise ValueError("there is no text in either version")
    before, after = (text.lines if text is not None else () for text in (old, new))
    diff = TextDiff(known.kind, known.owner, known.of_story, known.page)
    if old is None or new is None:
        return replace(diff, fate=Fate.REMOVED if new is None else Fate.ADDED, hunks=_whole(before, after))
    return _compared(diff, before, after)


def _whole(old: Sequence[ShownLine], new: Sequence[ShownLine]) -> tuple[Hunk, ...]:
    """All lines of a text that is new or gone."""
    if not old and not new:
        return ()
    marked = (
        tuple(ChangedLine(line.text, line.place, ((0, len(_characters(line))),)) for line in lines)
        for lines in (old, new)
    )
    return (Hunk(*marked),)


def _compared(diff: TextDiff, old: Sequence[ShownLine], new: Sequence[ShownLine]) -> TextDiff:
    told = _Told()
    before, after = _Paragraphs.of(old), _Paragraphs.of(new)
    blocks = changes(before.texts, after.texts)
    for i, j, length in kept(blocks, before.texts, after.texts):
        for n in range(length):
            told.same_copy(before.lines(i + n, i + n + 1), after.lines(j + n, j + n + 1))
    for block in blocks:
        _compare_block(before.ends(block.old), after.ends(block.new), old, new, told)
    return replace(
        diff,
        hunks=tuple(told.hunks),
        moved=tuple(told.moved),
        rebroken=tuple(told.rebroken),
        restyled=tuple(told.restyled),
    )


def _compare_block(
    ends: _Ends, others: _Ends, old: Sequence[ShownLine], new: Sequence[ShownLine], told: _Told
) -> None:
    """Compare the lines of paragraphs of which none is as it was."""
    one, other = ([_characters(line) for line in side] for side in (old[slice(*ends)], new[slice(*others)]))
    found = changes(one, other)
    for i, j, length in kept(found, one, other):
        first, second = ends[0] + i, others[0] + j
        told.same_copy(old[first : first + length], new[second : second + length])
    for change in found:
        block = Change(
            (ends[0] + change.old[0], ends[0] + change.old[1]),
            (others[0] + change.new[0], others[0] + change.new[1]),
        )
        told.block(_Block.of(block, old, new))


class _Paragraphs(Struct, frozen=True):
    """Lines as paragraphs: the characters of each, and where its lines begin among all."""

    all: Sequence[ShownLine]
    texts: tuple[str, ...]
    starts: tuple[int, ...]

    @classmethod
    def of(cls, lines: Sequence[ShownLine]) -> _Paragraphs:
        last = [number for number, line in enumerate(lines, 1) if line.ends]
        starts = (0, *last) if not lines or lines[-1].ends else (0, *last, len(lines))
        texts = ("".join(map(_characters, lines[first:stop])) for first, stop in pairwise(starts))
        return cls(lines, tuple(texts), starts)

    def ends(self, paragraphs: _Ends) -> _Ends:
        """The lines of these paragraphs, the first and the last (excluded)."""
        return self.starts[paragraphs[0]], self.starts[paragraphs[1]]

    def lines(self, first: int, last: int) -> Sequence[ShownLine]:
        return self.all[slice(*self.ends((first, last)))]


class _Told:
    """What has been found out of the lines of a text so far; lives for one comparison."""

    def __init__(self) -> None:
        self.hunks: list[Hunk] = []
        self.moved: list[LinePlace] = []
        self.rebroken: list[LinePlace] = []
        self.restyled: list[LinePlace] = []

    def same_copy(self, old: Sequence[ShownLine], new: Sequence[ShownLine]) -> None:
        """Lines that hold the same characters, perhaps broken otherwise."""
        one, other = _Side.of(old), _Side.of(new)
        styled = _restyled((), one, other)
        lines = dict(zip(one.starts, one.lines, strict=False))
        for number, (start, line) in enumerate(zip(other.starts, other.lines, strict=False)):
            before = lines.get(start)
            if number in styled:
                self.restyled.append(line.place)
            elif before is None or before.text != line.text:
                self.rebroken.append(line.place)
            elif not _same_place(before.place, line.place):
                self.moved.append(line.place)

    def block(self, found: _Block) -> None:
        """Lines of which none is as it was."""
        self.hunks += found.hunks
        self.rebroken += found.rebroken
        self.restyled += found.restyled


def _same_place(one: LinePlace, other: LinePlace) -> bool:
    """Whether a line stands where it stood: to the point where that is known, else by its column and number."""
    if one.box is None or other.box is None:
        return one == other
    return (one.page, one.box.x, one.box.y) == (other.page, other.box.x, other.box.y)


def _characters(line: ShownLine) -> str:
    return line.text + PARAGRAPH_END if line.ends else line.text


class _Side(Struct, frozen=True):
    """One version of a block: its lines, where each begins among all lines of the text, and among the characters of the block."""

    lines: tuple[ShownLine, ...]
    text: str
    starts: tuple[int, ...]

    @classmethod
    def of(cls, lines: Sequence[ShownLine]) -> _Side:
        texts = [_characters(line) for line in lines]
        return cls(tuple(lines), "".join(texts), tuple(accumulate(map(len, texts), initial=0)))

    def touched(self, ends: _Ends) -> _Ends:
        """The lines that hold these characters; of none of them the line in which they were or will be."""
        if not self.text:
            return 0, 0
        first, last = ends
        if first == last:
            # After a character of the same paragraph, or before the first of one.
            first -= first > 0 and (first == len(self.text) or self.text[first - 1] != PARAGRAPH_END)
            last = first + 1
        return self._line(first), self._line(last - 1) + 1

    def _line(self, character: int) -> int:
        return bisect_right(self.starts, character, hi=len(self.lines)) - 1

    def changed(self, lines: _Ends, found: Sequence[_Ends]) -> tuple[ChangedLine, ...]:
        """The lines with what of these characters is theirs marked."""
        return tuple(
            ChangedLine(self.lines[n].text, self.lines[n].place, self._marks(n, found)) for n in range(*lines)
        )

    def _marks(self, line: int, found: Sequence[_Ends]) -> tuple[_Ends, ...]:
        start, stop = self.starts[line], self.starts[line + 1]
        cut = ((max(first, start) - start, min(last, stop) - start) for first, last in found)
        return tuple((first, last) for first, last in cut if first < last)

    def looks(self) -> list[Look | None]:
        """How each character looks; None for the end of a paragraph and where it is not known."""
        made: list[Look | None] = []
        for line in self.lines:
            known = [look for count, look in line.looks for _ in range(count)]
            made += [*known, *(None for _ in range(len(_characters(line)) - len(known)))]
        return made


class _Block(Struct, frozen=True):
    """What is different between lines of which none is as it was."""

    hunks: tuple[Hunk, ...]
    rebroken: tuple[LinePlace, ...]
    restyled: tuple[LinePlace, ...]

    @classmethod
    def of(cls, block: Change, old: Sequence[ShownLine], new: Sequence[ShownLine]) -> _Block:
        one, other = _Side.of(old[slice(*block.old)]), _Side.of(new[slice(*block.new)])
        found = changes(one.text, other.text)
        groups = _groups(found, one, other)
        hunks = [
            Hunk(
                one.changed(before, [change.old for change in group]),
                other.changed(after, [change.new for change in group]),
            )
            for before, after, group in groups
        ]
        if not other.lines and new:
            # Lines were taken out and nothing stands for them: the line before them is where to look.
            beside = new[max(block.new[0] - 1, 0)]
            hunks = [replace(hunk, new=(ChangedLine(beside.text, beside.place),)) for hunk in hunks]
        read = {number for _, after, _ in groups for number in range(*after)}
        styled = _restyled(found, one, other) - read
        return cls(
            tuple(hunks),
            tuple(line.place for n, line in enumerate(other.lines) if n not in read | styled),
            tuple(other.lines[n].place for n in sorted(styled)),
        )


def _groups(found: Sequence[Change], one: _Side, other: _Side) -> list[tuple[_Ends, _Ends, list[Change]]]:
    """Changes together that are in the same lines: the lines of either version, and the changes."""
    groups: list[tuple[_Ends, _Ends, list[Change]]] = []
    for change in found:
        before, after = one.touched(change.old), other.touched(change.new)
        if groups and (before[0] < groups[-1][0][1] or after[0] < groups[-1][1][1]):
            was, now, together = groups.pop()
            before = (min(was[0], before[0]), max(was[1], before[1])) if one.lines else before
            after = (min(now[0], after[0]), max(now[1], after[1])) if other.lines else after
            groups.append((before, after, [*together, change]))
        else:
            groups.append((before, after, [change]))
    return groups


def _restyled(found: Sequence[Change], one: _Side, other: _Side) -> set[int]:
    """The lines of the new version with a character that is the same and looks different."""
    if not found and [line.looks for line in one.lines] == [line.looks for line in other.lines]:
        return set()
    before, after = one.looks(), other.looks()
    lines: set[int] = set()
    for i, j, length in kept(found, one.text, other.text):
        for n in range(length):
            if before[i + n] != after[j + n]:
                lines.add(other.touched((j + n, j + n + 1))[0])
    return lines
