"""Which rules an issue is judged by, in the order they are told."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final

from typeset.checks import data
from typeset.checks.adlabels import check_ad_labels
from typeset.checks.captions import check_captions
from typeset.checks.conservation import check_account, check_pages
from typeset.checks.copyabove import check_copy_above
from typeset.checks.doubledwords import check_doubled_words
from typeset.checks.editors import check_editors
from typeset.checks.focus import check_focus
from typeset.checks.form.rules import FORM_RULES
from typeset.checks.halfwidth import check_half_width
from typeset.checks.headbreaks import check_head_breaks
from typeset.checks.holes import check_holes
from typeset.checks.jumps import check_jumps
from typeset.checks.jumptyped import check_lines_typed
from typeset.checks.jumpwording import check_wording
from typeset.checks.ledger import check_ledger
from typeset.checks.lonecharacters import check_lone_characters
from typeset.checks.measures import check_measures
from typeset.checks.orphans import check_orphans
from typeset.checks.pairing import check_pairing
from typeset.checks.partednumbers import check_parted_numbers
from typeset.checks.printable import check_printable
from typeset.checks.references import check_fillers_named
from typeset.checks.rule import Case, Judge, Rule
from typeset.checks.rulesclear import check_rules_clear
from typeset.checks.tombstones import check_tombstones
from typeset.checks.typedpages import check_typed_pages, typed_in
from typeset.findings import Finding
from typeset.model.verdict import NotRun


def _nothing_lost(case: Case) -> list[Finding]:
    issue = case.issue
    return [
        *check_account(issue.edition, issue.parts, issue.oversets),
        *check_pages(issue.edition, issue.pages, issue.parts, case.boxed, case.standing),
    ]


def _jumps(case: Case) -> Iterable[Finding] | NotRun:
    """The ledger against the finished pages; an issue without jumps has pages without jump lines at most."""
    issue = case.issue
    made = [
        *check_jumps(issue.jumps, issue.pages, case.boxed, case.read.codes, case.standing),
        *check_ledger(issue, case.standing),
    ]
    if made or issue.jumps:
        return made
    return NotRun("没有稿件转版", "no story jumps")


def _page_wording(case: Case) -> Iterable[Finding] | NotRun:
    issue = case.issue
    made = [*check_wording(issue.edition, issue.jumps), *check_typed_pages(issue.edition, case.standing)]
    typed = any(case.standing.of(typed_in, story) for story in issue.edition.stories.values())
    if made or typed or issue.jumps:
        return made
    return NotRun("没有转版行，文中也没有写版次", "there are no jump lines, and no copy names a page")


def _printable(code: str) -> Judge:
    return lambda case: check_printable(case.issue.edition, case.issue.pages, code, case.standing)


RULES: Final[tuple[Rule, ...]] = (
    Rule("nothing-lost", ("characters-lost",), _nothing_lost),
    Rule(
        "overset",
        (
            "overset",
            "frame-too-small",
            "picture-frame-text",
            "picture-no-room",
            "gallery-no-room",
            "aside-no-room",
            "furniture-too-large",
        ),
        data=data.type_on_pages,
    ),
    Rule("underset", ("underset", "empty-frame", "filler-none"), data=data.copy),
    Rule("holes", ("page-hole",), lambda case: check_holes(case.issue, case.found, case.standing)),
    Rule(
        "widows",
        ("widow", "signature-alone", "subhead-alone", "question-alone"),
        data=data.copy,
    ),
    Rule("orphans", ("orphan",), lambda case: check_orphans(case.issue, case.standing), data.copy),
    Rule(
        "lone-characters",
        ("lone-character",),
        lambda case: check_lone_characters(case.issue, case.standing),
        data.copy,
    ),
    Rule("loose-lines", ("loose-lines", "line-too-tight"), data=data.copy),
    Rule(
        "whole-measures",
        ("fractional-measure", "measure-off-grid", "column-too-narrow"),
        lambda case: check_measures(case.issue, case.standing),
        data.copy,
    ),
    Rule(
        "numbers-whole",
        ("number-parted", "number-parted-columns"),
        lambda case: check_parted_numbers(case.issue, case.standing),
        data.copy,
    ),
    Rule("glyphs", ("missing-glyph", "fallback-face"), data=data.type_on_pages),
    Rule("headline-width", ("headline-too-wide", "headline-too-tall"), data=data.headlines),
    Rule(
        "headline-breaks",
        ("headline-torn", "headline-mark-refused"),
        lambda case: check_head_breaks(case.issue, case.words, case.standing),
        data.headlines,
    ),
    Rule(
        "heads-apart",
        ("heads-side-by-side",),
        lambda case: check_tombstones(case.issue, case.standing),
        data.headlines,
    ),
    Rule(
        "copy-below-head",
        ("copy-above-head",),
        lambda case: check_copy_above(case.issue, case.standing),
        data.headlines,
    ),
    Rule("captions", ("caption-missing",), lambda case: check_captions(case.issue), data.pictures),
    Rule("picture-focus", ("focus-cropped",), lambda case: check_focus(case.issue)),
    Rule("picture-resolution", ("picture-coarse",), data=data.pixels),
    Rule(
        "colour-space",
        (
            "rgb-colour",
            "drawing-separated",
            "picture-separated",
            "picture-flattened",
            "picture-turned-grey",
            "picture-profile-ignored",
        ),
        data=data.colours,
    ),
    Rule(
        "ink-limit",
        ("page-over-ink-limit", "page-not-weighed", "picture-ink-reduced"),
        data=data.type_on_pages,
    ),
    Rule("placed-pdfs", ("placed-pdf-fault", "placed-pdf-pages", "advert-size"), data=data.placed_pdfs),
    Rule("reversed-type", ("reversed-type-small",), _printable("reversed-type-small"), data.reversed_type),
    Rule("coloured-type", ("several-inks-small",), _printable("several-inks-small"), data.coloured_type),
    Rule(
        "rules-clear",
        ("rule-through-type",),
        lambda case: check_rules_clear(case.issue, case.standing),
        data.lines,
    ),
    Rule("thin-rules", ("rule-too-thin",), _printable("rule-too-thin"), data.lines),
    Rule(
        "jumps",
        (
            "jump-unpaired",
            "jump-turned-back",
            "jump-same-page",
            "jump-chain-too-long",
            "jumps-too-many",
            "jump-line-alone",
            "jump-page-wrong",
        ),
        _jumps,
    ),
    Rule(
        "jump-lines-typed",
        ("jump-line-typed",),
        lambda case: check_lines_typed(case.issue.edition, case.standing),
        data.stories,
    ),
    Rule("page-wording", ("jump-wording-mixed", "typed-page-numerals"), _page_wording),
    Rule(
        "references",
        ("reference-unplaced", "teaser-unplaced", "referred-filler-unplaced", "reference-unsettled"),
        lambda case: check_fillers_named(case.issue.edition, case.issue.parts),
        data.references_or_teasers,
    ),
    Rule(
        "full-width-marks",
        ("punctuation-widened", "punctuation-half-width"),
        lambda case: check_half_width(case.issue.edition, case.standing),
        data.stories,
    ),
    Rule(
        "doubled-words",
        ("doubled-word",),
        lambda case: check_doubled_words(case.issue.edition, case.words, case.standing),
        data.stories,
    ),
    Rule(
        "paired-marks",
        ("mark-unpaired",),
        lambda case: check_pairing(case.issue.edition, case.standing),
        data.stories,
    ),
    Rule("ads-marked", ("ad-unmarked",), lambda case: check_ad_labels(case.issue)),
    Rule("editors-named", ("editors-missing", "editors-unprinted"), lambda case: check_editors(case.issue)),
    *FORM_RULES,
)
