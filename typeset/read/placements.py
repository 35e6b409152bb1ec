"""What stands in the frames of a page, and the stories it takes."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from collections.abc import Sequence as Names
from typing import Final

from msgspec import Struct
from msgspec.structs import replace

from typeset.catalogue import finding
from typeset.findings import Finding
from typeset.flow.hands import Hands, alone
from typeset.model.edition import Filler, Named, Placement, Teaser
from typeset.model.layout import FrameKind, PageLayout
from typeset.model.story import Picture, PictureFit, Story
from typeset.read.ahead import AskedStory, ReadStory, read_ahead
from typeset.read.edition_form import PageForm, PlacedForm
from typeset.read.near import meant
from typeset.read.pictures import Pictures, is_picture_name
from typeset.read.references import misplaced
from typeset.read.standing_copy import StandingCopy
from typeset.read.stories import StoryPlace, read_story
from typeset.read.yaml_tree import Mapping, Sequence, Step, key_span_at, node_at, span_at
from typeset.source import Sources, Span
from typeset.standing import NOTHING_STANDS

_ADS: Final = frozenset({FrameKind.AD})
_TEASERS: Final = frozenset({FrameKind.TEASERS, FrameKind.INDEX})
_JOINER = "\u3000"


class PageAt(Struct, frozen=True):
    """A page of the edition's file while its frames are filled; ``layout`` is None when it cannot be used."""

    number: int
    index: int
    layout: PageLayout | None
    fullwidth: bool
    styles: frozenset[str] | None = None


class StoryShelf:
    """The stories of an edition, each read once, when it is first asked for; by ``standing`` copy where it was read before.

    ``hands`` read ahead what will be asked for.
    """

    def __init__(
        self,
        sources: Sources,
        folder: str,
        pictures: Pictures,
        found: list[Finding],
        standing: StandingCopy | None = None,
        hands: Hands = alone,
    ) -> None:
        self.stories: dict[str, Story] = {}
        self.found = found
        self.results = NOTHING_STANDS if standing is None else standing.results
        self._sources = sources
        self._folder = folder
        self._pictures = pictures
        self._standing = standing
        self._hands = hands
        self._ahead: dict[AskedStory, ReadStory] = {}
        self._tried: set[str] = set()

    def expect(self, asked: Iterable[tuple[str, PageAt]]) -> None:
        """Have stories read that will be asked for from these pages; what cannot be had, and what stands, is left alone."""
        if self._standing is None:
            names = {slug: self._asked(slug, page) for slug, page in reversed(list(asked)) if _is_plain(slug)}
            self._ahead.update(read_ahead(self._sources, names.values(), self._pictures.inks_of, self._hands))

    def take(self, slug: str, span: Span, page: PageAt, frame: str) -> Story | None:
        """The story that is asked for at ``span``; None, with findings, when it cannot be had."""
        place = StoryPlace(self._folder, slug)
        if not _is_plain(slug) or not self._sources.exists(place.file):
            names, bare = self.names(), slug.removesuffix(".md")
            self.found.append(
                finding(
                    "missing-story",
                    span=span,
                    page=page.number or None,
                    frame=frame or None,
                    story=slug,
                    file=place.file,
                    **meant(slug, names, surely=bare if bare != slug and bare in names else None),
                )
            )
            return None
        if slug not in self._tried:
            self._tried.add(slug)
            read = self._read(self._asked(slug, page))
            self.found.extend(
                replace(f, page=page.number or None, frame=frame or None, story=slug) for f in read.found
            )
            if read.story is not None:
                self.stories[slug] = read.story
        return self.stories.get(slug)

    def _asked(self, slug: str, page: PageAt) -> AskedStory:
        return AskedStory(StoryPlace(self._folder, slug), page.fullwidth, page.styles)

    def _read(self, asked: AskedStory) -> ReadStory:
        known = self._ahead.pop(asked, None)
        if known is not None:
            self._pictures.take_over(known.seen)
            return known
        read = read_story if self._standing is None else self._standing.story
        return ReadStory(
            *read(self._sources, asked.place, self._pictures, fullwidth=asked.fullwidth, styles=asked.styles)
        )

    def ad(self, file: str, span: Span, page: PageAt, frame: str) -> Picture | None:
        """The picture of an advertisement; None, with a finding, when it cannot be had."""
        folders = (f"{self._folder}/ads", f"{self._folder}/pictures", self._folder)
        known = self._pictures.look(file, folders, span)
        if isinstance(known, Finding):
            self.found.append(replace(known, page=page.number or None, frame=frame or None))
            return None
        return Picture(known.file, "", "", span, known.pixels, known.kind, fit=PictureFit.WHOLE)

    def names(self) -> list[str]:
        """The stories there are, by their names in the edition's file."""
        folder = f"{self._folder}/stories/"
        names = self._sources.names(folder.rstrip("/"))
        return [n.removeprefix(folder).removesuffix(".md") for n in names if n.endswith(".md")]


