"""Where a Chinese line may end: one case a sentence of clreq.md §2, §3 and §4.

``|`` stands for a break that is allowed, ``¦`` for one under pressure, ``‐`` for one with a hyphen; where nothing
stands a line ends only when it has no other break, or never.
"""

from __future__ import annotations

import time

import pytest

from typeset.model.style import LineRules, Prohibition
from typeset.text.breaks import Break, Hyphenator, forbidden_at_end, forbidden_at_start, line_breaks
from typeset.text.classes import CharClass, classify
from typeset.text.inseparable import parted_numbers

SIGNS = {Break.ALLOWED: "|", Break.PRESSED: "¦", Break.HYPHENATED: "‐", Break.EMERGENCY: "", Break.NEVER: ""}
NONE, BASIC, GB, STRICT = Prohibition
LEVELS = [BASIC, GB, STRICT]
MARKS = "、，；：。！？．）》〉】〗〕］｝」』〞〟｠〙〛”’–～〜·／"
OPENINGS = "（《〈【〖〔［｛「『〝｟〘〚“‘"


def breaks(text: str, level: Prohibition = GB, **rules: object) -> list[Break]:
    return line_breaks(text, classify(text), LineRules(kinsoku=level, **rules))


def cut(text: str, level: Prohibition = GB, **rules: object) -> str:
    signs = [SIGNS[found] for found in breaks(text, level, **rules)[:-1]]
    return "".join(char + sign for char, sign in zip(text, [*signs, ""], strict=True))


# clreq.md §2: UAX #14 as it is, and what is tailored.
@pytest.mark.parametrize(
    "expected",
    [
        "中|国",  # Han
        "中|A|中|1|中",
        "37℃|中",  # good as is: PR and PO glued to digits and to Han
        "中|￥1280|中",
        "中|95%|中",
        "中|±5|中",
        "中|№5",
        "百℃",
        "￥百",
        "中|——|中",
        "中……|中",  # IN
        "中·|中",  # 2.1
        "特·|马",
        "1901|年—|1936|年",  # 2.2
        "中～|中",  # 2.3
        "中／中",
        "中–|中",  # 2.4
        "中|“国”|人",  # 2.5
        "中|‘国’|人",
        "中|１２３|中",  # 2.6
        "ＡＢＣ",
        "2025|年",  # 2.7
        "20|人",
        "中\u3000|中",  # 2.8
    ],
)
def test_uax_14_and_what_chinese_practice_changes(expected: str) -> None:
    assert cut(expected.replace("|", "")) == expected


@pytest.mark.parametrize(
    "expected",
    [
        "见|https://¦example.¦com/¦a-¦b?¦q=¦1&¦r=¦2|中",
        "打|开|layouts/¦starter.¦yaml|看",
        "写|信|给|name_¦of@site.¦example|吧",
        "www.¦example.¦org",
        "电|话|0000-¦6120318|找",
        "拨|打|400-¦123-¦4567",
        "拨|打|138-¦0013-¦8000",
        "010-¦62345678",
        "version_¦1.2.3",
    ],
)
def test_addresses_and_telephone_numbers_are_divided_under_pressure(expected: str) -> None:
    assert cut(expected.replace("|", "").replace("¦", "")) == expected


@pytest.mark.parametrize(
    "expected",
    [
        "well-¦known",
        "well\u2010¦known",
        "well\u2011known",
        "and/¦or",
        "T-shirt",
        "km/h",
        "5G-A",
        "F-35",
        "e-mail",
        "U.S.A.",
    ],
)
def test_compounds_are_divided_under_pressure_where_both_parts_can_be_read(expected: str) -> None:
    assert cut(expected.replace("¦", "")) == expected


