"""The lines of one text in two versions: which hold characters that changed, which were only broken or styled otherwise, which moved.

Whole lines are compared first, so that most are out of the way; then the characters of the blocks between. The end of a paragraph
counts as a character: two paragraphs made one are a change to read.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import accumulate

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
    hunks: list[Hunk] = []
    moved: list[LinePlace] = []
    rebroken: list[LinePlace] = []
    restyled: list[LinePlace] = []
    blocks = changes([_characters(line) for line in old], [_characters(line) for line in new])
    for i, j, length in kept(blocks, old, new):
        for before, after in zip(old[i : i + length], new[j : j + length], strict=True):
            if before.looks != after.looks:
                restyled.append(after.place)
            elif not _same_place(before.place, after.place):
                moved.append(after.place)
    for block in blocks:
        found = _Block.of(block, old, new)
        hunks += found.hunks
        rebroken += found.rebroken
        restyled += found.restyled
    return replace(
        diff, hunks=tuple(hunks), moved=tuple(moved), rebroken=tuple(rebroken), restyled=tuple(restyled)
    )


def _same_place(one: LinePlace, other: LinePlace) -> bool:
    """Whether a line stands where it stood: to the point where that is known, else by its column and number."""
    if one.box is None or other.box is None:
        return one == other
    return (one.page, one.box.x, one.box.y) == (other.page, other.box.x, other.box.y)


def _characters(line: ShownLine) -> str:
    return line.text + PARAGRAPH_END if line.ends else line.text


@dataclass(frozen=True, slots=True)
class _Side:
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


@dataclass(frozen=True, slots=True)
class _Block:
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
    before, after = one.looks(), other.looks()
    lines: set[int] = set()
    for i, j, length in kept(found, one.text, other.text):
        for n in range(length):
            if before[i + n] != after[j + n]:
                lines.add(other.touched((j + n, j + n + 1))[0])
    return lines
