"""The pool: stories in the edition's folder that stand on no page yet (issue 8)."""

from __future__ import annotations

from typing import Final

from typeset.model.edition import Edition
from typeset.preview.snapshot import Unplaced
from typeset.read.pictures import Pictures
from typeset.read.stories import StoryPlace, read_story
from typeset.source import Sources

_ENDING: Final = ".md"


def unplaced_stories(sources: Sources, folder: str, edition: Edition) -> tuple[Unplaced, ...]:
    """The stories nothing of the edition names, by their files; one that cannot be read by its file alone."""
    named = {story.span.file for story in edition.stories.values()}
    files = sources.names(f"{folder}/stories")
    return tuple(
        _unplaced(sources, folder, file) for file in files if file.endswith(_ENDING) and file not in named
    )


def _unplaced(sources: Sources, folder: str, file: str) -> Unplaced:
    slug = file.rpartition("/")[2].removesuffix(_ENDING)
    story, _ = read_story(sources, StoryPlace(folder, slug), Pictures(sources), fullwidth=False)
    if story is None:
        return Unplaced(file, slug, 0)
    return Unplaced(file, "　".join(story.block.headline) or slug, story.characters)
