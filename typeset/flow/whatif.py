"""What if a story were another: the stories of an issue set again with one of them changed, everything else taken over.

It is how fit advice and margins are found and proved: nothing is estimated that could be tried (issue 7).
"""

from __future__ import annotations

import functools
from collections import Counter
from collections.abc import Mapping
from typing import Final

from msgspec import Struct
from msgspec.structs import replace

from typeset.faces import FaceBook
from typeset.flow.bench import Bench
from typeset.flow.body import Body, Cursor
from typeset.flow.issue import SetIssue
from typeset.flow.jump import Placed
from typeset.flow.standingtype import StandingType
from typeset.flow.stories import SetStories, set_alone, set_stories
from typeset.model.edition import Edition, PageSpec
from typeset.model.layout import FrameSpec
from typeset.model.story import Story
from typeset.model.style import CopyfitRules
from typeset.text.breaks import Hyphenator, Words
from typeset.text.justify import Line
from typeset.units import Length


class Standing(Struct, frozen=True):
    """How a story stands when it is set: what its fit, its lines, the jumps and the pages are told by.

    ``over`` counts characters without room, ``over_lines`` their lines, ``free`` lines of its frame left empty where that is told. ``paragraphs`` are
    the lines of each of its paragraphs, ``jumps`` those of the whole issue, ``others`` the stories that are over or short
    besides, ``fitted`` what was changed to make its frame fit.
    """

    over: int
    over_lines: int
    free: int
    paragraphs: tuple[int, ...]
    jumps: tuple[tuple[str, int, str, int, str], ...]
    others: tuple[tuple[str, str], ...]
    fitted: tuple[str, ...]

    @property
    def page(self) -> tuple[bool, bool, object, object]:
        """What a page is said to change by."""
        return bool(self.over), bool(self.free), self.others, self.fitted


class Room(Struct, frozen=True):
    """How a story fits: characters without room, and lines of its frame left empty where that is told."""

    over: int
    free: int

    @property
    def exact(self) -> bool:
        """Whether all of the story has room and none is left."""
        return not self.over and not self.free


class Changed(Struct, frozen=True):
    """What else than its copy is changed when a story is tried: the rules of copyfitting, the rows of its frame."""

    rules: CopyfitRules | None = None
    rows: int = 0


AS_IT_IS: Final = Changed()


class _Place(Struct, frozen=True):
    """Where a story begins, and the measure of its columns there."""

    page: PageSpec
    frame: FrameSpec
    measure: Length


