"""Stories: front matter and Markdown become paragraphs that know where each character was typed."""

from __future__ import annotations

import pytest
from newsroom import HOUSE, LEAD, Reading, picture, read, said, spoilt, with_story

from typeset.model.story import Emphasis, PicturePlace, Role, Story
from typeset.source import Span

HEAD = "---\nheadline: 题\n---\n"


def story_of(text: str) -> Story:
    return read(with_story(text)).good.stories["lead"]


def reading_of(text: str, **pictures: bytes) -> Reading:
    return read(with_story(text, **pictures))


def texts(story: Story) -> list[tuple[Role, str]]:
    return [(p.role, p.text) for p in story.paragraphs]


def test_the_front_matter_is_the_headline_block() -> None:
    story = story_of(
        "---\nkicker: 引题\nheadline: |\n  第一行\n\n  第二行\ndeck: |\n  ——副题\nseries: 走基层\n"
        "slogan: [甲, 乙]\nbyline: 记者　某某\neditors_note: >\n  编者按\n  第二句。\njump_headline: 短题\n---\n正文。\n"
    )
    block = story.block
    assert (block.kicker, block.headline, block.deck) == (("引题",), ("第一行", "第二行"), ("——副题",))
    assert (block.series, block.slogan, block.byline) == ("走基层", ("甲", "乙"), "记者　某某")
    assert block.editors_note == "编者按 第二句。"
    assert story.jump_headline == "短题"


def test_paragraphs_subheads_lists_and_quotes() -> None:
    story = story_of(
        HEAD
        + "一段。\n\n二段。\n\n## 小标题\n\n#### 又一个 ##\n\n- 甲\n- 乙\n\n3. 丙\n4. 丁\n\n> 引文\n>\n> 引文二\n"
    )
    assert texts(story) == [
        (Role.BODY, "一段。"),
        (Role.BODY, "二段。"),
        (Role.SUBHEAD, "小标题"),
        (Role.SUBHEAD, "又一个"),
        (Role.LIST_ITEM, "■甲"),
        (Role.LIST_ITEM, "■乙"),
        (Role.LIST_ITEM, "3.丙"),
        (Role.LIST_ITEM, "4.丁"),
        (Role.QUOTE, "引文"),
        (Role.QUOTE, "引文二"),
    ]
    assert [p.start for p in story.paragraphs] == [0, 3, 6, 9, 12, 14, 16, 19, 22, 24]
    assert story.characters == len(story.text) == 27


@pytest.mark.parametrize(
    ("typed", "runs"),
    [
        ("前**黑体**后", [("前", Emphasis.NONE), ("黑体", Emphasis.STRONG), ("后", Emphasis.NONE)]),
        ("*楷体*", [("楷体", Emphasis.ITALIC)]),
        ("说**“开门”**编", [("说", Emphasis.NONE), ("“开门”", Emphasis.STRONG), ("编", Emphasis.NONE)]),
        ("**《纲要》**，", [("《纲要》", Emphasis.STRONG), ("，", Emphasis.NONE)]),
        ("3 * 4 * 5 米", [("3 * 4 * 5 米", Emphasis.NONE)]),
        ("用`代码`和[链接](https://a.cn/b)", [("用代码和链接", Emphasis.NONE)]),
        (r"\*星\*号 &amp; &lt;", [("*星*号 & <", Emphasis.NONE)]),
        ("snake_case_name", [("snake_case_name", Emphasis.NONE)]),
        ("[注]: https://a.cn", [("[注]: https://a.cn", Emphasis.NONE)]),
    ],
)
def test_marks_inside_a_paragraph(typed: str, runs: list[tuple[str, Emphasis]]) -> None:
    story = story_of(HEAD + typed + "\n")
    assert [(run.text, run.emphasis) for run in story.paragraphs[0].runs] == runs


def test_lines_join_without_a_blank_but_between_western_words() -> None:
    assert texts(story_of(HEAD + "中文一行\n接着一行\nand words\nmore words\n又中文\n")) == [
        (Role.BODY, "中文一行接着一行and words more words又中文")
    ]


def test_a_hard_break_and_a_typed_indent_begin_a_paragraph() -> None:
    story = story_of(HEAD + "　　甲段。\n　　乙段。  \n丙段。\\\n丁段。\n    四格缩进。\n")
    assert [text for _, text in texts(story)] == ["甲段。", "乙段。", "丙段。", "丁段。四格缩进。"]


