"""Editions that change by one character (issue 9): the sample newspaper, and generated ones, in several workspaces alike."""

from __future__ import annotations

import re
import shutil
from pathlib import Path
from typing import Protocol

import typst_pages
from edition_files import SLUG, story_file
from msgspec.structs import replace
from race_pages import changed, race_pages

from editions import ROOT, Copy, Edition, PagePlan, generated, write

SAMPLE = "editions/2026-11-22"
_PARAGRAPH = re.compile(r"^[\u4e00-\u9fff“‘《][^\n{}\[\]|:#]{30,}$", re.M)
_HAN = re.compile(r"[\u4e00-\u9fff]")


class Changing(Protocol):
    """An edition in some workspaces in ``folder``, all changed alike; ``edition`` is its folder in each of them."""

    folder: Path
    edition: str
    name: str
    pages: int
    typst: bool
    fonts: Path

    def workspace(self, name: str) -> Path:
        """A workspace of its own."""
        ...

    def typst_source(self, *, balanced: bool) -> Path:
        """The same pages for Typst, changed with them."""
        ...

    def change(self, number: int) -> None:
        """Change one character everywhere, for each number another."""
        ...


class GeneratedChanges:
    """A generated edition of so many pages."""

    edition = f"editions/{SLUG}"
    typst = True

    def __init__(self, pages: int, folder: Path) -> None:
        self.folder = folder
        self.pages = pages
        self.name = f"generated edition, {pages} pages"
        self.fonts = typst_pages.font_folder(folder / "fonts", ROOT / "fonts")
        self._now = generated(pages)
        self._workspaces: list[Path] = []
        self._sources: dict[bool, Path] = {}

    def workspace(self, name: str) -> Path:
        """A workspace of its own."""
        self._workspaces.append(self.folder / name)
        write(self._workspaces[-1], self._now)
        return self._workspaces[-1]

    def typst_source(self, *, balanced: bool) -> Path:
        """The same pages for Typst."""
        self._sources[balanced] = self.folder / f"race-{int(balanced)}.typ"
        self._write_sources()
        return self._sources[balanced]

    def change(self, number: int) -> None:
        """Change a story: the pages in turn, and on them the frames."""
        page = self._now.pages[number * 5 % self.pages]
        name = sorted(page.stories)[number % len(page.stories)]
        copy = changed(page.stories[name], number)
        self._now = with_copy(self._now, page, name, copy)
        frames = {frame.name: frame for frame in self._now.layouts[page.layout].frames}
        text = story_file(copy, frames[name])
        for workspace in self._workspaces:
            file = workspace / self.edition / "stories" / f"{copy.slug}.md"
            file.write_text(text, encoding="utf-8", newline="\n")
        self._write_sources()

    def _write_sources(self) -> None:
        for balanced, file in self._sources.items():
            text = typst_pages.source(race_pages(self._now), self._now.grid.leading, balanced=balanced)
            file.write_text(text, encoding="utf-8")


def with_copy(edition: Edition, page: PagePlan, name: str, copy: Copy) -> Edition:
    """The edition with another story in this frame of this page."""
    old = page.stories[name]

    def same(other: PagePlan) -> PagePlan:
        stories = {**other.stories, name: copy} if other.number == page.number else other.stories
        tails = tuple(copy if tail is old else tail for tail in other.tails)
        return replace(other, stories=stories, tails=tails)

    return replace(edition, pages=tuple(map(same, edition.pages)))


class SampleChanges:
    """The sample newspaper of eight pages."""

    edition = SAMPLE
    typst = False
    pages = 8
    name = "sample newspaper, 8 pages"
    fonts = Path()

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self._workspaces: list[Path] = []

    def workspace(self, name: str) -> Path:
        """A copy of the sample's workspace; the faces come with the package."""
        place = self.folder / name
        shutil.copytree(ROOT / "layouts", place / "layouts")
        leave = shutil.ignore_patterns("out", "jumps.lock")
        shutil.copytree(ROOT / SAMPLE, place / SAMPLE, ignore=leave)
        self._workspaces.append(place)
        return place

    def typst_source(self, *, balanced: bool) -> Path:
        """There is none."""
        raise NotImplementedError

    def change(self, number: int) -> None:
        """Change a story: those that have a long paragraph, in turn."""
        for workspace in self._workspaces:
            files = sorted((workspace / SAMPLE / "stories").glob("*.md"))
            able = [file for file in files if _PARAGRAPH.search(file.read_text(encoding="utf-8"))]
            file = able[number * 3 % len(able)]
            file.write_text(one_character(file.read_text(encoding="utf-8"), number), encoding="utf-8")


def one_character(story: str, number: int) -> str:
    """The text of a story file with one Han character of one of its paragraphs changed."""
    paragraphs = list(_PARAGRAPH.finditer(story))
    found = paragraphs[number % len(paragraphs)]
    places = [match.start() for match in _HAN.finditer(story, found.start(), found.end())]
    place = places[1 + (7 * number) % (len(places) - 2)]
    return story[:place] + ("也" if story[place] != "也" else "都") + story[place + 1 :]
