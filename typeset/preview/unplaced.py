"""The pool: stories in the edition's folder that stand on no page yet (issue 8)."""

from __future__ import annotations

from typing import Final

from typeset.model.edition import Edition
from typeset.preview.snapshot import Unplaced
from typeset.read.pictures import Pictures
from typeset.read.standing_copy import StandingCopy
from typeset.read.stories import StoryPlace
from typeset.source import Sources

_ENDING: Final = ".md"


def unplaced_stories(
    sources: Sources, folder: str, edition: Edition, standing: StandingCopy
) -> tuple[Unplaced, ...]:
    """The stories nothing of the edition names, by their files; one that cannot be read by its file alone."""
    named = {story.span.file for story in edition.stories.values()}
    files = sources.names(f"{folder}/stories")
    return tuple(
        _unplaced(sources, folder, file, standing)
        for file in files
        if file.endswith(_ENDING) and file not in named
    )


def _unplaced(sources: Sources, folder: str, file: str, standing: StandingCopy) -> Unplaced:
    slug = file.rpartition("/")[2].removesuffix(_ENDING)
    place = StoryPlace(folder, slug)
    story, _ = standing.story(sources, place, Pictures(sources), fullwidth=False, styles=None)
    if story is None:
        return Unplaced(file, slug, 0)
    return Unplaced(file, "　".join(story.block.headline) or slug, story.characters)