@pytest.mark.parametrize(
    ("typed", "verses"),
    [
        (
            "灯在河边\\\n一盏，两盏\n\n我们走\\\n慢慢走\n",
            [(True, False), (True, False), (True, True), (True, False)],
        ),
        (
            "一句散文。\n\n白日\\\n依山\n\n又是散文。\n",
            [(False, False), (True, False), (True, False), (False, False)],
        ),
        (
            "白日\\\n依山\n\n散文。\n\n黄河\\\n入海\n",
            [(True, False)] * 2 + [(False, False)] + [(True, False)] * 2,
        ),
        (
            "> 白日\\\n> 依山\n>\n> 黄河\\\n> 入海\n",
            [(True, False), (True, False), (True, True), (True, False)],
        ),
        ("白日\\\n依山\n\n> 黄河\\\n> 入海\n", [(True, False)] * 4),
        # Blanks at an end and typed indents are how prose is parted; items of a list are no verses.
        ("甲段。  \n乙段。\n", [(False, False)] * 2),
        ("　　甲段。\n　　乙段。\n\n　　丙段。\n　　丁段。\n", [(False, False)] * 4),
        ("- 甲\\\n  乙\n\n- 丙\\\n  丁\n", [(False, False)] * 4),
        ("只有一行\\\n\n又一行\n", [(False, False)] * 2),
        ("白日\\ \n依山\\　\n尽\\\n", [(True, False)] * 3),
    ],
)
def test_lines_that_each_were_ended_are_verses_and_blocks_of_them_stanzas(
    typed: str, verses: list[tuple[bool, bool]]
) -> None:
    assert [(one.verse, one.apart) for one in story_of(HEAD + typed).paragraphs] == verses


def test_the_backslash_of_the_last_verse_is_dropped_and_any_other_is_copy() -> None:
    assert texts(story_of(HEAD + "白日依山尽，\\ \n黄河入海流。\\\n")) == [
        (Role.BODY, "白日依山尽，"),
        (Role.BODY, "黄河入海流。"),
    ]
    assert texts(story_of(HEAD + "放在 C:\\\n")) == [(Role.BODY, "放在 C:\\")]


@pytest.mark.parametrize("typed", ["白日＼\n依山\n", "只有一行\\\n"])
def test_a_backslash_that_ends_no_verse_is_told(typed: str) -> None:
    assert dict(reading_of(HEAD + typed).only("looks-like-markup").facts)["text"] in {"＼", "\\"}


@pytest.mark.parametrize(
    ("line", "told"),
    [
        ("headline: 我县 #充电桩# 新增86个", "#充电桩# 新增86个"),
        ("headline: #充电桩# 新增86个", "#充电桩# 新增86个"),
        ("headline: 题\ndateline: 本报讯 #李曲", "#李曲"),
        ("headline: 题 # 待改", None),
        ("headline: '我县 #充电桩# 新增'", None),
        ("headline: 我县#充电桩#新增", None),
    ],
)
def test_words_behind_a_hash_in_the_front_matter_are_told(line: str, told: str | None) -> None:
    found = [f for f in reading_of(f"---\n{line}\n---\n正文。\n").findings if f.code == "front-matter-hash"]
    assert [dict(f.facts)["text"] for f in found] == ([] if told is None else [told])
    for one in found:
        assert (
            str(one.span)
            == f"{LEAD}:{1 + line.count(chr(10)) + 1}:{line.rsplit(chr(10), maxsplit=1)[-1].index('#') + 1}"
        )


def test_indents_and_trailing_blanks_are_dropped() -> None:
    assert texts(story_of(HEAD + "　　 \u00a0正文。　 \n\n　　\n\n\t缩进。\n")) == [
        (Role.BODY, "正文。"),
        (Role.BODY, "缩进。"),
    ]


def test_the_dateline_opens_the_first_body_paragraph() -> None:
    story = story_of("---\nheadline: 题\ndateline: 本报讯\n---\n## 小标题\n\n昨天。\n")
    subhead, first = story.paragraphs
    assert subhead.role is Role.SUBHEAD
    assert [(r.text, r.emphasis) for r in first.runs] == [
        ("本报讯", Emphasis.DATELINE),
        ("　昨天。", Emphasis.NONE),
    ]
    assert story.text == "小标题本报讯　昨天。"
    assert str(first.span_at(0)) == f"{LEAD}:3:11"
    assert str(first.span_at(4)) == f"{LEAD}:7:1"


