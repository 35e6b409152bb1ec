"""Marks on a page in the browser: overset copy, loosened paragraphs, coarse pictures, too much ink, and every finding (issue 8)."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Final

from typeset.catalogue import ENTRIES, message
from typeset.catalogue.entry import Lang
from typeset.findings import Severity
from typeset.flow.grid import PageGrid
from typeset.model.layout import Rect
from typeset.model.placed import FramedPage, PlacedPicture
from typeset.model.story import Picture
from typeset.press.edition import SetEdition
from typeset.preview.layers import ppi_of
from typeset.preview.lengths import rect_in_mm
from typeset.preview.printed import Printed, by_column
from typeset.report.html.marks import places_on
from typeset.report.json_value import Json
from typeset.report.outcome import Outcome
from typeset.units import mm

_OVER: Final[Mapping[Lang, str]] = {
    Lang.ZH: "溢 {characters} 字 {lines} 行",
    Lang.EN: "{characters} characters over ({lines} lines)",
}
_LOOSE: Final[Mapping[Lang, str]] = {
    Lang.ZH: "本段排法 {by:+d} 行",
    Lang.EN: "paragraph set {by:+d} line",
}
_COARSE: Final[Mapping[Lang, str]] = {
    Lang.ZH: "{ppi} ppi，最少 {least}",
    Lang.EN: "{ppi} ppi, least {least}",
}


def marks_on(
    done: SetEdition,
    outcome: Outcome,
    number: int,
    *,
    printed: Printed,
    pictures: Mapping[str, Picture],
    lang: Lang,
) -> list[Json]:
    """All marks of a page: ``{kind, severity, rect, rects, text}``; ``rect`` is the first of ``rects``, in millimetres.

    Those of findings have their ``code`` and ``id`` as well, and a ``label`` short enough to stand on the page.
    """
    drawn = next((page for page in outcome.drawn if page.page.number == number), None)
    if drawn is None:
        return []
    return [
        *_oversets(done, number, lang),
        *_loosened(done, number, printed, lang),
        *_coarse(done, drawn, pictures, lang),
        *_heavy(done, number, lang),
        *_findings(done, drawn, outcome, lang),
    ]


def _mark(kind: str, severity: Severity, rects: tuple[Rect, ...], text: str, label: str) -> dict[str, Json]:
    return {
        "kind": kind,
        "severity": severity.word,
        "rect": rect_in_mm(rects[0]),
        "rects": [rect_in_mm(rect) for rect in rects],
        "text": text,
        "label": label,
    }


def _oversets(done: SetEdition, number: int, lang: Lang) -> Iterator[Json]:
    page = next(page for page in done.issue.edition.pages if page.number == number)
    grid = PageGrid.of(page.layout, page.section_number)
    for one in done.issue.oversets:
        frame = page.layout.frame(one.frame) if one.page == number else None
        if frame is not None:
            text = _OVER[lang].format(characters=one.characters, lines=one.lines)
            yield _mark("overset", Severity.ERROR, (grid.rect(frame),), text, text) | {"story": one.story}


def _loosened(done: SetEdition, number: int, printed: Printed, lang: Lang) -> Iterator[Json]:
    """A mark beside the lines of each paragraph that was set a line longer or shorter than it takes."""
    for text in done.issue.texts:
        passage = printed.copy_of(text.story) if text.page == number and text.looseness else None
        if passage is None:
            continue
        story = done.issue.edition.stories[text.story]
        for paragraph, by in text.looseness:
            first = story.paragraphs[paragraph].start
            last = first + len(story.paragraphs[paragraph].text)
            places = by_column(passage.places(first, last))
            rects = tuple(place.rect for place in places if place.page == number)
            if rects:
                told = _LOOSE[lang].format(by=by)
                yield _mark("loose", Severity.INFO, rects, told, f"{by:+d}") | {"story": text.story}


def _coarse(
    done: SetEdition, drawn: FramedPage, pictures: Mapping[str, Picture], lang: Lang
) -> Iterator[Json]:
    page = next(page for page in done.issue.edition.pages if page.number == drawn.page.number)
    least = page.printing.least_ppi
    for item in drawn.page.items:
        ppi = ppi_of(item, pictures) if isinstance(item, PlacedPicture) else None
        if ppi is not None and ppi < least and isinstance(item, PlacedPicture):
            text = _COARSE[lang].format(ppi=ppi, least=least)
            yield _mark("resolution", Severity.WARNING, (item.clip,), text, f"{ppi} ppi")


def _heavy(done: SetEdition, number: int, lang: Lang) -> Iterator[Json]:
    """The square with the most ink of a page that is over its limit."""
    for f in done.findings:
        if f.code == "page-over-ink-limit" and f.page == number:
            facts = dict(f.facts)
            x, y, side = (mm(str(facts[key])) for key in ("x", "y", "square"))
            yield _mark("ink", f.severity, (Rect(x, y, side, side),), message(f, lang), f"{f.amount} %")


def _findings(done: SetEdition, drawn: FramedPage, outcome: Outcome, lang: Lang) -> Iterator[Json]:
    for f in done.findings:
        if f.page == drawn.page.number:
            known = ENTRIES[f.code].id
            mark = _mark("finding", f.severity, places_on(drawn, f, outcome), message(f, lang), known)
            yield mark | {"code": f.code, "id": known, "story": f.story}
