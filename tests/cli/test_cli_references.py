"""References and indexes on finished pages, as another program reads them, and what the command line says of bad ones."""

from __future__ import annotations

import json
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from typeset.cli import main

GOLDEN = Path(__file__).parent.parent / "golden"
Tool = Callable[..., str]


def text_of(case: str, folder: Path, tool: Tool, page: int) -> str:
    """What pdftotext reads from a page of a golden edition, without blanks and line ends."""
    status = main(["build", str(GOLDEN / "editions" / case), "--quiet", "-o", str(folder)])
    assert status == 0
    said = tool("pdftotext", "-f", page, "-l", page, "-raw", folder / "edition.pdf", "-")
    return "".join(said.split())


def test_references_are_read_from_the_page(tmp_path: Path, tool: Tool) -> None:
    text = text_of("references-to-pages", tmp_path, tool, 1)
    for words in (
        "粮价走势详见二版，专家访谈见二、三版",
        "由第一版转出，全文见一、二版",
        "详见二至四版",
        "要目见二至四版",
        "各篇的下文，见一、二版。",
        "冬天的故事，都在四版",
        "雪三、四版",
    ):
        assert words in text
    assert "{" not in text
    assert "（下转第二版）" in text


def test_the_account_is_of_the_copy_as_it_was_printed(tmp_path: Path) -> None:
    main(["build", str(GOLDEN / "editions" / "references-to-pages"), "--quiet", "-o", str(tmp_path)])
    report = json.loads((tmp_path / "report.json").read_text(encoding="utf-8"))
    (digest,) = (story for story in report["stories"] if story["slug"] == "digest")
    assert digest["characters"] == digest["set"] == digest["parts"][-1]["last"]
    assert digest["overset"] == 0


def test_an_index_is_read_from_the_page(tmp_path: Path, tool: Tool) -> None:
    text = text_of("index", tmp_path, tool, 1)
    plain = text.replace("…", "").replace(".", "")
    for line in (
        "渡船还在走二、三版",
        "秋粮归仓一、四版",
        "菜场搬家以后四版",
        "江边两题二、三版",
        "一所村小的第一堂航模课开讲四版",
        "短讯三版",
    ):
        assert line in plain
    assert "今日四版" in plain
    assert plain.index("今日导读") < plain.index("渡船还在走")


@pytest.fixture
def workspace(tmp_path: Path) -> Path:
    """A copy of the golden edition with references, to be spoiled."""
    shutil.copytree(GOLDEN / "layouts", tmp_path / "layouts")
    shutil.copytree(GOLDEN / "editions" / "references-to-pages", tmp_path / "editions" / "one")
    return tmp_path / "editions" / "one"


def told(capsys: pytest.CaptureFixture[str], edition: Path) -> tuple[int, str]:
    capsys.readouterr()
    status = main(["check", str(edition), "--quiet", "--lang", "zh"])
    said = capsys.readouterr()
    return status, said.out + said.err


def test_a_reference_that_leads_nowhere_cannot_be_built(
    workspace: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    story = workspace / "stories" / "harvest.md"
    text = story.read_text(encoding="utf-8")
    line = next(n for n, row in enumerate(text.split("\n"), 1) if "{page:market}" in row)
    column = text.split("\n")[line - 1].index("{page:market}") + 1
    story.write_text(text.replace("{page:market}", "{page:markt}"), encoding="utf-8")
    status, said = told(capsys, workspace)
    assert status == 2
    assert f"editions/one/stories/harvest.md:{line}:{column}" in said
    assert "“harvest”参见“markt”，但本期没有排它" in said
    assert "是不是“market”？" in said


def test_a_story_taken_off_its_page_is_missed_by_references(
    workspace: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    edition = workspace / "edition.yaml"
    text = edition.read_text(encoding="utf-8")
    edition.write_text(text.replace("more: snow", "more: ~"), encoding="utf-8")
    status, said = told(capsys, workspace)
    assert status == 2
    assert said.count("T191") == 3


def test_a_filler_without_room_leaves_its_reference_an_error(
    workspace: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    edition, story = workspace / "edition.yaml", workspace / "stories" / "market.md"
    edition.write_text(
        edition.read_text(encoding="utf-8").replace("issue: 1\n", "issue: 1\nfillers: tip\n"),
        encoding="utf-8",
    )
    (workspace / "stories" / "tip.md").write_text("---\nheadline: 补白\n---\n" + "冬天喝茶宜淡。" * 400)
    story.write_text(story.read_text(encoding="utf-8") + "\n小常识见{page:tip}版。\n", encoding="utf-8")
    status, said = told(capsys, workspace)
    assert status == 1
    assert "T192" in said
    assert "editions/one/stories/market.md:10:5" in said
