"""Two impressions of an issue to what is different between them. Pure: the same two give the same difference."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from typing import TypeVar

from msgspec.structs import replace

from typeset.compare.ink import PageInk, ink_places, same_ink
from typeset.compare.lines import compare_text
from typeset.model.changes import (
    Aspect,
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
from typeset.model.impression import (
    Impression,
    LinePlace,
    ShownFinding,
    ShownFrame,
    ShownJump,
    ShownPage,
)

_T = TypeVar("_T")
_K = TypeVar("_K")


def compare(old: Impression, new: Impression) -> IssueDiff:
    """What is different in the new version; what not both hold is named in ``not_compared``."""
    texts = _texts(old, new)
    frames = tuple(_frames(old.frames or (), new.frames or ())) if _both(old.frames, new.frames) else ()
    slugs = {story.slug for story in (*old.stories, *new.stories)}
    of_stories = [text for text in texts if text.of_story and text.owner in slugs]
    own = [text for text in texts if text not in of_stories]
    stories = tuple(_stories(old, new, of_stories))
    findings = _findings(old.findings, new.findings)
    pages = tuple(_pages(old, new, texts))
    unknown = [
        (Aspect.LINES, not _both(old.texts, new.texts)),
        (Aspect.FRAMES, not _both(old.frames, new.frames)),
        (Aspect.INK, any(page.fate is Fate.UNKNOWN for page in pages)),
    ]
    return IssueDiff(
        pages=pages,
        stories=stories,
        texts=tuple(own),
        frames=frames,
        jumps=tuple(_jumps(old.jumps, new.jumps)),
        findings=findings,
        not_compared=tuple(aspect for aspect, missing in unknown if missing),
    )


def _both(old: object, new: object) -> bool:
    return old is not None and new is not None


def _paired(
    old: Iterable[_T], new: Iterable[_T], key: Callable[[_T], _K]
) -> Iterator[tuple[_K, _T | None, _T | None]]:
    """What has the same key, in the order of the new version; what only the old one has follows."""
    before, after = ({key(one): one for one in side} for side in (old, new))
    for name in dict.fromkeys((*after, *before)):
        yield name, before.get(name), after.get(name)


def _texts(old: Impression, new: Impression) -> list[TextDiff]:
    if old.texts is None or new.texts is None:
        return []
    pairs = _paired(old.texts, new.texts, lambda text: text.key)
    found = (compare_text(before, after) for _, before, after in pairs)
    return [diff for diff in found if not diff.is_empty]


def _stories(old: Impression, new: Impression, texts: Sequence[TextDiff]) -> Iterator[StoryDiff]:
    own: dict[str, list[TextDiff]] = {}
    for text in texts:
        own.setdefault(text.owner, []).append(text)
    for slug, before, after in _paired(old.stories, new.stories, lambda story: story.slug):
        if before != after or slug in own:
            yield StoryDiff(slug, before, after, tuple(own.get(slug, ())))


def _frames(old: Iterable[ShownFrame], new: Iterable[ShownFrame]) -> Iterator[FrameDiff]:
    for (page, name), before, after in _paired(old, new, lambda frame: (frame.page, frame.name)):
        if before != after:
            yield FrameDiff(page, name, before, after)


def _jumps(old: Sequence[ShownJump], new: Sequence[ShownJump]) -> Iterator[JumpDiff]:
    for story in dict.fromkeys(jump.story for jump in (*new, *old)):
        before, after = (tuple(jump for jump in side if jump.story == story) for side in (old, new))
        if before != after:
            yield JumpDiff(story, before, after)


def _findings(old: Sequence[ShownFinding] | None, new: Sequence[ShownFinding] | None) -> FindingsDiff | None:
    if old is None or new is None:
        return None
    before, after = Counter(old), Counter(new)
    return FindingsDiff(tuple((after - before).elements()), tuple((before - after).elements()))


def _pages(old: Impression, new: Impression, texts: Sequence[TextDiff]) -> Iterator[PageDiff]:
    counts = _Counts(texts)
    for name, before, after in _paired(old.pages, new.pages, lambda page: page.name):
        if before is None or after is None:
            yield counts.page(name, Fate.REMOVED if after is None else Fate.ADDED)
            continue
        fate = _fate(before, after, old, new)
        places: tuple[InkPlace, ...] = ()
        if fate is Fate.CHANGED and before.placed is not None and after.placed is not None:
            inks = (PageInk.of(name, before.placed, old), PageInk.of(name, after.placed, new))
            places = ink_places(*inks)
        yield replace(counts.page(name, fate), places=places)


def _fate(before: ShownPage, after: ShownPage, old: Impression, new: Impression) -> Fate:
    if before.placed is not None and after.placed is not None:
        inks = (PageInk.of(before.name, before.placed, old), PageInk.of(after.name, after.placed, new))
        return Fate.SAME if same_ink(*inks) else Fate.CHANGED
    if before.digest is None or after.digest is None:
        return Fate.UNKNOWN
    return Fate.SAME if before.digest == after.digest else Fate.CHANGED


class _Counts:
    """How many lines of each page are to be read, and how many others are not what they were."""

    def __init__(self, texts: Sequence[TextDiff]) -> None:
        self._read = _by_page(place for text in texts for place in text.to_read)
        self._moved = _by_page(place for text in texts for place in text.moved)
        self._rebroken = _by_page(place for text in texts for place in text.rebroken)
        self._restyled = _by_page(place for text in texts for place in text.restyled)

    def page(self, name: str, fate: Fate) -> PageDiff:
        """A page with its counts."""
        return PageDiff(
            name,
            fate,
            self._read.get(name, 0),
            self._moved.get(name, 0),
            self._rebroken.get(name, 0),
            self._restyled.get(name, 0),
        )


def _by_page(places: Iterable[LinePlace]) -> Mapping[str, int]:
    """Lines by their pages, each counted once."""
    return Counter(place.page for place in set(places))
