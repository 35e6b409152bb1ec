"""Builds with the cache: the same bytes whatever is in it, and nothing is made again that is the same."""

from __future__ import annotations

import hashlib
import os
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from msgspec import Struct, field
from paper import frame, paper

from typeset import plates, preflight, press
from typeset.cli import main
from typeset.faces import FaceBook
from typeset.findings import Finding
from typeset.flow import orders
from typeset.model.layout import Rect
from typeset.model.placed import PlacedPage, Tint
from typeset.model.style import Colour
from typeset.press import drawn
from typeset.press.heavy import Weighing
from typeset.press.reproduction import Reproduction
from typeset.repro import PreparedPictures, prepared
from typeset.source import MemorySources
from typeset.stock import FOLDER, FolderCache

ROOT = Path(__file__).parents[2]
GOLDEN = ROOT / "tests" / "golden"


class Made(Struct):
    """What was really made: the slugs of stories set, the files drawn, pictures converted and looked at."""

    stories: list[str] = field(default_factory=list)
    files: list[str] = field(default_factory=list)
    pictures: list[int] = field(default_factory=list)
    looks: list[int] = field(default_factory=list)


@pytest.fixture
def made(monkeypatch: pytest.MonkeyPatch) -> Iterator[Made]:
    counted = Made()

    def counting(module: object, name: str, count: Callable[..., None]) -> None:
        real = getattr(module, name)

        def call(*args: object, **keywords: object) -> object:
            count(*args)
            return real(*args, **keywords)

        monkeypatch.setattr(module, name, call)

    counting(orders, "place_story", lambda page, frame, story, *_: counted.stories.append(story.slug))
    counting(
        drawn,
        "render_work",
        lambda work: counted.files.extend([work.outgoing.file] if isinstance(work, drawn.PlateWork) else []),
    )
    counting(prepared, "prepare", lambda data, *_: counted.pictures.append(len(data)))
    counting(prepared, "look", lambda data, *_: counted.looks.append(len(data)))
    # What a copy of this process makes is not counted here.
    monkeypatch.setattr("typeset.execute.beside.can_be_copied", lambda: False)
    return counted


@pytest.fixture
def issue(tmp_path: Path) -> Path:
    """A copy of the golden edition with a contour picture."""
    shutil.copytree(GOLDEN / "layouts", tmp_path / "layouts")
    shutil.copytree(GOLDEN / "editions" / "picture-contour", tmp_path / "editions" / "day")
    return tmp_path / "editions" / "day"


def built(edition: Path, *, cache: bool = True, jobs: int = 1) -> dict[str, str]:
    """The digests of all files of a build, by their names."""
    shutil.rmtree(edition / "out", ignore_errors=True)
    loaded = press.load(edition)
    kept = press.kept_in(loaded.workspace) if cache else None
    press.build(loaded, kept=kept, options=press.BuildOptions(jobs=jobs))
    return digests(edition / "out")


def digests(out: Path) -> dict[str, str]:
    return {
        path.relative_to(out).as_posix(): hashlib.sha256(path.read_bytes()).hexdigest()
        for path in sorted(out.rglob("*"))
        if path.is_file()
    }


def entries(edition: Path) -> list[Path]:
    return sorted(edition.parents[1].glob(f"{FOLDER}/*/*"))


def test_the_same_bytes_without_a_cache_with_an_empty_one_and_with_a_full_one(issue: Path) -> None:
    without = built(issue, cache=False)
    assert not entries(issue)
    assert {"edition.pdf", "pages/01.pdf", "report.json", "SHA256SUMS"} <= without.keys()
    assert built(issue) == without
    assert entries(issue)
    assert built(issue) == without
    assert built(issue, jobs=2) == without


def test_the_same_bytes_when_workers_fill_it(issue: Path) -> None:
    without = built(issue, cache=False)
    assert built(issue, jobs=2) == without
    assert built(issue) == without


