"""What hostile files are judged within does limit."""

from __future__ import annotations

import signal
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from limited import FAILED, Limited

pytestmark = pytest.mark.skipif(not sys.platform.startswith("linux"), reason="limits are Linux's")


def act(arguments: list[str]) -> int:
    (what,) = arguments
    if what == "spin":
        while True:
            pass
    if what == "grow":
        bytearray(1 << 30)
    sys.stdout.write(str(Path.cwd()))
    sys.stderr.write(what)
    return 3


@pytest.fixture(scope="module")
def program() -> Iterator[Limited]:
    with Limited("test_limited:act", seconds=1, size=1 << 30) as one:
        yield one


def test_a_run_tells_what_it_said_and_came_to(program: Limited, tmp_path: Path) -> None:
    done = program.run("stay", cwd=tmp_path)
    assert (done.returncode, done.stdout, done.stderr) == (3, str(tmp_path), "stay")


def test_a_run_ends_when_its_time_is_over(program: Limited) -> None:
    assert program.run("spin").returncode in {-signal.SIGXCPU, -signal.SIGKILL}


def test_a_run_has_no_more_memory_than_it_may_have(program: Limited) -> None:
    done = program.run("grow")
    assert done.returncode == FAILED
    assert "MemoryError" in done.stderr


def test_each_run_begins_anew(program: Limited) -> None:
    assert [program.run("stay").returncode for _ in range(3)] == [3, 3, 3]
