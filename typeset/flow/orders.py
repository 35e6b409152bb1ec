"""An order to set a story in a frame, and what it comes to."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final

from msgspec import Struct

from typeset.flow.grid import PageGrid
from typeset.flow.jump import Placed, Waiting, place_story
from typeset.flow.setter import Setter
from typeset.model.edition import PageSpec
from typeset.model.layout import FrameSpec
from typeset.model.placed import JumpReasons
from typeset.model.story import Story
from typeset.text.shape import Shaper

# A story that fills so much of the cells of its frame seldom stands there whole.
_NEARLY_FULL: Final = 0.6

Borrowed = tuple[str, str, str]
"""The role that was asked for a character, the face that lent it, and the character."""


class Order(Struct, frozen=True):
    """All that the setting of a story in a frame depends on, but the faces; ``held`` when its jump is."""

    page: PageSpec
    frame: FrameSpec
    story: Story
    grid: PageGrid
    held: bool

    def carried_out(self, shaper: Shaper) -> SetInFrame:
        """The story set in its frame, with a shaper beside this one."""
        own = shaper.beside()
        setter = Setter(own, self.page.styles)
        result = place_story(self.page, self.frame, self.story, setter, self.grid, held=self.held)
        return SetInFrame(result, tuple(own.borrowed()))

    @property
    def weight(self) -> float:
        """How long it takes, about."""
        return len(self.story.text)

    @property
    def will_wait(self) -> bool:
        """Whether it looks as if the story will go on elsewhere: most of its frame is full, and its head and pictures are still to come."""
        (first, last), (top, bottom) = self.frame.columns, self.frame.rows
        cells = (last - first + 1) * (self.grid.measure // self.grid.body) * (bottom - top + 1)
        return self.frame.jump_of(self.story).allowed and self.weight > _NEARLY_FULL * cells


class StillWaiting:
    """A story of which another run of the program knows that it waits; it is set when somebody asks how."""

    def __init__(self, order: Order, shaper: Shaper) -> None:
        self._order = order
        self._shaper = shaper
        self._set: Waiting | None = None

    @property
    def waiting(self) -> Waiting:
        """The story as it waits."""
        if self._set is None:
            result = self._order.carried_out(self._shaper).result
            assert isinstance(result, Waiting)
            self._set = result
        return self._set


class SetInFrame(Struct, frozen=True):
    """What an order came to: the story as far as it stands in its frame, and what was ``borrowed`` for it from other faces."""

    result: Placed | Waiting | StillWaiting
    borrowed: tuple[Borrowed, ...]

    @property
    def borrowed_by_now(self) -> Iterable[Borrowed]:
        """With what was borrowed for the rest of a story since it waits; the plan knows of one that is still to be set."""
        return (
            self.result.asked.setter.shaper.borrowed() if isinstance(self.result, Waiting) else self.borrowed
        )

    @property
    def travels(self) -> bool:
        """Whether another process may have made it: what waits has its copy and shaper with it."""
        return isinstance(self.result, Placed)


class Plan(Struct, frozen=True):
    """Where waiting stories go on: each placed, why there, and what was ``borrowed`` for it from other faces."""

    placed: tuple[Placed, ...]
    reasons: JumpReasons
    borrowed: tuple[Borrowed, ...]