def test_nothing_is_made_again(issue: Path, made: Made) -> None:
    built(issue)
    assert made.stories
    assert made.files == ["pages/01.pdf"]
    assert made.pictures
    assert made.looks
    before = Made(*map(list, (made.stories, made.files, made.pictures, made.looks)))
    built(issue)
    assert made == before


def test_a_check_takes_over_what_was_told_of_pictures(issue: Path, made: Made) -> None:
    assert main(["check", str(issue), "--quiet"]) == 0
    looks = len(made.looks)
    assert looks
    assert main(["check", str(issue), "--quiet"]) == 0
    assert len(made.looks) == looks
    assert main(["check", str(issue), "--quiet", "--no-cache"]) == 0
    assert len(made.looks) == 2 * looks


def test_a_build_without_a_cache_neither_asks_it_nor_fills_it(issue: Path, made: Made) -> None:
    assert main(["build", str(issue), "--quiet", "--no-cache"]) == 0
    assert not (issue.parents[1] / FOLDER).exists()
    assert main(["build", str(issue), "--quiet"]) == 0
    files = len(made.files)
    assert main(["build", str(issue), "--quiet", "--no-cache"]) == 0
    assert len(made.files) == files + 1


def test_a_picture_that_changed_is_converted_again(issue: Path, made: Made) -> None:
    built(issue)
    count = len(made.pictures)
    for path in issue.rglob("*.png"):
        # Another chunk behind the end: another file, the same picture.
        path.write_bytes(path.read_bytes() + b"\0" * 16)
    built(issue)
    assert len(made.pictures) > count
    assert made.files == ["pages/01.pdf"] * 2


def test_another_press_is_another_page(issue: Path, made: Made) -> None:
    built(issue)
    for path in (issue.parents[1] / "layouts").glob("*.yaml"):
        text = path.read_text(encoding="utf-8")
        if "paper:" in text:
            lines = [line for line in text.splitlines() if not line.startswith("print:")]
            path.write_text("\n".join([*lines, "print: {picture_ppi: 90}", ""]), encoding="utf-8")
    without = built(issue, cache=False)
    pages = len(made.files)
    assert built(issue) == without
    assert len(made.files) == pages + 1


