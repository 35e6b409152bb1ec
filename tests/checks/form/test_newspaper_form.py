"""Every item of the form of a newspaper: an issue that breaks it, and what counts as keeping it."""

from __future__ import annotations

import pytest
from newspaper import EDITION, FRONT, HOUSE, INNER, Judged, Paper, picture

from typeset.catalogue import ENTRIES
from typeset.faces import FaceBook
from typeset.findings import Severity
from typeset.model.verdict import State

DATA = '      - "{date}　总第{issue}期　今日{pages_cn}版　第{page_cn}版　国内统一连续出版物号 {cn}"\n'


@pytest.fixture
def paper(faces: FaceBook) -> Paper:
    return Paper(faces)


def test_an_issue_that_prints_all_of_it_passes(paper: Paper) -> None:
    done = paper.judged()
    assert done.findings == ()
    assert (done.score.total, done.score.passed, done.score.limit) == (0, True, 3)
    assert {item.key: item.not_run is not None for item in done.score.items if item.not_run} == {
        "extra": True,
        "number-follows": True,
        "adverts": True,
    }
    assert {item.state for item in done.score.items} == {State.PASSED, State.NOT_RUN}
    assert {i.key for i in done.score.items if i.verified} == {"name", "name-size"}
    assert all(item.source.zh.startswith("《报纸期刊质量管理规定》") for item in done.score.items)


# What is spoilt, by file, old and new text; the item, its code, the errors counted, and where it is told first.
SPOILT = [
    (
        FRONT,
        'content: ["{paper}"]',
        "content: [小样日报]",
        "name",
        "masthead-name-missing",
        4,
        f"{FRONT}:4:3",
    ),
    (
        HOUSE,
        "grid:",
        "styles: {masthead: {fit: {sizes: [14pt]}}}\ngrid:",
        "name-size",
        "masthead-name-small",
        4,
        f"{FRONT}:4:3",
    ),
    (EDITION, "issue: 12", "issue: 12\nextra: 增期", "extra", "extra-word-missing", 1, f"{FRONT}:4:3"),
    (FRONT, "{date}　总", "总", "date", "issue-date-missing", 1, f"{FRONT}:5:3"),
    (FRONT, "{date}　总", "2026年11月1日　总", "date", "issue-date-wrong", 1, f"{FRONT}:5:3"),
    (FRONT, "总第{issue}期　", "", "number", "issue-number-missing", 1, f"{FRONT}:5:3"),
    (FRONT, "总第{issue}期", "总第11期", "number", "issue-number-missing", 1, f"{FRONT}:5:3"),
    (FRONT, "今日{pages_cn}版　", "", "pages", "page-count-missing", 1, f"{FRONT}:5:3"),
    (FRONT, "今日{pages_cn}版", "今日八版", "pages", "page-count-wrong", 1, f"{FRONT}:5:3"),
    (HOUSE, "  cn: CN 33-0123", "  cn: ''", "cn", "cn-number-missing", 1, f"{HOUSE}:4:1"),
    (FRONT, " {cn}", "", "cn", "cn-number-missing", 1, f"{FRONT}:5:3"),
    (HOUSE, "CN 33-0123", "CN 33-1123", "cn", "cn-number-malformed", 1, f"{HOUSE}:5:7"),
    (HOUSE, "CN 33-0123", "CN 33-0000", "cn", "cn-number-malformed", 1, f"{HOUSE}:5:7"),
    (HOUSE, "CN 33-0123", "CN 33-01234", "cn", "cn-number-malformed", 1, f"{HOUSE}:5:7"),
    (HOUSE, "CN 33-0123", "33-0123", "cn", "cn-number-malformed", 1, f"{HOUSE}:5:7"),
    (HOUSE, "CN 33-0123", "CN 33-0123/G4", "cn", "cn-number-malformed", 1, f"{HOUSE}:5:7"),
    (FRONT, "主办：{sponsor}　", "", "bodies", "publishing-bodies-missing", 1, f"{FRONT}:5:3"),
    (FRONT, "　出版：{publisher}", "　出版：", "bodies", "publishing-bodies-missing", 1, f"{FRONT}:5:3"),
    (FRONT, "地址：{address}　", "", "contact", "publisher-address-missing", 1, f"{FRONT}:5:3"),
    (FRONT, "电话：{telephone}　", "", "contact", "publisher-address-missing", 1, f"{FRONT}:5:3"),
    (FRONT, "印刷：{printer}　", "", "printer", "printer-missing", 1, f"{FRONT}:5:3"),
    (FRONT, "　印厂地址：{printer_address}", "", "printer", "printer-missing", 1, f"{FRONT}:5:3"),
    (FRONT, "发行：{distribution}　", "", "distribution", "distribution-missing", 1, f"{FRONT}:5:3"),
    (FRONT, "　定价：{price}", "", "price", "price-missing", 1, f"{FRONT}:5:3"),
    (FRONT, "　第{page_cn}版", "", "page-number", "page-number-missing", 1, f"{FRONT}:5:3"),
    (INNER, '"{page}"', '"5"', "page-number", "page-number-missing", 3, f"{INNER}:4:3"),
    (INNER, '"{page}"', '"4"', "page-number", "page-number-missing", 2, f"{INNER}:4:3"),
    (EDITION, "page: 4", "page: 5", "page-order", "page-numbers-broken", 1, f"{EDITION}:8:5"),
]


