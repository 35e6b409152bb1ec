"""Every item of the form of an internal publication: what it has to print, and what it may not say, cost or carry."""

from __future__ import annotations

import pytest
from newspaper import EDITION, FRONT, HOUSE, INTERNAL, STORY, Paper, picture

from typeset.faces import FaceBook
from typeset.model.verdict import State


@pytest.fixture
def paper(faces: FaceBook) -> Paper:
    return Paper(faces, INTERNAL)


def test_one_that_prints_all_of_it_passes(paper: Paper) -> None:
    done = paper.judged()
    assert done.findings == ()
    assert (done.score.total, done.score.passed, done.score.limit) == (0, True, 0)
    assert {item.state for item in done.score.items} == {State.PASSED}
    assert not any(item.verified for item in done.score.items)
    assert {item.source.zh[-4:] for item in done.score.items} == {"第十四条", "第十五条"}
    states = {ruling.rule: ruling.state for ruling in done.rulings}
    assert states["form-name"] is State.NOT_RUN
    assert states["internal-words"] is State.PASSED


# What is spoilt, by file, old and new text; the item, its code, the errors counted, and where it is told first.
SPOILT = [
    (FRONT, "　{permit}", "", "permit", "permit-missing", 1, f"{FRONT}:5:3"),
    (
        HOUSE,
        "  permit: 准印证（浙）字第0123号",
        "  permit: ''",
        "permit",
        "permit-missing",
        1,
        f"{HOUSE}:4:1",
    ),
    (FRONT, "免费交流", "仅供参考", "statement", "internal-statement-missing", 1, f"{FRONT}:5:3"),
    (FRONT, "编印单位：{compiler}　", "", "internal-imprint", "internal-imprint-missing", 1, f"{FRONT}:5:3"),
    (
        FRONT,
        "发送对象：{recipients}　",
        "",
        "internal-imprint",
        "internal-imprint-missing",
        1,
        f"{FRONT}:5:3",
    ),
    (FRONT, "　印刷单位：{printer}", "", "internal-imprint", "internal-imprint-missing", 1, f"{FRONT}:5:3"),
    (
        FRONT,
        "印刷日期：{print_date}　印数：",
        "",
        "internal-imprint",
        "internal-imprint-missing",
        1,
        f"{FRONT}:5:3",
    ),
    (FRONT, "　印数：{print_run}", "", "internal-imprint", "internal-imprint-missing", 1, f"{FRONT}:5:3"),
    (FRONT, "　第{issue}期", "", "internal-imprint", "internal-imprint-missing", 1, f"{FRONT}:5:3"),
    (HOUSE, "小样通讯", "小样镇报", "internal-name", "internal-name-forbidden", 1, f"{FRONT}:5:3"),
    (FRONT, "印数：", "刊号：01 印数：", "internal-number", "internal-number-forbidden", 1, f"{FRONT}:5:3"),
    (FRONT, "印数：", "CN 33-0123 印数：", "internal-number", "internal-number-forbidden", 1, f"{FRONT}:5:3"),
    (
        HOUSE,
        "  print_run",
        "  price: 2元\n  print_run",
        "internal-price",
        "internal-priced",
        1,
        f"{HOUSE}:10:10",
    ),
    (FRONT, "印数：", "定价：2元 印数：", "internal-price", "internal-priced", 1, f"{FRONT}:5:3"),
    (STORY, "题目", "题目\nbyline: 记者　甲", "internal-reporter", "internal-reporter", 1, f"{STORY}:3:9"),
    (STORY, "题目", "题目\ndateline: 记者甲", "internal-reporter", "internal-reporter", 1, f"{STORY}:3:11"),
    (STORY, "雨。", "雨。（记者　甲）", "internal-reporter", "internal-reporter", 1, f"{STORY}:4:10"),
    (STORY, "题目", "题目\ndateline: 本报讯", "internal-own-name", "internal-own-name", 1, f"{STORY}:3:11"),
    (
        STORY,
        "题目",
        "题目\nbyline: 本报记者　甲",
        "internal-own-name",
        "internal-own-name",
        1,
        f"{STORY}:3:9",
    ),
    (STORY, "雨。", "雨，本刊得知。", "internal-own-name", "internal-own-name", 1, f"{STORY}:4:10"),
]


