"""Which editions a change concerns, for the hook of pre-commit."""

from __future__ import annotations

from pathlib import Path

import pytest

from typeset.read.changed import concerned

EDITIONS = {
    "2026-11-20": "extends: house\ndate: 2026-11-20\n",
    "2026-11-21": "extends: house\ndate: 2026-11-21\n",
    "school-9": "extends: school\ndate: 2026-09-01\n",
    "school-10": "extends: school\ndate: 2026-10-01\n",
}


@pytest.fixture
def repository(tmp_path: Path) -> Path:
    paper = tmp_path / "paper"
    for folder in ("layouts", "fonts"):
        (paper / folder).mkdir(parents=True)
    for name, text in EDITIONS.items():
        stories = paper / "editions" / name / "stories"
        stories.mkdir(parents=True)
        (stories.parent / "edition.yaml").write_text(text, encoding="utf-8")
    return tmp_path


def named(repository: Path, *files: str) -> list[str]:
    return [folder.name for folder in concerned(repository / file for file in files)]


@pytest.mark.parametrize(
    "file",
    [
        "paper/editions/2026-11-20/edition.yaml",
        "paper/editions/2026-11-20/stories/lead.md",
        "paper/editions/2026-11-20/pictures/lake.jpg",
        "paper/editions/2026-11-20/jumps.lock",
    ],
)
def test_a_file_of_an_edition_concerns_it_however_old(repository: Path, file: str) -> None:
    assert named(repository, file) == ["2026-11-20"]


@pytest.mark.parametrize("file", ["paper/layouts/house.yaml", "paper/fonts/fonts.yaml"])
def test_what_is_shared_concerns_the_newest_of_each_paper(repository: Path, file: str) -> None:
    assert named(repository, file) == ["2026-11-21", "school-10"]


def test_an_edition_is_named_once(repository: Path) -> None:
    edition = "paper/editions/2026-11-21"
    files = (f"{edition}/edition.yaml", f"{edition}/stories/a.md", "paper/layouts/front.yaml")
    assert named(repository, *files) == ["2026-11-21", "school-10"]


@pytest.mark.parametrize(
    "file",
    ["README.md", "paper/README.md", "layouts/front.yaml", "paper/editions/2026-11-20/out/report.json"],
)
def test_other_files_concern_none(repository: Path, file: str) -> None:
    assert named(repository, file) == []


@pytest.mark.parametrize("text", ["extends: house\n", "date: tomorrow\n", ": [", "- a\n", "date: {a: b}\n"])
def test_an_edition_without_a_date_is_checked_with_any_layout(repository: Path, text: str) -> None:
    (repository / "paper/editions/2026-11-20/edition.yaml").write_text(text, encoding="utf-8")
    assert "2026-11-20" in named(repository, "paper/layouts/house.yaml")
