"""Editions that change by one character."""

from __future__ import annotations

from pathlib import Path

import pytest
from changes import SAMPLE, GeneratedChanges, SampleChanges, one_character


def texts(*folders: Path) -> list[str]:
    return [
        "".join(f.read_text(encoding="utf-8") for f in sorted(folder.rglob("*.md"))) for folder in folders
    ]


def differing(before: str, after: str) -> int:
    return sum(a != b for a, b in zip(before, after, strict=True))


def test_a_change_is_one_character_in_every_workspace_and_in_the_pages_of_typst(tmp_path: Path):
    changing = GeneratedChanges(4, tmp_path)
    folders = changing.workspace("a"), changing.workspace("b")
    sources = [changing.typst_source(balanced=balanced) for balanced in (False, True)]
    seen = set()
    for number in range(12):
        before = [*texts(*folders), *(source.read_text(encoding="utf-8") for source in sources)]
        changing.change(number)
        after = [*texts(*folders), *(source.read_text(encoding="utf-8") for source in sources)]
        assert [differing(a, b) for a, b in zip(before, after, strict=True)] == [1, 1, 1, 1]
        seen.add(after[0])
    assert len(seen) == 12


def test_a_story_of_the_sample_changes_by_one_character(tmp_path: Path):
    changing = SampleChanges(tmp_path)
    folder = changing.workspace("a")
    assert (folder / SAMPLE / "edition.yaml").exists()
    for number in range(25):
        (before,) = texts(folder)
        changing.change(number)
        (after,) = texts(folder)
        assert differing(before, after) == 1


@pytest.mark.parametrize("number", range(4))
def test_only_paragraphs_change(number: int):
    head = "---\nheadline: 一个很长很长很长很长很长很长很长很长很长很长很长很长很长很长很长的标题\n---\n"
    line = "![一张图](a.jpg){columns=2}\n\n"
    copy = "天地玄黄宇宙洪荒日月盈昃辰宿列张寒来暑往秋收冬藏闰余成岁律吕调阳云腾致雨露结为霜。\n"
    found = one_character(head + line + copy, number)
    assert found.startswith(head + line)
    assert differing(found, head + line + copy) == 1