def test_everything_unicode_knows_and_we_do_not_is_left_to_it() -> None:
    assert cut("한국|어".replace("|", "")) == "한|국|어"
    assert cut("ภาษาไทย中") == "ภาษาไทย|中"
    assert cut("👍🏽中") == "👍🏽|中"
    assert breaks("👩\u200d🚀中")[:2] == [Break.NEVER] * 2
    assert breaks("🇨🇳🇨🇳")[:3] == [Break.NEVER, Break.ALLOWED, Break.NEVER]
    assert cut("ヴァ") == "ヴァ"  # small kana do not begin a line
    assert cut("人々") == "人々"
    assert cut("①②※→中") == "①|②|※|→|中"


# clreq.md §3: the levels.
@pytest.mark.parametrize("level", LEVELS)
@pytest.mark.parametrize("mark", MARKS)
def test_marks_that_do_not_begin_a_line(level: Prohibition, mark: str) -> None:
    assert breaks(f"中{mark}中", level)[0] is Break.EMERGENCY


@pytest.mark.parametrize("level", LEVELS)
@pytest.mark.parametrize("mark", OPENINGS)
def test_marks_that_do_not_end_a_line(level: Prohibition, mark: str) -> None:
    assert breaks(f"中{mark}中", level)[:2] == [Break.ALLOWED, Break.EMERGENCY]


@pytest.mark.parametrize(("level", "ends"), [(BASIC, True), (GB, False), (STRICT, False)])
@pytest.mark.parametrize("solidus", "／/")
def test_a_solidus_ends_a_line_only_in_basic(
    level: Prohibition,
    ends: bool,  # noqa: FBT001
    solidus: str,
) -> None:
    assert (breaks(f"中{solidus}中", level)[1] is Break.ALLOWED) is ends
    assert forbidden_at_end(CharClass.SOLIDUS, level) is not ends


@pytest.mark.parametrize(("level", "begins"), [(BASIC, True), (GB, True), (STRICT, False)])
def test_a_dash_begins_a_line_except_in_strict(level: Prohibition, begins: bool) -> None:  # noqa: FBT001
    assert (breaks("中——中", level)[0] is Break.ALLOWED) is begins


@pytest.mark.parametrize("level", LEVELS)
def test_an_ellipsis_begins_no_line_from_basic_up(level: Prohibition) -> None:
    assert cut("中……中", level) == "中……|中"


@pytest.mark.parametrize("level", LEVELS)
@pytest.mark.parametrize("mark", "％%‰℃°")
def test_postfixes_begin_and_prefixes_end_no_line_at_any_level(level: Prohibition, mark: str) -> None:
    assert forbidden_at_start(classify(mark)[0], level)
    assert cut(f"）{mark}中", level) == f"）{mark}|中"
    assert cut("￥（中", level) == "￥（中"


@pytest.mark.parametrize("mark", MARKS + OPENINGS)
def test_level_none_is_really_none(mark: str) -> None:
    assert cut(f"中{mark}中", NONE) == f"中|{mark}|中"
    assert not forbidden_at_start(classify(mark)[0], NONE)


@pytest.mark.parametrize(
    "expected", ["中|——|中", "中|……|中", "？！|中", "37℃|中", "￥1,280|中", "COVID-19|中", "e\u0301|中"]
)
def test_level_none_keeps_clusters_and_units(expected: str) -> None:
    assert cut(expected.replace("|", ""), NONE) == expected


# clreq.md §3, the predicate.
@pytest.mark.parametrize(
    "expected",
    [
        "Hello |world",  # after 0020
        "Hello |中",
        "中 |中",
        "中 ，|中",  # UAX #14 LB13: not even behind a space
        "中\u200b|，|中",  # 200B
        "中\n|，|中",  # a hard line break
        "中\u00a0中",  # 00A0
        "中\u2060中",  # 2060
        "1\u202f234",
        "，|中，|“中",
        "）|中）|（中",
        "。|（中",
        "中|（",
        "5|（中）",
        "A|“中”",
        "abc123|中",
        "12,345.67|中",
        "15:40|中",
        "2008-08-15|中",
        "2026/11/22|中",
        "ce\u0301ad",
        "葛\U000e0100|中",
        "中\ufe00|中",
    ],
)
def test_the_predicate(expected: str) -> None:
    assert cut(expected.replace("|", "")) == expected