@pytest.mark.parametrize("spoil", ["cut", "turned", "emptied", "swapped", "deleted"])
def test_a_damaged_cache_counts_as_none(issue: Path, made: Made, spoil: str) -> None:
    without = built(issue, cache=False)
    built(issue)
    made.files.clear()
    paths = entries(issue)
    contents = [path.read_bytes() for path in paths]
    for number, path in enumerate(paths):
        data = contents[number]
        match spoil:
            case "cut":
                path.write_bytes(data[: len(data) // 2])
            case "turned":
                path.write_bytes(data[:-1] + bytes([data[-1] ^ 1]))
            case "emptied":
                path.write_bytes(b"")
            case "swapped":
                path.write_bytes(contents[number - 1])
            case "deleted":
                path.unlink()
    assert built(issue) == without
    assert made.files == ["pages/01.pdf"], "the damaged entry is not used"
    made.files.clear()
    assert built(issue) == without
    assert made.files == [], "and another one took its place"


def test_a_cache_that_is_no_folder_changes_nothing(issue: Path) -> None:
    without = built(issue, cache=False)
    (issue.parents[1] / FOLDER).write_bytes(b"not a folder")
    assert built(issue) == without


@pytest.fixture
def sample(tmp_path: Path) -> Path:
    """A copy of the sample newspaper: eight pages, pictures, jumps."""
    shutil.copytree(ROOT / "layouts", tmp_path / "layouts")
    shutil.copytree(
        ROOT / "editions" / "2026-11-22",
        tmp_path / "editions" / "day",
        ignore=shutil.ignore_patterns("out"),
    )
    return tmp_path / "editions" / "day"


def test_after_one_story_changed_only_it_is_set_and_only_its_page_is_drawn(sample: Path, made: Made) -> None:
    first = built(sample)
    assert len(made.files) == 8
    file = sample / "stories" / "winter.md"
    text = file.read_text(encoding="utf-8")
    made.stories.clear()
    made.files.clear()
    made.pictures.clear()
    made.looks.clear()
    file.write_text(text.replace("，", "、", 1), encoding="utf-8")
    second = built(sample)
    changed = {name for name in first if name.startswith("pages/") and first[name] != second[name]}
    assert changed
    assert set(made.files) == changed
    assert len(changed) < 3
    assert made.pictures == []
    assert made.looks == []
    assert set(made.stories) == {"winter"}
    assert built(sample, cache=False) == second


def test_a_placed_pdf_is_judged_once(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    shutil.copytree(GOLDEN / "layouts", tmp_path / "layouts")
    shutil.copytree(GOLDEN / "editions" / "chart-pdf", tmp_path / "editions" / "day")
    judged: list[str] = []
    real = preflight.judge

    def counting(data: bytes, *, file: str, **more: object) -> object:
        judged.append(file)
        return real(data, file=file, **more)  # type: ignore[arg-type]

    monkeypatch.setattr(preflight, "judge", counting)
    edition = tmp_path / "editions" / "day"
    without = built(edition, cache=False)
    count = len(judged)
    assert count
    assert built(edition) == without
    assert built(edition) == without
    assert len(judged) == 2 * count


def test_a_page_is_weighed_once(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    weighed: list[int] = []
    real = plates.separations

    def counting(pdf: bytes, number: int, dpi: float) -> object:
        weighed.append(len(pdf))
        return real(pdf, number, dpi)

    monkeypatch.setattr(plates, "separations", counting)
    edition = paper({1: [frame("one", (1, 2), (1, 5))]}, {})
    sources, faces = MemorySources({}), FaceBook([])

    def told(ink: int) -> list[Finding]:
        cache = FolderCache(tmp_path / FOLDER, b"")
        ready = Reproduction(sources, PreparedPictures(cache=cache))
        tint = Tint(Rect(0, 0, 300_000, 300_000), Colour(ink, ink, ink, ink))
        page = PlacedPage(1, 400_000, 400_000, 0, (tint,))
        return list(Weighing(faces, sources, ready).told(edition, [page]))

    first = told(900)
    assert [one.amount for one in first] == [359]
    assert told(900) == first
    assert len(weighed) == 1
    assert [one.amount for one in told(800)] == [320]
    assert len(weighed) == 2


RUN = "import sys; from typeset.cli import main; sys.exit(main(sys.argv[1:]))"


def test_two_builds_at_once_fill_one_cache(issue: Path, tmp_path: Path) -> None:
    without = built(issue, cache=False)
    outs = [tmp_path / "one", tmp_path / "two"]
    running = [
        subprocess.Popen([sys.executable, "-c", RUN, "build", str(issue), "--quiet", "-o", str(out)])
        for out in outs
    ]
    # It may be deleted while they run.
    while any(one.poll() is None for one in running):
        for path in entries(issue)[:3]:
            path.unlink(missing_ok=True)
    assert [one.wait() for one in running] == [0, 0]
    for out in outs:
        assert digests(out) == {name: digest for name, digest in without.items() if name != "jumps.lock"}
    assert not [path for path in entries(issue) if path.name.endswith(".part")]
    assert built(issue) == without


def test_the_cache_is_no_edition_and_nobody_s_source(sample: Path) -> None:
    built(sample)
    cache = sample.parents[1] / FOLDER
    assert cache.is_dir()
    before = built(sample)
    # Whatever stands in it: no layout, no story, no edition is looked for there.
    for folder in ("layouts", "editions/other", "stories"):
        (cache / folder).mkdir(parents=True)
        (cache / folder / "edition.yaml").write_text("extends: nothing\n", encoding="utf-8")
    assert built(sample) == before
    assert os.path.commonpath([cache, sample]) == str(sample.parents[1])