def place_of(story: Story, text: str) -> Span:
    """The place the story gives for the first character of a text."""
    for paragraph in story.paragraphs:
        offset = paragraph.text.find(text)
        if offset >= 0:
            return paragraph.span_at(offset)
    raise AssertionError(text)


TYPED = (
    HEAD
    + "　　甲**乙丙**丁*戊*己`庚`[辛](x.html)壬\n癸\\*子&amp;丑\nword\nnext\n\n"
    + "## 寅卯 ##\n\n- 辰**巳**\n- 午\n\n12) 未\n\n> 申\n> 酉**戌**\n\n亥***天***地  \n玄**黄\n宇**宙\n"
)


def test_every_character_leads_back_to_where_it_was_typed() -> None:
    story = story_of(TYPED)
    lines = TYPED.split("\n")
    for char in "甲乙丙丁戊己庚辛壬癸子丑寅卯辰巳午未申酉戌亥天地玄黄宇宙":
        span = place_of(story, char)
        assert lines[span.line - 1][span.column - 1] == char, (char, span)
    for word in ("word", "next"):
        span = place_of(story, word)
        assert lines[span.line - 1][span.column - 1 :] == word


def test_escapes_entities_and_list_marks_lead_back_too() -> None:
    story = story_of(TYPED)
    assert str(place_of(story, "*子")) == f"{LEAD}:5:3"
    assert str(place_of(story, "&丑")) == f"{LEAD}:5:5"
    assert str(place_of(story, "■辰")) == f"{LEAD}:11:1"
    assert str(place_of(story, "12)未")) == f"{LEAD}:14:1"


def test_windows_line_ends_and_a_byte_order_mark_change_no_place() -> None:
    plain = story_of(TYPED)
    data = b"\xef\xbb\xbf" + TYPED.replace("\n", "\r\n").encode()
    marked = read(with_story(data)).good.stories["lead"]
    assert marked == plain


@pytest.mark.parametrize(
    ("typed", "kept", "line"),
    [
        ("前\n\n```\n码一\n\n码二\n```\n", ["前", "码一", "码二"], 6),
        ("<div>\n内容\n</div>\n", ["<div>", "内容", "</div>"], 4),
        ("有<b>粗</b>体\n", ["有<b>粗</b>体"], 4),
        ("甲\n\n* * *\n\n乙\n", ["甲", "乙"], 6),
    ],
)
def test_what_cannot_be_set_is_kept_as_text_and_reported(typed: str, kept: list[str], line: int) -> None:
    reading = reading_of(HEAD + typed)
    assert [text for _, text in texts(reading.good.stories["lead"])] == kept
    span = reading.only("markdown-plain").span
    assert span is not None
    assert span.line == line


def test_half_width_punctuation_is_widened_and_reported() -> None:
    reading = reading_of("---\nheadline: 好,真好\n---\n昨天,他说:15:40开始.\n\n好(一)!\n")
    story = reading.good.stories["lead"]
    assert story.block.headline == ("好，真好",)
    assert [text for _, text in texts(story)] == ["昨天，他说：15:40开始。", "好（一）！"]
    found = reading.only("punctuation-widened")
    assert (found.amount, str(found.span)) == (7, f"{LEAD}:2:12")
    assert "2:12, 4:3, 4:6, 4:14, 6:2, 6:4, 6:5" in said(found)
    assert (found.page, found.story) == (1, "lead")


def test_only_eight_places_are_listed() -> None:
    found = reading_of(HEAD + "甲," * 10 + "乙\n").only("punctuation-widened")
    assert found.amount == 10
    assert said(found).rstrip().endswith("4:16 …")


def test_a_house_may_leave_punctuation_as_typed() -> None:
    given = spoilt(HOUSE, "print: {", "text: {fullwidth_punctuation: no}\nprint: {")
    given[LEAD] = HEAD + "昨天,今天.\n"
    reading = read(given)
    assert reading.findings == ()
    assert reading.good.stories["lead"].text == "昨天,今天."


