"""Where a frame stands: by columns and rows, by its neighbours, or by lengths; and which frames follow which."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Final

from msgspec import Struct

from typeset.catalogue import finding
from typeset.findings import Finding
from typeset.model.arrangement import Page, arranged
from typeset.model.layout import GAP_ROWS, Extent, FrameKind, FramePlace, FrameSpec, Rect
from typeset.model.style import WritingMode
from typeset.read.extents import ColumnsWish, RowsWish
from typeset.read.layout_form import FrameForm
from typeset.read.lengths import Lengths
from typeset.read.near import meant
from typeset.read.validate import missing
from typeset.read.yaml_tree import Mapping as Tree
from typeset.read.yaml_tree import Step, key_span_at, span_at

# Kinds whose content says how high it is.
_MEASURED: Final = frozenset(
    {FrameKind.STORY, FrameKind.PICTURE, FrameKind.TEXT, FrameKind.INDEX, FrameKind.TEASERS}
)
_RELATIVE: Final = ("below", "right_of", "left_of")
_NEVER: Final = (0, 0)


class Placing(Struct, frozen=True):
    """Where a frame stands, or wants to; fields as in :class:`FrameSpec`."""

    columns: tuple[int, int] = _NEVER
    rows: tuple[int, int] = _NEVER
    place: FramePlace | None = None
    area: Rect | None = None


def read_place(
    form: FrameForm,
    tree: Tree,
    path: tuple[Step, ...],
    broken: frozenset[tuple[Step, ...]],
    lengths: Lengths,
) -> Placing | None:
    """The place of one frame; None, with findings in ``lengths.found``, when it says too little."""
    found = lengths.found
    if form.area is not None:
        clash = [name for name in ("columns", "rows", *_RELATIVE) if getattr(form, name) is not None]
        if clash:
            found.append(_twice(tree, path, "area", clash[0]))
        x, y, width, height = (
            lengths.read(text, *path, "area", index, positive=index > 1)
            for index, text in enumerate(form.area)
        )
        return Placing(area=Rect(x, y, width, height))
    if any(wrong[: len(path) + 1] == (*path, "area") for wrong in broken):
        return None
    relative = [name for name in _RELATIVE if getattr(form, name) is not None]
    needed = [
        *(() if relative else ("columns",)),
        *(() if {"right_of", "left_of"} & set(relative) else ("rows",)),
    ]
    lacking = missing(tree, broken, path, needed)
    found.extend(lacking)
    if lacking or any(getattr(form, name) is None for name in needed):
        return None
    return _gridded(form, tree, path, found)


def _gridded(form: FrameForm, tree: Tree, path: tuple[Step, ...], found: list[Finding]) -> Placing:
    columns, rows = form.columns or ColumnsWish(), form.rows or RowsWish()
    if form.right_of is not None and form.left_of is not None:
        found.append(_twice(tree, path, "left_of", "right_of"))
    if form.below is not None and rows.first:
        found.append(_twice(tree, path, "below", "rows"))
    span, fixed = columns.span, rows.last
    if span is not None and fixed:
        return Placing(span, (rows.first, fixed))
    if rows.extent is Extent.AUTO and form.kind not in _MEASURED:
        kind = form.kind.value if form.kind is not None else "?"
        at = span_at(tree, *path, "rows")
        found.append(finding("auto-rows-misplaced", span=at, frame=str(path[-1]), frame_kind=kind))
        rows = RowsWish(rows.first, rows.last, rows.count, Extent.REST)
    return Placing(
        place=FramePlace(
            columns=span,
            column_count=columns.count,
            first_row=rows.first,
            last_row=fixed,
            row_count=rows.count,
            extent=rows.extent,
            below=form.below or (),
            right_of=form.right_of or "",
            left_of=form.left_of or "",
            gap=GAP_ROWS if form.gap is None else form.gap,
        )
    )


def _twice(tree: Tree, path: tuple[Step, ...], key: str, other: str) -> Finding:
    span = key_span_at(tree, *path, key)
    return finding("frame-place-twice", span=span, frame=str(path[-1]), key=key, other=other)


def arrange(
    frames: Sequence[FrameSpec], page: Page, tree: Tree, found: list[Finding]
) -> tuple[FrameSpec, ...]:
    """The frames, arranged as far as that can be without their copy; wrong neighbours and followers are told."""
    names = {frame.name: frame for frame in frames}
    before = len(found)
    followed = {frame.follows for frame in frames}
    for frame in frames:
        if frame.name in followed and frame.place is not None and frame.place.extent is Extent.AUTO:
            # As high as its copy, when the copy goes on in another frame?
            at = span_at(tree, "frames", frame.name, "rows")
            found.append(finding("auto-rows-followed", span=at, frame=frame.name))
        found += _unknown(frame, names, tree)
        found += _follower(frame, names, tree)
    if len(found) > before:
        return tuple(frame for frame in frames if frame.place is None)
    tried = arranged(frames, page, dict.fromkeys(names, 1))
    for frame in tried:
        if frame.place is not None:
            around = "、".join(frame.place.neighbours)
            found.append(finding("frame-cycle", span=frame.span, frame=frame.name, others=around))
    if len(found) > before:
        return tuple(frame for frame in frames if frame.place is None)
    return arranged(frames, page)


def _unknown(frame: FrameSpec, names: Mapping[str, FrameSpec], tree: Tree) -> list[Finding]:
    if frame.place is None:
        return []
    asked = [
        (key, name)
        for key, named in (
            ("below", frame.place.below),
            ("right_of", (frame.place.right_of,)),
            ("left_of", (frame.place.left_of,)),
        )
        for name in named
        if name
    ]
    return [
        finding(
            "unknown-neighbour",
            span=span_at(tree, "frames", frame.name, key),
            name=name,
            **meant(name, names),
        )
        for key, name in asked
        if name not in names or names[name].area is not None
    ]


def _follower(frame: FrameSpec, names: Mapping[str, FrameSpec], tree: Tree) -> list[Finding]:
    """What is wrong with the frame it follows: none of that name, none for stories, followed twice, round in a circle."""
    if not frame.follows:
        return []
    span = span_at(tree, "frames", frame.name, "follows")
    followed = names.get(frame.follows)
    if followed is None:
        return [finding("unknown-neighbour", span=span, name=frame.follows, **meant(frame.follows, names))]
    others = [other.name for other in names.values() if other.follows == frame.follows]
    seen, here = {frame.name}, followed
    while here.follows and here.follows in names and here.name not in seen:
        seen.add(here.name)
        here = names[here.follows]
    stories = all(
        one.kind is FrameKind.STORY and one.writing is WritingMode.HORIZONTAL for one in (frame, followed)
    )
    if not stories or here.name in seen or others[0] != frame.name:
        return [finding("follows-misplaced", span=span, frame=frame.name, followed=frame.follows)]
    return []
