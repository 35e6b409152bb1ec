"""Fonts of the package are mapped, not read; a workspace's own are read, for they may be written over (issue 9)."""

import hashlib
import pickle
import sys
from pathlib import Path

import pytest

from typeset.faces import Face, FaceBook, FaceRecord, MappedFont
from typeset.findings import TypesetError
from typeset.read import disk
from typeset.read.disk import DiskSources
from typeset.read.fonts import read_faces
from typeset.source import MemorySources

ROOT = Path(__file__).parents[2]
SQUARE = (ROOT / "tests" / "square.ttf").read_bytes()

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="a mapped file cannot be replaced there")


@pytest.fixture
def workspace(tmp_path: Path) -> Path:
    (tmp_path / "fonts").mkdir()
    (tmp_path / "fonts" / "Own.ttf").write_bytes(SQUARE)
    (tmp_path / "fonts" / "fonts.yaml").write_text("faces: {方: {file: Own.ttf}}\n", encoding="utf-8")
    return tmp_path


def book_of(workspace: Path) -> FaceBook:
    book, found = read_faces(DiskSources(workspace))
    assert book is not None
    assert found == ()
    return book


@pytest.fixture
def package(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A package with a single face."""
    root = tmp_path / "package"
    (root / "fonts").mkdir(parents=True)
    (root / "fonts" / "Own.ttf").write_bytes(SQUARE)
    manifest = f"faces: {{方: {{file: Own.ttf, sha256: {hashlib.sha256(SQUARE).hexdigest()}}}}}\n"
    (root / "fonts" / "fonts.yaml").write_text(manifest, encoding="utf-8")
    monkeypatch.setattr(disk, "bundled_root", lambda: root)
    return root


def test_faces_of_the_package_are_mapped_and_serve_as_if_they_were_read(
    package: Path, tmp_path: Path
) -> None:
    mapped, read = book_of(tmp_path).face("方"), Face(FaceRecord("方", SQUARE))
    data = mapped.record.data
    assert isinstance(data, MappedFont)
    assert data[:] == SQUARE
    assert hashlib.sha256(data).digest() == hashlib.sha256(SQUARE).digest()
    assert mapped.glyph("国") == read.glyph("国") != 0
    assert mapped.shape("中国") == read.shape("中国")


def test_a_font_replaced_meanwhile_stays_what_it_was(package: Path, tmp_path: Path) -> None:
    face = book_of(tmp_path).face("方")
    new = package / "fonts" / "new.ttf"
    new.write_bytes(b"no font")
    new.replace(package / "fonts" / "Own.ttf")
    assert face.glyph("国")
    assert isinstance(face.record.data, MappedFont)
    assert face.record.data[:] == SQUARE


def test_a_mapped_face_is_sent_as_its_content(package: Path, tmp_path: Path) -> None:
    face = book_of(tmp_path).face("方")
    assert isinstance(face.record.data, MappedFont)
    sent = pickle.loads(pickle.dumps(face))
    assert sent.record.data == SQUARE
    assert sent.shape("中国") == face.shape("中国")


def test_a_font_of_the_workspace_that_is_cut_short_meanwhile_stays_what_it_was(workspace: Path) -> None:
    face = book_of(workspace).face("方")
    assert face.record.data == SQUARE
    (workspace / "fonts" / "Own.ttf").write_bytes(b"")
    assert face.glyph("国")


def test_files_that_cannot_be_mapped_are_told_of_as_before(workspace: Path) -> None:
    (workspace / "fonts" / "Own.ttf").write_bytes(b"")
    _, found = read_faces(DiskSources(workspace))
    assert [f.code for f in found] == ["face-broken"]
    assert DiskSources(workspace).map_font("fonts/Own.ttf") == b""
    with pytest.raises(FileNotFoundError):
        DiskSources(workspace).map_font("fonts/None.ttf")
    with pytest.raises(FileNotFoundError):
        DiskSources(workspace).map_font("../square.ttf")


def test_a_font_is_held_against_its_manifest(workspace: Path) -> None:
    manifest = workspace / "fonts" / "fonts.yaml"
    manifest.write_text("faces: {方: {file: Own.ttf, sha256: 00}}\n", encoding="utf-8")
    book, found = read_faces(DiskSources(workspace))
    assert [f.code for f in found] == ["own-face-changed"]
    assert book is not None
    assert "方" not in book
    manifest.write_text(
        f"faces: {{方: {{file: Own.ttf, sha256: {hashlib.sha256(SQUARE).hexdigest()}}}}}\n", encoding="utf-8"
    )
    assert book_of(workspace).face("方").glyph("国")


def test_sources_that_are_no_disk_give_bytes() -> None:
    files = {
        "@bundled/fonts/fonts.yaml": "faces: {方: {file: A.ttf}}".encode(),
        "@bundled/fonts/A.ttf": SQUARE,
    }
    book, _ = read_faces(MemorySources(files))
    assert book is not None
    assert book.face("方").record.data == SQUARE


def test_a_font_that_is_gone_when_it_is_used_is_told_of(workspace: Path) -> None:
    book = book_of(workspace)
    (workspace / "fonts" / "Own.ttf").unlink()
    with pytest.raises(TypesetError):
        book.face("方")
