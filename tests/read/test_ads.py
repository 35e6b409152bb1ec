"""Advertisements are files beside the edition; one that is missing, and a frame without one, are told."""

from __future__ import annotations

from newsroom import EDITION, FOLDER, FRONT, picture, read, said, spoilt

from typeset.checks.places import check_places

AD = "frames:\n  bank: {kind: ad, columns: 1-2, rows: 105-110}\n"


def edition(placed: str) -> dict[str, str | bytes]:
    """The workspace with an ad frame on its front page, and a line of its placements."""
    given = spoilt(FRONT, "frames:\n", AD)
    text = given[EDITION]
    assert isinstance(text, str)
    given[EDITION] = text.replace("      lead: lead\n", f"      lead: lead\n{placed}")
    return given


def test_an_advertisement_is_found_beside_the_edition() -> None:
    given = edition("      bank: bank.jpg\n")
    given[f"{FOLDER}/ads/bank.jpg"] = picture(30, 20)
    known = read(given)
    assert known.codes == []
    placed = known.edition.pages[0].placement("bank")
    assert placed is not None
    assert [ad.file for ad in placed.ads] == [f"{FOLDER}/ads/bank.jpg"]
    frame = known.edition.pages[0].layout.frame("bank")
    assert frame is not None
    assert frame.label == "广告"


def test_a_missing_advertisement_is_told_with_the_folders() -> None:
    found = read(edition("      bank: bank.jpg\n")).only("missing-picture")
    assert f"{FOLDER}/ads/" in said(found)
    assert str(found.span).startswith(EDITION)


def test_an_empty_advertisement_is_told_unless_it_is_meant() -> None:
    known = read(edition(""))
    codes = [(f.code, f.frame) for f in check_places(known.edition)]
    assert ("empty-frame", "bank") in codes
    meant = read(edition("      bank: ~\n"))
    assert ("empty-frame", "bank") not in [(f.code, f.frame) for f in check_places(meant.edition)]
