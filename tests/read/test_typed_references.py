"""References as they are typed in stories, and teasers and indexes that lead nowhere, each at its place."""

from __future__ import annotations

import pytest
from newsroom import (
    EDITION,
    FOLDER,
    FRONT,
    HOUSE,
    INSIDE,
    LEAD,
    files,
    picture,
    read,
    said,
    said_in_english,
    spoilt,
    with_story,
)

from typeset.checks.places import check_places
from typeset.checks.references import check_references
from typeset.findings import Finding
from typeset.flow.references import references
from typeset.model.edition import Edition, Teaser
from typeset.model.reference import PLACEHOLDER, Reference
from typeset.model.story import Emphasis, Story

HEAD = "---\nheadline: 题\n---\n"


def lead(copy: str, head: str = HEAD) -> tuple[Story, tuple[Finding, ...]]:
    found = read(with_story(head + copy, p=picture()))
    return found.good.stories["lead"], found.findings


def typed(story: Story) -> list[tuple[str, tuple[str, ...], bool]]:
    return [(str(one.span), one.refers.stories, one.refers.whole) for one in references(story)]


def test_a_reference_is_a_run_of_its_own() -> None:
    story, found = lead("昨天，详见{page:third}版，**又见{pages:second,third}版**。\n")
    assert found == ()
    (paragraph,) = story.paragraphs
    assert paragraph.text == f"昨天，详见{PLACEHOLDER}版，又见{PLACEHOLDER}版。"
    made = [(run.text, run.emphasis, run.refers) for run in paragraph.runs]
    assert (PLACEHOLDER, Emphasis.NONE, Reference(("third",))) in made
    assert (PLACEHOLDER, Emphasis.STRONG, Reference(("second", "third"), whole=True)) in made
    assert typed(story) == [
        (f"{LEAD}:4:6", ("third",), False),
        (f"{LEAD}:4:24", ("second", "third"), True),
    ]


def test_two_references_beside_each_other_are_two_runs() -> None:
    story, _ = lead(
        "见{page:third}{page:third}版\n\n| {page:third} | {page:third} |\n|---|---|\n| 甲 | 乙 |\n"
    )
    assert [place for place, _, _ in typed(story)] == [
        f"{LEAD}:4:2",
        f"{LEAD}:4:14",
        f"{LEAD}:6:3",
        f"{LEAD}:6:18",
    ]


def test_signs_of_a_chinese_keyboard_are_understood() -> None:
    story, found = lead("见{page：second，third、lead}版\n")
    assert found == ()
    assert typed(story) == [(f"{LEAD}:4:2", ("second", "third", "lead"), False)]


def test_characters_behind_a_reference_keep_their_places() -> None:
    story, _ = lead("昨天{page:third}版\n又一行{page:second}完\n")
    (paragraph,) = story.paragraphs
    assert [(paragraph.span_at(n).line, paragraph.span_at(n).column) for n in range(len(paragraph.text))] == [
        (4, 1),
        (4, 2),
        (4, 3),
        (4, 15),
        (5, 1),
        (5, 2),
        (5, 3),
        (5, 4),
        (5, 17),
    ]


def test_punctuation_beside_a_reference_is_chinese() -> None:
    story, found = lead("详见{page:third},又见{page:second}.\n")
    assert story.text == f"详见{PLACEHOLDER}，又见{PLACEHOLDER}。"
    assert [f.code for f in found] == ["punctuation-widened"]


def test_the_words_of_a_reference_hide_no_lost_copy() -> None:
    """The account of a story counts what was typed, and 〇 was not."""
    _, found = lead("见{page:third}版〇\n")
    assert found == ()


def test_asides_captions_and_parts_of_the_head_refer_too() -> None:
    head = (
        "---\nheadline: 题\nkicker: 见{page:second}版\ndeck: 甲|乙{page:third}版|丙\nslogan: 见{page:third}\n"
        "byline: 据{page:third}版\neditors_note: 全文见{pages:third}版\n---\n"
    )
    story, found = lead(
        "昨天。\n\n![图见**{page:third}版**。](p.jpg)\n\n::: box\n框里见{page:second}版\n:::\n", head
    )
    assert found == ()
    assert sorted(typed(story)) == sorted(
        [
            (f"{LEAD}:3:10", ("second",), False),
            (f"{LEAD}:4:10", ("third",), False),
            (f"{LEAD}:5:10", ("third",), False),
            (f"{LEAD}:6:10", ("third",), False),
            (f"{LEAD}:7:18", ("third",), True),
            (f"{LEAD}:11:7", ("third",), False),
            (f"{LEAD}:14:4", ("second",), False),
        ]
    )
    assert story.block.deck == (f"甲乙{PLACEHOLDER}版丙",)
    assert story.block.marks["deck"] == (1, 4)
    assert story.pictures[0].caption_strong == ((2, 4),)