def test_pictures_are_found_beside_the_story_and_carry_what_was_asked() -> None:
    reading = reading_of(
        HEAD
        + '前文。\n\n![图说，*楷*体](a.jpg){columns=2-3 rows=18 place=middle credit="某某 摄"}\n\n后文![](b.jpg){columns=3}接着。\n',
        a=picture(60, 40),
        b=picture(10, 90),
    )
    story = reading.good.stories["lead"]
    assert reading.findings == ()
    first, second = story.pictures
    assert (first.file, first.caption, first.credit) == (
        "editions/2026-11-22/stories/a.jpg",
        "图说，楷体",
        "某某 摄",
    )
    assert (first.columns, first.width, first.rows, first.place) == ((2, 3), 2, 18, PicturePlace.MIDDLE)
    assert (first.pixels, first.kind, str(first.span)) == ((60, 40), "JPEG", f"{LEAD}:6:1")
    assert (second.columns, second.width, second.rows, second.caption) == (None, 3, 0, "")
    assert [text for _, text in texts(story)] == ["前文。", "后文接着。"]


def test_pictures_are_also_looked_for_in_the_edition() -> None:
    given = with_story(HEAD + "![](a.jpg)\n\n![](<二 号.jpg>)\n\n![](图/c.jpg)\n\n正文\n")
    folder = "editions/2026-11-22"
    for name in (f"{folder}/pictures/a.jpg", f"{folder}/二 号.jpg", f"{folder}/stories/图/c.jpg"):
        given[name] = picture()
    pictures = read(given).good.stories["lead"].pictures
    assert [p.file for p in pictures] == [
        f"{folder}/pictures/a.jpg",
        f"{folder}/二 号.jpg",
        f"{folder}/stories/图/c.jpg",
    ]


def test_a_line_that_is_a_picture_parts_the_text_around_it() -> None:
    story = reading_of(HEAD + "前文。\n![](a.jpg)\n后文。\n", a=picture()).good.stories["lead"]
    assert [text for _, text in texts(story)] == ["前文。", "后文。"]


@pytest.mark.parametrize(
    ("typed", "code", "place", "words"),
    [
        ("![图](b.jpg)", "missing-picture", "4:1", "是不是“a.jpg”？"),
        ("字![图](../../../b.jpg)", "missing-picture", "4:2", "找不到图片"),
        ("![图](a.jpg){colums=2}", "unknown-key", "4:13", "是不是“columns”？"),
        ("![图](a.jpg){rows=18 columns=3-2}", "reversed-range", "4:21", "写成 2-3"),
        ("![图](a.jpg){高=9}", "unknown-key", "4:13", "是不是“rows”？"),
        ("![图](a.jpg){rows=9 宽=2}", "unknown-key", "4:20", "是不是“columns”？"),
        ("![图](a.jpg){位置=top}", "unknown-key", "4:13", "是不是“place”？"),
        ("![图](a.jpg){摄影=某某}", "unknown-key", "4:13", "是不是“credit”？"),
        ("![图](a.jpg){place=下}", "bad-choice", "4:13", "是不是“bottom”？"),
        ("![图](a.jpg){columns=two}", "picture-attribute", "4:13", "columns=2-3"),
        ("![图](a.jpg){rows=0}", "picture-attribute", "4:13", "rows=18"),
        ("![图](a.jpg){place=midle}", "bad-choice", "4:13", "是不是“middle”？"),
        ("![图](a.jpg){columns=2 某某摄}", "picture-attribute", "4:23", "“某某摄”写法不对"),
        ("![图](a.jpg){columns=2", "picture-attribute", "4:12", "“{”写法不对"),
        ("![图](我的 图.jpg)", "picture-syntax", "4:1", "<文件 名.jpg>"),
        ("文字！[图]（a.jpg）", "picture-syntax", "4:3", "半角符号"),
    ],
)
def test_mistakes_in_pictures_are_reported_where_they_are(
    typed: str, code: str, place: str, words: str
) -> None:
    reading = reading_of(HEAD + typed + "\n\n正文。\n", a=picture())
    found = reading.only(code)
    assert str(found.span) == f"{LEAD}:{place}"
    assert words in said(found)
    assert (found.page, found.frame, found.story) == (1, "lead", "lead")
    assert reading.edition is not None


