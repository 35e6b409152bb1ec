"""Paragraphs that begin with 问： and 答： are questions and answers where a story has both."""

from __future__ import annotations

import pytest
from newsroom import read, with_story

from typeset.model.story import Emphasis, Role

HEAD = "---\nheadline: 题\n---\n"


@pytest.mark.parametrize(("ask", "tell"), [("问：", "答："), ("Q：", "A："), ("问:", "答:")])
def test_roles_and_labels(ask: str, tell: str) -> None:
    known = read(with_story(f"{HEAD}引子。\n\n{ask}好吗？\n\n{tell}好。\n\n还有。\n"))
    paragraphs = known.edition.stories["lead"].paragraphs
    assert [p.role for p in paragraphs] == [Role.BODY, Role.QUESTION, Role.ANSWER, Role.BODY]
    label, rest = paragraphs[2].runs
    assert (label.text, label.emphasis, rest.text) == (f"{tell[0]}：", Emphasis.STRONG, "好。")


@pytest.mark.parametrize("body", ["问：好吗？\n\n好。", "答：好。\n\n好。", "- 问：好吗？\n- 答：好。"])
def test_one_without_the_other_is_copy(body: str) -> None:
    known = read(with_story(f"{HEAD}{body}\n"))
    roles = {p.role for p in known.edition.stories["lead"].paragraphs}
    assert not roles & {Role.QUESTION, Role.ANSWER}