@pytest.mark.parametrize("spoilt", SPOILT)
def test_an_item_that_is_broken(paper: Paper, spoilt: tuple[str, str, str, str, str, int, str]) -> None:
    file, old, new, key, code, errors, where = spoilt
    done = paper.change(file, old, new).judged()
    assert done.codes == [code]
    (found,) = (f for f in done.findings if f.code == code)
    assert (str(found.span), found.severity) == (where, Severity.WARNING)
    assert done.item(key).count == done.score.total == errors
    assert {item.key for item in done.score.items if item.count} == {key}
    assert done.score.passed is (errors <= 3)
    assert ["form-errors"] * (errors > 3) == [f.code for f in done.findings if f.code == "form-errors"]


def test_a_wrong_date_is_quoted_whole(paper: Paper) -> None:
    done = paper.change(FRONT, "{date}　总", "2026年11月1日　总").judged()
    assert "gives the date 2026年11月1日;" in done.said("issue-date-wrong")


# What the same items are kept by, too.
KEPT = [
    (FRONT, "{date}　总", "2026-11-02　总"),
    (FRONT, "{date}　总", "2026.11.2　总"),
    (FRONT, "{date}　总", "二〇二六年十一月二日　总"),
    (FRONT, "{date}　总", "{year}年{month}月　{day}　总"),
    (FRONT, "总第{issue}期", "第12号"),
    (FRONT, "总第{issue}期", "总期号：12"),
    (FRONT, "总第{issue}期", "No. {issue}"),
    (FRONT, "今日{pages_cn}版", "本期共{pages}版"),
    (FRONT, "今日{pages_cn}版", "{pages}版"),
    (FRONT, "今日{pages_cn}版", "版数：{pages}"),
    (FRONT, "第{page_cn}版", "01版"),
    (FRONT, "出版物号 {cn}", "出版物号：CN33－0123"),
    (FRONT, "{supervisor}", "小样 镇委"),
    (FRONT, "地址：{address}", "社址：小样镇新街1号"),
    (INNER, '"{page}"', '"第{page_cn}版"'),
    (INNER, '"{page}"', '"{page_cn}版"'),
    (INNER, '"{page}"', '"0{page}"'),
    (INNER, '"{page}"', '"{section}·{page}"'),
]


@pytest.mark.parametrize(("file", "old", "new"), KEPT)
def test_an_item_that_is_kept_in_other_words(paper: Paper, file: str, old: str, new: str) -> None:
    assert paper.change(file, old, new).judged().findings == ()


@pytest.mark.parametrize(
    ("field", "label", "typed"),
    [
        ("cn", "国内统一连续出版物号 {cn}", "CN 33-0123"),
        ("supervisor", "主管：{supervisor}", "主管单位：小样镇委"),
        ("sponsor", "主办：{sponsor}", "主办单位：小样镇"),
        ("publisher", "出版：{publisher}", "出版单位：本社"),
        ("address", "地址：{address}", "社址：新街1号"),
        ("telephone", "电话：{telephone}", "热线：12345"),
        ("printer", "印刷：{printer}", "承印：大样厂"),
        ("printer_address", "印厂地址：{printer_address}", "印刷厂地址：老街2号"),
        ("distribution", "发行：{distribution}", "邮发代号：31-99"),
        ("price", "定价：{price}", "每份1元"),
    ],
)
def test_what_a_layout_has_typed_is_printed_though_no_field_is_filled(
    faces: FaceBook, field: str, label: str, typed: str
) -> None:
    def without(paper: Paper, words: str) -> Judged:
        house = str(paper._files[HOUSE])
        lines = [line for line in house.splitlines() if not line.startswith(f"  {field}:")]
        paper.put(HOUSE, "\n".join(["imprint_profile: cn", *lines, ""]))
        return paper.change(FRONT, label, words).judged()

    assert without(Paper(faces), typed).findings == ()
    bare = without(Paper(faces), label.split("{", maxsplit=1)[0])
    assert len(bare.codes) == 1
    assert bare.score.total == 1
    assert "没有填" in str(dict(bare.findings[0].facts)["lack_zh"])


