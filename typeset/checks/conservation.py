"""Nothing is lost: set + overset = source, character by character, read back from the finished pages."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence

from typeset.catalogue import finding
from typeset.findings import Finding
from typeset.model.edition import Edition, PageSpec
from typeset.model.placed import GlyphRun, Item, Overset, Part, PlacedPage, PlacedPicture, Purpose
from typeset.model.story import Story
from typeset.standing import NOTHING_STANDS, StandingResults


def check_account(edition: Edition, parts: Sequence[Part], oversets: Sequence[Overset]) -> list[Finding]:
    """The parts of each placed story and its overset must follow on each other from its first character to its last."""
    findings: list[Finding] = []
    own: defaultdict[str, list[tuple[int, int]]] = defaultdict(list)
    for part in parts:
        own[part.story].append((part.first, part.last))
    all_over: defaultdict[str, list[Overset]] = defaultdict(list)
    for one in oversets:
        all_over[one.story].append(one)
    for slug, spans in own.items():
        story, over = edition.stories[slug], all_over[slug]
        spans.sort()
        reach = 0
        whole = True
        for first, last in [*spans, *((o.first, o.first + o.characters) for o in over)]:
            whole = whole and first == reach
            reach = last
        if not whole or reach != story.characters:
            findings.append(
                finding(
                    "characters-lost",
                    span=story.span,
                    story=slug,
                    amount=story.characters,
                    unit="characters",
                    set_count=sum(last - first for first, last in spans),
                    overset_count=sum(o.characters for o in over),
                )
            )
    return findings


def check_pages(
    edition: Edition,
    pages: Iterable[PlacedPage],
    parts: Sequence[Part],
    boxed: frozenset[str],
    standing: StandingResults = NOTHING_STANDS,
) -> list[Finding]:
    """The body text on each finished page must be the text its parts promise, in the order of its frames.

    ``boxed`` are characters that print as a box with their code point; they carry no text.
    """
    on = standing.of(_in_order, edition.pages, parts)
    findings: list[Finding] = []
    for page in pages:
        here = on.get(page.number, ())
        stories = tuple([edition.stories[part.story] for part in here])
        findings += standing.of(_judged, page, here, stories, boxed)
    return findings


def _judged(
    page: PlacedPage, parts: Sequence[Part], stories: Sequence[Story], boxed: frozenset[str]
) -> tuple[Finding, ...]:
    """Whether a page has what these parts of their stories promise."""
    pairs = zip(parts, stories, strict=True)
    promised = "".join(story.text[part.first : part.last] for part, story in pairs)
    found = _copy_on(page)
    if _without(promised, boxed) == _without(found, boxed):
        return ()
    return (_difference(page.number, parts, promised, found),)


def _in_order(pages: Sequence[PageSpec], parts: Sequence[Part]) -> dict[int, tuple[Part, ...]]:
    """The parts on each page, in the order they are drawn."""
    order = _order(pages)
    on: defaultdict[int, list[Part]] = defaultdict(list)
    for part in parts:
        on[part.page].append(part)
    return {number: tuple(sorted(here, key=lambda part: _rank(order, part))) for number, here in on.items()}


def _order(pages: Sequence[PageSpec]) -> dict[tuple[int, str, str], int]:
    """When the copy of a frame is drawn on its page, by page and frame; of what comes over the fold by its story as well.

    The copy of a thread is drawn with the frame it begins in, wherever its other frames stand; what comes over the fold
    before everything else of its page, where a frame may have the same name.
    """
    order: dict[tuple[int, str, str], int] = {}
    for page in pages:
        frames = page.layout.frames
        for frame in frames:
            head = page.layout.thread_head(frame)
            order[page.number, frame.name, ""] = frames.index(head)
            placement = page.placement(head.name)
            for slug in placement.stories if head.spread and placement is not None else ():
                order[page.number + 1, frame.name, slug] = frames.index(head) - len(frames)
    return order


def _rank(order: Mapping[tuple[int, str, str], int], part: Part) -> int:
    over_the_fold = order.get((part.page, part.frame, part.story))
    return order[part.page, part.frame, ""] if over_the_fold is None else over_the_fold


def _copy_on(page: PlacedPage) -> str:
    return "".join(_copy(item) for item in page.items)


def _copy(item: Item) -> str:
    """What of the copy an item shows: body text, or the character an inline picture stands for."""
    match item:
        case GlyphRun(purpose=Purpose.BODY) | PlacedPicture():
            return item.text
        case _:
            return ""


def _without(text: str, boxed: frozenset[str]) -> str:
    return text.translate(dict.fromkeys(map(ord, boxed))) if boxed else text


def _difference(page: int, parts: Sequence[Part], promised: str, found: str) -> Finding:
    at = next(
        (i for i, (a, b) in enumerate(zip(promised, found, strict=False)) if a != b),
        min(len(promised), len(found)),
    )
    story, seen = "?", 0
    for part in parts:
        seen += part.last - part.first
        if at < seen:
            story = part.story
            break
    return finding(
        "characters-lost",
        page=page,
        story=story,
        amount=len(promised),
        unit="characters",
        set_count=len(found),
        overset_count=0,
    )
