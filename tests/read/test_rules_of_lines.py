"""The keys of ``text`` that say whose practice, which words and which language: read, resolved, refused."""

from __future__ import annotations

import sys

import pytest
from newsroom import FRONT, HOUSE, Reading, read, said, said_in_english, spoilt

from typeset.model.style import LineRules, Region
from typeset.read.hyphenation import divided, languages

PRICE = "  price: 2元\n"


def with_text(rules: str) -> Reading:
    return read(spoilt(HOUSE, PRICE, f"{PRICE}text: {rules}\n"))


def rules_of(reading: Reading) -> LineRules:
    return reading.good.pages[0].styles.lines


def test_region_words_and_language_are_read() -> None:
    rules = rules_of(with_text("{region: hongkong, keep_together: [习近平, 张三], hyphenation: en_US}"))
    assert rules.region is Region.HONGKONG
    assert rules.keep_together == ("习近平", "张三")
    assert rules.hyphenation == "en_US"


def test_without_the_keys_it_is_the_mainland_and_no_word_is_divided() -> None:
    rules = rules_of(with_text("{kinsoku: gb}"))
    assert (rules.region, rules.keep_together, rules.hyphenation) == (Region.MAINLAND, (), "")


def test_an_unknown_region_is_refused() -> None:
    found = with_text("{region: taiwn}").only("bad-choice")
    assert "是不是“taiwan”？" in said(found)


def test_a_language_without_a_dictionary_is_refused_at_its_place() -> None:
    found = with_text("{hyphenation: en_UK}").only("unknown-language")
    assert str(found.span) == f"{HOUSE}:17:21"
    assert "没有“en_UK”的断词词典" in said(found)
    assert "did you mean “en_" in said_in_english(found)


def test_a_missing_library_is_said_with_its_cure(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "pyphen", None)
    found = with_text("{hyphenation: en_US}").only("no-hyphenation")
    assert "typeset[hyphenation]" in said(found)


def test_words_are_divided_by_the_dictionary_of_their_language() -> None:
    assert "en_US" in (languages() or ())
    assert divided("en_US", "hyphenation") == (2, 6)
    assert divided("de_DE", "Zeitungen") == (3, 6)
    assert divided("xx_XX", "hyphenation") == ()


@pytest.mark.parametrize(
    ("line", "leading"), [("leading: 13pt", "leading: 8pt"), ("body: 新五号", "body: 二号")]
)
def test_a_leading_less_than_the_type_is_an_error(line: str, leading: str) -> None:
    assert "leading-too-small" in read(spoilt(HOUSE, line, leading)).codes


def test_a_wrong_measure_is_told_once_and_at_its_place() -> None:
    told = read(spoilt(HOUSE, "measure: 12字", "measure: 12px")).findings
    assert [(f.code, f.span.file if f.span else "") for f in told] == [("wrong-unit", HOUSE)]


def test_lengths_of_an_area_without_units_are_told_each_at_its_place_and_nothing_else() -> None:
    told = read(
        spoilt(FRONT, "    columns: 1-8\n    rows: 15-62\n", "    area: [20, 20, 100, 100]\n")
    ).findings
    assert {f.code for f in told} == {"wrong-unit"}
    assert len(told) == 4
