"""A copy of the sample edition with 25 faults yields these 25 findings and nothing else at the default level; the sample itself none (issue 7)."""

from __future__ import annotations

import shutil
from collections import Counter
from pathlib import Path

import pytest
from planted_faults import EDITION, FAULTS, Fault

from typeset import press
from typeset.findings import Finding, Severity
from typeset.press.kept import Kept
from typeset.read.disk import DiskSources

ROOT = Path(__file__).parent.parent


@pytest.fixture(scope="module")
def workspace(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The workspace of the sample, spoiled."""
    root = tmp_path_factory.mktemp("spoiled")
    shutil.copytree(ROOT / "layouts", root / "layouts")
    shutil.copytree(ROOT / EDITION, root / EDITION, ignore=shutil.ignore_patterns("out"))
    for fault in FAULTS:
        fault.plant(root)
    return root


@pytest.fixture(scope="module")
def found(workspace: Path) -> list[Finding]:
    findings = press.check(press.load(workspace / EDITION)).findings
    return [f for f in findings if f.severity is not Severity.INFO]


def line_told(workspace: Path, fault: Fault) -> int:
    """The line a fault is to be told at: that of the text it names, else of the first character that is another than it was."""
    text = (workspace / fault.told).read_text(encoding="utf-8")
    if fault.at:
        return text[: text.index(fault.at)].count("\n") + 1
    same = next(
        n
        for n in range(len(fault.old) + 1)
        if n == len(fault.old) or not fault.new.startswith(fault.old[: n + 1])
    )
    return text[: text.index(fault.new) + min(same, len(fault.new))].count("\n") + 1


def test_there_are_25_of_different_kinds() -> None:
    assert len(FAULTS) == 25
    assert len({fault.code for fault in FAULTS}) == 25


def test_these_are_found_and_nothing_else(found: list[Finding]) -> None:
    assert Counter(f.code for f in found) == Counter(fault.code for fault in FAULTS)


@pytest.mark.parametrize("fault", FAULTS, ids=lambda fault: fault.code)
def test_each_is_told_at_its_place(workspace: Path, found: list[Finding], fault: Fault) -> None:
    (one,) = [f for f in found if f.code == fault.code]
    assert one.page == fault.page
    if fault.about is not None:
        assert fault.about in {one.frame, one.story}
    assert one.span is not None
    assert (one.span.file, one.span.line) == (fault.told, line_told(workspace, fault))


def test_what_is_kept_finds_what_a_first_run_finds(tmp_path: Path) -> None:
    shutil.copytree(ROOT / "layouts", tmp_path / "layouts")
    shutil.copytree(ROOT / EDITION, tmp_path / EDITION, ignore=shutil.ignore_patterns("out"))
    kept = Kept()
    for several in (FAULTS[:7], FAULTS[7:15], FAULTS[15:], ()):
        if not several:
            shutil.copytree(ROOT / EDITION, tmp_path / EDITION, dirs_exist_ok=True)
        for fault in several:
            fault.plant(tmp_path)
        sources, folder = DiskSources(tmp_path), EDITION
        again = press.check(press.load_from(sources, tmp_path, folder, kept=kept), kept=kept)
        fresh = press.check(press.load(tmp_path / EDITION))
        assert again.findings == fresh.findings
        assert again.rulings == fresh.rulings
        assert again.checked_words == fresh.checked_words
        assert again.form == fresh.form
        assert again.outcome() == fresh.outcome()
        assert again.issue == fresh.issue
