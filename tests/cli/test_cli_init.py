import json
import os
from pathlib import Path

import jsonschema
import pytest

from typeset.cli.init import starter_files
from typeset.report.json_report import report_schema


@pytest.fixture
def package(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A package folder with a small starter, in place of the bundled one."""
    root = tmp_path / "package"
    for name, text in {
        "layouts/starter.yaml": "paper: 我的报纸\n",
        "layouts/house.yaml": "paper: 云汀时报\n",
        "layouts/standard.yaml": "styles: {}\n",
        "editions/starter/.hidden": "",
        "editions/starter/edition.yaml": "date: 2026-11-22\n",
        "editions/starter/stories/first.md": "第一篇\n",
        "editions/starter/out/edition.pdf": "%PDF",
        "editions/other/edition.yaml": "date: 2026-11-23\n",
    }.items():
        path = root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    monkeypatch.setattr("typeset.read.disk.bundled_root", lambda: root)
    monkeypatch.chdir(tmp_path)
    return root


def files_in(folder: Path) -> set[str]:
    return {p.relative_to(folder).as_posix() for p in folder.rglob("*") if p.is_file()}


WORKSPACE = {
    "README.md",
    ".gitignore",
    "layouts/starter.yaml",
    "editions/starter/edition.yaml",
    "editions/starter/stories/first.md",
}


@pytest.mark.parametrize("name", ["paper", "far/down/paper"])
def test_a_new_folder(package, typeset_command, name) -> None:
    said = typeset_command("init", name)
    assert said.status == 0
    assert files_in(Path(name)) == WORKSPACE
    assert (Path(name) / ".gitignore").read_text(encoding="utf-8") == "out/\n.typeset-cache/\n"
    assert "\npaiban build editions/starter\n" in (Path(name) / "README.md").read_text(encoding="utf-8")
    assert f"cd {name} && paiban build editions/starter" in said.out


def test_an_empty_folder_will_do(package, typeset_command) -> None:
    Path("paper").mkdir()
    assert typeset_command("init", "paper").status == 0
    assert files_in(Path("paper")) == WORKSPACE


def test_here_when_it_is_empty(package, typeset_command, monkeypatch) -> None:
    Path("paper").mkdir()
    monkeypatch.chdir("paper")
    said = typeset_command("init", ".")
    assert said.status == 0
    assert files_in(Path()) == WORKSPACE
    assert (Path("README.md").read_text(encoding="utf-8")).startswith("# paper\n")


def test_a_folder_with_anything_in_it_is_refused_and_left_alone(package, typeset_command) -> None:
    Path("paper").mkdir()
    (Path("paper") / "mine.txt").write_text("mine", encoding="utf-8")
    said = typeset_command("init", "paper")
    assert said.status == 2
    assert "T905" in said.err
    assert files_in(Path("paper")) == {"mine.txt"}


def test_a_file_of_that_name_is_refused(package, typeset_command) -> None:
    Path("paper").write_text("mine", encoding="utf-8")
    assert typeset_command("init", "paper").status == 2
    assert Path("paper").read_text(encoding="utf-8") == "mine"


def test_a_name_with_a_blank_is_quoted_in_the_next_command(package, typeset_command) -> None:
    assert "cd 'my paper' &&" in typeset_command("init", "my paper").out


def test_nothing_stays_behind_when_a_file_cannot_be_written(package, typeset_command, monkeypatch) -> None:
    write = Path.write_bytes

    def full(path: Path, data: bytes) -> int:
        if path.name == "first.md":
            raise OSError(28, os.strerror(28))
        return write(path, data)

    monkeypatch.setattr(Path, "write_bytes", full)
    said = typeset_command("init", "deep/paper")
    assert said.status == 2
    assert "first.md" in said.err
    assert not Path("deep").exists()


def test_a_package_without_its_starter_is_our_bug(package, typeset_command, monkeypatch) -> None:
    monkeypatch.setattr("typeset.read.disk.bundled_root", lambda: package / "layouts")
    assert typeset_command("init", "paper").status == 3
    assert not Path("paper").exists()


def test_starter_files_leave_out_what_is_not_the_persons(package) -> None:
    assert dict(starter_files(package)).keys() == WORKSPACE - {"README.md", ".gitignore"}


def test_the_workspace_that_comes_with_the_package_has_nothing_wrong(typeset_command, tmp_path: Path) -> None:
    folder = tmp_path / "paper"
    assert typeset_command("init", str(folder)).status == 0
    said = typeset_command(
        "check", str(folder / "editions" / "starter"), "--fail-on", "warning", "--format", "json"
    )
    assert said.status == 0, said.out + said.err
    report = json.loads(said.out)
    jsonschema.validate(report, json.loads(report_schema()))
    assert [page["page"] for page in report["pages"]] == [1, 2]
    assert all(story["set"] == story["characters"] > 0 for story in report["stories"])
