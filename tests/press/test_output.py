"""What a build leaves in its folder: all of its files or none, and nobody else's touched."""

from __future__ import annotations

import contextlib
import errno
import json
import os
import shutil
import signal
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from golden_issue import Issue

from typeset import press
from typeset.cli import main
from typeset.findings import TypesetError
from typeset.press.output import Earlier, deliver, page_file, written_before

ROOT = Path(__file__).parents[2]


@pytest.fixture
def edition(tmp_path: Path) -> Path:
    """A copy of the starter edition that may be spoiled."""
    shutil.copytree(ROOT / "layouts", tmp_path / "layouts")
    folder = tmp_path / "editions" / "day"
    shutil.copytree(ROOT / "editions" / "starter", folder, ignore=shutil.ignore_patterns("out"))
    return folder


def build(edition: Path, *more: str) -> int:
    return main(["build", str(edition), "--quiet", *more])


def files(out: Path) -> list[str]:
    return sorted(p.relative_to(out).as_posix() for p in out.rglob("*") if p.is_file())


def test_a_build_writes_pages_proof_and_report(edition: Path) -> None:
    assert build(edition) == 0
    assert files(edition / "out") == [
        "SHA256SUMS",
        "edition.pdf",
        "pages/01.pdf",
        "pages/02.pdf",
        "report.json",
    ]


def test_only_what_was_asked_for_is_written(edition: Path, tmp_path: Path) -> None:
    assert build(edition, "-o", str(tmp_path / "a"), "--only", "pages", "--page", "2") == 0
    assert files(tmp_path / "a") == ["SHA256SUMS", "pages/02.pdf", "report.json"]
    assert build(edition, "-o", str(tmp_path / "b"), "--only", "edition") == 0
    assert files(tmp_path / "b") == ["edition.pdf", "report.json"]


def test_a_page_with_an_error_leaves_no_file_behind(edition: Path) -> None:
    assert build(edition) == 0
    story = edition / "stories" / "layout.md"
    story.write_text(story.read_text(encoding="utf-8") + "\n\n" + "太长了。" * 500, encoding="utf-8")
    assert build(edition) == 1
    assert files(edition / "out") == ["SHA256SUMS", "edition.pdf", "pages/02.pdf", "report.json"]
    assert build(edition, "--fail-on", "never") == 0
    assert "pages/01.pdf" in files(edition / "out")
    # A known-bad page goes even when another was asked for.
    assert build(edition, "--page", "2") == 1
    assert "pages/01.pdf" not in files(edition / "out")


def test_bad_input_takes_the_pages_of_the_last_build_back(edition: Path) -> None:
    assert build(edition) == 0
    day = edition / "edition.yaml"
    day.write_text(day.read_text(encoding="utf-8") + "isue: 2\n", encoding="utf-8")
    assert build(edition) == 2
    assert files(edition / "out") == ["edition.pdf", "report.json"]
    report = json.loads((edition / "out" / "report.json").read_text(encoding="utf-8"))
    assert [f["code"] for f in report["findings"]] == ["unknown-key"]


def test_files_of_others_stay(edition: Path, tmp_path: Path) -> None:
    out = tmp_path / "mine"
    (out / "pages").mkdir(parents=True)
    for name in ("2024.pdf", "03.pdf", "notes.txt"):
        (out / "pages" / name).write_text("mine")
    assert build(edition, "-o", str(out)) == 0
    assert {"pages/2024.pdf", "pages/03.pdf", "pages/notes.txt"} <= set(files(out))


def test_a_page_that_the_edition_no_longer_has_goes(edition: Path) -> None:
    assert build(edition) == 0
    day = edition / "edition.yaml"
    text = day.read_text(encoding="utf-8")
    day.write_text(
        text[: text.index("  - page: 2")].replace(
            "      teasers: [{text: 稿子怎么写, stories: [story]}]\n", ""
        )
    )
    build(edition, "--fail-on", "never")
    assert "pages/02.pdf" not in files(edition / "out")


@pytest.mark.parametrize("where", [".", "stories", "../../layouts", "../.."])
def test_output_never_goes_among_the_sources(edition: Path, where: str) -> None:
    assert build(edition, "-o", str(edition / where)) == 2
    assert not list(edition.rglob("*.pdf"))


def test_a_full_disk_changes_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    deliver(tmp_path, {"pages/01.pdf": b"old", "report.json": b"old"}, ())
    write = Path.write_bytes

    def until_full(path: Path, data: bytes) -> int:
        if path.name.startswith(".report.json."):
            raise OSError(errno.ENOSPC, "No space left on device")
        return write(path, data)

    monkeypatch.setattr(Path, "write_bytes", until_full)
    with pytest.raises(OSError, match="No space left") as caught:
        deliver(tmp_path, {"pages/01.pdf": b"new", "report.json": b"new"}, ["pages/02.pdf"])
    assert caught.value.filename == str(tmp_path / "report.json")
    assert (tmp_path / "pages" / "01.pdf").read_bytes() == b"old"
    assert files(tmp_path) == ["pages/01.pdf", "report.json"]