class WhatIf:
    """An issue whose stories can be tried otherwise. ``read`` is the edition as it was read, ``issue`` as it was set."""

    def __init__(
        self,
        read: Edition,
        issue: SetIssue,
        faces: FaceBook,
        hyphenator: Hyphenator | None = None,
        words: Words | None = None,
        standing: StandingType | None = None,
    ) -> None:
        # With the words references have in the issue that was set.
        self._read = replace(read, stories=issue.edition.stories)
        self._standing = standing or StandingType()
        self._standing.keep_paragraphs()
        self._bench = Bench.of(self._read, self._standing.shaper(faces, hyphenator, words))
        self._arranged = self._bench.arranged(self._read)

    def story(self, slug: str) -> Story:
        """A story as it is."""
        return self._read.stories[slug]

    def frame_of(self, slug: str) -> tuple[PageSpec, FrameSpec] | None:
        """The page and frame a story begins in; None for one that stands in no story frame, or has no copy there."""
        place = self._places.get(slug)
        return None if place is None else (place.page, place.frame)

    @functools.cached_property
    def _places(self) -> dict[str, _Place]:
        """Where the stories stand, and their measure."""
        done = self.as_it_is
        return {
            one.story.slug: _Place(one.page, one.frame, placed.texts[0].columns[0].width)
            for one, placed in zip(done.in_frames, done.placed, strict=True)
            if placed.texts and placed.texts[0].columns
        }

    @functools.cached_property
    def as_it_is(self) -> SetStories:
        """The stories of the issue as they are."""
        return self._set_all(self._arranged)

    def has_rows(self, page: PageSpec, frame: FrameSpec) -> bool:
        """Whether a frame has the rows its layout says, so that it could be given others."""
        asked = next(p for p in self._read.pages if p.number == page.number).layout
        return asked.is_arranged and frame.area is None and not frame.spread and not asked.followers(frame)

    def lines_alone(self, story: Story, number: int) -> tuple[Line, ...]:
        """A paragraph of a story by itself, in the measure the story has."""
        place = self._places[story.slug]
        setter = self._bench.setters[place.page.number]
        only = replace(story, paragraphs=(replace(story.paragraphs[number], start=0),))
        body = Body.of(only, setter, place.frame.body, place.frame.writing)
        return body.lines(Cursor(), place.measure)

    def standing(self, story: Story, changed: Changed = AS_IT_IS) -> Standing:
        """How a story would stand in the place of the one of its name."""
        return _standing(story.slug, self._set(story, changed))

    def room(self, story: Story, changed: Changed = AS_IT_IS) -> Room:
        """How a story would fit in the place of the one of its name; most need not be set with all others to see it."""
        edition = self._with(story, changed)
        placed = set_alone(edition, story.slug, self._bench.setters, self._bench.grids, self._standing)
        if placed is not None:
            return Room(sum(o.characters for o in placed.oversets), _free(placed))
        whole = _standing(story.slug, self._set_all(edition))
        return Room(whole.over, whole.free)

    def _set(self, story: Story, changed: Changed) -> SetStories:
        return self._set_all(self._with(story, changed))

    def _set_all(self, edition: Edition) -> SetStories:
        return set_stories(edition, self._bench.setters, self._bench.grids, self._standing)

    def _with(self, story: Story, changed: Changed) -> Edition:
        """The edition with a story in the place of the one of its name."""
        stories = {**self._read.stories, story.slug: story}
        found = self.frame_of(story.slug)
        edition = self._edition(stories, found[0] if found is not None else None)
        if found is not None and changed != AS_IT_IS:
            page, frame = found
            kept = self._waiting | {story.slug}
            pages = (
                _otherwise(p, frame.name, changed, kept) if p.number == page.number else p
                for p in edition.pages
            )
            edition = replace(edition, pages=tuple(pages))
        return edition

    @functools.cached_property
    def _waiting(self) -> frozenset[str]:
        """The stories that go on elsewhere, as they are."""
        return frozenset(one.story.slug for one in self.as_it_is.in_frames if one.placed is None)

    def _edition(self, stories: Mapping[str, Story], page: PageSpec | None) -> Edition:
        """The edition with these stories, arranged; pages that hold no frame as high as its content stay as they are."""
        edition = replace(self._arranged, stories=dict(stories))
        if page is None:
            return edition
        asked = next(p for p in self._read.pages if p.number == page.number)
        if asked.layout.is_arranged:
            return edition
        anew = self._bench.arranged(replace(self._read, stories=dict(stories), pages=(asked,))).pages[0]
        pages = tuple(anew if p.number == page.number and anew != p else p for p in edition.pages)
        return replace(edition, pages=pages)


def _otherwise(page: PageSpec, name: str, changed: Changed, kept: frozenset[str]) -> PageSpec:
    """The page with a frame changed, and in it only what may matter to the story there: itself and those that jump."""
    styles = page.styles if changed.rules is None else replace(page.styles, copyfit=changed.rules)
    frames = tuple(
        replace(f, rows=(f.rows[0], f.rows[1] + changed.rows)) if f.name == name else f
        for f in page.layout.frames
    )
    placements = tuple(
        replace(p, stories=tuple(slug for slug in p.stories if slug in kept)) for p in page.placements
    )
    return replace(page, styles=styles, layout=replace(page.layout, frames=frames), placements=placements)


def _standing(slug: str, done: SetStories) -> Standing:
    lines: Counter[int] = Counter()
    over = over_lines = free = 0
    fitted: list[str] = []
    others: list[tuple[str, str]] = []
    for one, placed in zip(done.in_frames, done.placed, strict=True):
        if one.story.slug != slug:
            others += ((one.story.slug, word) for word in _misfits(placed))
            continue
        over += sum(o.characters for o in placed.oversets)
        over_lines += sum(o.lines for o in placed.oversets)
        free += _free(placed)
        fitted += (str(dict(f.facts)["what_en"]) for f in placed.findings if f.code == "frame-fitted")
        lines.update(line.paragraph for text in placed.texts for line in text.lines)
    return Standing(
        over,
        over_lines,
        free,
        tuple(lines[number] for number in range(max(lines, default=-1) + 1)),
        tuple(
            (jump.story, jump.from_page, jump.from_frame, jump.to_page, jump.to_frame)
            for placed in done.placed
            for jump in placed.jumps
        ),
        tuple(others),
        tuple(fitted),
    )


def _free(placed: Placed) -> int:
    return sum(f.amount or 0 for f in placed.findings if f.code == "underset")


def _misfits(placed: Placed) -> list[str]:
    words = ["over"] if placed.oversets else []
    return words + ["short"] * any(f.code == "underset" for f in placed.findings)
