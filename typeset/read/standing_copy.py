"""Stories as they were read before (issue 8): read again only where something they were read from is another by now.

Without it every reading of an edition begins with nothing. It changes nothing of what is read, only how soon.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from msgspec import Struct, field

from typeset.findings import Finding
from typeset.model.story import Story
from typeset.read.pictures import Pictures
from typeset.read.stories import StoryPlace, read_story
from typeset.source import Sources

if TYPE_CHECKING:
    from typeset.repro import ColourConverter, Wanted

_Asked = tuple[StoryPlace, bool, frozenset[str] | None]

# Readings that are kept of stories no longer asked for, before all of them are forgotten.
_MOST: Final = 500


class _Answers(Struct, frozen=True):
    """What sources answered: contents (None where they could not be read), whether there is a file, what is in a folder."""

    contents: dict[str, bytes | None] = field(default_factory=dict)
    there: dict[str, bool] = field(default_factory=dict)
    files: dict[str, tuple[str, ...]] = field(default_factory=dict)
    folders: dict[str, tuple[str, ...]] = field(default_factory=dict)

    def given_by(self, sources: Sources) -> bool:
        """Whether sources answer the same to all that was asked."""
        return (
            all(sources.exists(name) == known for name, known in self.there.items())
            and all(_content(sources, name) == known for name, known in self.contents.items())
            and all(sources.names(folder) == known for folder, known in self.files.items())
            and all(sources.folders(folder) == known for folder, known in self.folders.items())
        )


class _Watched(Struct, frozen=True):
    """Sources whose answers are written down."""

    sources: Sources
    answers: _Answers = field(default_factory=_Answers)

    def read_bytes(self, name: str) -> bytes:
        """The content of a file; raises FileNotFoundError or OSError."""
        self.answers.contents[name] = None
        data = self.answers.contents[name] = self.sources.read_bytes(name)
        return data

    def exists(self, name: str) -> bool:
        """Whether there is a file of this name."""
        found = self.answers.there[name] = self.sources.exists(name)
        return found

    def names(self, folder: str) -> tuple[str, ...]:
        """The files directly in a folder."""
        found = self.answers.files[folder] = self.sources.names(folder)
        return found

    def folders(self, folder: str) -> tuple[str, ...]:
        """The folders directly in a folder."""
        found = self.answers.folders[folder] = self.sources.folders(folder)
        return found


def _content(sources: Sources, name: str) -> bytes | None:
    try:
        return sources.read_bytes(name)
    except OSError:
        return None


class _Reading(Struct, frozen=True):
    story: Story | None
    found: tuple[Finding, ...]
    answers: _Answers


class StandingCopy:
    """Stories by what they were read from, and what converts colours; given to one reading of an edition after another."""

    def __init__(self) -> None:
        self.converters: dict[Wanted, ColourConverter] = {}
        self._known: dict[_Asked, _Reading] = {}
        self._drawn: set[_Asked] = set()

    def story(
        self,
        sources: Sources,
        place: StoryPlace,
        pictures: Pictures,
        *,
        fullwidth: bool,
        styles: frozenset[str] | None,
    ) -> tuple[Story | None, tuple[Finding, ...]]:
        """What :func:`read_story` gives."""
        asked = (place, fullwidth, styles)
        known = self._known.get(asked)
        if known is not None and known.answers.given_by(sources):
            return known.story, known.found
        if asked not in self._drawn:
            watched = _Watched(sources)
            own = Pictures(watched)
            own.inks_of = pictures.inks_of
            story, found = read_story(watched, place, own, fullwidth=fullwidth, styles=styles)
            if not own.drawings and not own.told:
                if len(self._known) >= _MOST:
                    self._known.clear()
                self._known[asked] = _Reading(story, found, watched.answers)
                return story, found
        # Colours of drawings depend on the press, and drawings are the edition's: such a story is always read.
        self._known.pop(asked, None)
        self._drawn.add(asked)
        return read_story(sources, place, pictures, fullwidth=fullwidth, styles=styles)
