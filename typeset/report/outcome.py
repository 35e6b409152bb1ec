"""What a run of the engine came to: the one value every report is written from.

It is made by whoever ran the engine and holds only values of the model; nothing here reads a file or decides
an exit status. What can be counted from it (errors of a page, characters of a story) is counted here once, so
that no two reports count differently.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator

from msgspec import Struct

from typeset.findings import Finding, Severity
from typeset.model.allowance import Allowed
from typeset.model.checkedwords import CheckedWords
from typeset.model.edition import Edition, PageSpec
from typeset.model.fit import FitAdvice
from typeset.model.form import FormScore
from typeset.model.fullness import PageFill
from typeset.model.placed import FramedPage, Jump, Overset, Part
from typeset.model.verdict import Ruling


class Outcome(Struct, frozen=True, kw_only=True):
    """One edition after reading, setting and perhaps writing.

    ``edition`` is None when it could not be read; ``slug`` names it all the same. ``pages`` are the numbers of
    the pages that were set, ``files`` the page files written, as (page, name relative to the output folder).
    ``rulings`` say what became of each rule of the checker, ``allowed`` are
    findings somebody answers for: they do not count. ``known`` are those of a baseline, ``left_out`` how many were not asked for.
    ``fits`` says how the stories in frames fit.
    ``form`` are the errors of form, ``checked_words`` the words editing errors are measured by; None where nothing was set.
    ``fills`` say how full the pages are, ``drawn`` what stands on them.
    """

    slug: str
    edition: Edition | None = None
    pages: tuple[int, ...] = ()
    parts: tuple[Part, ...] = ()
    jumps: tuple[Jump, ...] = ()
    oversets: tuple[Overset, ...] = ()
    findings: tuple[Finding, ...] = ()
    rulings: tuple[Ruling, ...] = ()
    allowed: tuple[Allowed, ...] = ()
    fits: tuple[FitAdvice, ...] = ()
    files: tuple[tuple[int, str], ...] = ()
    known: tuple[Finding, ...] = ()
    left_out: int = 0
    form: FormScore | None = None
    checked_words: CheckedWords | None = None
    fills: tuple[PageFill, ...] = ()
    drawn: tuple[FramedPage, ...] = ()

    def page_name(self, number: int) -> str:
        """What a page is called in print."""
        return str(number) if self.edition is None else self.edition.page_name(number)


class PageSummary(Struct, frozen=True):
    """One page that was set, with the number of findings on it; ``fill`` is None where nobody measured it."""

    spec: PageSpec
    errors: int
    warnings: int
    file: str | None
    fill: PageFill | None = None


class StorySummary(Struct, frozen=True):
    """One story on the pages that were set; all counts are characters of its text."""

    slug: str
    characters: int
    set: int
    overset: int
    parts: tuple[Part, ...]


def page_summaries(outcome: Outcome) -> tuple[PageSummary, ...]:
    """The pages that were set, in the order of the edition."""
    if outcome.edition is None:
        return ()
    files = dict(outcome.files)
    fills = {fill.page: fill for fill in outcome.fills}
    counts = Counter((f.page, f.severity) for f in dict.fromkeys(outcome.findings))
    return tuple(
        PageSummary(
            spec=spec,
            errors=counts[spec.number, Severity.ERROR],
            warnings=counts[spec.number, Severity.WARNING],
            file=files.get(spec.number),
            fill=fills.get(spec.number),
        )
        for spec in outcome.edition.pages
        if spec.number in outcome.pages
    )


def story_summaries(outcome: Outcome) -> tuple[StorySummary, ...]:
    """The stories of the pages that were set, in the order they are placed."""
    if outcome.edition is None:
        return ()
    stories = outcome.edition.stories
    parts: defaultdict[str, list[Part]] = defaultdict(list)
    over: Counter[str] = Counter()
    for part in outcome.parts:
        parts[part.story].append(part)
    for overset in outcome.oversets:
        over[overset.story] += overset.characters
    return tuple(
        StorySummary(
            slug=slug,
            characters=stories[slug].characters,
            set=sum(part.last - part.first for part in parts[slug]),
            overset=over[slug],
            parts=tuple(parts[slug]),
        )
        for slug in dict.fromkeys(_slugs(outcome, outcome.edition))
        if slug in stories
    )


def _slugs(outcome: Outcome, edition: Edition) -> Iterator[str]:
    for spec in edition.pages:
        if spec.number in outcome.pages:
            for placement in spec.placements:
                yield from placement.stories
    for part in outcome.parts:
        yield part.story
    for overset in outcome.oversets:
        yield overset.story
