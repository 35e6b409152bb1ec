"""Pages that are alike again are the same objects; those that are drawn or read otherwise are not (issue 9)."""

from __future__ import annotations

import pytest
from msgspec.structs import replace
from paper import frame, paper, story

from typeset.faces import FaceBook
from typeset.flow.issue import SetIssue, set_issue
from typeset.flow.standingpages import StandingPages
from typeset.model.placed import GlyphRun
from typeset.model.structure import Element

SENTENCE = "镇上的老人说，这样的秋天十年里也就两三回，雨停得早，太阳出得勤。"


def issue(faces: FaceBook, *texts: str) -> SetIssue:
    """An issue of as many pages as texts."""
    frames = {number: [frame("one", (1, 4), (1, 20))] for number, _ in enumerate(texts, 1)}
    placed = {(number, "one"): story(f"s{number}", [text]) for number, text in enumerate(texts, 1)}
    return set_issue(paper(frames, placed), faces)


def test_what_is_alike_is_the_same_object(faces: FaceBook) -> None:
    standing = StandingPages()
    first = standing.as_before(issue(faces, SENTENCE, SENTENCE))
    again = issue(faces, SENTENCE, SENTENCE + "完。")
    second = standing.as_before(again)
    assert second == again
    assert second.pages[0] is first.pages[0]
    assert second.pages[1] is again.pages[1]
    assert second.edition.pages[0] is first.edition.pages[0]
    assert second.texts[0] is first.texts[0]
    assert second.parts[0] is first.parts[0]
    assert second.parts[1] is again.parts[1]
    assert second.texts[1] is again.texts[1]
    assert second.edition.stories["s1"] is first.edition.stories["s1"]
    assert second.edition.stories["s2"] is again.edition.stories["s2"]


def described(part: Element | None, **more: str) -> Element | None:
    """The same element, described otherwise at its top."""
    if part is None or part.parent is None:
        return None if part is None else replace(part, **more)
    return replace(part, parent=described(part.parent, **more))


@pytest.mark.parametrize("more", [{"title": "另一题"}, {"alt": "一张图"}, {"actual": "别的字"}])
def test_a_page_that_is_read_otherwise_is_another(faces: FaceBook, more: dict[str, str]) -> None:
    standing, one = StandingPages(), issue(faces, SENTENCE)
    standing.as_before(one)
    (page,) = one.pages
    items = tuple(replace(item, part=described(item.part, **more)) for item in page.items)
    other = replace(one, pages=(replace(page, items=items),))
    assert other.pages == one.pages
    assert standing.as_before(other).pages[0] is other.pages[0]


def test_a_page_that_is_read_in_another_order_is_another(faces: FaceBook) -> None:
    standing, one = StandingPages(), issue(faces, SENTENCE)
    standing.as_before(one)
    (page,) = one.pages
    items = tuple(
        replace(item, order=number) if isinstance(item, GlyphRun) else item
        for number, item in enumerate(page.items)
    )
    other = replace(one, pages=(replace(page, items=items),))
    assert standing.as_before(other).pages[0] is other.pages[0]


def test_a_page_whose_glyphs_are_of_another_element_is_another(faces: FaceBook) -> None:
    standing, one = StandingPages(), issue(faces, SENTENCE)
    (page,) = one.pages
    index, run = next((n, item) for n, item in enumerate(page.items) if isinstance(item, GlyphRun))
    assert run.part is not None

    def with_inner(**more: str) -> SetIssue:
        inner = ((0, 1, replace(run.part, key="inner", **more)),)
        items = (*page.items[:index], replace(run, inner=inner), *page.items[index + 1 :])
        return replace(one, pages=(replace(page, items=items),))

    first = standing.as_before(with_inner(actual="字"))
    assert standing.as_before(with_inner(actual="字")).pages[0] is first.pages[0]
    other = with_inner(actual="音")
    assert standing.as_before(other).pages[0] is other.pages[0]
