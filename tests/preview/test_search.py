"""Search in what is printed."""

from __future__ import annotations

from typing import Any

from paper import frame, paper, story

from typeset.faces import FaceBook
from typeset.flow.issue import SetIssue, set_issue
from typeset.preview.search import MOST_HITS, Index, folded

ROOM = frame("a", (1, 4), (1, 20))


def hits(issue: SetIssue, asked: str) -> list[Any]:
    found = Index(issue).hits(asked)["hits"]
    assert isinstance(found, list)
    return found


def issue_of(faces: FaceBook, *paragraphs: str, headline: str = "标题") -> SetIssue:
    return set_issue(paper({1: [ROOM]}, {(1, "a"): story("甲", paragraphs, headline)}), faces)


def test_a_hit_says_where_and_what_stands_round_it(faces: FaceBook) -> None:
    (hit,) = hits(issue_of(faces, "白鹭回来的第十年，滩涂上又热闹了。"), "滩涂")
    assert (hit["story"], hit["title"], hit["page"]) == ("甲", "标题", 1)
    assert (hit["before"], hit["match"], hit["after"]) == ("白鹭回来的第十年，", "滩涂", "上又热闹了。")
    left, top, width, height = hit["rect"]
    assert 0 < left < 125
    assert 0 < top < 125
    assert width > height > 0


def test_letters_are_found_in_any_case_and_width(faces: FaceBook) -> None:
    issue = issue_of(faces, "全区建成5G工厂，ＡＢＣ三座")
    assert [hit["match"] for hit in hits(issue, "5g")] == ["5G"]
    assert [hit["match"] for hit in hits(issue, "abc")] == ["ＡＢＣ"]


def test_a_text_over_two_paragraphs_and_over_a_line_end_is_found(faces: FaceBook) -> None:
    issue = issue_of(faces, "春江水暖鸭先知竹外桃花三两枝", "正是河豚欲上时")
    assert [hit["match"] for hit in hits(issue, "三两枝正是")] == ["三两枝正是"]


def test_headlines_are_searched_too(faces: FaceBook) -> None:
    (hit,) = hits(issue_of(faces, "正文", headline="创新再出发"), "再出发")
    assert (hit["story"], hit["before"]) == ("甲", "创新")


def test_copy_without_room_is_found_and_said_to_be_over(faces: FaceBook) -> None:
    small = frame("a", (1, 1), (1, 4))
    told = story("甲", ["一二三四五六七八九十" * 6, "剩下的"], headline="")
    issue = set_issue(paper({1: [small]}, {(1, "a"): told}), faces)
    (hit,) = hits(issue, "剩下")
    assert (hit["over"], hit["page"], hit["rect"]) == (True, 1, None)


def test_nothing_asked_is_nothing_found(faces: FaceBook) -> None:
    assert hits(issue_of(faces, "正文"), "  ") == []


def test_no_more_than_so_many_are_given(faces: FaceBook) -> None:
    found = Index(issue_of(faces, "人" * (MOST_HITS + 5))).hits("人")
    assert isinstance(found["hits"], list)
    assert (len(found["hits"]), found["more"]) == (MOST_HITS, True)


def test_folding_keeps_every_character_one_character() -> None:
    text = "㎡ßＡ①İ。"
    assert len(folded(text)) == len(text)
    assert folded("Ａ①") == "a1"
