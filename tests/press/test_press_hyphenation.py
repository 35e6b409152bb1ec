"""The press hands the dictionaries of hyphenation to the setter."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from typeset import press
from typeset.faces import FaceBook
from typeset.model.style import LineRules, TextStyle
from typeset.press import checking
from typeset.read.hyphenation import divided
from typeset.text.breaks import Break
from typeset.text.shape import Shaper, StyledText

STARTER = Path(__file__).parent.parent.parent / "editions" / "starter"


def test_the_setter_is_given_the_dictionaries(monkeypatch: pytest.MonkeyPatch) -> None:
    given: list[tuple[Any, ...]] = []
    real = checking.set_issue
    monkeypatch.setattr(
        checking, "set_issue", lambda *args, **more: given.append(args) or real(*args, **more)
    )
    press.check(press.load(STARTER))
    assert given[0][2]("en_US", "hyphenation") == (2, 6)


def test_a_word_is_divided_when_the_house_names_its_language(faces: FaceBook) -> None:
    run = StyledText("international", TextStyle("body", "宋", 10_000))
    shaper = Shaper(faces, divided)
    assert Break.HYPHENATED in shaper.shape((run,), LineRules(hyphenation="en_US")).breaks
    assert Break.HYPHENATED not in shaper.shape((run,), LineRules()).breaks
    assert Break.HYPHENATED not in Shaper(faces).shape((run,), LineRules(hyphenation="en_US")).breaks
