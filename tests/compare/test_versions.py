"""What OLD and NEW may be: revisions of git, reports, PDF files; and what is said when they are nothing of it."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
from pathlib import Path

import pikepdf
import pytest
from revised import Revised, changed, fates, text

from typeset.cli import main
from typeset.findings import TypesetError
from typeset.model.changes import Aspect, Fate, IssueDiff
from typeset.model.impression import TextKind
from typeset.press.proofs import compare_versions
from typeset.read.revisions import open_revision

HARVEST = "stories/harvest.md"


@pytest.fixture
def jumps(tmp_path: Path) -> Revised:
    return Revised(tmp_path / "paper", "jump-to-later-page")


def git(folder: Path, *arguments: str) -> None:
    environment = {
        **os.environ,
        **{f"GIT_{who}_{what}": "a@b.c" for who in ("AUTHOR", "COMMITTER") for what in ("NAME", "EMAIL")},
        "GIT_CONFIG_GLOBAL": os.devnull,
        "GIT_CONFIG_SYSTEM": os.devnull,
    }
    subprocess.run(["git", *arguments], cwd=folder, env=environment, check=True, capture_output=True)


@pytest.fixture
def repository(jumps: Revised) -> Revised:
    """The new version in a repository with two commits: as it was, and with a word changed."""
    git(jumps.folder, "init", "-q", "-b", "main")
    git(jumps.folder, "add", ".")
    git(jumps.folder, "commit", "-q", "-m", "one")
    git(jumps.folder, "tag", "first")
    jumps.change(HARVEST, "抓起一把谷子", "抓起两把谷子")
    git(jumps.folder, "commit", "-q", "-a", "-m", "two")
    return jumps


def between(old: str | Path, new: str | Path, here: Path) -> IssueDiff:
    return compare_versions(str(old), str(new), here).diff


def code_of(old: str | Path, new: str | Path, here: Path) -> list[str]:
    with pytest.raises(TypesetError) as error:
        compare_versions(str(old), str(new), here)
    return [found.code for found in error.value.findings]


def build(edition: Path, out: Path) -> Path:
    main(["build", str(edition), "--quiet", "--fail-on", "never", "-o", str(out)])
    return out


# Revisions of git.


def test_a_revision_is_held_against_the_folder_and_against_another(repository: Revised) -> None:
    here = repository.folder
    for old, new in (
        ("first:editions/new", "editions/new"),
        ("HEAD~1:editions/new", "main:editions/new/edition.yaml"),
        ("HEAD~1:./editions/new", "HEAD:editions/new/"),
    ):
        lines = changed(text(between(old, new, here), TextKind.BODY))
        assert [("[一]" in was[0], "[两]" in now[0]) for was, now in lines] == [(True, True)]
    assert not between("HEAD:editions/new", "editions/new", here).is_changed
    assert not between("../editions/new", "HEAD:../editions/new", here / "layouts").is_changed


def test_the_layouts_are_those_of_the_revision_and_nothing_is_checked_out(repository: Revised) -> None:
    layout = repository.folder / "layouts" / "jump-front.yaml"
    said = layout.read_text(encoding="utf-8")
    layout.write_text(said.replace("rows: 18-20", "rows: 19-20"), encoding="utf-8")
    before = sorted(path for path in repository.folder.rglob("*") if ".git" not in path.parts)
    diff = between("HEAD:editions/new", "editions/new", repository.folder)
    assert [(frame.name, frame.is_moved, frame.is_resized) for frame in diff.frames] == [("see", True, True)]
    assert sorted(path for path in repository.folder.rglob("*") if ".git" not in path.parts) == before


def test_a_link_to_another_file_of_the_workspace_is_followed(repository: Revised) -> None:
    stories = repository.of("new") / "stories"
    (stories / "harvest.md").rename(repository.folder / "shared.md")
    (stories / "harvest.md").symlink_to("../../../shared.md")
    (stories / "away.md").symlink_to("/etc/hostname")
    git(repository.folder, "add", ".")
    git(repository.folder, "commit", "-q", "-m", "link")
    assert not between("HEAD~1:editions/new", "HEAD:editions/new", repository.folder).is_changed
    sources = open_revision("HEAD:editions/new", repository.folder).sources
    assert sources.exists("editions/new/stories/harvest.md")
    assert not sources.exists("editions/new/stories/away.md")
    assert "editions/new/edition.yaml" in sources.names("editions/new")
    with pytest.raises(FileNotFoundError):
        sources.read_bytes("editions/new/stories/away.md")


def test_mistakes_of_a_revision_name_it(repository: Revised) -> None:
    repository.change("edition.yaml", "layout: jump-front", "layout: nowhere")
    git(repository.folder, "commit", "-q", "-a", "-m", "broken")
    with pytest.raises(TypesetError) as error:
        compare_versions("HEAD:editions/new", "editions/old", repository.folder)
    assert {found.span.file.partition(":")[0] for found in error.value.findings if found.span} == {"HEAD"}


@pytest.mark.parametrize(
    ("given", "code"),
    [
        ("nowhere:editions/new", "no-such-revision"),
        ("HEAD:editions/nowhere", "not-in-revision"),
        ("HEAD:../../etc", "not-in-revision"),
        ("HEAD:/etc", "not-in-revision"),
        ("HEAD:.", "not-in-revision"),
        ("--output=x:editions/new", "not-a-version"),
        ("editions/nowhere", "not-a-version"),
        ("layouts/jump-front.yaml", "not-a-version"),
        ("layouts", "no-pages-to-compare"),
    ],
)
def test_what_is_no_version_is_told(repository: Revised, given: str, code: str) -> None:
    assert code_of(given, "editions/new", repository.folder) == [code]
    assert code_of("editions/new", given, repository.folder) == [code]


def test_without_a_repository_or_git_that_is_told(jumps: Revised, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("GIT_CEILING_DIRECTORIES", str(jumps.folder.parent))
    assert code_of("HEAD:editions/new", "editions/new", jumps.folder) == ["no-repository"]
    monkeypatch.setenv("PATH", "")
    assert code_of("HEAD:editions/new", "editions/new", jumps.folder) == ["no-git"]


# Reports.


def test_reports_tell_stories_jumps_and_findings_and_say_what_they_lack(
    jumps: Revised, tmp_path: Path
) -> None:
    jumps.change(HARVEST, "一看就是半个下午", "一看就是一整个下午")
    jumps.change("edition.yaml", "one: harvest, two: store", "one: store, two: harvest")
    old, new = build(jumps.of("old"), tmp_path / "a"), build(jumps.of("new"), tmp_path / "b")
    diff = between(old / "report.json", new / "report.json", tmp_path)
    by_slug = {story.slug: story for story in diff.stories}
    harvest = by_slug["harvest"]
    assert harvest.old is not None
    assert harvest.new is not None
    assert (harvest.is_moved, harvest.new.characters - harvest.old.characters) == (True, 1)
    assert {jump.story for jump in diff.jumps} == {"harvest", "store"}
    assert diff.not_compared == (Aspect.LINES, Aspect.FRAMES)
    assert diff.findings is not None
    # The pages are compared by the digests beside the reports.
    assert set(fates(diff).values()) == {Fate.CHANGED}
    assert (
        not between(old / "report.json", old, tmp_path).is_changed
        if (old / "edition.yaml").exists()
        else True
    )


def test_a_report_of_the_same_edition_is_unchanged_and_what_it_lacks_is_unknown(
    jumps: Revised, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    main(["check", str(jumps.of("old")), "--quiet", "--format", "json"])
    report = tmp_path / "check.json"
    report.write_text(capsys.readouterr().out, encoding="utf-8")
    diff = between(report, jumps.of("new"), tmp_path)
    assert not diff.is_changed
    assert set(fates(diff).values()) == {Fate.UNKNOWN}
    assert diff.not_compared == (Aspect.LINES, Aspect.FRAMES, Aspect.INK)


@pytest.mark.parametrize(
    "said",
    ["{", "[]", '{"version": 1}', "\ufeff{}", "[" * 100_000, '{"version": 2, "stories": [], "pages": []}',
     '{"version": 1, "stories": [{"slug": 1}], "pages": [], "jumps": [], "findings": []}',
     '{"version": 1, "stories": 3, "pages": [], "jumps": [], "findings": []}',
     '{"version": 1, "stories": [], "pages": [{"name": "1", "file": ["x"]}], "jumps": [], "findings": []}'],
)  # fmt: skip
def test_a_file_that_is_no_report_is_told(tmp_path: Path, said: str) -> None:
    (tmp_path / "broken.json").write_text(said, encoding="utf-8")
    assert code_of("broken.json", "broken.json", tmp_path) == ["report-unreadable"]


# PDF files.


@pytest.fixture
def built(jumps: Revised, tmp_path: Path) -> tuple[Path, Path]:
    """Both versions built, the new one with a word changed on page 1."""
    jumps.change(HARVEST, "抓起一把谷子", "抓起两把谷子")
    return build(jumps.of("old"), tmp_path / "a"), build(jumps.of("new"), tmp_path / "b")


def test_pdf_files_are_compared_by_text_and_pixels(built: tuple[Path, Path], tmp_path: Path) -> None:
    old, new = built
    for one, other in (
        (old, new),
        (old / "pages", new),
        (old / "edition.pdf", new / "edition.pdf"),
        (old / "pages", new / "edition.pdf"),
    ):
        diff = between(one, other, tmp_path)
        assert fates(diff) == {"1": Fate.CHANGED, "2": Fate.SAME, "3": Fate.SAME}
        lines = changed(text(diff, TextKind.PAGE))
        assert [("[一]" in was[0], "[两]" in now[0]) for was, now in lines] == [(True, True)]
        page = diff.pages[0]
        assert page.read == 1
        assert len(page.places) == 1
        assert page.places[0].box.width < 40_000
    assert not between(old, old, tmp_path).is_changed


def test_pages_that_came_and_went(built: tuple[Path, Path], tmp_path: Path) -> None:
    _, new = built
    shutil.copytree(new / "pages", tmp_path / "fewer")
    (tmp_path / "fewer" / "02.pdf").unlink()
    assert fates(between(new, tmp_path / "fewer", tmp_path)) == {
        "1": Fate.SAME,
        "3": Fate.SAME,
        "2": Fate.REMOVED,
    }
    diff = between(tmp_path / "fewer", new, tmp_path)
    assert fates(diff) == {"1": Fate.SAME, "2": Fate.ADDED, "3": Fate.SAME}
    (found,) = diff.texts
    assert (found.fate, found.owner) == (Fate.ADDED, "2")
    assert diff.pages[1].read == sum(len(hunk.new) for hunk in found.hunks) > 5


def test_pages_with_one_name_are_both_compared(built: tuple[Path, Path], tmp_path: Path) -> None:
    old, _ = built
    folder = tmp_path / "twice"
    folder.mkdir()
    shutil.copy(old / "pages" / "01.pdf", folder / "01.pdf")
    shutil.copy(old / "pages" / "02.pdf", folder / "1.pdf")
    assert sorted(fates(between(folder, folder, tmp_path))) == ["01", "1"]


def test_a_page_of_another_size_is_changed_all_over(built: tuple[Path, Path], tmp_path: Path) -> None:
    old, _ = built
    with pikepdf.open(old / "pages" / "02.pdf") as document:
        box = [float(edge) for edge in document.pages[0].trimbox]
        document.pages[0].trimbox = [box[0], box[1], box[2] - 20, box[3]]
        document.save(tmp_path / "narrow.pdf")
    diff = between(old / "pages" / "02.pdf", tmp_path / "narrow.pdf", tmp_path)
    (page,) = diff.pages
    assert page.fate is Fate.CHANGED
    assert page.places[0].box.width == pytest.approx((box[2] - box[0] - 20) * 1000, abs=1000)


def test_damaged_and_locked_files_are_told(built: tuple[Path, Path], tmp_path: Path) -> None:
    old, _ = built
    data = (old / "edition.pdf").read_bytes()
    (tmp_path / "cut.pdf").write_bytes(data[:200])
    (tmp_path / "no.pdf").write_bytes(b"no PDF at all")
    with pikepdf.open(old / "edition.pdf") as document:
        document.save(tmp_path / "locked.pdf", encryption=pikepdf.Encryption(user="a", owner="b"))
    for name, code in (("cut", "pdf-unreadable"), ("no", "pdf-unreadable"), ("locked", "pdf-encrypted")):
        assert code_of(f"{name}.pdf", old / "edition.pdf", tmp_path) == [code]


def test_what_cannot_be_compared_is_told(jumps: Revised, built: tuple[Path, Path], tmp_path: Path) -> None:
    old, _ = built
    assert code_of(old / "edition.pdf", jumps.of("new"), tmp_path) == ["versions-unlike"]
    assert code_of(old / "report.json", old / "pages", tmp_path) == ["versions-unlike"]
    assert json.loads((old / "report.json").read_text(encoding="utf-8"))["version"] == 1