@pytest.mark.parametrize("data", [b"", b"not a picture", picture()[:200], picture(9, 9, "PNG")[:-20]])
def test_a_broken_picture_is_reported_at_its_place(data: bytes) -> None:
    reading = reading_of(HEAD + "正文。\n\n![图](a.jpg)\n", a=data)
    assert str(reading.only("unreadable-picture").span) == f"{LEAD}:6:1"
    assert reading.good.stories["lead"].pictures == ()


def test_a_story_of_pictures_needs_no_copy_and_no_headline() -> None:
    reading = reading_of("![图](a.jpg)\n", a=picture())
    assert reading.findings == ()
    assert reading.good.stories["lead"].text == ""


@pytest.mark.parametrize("text", ["", "\n\n", HEAD, "---\nheadline: 题\n---\n　　\n\n"])
def test_an_empty_story_is_an_error(text: str) -> None:
    reading = reading_of(text)
    found = reading.only("empty-story")
    assert (str(found.span), found.page, found.frame) == (f"{LEAD}:1:1", 1, "lead")
    assert "“lead”没有正文，也没有图片" in said(found)
    assert "lead" not in reading.good.stories


def test_copy_without_a_headline_is_a_warning() -> None:
    found = reading_of("---\nbyline: 某某\n---\n正文。\n").only("no-headline")
    assert found.severity.word == "warning"


def test_front_matter_that_is_never_closed() -> None:
    reading = reading_of("---\nheadline: 题\n\n正文。\n")
    assert str(reading.only("front-matter-open").span) == f"{LEAD}:1:1"
    assert reading.codes == ["front-matter-open"]
    assert reading.good.stories["lead"].text == "正文。"


@pytest.mark.parametrize("dashes", ["———", "－－－", "----", "– – –", " ---", "--", "——", "──────", "﹣﹣﹣"])
def test_a_fence_that_is_nearly_right_is_an_error_and_never_copy(dashes: str) -> None:
    reading = reading_of(f"\n{dashes}\nheadline: 题\n---\n正文。\n")
    found = reading.only("front-matter-fence")
    assert (found.severity.word, str(found.span)) == ("error", f"{LEAD}:2:{1 + dashes.startswith(' ')}")
    assert f"这里写的是“{dashes.strip()}”" in said(found)
    story = reading.good.stories["lead"]
    assert (story.block.headline, story.text) == (("题",), "正文。")
    reading = reading_of(f"---\nheadline: 题\n{dashes.strip()}　\n正文。\n")
    if dashes.strip() != "---":
        assert str(reading.only("front-matter-fence").span) == f"{LEAD}:3:1"
    assert reading.good.stories["lead"].text == "正文。"


def test_both_fences_may_be_wrong() -> None:
    reading = reading_of("———\nheadline: 题\n———\n正文。\n\n----\n\n第二段。\n")
    assert [str(f.span) for f in reading.findings if f.code == "front-matter-fence"] == [
        f"{LEAD}:1:1",
        f"{LEAD}:3:1",
    ]
    assert [text for _, text in texts(reading.good.stories["lead"])] == ["正文。", "第二段。"]


@pytest.mark.parametrize("key", ["headline: 题", "kicker：引题", "Byline: 某某"])
def test_keys_without_a_fence_are_an_error_and_never_copy(key: str) -> None:
    reading = reading_of(f"{key}\ndeck: 副题\n\n正文。\n")
    found = reading.only("front-matter-unfenced")
    assert (found.severity.word, str(found.span)) == ("error", f"{LEAD}:1:1")
    assert "单独写一行“---”" in said(found)
    assert reading.good.stories["lead"].text == "正文。"
    assert reading_of(f"{key}\n---\n正文。\n").good.stories["lead"].text == "正文。"


def test_copy_may_begin_with_a_word_and_a_colon() -> None:
    reading = reading_of("记者：你好。\n\n标题: 不是键。\n")
    assert set(reading.codes) <= {"no-headline", "punctuation-widened"}


def test_a_mistake_in_the_front_matter_does_not_make_the_headline_missing() -> None:
    assert reading_of("---\nheadlin: 题\n---\n正文。\n").codes == ["unknown-key"]


def test_parts_of_the_headline_block_know_where_they_were_written() -> None:
    story = story_of("---\nkicker: 引题\nheadline: 题\n---\n正文。\n")
    assert str(story.place_of("kicker")) == f"{LEAD}:2:9"
    assert str(story.place_of("deck")) == str(story.span)


