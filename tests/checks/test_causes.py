"""Consequences of one cause are one finding."""

import pytest

from typeset.catalogue import finding
from typeset.checks.causes import causes
from typeset.findings import Finding, Severity


def told(*findings: Finding) -> list[tuple[str, str | None]]:
    return [(f.code, f.story) for f in causes(findings)]


def on(code: str, story: str | None = None, frame: str | None = None, page: int = 1) -> Finding:
    return finding(code, page=page, frame=frame, story=story)


def test_how_the_columns_of_overset_copy_end_is_not_told() -> None:
    found = (on("widow", "a"), on("overset", "a"), on("loose-lines", "a"), on("widow", "b"))
    assert told(*found) == [("overset", "a"), ("widow", "b")]


def test_what_was_tried_for_an_overset_frame_is_not_told() -> None:
    found = (on("overset", "a", "lead"), on("frame-fitted", None, "lead"), on("frame-fitted", None, "second"))
    assert told(*found) == [("overset", "a"), ("frame-fitted", None)]
    elsewhere = on("frame-fitted", None, "lead", page=2)
    assert causes([found[0], elsewhere]) == (found[0], elsewhere)


def test_a_frame_without_room_is_told_once() -> None:
    found = (on("overset", "a", "lead"), on("frame-too-small", "a", "lead"))
    assert told(*found) == [("frame-too-small", "a")]


def test_a_hole_is_told_for_its_frame() -> None:
    assert told(on("page-hole", None, "lead"), on("underset", "a", "lead"), on("underset", "b", "x")) == [
        ("page-hole", None),
        ("underset", "b"),
    ]


def test_findings_without_a_place_explain_nothing() -> None:
    found = (on("overset"), on("widow"), on("page-hole"), on("underset"))
    assert causes(found) == found


@pytest.mark.parametrize("code", ["picture-no-room", "gallery-no-room", "aside-no-room"])
def test_the_white_of_a_picture_that_was_left_out_is_not_told(code: str) -> None:
    found = (on(code, "a", "lead"), on("underset", "a", "lead"), on("underset", "b", "second"))
    assert told(*found) == [(code, "a"), ("underset", "b")]


def test_the_verdict_on_the_form_is_told_when_several_errors_made_it() -> None:
    name, verdict = on("masthead-name-missing"), finding("form-errors")
    assert causes([verdict, name]) == (name,)
    # A number that stands in for one is no error.
    assert causes([verdict, name, on("cn-number-placeholder")]) == (name, on("cn-number-placeholder"))
    several = (verdict, name, on("price-missing"))
    assert causes(several) == several
    assert causes([verdict]) == (verdict,)


def test_what_the_house_weighs_heavier_than_its_cause_is_told() -> None:
    hole = (on("page-hole", None, "lead"), on("underset", "a", "lead"))
    assert causes(hole, {"underset": Severity.WARNING}) == hole[:1]
    assert causes(hole, {"underset": Severity.ERROR}) == hole
    form = (on("masthead-name-missing"), finding("form-errors"))
    assert causes(form, {"form-errors": Severity.ERROR}) == form
    assert causes(form, {"masthead-name-missing": Severity.INFO}) == form
