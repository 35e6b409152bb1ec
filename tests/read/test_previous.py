"""The issue before: the newest earlier one of the same paper, found without reading any story."""

from __future__ import annotations

import datetime
import shutil
from pathlib import Path

import pytest
from newsroom import EDITION, FOLDER, files, read

from typeset.model.form import PreviousIssue
from typeset.read.disk import DiskSources
from typeset.read.previous import read_previous
from typeset.source import MemorySources, Span

HOUSES = {
    "layouts/house.yaml": "paper: 云汀时报   # 报名\n",
    "layouts/sunday.yaml": 'extends: house\ncolours: {}\npaper: "云汀周末"\n',
    "layouts/inside.yaml": "layout: inside\nextends: house\n",
    "layouts/round.yaml": "extends: round\n",
}


class Counting(MemorySources):
    """Sources that know what was read of them."""

    def __init__(self, given: dict[str, bytes]) -> None:
        super().__init__(given)
        self.read: list[str] = []

    def read_bytes(self, name: str) -> bytes:
        self.read.append(name)
        return super().read_bytes(name)


def issue(date: str, number: str = "1", more: str = "extends: house") -> str:
    return f"{more}\ndate: {date}\nissue: {number}\npages: []\n"


def previous(**issues: str) -> PreviousIssue | None:
    edition = read(files()).good
    given = {**HOUSES, **{f"editions/{name}/edition.yaml": text for name, text in issues.items()}}
    given[EDITION] = str(files()[EDITION])
    sources = Counting({name: text.encode() for name, text in given.items()})
    found = read_previous(sources, FOLDER, edition)
    assert not [name for name in sources.read if "stories" in name]
    return found


def test_the_newest_earlier_issue_with_its_place() -> None:
    found = previous(a=issue("2026-11-20", "5676"), b=issue("2026-11-21", "5677"), c=issue("2026-11-23", "9"))
    assert found == PreviousIssue(
        "b", datetime.date(2026, 11, 21), "5677", Span("editions/b/edition.yaml", 3, 8, 3, 12)
    )


def test_there_is_none_before_the_first() -> None:
    assert previous() is None
    assert previous(same=issue("2026-11-22"), later=issue("2026-12-01")) is None


def test_another_paper_of_the_workspace_is_not_this_one() -> None:
    assert previous(week=issue("2026-11-21", more="extends: sunday")) is None
    assert previous(lost=issue("2026-11-21", more="extends: nowhere")) is None
    assert previous(round=issue("2026-11-21", more="extends: round")) is None
    assert previous(bare=issue("2026-11-21", more="fields: {}")) is None


@pytest.mark.parametrize(
    "pages", ["pages: [{page: 1, layout: inside}]", "pages:\n  - page: 1\n    layout: inside"]
)
def test_an_issue_without_a_house_style_has_that_of_its_first_page(pages: str) -> None:
    found = previous(a=f"date: 2026-11-21\nissue: 5677\n{pages}\n")
    assert found is not None
    assert found.number == "5677"


def test_what_cannot_be_read_is_passed_over() -> None:
    found = previous(
        a=issue("2026-11-19", "5675"),
        b=issue("2026-13-21"),
        c="- a list\n",
        d=issue("2026-11-21", more="extends: house\nextra: 号外"),
    )
    assert found is not None
    assert found.slug == "a"


def test_an_issue_without_a_number_says_so() -> None:
    found = previous(a="extends: house\ndate: '2026-11-21'\nissue: ~\n")
    assert found is not None
    assert (found.number, str(found.span)) == ("", "editions/a/edition.yaml:1:1")


def test_folders_on_disk_are_those_of_the_workspace(tmp_path: Path) -> None:
    for name in ("editions/b", "editions/a", "layouts"):
        (tmp_path / name).mkdir(parents=True)
    (tmp_path / "editions" / "file").write_text("")
    outside = tmp_path.parent / f"{tmp_path.name}-outside"
    outside.mkdir()
    (tmp_path / "editions" / "c").symlink_to(outside)
    sources = DiskSources(tmp_path)
    assert sources.folders("editions") == ("editions/a", "editions/b")
    assert sources.folders("") == ("editions", "layouts")
    assert sources.folders("nowhere") == sources.folders("../..") == ()
    shutil.rmtree(outside)
