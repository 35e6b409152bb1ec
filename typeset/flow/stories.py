"""Set the stories of an issue: each into its frame, then the rests of those that jump, then once more where rows came free.

A tails frame that needs fewer rows than it has may give them to the frames beside it (``spare_to``): what they lack is known only
when the plan is made, so their stories are set again, and the plan with them.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence

from msgspec import Struct
from msgspec.structs import replace

from typeset.flow.grid import PageGrid
from typeset.flow.hands import Hands, alone
from typeset.flow.held import not_sought
from typeset.flow.jump import Placed, Waiting
from typeset.flow.orders import Borrowed, Order, Plan, SetInFrame
from typeset.flow.planner import foresee, plan
from typeset.flow.planreasons import held_back
from typeset.flow.setter import Setter
from typeset.flow.standingtype import StandingType
from typeset.flow.tails import TailsFrame
from typeset.model.edition import Edition, PageSpec
from typeset.model.layout import FrameKind, FrameSpec
from typeset.model.placed import JumpReasons
from typeset.model.story import Story
from typeset.text.shape import Shaper

_Place = tuple[PageSpec, FrameSpec, Story]


class SetStory(Struct, frozen=True):
    """A story in its frame, as far as it is set there."""

    page: PageSpec
    frame: FrameSpec
    story: Story
    done: SetInFrame

    @property
    def placed(self) -> Placed | None:
        """What stands in the frame, when all of it is placed; None when it waits for a place for its rest."""
        return self.done.result if isinstance(self.done.result, Placed) else None

    @property
    def waiting(self) -> Waiting:
        """The story as it waits, when it does."""
        result = self.done.result
        assert not isinstance(result, Placed)
        return result if isinstance(result, Waiting) else result.waiting

    @property
    def lacks_room(self) -> bool:
        """Whether some of it does not stand in its frame."""
        return self.placed is None or bool(self.placed.oversets)


class SetStories(Struct, frozen=True):
    """All stories of an issue set; ``edition`` has the frames as they were used.

    ``in_frames`` are the stories as they stand in their own frames; ``placed`` belongs to them one by one.
    """

    edition: Edition
    placed: tuple[Placed, ...]
    reasons: JumpReasons
    in_frames: tuple[SetStory, ...]
    borrowed_for_tails: tuple[Borrowed, ...] = ()

    @property
    def borrowed(self) -> Iterator[Borrowed]:
        """What faces lent each other for them."""
        for one in self.in_frames:
            yield from one.done.borrowed_by_now
        yield from self.borrowed_for_tails


def set_stories(
    edition: Edition,
    setters: Mapping[int, Setter],
    grids: Mapping[int, PageGrid],
    standing: StandingType,
    hands: Hands = alone,
) -> SetStories:
    """Set every story that stands in a story frame, or take it from standing type, and place what goes on elsewhere."""
    desk = _Desk(setters, grids, standing, hands)
    stories = desk.in_frames(edition)
    done = desk.planned(edition, stories)
    changed = desk.with_spare_rows(edition, stories, done.placed)
    if changed is edition:
        return done
    return desk.planned(changed, desk.in_frames(changed, stories))


def set_alone(
    edition: Edition,
    slug: str,
    setters: Mapping[int, Setter],
    grids: Mapping[int, PageGrid],
    standing: StandingType,
) -> Placed | None:
    """One story in its frame, as :func:`set_stories` would place it; None where that depends on others.

    It does where the story goes on elsewhere, and where tails may give rows to its frame.
    """
    place = next((one for one in stories_in(edition, FrameKind.STORY) if one[2].slug == slug), None)
    if place is None or any(place[1].name in frame.spare_to for frame in place[0].layout.frames):
        return None
    (one,) = _Desk(setters, grids, standing, alone).set(edition, [place])
    return None if one.placed is None else _told(one, one.placed, edition)


def _told(one: SetStory, placed: Placed, edition: Edition) -> Placed:
    """A story that does not go on elsewhere, with what is to be said when it was to be held."""
    said = not_sought(one.page, one.frame, one.story, edition)
    return replace(placed, findings=(*placed.findings, *said)) if said else placed


def stories_in(edition: Edition, kind: FrameKind) -> Iterator[tuple[PageSpec, FrameSpec, Story]]:
    """Placed stories in frames of a kind, in the order of pages and, on a page, of the layout's frames."""
    for page in edition.pages:
        for frame in page.layout.frames:
            placement = page.placement(frame.name)
            if placement is None or frame.follows or frame.kind is not kind:
                continue
            for slug in placement.stories:
                if slug in edition.stories:
                    yield page, frame, edition.stories[slug]


