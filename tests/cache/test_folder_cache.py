"""The cache as a folder: what comes back is what was put, or nothing; whatever happens to the folder meanwhile."""

from __future__ import annotations

import errno
import os
import pickle
import subprocess
import sys
import time
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from typeset.cache import NO_CACHE, key_of
from typeset.stock import FolderCache, entry

VERSION = b"v" * 32
KEY = key_of("one")


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return tmp_path / "workspace" / ".typeset-cache"


def cache_in(folder: Path, most: int = 1 << 20) -> FolderCache:
    return FolderCache(folder, VERSION, most)


def files_in(folder: Path) -> list[Path]:
    """The entries, which lie a folder deep."""
    return sorted(path for path in folder.glob("*/*") if path.is_file())


def test_what_was_put_comes_back_in_another_run(folder: Path) -> None:
    cache_in(folder).put("kind", KEY, b"data")
    assert cache_in(folder).get("kind", KEY) == b"data"


def test_nothing_is_found_under_another_kind_key_or_version(folder: Path) -> None:
    cache_in(folder).put("kind", KEY, b"data")
    assert cache_in(folder).get("other", KEY) is None
    assert cache_in(folder).get("kind", key_of("two")) is None
    assert FolderCache(folder, b"w" * 32).get("kind", KEY) is None


def test_asking_makes_no_folder(folder: Path) -> None:
    assert cache_in(folder).get("kind", KEY) is None
    assert not folder.exists()


def test_the_folder_says_that_it_is_a_cache_and_is_left_out_of_git(folder: Path) -> None:
    cache_in(folder).put("kind", KEY, b"data")
    assert (folder / "CACHEDIR.TAG").read_text().startswith("Signature: 8a477f597d28d172789f06886806bc55\n")
    assert (folder / ".gitignore").read_text() == "*\n"


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(data=st.binary(max_size=40), at=st.integers(0, 200), bit=st.integers(0, 7))
def test_an_entry_with_one_bit_turned_is_taken_away(folder: Path, data: bytes, at: int, bit: int) -> None:
    cache_in(folder).put("kind", KEY, data)
    (path,) = files_in(folder)
    spoiled = bytearray(path.read_bytes())
    spoiled[at % len(spoiled)] ^= 1 << bit
    path.write_bytes(spoiled)
    assert cache_in(folder).get("kind", KEY) is None
    assert not path.exists()


@pytest.mark.parametrize("left", [0, 1, len(entry.HEAD), len(entry.HEAD) + 31, len(entry.HEAD) + 33])
def test_an_entry_that_was_cut_off_is_taken_away(folder: Path, left: int) -> None:
    cache_in(folder).put("kind", KEY, b"data")
    (path,) = files_in(folder)
    path.write_bytes(path.read_bytes()[:left])
    assert cache_in(folder).get("kind", KEY) is None
    assert not path.exists()


def test_an_entry_of_another_way_of_writing_counts_as_none(folder: Path) -> None:
    cache_in(folder).put("kind", KEY, b"data")
    (path,) = files_in(folder)
    path.write_bytes(path.read_bytes().replace(b"cache 1", b"cache 2"))
    assert cache_in(folder).get("kind", KEY) is None


def test_an_entry_under_the_name_of_another_counts_as_none(folder: Path) -> None:
    cache_in(folder).put("kind", KEY, b"one")
    (one,) = files_in(folder)
    cache_in(folder).put("kind", key_of("two"), b"two")
    (two,) = set(files_in(folder)) - {one}
    one.write_bytes(two.read_bytes())
    assert cache_in(folder).get("kind", KEY) is None


def test_a_pipe_or_a_folder_in_the_place_of_an_entry_is_not_waited_for(folder: Path) -> None:
    cache = cache_in(folder)
    cache.put("kind", KEY, b"data")
    (path,) = files_in(folder)
    path.unlink()
    path.mkdir()
    assert cache.get("kind", KEY) is None
    path.rmdir()
    if hasattr(os, "mkfifo"):
        os.mkfifo(path)
        assert cache.get("kind", KEY) is None


def test_what_was_not_used_for_longest_goes_first(folder: Path) -> None:
    cache = cache_in(folder, most=10_000)
    keys = [key_of(number) for number in range(4)]
    for number, key in enumerate(keys):
        cache.put("kind", key, bytes(2000))
        (path,) = [path for path in files_in(folder) if path.stat().st_mtime > 10_000]
        os.utime(path, (1000 + number,) * 2)
    assert cache.get("kind", keys[0]) is not None, "used now, so that it is the youngest"
    cache.put("kind", key_of("last"), bytes(2500))
    kept = [cache_in(folder).get("kind", key) is not None for key in (*keys, key_of("last"))]
    assert kept == [True, False, True, True, True]


def test_it_is_never_larger_than_it_may_be(folder: Path) -> None:
    for run in range(3):
        cache = cache_in(folder, most=20_000)
        for number in range(30):
            cache.put("kind", key_of(run, number), bytes(1500))
            assert sum(path.stat().st_size for path in files_in(folder)) <= 20_000


def test_what_would_fill_half_of_it_is_not_kept(folder: Path) -> None:
    cache_in(folder, most=1000).put("kind", KEY, bytes(600))
    assert cache_in(folder).get("kind", KEY) is None


