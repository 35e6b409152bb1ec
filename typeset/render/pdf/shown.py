"""Runs of glyphs as the content of a page shows them, kept for drawing the page again with little of it changed (issue 9)."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from types import MappingProxyType
from typing import Final

from typeset.model.placed import GlyphRun
from typeset.render.pdf.cutface import CutFace
from typeset.units import Length

Shown = tuple[tuple[str, str], ...]
"""Operators in their order: each with the resource name of the font it shows glyphs of, "" for those that show none."""

Origin = tuple[Length, Length]
"""Where the trim's left and upper edges are in the space of a page."""

_Kept = Mapping[tuple[int, Origin], tuple[GlyphRun, Shown]]

_NONE: Final[_Kept] = MappingProxyType({})


class ShownRuns:
    """The runs of one side of a sheet. A run that is the same object as when the side was drawn last is shown as it was then.

    ``faces`` are those it is drawn with; None for a side that will not be drawn again, of which nothing is kept.
    """

    def __init__(self, faces: Mapping[str, CutFace] | None = None, before: _Kept = _NONE) -> None:
        self._faces = faces
        self._before = before
        # The runs are kept as well: one that is gone could leave its identity to another.
        self._now: dict[tuple[int, Origin], tuple[GlyphRun, Shown]] = {}

    def again(self, faces: Mapping[str, CutFace]) -> ShownRuns:
        """For drawing the side again; its runs stand where it is drawn with the same faces."""
        return ShownRuns(faces, self._now if faces == self._faces else _NONE)

    def take(self, run: GlyphRun, origin: Origin, show: Callable[[GlyphRun], Shown]) -> Shown:
        """How a run is shown on a page with its trim there: as it was, or as ``show`` says."""
        if self._faces is None:
            return show(run)
        key = id(run), origin
        known = self._before.get(key)
        shown = known[1] if known is not None else show(run)
        self._now[key] = run, shown
        return shown
