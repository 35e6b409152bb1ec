"""A workspace on disk: its own files, the bundled ones, and nothing else."""

from __future__ import annotations

from pathlib import Path

import pytest

from typeset.catalogue import Lang, message
from typeset.findings import TypesetError
from typeset.read.disk import DiskSources, find_workspace


@pytest.fixture
def workspace(tmp_path: Path) -> Path:
    root = tmp_path / "paper"
    (root / "layouts").mkdir(parents=True)
    (root / "editions" / "one" / "stories").mkdir(parents=True)
    (root / "layouts" / "house.yaml").write_bytes(b"paper: x")
    (root / "layouts" / "a.yaml").write_bytes(b"layout: a")
    (root / "editions" / "one" / "edition.yaml").write_bytes(b"date: x")
    (tmp_path / "secret.txt").write_bytes(b"secret")
    return root


def test_files_are_read_by_their_name_in_the_workspace(workspace: Path) -> None:
    sources = DiskSources(workspace)
    assert sources.read_bytes("layouts/house.yaml") == b"paper: x"
    assert sources.exists("layouts/house.yaml")
    assert not sources.exists("layouts")
    assert sources.names("layouts") == ("layouts/a.yaml", "layouts/house.yaml")
    assert sources.names("layouts/") == ("layouts/a.yaml", "layouts/house.yaml")
    assert sources.names("nowhere") == ()


def test_bundled_files_are_those_of_the_package(workspace: Path) -> None:
    sources = DiskSources(workspace)
    assert b"headline_second" in sources.read_bytes("@bundled/layouts/standard.yaml")
    assert "@bundled/layouts/standard.yaml" in sources.names("@bundled/layouts")


@pytest.mark.parametrize(
    "name",
    [
        "../secret.txt",
        "layouts/../../secret.txt",
        "@bundled/../secret.txt",
        "@bundled/layouts/../../secret.txt",
        "layouts\\..\\..\\secret.txt",
        "layouts/\0",
        "gone.txt",
        "layouts",
        "",
    ],
)
def test_no_name_leads_out(workspace: Path, name: str) -> None:
    sources = DiskSources(workspace)
    assert not sources.exists(name)
    with pytest.raises(FileNotFoundError):
        sources.read_bytes(name)


def test_absolute_names_and_symbolic_links_lead_nowhere(workspace: Path) -> None:
    secret = workspace.parent / "secret.txt"
    (workspace / "layouts" / "link.yaml").symlink_to(secret)
    (workspace / "layouts" / "folder").symlink_to(workspace.parent)
    (workspace / "layouts" / "inside.yaml").symlink_to(workspace / "layouts" / "a.yaml")
    sources = DiskSources(workspace)
    assert not sources.exists(str(secret))
    assert not sources.exists("layouts/link.yaml")
    assert not sources.exists("layouts/folder/secret.txt")
    assert sources.read_bytes("layouts/inside.yaml") == b"layout: a"
    assert "layouts/link.yaml" not in sources.names("layouts")
    assert sources.names("layouts/folder") == ()


def test_the_workspace_is_the_nearest_folder_with_layouts(workspace: Path) -> None:
    edition = workspace / "editions" / "one"
    assert find_workspace(edition) == (workspace.resolve(), "editions/one")
    assert find_workspace(edition / "edition.yaml") == (workspace.resolve(), "editions/one")
    (workspace / "editions" / "layouts").mkdir()
    assert find_workspace(edition) == ((workspace / "editions").resolve(), "one")


def test_an_edition_outside_any_workspace_is_reported(tmp_path: Path) -> None:
    folder = tmp_path / "loose"
    folder.mkdir()
    with pytest.raises(TypesetError) as raised:
        find_workspace(folder)
    assert "上面没有带 layouts/ 的文件夹" in message(raised.value.findings[0], Lang.ZH)


def test_an_edition_that_is_not_there_is_reported(workspace: Path) -> None:
    with pytest.raises(TypesetError) as raised:
        find_workspace(workspace / "editions" / "two")
    assert raised.value.findings[0].code == "missing-edition"


def test_a_name_longer_than_the_disk_takes_is_that_of_no_file(workspace: Path) -> None:
    assert not DiskSources(workspace).exists("stories/" + "这一天" * 400 + ".png")
