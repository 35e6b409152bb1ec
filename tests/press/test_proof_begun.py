"""The proof waits for no verdict: its pictures, and those of page files, are made before pages are judged, once (issue 9)."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from typeset import press
from typeset.repro import prepared

GOLDEN = Path(__file__).parents[1] / "golden"


@pytest.mark.parametrize("only", [None, "edition"])
def test_pictures_are_made_before_pages_are_judged(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, only: str | None
) -> None:
    shutil.copytree(GOLDEN / "layouts", tmp_path / "layouts")
    shutil.copytree(GOLDEN / "editions" / "gallery", tmp_path / "editions" / "day")
    made: list[bytes] = []
    judged: list[int] = []
    prepare = prepared.prepare

    def noted(data, *more):
        made.append(data)
        return prepare(data, *more)

    def told(stage: str, done: int, total: int) -> None:
        if (stage, done) == ("check", total):
            judged.append(len(made))

    monkeypatch.setattr(prepared, "prepare", noted)
    options = press.BuildOptions(only=only, jobs=1)
    press.build(press.load(tmp_path / "editions" / "day"), options=options, progress=told)
    assert judged == [len(made)]
    assert len(made) == len(set(made)) > 1
