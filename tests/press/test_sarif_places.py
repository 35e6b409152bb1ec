"""The SARIF file of a spoiled paper, opened line by line against the files it names: every region is what its finding is about."""

from __future__ import annotations

import json
import shutil
from pathlib import Path
from typing import Any
from urllib.parse import unquote

import pytest

from typeset.cli import main

ROOT = Path(__file__).parents[2]
# What is spoiled: where, what stands there, what is put for it.
SPOILED = (
    ("layouts/starter-inside.yaml", "rows: 4-35", "rows: 4-20"),
    (
        "layouts/starter-front.yaml",
        "lead:    {",
        "# typeset: allow paragraph-squeezed because 样报\n  lead:    {",
    ),
    ("editions/starter/stories/welcome.md", "先改报名", "先改\U0001f5de报名"),
    ("editions/starter/stories/layout.md", "一个版就是一张格子纸。", "一个版,就是一张格子纸。"),
    ("editions/starter/edition.yaml", "text: 稿子怎么写", "text: " + "稿子怎么写" * 16),
)


@pytest.fixture(scope="module")
def repository(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A repository with the workspace in a folder of it."""
    root = tmp_path_factory.mktemp("repository")
    (root / ".git").mkdir()
    paper = root / "报纸 1"
    (paper / "layouts").mkdir(parents=True)
    for file in (ROOT / "layouts").glob("starter*.yaml"):
        shutil.copy(file, paper / "layouts")
    starter = ROOT / "editions" / "starter"
    shutil.copytree(starter, paper / "editions" / "starter", ignore=shutil.ignore_patterns("out"))
    for name, old, new in SPOILED:
        file = paper / name
        text = file.read_text(encoding="utf-8")
        assert text.count(old) >= 1, name
        file.write_text(text.replace(old, new, 1), encoding="utf-8")
    return root


@pytest.fixture(scope="module")
def results(repository: Path) -> list[dict[str, Any]]:
    import contextlib
    import io

    out = io.StringIO()
    edition = repository / "报纸 1" / "editions" / "starter"
    with contextlib.redirect_stdout(out):
        assert (
            main(["check", str(edition), "-q", "--level", "info", "--format", "sarif", "--lang", "zh"]) == 1
        )
    [run] = json.loads(out.getvalue())["runs"]
    return list(run["results"])


def region(repository: Path, physical: dict[str, Any]) -> tuple[str, str]:
    """The name of a file below the workspace and what stands in the region, to the end of the line where it has no end."""
    file = repository / unquote(physical["artifactLocation"]["uri"])
    assert file.is_file()
    place = physical["region"]
    lines = file.read_text(encoding="utf-8").split("\n")
    first, last = place["startLine"] - 1, place.get("endLine", place["startLine"]) - 1
    assert last < len(lines)
    lines = lines[first : last + 1]
    if "endColumn" in place:
        lines[-1] = lines[-1][: place["endColumn"] - 1]
    lines[0] = lines[0][place["startColumn"] - 1 :]
    return file.relative_to(repository / "报纸 1").as_posix(), "\n".join(lines)


def found(results: list[dict[str, Any]], code: str) -> list[dict[str, Any]]:
    return [one for one in results if one["properties"]["code"] == code]


def test_every_place_is_there_and_says_something(repository: Path, results: list[dict[str, Any]]) -> None:
    assert len(results) > 5
    for one in results:
        for place in (*one["locations"], *one.get("relatedLocations", ())):
            _, text = region(repository, place["physicalLocation"])
            assert text.strip(), one["message"]["text"]


def test_every_result_is_about_what_stands_at_its_place(
    repository: Path, results: list[dict[str, Any]]
) -> None:
    """The frame, the story or the copy a finding names stands in its region or in its second one."""
    for one in results:
        texts = [
            region(repository, place["physicalLocation"])
            for place in (*one["locations"], *one.get("relatedLocations", ()))
        ]
        said, about = one["message"]["text"], one["properties"]
        named = {about.get("frame"), about.get("story")} - {None}
        quoted = {part.split("”")[0] for part in said.split("“")[1:]}
        assert any(
            any(name in text for name in named | quoted)
            or any(file.endswith(f"/{name}.md") for name in named)
            # What is only about a page is shown at the layout of the page, or at the page in its edition.
            or (not named and (text.startswith("layout: ") or f"page: {about['page']}" in text))
            for file, text in texts
        ), (one, texts)


def test_copy_that_does_not_fit_is_shown_at_its_first_character(
    repository: Path, results: list[dict[str, Any]]
) -> None:
    [one] = found(results, "overset")
    file, text = region(repository, one["locations"][0]["physicalLocation"])
    quoted = one["message"]["text"].split("从“")[1].split("”")[0]
    assert file == "editions/starter/stories/story.md"
    assert text.startswith(quoted[:4])
    file, text = region(repository, one["relatedLocations"][0]["physicalLocation"])
    assert file == "layouts/starter-inside.yaml"
    assert text.startswith("main")


def test_a_character_no_face_has_is_pointed_at(repository: Path, results: list[dict[str, Any]]) -> None:
    [one] = found(results, "missing-glyph")
    file, text = region(repository, one["locations"][0]["physicalLocation"])
    assert file == "editions/starter/stories/welcome.md"
    # Columns count code points: this one is a pair in UTF-16.
    assert text.startswith("\U0001f5de")


def test_an_allowance_is_where_it_was_written(repository: Path, results: list[dict[str, Any]]) -> None:
    [by] = [by for one in results for by in one["suppressions"]]
    file, text = region(repository, by["location"]["physicalLocation"])
    assert file == "layouts/starter-front.yaml"
    assert "typeset: allow paragraph-squeezed because 样报" in text
    assert by["justification"] == "样报"