@pytest.mark.parametrize(
    ("typed", "place", "words"),
    [
        ("##小标题", "4:1", "“##小标题”像是标记"),
        ("正文。\n##小标题", "5:1", "半角井号，后面空一格"),
        ("　　## 小标题", "4:3", "前面不空格"),
        ("＃＃ 小标题", "4:1", "半角井号"),
        ("太好了！[图说]接着", "4:4", "![图说](文件名.jpg)"),
        ("！【图说】（a.jpg）", "4:1", "![图说](文件名.jpg)"),
        ("正文【图：江边】接着", "4:3", "“【图：江边】”"),
        ("![图](a.jpg) {columns=2}", "4:13", "紧跟在图片的右括号后面"),
        ("![图](a.jpg)｛rows=9｝", "4:12", "“｛rows=9｝”"),
        ("前＊＊粗体＊＊后", "4:2", "**文字**"),
        ("前**粗体后", "4:2", "成对，同在一段里"),
    ],
)
def test_copy_that_looks_like_markup_is_kept_and_reported(typed: str, place: str, words: str) -> None:
    reading = reading_of(HEAD + typed + "\n", a=picture())
    found = reading.only("looks-like-markup")
    assert (found.severity.word, str(found.span)) == ("warning", f"{LEAD}:{place}")
    assert words in said(found)
    kept = "".join(text for _, text in texts(reading.good.stories["lead"]))
    assert str(dict(found.facts)["text"]) in kept


def test_a_picture_that_a_fullwidth_mark_has_made_into_a_link_is_reported() -> None:
    found = reading_of(HEAD + "前文。\n\n！[图说](a.jpg)\n", a=picture()).only("looks-like-markup")
    assert str(found.span) == f"{LEAD}:6:1"
    assert "！[图说](a.jpg)" in said(found)
    assert reading_of(HEAD + "太好了！[报名](https://a.cn/x)\n").codes == []


@pytest.mark.parametrize(
    "typed",
    [
        "## 小标题",
        "前**粗体**后",
        "#世界读书日#活动今天开始。",
        r"\##小标题",
        r"前\*\*星号",
        "3 * 4 = 12",
        "第#3号",
        "【本报讯】好！（完）",
        "集合{甲，乙}",
    ],
)
def test_copy_that_is_copy_is_not_reported(typed: str) -> None:
    assert "looks-like-markup" not in reading_of(HEAD + typed + "\n").codes


@pytest.mark.parametrize(
    ("text", "code", "place"),
    [
        ("---\nheadlin: 题\nheadline: 题\n---\n正文\n", "unknown-key", "2:1"),
        ("---\nheadline: 题\nbyline: [a, b]\n---\n正文\n", "wrong-type", "3:9"),
        ("---\nheadline: 题\nheadline: 二\n---\n正文\n", "duplicate-key", "3:1"),
        ("---\nheadline：题\nkicker: 二\n---\n正文\n", "yaml-colon", "2:9"),
        ("---\nheadline: 题\n\tkicker: 二\n---\n正文\n", "yaml-tab", "3:1"),
        ('---\nheadline: 题\nkicker: "二\n---\n正文\n', "yaml-quote", "3:9"),
    ],
)
def test_mistakes_in_front_matter_count_lines_of_the_file(text: str, code: str, place: str) -> None:
    reading = reading_of(text)
    assert str(reading.only(code).span) == f"{LEAD}:{place}"
    assert reading.good.stories["lead"].text == "正文"


def test_a_story_that_is_not_utf8() -> None:
    reading = read(with_story((HEAD + "第一行\n第二行").encode() + "中文".encode("gb18030")))
    found = reading.only("not-utf8")
    assert str(found.span) == f"{LEAD}:5:4"
    reading = read(with_story((HEAD + "正文").encode("gb18030")))
    assert "GBK" in said(reading.only("not-utf8"))
    reading = read(with_story((HEAD + "正文").encode("utf-16")))
    assert "UTF-16" in said(reading.only("not-utf8"))


def test_blank_lines_above_the_front_matter_do_no_harm() -> None:
    story = story_of("\n\n" + HEAD + "正文\n")
    assert story.block.headline == ("题",)
    assert str(story.span) == f"{LEAD}:4:1"
    assert str(story.paragraphs[0].span_at(0)) == f"{LEAD}:6:1"
