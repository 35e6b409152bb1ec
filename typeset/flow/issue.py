"""Set a whole issue: every story into its frame, every rest into its tail, then the furniture that names pages.

In this order, because each needs what came before: stories in frames (what stays, what must go on), the planner
(where it goes on), jump lines and teasers (which name the pages). All of it is done again only where the words of a
reference in copy (参见) turn out to be others than were set.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from msgspec import Struct, field
from msgspec.structs import replace

from typeset.catalogue import finding
from typeset.faces import FaceBook
from typeset.findings import Finding
from typeset.flow.ads import place_ads
from typeset.flow.bench import Bench
from typeset.flow.blackonly import in_black
from typeset.flow.bleed import bled
from typeset.flow.body import Body, Cursor
from typeset.flow.drawings import drawn, missing_in_drawings
from typeset.flow.fillers import place_fillers
from typeset.flow.furnishing import FIXED, Furnishing
from typeset.flow.furniture import place_teasers
from typeset.flow.gallery import set_gallery
from typeset.flow.glyphs import borrowed, missing_in_head
from typeset.flow.grid import PageGrid
from typeset.flow.hands import Hands, alone
from typeset.flow.index import place_index
from typeset.flow.jump import Placed
from typeset.flow.orders import Borrowed
from typeset.flow.references import ROUNDS, unsettled, with_words
from typeset.flow.rules import around
from typeset.flow.setter import Setter
from typeset.flow.settext import SetText
from typeset.flow.spread import halves
from typeset.flow.standingtype import StandingType
from typeset.flow.stories import SetStories, set_stories, stories_in
from typeset.flow.storyframe import inside
from typeset.flow.tagged import article, in_order, under
from typeset.flow.whereabouts import Whereabouts
from typeset.model.edition import Edition, PageSpec
from typeset.model.layout import FrameKind, FrameSpec
from typeset.model.placed import Item, Jump, JumpReasons, Overset, Part, PlacedPage, Rule
from typeset.model.printing import Inks
from typeset.model.story import Gallery, Story
from typeset.model.structure import Element, Tag
from typeset.model.style import Colour
from typeset.standing import StandingResults
from typeset.text.breaks import Hyphenator, Words
from typeset.text.shape import Shaper

_RED = Colour(0, 1000, 1000, 0)
_MARK_WIDTH = 2000
# What stands in these is set before the furniture that depends on it.
_SET_BEFORE = frozenset({FrameKind.STORY, FrameKind.PICTURE, FrameKind.FILLER}) | FIXED


class SetIssue(Struct, frozen=True, eq=False):
    """An edition that has been set: final pages, and the account of where every character went.

    ``edition`` has all its frames arranged; ``marks`` are red frames for the proof, by page number, where copy is overset.
    ``texts`` say which lines stand in which frame, for the aids of :mod:`typeset.flow.aids`; ``reasons`` why stories jump
    where they do. ``stories`` are what was set in frames, for setting it again with one story changed.
    """

    edition: Edition
    pages: tuple[PlacedPage, ...]
    parts: tuple[Part, ...]
    jumps: tuple[Jump, ...]
    oversets: tuple[Overset, ...]
    findings: tuple[Finding, ...]
    marks: dict[int, tuple[Item, ...]]
    texts: tuple[SetText, ...] = ()
    reasons: JumpReasons = field(default_factory=JumpReasons)
    stories: SetStories | None = None

    def __eq__(self, other: object) -> bool:
        """Two are equal when they are set alike, whatever they were set from."""
        return type(other) is SetIssue and self._set() == other._set()

    def __hash__(self) -> int:
        return hash((self.edition.slug, len(self.pages), self.parts))

    def _set(self) -> tuple[object, ...]:
        return tuple([getattr(self, name) for name in self.__struct_fields__ if name != "stories"])


class _Pass(Struct):
    """What has been set so far; lives for one call of :func:`set_issue`."""

    items: dict[tuple[int, str], list[Item]] = field(default_factory=dict)
    parts: list[Part] = field(default_factory=list)
    jumps: list[Jump] = field(default_factory=list)
    oversets: list[Overset] = field(default_factory=list)
    findings: list[Finding] = field(default_factory=list)
    texts: list[SetText] = field(default_factory=list)

    def add(self, placed: Placed) -> None:
        """Take over what setting one story gave."""
        for key, items in placed.items:
            self.items.setdefault(key, []).extend(items)
        self.parts += placed.parts
        self.jumps += placed.jumps
        self.oversets += placed.oversets
        self.findings += placed.findings
        self.texts += placed.texts

    def furnish(self, page: PageSpec, fixed: Furnishing) -> None:
        """Take over the fixed copy of a page."""
        for name, items in fixed.items.items():
            self.items.setdefault((page.number, name), []).extend(items)
        self.findings += fixed.findings


def set_issue(
    edition: Edition,
    faces: FaceBook,
    hyphenator: Hyphenator | None = None,
    words: Words | None = None,
    *,
    standing: StandingType | None = None,
    hands: Hands = alone,
) -> SetIssue:
    """Set all pages of an edition. Pure: the same edition, faces, hyphenator and words give the same issue.

    What was set with the same ``standing`` type before, and has not changed, is not set again. Stories that do not depend on each other
    are set by ``hands``, one after the other or beside each other: that changes nothing of what is set.
    """
    kept = standing or StandingType()

    def set_once(edition: Edition) -> SetIssue:
        # With a shaper of its own for each round: of what earlier rounds borrowed from other faces nothing is told.
        return _set_once(edition, kept.shaper(faces, hyphenator, words), kept, hands)

    kept.results.begin()
    edition = with_words(edition, Whereabouts.of(edition.pages), kept.results)
    issue = set_once(edition)
    for _ in range(ROUNDS - 1):
        where = kept.results.of(Whereabouts.of, issue.edition.pages, issue.parts)
        again = with_words(edition, where, kept.results)
        if again is edition:
            return issue
        edition = again
        issue = set_once(edition)
    told = unsettled(issue.edition, Whereabouts.of(issue.edition.pages, issue.parts))
    return replace(issue, findings=(*issue.findings, *told))


def _set_once(edition: Edition, shaper: Shaper, standing: StandingType, hands: Hands) -> SetIssue:
    """Set all pages with the references as they are."""
    bench = Bench.of(edition, shaper, standing.root, standing.results)
    setters, grids = bench.setters, bench.grids
    edition = bench.arranged(edition)
    done = _Pass()
    for page, frame, story in stories_in(edition, FrameKind.PICTURE):
        _picture_frame(page, frame, story, setters[page.number], grids[page.number], done)
    stories = set_stories(edition, setters, grids, standing, hands)
    edition = stories.edition
    for placed in stories.placed:
        done.add(placed)
    edition = _with_fillers(edition, bench, done)
    where = standing.results.of(Whereabouts.of, edition.pages, tuple(done.parts))
    lent: list[Borrowed] = []
    for page in edition.pages:
        # Set beside the first shaper of all, which stands as long as the faces do.
        fixed = standing.results.of(Furnishing.of, page, edition.fields, bench.centres, standing.root)
        done.furnish(page, fixed)
        lent += fixed.borrowed
        _furniture(edition, page, where, setters[page.number], grids[page.number], done)
    done.findings += missing_in_drawings(edition.drawings, shaper)
    done.findings += borrowed((*shaper.borrowed(), *stories.borrowed, *lent))
    return SetIssue(
        edition=edition,
        pages=tuple(_drawn(page, edition, shaper) for page in _pages(edition, grids, done, standing.results)),
        parts=tuple(done.parts),
        jumps=tuple(done.jumps),
        oversets=tuple(done.oversets),
        findings=tuple(done.findings),
        marks=_marks(edition, grids, done.oversets),
        texts=tuple(done.texts),
        reasons=stories.reasons,
        stories=stories,
    )


def _with_fillers(edition: Edition, bench: Bench, done: _Pass) -> Edition:
    """The edition with its fillers where room was left; a frame that got one is short no longer."""
    filled = place_fillers(edition, done.texts, bench)
    for placed in filled.placed:
        done.add(placed)
    done.findings = [
        f for f in done.findings if not (f.code == "underset" and (f.page, f.frame) in filled.full)
    ]
    return filled.edition


def _picture_frame(
    page: PageSpec, frame: FrameSpec, story: Story, setter: Setter, grid: PageGrid, done: _Pass
) -> None:
    """Pictures of a story side by side in a frame; its text, if it has any, is reported as having no room."""
    rect, _, _ = inside(frame, grid.rect(frame), grid)
    done.findings += missing_in_head(story, frame.headline, setter)
    items = done.items.setdefault((page.number, frame.name), [])
    items += around(frame, grid.rect(frame), leading=grid.leading, gutter=grid.gutter)
    made = set_gallery(Gallery(story.pictures), rect.width, setter)
    if made.stands_in(rect.height, grid.body):
        items += under(made.items(rect), article(story))
    else:
        told = finding(
            "gallery-no-room", span=frame.span, amount=len(story.pictures), rows=grid.rows_for(made.height)
        )
        done.findings.append(replace(told, page=page.number, frame=frame.name, story=story.slug))
    done.parts.append(Part(story.slug, page.number, frame.name, rect, 0, 0))
    if story.characters:
        body = Body.of(story, setter, frame.body)
        lines = body.line_count(Cursor(), rect.width)
        done.oversets.append(Overset(story.slug, page.number, frame.name, 0, story.characters, lines))
        done.findings.append(
            finding(
                "picture-frame-text",
                span=story.paragraphs[0].span_at(0),
                related=frame.span,
                page=page.number,
                frame=frame.name,
                story=story.slug,
                amount=story.characters,
                unit="characters",
            )
        )


def _furniture(
    edition: Edition,
    page: PageSpec,
    where: Whereabouts,
    setter: Setter,
    grid: PageGrid,
    done: _Pass,
) -> None:
    for frame in page.layout.frames:
        key = (page.number, frame.name)
        if frame.kind in _SET_BEFORE:
            continue
        rect = grid.rect(frame)
        rules = around(frame, rect, leading=grid.leading, gutter=grid.gutter)
        items = done.items.setdefault(key, [])
        items[:0] = rules
        section = Element(Tag.SECTION, f"{page.number} {frame.name}")
        if frame.kind is FrameKind.TEASERS:
            placement = page.placement(frame.name)
            teasers = placement.teasers if placement is not None else ()
            inner, _, _ = inside(frame, rect, grid)
            placed, findings = place_teasers(teasers, where, page.jumps, setter, frame, inner)
            items += under(placed, section)
            done.findings += (replace(f, page=page.number) for f in findings)
        elif frame.kind is FrameKind.INDEX:
            placed, findings = place_index(frame, page, edition, where, setter, grid)
            items += under(placed, section)
            done.findings += findings
        elif frame.kind is FrameKind.AD:
            placement = page.placement(frame.name)
            ads = placement.ads if placement is not None else ()
            items += under(place_ads(frame, ads, setter, grid), section)


def _pages(
    edition: Edition, grids: Mapping[int, PageGrid], done: _Pass, standing: StandingResults
) -> tuple[PlacedPage, ...]:
    """All pages; what stands across a fold comes first on the page that faces its own."""
    items: dict[int, list[Item]] = {page.number: [] for page in edition.pages}
    for page in edition.pages:
        for frame in page.layout.frames:
            here = tuple(done.items.get((page.number, frame.name), ()))
            if frame.spread:
                here, beyond = standing.of(_in_halves, here, grids[page.number])
                items.setdefault(page.number + 1, []).extend(beyond)
            items[page.number].extend(here)
    return tuple(_page(page, items[page.number]) for page in edition.pages)


def _in_halves(items: Sequence[Item], grid: PageGrid) -> tuple[tuple[Item, ...], tuple[Item, ...]]:
    """What stands in a frame over the fold, page by page, as it is read."""
    return halves(in_order(items), grid)


def _drawn(page: PlacedPage, edition: Edition, shaper: Shaper) -> PlacedPage:
    """The page with its drawings drawn and its bleed filled, in black alone when it is printed so."""
    spec = next(one for one in edition.pages if one.number == page.number)
    if edition.drawings:
        page = replace(page, items=drawn(page.items, edition.drawings, shaper, spec.styles.lines))
    page = bled(page)
    return in_black(page) if spec.printing.inks is Inks.BLACK else page


def _page(page: PageSpec, items: Sequence[Item]) -> PlacedPage:
    sheet = page.layout.sheet
    return PlacedPage(page.number, sheet.width, sheet.height, sheet.bleed, tuple(items))


def _marks(
    edition: Edition, grids: Mapping[int, PageGrid], oversets: list[Overset]
) -> dict[int, tuple[Item, ...]]:
    marks: dict[int, tuple[Item, ...]] = {}
    for overset in oversets:
        page = next(p for p in edition.pages if p.number == overset.page)
        frame = page.layout.frame(overset.frame)
        if frame is None:
            continue
        rect = grids[overset.page].rect(frame)
        bar = Rule(rect.x, rect.bottom, rect.right, rect.bottom, 2 * _MARK_WIDTH, _RED)
        side = Rule(rect.right, rect.y, rect.right, rect.bottom, _MARK_WIDTH, _RED)
        here, beyond = halves((bar, side), grids[overset.page]) if frame.spread else ((bar, side), ())
        marks[overset.page] = (*marks.get(overset.page, ()), *here)
        if beyond:
            marks[overset.page + 1] = (*marks.get(overset.page + 1, ()), *beyond)
    return marks