def test_a_target_that_cannot_be_replaced_changes_nothing(tmp_path: Path) -> None:
    deliver(tmp_path, {"pages/01.pdf": b"old", "report.json": b"old"}, ())
    (tmp_path / "pages" / "02.pdf").mkdir()
    with pytest.raises(OSError, match="directory") as caught:
        deliver(tmp_path, {"pages/01.pdf": b"new", "pages/02.pdf": b"new", "report.json": b"new"}, ())
    assert caught.value.filename == str(tmp_path / "pages" / "02.pdf")
    assert (tmp_path / "pages" / "01.pdf").read_bytes() == b"old"
    assert files(tmp_path) == ["pages/01.pdf", "report.json"]


def test_a_stale_name_that_is_a_folder_changes_nothing(tmp_path: Path) -> None:
    deliver(tmp_path, {"pages/01.pdf": b"old", "pages/03.pdf": b"old"}, ())
    (tmp_path / "pages" / "02.pdf").mkdir()
    with pytest.raises(OSError, match="directory") as caught:
        deliver(tmp_path, {"pages/01.pdf": b"new"}, ["pages/02.pdf", "pages/03.pdf"])
    assert caught.value.filename == str(tmp_path / "pages" / "02.pdf")
    assert {(tmp_path / name).read_bytes() for name in files(tmp_path)} == {b"old"}
    assert files(tmp_path) == ["pages/01.pdf", "pages/03.pdf"]


def test_an_interrupt_while_files_are_written_leaves_nothing_of_them(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    deliver(tmp_path, {"pages/01.pdf": b"old", "report.json": b"old"}, ())
    write = Path.write_bytes

    def interrupted(path: Path, data: bytes) -> int:
        if path.name.startswith(".report.json."):
            raise KeyboardInterrupt
        return write(path, data)

    monkeypatch.setattr(Path, "write_bytes", interrupted)
    with pytest.raises(KeyboardInterrupt):
        deliver(tmp_path, {"pages/01.pdf": b"new", "report.json": b"new"}, ())
    assert (tmp_path / "pages" / "01.pdf").read_bytes() == b"old"
    assert files(tmp_path) == ["pages/01.pdf", "report.json"]


@pytest.fixture
def heard() -> Iterator[None]:
    """Ctrl-C is heard, as in a terminal; whoever runs the tests in the background may have had it ignored."""
    before = signal.signal(signal.SIGINT, signal.default_int_handler)
    yield
    signal.signal(signal.SIGINT, before)


@pytest.mark.skipif(sys.platform == "win32", reason="signals of POSIX")
@pytest.mark.usefixtures("heard")
@pytest.mark.parametrize("ignored", [False, True])
def test_an_interrupt_while_files_are_moved_waits_until_all_are(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, *, ignored: bool
) -> None:
    deliver(tmp_path, {"pages/01.pdf": b"old", "report.json": b"old"}, ())
    replace = Path.replace

    def moved(path: Path, target: Path) -> Path:
        os.kill(os.getpid(), signal.SIGINT)
        return replace(path, target)

    monkeypatch.setattr(Path, "replace", moved)
    if ignored:
        signal.signal(signal.SIGINT, signal.SIG_IGN)
    with contextlib.nullcontext() if ignored else pytest.raises(KeyboardInterrupt):
        deliver(tmp_path, {"pages/01.pdf": b"new", "report.json": b"new"}, ())
    assert {(tmp_path / name).read_bytes() for name in files(tmp_path)} == {b"new"}
    assert files(tmp_path) == ["pages/01.pdf", "report.json"]


@pytest.mark.parametrize("name", ["pictures", "fonts"])
def test_what_is_changed_while_pages_are_made_goes_nowhere(name: str, tmp_path: Path) -> None:
    made = Issue(tmp_path, "advertisement")
    if name == "fonts":
        own = tmp_path / "fonts"
        own.mkdir()
        file, other = own / "own.otf", ROOT / "fonts" / "Cuhei.otf"
        shutil.copy(ROOT / "fonts" / "Hei.otf", file)
        (own / "fonts.yaml").write_text("faces:\n  宋: {file: own.otf}\n", encoding="utf-8")
    else:
        file = next(made.folder.rglob("bank.png"))
        other = next(ROOT.glob("editions/2026-11-22/pictures/*.png"))
    loaded = press.load(made.folder)
    kept = press.kept_in(loaded.workspace)
    done = press.check(loaded, kept=kept)
    shutil.copy(other, file)
    with pytest.raises(TypesetError) as caught:
        press.printed(done, press.BuildOptions(jobs=1), Earlier(), plan=False)
    assert {f.code for f in caught.value.findings} == {"file-changed"}


@pytest.mark.parametrize(
    ("name", "file"),
    [
        ("4", "pages/04.pdf"),
        ("128", "pages/128.pdf"),
        ("A1", "pages/A01.pdf"),
        ("B12", "pages/B12.pdf"),
        ("AA3", "pages/AA03.pdf"),
    ],
)
def test_a_page_file_is_called_as_its_page(tmp_path: Path, name: str, file: str) -> None:
    assert page_file(name) == file
    report = {
        "pages": [{"file": file}, {"file": "pages/.a01.pdf"}, {"file": "pages/../A01.pdf"}, {"file": None}]
    }
    (tmp_path / "report.json").write_text(json.dumps(report), encoding="utf-8")
    assert written_before(tmp_path) == {file}
