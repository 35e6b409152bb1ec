"""Timing and weighing of whole processes."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest
from processes import CommandError, seconds, weight

PROC = Path("/proc/self/smaps_rollup").exists()
IDLE = "import time; time.sleep(0.3)"
BLOCK = "x = bytearray(b'x') * (60 << 20); import time; time.sleep(0.3)"


def test_a_command_that_fails_is_told_with_what_it_said():
    with pytest.raises(CommandError, match="out of paper"):
        seconds([sys.executable, "-c", "raise SystemExit('out of paper')"])
    with pytest.raises(CommandError):
        weight([sys.executable, "-c", "raise SystemExit(3)"])


@pytest.mark.skipif(not PROC, reason="needs /proc")
def test_what_the_parent_holds_is_not_counted():
    held = bytearray(b"x") * (80 << 20)
    assert weight([sys.executable, "-c", IDLE]).largest < 60
    assert len(held) == 80 << 20


def test_the_peak_of_a_process_is_what_it_held():
    light, heavy = weight([sys.executable, "-c", IDLE]), weight([sys.executable, "-c", BLOCK])
    assert heavy.largest - light.largest == pytest.approx(60, abs=15)


@pytest.mark.skipif(not PROC, reason="needs /proc")
def test_processes_of_a_tree_are_added_up():
    both = (
        f"import subprocess, sys; p = subprocess.Popen([sys.executable, '-c', {BLOCK!r}]); {BLOCK}; p.wait()"
    )
    found = weight([sys.executable, "-c", both])
    assert found.together > found.largest + 40