def test_the_printer_may_have_its_address_behind_its_name(paper: Paper) -> None:
    paper.change(HOUSE, "  printer_address: 大样镇老街2号\n", "")
    paper.change(HOUSE, "printer: 大样印刷厂", "printer: 大样印刷厂（大样镇老街2号）")
    assert paper.change(FRONT, "　印厂地址：{printer_address}", "").judged().findings == ()


def test_one_cause_is_one_finding_and_tells_both_files(paper: Paper) -> None:
    done = paper.change(FRONT, "主管：{supervisor}　主办：{sponsor}　", "").judged()
    assert done.said("publishing-bodies-missing") == (
        "layouts/front.yaml:5:3 layouts/house.yaml:6:15 bodies responsible for the paper are not printed: "
        "supervising body (supervisor is filled but not printed), sponsor (sponsor is filled but not printed)"
    )
    assert done.item("bodies").count == 2


def test_what_stands_at_the_end_of_the_issue_is_printed_too(paper: Paper) -> None:
    line = '      - "发行：{distribution}　定价：{price}"\n'
    foot = (
        '  foot: {kind: text, columns: 1-4, rows: 38-40, content: ["发行：{distribution}　定价：{price}"]}\n'
    )
    paper.change(FRONT, line, "")
    paper.put("layouts/last.yaml", f"layout: last\nextends: inner\nframes:\n{foot}")
    paper.change(EDITION, "副刊, layout: inner", "副刊, layout: last")
    assert paper.judged().findings == ()


def test_words_of_a_teaser_or_a_story_are_no_imprint(paper: Paper) -> None:
    paper.change(FRONT, "　定价：{price}", "")
    paper.put("editions/today/stories/a.md", "---\nheadline: 定价：1元\n---\n定价：1元\n")
    assert paper.judged().codes == ["price-missing"]


def test_a_placeholder_is_told_and_not_counted(paper: Paper) -> None:
    done = paper.change(HOUSE, "CN 33-0123", "CN 00-0000").judged()
    (found,) = done.findings
    assert (found.code, found.severity) == ("cn-number-placeholder", Severity.INFO)
    assert (done.item("cn").state, done.score.total) == (State.NOT_RUN, 0)


def test_a_name_that_is_missing_is_not_too_small_as_well(paper: Paper) -> None:
    done = paper.change(FRONT, 'content: ["{paper}"]', "content: [别的]").judged()
    assert done.item("name-size").state is State.NOT_RUN
    ruling = next(r for r in done.rulings if r.rule == "form-name-size")
    assert ruling.state is State.NOT_RUN


def test_the_name_is_to_be_larger_and_not_as_large(paper: Paper) -> None:
    paper.change(
        HOUSE, "grid:", "styles: {masthead: {fit: {sizes: [60pt]}}, furniture: {size: 60pt, fit: ~}}\ngrid:"
    )
    paper.change(
        FRONT, "  story:", "  big: {kind: text, columns: 1-4, rows: 32-40, content: [大字]}\n  story:"
    )
    paper.change(FRONT, "rows: 14-40", "rows: 14-30")
    assert "masthead-name-small" in paper.judged().codes


def drawn(faces: FaceBook, width: int, height: int) -> Judged:
    paper = Paper(faces).put("layouts/name.png", picture(width, height))
    return paper.change(FRONT, 'content: ["{paper}"]', "content: [{picture: name.png}]").judged()


def test_a_drawn_masthead_is_not_verified(faces: FaceBook) -> None:
    done = drawn(faces, 800, 200)
    assert done.findings == ()
    assert [(done.item(k).state, done.item(k).verified) for k in ("name", "name-size")] == [
        (State.NOT_RUN, True),
        (State.NOT_RUN, False),
    ]


def test_a_drawn_masthead_lower_than_a_headline_is_too_small(faces: FaceBook) -> None:
    done = drawn(faces, 800, 10)
    assert done.codes == ["masthead-name-small"]
    assert done.score.passed is False


@pytest.mark.parametrize(("word", "price"), [("增期", "1元"), ("号外", "免费赠阅")])
def test_an_extra_says_so_in_its_masthead(faces: FaceBook, word: str, price: str) -> None:
    paper = Paper(faces).change(EDITION, "issue: 12", f"issue: 12\nextra: {word}")
    paper.change(HOUSE, "price: 1元", f"price: {price}")
    paper.change(HOUSE, "grid:", "styles: {masthead: {fit: {sizes: [36pt]}}}\ngrid:")
    done = paper.change(
        FRONT, 'content: ["{paper}"]', 'content: ["{paper}", {text: "{extra}", style: furniture}]'
    ).judged()
    assert done.findings == ()
    assert done.item("extra").state is State.PASSED