@pytest.mark.parametrize("spoilt", SPOILT)
def test_an_item_that_is_broken(paper: Paper, spoilt: tuple[str, str, str, str, str, int, str]) -> None:
    file, old, new, key, code, errors, where = spoilt
    done = paper.change(file, old, new).judged()
    assert done.codes == [code]
    assert next(str(f.span) for f in done.findings if f.code == code) == where
    assert {item.key: item.count for item in done.score.items if item.count} == {key: errors}
    assert done.score.passed is False
    assert "form-errors" in [f.code for f in done.findings]


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("雨。", "雨。学生记者看了。"),
        ("雨。", "雨。三本报告、日本报纸都在。"),
        ("雨。", "雨，详见本刊登记。"),
    ],
)
def test_words_that_speak_of_something_else(paper: Paper, old: str, new: str) -> None:
    assert paper.change(STORY, old, new).judged().findings == ()


def test_a_free_one_says_so(paper: Paper) -> None:
    paper.change(HOUSE, "  print_run", "  price: 免费赠阅\n  print_run")
    assert paper.judged().findings == ()


def test_every_place_is_told_and_one_error_counted(paper: Paper) -> None:
    done = paper.change(STORY, "昨天下午，下了雨。", "本报昨天说，\n\n本报不说。").judged()
    places = [str(f.span) for f in done.findings if f.code == "internal-own-name"]
    assert places == [f"{STORY}:4:1", f"{STORY}:6:1"]
    assert done.score.total == 1


def test_captions_credits_and_asides_are_copy(paper: Paper) -> None:
    paper.put("editions/today/stories/p.png", picture(60, 40))
    text = '![本报资料图](p.png){columns=1 rows=6 credit="记者　乙　摄"}\n\n::: quote\n本报说\n:::\n\n昨天下午，下了雨。'
    done = paper.change(STORY, "昨天下午，下了雨。", text).judged()
    found = [(f.code, f.span.line) for f in done.findings if f.span is not None and f.code != "form-errors"]
    assert sorted(found) == [("internal-own-name", 4), ("internal-own-name", 7), ("internal-reporter", 4)]


def test_it_carries_no_advertisements(paper: Paper) -> None:
    frames = "  a: {kind: ad, columns: 1-2, rows: 4-30}\n  b: {kind: ad, columns: 3-4, rows: 4-30}\n"
    paper.put("layouts/with.yaml", f"layout: with\nextends: inner\nframes:\n{frames}")
    paper.put("editions/today/ads/a.png", picture(40, 20))
    place = "副刊, layout: with, place: {a: ads/a.png, b: ads/a.png}}"
    done = paper.change(EDITION, "副刊, layout: inner}", place).judged()
    assert done.codes == ["internal-advert", "internal-advert"]
    assert [f.frame for f in done.findings if f.code == "internal-advert"] == ["a", "b"]
    assert done.item("internal-adverts").count == 1


@pytest.mark.parametrize("written", ["cn", "internal", "none"])
def test_the_house_style_says_by_what_it_is_judged(paper: Paper, written: str) -> None:
    done = paper.change(HOUSE, "imprint:", f"imprint_profile: {written}\nimprint:").judged()
    assert done.score.profile.value == written
    assert bool(done.score.items) is (written != "none")


def test_an_edition_may_be_judged_by_nothing(paper: Paper) -> None:
    done = paper.change(EDITION, "issue: 12", "issue: 12\nimprint_profile: none").judged()
    assert done.score.passed is None