def _is_plain(slug: str) -> bool:
    """Whether a name leads nowhere but below the stories of its edition."""
    return "\\" not in slug and ".." not in slug.split("/")


def stories_asked(form: PageForm, page: PageAt) -> Iterator[str]:
    """The stories that :func:`story_placements` takes, in its order."""
    for _, items, _ in _frames(form, page.layout, page.index, kinds=None):
        yield from (item.story for item in items if item.story is not None)


def story_placements(form: PageForm, page: PageAt, tree: Mapping, shelf: StoryShelf) -> tuple[Placement, ...]:
    """What stands in the frames of a page, but for teasers; stories that cannot be had are left out."""
    made: list[Placement] = []
    for name, items, spans, at in shelf.results.of(_places, form, page.layout, page.index, tree):
        slugs: list[str] = []
        for item, span in zip(items, spans, strict=True):
            if item.story is None:
                shelf.found.append(
                    finding(
                        "wrong-type",
                        span=span,
                        key=name,
                        expected_zh="稿件名",
                        expected_en="the name of a story",
                    )
                )
            elif shelf.take(item.story, span, page, name) is not None:
                slugs.append(item.story)
        made.append(shelf.results.of_equal(Placement, name, tuple(slugs), at))
    return tuple(made)


def _places(
    form: PageForm, layout: PageLayout | None, index: int, tree: Mapping
) -> list[tuple[str, tuple[PlacedForm, ...], list[Span], Span]]:
    """The frames that take stories: what is placed in each, where each of that is written, and where the frame is."""
    return [
        (name, items, [_item_span(tree, path, n) for n, _ in enumerate(items)], key_span_at(tree, *path))
        for name, items, path in _frames(form, layout, index, kinds=None)
    ]


def ad_placements(form: PageForm, page: PageAt, tree: Mapping, shelf: StoryShelf) -> tuple[Placement, ...]:
    """The advertisements of a page: files beside the edition, in ``ads/`` or ``pictures/``."""
    made: list[Placement] = []
    for name, items, path in _frames(form, page.layout, page.index, kinds=_ADS):
        ads = [
            shelf.ad(item.story or "", _item_span(tree, path, n), page, name) for n, item in enumerate(items)
        ]
        known = tuple(ad for ad in ads if ad is not None)
        made.append(shelf.results.of_equal(Placement, name, (), key_span_at(tree, *path), (), known))
    return tuple(made)


def teaser_placements(
    form: PageForm, page: PageAt, tree: Mapping, shelf: StoryShelf
) -> tuple[Placement, ...]:
    """The teasers of a page, and what its index lists.

    They are read last, so that a story's findings go to the page it stands on.
    """
    made: list[Placement] = []
    for name, items, path in _frames(form, page.layout, page.index, kinds=_TEASERS):
        teasers = [_teaser(item, _TeaserAt(tree, path, n), page, name, shelf) for n, item in enumerate(items)]
        known = tuple(teaser for teaser in teasers if teaser is not None)
        made.append(shelf.results.of_equal(Placement, name, (), key_span_at(tree, *path), known))
    return tuple(made)


