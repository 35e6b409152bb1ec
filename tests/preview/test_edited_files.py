"""Files saved from the preview: whole, with their mode and line ends, never over another version, and back again."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from typeset.findings import TypesetError
from typeset.preview import sources
from typeset.preview.sources import ChangedOnDiskError, EditedFiles, version_of
from typeset.preview.typed_text import bytes_of, text_from
from typeset.read.yaml_tree import MAX_BYTES


class Folder:
    def __init__(self, root: Path) -> None:
        self._root = root.resolve()

    def path(self, name: str) -> Path | None:
        path = (self._root / name).resolve()
        return path if path.is_relative_to(self._root) else None


def _codes(call: object, *arguments: object) -> list[str]:
    with pytest.raises(TypesetError) as raised:
        call(*arguments)  # type: ignore[operator]
    return [f.code for f in raised.value.findings]


def test_a_save_writes_the_file_whole_and_keeps_its_mode(tmp_path: Path) -> None:
    file = tmp_path / "a.yaml"
    file.write_bytes(b"a: 1\n")
    file.chmod(0o664)
    files = EditedFiles(Folder(tmp_path))
    opened = files.open("a.yaml")
    assert (opened.text, opened.version, opened.undo) == ("a: 1\n", version_of(b"a: 1\n"), 0)
    saved = files.save("a.yaml", "a: 2\n", opened.version)
    assert file.read_bytes() == b"a: 2\n"
    assert saved.version == version_of(b"a: 2\n")
    assert file.stat().st_mode & 0o7777 == 0o664
    assert [one.name for one in tmp_path.iterdir()] == ["a.yaml"]


def test_another_version_on_disk_is_not_overwritten(tmp_path: Path) -> None:
    file = tmp_path / "a.yaml"
    file.write_bytes(b"a: 1\n")
    files = EditedFiles(Folder(tmp_path))
    opened = files.open("a.yaml")
    file.write_bytes(b"a: theirs\n")
    with pytest.raises(ChangedOnDiskError) as raised:
        files.save("a.yaml", "a: mine\n", opened.version)
    assert raised.value.now.text == "a: theirs\n"
    assert file.read_bytes() == b"a: theirs\n"
    # Who has seen it may write over it, and take that back.
    saved = files.save("a.yaml", "a: mine\n", raised.value.now.version)
    assert files.undo("a.yaml", saved.version).text == "a: theirs\n"


def test_a_change_between_looking_and_writing_is_not_lost(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    file = tmp_path / "a.yaml"
    file.write_bytes(b"a: 1\n")
    files = EditedFiles(Folder(tmp_path))
    version = files.open("a.yaml").version
    beside = sources._written_beside

    def meanwhile(path: Path, data: bytes) -> Path:
        file.write_bytes(b"a: theirs\n")
        return beside(path, data)

    monkeypatch.setattr(sources, "_written_beside", meanwhile)
    with pytest.raises(ChangedOnDiskError):
        files.save("a.yaml", "a: mine\n", version)
    assert file.read_bytes() == b"a: theirs\n"
    assert [one.name for one in tmp_path.iterdir()] == ["a.yaml"]


def test_saves_are_undone_one_after_another(tmp_path: Path) -> None:
    file = tmp_path / "a.yaml"
    file.write_bytes(b"0")
    files = EditedFiles(Folder(tmp_path))
    version = files.open("a.yaml").version
    for number in range(1, 4):
        version = files.save("a.yaml", str(number), version).version
    assert files.open("a.yaml").undo == 3
    for number in (2, 1, 0):
        undone = files.undo("a.yaml", version)
        version = undone.version
        assert (undone.text, undone.undo) == (str(number), number)
    assert _codes(files.undo, "a.yaml", version) == ["nothing-to-undo"]


def test_undo_never_takes_back_what_somebody_else_wrote(tmp_path: Path) -> None:
    file = tmp_path / "a.yaml"
    file.write_bytes(b"0")
    files = EditedFiles(Folder(tmp_path))
    first = files.save("a.yaml", "1", files.open("a.yaml").version)
    file.write_bytes(b"theirs")
    with pytest.raises(ChangedOnDiskError):
        files.undo("a.yaml", first.version)
    assert files.open("a.yaml").undo == 0
    now = files.open("a.yaml").version
    assert _codes(files.undo, "a.yaml", now) == ["nothing-to-undo"]
    saved = files.save("a.yaml", "2", now)
    assert saved.undo == 1
    assert files.undo("a.yaml", saved.version).text == "theirs"


def test_the_history_is_bounded(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sources, "STEPS", 5)
    monkeypatch.setattr(sources, "STEP_BYTES", 2500)
    (tmp_path / "a.md").write_text("x")
    files = EditedFiles(Folder(tmp_path))
    version = files.open("a.md").version
    for number in range(9):
        saved = files.save("a.md", f"{number}", version)
        version = saved.version
    assert saved.undo == 5
    for number in range(4):
        saved = files.save("a.md", f"{number}" * 1000, version)
        version = saved.version
    assert saved.undo == 2


def test_a_save_of_the_same_text_is_no_step(tmp_path: Path) -> None:
    (tmp_path / "a.md").write_bytes(b"\xef\xbb\xbfa\r\n")
    files = EditedFiles(Folder(tmp_path))
    opened = files.open("a.md")
    assert opened.text == "a\n"
    saved = files.save("a.md", opened.text, opened.version)
    assert (saved.version, saved.undo) == (opened.version, 0)


def test_a_link_inside_is_followed_and_stays_and_one_outside_is_not(tmp_path: Path) -> None:
    inside, outside = tmp_path / "in", tmp_path / "out"
    inside.mkdir()
    outside.mkdir()
    (inside / "real.yaml").write_text("a")
    (outside / "secret.yaml").write_text("s")
    (inside / "link.yaml").symlink_to("real.yaml")
    (inside / "away.yaml").symlink_to(outside / "secret.yaml")
    files = EditedFiles(Folder(inside))
    files.save("link.yaml", "b", files.open("link.yaml").version)
    assert (inside / "link.yaml").is_symlink()
    assert (inside / "real.yaml").read_text() == "b"
    assert _codes(files.open, "away.yaml") == ["file-not-of-edition"]
    assert _codes(files.save, "away.yaml", "x", version_of(b"s")) == ["file-not-of-edition"]
    assert (outside / "secret.yaml").read_text() == "s"


def test_what_is_no_text_is_refused_both_ways(tmp_path: Path) -> None:
    for name, data in {
        "gbk.md": "正文".encode("gb18030"),
        "bin.md": b"a\0b",
        "big.md": b"x" * (MAX_BYTES + 1),
    }.items():
        (tmp_path / name).write_bytes(data)
    (tmp_path / "a.md").write_text("a")
    files = EditedFiles(Folder(tmp_path))
    assert _codes(files.open, "gbk.md") == ["not-utf8"]
    assert _codes(files.open, "bin.md") == ["not-a-text"]
    assert _codes(files.open, "big.md") == ["file-too-large"]
    assert _codes(files.open, "none.md") == ["file-not-of-edition"]
    version = files.open("a.md").version
    assert _codes(files.save, "a.md", "\ud800", version) == ["not-a-text"]
    assert _codes(files.save, "a.md", "a\0", version) == ["not-a-text"]
    assert _codes(files.save, "a.md", "啊" * MAX_BYTES, version) == ["file-too-large"]
    assert (tmp_path / "a.md").read_text() == "a"


@pytest.mark.skipif(os.geteuid() == 0, reason="root may write anywhere")
def test_a_folder_that_cannot_be_written_is_told(tmp_path: Path) -> None:
    (tmp_path / "a.md").write_text("a")
    files = EditedFiles(Folder(tmp_path))
    version = files.open("a.md").version
    tmp_path.chmod(0o555)
    assert _codes(files.save, "a.md", "b", version) == ["file-not-saved"]
    tmp_path.chmod(0o755)


def test_a_disk_that_fails_leaves_the_old_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "a.md").write_text("a")
    files = EditedFiles(Folder(tmp_path))

    def full(_handle: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "fsync", full)
    assert _codes(files.save, "a.md", "b", files.open("a.md").version) == ["file-not-saved"]
    assert (tmp_path / "a.md").read_text() == "a"
    assert [one.name for one in tmp_path.iterdir()] == ["a.md"]


LINES = st.lists(
    st.tuples(st.text(alphabet="ab栏 ", max_size=3), st.sampled_from(["\n", "\r\n", "\r"])), max_size=8
)
MARK = st.sampled_from([b"", b"\xef\xbb\xbf"])


@settings(deadline=None)
@given(LINES, MARK)
def test_property_a_text_that_is_not_changed_gives_the_same_bytes(
    lines: list[tuple[str, str]], mark: bytes
) -> None:
    # A lone \r before a \n would be one end, not two.
    data = (
        mark + "".join(line + end for line, end in lines).replace("\r\n", "\n").replace("\n", "\r\n").encode()
    )
    assert bytes_of(text_from(data, "f"), data, "f") == data
    mixed = mark + "|".join(line + end for line, end in lines).encode()
    assert bytes_of(text_from(mixed, "f"), mixed, "f") == mixed


@settings(deadline=None)
@given(LINES, st.text(alphabet="ab\n", max_size=6), st.integers(0, 20))
def test_property_lines_that_did_not_change_keep_their_ends(
    lines: list[tuple[str, str]], put: str, at: int
) -> None:
    data = "|".join(line + end for line, end in lines).encode()
    text = text_from(data, "f")
    new = text[:at] + put + text[at:]
    after = bytes_of(new, data, "f")
    assert text_from(after, "f") == new
    if "\n" not in put:
        assert after.count(b"\r\n") >= data.count(b"\r\n") - 1
