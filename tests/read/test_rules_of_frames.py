"""Rules, boxes and tints as people write them: short words, whole mappings, and mistakes."""

from __future__ import annotations

import jsonschema
import pytest
import yaml
from newsroom import FRONT, FRONT_TEXT, Reading, files, read, spoilt

from typeset.catalogue import Lang, hints, message
from typeset.model.layout import HAIRLINE, BoxSpec, FrameSpec, RuleKind, RuleSpec, Side, TintSpec
from typeset.model.style import Colour
from typeset.read.schema import json_schema
from typeset.units import pt

RED = Colour(0, 1000, 1000, 0)
RULE = "rule: {below: double, left: thin}"


def frame_of(reading: Reading, name: str = "lead") -> FrameSpec:
    frame = reading.good.pages[0].layout.frame(name)
    assert frame is not None
    return frame


@pytest.mark.parametrize(
    ("written", "read_as"),
    [
        ("below", ((Side.BELOW, RuleSpec()),)),
        ("[below, above]", ((Side.ABOVE, RuleSpec()), (Side.BELOW, RuleSpec()))),
        ("{right: wave}", ((Side.RIGHT, RuleSpec(RuleKind.WAVE)),)),
        ("{below: {kind: wave, colour: 报头红}}", ((Side.BELOW, RuleSpec(RuleKind.WAVE, RED)),)),
        ("{above: {width: 2.5pt}}", ((Side.ABOVE, RuleSpec(width=pt("2.5"))),)),
        ("{above: {}, left: ~}", ((Side.ABOVE, RuleSpec()),)),
    ],
)
def test_rules_at_the_edges(written: str, read_as: object) -> None:
    assert frame_of(read(spoilt(FRONT, RULE, f"rule: {written}"))).rules == read_as


@pytest.mark.parametrize("kind", list(RuleKind))
def test_every_kind_has_its_word(kind: RuleKind) -> None:
    reading = read(spoilt(FRONT, RULE, f"rule: {{below: {kind.value}}}\n    box: {kind.value}"))
    frame = frame_of(reading)
    assert frame.rules == ((Side.BELOW, RuleSpec(kind)),)
    assert frame.box == BoxSpec(RuleSpec(kind))


def test_a_box_has_kind_colour_width_and_radius() -> None:
    box = "box: {kind: dashed, colour: cmyk(0 100 100 0), width: 1pt, radius: 0.5字}"
    assert frame_of(read(spoilt(FRONT, "box: thin", box)), "second").box == BoxSpec(
        RuleSpec(RuleKind.DASHED, RED, pt(1)), 4_875
    )


@pytest.mark.parametrize(
    ("written", "rule"),
    [
        ("yes", HAIRLINE),
        ("是", HAIRLINE),
        ("no", None),
        ("dotted", RuleSpec(RuleKind.DOTTED)),
        ("{kind: thin, colour: 报头红}", RuleSpec(RuleKind.THIN, RED)),
    ],
)
def test_rules_between_columns(written: str, rule: RuleSpec | None) -> None:
    assert frame_of(read(spoilt(FRONT, RULE, f"column_rule: {written}"))).column_rule == rule


def test_a_layout_may_take_an_inherited_column_rule_away() -> None:
    given = spoilt(FRONT, RULE, "column_rule: wave")
    given["layouts/bare.yaml"] = (
        "layout: bare\nextends: front\nframes:\n  lead: {column_rule: no, box: {colour: 报头红}}\n"
    )
    edition = next(name for name in given if name.endswith("edition.yaml"))
    given[edition] = str(given[edition]).replace("layout: front", "layout: bare")
    frame = frame_of(read(given))
    assert frame.column_rule is None
    assert frame.box == BoxSpec(RuleSpec(colour=RED))


def test_a_tint_may_have_round_corners_of_its_own() -> None:
    tint = "tint: {colour: gray(5%), radius: 4pt}"
    assert frame_of(read(spoilt(FRONT, "tint: gray(8%)", tint))).tint == TintSpec(Colour(0, 0, 0, 50), pt(4))