class _Desk(Struct, frozen=True):
    """The setters and grids of all pages."""

    setters: Mapping[int, Setter]
    grids: Mapping[int, PageGrid]
    standing: StandingType
    hands: Hands

    def in_frames(self, edition: Edition, known: Sequence[SetStory] = ()) -> list[SetStory]:
        """Every story in its frame; what is ``known`` of a frame that has not changed is not set again."""
        places = list(stories_in(edition, FrameKind.STORY))
        standing = {(one.page.number, one.frame): one for one in known}
        kept = [standing.get((page.number, frame)) for page, frame, _ in places]
        missing = [place for before, place in zip(kept, places, strict=True) if before is None]
        tails, bare = self._tails(edition, next(iter(self.setters.values())).shaper.beside()), _bare(edition)

        def foresee_plan(done: SetInFrame) -> None:
            if isinstance(done.result, Waiting):
                foresee(done.result, tails, bare)
                if not self.standing.keeps_paragraphs:
                    done.result.body.forget()

        fresh = iter(self.set(edition, missing, foresee_plan))
        return [before if before is not None else next(fresh) for before in kept]

    def set(
        self, edition: Edition, places: Sequence[_Place], then: Callable[[SetInFrame], None] | None = None
    ) -> list[SetStory]:
        """The stories at these places, each in its frame; ``then`` is done with each that is set now."""
        if not places:
            return []
        orders = [self._order(edition, *place) for place in places]
        shaper = self.setters[places[0][0].number].shaper
        done = self.standing.set(orders, shaper, self.hands, then)
        return [SetStory(*place, one) for place, one in zip(places, done, strict=True)]

    def _order(self, edition: Edition, page: PageSpec, frame: FrameSpec, story: Story) -> Order:
        held = edition.held is not None and bool(edition.held.jumps_of(story.slug))
        return Order(page, frame, story, self.grids[page.number], held)

    def planned(self, edition: Edition, stories: Sequence[SetStory]) -> SetStories:
        """The stories with their tails."""
        waiting = [one for one in stories if one.placed is None]
        made = self._plan(edition, waiting)
        planned = iter(made.placed)
        placed = [next(planned) if one.placed is None else _told(one, one.placed, edition) for one in stories]
        stuck = [
            decision
            for one in stories
            if one.placed is not None
            for decision in held_back(one.page, one.frame, one.story, one.placed)
        ]
        decisions = sorted((*made.reasons.decisions, *stuck), key=lambda decision: decision.page)
        reasons = replace(made.reasons, decisions=tuple(decisions))
        return SetStories(edition, tuple(placed), reasons, tuple(stories), made.borrowed)

    def _plan(self, edition: Edition, waiting: Sequence[SetStory]) -> Plan:
        """Where the stories that wait go on."""
        # With a shaper of its own: what is borrowed for tails is told with the plan.
        shaper = next(iter(self.setters.values())).shaper.beside()
        tails = self._tails(edition, shaper)
        bare = _bare(edition)

        def make() -> Plan:
            placed, reasons = plan([one.waiting for one in waiting], tails, bare)
            used = (shaper, *(one.waiting.asked.setter.shaper for one in waiting))
            lent = dict.fromkeys(loan for shaper in used for loan in shaper.borrowed())
            return Plan(tuple(placed), reasons, tuple(lent))

        orders = [self._order(edition, one.page, one.frame, one.story) for one in waiting]
        return self.standing.plan(orders, tails, bare, make)

    def _tails(self, edition: Edition, shaper: Shaper) -> list[TailsFrame]:
        """The tails frames of all pages, set by this shaper."""
        return [
            TailsFrame(frame, page.number, Setter(shaper, page.styles), self.grids[page.number], page.name)
            for page in edition.pages
            for frame in page.layout.frames
            if frame.kind is FrameKind.TAILS
        ]

    def with_spare_rows(
        self, edition: Edition, stories: Sequence[SetStory], placed: Sequence[Placed]
    ) -> Edition:
        """The edition with tails frames that give rows to their neighbours; the same one when none does."""
        pages = tuple(self._sharing(edition, page, stories, placed) for page in edition.pages)
        if all(new is old for new, old in zip(pages, edition.pages, strict=True)):
            return edition
        return replace(edition, pages=pages)

    def _sharing(
        self, edition: Edition, page: PageSpec, stories: Sequence[SetStory], placed: Sequence[Placed]
    ) -> PageSpec:
        for tails in page.layout.frames:
            if tails.kind is not FrameKind.TAILS or not tails.spare_to:
                continue
            spare = self._spare(page, tails, placed)
            lacking = [
                one
                for one in stories
                if one.page.number == page.number and one.frame.name in tails.spare_to and one.lacks_room
            ]
            given = max((self._wanted(edition, one, tails, spare) for one in lacking), default=0)
            if given:
                page = _given(page, tails, given)
        return page

    def _spare(self, page: PageSpec, tails: FrameSpec, placed: Sequence[Placed]) -> int:
        """The rows below the last line of the tails; one row stays with the frame in any case."""
        into = TailsFrame(tails, page.number, self.setters[page.number], self.grids[page.number], page.name)
        _, first, last = into.inner()
        feet = [
            line.row + line.rows - 1
            for one in placed
            for text in one.texts
            if (text.page, text.frame) == into.key
            for line in text.lines
        ]
        return last - max(feet, default=first)

    def _wanted(self, edition: Edition, one: SetStory, tails: FrameSpec, spare: int) -> int:
        """The fewest rows with which a story stands whole in its frame; all there are when they are not enough."""
        low, high = 1, spare
        while low < high:
            middle = (low + high) // 2
            frame = grown(one.frame, tails, middle)
            (tried,) = self.set(edition, [(one.page, frame, one.story)])
            low, high = (middle + 1, high) if tried.lacks_room else (low, middle)
        return max(spare, 0) if spare < 1 else low


def _bare(edition: Edition) -> Edition:
    """The edition as the plan sees it: it is kept by what it is made of, and must not see other copy than that of its stories."""
    return replace(edition, stories={}, fillers=())


def _given(page: PageSpec, tails: FrameSpec, rows: int) -> PageSpec:
    """The page with so many rows of a tails frame given to its neighbours."""
    below = any(frame.name in tails.spare_to and _is_below(frame, tails) for frame in page.layout.frames)
    first, last = tails.rows
    smaller = replace(tails, rows=(first, last - rows) if below else (first + rows, last))
    frames = tuple(
        smaller
        if frame.name == tails.name
        else grown(frame, tails, rows)
        if frame.name in tails.spare_to
        else frame
        for frame in page.layout.frames
    )
    return replace(page, layout=replace(page.layout, frames=frames))


def grown(frame: FrameSpec, tails: FrameSpec, rows: int) -> FrameSpec:
    """A frame so many rows higher on the side of the tails frame."""
    first, last = frame.rows
    return replace(frame, rows=(first - rows, last) if _is_below(frame, tails) else (first, last + rows))


def _is_below(frame: FrameSpec, tails: FrameSpec) -> bool:
    return frame.rows[0] > tails.rows[1]
