"""Stories and layouts as they were read before (issue 8): read again only where something they were read from is another by now.

Without it every reading of an edition begins with nothing. It changes nothing of what is read, only how soon.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from msgspec import Struct, field
from msgspec.structs import replace

from typeset.findings import Finding
from typeset.model.story import Story
from typeset.read.edition_pages import EditionPages, read_pages
from typeset.read.pictures import Pictures
from typeset.read.rgb import PressColours
from typeset.read.stories import StoryPlace, read_story
from typeset.source import Sources
from typeset.standing import StandingResults

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

    def by_now(self) -> _Answers:
        """The answers so far; those that are asked for later are not among them."""
        return _Answers(dict(self.contents), dict(self.there), dict(self.files), dict(self.folders))

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


class _PagesReading(Struct, frozen=True):
    asked: tuple[str, frozenset[str] | None]
    read: EditionPages
    answers: _Answers


class StandingCopy:
    """Stories and pages by what they were read from, and what converts colours; given to one reading of an edition after another."""

    def __init__(self) -> None:
        self.converters: dict[Wanted, ColourConverter] = {}
        # What was made of the same forms and layouts before.
        self.results = StandingResults()
        self._pages: _PagesReading | None = None
        self._known: dict[_Asked, _Reading] = {}
        self._drawn: set[_Asked] = set()

    def pages(
        self, sources: Sources, folder: str, faces: frozenset[str] | None
    ) -> EditionPages | tuple[Finding, ...]:
        """What :func:`read_pages` gives; an edition is read from its beginning."""
        self.results.begin()
        known = self._pages
        if known is not None and known.asked == (folder, faces) and known.answers.given_by(sources):
            return self._anew(known.read, sources)
        watched = _Watched(sources)
        read = read_pages(watched, folder, faces, self.converters)
        # Where a layout has drawings they are the edition's, in colours that depend on the press: such pages are always read.
        if isinstance(read, EditionPages) and not read.pictures.drawings and not read.pictures.told:
            self._pages = _PagesReading((folder, faces), read, watched.answers.by_now())
        return read

    def _anew(self, read: EditionPages, sources: Sources) -> EditionPages:
        """Pages that stand, with pictures that nobody has looked up yet."""
        pictures = Pictures(sources)
        pictures.inks_of = PressColours(sources, self.converters).inks_of(read.house.printing)
        return replace(read, pictures=pictures)

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
