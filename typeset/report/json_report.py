"""The report for machines: ``report.json``, version 1.

Its shape is a promise to scripts outside (``report-1.schema.json`` beside this file): keys are neither renamed
nor removed within a version. Lengths are points from the trim's top left corner, y downwards; offsets count
characters of a story's text from 0, the last one excluded.
"""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Final

from msgspec import Struct

from typeset.catalogue import ENTRIES, hints, message
from typeset.catalogue.entry import Lang
from typeset.findings import Finding, in_order
from typeset.model.allowance import Allowed
from typeset.model.edition import Edition
from typeset.model.fit import FitAdvice
from typeset.model.layout import Rect
from typeset.model.placed import Jump, Part
from typeset.model.verdict import Ruling
from typeset.report.fingerprint import fingerprint
from typeset.report.fit_data import fit_as_data
from typeset.report.form_lines import form_as_data, words_as_data
from typeset.report.json_value import Json, written
from typeset.report.outcome import Outcome, PageSummary, StorySummary, page_summaries, story_summaries
from typeset.source import Span
from typeset.standing import NOTHING_STANDS, StandingResults
from typeset.units import to_pt

PageName = Callable[[int], str]
"""Gives what a page is called in print by its number: ``4``, or ``A4`` where pages have codes."""

VERSION: Final = 1


class JsonReport(Struct, frozen=True):
    """Writes the report as JSON with one key a line, in a fixed order and without escaping Chinese.

    ``standing`` is what was told before of the same findings.
    """

    standing: StandingResults = NOTHING_STANDS

    def write(self, outcome: Outcome, *, lang: Lang) -> str:
        """The report; messages and hints in the given language, all else the same in each."""
        document: Json = {
            "version": VERSION,
            "edition": _edition(outcome.slug, outcome.edition),
            "pages": [_page(p) for p in page_summaries(outcome)],
            "stories": _stories(outcome),
            "jumps": [jump_as_data(j, outcome.page_name) for j in outcome.jumps],
            "findings": [
                self.standing.of_equal(finding_as_data, f, lang) for f in in_order(outcome.findings)
            ],
            "allowed": [_allowed(a, lang) for a in outcome.allowed],
            "known": [finding_as_data(f, lang) for f in in_order(outcome.known)],
            "rules": [_ruling(r, lang) for r in outcome.rulings],
            "form": form_as_data(outcome.form),
            "checked_words": words_as_data(outcome.checked_words),
        }
        return written(document)


def report_schema() -> str:
    """The JSON Schema of the report, as text."""
    return Path(__file__).with_name("report-1.schema.json").read_text(encoding="utf-8")


def _edition(slug: str, edition: Edition | None) -> Json:
    if edition is None:
        return {"slug": slug, "paper": None, "date": None, "issue": None, "pages": 0}
    return {
        "slug": slug,
        "paper": edition.paper,
        "date": edition.date.isoformat(),
        "issue": edition.fields.get("issue"),
        "pages": len(edition.pages),
    }


def _page(page: PageSummary) -> Json:
    return {
        "page": page.spec.number,
        "name": page.spec.name,
        "section": page.spec.section,
        "layout": page.spec.layout.name,
        "errors": page.errors,
        "warnings": page.warnings,
        "file": page.file,
        "fill": None if page.fill is None else round(page.fill.share, 3),
    }


def _stories(outcome: Outcome) -> list[Json]:
    fits = {one.story: one for one in reversed(outcome.fits)}
    return [_story(one, fits.get(one.slug), outcome.page_name) for one in story_summaries(outcome)]


def _story(story: StorySummary, fit: FitAdvice | None, page_name: PageName) -> Json:
    return {
        "slug": story.slug,
        "characters": story.characters,
        "set": story.set,
        "overset": story.overset,
        "parts": [_part(p, page_name(p.page)) for p in story.parts],
        "fit": None if fit is None else fit_as_data(fit, page_name),
    }


def _part(part: Part, page_name: str) -> Json:
    return {
        "page": part.page,
        "page_name": page_name,
        "frame": part.frame,
        "box": _box(part.box),
        "first": part.first,
        "last": part.last,
    }


def _box(box: Rect) -> Json:
    return [to_pt(box.x), to_pt(box.y), to_pt(box.right), to_pt(box.bottom)]


def jump_as_data(jump: Jump, page_name: PageName) -> dict[str, Json]:
    """A jump as every machine-readable report has it."""
    come, gone = (page_name(page) for page in (jump.from_page, jump.to_page))
    return {
        "story": jump.story,
        "from": {"page": jump.from_page, "page_name": come, "frame": jump.from_frame},
        "to": {"page": jump.to_page, "page_name": gone, "frame": jump.to_frame},
        "source_text": jump.source_text,
        "target_text": jump.target_text,
        "characters_before": jump.at,
        "characters_after": jump.characters_after,
        "lines_before": jump.lines_before,
        "lines_after": jump.lines_after,
        "cut": jump.cut.value,
        "white_lines": jump.white,
    }


def _allowed(allowed: Allowed, lang: Lang) -> Json:
    """A finding that does not count, with the reason somebody gave for it and where."""
    by = allowed.allowance
    return {
        "finding": finding_as_data(allowed.finding, lang),
        "because": by.because,
        "file": by.span.file,
        "line": by.span.line,
        "column": by.span.column,
    }


def _ruling(ruling: Ruling, lang: Lang) -> Json:
    why = ruling.not_run
    return {
        "rule": ruling.rule,
        "codes": list(ruling.codes),
        "state": ruling.state.value,
        "count": ruling.count,
        "notices": ruling.notices,
        "why": None if why is None else why.zh if lang is Lang.ZH else why.en,
    }


def finding_as_data(f: Finding, lang: Lang) -> dict[str, Json]:
    """A finding as it stands in every JSON document, message and hint in the given language."""
    return {
        "code": f.code,
        "id": ENTRIES[f.code].id,
        "severity": f.severity.word,
        "message": message(f, lang),
        "file": f.span.file if f.span else None,
        "line": f.span.line if f.span else None,
        "column": f.span.column if f.span else None,
        "related": _place(f.related),
        "page": f.page,
        "page_name": f.page_name,
        "frame": f.frame,
        "story": f.story,
        "amount": f.amount,
        "unit": f.unit,
        "hints": list(hints(f, lang)),
        "fingerprint": fingerprint(f),
    }


def _place(span: Span | None) -> Json:
    return None if span is None else {"file": span.file, "line": span.line, "column": span.column}