def test_a_regular_issue_with_the_field_of_extras_is_set(paper: Paper) -> None:
    done = paper.change(FRONT, 'content: ["{paper}"]', 'content: ["{paper}{extra}"]').judged()
    assert done.findings == ()


def test_an_extra_is_free_and_says_so(faces: FaceBook) -> None:
    paper = Paper(faces).change(EDITION, "issue: 12", "issue: 12\nextra: 号外")
    done = paper.change(FRONT, 'content: ["{paper}"]', 'content: ["{paper}号外"]').judged()
    assert done.codes == ["price-missing"]
    assert "the words 免费赠阅" in done.said("price-missing")


@pytest.mark.parametrize(
    ("last", "codes"), [("11", []), ("10", ["issue-number-broken"]), ("12", ["issue-number-broken"])]
)
def test_the_number_follows_on_the_issue_before(paper: Paper, last: str, codes: list[str]) -> None:
    paper.put("editions/before/edition.yaml", f"extends: house\ndate: 2026-11-01\nissue: {last}\npages: []\n")
    done = paper.judged()
    assert done.codes == codes
    assert done.item("number-follows").state is (State.BROKEN if codes else State.PASSED)
    if codes:
        assert done.said("issue-number-broken") == (
            "editions/today/edition.yaml:3:8 editions/before/edition.yaml:3:8 "
            f"number 12 does not follow on {last} of the issue before, before; it should be {int(last) + 1}"
        )


@pytest.mark.parametrize("last", ["试刊", "9" * 5000, "~"])
def test_a_number_that_is_none_cannot_be_compared(paper: Paper, last: str) -> None:
    before = f"extends: house\ndate: 2026-11-01\nissue: {last}\npages: []\n"
    paper.put("editions/before/edition.yaml", before)
    assert paper.judged().item("number-follows").state is State.NOT_RUN


def test_a_page_number_that_moves(paper: Paper) -> None:
    other = str(paper._files[INNER]).replace("layout: inner", "layout: other")
    paper.put(
        "layouts/other.yaml",
        other.replace('["{page}", "{section}　{date}", "{paper}"]', '["{paper}", "{date}", "{page}"]'),
    )
    paper.change(
        EDITION,
        "{page: 4, section: 副刊, layout: inner}",
        "{page: 4, section: 副刊, layout: other}\n  - {page: 6, layout: inner}",
    )
    done = paper.change(EDITION, "page: 6", "page: 5").judged()
    assert done.codes == ["page-number-moves"]


def test_left_pages_may_have_it_where_right_pages_have_not(paper: Paper) -> None:
    other = str(paper._files[INNER]).replace("layout: inner", "layout: other")
    line = '["{page}", "{section}　{date}", "{paper}"]'
    paper.put(
        "layouts/other.yaml", other.replace(line, '["{paper}", "{date}", {text: "{page}", align: right}]')
    )
    paper.change(EDITION, "综合新闻, layout: inner", "综合新闻, layout: other")
    assert paper.judged().findings == ()


@pytest.mark.parametrize(("label", "errors"), [("", 0), (", label: 公益广告", 0), (", label: 推广", 1)])
def test_an_advertisement_without_the_word_is_counted_here_and_told_elsewhere(
    paper: Paper, label: str, errors: int
) -> None:
    paper.put(
        "layouts/with.yaml",
        f"layout: with\nextends: inner\nframes:\n  ad: {{kind: ad, columns: 1-4, rows: 4-30{label}}}\n",
    )
    paper.put("editions/today/ads/a.png", picture(400, 200))
    paper.change(EDITION, "副刊, layout: inner}", "副刊, layout: with, place: {ad: ads/a.png}}")
    done = paper.judged()
    assert done.codes == []
    assert done.item("adverts").count == errors


def test_nothing_is_judged_where_there_is_no_imprint(faces: FaceBook) -> None:
    paper = (
        Paper(faces).change(HOUSE, "  cn: CN 33-0123\n", "").change(FRONT, "国内统一连续出版物号 {cn}", "")
    )
    done = paper.judged()
    assert (done.findings, done.score.items, done.score.passed) == ((), (), None)
    assert {r.state for r in done.rulings} == {State.NOT_RUN}


def test_every_code_is_in_the_catalogue_and_used(paper: Paper) -> None:
    named = {code for ruling in paper.judged().rulings for code in ruling.codes}
    ours = {e.code for e in ENTRIES.values() if "T560" <= e.id <= "T599"}
    assert named == ours
