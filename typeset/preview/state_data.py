"""What everybody sees of an edition, as one JSON value (issue 8)."""

from __future__ import annotations

from collections.abc import Iterable

from typeset.catalogue.entry import Lang
from typeset.findings import Finding
from typeset.model.fit import FitState
from typeset.preview.lengths import rect_in_mm
from typeset.preview.snapshot import PageView, Snapshot
from typeset.report.html.marks import places_on
from typeset.report.json_report import finding_as_data
from typeset.report.json_value import Json
from typeset.report.outcome import Outcome, story_summaries


def state_data(snapshot: Snapshot, slug: str, lang: Lang, *, read_only: bool) -> dict[str, Json]:
    """A state; lengths in millimetres from the top left of the trim. ``slug`` names the edition until it was read once."""
    outcome = snapshot.outcome
    edition = None if outcome is None else outcome.edition
    return {
        "generation": snapshot.generation,
        "edition": slug,
        "paper": None if edition is None else edition.paper,
        "date": None if edition is None else edition.date.isoformat(),
        "lang": lang.value,
        "read_only": read_only,
        "building": snapshot.building,
        "error": findings_data(snapshot.error, None, lang) if snapshot.error else None,
        "pages": [_page(page) for page in snapshot.pages],
        "stories": [] if outcome is None else _stories(outcome),
        "unplaced": [
            {"file": one.file, "title": one.title, "characters": one.characters} for one in snapshot.unplaced
        ],
        "findings": findings_data(snapshot.findings, outcome, lang),
    }


def findings_data(findings: Iterable[Finding], outcome: Outcome | None, lang: Lang) -> list[Json]:
    """Findings, each with the first place on its page to be marked; ``hint`` is all of what to do, a line each."""
    drawn = {} if outcome is None else {one.page.number: one for one in outcome.drawn}
    told: list[Json] = []
    for f in findings:
        page = drawn.get(f.page) if f.page is not None else None
        rect = (
            rect_in_mm(places_on(page, f, outcome)[0]) if page is not None and outcome is not None else None
        )
        data = finding_as_data(f, lang)
        lines = data["hints"]
        hint = "\n".join(str(line) for line in lines) if isinstance(lines, list) else ""
        told.append(data | {"hint": hint, "rect": rect})
    return told


def _page(page: PageView) -> Json:
    return {
        "number": page.number,
        "label": page.label,
        "section": page.section,
        "width": page.width_mm,
        "height": page.height_mm,
        "digest": page.digest,
        "status": page.status.value,
        "worst": None if page.worst is None else page.worst.word,
        "findings": page.findings,
        "fill": page.fill,
        "spread_with": page.spread_with,
    }


def _stories(outcome: Outcome) -> list[Json]:
    fits = {fit.story: fit.state for fit in outcome.fits}
    stories = {} if outcome.edition is None else outcome.edition.stories
    told: list[Json] = []
    for one in story_summaries(outcome):
        usual = FitState.OVER if one.overset else FitState.EXACT
        told.append(
            {
                "id": one.slug,
                "title": "　".join(stories[one.slug].block.headline) or one.slug,
                "pages": [*dict.fromkeys(part.page for part in one.parts)],
                "state": fits.get(one.slug, usual).value,
                "characters": one.characters,
                "over": one.overset,
            }
        )
    return told
