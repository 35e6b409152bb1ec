"""Whatever is edited, one thing after another, a process that keeps what it made comes to what a new one comes to (issue 9)."""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Final

from hypothesis import given, settings
from hypothesis import strategies as st

from typeset import press
from typeset.findings import Finding, TypesetError
from typeset.press.kept import Kept
from typeset.preview.kept_files import KeptFiles

ROOT: Final = Path(__file__).parents[2]
FOLDER: Final = "editions/starter"
STORIES: Final = ("welcome", "layout", "story")
# Characters that are in use, one no face of the copy has, a letter and a sign that another face lends.
OTHERS: Final = "报的龘Ħ₽1"

Edit = Callable[[Path, int], None]


@contextmanager
def starter() -> Iterator[Path]:
    """A workspace with a copy of the starter."""
    with tempfile.TemporaryDirectory() as folder:
        workspace = Path(folder)
        (workspace / "layouts").mkdir()
        for file in (ROOT / "layouts").glob("starter*.yaml"):
            shutil.copy(file, workspace / "layouts")
        shutil.copytree(ROOT / FOLDER, workspace / FOLDER, ignore=shutil.ignore_patterns("out"))
        yield workspace


def change(file: Path, old: str, new: str) -> None:
    """The first ``old`` becomes ``new``; where it is not there any more, nothing does."""
    file.write_text(file.read_text(encoding="utf-8").replace(old, new, 1), encoding="utf-8")


def copy_of(workspace: Path, number: int) -> Path:
    return workspace / FOLDER / "stories" / f"{STORIES[number % len(STORIES)]}.md"


def one_character(workspace: Path, number: int) -> None:
    file = copy_of(workspace, number)
    head, _, copy = file.read_text(encoding="utf-8").rpartition("\n---\n")
    at = number * 37 % len(copy)
    at = next(n for n in (*range(at, len(copy)), *range(at)) if "\u4e00" <= copy[n] <= "\u9fff")
    other = OTHERS[number % len(OTHERS)]
    file.write_text(f"{head}\n---\n{copy[:at]}{other}{copy[at + 1 :]}", encoding="utf-8")


def a_paragraph_more(workspace: Path, number: int) -> None:
    file = copy_of(workspace, number)
    text = file.read_text(encoding="utf-8").rstrip()
    file.write_text(f"{text}\n\n{'再加一段，' * (1 + number % 9)}完。\n", encoding="utf-8")


def a_paragraph_less(workspace: Path, number: int) -> None:
    file = copy_of(workspace, number)
    text = file.read_text(encoding="utf-8").rstrip()
    kept, _, last = text.rpartition("\n\n")
    if not last.startswith("---") and "\n---\n" in kept:
        file.write_text(f"{kept}\n", encoding="utf-8")


def a_reference(workspace: Path, number: int) -> None:
    file = copy_of(workspace, number)
    other = STORIES[(number + 1) % len(STORIES)]
    text = file.read_text(encoding="utf-8").rstrip()
    file.write_text(f"{text}（{{page:{other}}}）\n", encoding="utf-8")


def another_headline(workspace: Path, number: int) -> None:
    file = copy_of(workspace, number)
    lines = file.read_text(encoding="utf-8").splitlines()
    at = next(n for n, line in enumerate(lines) if line.startswith("headline:"))
    lines[at] = f"headline: 第{number}个题"
    file.write_text("\n".join([*lines, ""]), encoding="utf-8")


def another_number(workspace: Path, number: int) -> None:
    file = workspace / FOLDER / "edition.yaml"
    lines = file.read_text(encoding="utf-8").splitlines()
    lines = [f"issue: {number + 1}" if line.startswith("issue:") else line for line in lines]
    file.write_text("\n".join([*lines, ""]), encoding="utf-8")


def places_changed(workspace: Path, number: int) -> None:
    del number
    file = workspace / FOLDER / "edition.yaml"
    change(file, "lead: welcome", "lead: LAYOUT")
    change(file, "second: layout", "second: welcome")
    change(file, "lead: LAYOUT", "lead: layout")


def other_rows(workspace: Path, number: int) -> None:
    for rows in range(46, 52):
        change(workspace / "layouts" / "starter-front.yaml", f"rows: 34-{rows}", "rows: 34-ROWS")
    change(workspace / "layouts" / "starter-front.yaml", "34-ROWS", f"34-{46 + number % 6}")


def a_rule_and_none(workspace: Path, number: int) -> None:
    file = workspace / "layouts" / "starter-front.yaml"
    ruled, plain = "rule: {above: thick, below: thin}, jump", "jump"
    change(file, *((ruled, plain) if number % 2 else (f" {plain}", f" {ruled}")))


def another_paper(workspace: Path, number: int) -> None:
    change(workspace / "layouts" / "starter.yaml", "paper: ", f"paper: {'新旧晨晚'[number % 4]}")


def other_sizes(workspace: Path, number: int) -> None:
    change(workspace / "layouts" / "starter.yaml", "least_after: 3行", f"least_after: {4 + number % 3}行")


def all_as_it_was(workspace: Path, number: int) -> None:
    del number
    for file in (ROOT / FOLDER).rglob("*.[my]*"):
        if "out" not in file.parts:
            shutil.copy(file, workspace / FOLDER / file.relative_to(ROOT / FOLDER))


EDITS: Final[tuple[Edit, ...]] = (
    one_character,
    a_paragraph_more,
    a_paragraph_less,
    a_reference,
    another_headline,
    another_number,
    places_changed,
    other_rows,
    a_rule_and_none,
    another_paper,
    other_sizes,
    all_as_it_was,
)


def made(
    workspace: Path, files: KeptFiles | None = None, kept: Kept | None = None
) -> tuple[tuple[Finding, ...], list[bytes]]:
    """What is found, and the proof and the report; no files where it cannot be read."""
    out = workspace / "out"
    try:
        if files is None:
            loaded = press.load(workspace / FOLDER)
        else:
            loaded = press.load_from(files, workspace, FOLDER, kept=kept)
        built = press.build(loaded, out=out, options=press.BuildOptions(only="edition", jobs=1), kept=kept)
    except TypesetError as error:
        return error.findings, []
    return built.findings, [(out / name).read_bytes() for name in ("edition.pdf", "report.json")]


@settings(max_examples=8, deadline=None)
@given(
    st.lists(st.tuples(st.sampled_from(EDITS), st.integers(0, 200)), min_size=3, max_size=6).filter(
        lambda edits: any(edit is not all_as_it_was for edit, _ in edits)
    )
)
def test_after_each_edit_all_is_as_if_it_were_new(edits: list[tuple[Edit, int]]) -> None:
    with starter() as workspace:
        files, kept = KeptFiles(workspace), press.kept_in(workspace, again=True)
        made(workspace, files, kept)
        for edit, number in edits:
            edit(workspace, number)
            files.begin()
            warm = made(workspace, files, kept)
            files.forget()
            assert warm == made(workspace)