@pytest.mark.parametrize("text", ["{page:}", "{pages: }", "{page:second,}", "{page:second,,third}"])
def test_a_reference_must_name_its_stories(text: str) -> None:
    story, found = lead(f"昨天详见{text}版\n")
    (told,) = found
    assert (told.code, str(told.span), told.severity.word) == ("reference-empty", f"{LEAD}:4:5", "error")
    assert "{page:library}" in said(told)
    assert "{page:library}" in said_in_english(told)
    assert text in story.text


def test_a_nameless_reference_in_a_part_of_the_head_is_told() -> None:
    _, found = lead("昨天。\n", "---\nheadline: 题\ndeck: 见{page:}版\n---\n")
    assert [(f.code, str(f.span)) for f in found] == [("reference-empty", f"{LEAD}:3:8")]


@pytest.mark.parametrize(
    "text",
    [
        "{page third}",
        "{page}",
        "｛page:third｝",
        "{版:third}",
        "{版次：third}",
        "{page:third",
        f"{{page:{'长' * 401}}}",
    ],
)
def test_what_only_looks_like_a_reference_is_told(text: str) -> None:
    story, found = lead(f"昨天见{text}版\n")
    told = [f for f in found if f.code != "punctuation-widened"]
    assert [(f.code, str(f.span)) for f in told] == [("looks-like-markup", f"{LEAD}:4:4")]
    assert "{page:稿件名}" in said(told[0])
    assert text.replace(":", "：") in story.text.replace(":", "：")


@pytest.mark.parametrize("text", [r"\{page:third}", "`{page:third}`"])
def test_the_markup_itself_can_be_printed(text: str) -> None:
    story, found = lead(f"写成{text}就行\n")
    assert found == ()
    assert story.text == "写成{page:third}就行"


@pytest.mark.parametrize(
    ("head", "copy", "place"),
    [
        ("---\nheadline: 见{page:third}版\n---\n", "昨天。\n", "2:12"),
        ("---\nheadline: 题\njump_headline: 见{page:third}版\n---\n", "昨天。\n", "3:17"),
        ("---\nheadline: 题\nseries: 见{page:third}版\n---\n", "昨天。\n", "3:10"),
        ("---\nheadline: 题\ndateline: 见{page:third}版\n---\n", "昨天。\n", "3:12"),
        (HEAD, '昨天。\n\n| 甲 |\n|---|\n| 乙 |\n{note="见{page:third}版"}\n', "9:9"),
        (HEAD, '昨天。\n\n![图](p.jpg){credit="{page:third}"}\n', "6:1"),
        (HEAD, '昨天。\n\n::: gallery {caption="见{page:third}"}\n![图](p.jpg)\n:::\n', "6:1"),
    ],
)
def test_where_no_reference_can_stand_it_is_told(head: str, copy: str, place: str) -> None:
    _, found = lead(copy, head)
    assert [(f.code, str(f.span)) for f in found] == [("reference-misplaced", f"{LEAD}:{place}")]


def test_a_table_of_its_own_file_takes_none() -> None:
    given = with_story(f"{HEAD}昨天。\n\n![表](t.csv)\n")
    given[f"{FOLDER}/stories/t.csv"] = "甲,乙\n见{page:third},丁\n"
    found = read(given).findings
    assert [(f.code, f.span.file if f.span else "") for f in found] == [
        ("reference-misplaced", f"{FOLDER}/stories/t.csv")
    ]


def checked(given: dict[str, str | bytes]) -> list[Finding]:
    edition = read(given).good
    return [*check_places(edition), *check_references(edition)]


def test_a_story_that_is_not_in_the_issue_is_told_with_the_one_meant() -> None:
    given = with_story(f"{HEAD}昨天，详见{{page:second,thrid}}版。\n")
    (found,) = checked(given)
    assert (found.code, str(found.span), found.story) == ("reference-unplaced", f"{LEAD}:4:6", "lead")
    assert "是不是“third”？" in said(found)
    assert "本期的稿件有：lead、second、third" in said(found)
    assert "did you mean “third”?" in said_in_english(found)


def test_a_story_that_is_written_but_not_placed_is_not_in_the_issue() -> None:
    given = with_story(f"{HEAD}昨天，详见{{page:spare}}版。\n")
    given[f"{FOLDER}/stories/spare.md"] = f"{HEAD}备用。\n"
    (found,) = checked(given)
    assert (found.code, str(found.span)) == ("reference-unplaced", f"{LEAD}:4:6")


def test_stories_may_be_referred_to_before_they_are_read() -> None:
    assert checked(with_story(f"{HEAD}详见{{page:lead,second,third}}版。\n")) == []