def test_nothing_is_parted_from_its_accents_selectors_and_note_marks() -> None:
    assert breaks("e\u0301a")[0] is Break.NEVER
    assert breaks("葛\U000e0100中")[0] is Break.NEVER
    text = "中①，中A②B 中"
    kinds = classify(text)
    kinds[1] = kinds[5] = CharClass.NOTE_MARK
    found = line_breaks(text, kinds, LineRules())
    assert found[0] is found[4] is Break.NEVER
    assert found[1] is Break.EMERGENCY  # the comma still begins no line
    assert found[5] is Break.EMERGENCY  # and the word is still one word


# clreq.md §4: units.
@pytest.mark.parametrize(
    "expected",
    [
        "中|−5.5%|中",
        "中|+3|中",
        "中|3.14%|中",
        "中|1,280,000|中",
        "中|8:30|中",
        "中|15：40|中",
        "中|20‰|中",
        "中|37°|中",
        "中|￥1,280.50|中",
        "中|$5|中",
        "中|€5|中",
        "中|10–20|中",
        "中|10～20|中",
        "中|63%～68%|中",
        "中|8—10|中",
        "中|1–2–3|中",
        "中|$5–$10|中",
        "中|−5～+3℃|中",
        # A range wider than four em would tear narrow columns: under pressure a line ends after its connector.
        "中|8:00—¦17:00|中",
        "中|2027—¦2031|年",
        "中|10.5%～¦12.5%|中",
        "“9·11”",
        "13|亿～|17|亿|元",
        "１２．５|中",
        "１，２８０|中",
        "G7|中",
        "COVID-19|中",
        "A4|中",
        "C++|中",
        "中？！|中",
        "中！！！|中",
        "中⁉|中",
        "（下转第四版）",
        "完|（上接第一版）",
        "（下转A8版）",
    ],
)
def test_units_are_not_parted(expected: str) -> None:
    assert cut(expected.replace("|", "").replace("¦", "")) == expected


def test_inside_a_unit_a_line_may_still_end_in_an_emergency() -> None:
    assert set(breaks("（下转第四版）")[:-1]) == {Break.EMERGENCY}
    assert set(breaks("COVID-19")[:-1]) == {Break.EMERGENCY}
    assert breaks("——")[0] is breaks("……")[0] is Break.NEVER


def test_dashes_and_ellipses_in_a_row_are_parted_between_the_units() -> None:
    assert breaks("————")[:3] == [Break.NEVER, Break.ALLOWED, Break.NEVER]
    assert breaks("————", STRICT)[:3] == [Break.NEVER, Break.EMERGENCY, Break.NEVER]
    assert breaks("⸺⸺")[0] is Break.ALLOWED
    assert breaks("…………")[:3] == [Break.NEVER, Break.EMERGENCY, Break.NEVER]
    assert breaks("…………", NONE)[1] is Break.ALLOWED


@pytest.mark.parametrize(
    "expected", ["（——|中", "中|——，|中", "中|——”|中", "中|——……|中", "（……|中", "中……”|中"]
)
def test_beside_a_dash_or_an_ellipsis_both_neighbours_are_asked(expected: str) -> None:
    assert cut(expected.replace("|", "")) == expected


def test_listed_names_are_kept_together() -> None:
    names = ("欧阳小明", "欧阳", "张三", "李", "阿卜杜拉·买买提")
    assert (
        cut("记|者|欧阳小明|张三|李|四".replace("|", ""), keep_together=names) == "记|者|欧阳小明|张三|李|四"
    )
    assert cut("阿卜杜拉·买买提|说".replace("|", ""), keep_together=names) == "阿卜杜拉·买买提|说"
    assert breaks("张三", keep_together=names)[0] is Break.EMERGENCY
    assert cut("张三|丰".replace("|", ""), keep_together=("(张", "[三", "张三丰")) == "张三丰"


