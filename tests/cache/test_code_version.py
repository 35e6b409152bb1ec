"""What makes entries besides their keys: another code, another version of a library, other entries."""

from __future__ import annotations

from pathlib import Path

import pytest

from typeset.cache import key_of
from typeset.model.layout import Rect
from typeset.stock import code_version


@pytest.fixture
def package(tmp_path: Path) -> Path:
    folder = tmp_path / "site" / "typeset"
    for name in ("text/lines.py", "cli/app.py"):
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text(f"# {name}\n", encoding="utf-8")
    return folder


def test_it_is_the_same_until_a_source_changes(package: Path) -> None:
    first = code_version(package)
    assert code_version(package) == first
    (package / "text" / "lines.py").write_text("# changed\n", encoding="utf-8")
    assert code_version(package) != first


def test_a_source_moved_from_one_file_to_another_is_a_change(package: Path) -> None:
    first = code_version(package)
    (package / "text" / "lines.py").rename(package / "text" / "other.py")
    assert code_version(package) != first


def test_the_command_line_makes_nothing_that_is_kept(package: Path) -> None:
    first = code_version(package)
    (package / "cli" / "app.py").write_text("# changed\n", encoding="utf-8")
    assert code_version(package) == first


def test_of_an_installed_package_the_list_of_files_counts(package: Path) -> None:
    record = package.parent / "typeset-1.0.dist-info" / "RECORD"
    record.parent.mkdir()
    record.write_text("typeset/text/lines.py,sha256=one,9\n", encoding="utf-8")
    first = code_version(package)
    record.write_text("typeset/text/lines.py,sha256=two,9\n", encoding="utf-8")
    assert code_version(package) != first


def test_another_version_of_a_library_is_another_version(
    package: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    first = code_version(package)
    monkeypatch.syspath_prepend(str(tmp_path))
    assert code_version(package) == first
    (tmp_path / "pillow-99.0.dist-info").mkdir()
    assert code_version(package) != first


def test_keys_of_equal_values_are_equal_and_of_others_others() -> None:
    one, again = {"b": Rect(1, 2, 3, 4), "a": frozenset({"x", "y", "z"})}, {}
    again["a"], again["b"] = frozenset({"z", "y", "x"}), Rect(1, 2, 3, 4)
    assert key_of(one) == key_of(again)
    assert key_of("ab", "c") != key_of("a", "bc")
    assert key_of(Rect(1, 2, 3, 4)) != key_of(Rect(1, 2, 4, 3))
    assert key_of(1) != key_of("1")


def test_keys_of_dictionaries_do_not_follow_the_order_of_making() -> None:
    one = Rect(1, 2, 3, 4)
    assert key_of({("a", 1): one, ("b", 2): "x"}) == key_of({("b", 2): "x", ("a", 1): one})
    assert key_of({("a", 1): one}) != key_of({("a", 2): one})
    assert key_of({("a", 1): one}) != key_of({("a", 1): Rect(1, 2, 3, 5)})