def test_a_teaser_tells_which_of_its_stories_stands_nowhere() -> None:
    given = spoilt(EDITION, "stories: [third]", "stories: [third, spare]")
    given[f"{FOLDER}/stories/spare.md"] = f"{HEAD}备用。\n"
    (found,) = checked(given)
    assert (found.code, str(found.span), found.story) == ("teaser-unplaced", f"{EDITION}:13:39", "spare")
    assert "本期的稿件有" in said(found)


def test_a_filler_may_be_announced_and_referred_to() -> None:
    given = spoilt(EDITION, "stories: [third]", "stories: [tip]")
    given[EDITION] = str(given[EDITION]).replace("pages:\n", "fillers: tip\npages:\n", 1)
    given[LEAD] = f"{HEAD}详见{{page:tip}}版。\n"
    given[f"{FOLDER}/stories/tip.md"] = f"{HEAD}冬天喝茶宜淡。\n"
    assert checked(given) == []
    assert [filler.story for filler in read(given).good.fillers] == ["tip"]


def test_a_teaser_takes_no_reference() -> None:
    given = spoilt(EDITION, "text: 巡礼", "text: '巡礼{page:third}'")
    found = read(given).only("reference-misplaced")
    assert str(found.span) == f"{EDITION}:13:11"


def teasers(edition: Edition, frame: str) -> tuple[Teaser, ...]:
    placement = edition.pages[0].placement(frame)
    assert placement is not None
    return placement.teasers


@pytest.mark.parametrize(("key", "whole"), [("", False), (", pages: begin", False), (", pages: all", True)])
def test_a_teaser_may_ask_for_all_pages(key: str, whole: bool) -> None:  # noqa: FBT001 - a parameter
    given = spoilt(EDITION, "stories: [third]", f"stories: [third]{key}")
    first, second = teasers(read(given).good, "teasers")
    assert (first.whole, second.whole) == (whole, False)


def test_other_words_for_its_pages_are_told() -> None:
    found = read(spoilt(EDITION, "stories: [third]", "stories: [third], pages: al")).only("bad-choice")
    assert (str(found.span), "是不是“all”？" in said(found)) == (f"{EDITION}:13:47", True)


def indexed(placed: str) -> dict[str, str | bytes]:
    """The workspace with an index in place of the teasers."""
    given = spoilt(FRONT, "kind: teasers", "kind: index")
    text = str(given[EDITION])
    start = text.index("      teasers:")
    end = text.index("  - page: 2")
    given[EDITION] = text[:start] + placed + text[end:]
    return given


def test_an_index_takes_stories_and_texts() -> None:
    given = indexed("      teasers: [third, {text: 两篇, stories: [lead, second]}]\n")
    given[LEAD] = "---\nheadline: [甲, 乙]\njump_headline: 短\n---\n昨天。\n"
    edition = read(given).good
    first, second = teasers(edition, "teasers")
    assert (first.text, first.stories, first.short) == ("再一篇\u3000第二行", ("third",), "")
    assert (second.text, second.stories, second.short) == ("两篇", ("lead", "second"), "")
    assert check_places(edition) == ()
    given = indexed("      teasers: lead\n")
    given[LEAD] = "---\nheadline: [甲, 乙]\njump_headline: 短\n---\n昨天。\n"
    (only,) = teasers(read(given).good, "teasers")
    assert (only.text, only.short) == ("甲\u3000乙", "短")


def test_an_index_needs_no_placement() -> None:
    edition = read(indexed("")).good
    assert edition.pages[0].placement("teasers") is None
    assert check_places(edition) == ()


def test_an_index_of_a_story_that_stands_nowhere_is_told_at_its_place() -> None:
    given = indexed("      teasers: [third, spare]\n")
    given[f"{FOLDER}/stories/spare.md"] = f"{HEAD}备用。\n"
    (found,) = checked(given)
    assert (found.code, str(found.span)) == ("teaser-unplaced", f"{EDITION}:12:24")


def test_the_wording_of_an_index_names_the_page() -> None:
    found = read(spoilt(HOUSE, "print: {", "jumps: {index: 版}\nprint: {")).only("jump-wording")
    assert "jumps.index" in said(found)
    good = read(spoilt(HOUSE, "print: {", "jumps: {index: '第{page}版'}\nprint: {")).good
    assert good.pages[0].jumps.index == "第{page}版"


def test_how_many_pages_today_is_a_field() -> None:
    given = spoilt(INSIDE, '"{page_cn}版"', '"今日{pages_cn}版"')
    edition = read(given).good
    assert "今日{pages_cn}版".format_map(edition.fields) == "今日二版"
    assert files()