def test_files_that_are_not_ours_stay_when_room_is_made(folder: Path) -> None:
    cache = cache_in(folder, most=4000)
    cache.put("kind", KEY, bytes(1500))
    strangers = [folder / "notes.txt", files_in(folder)[0].parent / "notes.txt"]
    for path in strangers:
        path.write_bytes(bytes(5000))
        os.utime(path, (0, 0))
    for number in range(6):
        cache.put("kind", key_of(number), bytes(1500))
    assert all(path.exists() for path in strangers)


def test_a_link_instead_of_the_folder_is_not_followed(folder: Path, tmp_path: Path) -> None:
    elsewhere = tmp_path / "elsewhere"
    elsewhere.mkdir()
    folder.parent.mkdir()
    folder.symlink_to(elsewhere)
    cache = cache_in(folder)
    cache.put("kind", KEY, b"data")
    assert cache.get("kind", KEY) is None
    assert not list(elsewhere.iterdir())


def test_a_link_in_it_is_neither_followed_nor_emptied(folder: Path, tmp_path: Path) -> None:
    elsewhere = tmp_path / "elsewhere"
    elsewhere.mkdir()
    precious = elsewhere / ("a" * 64)
    precious.write_bytes(bytes(100_000))
    os.utime(precious, (0, 0))
    cache_in(folder).put("kind", KEY, b"data")
    (path,) = files_in(folder)
    path.unlink()
    path.parent.rmdir()
    path.parent.symlink_to(elsewhere)
    (folder / "zz").symlink_to(elsewhere)
    cache = cache_in(folder, most=4000)
    for number in range(10):
        cache.put("kind", key_of(number), bytes(1500))
    cache.put("kind", KEY, b"data")
    assert [path.name for path in elsewhere.iterdir()] == [precious.name]


def test_what_was_begun_and_left_is_taken_away_after_a_while(folder: Path) -> None:
    cache_in(folder).put("kind", KEY, b"data")
    (path,) = files_in(folder)
    old, new = (path.with_name(f"{path.name}.{digit * 16}.part") for digit in "01")
    for part in (old, new):
        part.write_bytes(b"half")
    os.utime(old, (time.time() - 7200,) * 2)
    cache_in(folder).put("kind", key_of("two"), b"data")
    assert not old.exists()
    assert new.exists(), "another build may be writing it"


def test_where_no_folder_can_be_made_nothing_is_kept(tmp_path: Path) -> None:
    (tmp_path / "file").write_bytes(b"")
    cache = cache_in(tmp_path / "file" / ".typeset-cache")
    cache.put("kind", KEY, b"data")
    assert cache.get("kind", KEY) is None


def test_on_a_full_disk_it_goes_on_without(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    cache = cache_in(folder)
    cache.put("kind", KEY, b"data")
    tried: list[Path] = []

    def full(path: Path, data: bytes) -> int:
        tried.append(path)
        raise OSError(errno.ENOSPC, "No space left on device", os.fspath(path))

    monkeypatch.setattr(Path, "write_bytes", full)
    cache.put("kind", key_of("two"), b"data")
    cache.put("kind", key_of("three"), b"data")
    assert len(tried) == 1, "after the first failure it is not tried again"
    assert not list(folder.glob("*/*.part"))


@pytest.mark.skipif(sys.platform == "win32" or os.geteuid() == 0, reason="root may write anywhere")
def test_in_a_folder_for_reading_only_what_is_there_is_found(folder: Path) -> None:
    cache_in(folder).put("kind", KEY, b"data")
    shelves = [folder, *(path for path in folder.iterdir() if path.is_dir())]
    for shelf in shelves:
        shelf.chmod(0o500)
    cache = cache_in(folder)
    cache.put("kind", key_of("two"), b"data")
    assert cache_in(folder).get("kind", KEY) == b"data"
    for shelf in shelves:
        shelf.chmod(0o700)


def test_it_may_be_deleted_at_any_time(folder: Path) -> None:
    cache = cache_in(folder)
    cache.put("kind", KEY, b"data")
    for path in files_in(folder):
        path.unlink()
        path.parent.rmdir()
    assert cache.get("kind", KEY) is None
    cache.put("kind", KEY, b"again")
    assert cache.get("kind", KEY) == b"again"


def test_a_worker_in_another_process_uses_the_same(folder: Path) -> None:
    cache = cache_in(folder)
    cache.put("kind", KEY, b"data")
    sent: FolderCache = pickle.loads(pickle.dumps(cache))
    assert sent.get("kind", KEY) == b"data"
    assert pickle.loads(pickle.dumps(NO_CACHE)) is NO_CACHE


BUSY = """
import sys
from pathlib import Path
from typeset.cache import key_of
from typeset.stock import FolderCache

cache = FolderCache(Path(sys.argv[1]), b"v" * 32, 60_000)
for number in range(400):
    key = key_of(number % 40)
    known = cache.get("kind", key)
    expected = key * (number % 40 + 10)
    assert known is None or known == expected, number
    cache.put("kind", key, expected)
"""


def test_two_may_use_it_at_once_while_room_is_made(folder: Path) -> None:
    both = [subprocess.Popen([sys.executable, "-c", BUSY, os.fspath(folder)]) for _ in range(2)]
    assert [one.wait() for one in both] == [0, 0]
    assert not list(folder.glob("*/*.part"))
    assert all(len(path.name) == 64 for path in files_in(folder))
