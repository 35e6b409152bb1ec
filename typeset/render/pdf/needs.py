"""What pages need of their document before they are drawn: glyphs of faces, and pictures as large as they stand."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from msgspec import Struct, field

from typeset.model.placed import GlyphRun, Item, PlacedPicture
from typeset.repro import Size

Pair = tuple[int, str]
"""A glyph id, and a text it stands for."""
Meant = dict[Pair, None]
"""Pairs in the order of their first use."""


class Needs(Struct, frozen=True, eq=False):
    """By the roles of faces, what their glyphs stand for and which of them stand in vertical lines; and the largest places of picture files.

    A place is the width and height the whole picture would have.
    """

    meant: Mapping[str, Meant] = field(default_factory=dict)
    down: Mapping[str, set[int]] = field(default_factory=dict)
    places: Mapping[str, Size] = field(default_factory=dict)


def needs_of(items: Iterable[Item], known: dict[Pair, Pair] | None = None) -> Needs:
    """What these items need; what is ``known`` already is the same object in it."""
    meant: dict[str, Meant] = {}
    down: dict[str, set[int]] = {}
    pictures: list[PlacedPicture] = []
    for item in items:
        if isinstance(item, GlyphRun) and item.glyphs:
            meant.setdefault(item.face, {}).update(dict.fromkeys(zip(item.glyphs, item.texts, strict=True)))
            if item.down:
                down.setdefault(item.face, set()).update(item.glyphs)
        elif isinstance(item, PlacedPicture):
            pictures.append(item)
    if known is not None:
        meant = {role: dict.fromkeys(map(known.setdefault, pairs, pairs)) for role, pairs in meant.items()}
    return Needs(meant, down, places_of(pictures))


def places_of(items: Iterable[Item]) -> dict[str, Size]:
    """The largest places of picture files among these items."""
    places: dict[str, Size] = {}
    for item in items:
        if isinstance(item, PlacedPicture):
            size = item.rect.width, item.rect.height
            places[item.file] = max(places.get(item.file, size), size)
    return places


def all_needs(needs: Iterable[Needs]) -> Needs:
    """What several pages need together."""
    meant: dict[str, Meant] = {}
    down: dict[str, set[int]] = {}
    places: dict[str, Size] = {}
    for one in needs:
        for role, pairs in one.meant.items():
            meant.setdefault(role, {}).update(pairs)
        for role, glyphs in one.down.items():
            down.setdefault(role, set()).update(glyphs)
        for file, size in one.places.items():
            places[file] = max(places.get(file, size), size)
    return Needs(meant, down, places)