def read_fillers(
    names: Names[str], page: PageAt, tree: Mapping, shelf: StoryShelf, placed: frozenset[str]
) -> tuple[Filler, ...]:
    """The pool of fillers: stories, and files of pictures; a story that is ``placed`` in a frame is none any more."""
    made: list[Filler] = []
    for number, name in enumerate(names):
        span = _item_span(tree, ("fillers",), number)
        if is_picture_name(name):
            picture = shelf.ad(name, span, page, "")
            if picture is not None:
                made.append(Filler("", span, picture))
        elif name in placed or any(filler.story == name for filler in made):
            shelf.found.append(finding("filler-twice", span=span, story=name))
        elif shelf.take(name, span, page, "") is not None:
            made.append(shelf.results.of_equal(Filler, name, span))
    return tuple(made)


def _frames(
    form: PageForm, layout: PageLayout | None, index: int, *, kinds: frozenset[FrameKind] | None
) -> Iterator[tuple[str, tuple[PlacedForm, ...], tuple[Step, ...]]]:
    """The frames of these kinds with what is placed in them; None: all kinds that have no placements of their own."""
    for name, items in (form.place or {}).items():
        frame = layout.frame(name) if layout is not None else None
        # Without a layout only the way it is written tells a teaser.
        teasing = FrameKind.TEASERS if any(item.story is None for item in items or ()) else FrameKind.STORY
        kind = frame.kind if frame is not None else teasing
        if kind in kinds if kinds is not None else kind not in _ADS | _TEASERS:
            yield name, items or (), ("pages", index, "place", name)


def _item_span(tree: Mapping, path: tuple[Step, ...], number: int) -> Span:
    value = node_at(tree, path)
    if isinstance(value, Sequence) and number < len(value.items):
        return value.items[number].span
    return value.span if value is not None else span_at(tree, *path)


class _TeaserAt(Struct, frozen=True):
    """Where a teaser is written: the entry of this number at a path of the edition's file."""

    tree: Mapping
    path: tuple[Step, ...]
    number: int

    @property
    def span(self) -> Span:
        """Its place."""
        return _item_span(self.tree, self.path, self.number)

    def story(self, number: int) -> Span:
        """Where a story of its list is named."""
        value = node_at(self.tree, self.path)
        item = (*self.path, self.number) if isinstance(value, Sequence) else self.path
        names = node_at(self.tree, (*item, "stories"))
        if names is None:
            return self.span
        return span_at(self.tree, *item, "stories", *([number] if isinstance(names, Sequence) else []))


def _teaser(item: PlacedForm, at: _TeaserAt, page: PageAt, frame: str, shelf: StoryShelf) -> Teaser | None:
    span = at.span
    wanted = (item.story,) if item.story is not None else item.stories or ()
    if not wanted:
        allowed = shelf.names()
        shelf.found.append(
            finding("teaser-no-stories", span=span, text=item.text or "…", allowed="、".join(allowed) or "—")
        )
    places = [span if item.story is not None else at.story(number) for number in range(len(wanted))]
    taken = [
        (story, place)
        for slug, place in zip(wanted, places, strict=True)
        if (story := shelf.take(slug, place, page, frame)) is not None
    ]
    if item.text is not None:
        place = (span.line, span.column)
        shelf.found += misplaced(item.text, [place] * len(item.text), span.file)
    if not taken:
        return None
    first = taken[0][0]
    return Teaser(
        text=item.text or _JOINER.join(first.block.headline) or first.slug,
        stories=tuple(story.slug for story, _ in taken),
        span=span,
        places=tuple(place for _, place in taken),
        whole=item.pages is Named.ALL,
        short=first.jump_headline if item.text is None else "",
    )