@pytest.mark.parametrize(
    ("old", "new", "code", "place", "words"),
    [
        (RULE, "rule: blow", "bad-choice", "16:11", "是不是“below”？"),
        (RULE, "rule: [above, blow]", "bad-choice", "16:11", "是不是“below”？"),
        (RULE, "rule: [[above]]", "wrong-type", "16:11", "below"),
        (RULE, "rule: {blow: thin}", "unknown-key", "16:12", "是不是“below”？"),
        (RULE, "rule: {below: [thin]}", "wrong-type", "16:19", "映射"),
        (RULE, "rule: {below: {kind: wavy}}", "bad-choice", "16:26", "是不是“wave”？"),
        (RULE, "rule: {below: {colour: 报头兰}}", "unknown-colour", "16:28", "是不是“报头红”？"),
        (RULE, "rule: {below: {width: 0.1pt}}", "out-of-range", "16:27", "0.2pt"),
        (RULE, "rule: {below: {width: 999in}}", "out-of-range", "16:27", "5080mm"),
        (RULE, "rule: {below: {width: 2}}", "wrong-unit", "16:27", "mm、cm、in、pt"),
        (RULE, "rule: {below: {radius: 2pt}}", "unknown-key", "16:20", "radius"),
        (RULE, "column_rule: maybe", "bad-choice", "16:18", "可选"),
        (RULE, "column_rule: {wanted: yes}", "unknown-key", "16:18", "wanted"),
        ("box: thin", "box: {kind: thin, radus: 3pt}", "unknown-key", "23:23", "是不是“radius”？"),
        ("box: thin", "box: {kind: wave, radius: 3pt}", "square-corners", "23:31", "没有圆角"),
        ("tint: gray(8%)", "tint: {radius: 3pt}", "missing-key", "17:5", "frames.lead.tint.colour"),
        ("tint: gray(8%)", "tint: {colour: gra(8%)}", "bad-value", "17:20", "cmyk(0 100 100 0)"),
    ],
)
def test_a_mistake_in_a_rule_is_reported_at_its_place(
    old: str, new: str, code: str, place: str, words: str
) -> None:
    (found,) = read(spoilt(FRONT, old, new)).findings
    assert found.code == code
    assert str(found.span) == f"{FRONT}:{place}"
    assert words in f"{message(found, Lang.ZH)} {hints(found, Lang.ZH)}"
    assert message(found, Lang.EN)


LOOKS = [
    "rule: below",
    "rule: [above, below]",
    "rule: {below: double, left: {kind: wave, colour: 报头红, width: 2pt}}",
    "box: ornament",
    "box: {kind: thin, radius: 3pt}",
    "tint: gray(8%)",
    "tint: {colour: gray(8%), radius: 3pt}",
    "column_rule: yes",
    "column_rule: dotted",
    "column_rule: {kind: dashed, colour: 黑}",
]


@pytest.mark.parametrize("look", LOOKS)
def test_editors_accept_what_the_reader_accepts(look: str) -> None:
    old = "tint: gray(8%)" if look.startswith("tint") else RULE
    assert read(spoilt(FRONT, old, look)).findings == ()
    jsonschema.validate(_layout_with(look), json_schema("layout"))


@pytest.mark.parametrize(
    "look",
    ["rule: blow", "rule: {below: wavy}", "rule: {blow: thin}", "box: {radius: 3}", "column_rule: maybe"],
)
def test_editors_refuse_what_the_reader_refuses(look: str) -> None:
    assert read(spoilt(FRONT, RULE, look)).findings
    with pytest.raises(jsonschema.ValidationError):
        jsonschema.validate(_layout_with(look), json_schema("layout"))


def _layout_with(look: str) -> object:
    return {"layout": "x", "frames": {"lead": yaml.safe_load(look)}}


def test_the_sample_has_none_of_these() -> None:
    assert read(files()).findings == ()


def test_a_frame_whose_story_goes_on_is_not_as_high_as_its_copy() -> None:
    more = "  more: {kind: story, columns: 7-8, rows: 64-98, follows: lead}\n  second:\n"
    text = FRONT_TEXT.replace("rows: 15-62", "rows: 15-auto").replace("  second:\n", more)
    reading = read(files() | {FRONT: text})
    told = reading.only("auto-rows-followed")
    assert (told.severity.word, str(told.span)) == ("error", f"{FRONT}:14:11")
