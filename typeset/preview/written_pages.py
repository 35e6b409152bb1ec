"""The pages of an edition as its files say now: which layout a page has, what is written of a frame, what stands in it.

The picture on the screen is that of the last good setting; what is rewritten is the file. So nothing here is taken from a setting.
"""

from __future__ import annotations

from collections.abc import Iterator
from collections.abc import Mapping as Keys
from typing import Any, Final

from msgspec import Struct
from pydantic import ValidationError

from typeset.catalogue import finding
from typeset.findings import Finding, TypesetError
from typeset.model.layout import FrameKind
from typeset.read.edition_form import EditionForm, PageForm
from typeset.read.inheritance import Chain, StyleFiles
from typeset.read.layout_form import FrameForm
from typeset.read.merge import merge_all
from typeset.read.near import meant
from typeset.read.page_order import PageOrder
from typeset.read.texts import read_text
from typeset.read.validate import validate
from typeset.read.yaml_tree import Mapping, compose, node_at, plain
from typeset.source import Sources, Span

# Frames a story can be put in; a tails frame takes what is continued, a filler frame what the pool has.
TAKING: Final = frozenset({FrameKind.STORY, FrameKind.PICTURE})


class WrittenPage(Struct, frozen=True):
    """A page in ``edition.yaml``: ``index`` counts its entries from 0, ``frames`` are all that is written of each frame.

    ``files`` are its layout and what that inherits from, ``placed`` the stories in each frame.
    """

    number: int
    index: int
    layout: str
    files: tuple[str, ...]
    frames: Keys[str, Keys[str, Any]]
    placed: Keys[str, tuple[str, ...]]

    @property
    def file(self) -> str:
        """The file of its layout."""
        return f"layouts/{self.layout}.yaml"

    def frame(self, name: str) -> FrameForm:
        """What is written of one of its frames, inherited or not.

        Raises:
            TypesetError: when it has no such frame, or what is written of it is wrong.
        """
        keys = self.frames.get(name)
        if keys is None:
            span = Span(self.file)
            known = meant(name, self.frames)
            raise TypesetError((finding("unknown-frame", span=span, page=self.number, frame=name, **known),))
        try:
            return FrameForm.model_validate(dict(keys))
        except ValidationError:
            span = Span(self.file)
            raise TypesetError((finding("not-rewritable", span=span, key=f"frames.{name}"),)) from None

    def takes_story(self, name: str) -> bool:
        """Whether a story can be put in a frame of this name."""
        try:
            form = self.frame(name)
        except TypesetError:
            return False
        return form.kind in TAKING and form.follows is None


class WrittenEdition:
    """The edition's file as it is on disk now."""

    def __init__(self, sources: Sources, folder: str) -> None:
        """Read it.

        Raises:
            TypesetError: when it is not there or cannot be read.
        """
        self.file = f"{folder}/edition.yaml"
        self._sources = sources
        self._folder = folder
        self.text = text_of(sources, self.file)
        tree, found = compose(self.text, self.file)
        if tree is None:
            raise TypesetError(found or (finding("empty-file", span=Span(self.file)),))
        checked = validate(EditionForm, tree)
        if checked.form is None:
            raise TypesetError(checked.findings)
        self._forms = checked.form.pages or ()
        self._numbers = PageOrder(self._forms, checked.tree).numbers
        self.fillers = checked.form.fillers or ()

    def page(self, number: int) -> WrittenPage:
        """One of its pages, by its number in the issue.

        Raises:
            TypesetError: when there is none, or its layout cannot be read.
        """
        if number not in self._numbers:
            raise TypesetError((finding("page-not-there", span=Span(self.file), page=number),))
        return self._page(self._numbers.index(number))

    def pages(self) -> Iterator[WrittenPage]:
        """All pages whose layouts can be read."""
        for index in range(len(self._forms)):
            try:
                yield self._page(index)
            except TypesetError:
                continue

    def where(self, story: str) -> tuple[int, str] | None:
        """The page and the frame a story is put in; None when it waits to be."""
        return next(
            (
                (page.number, frame)
                for page in self.pages()
                for frame, stories in page.placed.items()
                if story in stories and page.takes_story(frame)
            ),
            None,
        )

    def sharing(self, page: WrittenPage) -> tuple[int, ...]:
        """The other pages that have the layout of a page."""
        return tuple(
            number
            for number, form in zip(self._numbers, self._forms, strict=True)
            if form.layout == page.layout and number != page.number
        )

    def has_story(self, story: str) -> bool:
        """Whether there is a file of this story."""
        unfit = "\\" in story or ".." in story.split("/")
        return not unfit and self._sources.exists(f"{self._folder}/stories/{story}.md")

    def _page(self, index: int) -> WrittenPage:
        form = self._forms[index]
        if form.layout is None:
            raise TypesetError((finding("page-not-there", span=Span(self.file), page=self._numbers[index]),))
        chain = _chain(self._sources, form.layout, Span(self.file))
        files = tuple(file.file for file in reversed(chain.files) if file.file.startswith("layouts/"))
        return WrittenPage(self._numbers[index], index, form.layout, files, _frames(chain), _placed(form))


def text_of(sources: Sources, file: str) -> str:
    """The text of a file, with newline line ends.

    Raises:
        TypesetError: when it is not there or is no text.
    """
    text, found = read_text(sources, file)
    if text is None:
        raise TypesetError(found)
    return text


def _chain(sources: Sources, layout: str, span: Span) -> Chain:
    """A layout with all it inherits from.

    Raises:
        TypesetError: when there is no such layout, or it cannot be read.
    """
    found: list[Finding] = []
    chain = StyleFiles(sources, found).chain(layout, span)
    if chain.top is None:
        raise TypesetError(found)
    return chain


def _frames(chain: Chain) -> dict[str, Keys[str, Any]]:
    """What a chain of layouts says of each frame, laid over each other."""
    merged = merge_all(file.tree for file in chain.files)
    frames = node_at(merged, ("frames",))
    entries = frames.entries if isinstance(frames, Mapping) else ()
    return {key.text: keys for key, node in entries if isinstance(keys := plain(node), dict)}


def _placed(form: PageForm) -> dict[str, tuple[str, ...]]:
    return {
        frame: tuple(item.story or "" for item in items or ()) for frame, items in (form.place or {}).items()
    }
