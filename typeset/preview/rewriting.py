"""What the mouse does to the files: a frame moved or resized, a story put in a frame or taken back (issue 8).

Each function gives the file that changes and its new text, and writes nothing. A frame is moved in the layout of its own page, also one
that is inherited: the page's layout then says what differs and the other pages that inherit it stay as they are, as nobody who drags on one page
means the others. Pages that have the very same layout move too; who asks is told which (:attr:`Rewritten.pages`).
"""

from __future__ import annotations

from typing import Final

from msgspec import Struct

from typeset.catalogue import finding
from typeset.findings import TypesetError
from typeset.flow.grid import PageGrid
from typeset.preview.standing import Moving, Stand
from typeset.preview.written_pages import WrittenEdition, WrittenPage, text_of
from typeset.preview.yaml_edits import Value
from typeset.preview.yaml_values import with_value, without
from typeset.read.yaml_tree import Node, Sequence, compose, node_at
from typeset.source import Sources, Span
from typeset.units import Units

# Behind which key a new one of a frame is put.
_AFTER: Final = {"columns": ("kind",), "rows": ("columns", "kind"), "area": ("kind",)}
_PLACE_AFTER: Final = ("place", "fields", "editors", "layout")


class Rewritten(Struct, frozen=True):
    """A file with its new text; ``pages`` are other pages that change with it."""

    file: str
    text: str
    pages: tuple[int, ...] = ()


class FrameAt(Struct, frozen=True):
    """A frame of a page of an edition's folder, and where it stands in the last good setting, on the grid of its page."""

    page: int
    frame: str
    now: Stand
    grid: PageGrid


def move_frame(sources: Sources, folder: str, at: FrameAt, wanted: Stand) -> Rewritten:
    """The layout of a page after one of its frames was moved or resized.

    Raises:
        TypesetError: when the page or the frame is not there, an edge is held (by a neighbour, by its copy), the place is off the
            grid, or the file is written so that it cannot be changed alone.
    """
    edition = WrittenEdition(sources, folder)
    page = edition.page(at.page)
    page.frame(at.frame)
    units = Units(at.grid.body, at.grid.leading)
    changed = Moving(at.frame, page.frames[at.frame], at.now, at.grid, units).to(wanted)
    text = text_of(sources, page.file)
    for key, value in changed.items():
        text = _with_key(text, page, at.frame, key, value)
    return Rewritten(page.file, text, edition.sharing(page))


def _with_key(text: str, page: WrittenPage, frame: str, key: str, value: Value) -> str:
    """A layout in which a frame has a key; of a list that is there each item by itself, so that what is between them stays."""
    path = ("frames", frame, key)
    tree, _ = compose(text, page.file)
    known = node_at(tree, path) if tree is not None else None
    if isinstance(value, tuple) and isinstance(known, Sequence) and len(known.items) == len(value):
        for index, item in enumerate(value):
            text = with_value(text, page.file, (*path, index), item)
        return text
    return with_value(text, page.file, path, value, _AFTER.get(key, ()))


def place_story(sources: Sources, folder: str, page: int, frame: str, story: str) -> Rewritten:
    """The edition's file after a story that waits was put in a free frame.

    Raises:
        TypesetError: when the page, the frame or the story is not there, the frame takes no story or has one, or the story has a place.
    """
    edition = WrittenEdition(sources, folder)
    at = edition.page(page)
    form = at.frame(frame)
    span = Span(edition.file)
    if not at.takes_story(frame):
        kind = form.kind.value if form.kind is not None else "?"
        raise TypesetError(
            (finding("frame-takes-no-story", span=span, page=page, frame=frame, frame_kind=kind),)
        )
    if at.placed.get(frame):
        stories = "、".join(at.placed[frame])
        raise TypesetError((finding("frame-taken", span=span, page=page, frame=frame, stories=stories),))
    if not edition.has_story(story):
        raise TypesetError((finding("story-not-there", span=span, story=story),))
    there = edition.where(story)
    if there is not None:
        raise TypesetError(
            (finding("story-has-place", span=span, story=story, page=there[0], frame=there[1]),)
        )
    path = ("pages", at.index, "place", frame)
    return Rewritten(edition.file, with_value(edition.text, edition.file, path, story, _PLACE_AFTER))


def take_back(sources: Sources, folder: str, page: int, frame: str, story: str) -> Rewritten:
    """The edition's file after a story was taken out of a frame, so that it waits again.

    Raises:
        TypesetError: when the page is not there, or the story does not stand in this frame.
    """
    edition = WrittenEdition(sources, folder)
    at = edition.page(page)
    stories = at.placed.get(frame, ())
    if story not in stories or not at.takes_story(frame):
        span = Span(edition.file)
        raise TypesetError((finding("story-not-in-frame", span=span, page=page, frame=frame, story=story),))
    path = ("pages", at.index, "place", frame)
    tree, _ = compose(edition.text, edition.file)
    in_list = isinstance(_node(tree, path), Sequence) and len(stories) > 1
    whole = (*path, stories.index(story)) if in_list else path
    return Rewritten(edition.file, without(edition.text, edition.file, whole))


def _node(tree: Node | None, path: tuple[str | int, ...]) -> Node | None:
    return node_at(tree, path) if tree is not None else None
