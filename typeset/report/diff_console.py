"""What is different between two versions, for proofreaders: a line a page, then every place to read, old line and new.

With colours what changed inside a line is set off; without them it stands in ⟦ ⟧. ¶ is the end of a paragraph that came or went.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Final

from typeset.catalogue.entry import Lang
from typeset.model.changes import (
    Aspect,
    ChangedLine,
    Fate,
    FrameDiff,
    Hunk,
    InkKind,
    IssueDiff,
    JumpDiff,
    PageDiff,
    StoryDiff,
    TextDiff,
)
from typeset.model.impression import LinePlace, ShownFinding, ShownJump, ShownStory
from typeset.report.diff_words import WHY_PDF, WHY_REPORT, diff_words
from typeset.report.excerpt import visible
from typeset.report.rendered import rendered
from typeset.report.styled import Styled

_OLD: Final = "red"
_NEW: Final = "green"
_FAINT: Final = "bright_black"
_MARKED: Final = " bold reverse"
_END: Final = "¶"


class DiffConsole:
    """Writes for a terminal, with or without colours."""

    def __init__(self, *, lang: Lang, colours: bool = False) -> None:
        self._lang = lang
        self._say = diff_words(lang)
        self._colours = colours

    def write(self, diff: IssueDiff) -> str:
        """The whole report; one line when nothing changed."""
        text = Styled()
        if diff.is_changed:
            for page in diff.pages:
                text.append_text(self._page(page))
            for story in diff.stories:
                text.append_text(self._story(story))
            for other in diff.texts:
                text.append_text(self._text(other, ""))
            text.append_text(self._frames(diff.frames))
            text.append_text(self._jumps(diff.jumps))
            text.append_text(self._findings(diff))
        text.append_text(self._not_compared(diff.not_compared))
        text.append(self._summary(diff) + "\n", style="bold")
        return rendered(text, colours=self._colours)

    def _page(self, page: PageDiff) -> Styled:
        label = self._say.page.format(page=visible(page.name))
        style = _FAINT if page.fate in {Fate.SAME, Fate.UNKNOWN} else "bold"
        return Styled(f"{label}  {self._say.between.join(self._told(page))}\n", style=style)

    def _told(self, page: PageDiff) -> Iterator[str]:
        say = self._say
        if page.fate is not Fate.CHANGED:
            yield say.fates[page.fate]
        counts = (
            (say.read, page.read),
            (say.moved, page.moved),
            (say.rebroken, page.rebroken),
            (say.restyled, page.restyled),
        )
        lines = [words.format(n=count) for words, count in counts if count]
        yield from lines
        ink = list(self._ink(page))
        yield from ink
        if page.fate is Fate.CHANGED and not lines:
            yield say.only_ink if ink else say.fates[Fate.CHANGED]

    def _ink(self, page: PageDiff) -> Iterator[str]:
        for kind in InkKind:
            here = [place for place in page.places if place.kind is kind]
            if here:
                words = self._say.ink[kind].format(n=len(here))
                yield self._say.gone.format(what=words) if all(place.gone for place in here) else words

    def _story(self, story: StoryDiff) -> Styled:
        say, slug = self._say, visible(story.slug)
        if story.fate is Fate.REMOVED:
            return Styled("\n" + say.story_removed.format(slug=slug) + "\n", style=f"bold {_OLD}")
        if story.fate is Fate.ADDED:
            return Styled("\n" + say.story_added.format(slug=slug) + "\n", style=f"bold {_NEW}")
        text = Styled("\n" + say.story.format(slug=slug) + "".join(self._moves(story)) + "\n", style="bold")
        for one in story.texts:
            text.append_text(self._text(one, "  "))
        return text

    def _moves(self, story: StoryDiff) -> Iterator[str]:
        if story.old is None or story.new is None:
            return
        if story.is_moved:
            old, new = self._places(story.old), self._places(story.new)
            yield "  " + self._say.was_at.format(old=old, new=new)
        if story.old.characters != story.new.characters:
            yield "  " + self._say.counts.format(old=story.old.characters, new=story.new.characters)

    def _places(self, story: ShownStory) -> str:
        return self._say.between.join(self._frame(page, name) for page, name in story.places)

    def _text(self, text: TextDiff, indent: str) -> Styled:
        say = self._say
        counts = ((say.moved, text.moved), (say.rebroken, text.rebroken), (say.restyled, text.restyled))
        told = [words.format(n=len(places)) for words, places in counts if places]
        head = say.kinds[text.kind]
        if not text.of_story and text.page:
            head += f"  {self._frame(text.page, text.owner if text.owner != text.page else '')}"
        made = Styled(f"{indent}{say.between.join([head, *told])}\n")
        for hunk in text.hunks:
            made.append_text(self._hunk(hunk, indent + "  "))
        return made

    def _hunk(self, hunk: Hunk, indent: str) -> Styled:
        where = (hunk.new or hunk.old)[0].place
        text = Styled(f"{indent}{self._where(where)}\n", style=_FAINT)
        for sign, style, lines in (("−", _OLD, hunk.old), ("+", _NEW, hunk.new)):
            for line in lines:
                text.append(f"{indent}{sign} ", style=style)
                text.append_text(self._line(line, style))
                text.append("\n")
        return text

    def _line(self, line: ChangedLine, style: str) -> Styled:
        shown = line.text + _END if any(last > len(line.text) for _, last in line.marks) else line.text
        text, at = Styled(), 0
        for first, last in line.marks:
            text.append(visible(shown[at:first]), style=style)
            marked = visible(shown[first:last])
            text.append(marked if self._colours else f"⟦{marked}⟧", style=style + _MARKED)
            at = last
        return text.append(visible(shown[at:]), style=style)

    def _where(self, place: LinePlace) -> str:
        say = self._say
        words = [self._frame(place.page, place.frame)]
        if place.column:
            words.append(say.column.format(column=place.column))
        if place.number:
            words.append(say.line.format(line=place.number))
        return " ".join(words)

    def _frame(self, page: str, frame: str) -> str:
        return self._say.frame.format(page=visible(page), frame=visible(frame)).rstrip()

    def _frames(self, frames: Sequence[FrameDiff]) -> Styled:
        say = self._say
        text = Styled(f"\n{say.frames}\n" if frames else "", style="bold")
        for frame in frames:
            told = [
                words
                for words, holds in (
                    (say.frame_added, frame.old is None),
                    (say.frame_removed, frame.new is None),
                    (say.frame_moved, frame.is_moved),
                    (say.frame_resized, frame.is_resized),
                )
                if holds
            ]
            text.append(
                f"  {self._frame(frame.page, frame.name)}  {say.between.join(told)}\n", style="not bold"
            )
        return text

    def _jumps(self, jumps: Sequence[JumpDiff]) -> Styled:
        text = Styled(f"\n{self._say.jumps}\n" if jumps else "", style="bold")
        for jump in jumps:
            text.append(f"  {visible(jump.story)}\n", style="not bold")
            for sign, style, side in (("−", _OLD, jump.old), ("+", _NEW, jump.new)):
                for one in side:
                    text.append(f"    {sign} {self._jump(one)}\n", style=f"not bold {style}")
                if not side:
                    text.append(f"    {sign} {self._say.no_jump}\n", style=f"not bold {style}")
        return text

    def _jump(self, jump: ShownJump) -> str:
        come, gone = self._frame(*jump.come), self._frame(*jump.gone)
        source, target = visible(jump.source_text), visible(jump.target_text)
        return self._say.jump.format(come=come, gone=gone, source=source, target=target)

    def _findings(self, diff: IssueDiff) -> Styled:
        text = Styled()
        if diff.findings is None:
            return text
        for heading, sign, style, found in (
            (self._say.findings_new, "+", _NEW, diff.findings.new),
            (self._say.findings_gone, "−", _OLD, diff.findings.gone),
        ):
            if found:
                text.append(f"\n{heading}\n", style="bold")
                for one in found:
                    text.append(f"  {sign} {self._finding(one)}\n", style=style)
        return text

    def _finding(self, one: ShownFinding) -> str:
        where = self._frame(one.page, one.frame) + " " if one.page else ""
        return visible(f"{where}{one.id} {one.code}: {one.message}")

    def _not_compared(self, aspects: Sequence[Aspect]) -> Styled:
        if not aspects:
            return Styled()
        why = WHY_PDF if Aspect.STORIES in aspects else WHY_REPORT
        what = ("、" if self._lang is Lang.ZH else ", ").join(self._say.aspects[one] for one in aspects)
        return Styled(self._say.not_compared.format(what=what, why=why[self._lang]) + "\n", style="yellow")

    def _summary(self, diff: IssueDiff) -> str:
        if not diff.is_changed:
            return self._say.nothing_known if diff.not_compared else self._say.nothing
        if Aspect.LINES in diff.not_compared:
            # How much is to be read nobody knows.
            return self._say.changed
        known = [page.fate for page in diff.pages if page.fate is not Fate.UNKNOWN]
        same = sum(fate is Fate.SAME for fate in known)
        read = sum(page.read for page in diff.pages)
        return self._say.summary.format(changed=len(known) - same, read=read, same=same)
