"""All that is known of one story, for the panel beside the page (issue 8)."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from urllib.parse import quote

from typeset.catalogue.entry import Lang
from typeset.findings import Finding
from typeset.model.fit import FitAdvice
from typeset.model.placed import Jump
from typeset.model.story import Story
from typeset.press.edition import SetEdition
from typeset.preview.lengths import rect_in_mm
from typeset.report.fit_data import fit_as_data
from typeset.report.fits import state_of, ways
from typeset.report.json_report import finding_as_data, jump_as_data
from typeset.report.json_value import Json
from typeset.report.jumps import decision_as_lines
from typeset.report.outcome import Outcome, StorySummary, story_summaries
from typeset.source import Span


def story_panel(
    done: SetEdition, outcome: Outcome, slug: str, lang: Lang, *, local: bool = True
) -> dict[str, Json] | None:
    """What a desk asks about a story; None when the edition has none of this slug.

    ``local`` says that the files are on the disk of whoever asks, so that a link can open them in an editor.
    """
    story = done.issue.edition.stories.get(slug)
    if story is None:
        return None
    known = next((one for one in story_summaries(outcome) if one.slug == slug), None)
    fit = next((one for one in done.fits if one.story == slug), None)
    return {
        "id": slug,
        "slug": slug,
        "title": "　".join(story.block.headline) or slug,
        "file": story.span.file,
        "line": story.span.line,
        "characters": story.characters,
        "set": known.set if known is not None else 0,
        "over": known.overset if known is not None else 0,
        "state": _state(fit, known),
        "fit": None if fit is None else state_of(fit, lang),
        "advice": None if fit is None else _advice(fit, outcome, lang),
        "parts": _parts(known, outcome),
        "jumps": [_jump(jump, outcome) for jump in done.issue.jumps if jump.story == slug],
        "reasons": list(_reasons(done, slug, outcome, lang)),
        "findings": [finding_as_data(f, lang) for f in done.findings if is_about(f, story)],
        "open": opener(done.loaded.workspace, story.span, local=local),
    }


def margin_told(fit: FitAdvice, outcome: Outcome) -> dict[str, Json]:
    """The late-change margin of a story: characters it may lose (``shrink``) and gain (``grow``) before a line, a jump, a page changes."""
    return {"id": fit.story, "margin": fit_as_data(fit, outcome.page_name)["margin"]}


def is_about(f: Finding, story: Story) -> bool:
    """Whether a finding is about a story, or at a place in its file."""
    return f.story == story.slug or (f.span is not None and f.span.file == story.span.file)


def opener(workspace: Path, span: Span, *, local: bool = True) -> dict[str, Json]:
    """Where a file is opened: its name in the workspace, the line, and a link an editor answers to where the file is at hand."""
    whole = quote((workspace / span.file).resolve().as_posix())
    link = f"vscode://file{whole if whole.startswith('/') else '/' + whole}:{span.line}:{span.column}"
    return {"path": span.file, "line": span.line, "vscode": link if local else None}


def _state(fit: FitAdvice | None, known: StorySummary | None) -> str:
    if fit is not None:
        return fit.state.value
    return "over" if known is not None and known.overset else "exact"


def _advice(fit: FitAdvice, outcome: Outcome, lang: Lang) -> dict[str, Json]:
    """The advice in numbers; ``words`` are its ways in the language, none where nothing is to be done or nothing helps."""
    words: list[Json] = [zh if lang is Lang.ZH else en for zh, en in ways(fit)]
    return fit_as_data(fit, outcome.page_name) | {"words": words}


def _parts(known: StorySummary | None, outcome: Outcome) -> list[Json]:
    return [
        {
            "page": part.page,
            "page_name": outcome.page_name(part.page),
            "frame": part.frame,
            "rect": rect_in_mm(part.box),
            "characters": part.last - part.first,
            "lines": part.lines,
        }
        for part in (known.parts if known is not None else ())
    ]


def _jump(jump: Jump, outcome: Outcome) -> Json:
    """A row of the ledger, with the places of both its lines."""
    return jump_as_data(jump, outcome.page_name) | {
        "source_rect": rect_in_mm(jump.source_box),
        "target_rect": rect_in_mm(jump.target_box),
    }


def _reasons(done: SetEdition, slug: str, outcome: Outcome, lang: Lang) -> Iterator[str]:
    """Why it goes on where it does, or why it does not."""
    for decision in done.issue.reasons.decisions:
        if decision.story == slug:
            yield from decision_as_lines(decision, lang, outcome.page_name)
