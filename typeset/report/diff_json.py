"""What is different between two versions, for machines: version 1, described by ``diff-1.schema.json`` beside this file.

Boxes are left, upper, right and lower edge in points from the trim's top left corner, as in ``report.json``.
"""

from __future__ import annotations

import importlib.resources
from collections.abc import Iterable
from typing import Final

from typeset.model.changes import (
    ChangedLine,
    Fate,
    FindingsDiff,
    FrameDiff,
    InkPlace,
    IssueDiff,
    JumpDiff,
    PageDiff,
    StoryDiff,
    TextDiff,
)
from typeset.model.impression import LinePlace, ShownFinding, ShownJump, ShownStory
from typeset.model.layout import Rect
from typeset.report.json_value import Json, written
from typeset.units import to_pt

VERSION: Final = 1


def diff_as_json(diff: IssueDiff) -> str:
    """The difference as one JSON document; the same in every language."""
    document: Json = {
        "version": VERSION,
        "changed": diff.is_changed,
        "not_compared": [aspect.value for aspect in diff.not_compared],
        "pages": [_page(page) for page in diff.pages],
        "stories": [_story(story) for story in diff.stories],
        "texts": [_text(text) for text in diff.texts],
        "frames": [_frame(frame) for frame in diff.frames],
        "jumps": [_jumps(jumps) for jumps in diff.jumps],
        "findings": _findings(diff.findings),
    }
    return written(document)


def diff_schema() -> str:
    """The JSON Schema of the document, as text."""
    return (
        importlib.resources.files("typeset.report").joinpath("diff-1.schema.json").read_text(encoding="utf-8")
    )


def _page(page: PageDiff) -> Json:
    return {
        "page_name": page.name,
        "state": page.fate.value,
        "lines_to_read": page.read,
        "lines_moved": page.moved,
        "lines_rebroken": page.rebroken,
        "lines_restyled": page.restyled,
        "ink": [_ink(place) for place in page.places],
    }


def _ink(place: InkPlace) -> Json:
    return {
        "kind": place.kind.value,
        "frame": place.frame or None,
        "box": _box(place.box),
        "gone": place.gone,
    }


def _story(story: StoryDiff) -> Json:
    return {
        "slug": story.slug,
        "state": story.fate.value,
        "moved": story.is_moved,
        "old": _version(story.old),
        "new": _version(story.new),
        "texts": [_text(text) for text in story.texts],
    }


def _version(story: ShownStory | None) -> Json:
    if story is None:
        return None
    return {
        "places": [_end(page, frame) for page, frame in story.places],
        "characters": story.characters,
        "set": story.set,
        "overset": story.overset,
    }


def _text(text: TextDiff) -> Json:
    changed = Fate.CHANGED if text.fate is Fate.SAME else text.fate
    return {
        "kind": text.kind.value,
        "story": text.owner if text.of_story else None,
        "page_name": text.page or None,
        "frame": None if text.of_story or text.owner == text.page else text.owner or None,
        "state": changed.value,
        "changes": [{"old": _lines(hunk.old), "new": _lines(hunk.new)} for hunk in text.hunks],
        "moved": _places(text.moved),
        "rebroken": _places(text.rebroken),
        "restyled": _places(text.restyled),
    }


def _lines(lines: Iterable[ChangedLine]) -> Json:
    return [
        {"text": line.text, "marks": [[first, last] for first, last in line.marks], **_place(line.place)}
        for line in lines
    ]


def _places(places: Iterable[LinePlace]) -> Json:
    return [_place(place) for place in places]


def _place(place: LinePlace) -> dict[str, Json]:
    return {
        "page_name": place.page,
        "frame": place.frame or None,
        "column": place.column or None,
        "line": place.number or None,
        "box": None if place.box is None else _box(place.box),
    }


def _frame(frame: FrameDiff) -> Json:
    fate = Fate.ADDED if frame.old is None else Fate.REMOVED if frame.new is None else Fate.CHANGED
    return {
        "page_name": frame.page,
        "frame": frame.name,
        "state": fate.value,
        "moved": frame.is_moved,
        "resized": frame.is_resized,
        "old": None if frame.old is None else _box(frame.old.box),
        "new": None if frame.new is None else _box(frame.new.box),
    }


def _jumps(jumps: JumpDiff) -> Json:
    return {
        "story": jumps.story,
        "old": [_jump(jump) for jump in jumps.old],
        "new": [_jump(jump) for jump in jumps.new],
    }


def _jump(jump: ShownJump) -> Json:
    return {
        "from": _end(*jump.come),
        "to": _end(*jump.gone),
        "source_text": jump.source_text,
        "target_text": jump.target_text,
    }


def _end(page: str, frame: str) -> Json:
    return {"page_name": page, "frame": frame}


def _findings(found: FindingsDiff | None) -> Json:
    if found is None:
        return None
    return {"new": [_finding(one) for one in found.new], "gone": [_finding(one) for one in found.gone]}


def _finding(one: ShownFinding) -> Json:
    return {
        "code": one.code,
        "id": one.id,
        "severity": one.severity,
        "page_name": one.page or None,
        "frame": one.frame or None,
        "story": one.story or None,
        "amount": one.amount,
        "message": one.message,
    }


def _box(box: Rect) -> Json:
    return [to_pt(box.x), to_pt(box.y), to_pt(box.right), to_pt(box.bottom)]