def test_what_is_listed_is_neither_pressed_nor_hyphenated() -> None:
    rules = LineRules(keep_together=("WI-FI", "international"), hyphenation="en_US")
    text = "WI-FI international"
    found = line_breaks(text, classify(text), rules, only_after(5))
    assert [b for b in found[:-1] if b > Break.EMERGENCY] == [Break.ALLOWED]


def test_thousands_of_names_cost_little() -> None:
    names = tuple(f"{chr(0x4E00 + i % 400)}{chr(0x5000 + i)}{chr(0x6000 + i)}" for i in range(5000))
    text = "的一是在不了有和人这中大为上个国我以要他" * 1000
    kinds = classify(text)
    line_breaks(text, kinds, LineRules(keep_together=names))
    times = []
    for rules in (LineRules(), LineRules(keep_together=names)):
        start = time.perf_counter()
        line_breaks(text, kinds, rules)
        times.append(time.perf_counter() - start)
    assert times[1] < 4 * times[0] + 0.05


@pytest.mark.parametrize(
    "expected",
    [
        "12·月",
        "9·个",
        "第·四·版",
        "第·4",
        "20·㎡",
        "5%",
        "第·十·二·届",
        "A4纸",
        "50%以上",
        "一般",
        "１２·月",
    ],
)
def test_a_number_and_its_counting_word(expected: str) -> None:
    text = expected.replace("·", "")
    assert "".join(c + "·" * p for c, p in zip(text, parted_numbers(text), strict=True)) == expected


# §2.10: hyphens.
def only_after(*places: int) -> Hyphenator:
    return lambda language, word: places if language == "en_US" else ()


def hyphenated(text: str, *places: int, language: str = "en_US") -> str:
    found = line_breaks(text, classify(text), LineRules(hyphenation=language), only_after(*places))
    return "".join(c + SIGNS[b] for c, b in zip(text, [*found[:-1], Break.NEVER], strict=True))


def test_words_are_divided_where_a_dictionary_says() -> None:
    assert hyphenated("说international话", 5, 7) == "说|inter‐na‐tional|话"
    assert hyphenated("international", 5, language="") == "international"
    assert cut("international", hyphenation="en_US") == "international"


def test_two_letters_before_a_hyphen_and_three_after_at_least() -> None:
    assert hyphenated("nation", 1, 2, 3, 4) == "na‐t‐ion"
    assert hyphenated("note", 2) == "note"


@pytest.mark.parametrize(
    "text", ["https://international.org", "INTERNATIONAL", "international_x", "a-nation9"]
)
def test_no_hyphen_is_added_to_addresses_acronyms_and_names(text: str) -> None:
    assert "‐" not in hyphenated(text, *range(1, 12))


def test_a_soft_hyphen_needs_no_dictionary() -> None:
    assert cut("inter\u00adnational") == "inter\u00ad‐national"
    assert breaks("inter\u00adnational")[4] is Break.NEVER
    assert Break.HYPHENATED not in breaks("中\u00ad中")


@pytest.mark.parametrize(
    "piece",
    ["a", "1", "a/", "1-", "@a", "?a", "—", "1—", "“", "（上转", "第1", "1：", "\u00ad", "-", "a\u0301"],
)
def test_no_text_takes_more_than_a_moment(piece: str) -> None:
    text = piece * (60_000 // len(piece))
    kinds = classify(text)
    start = time.perf_counter()
    line_breaks(text, kinds, LineRules(hyphenation="en_US"), lambda language, word: range(2, len(word)))
    parted_numbers(text)
    assert time.perf_counter() - start < 2


def test_an_empty_text_has_no_breaks() -> None:
    assert line_breaks("", [], LineRules()) == []
