"""A story with all marks in its lines, from Markdown to PDF: what comes out when it is copied from the page."""

from __future__ import annotations

import re
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from typeset import press
from typeset.findings import Severity, TypesetError
from typeset.model.annotation import PICTURE_CHARACTER

GOLDEN = Path(__file__).parent.parent / "golden"
SLUG = "marks-in-a-line"
RUBY = ("chóng", "qìng", "Peking University")
Tool = Callable[..., str]


@pytest.fixture
def workspace(tmp_path: Path) -> Path:
    shutil.copytree(GOLDEN / "layouts", tmp_path / "layouts")
    shutil.copytree(GOLDEN / "editions" / SLUG, tmp_path / "editions" / SLUG)
    return tmp_path


def bare(text: str) -> str:
    return re.sub(r"\s", "", text)


def test_the_copy_comes_out_in_its_order_and_the_ruby_with_it(workspace: Path, tool: Tool) -> None:
    built = press.build(press.load(workspace / "editions" / SLUG), out=workspace / "out")
    assert {f.code for f in built.findings if f.severity is not Severity.INFO} <= {
        "picture-coarse",
        "page-hole",
    }
    story = built.set.loaded.edition.stories["story"]
    assert PICTURE_CHARACTER in story.text
    copy = bare(story.text.replace(PICTURE_CHARACTER, ""))
    for file in ("edition.pdf", "pages/01.pdf"):
        out = bare(tool("mutool", "draw", "-q", "-F", "text", workspace / "out" / file))
        for ruby in RUBY:
            assert out.count(bare(ruby)) == 1
            out = out.replace(bare(ruby), "")
        # Note marks are raised, so that readers may take them for lines of their own: the characters are the same.
        assert sorted(out) == sorted(bare("".join(story.block.headline)) + copy)
        raw = bare(tool("pdftotext", "-raw", workspace / "out" / file, "-"))
        assert "\ufffd" not in raw
        assert PICTURE_CHARACTER not in raw
        assert all(bare(ruby) in raw for ruby in RUBY)


def test_a_page_whose_inline_picture_cannot_be_had_does_not_go_to_plate(workspace: Path) -> None:
    (workspace / "editions" / SLUG / "pictures" / "flag.png").unlink()
    with pytest.raises(TypesetError) as raised:
        press.load(workspace / "editions" / SLUG)
    assert {f.code for f in raised.value.findings} == {"missing-picture"}
