"""A check knows the issue before it, and says what the form and the words of the issue came to."""

from __future__ import annotations

import shutil
from pathlib import Path

from typeset import press
from typeset.model.verdict import State

ROOT = Path(__file__).parents[2]


def workspace(tmp_path: Path) -> Path:
    """Two issues of the starter with a CN number."""
    (tmp_path / "layouts").mkdir()
    for file in (ROOT / "layouts").glob("starter*.yaml"):
        shutil.copy(file, tmp_path / "layouts")
    house = tmp_path / "layouts" / "starter.yaml"
    house.write_text(house.read_text("utf-8").replace("imprint:\n", "imprint:\n  cn: CN 00-0000\n"), "utf-8")
    for slug in ("first", "second"):
        copied = tmp_path / "editions" / slug
        shutil.copytree(ROOT / "editions" / "starter", copied, ignore=shutil.ignore_patterns("out"))
    edition = tmp_path / "editions" / "second" / "edition.yaml"
    text = edition.read_text("utf-8").replace("issue: 1", "issue: 3").replace("2026-11-22", "2026-11-23")
    edition.write_text(text, "utf-8")
    return tmp_path / "editions"


def test_the_issue_before_is_found_in_the_workspace(tmp_path: Path) -> None:
    editions = workspace(tmp_path)
    first, second = (press.check(press.load(editions / slug)) for slug in ("first", "second"))
    assert "issue-number-broken" not in {f.code for f in first.findings}
    (broken,) = (f for f in second.findings if f.code == "issue-number-broken")
    assert (broken.span, broken.related) != (None, None)
    assert broken.span is not None
    assert broken.related is not None
    assert (broken.span.file, broken.related.file) == (
        "editions/second/edition.yaml",
        "editions/first/edition.yaml",
    )


def test_what_the_form_came_to_is_in_the_outcome(tmp_path: Path) -> None:
    done = press.check(press.load(workspace(tmp_path) / "second"))
    outcome = done.outcome()
    assert outcome.form is done.form is not None
    states = {item.key: item.state for item in outcome.form.items} if outcome.form is not None else {}
    assert (states["name"], states["number-follows"]) == (State.PASSED, State.BROKEN)
    assert outcome.form is not None
    assert outcome.form.passed is False
    assert "form-errors" in {f.code for f in done.findings}
    assert outcome.checked_words is not None
    assert [page.page for page in outcome.checked_words.pages] == [1, 2]
