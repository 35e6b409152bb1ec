"""Page layouts: a chain of files merged into one house style for the page and its frames."""

from __future__ import annotations

import posixpath

from msgspec import Struct
from msgspec.structs import replace

from typeset.catalogue import finding
from typeset.findings import Finding
from typeset.model.arrangement import Page
from typeset.model.layout import PageLayout
from typeset.read.frame_places import arrange
from typeset.read.frames import FrameReader
from typeset.read.house import House, Merged, resolve
from typeset.read.inheritance import Chain, FileKind, StyleFile, StyleFiles, check_removed
from typeset.read.merge import merge_all, only
from typeset.read.pictures import Pictures
from typeset.read.rgb import PressColours
from typeset.read.yaml_tree import Mapping
from typeset.source import Span

OVERRIDES = ("sizes", "colours", "spots", "styles", "text", "copyfit", "jumps", "imprint", "imprint_profile")


class PageStyle(Struct, frozen=True):
    """A layout with the house style that holds on its page."""

    layout: PageLayout
    house: House


class EditionStyle(Struct, frozen=True):
    """What the edition lays over (``overrides``) and under (``house``) every layout.

    ``faces`` are the roles that styles may ask for; None when they are not known.
    """

    house: tuple[StyleFile, ...]
    overrides: Mapping
    broken: frozenset[tuple[str | int, ...]]
    faces: frozenset[str] | None = None


class Layouts:
    """Resolves the layouts of one edition, each once; ``found`` takes what is wrong with them. ``press`` converts colours."""

    def __init__(
        self,
        files: StyleFiles,
        pictures: Pictures,
        edition: EditionStyle,
        found: list[Finding],
        press: PressColours | None = None,
    ) -> None:
        self._files = files
        self._pictures = pictures
        self._edition = edition
        self._found = found
        self._known: dict[str, PageStyle | None] = {}
        self.press = PressColours(pictures.sources) if press is None else press

    def layout(self, name: str, span: Span) -> PageStyle | None:
        """The layout that a page asks for at ``span``; None, with findings, when it cannot be used."""
        if name not in self._known:
            self._known[name] = self._resolve(name, span)
        return self._known[name]

    def house(self, files: tuple[StyleFile, ...]) -> House:
        """The house style of the edition itself, for the words of its imprint."""
        return self._merged((*self._edition.house, *files), self._edition.overrides.span, with_page=False)

    def root(self, name: str, span: Span) -> tuple[StyleFile, ...]:
        """The house styles a layout inherits from."""
        return tuple(file for file in self._files.chain(name, span).files if file.kind is FileKind.HOUSE)

    def _merged(self, files: tuple[StyleFile, ...], home: Span, *, with_page: bool) -> House:
        once = tuple(dict.fromkeys(file.name for file in reversed(files)))
        by_name = {file.name: file for file in files}
        ordered = [by_name[name] for name in reversed(once)]
        trees = [*(file.tree for file in ordered), only(self._edition.overrides, OVERRIDES)]
        broken = frozenset[tuple[str | int, ...]]().union(self._edition.broken, *(f.broken for f in ordered))
        merged = Merged(Mapping(merge_all(trees).entries, home), broken, self._edition.faces, self.press)
        return resolve(merged, self._found, with_page=with_page)

    def _resolve(self, name: str, span: Span) -> PageStyle | None:
        chain: Chain = self._files.chain(name, span)
        top = chain.top
        if top is None:
            if chain.whole:
                self._found.append(finding("wrong-file-kind", span=span, name=name, wanted="layout"))
            return None
        if top.kind is not FileKind.LAYOUT:
            self._found.append(finding("wrong-file-kind", span=span, name=name, wanted="layout"))
            return None
        removed = check_removed(chain.files)
        rootless = chain.rootless if chain.whole else None
        if rootless is not None and (removed or not self._edition.house):
            self._found.append(self._files.missing_extends(rootless))
            return None
        self._found.extend(removed)
        files = (*chain.files[:1], *self._edition.house[1:], *chain.files[1:])
        house = self._merged(files, top.tree.span, with_page=chain.whole)
        reader = FrameReader(house, self._pictures, posixpath.dirname(top.file), self._found)
        frames = reader.frames()
        if not chain.whole or house.sheet is None or house.grid is None:
            return None
        layout = PageLayout(name, house.sheet, house.grid, frames, top.tree.span)
        page = Page(house.grid.columns, layout.rows)
        return PageStyle(replace(layout, frames=arrange(frames, page, house.tree, self._found)), house)
