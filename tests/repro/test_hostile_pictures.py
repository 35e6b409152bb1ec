"""Hostile and broken pictures: each gives a picture or a reason, in bounded memory and time, never anything else."""

from __future__ import annotations

import sys

import pytest
from hostile import CASES
from limited import Limited

# For two preparations; of the processor, so that a busy machine changes nothing.
SECONDS = 20
BYTES = 1 << 30
MADE = {
    "PNG just within the limit",
    "PNG with alpha just within the limit",
    "PNG 30,000 pixels wide",
    "JPEG 30,000 pixels wide",
    "PNG of 16 bits just within the limit",
    "JPEG whose EXIF runs in a ring",
    "WebP whose EXIF runs in a ring",
    "JPEG with a damaged profile",
    "PNG with a damaged profile",
    "TIFF with a damaged profile",
    "WEBP with a damaged profile",
    "JPEG whose profile claims a million tags",
    "JPEG with a clipping path bomb",
}
"""Those that can be read all the same, and are."""


def test_there_are_enough_of_them():
    assert len(CASES) >= 40
    assert CASES.keys() >= MADE


@pytest.fixture(scope="module")
def judge():
    with Limited("judge_hostile:main", seconds=SECONDS, size=BYTES) as one:
        yield one


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="address space can be limited on Linux only")
@pytest.mark.parametrize("name", list(CASES))
def test_a_picture_or_a_reason(name, tmp_path, judge):
    file = tmp_path / "picture"
    file.write_bytes(CASES[name]())
    done = judge.run(file)
    # Libraries in C may grumble; nothing may be raised.
    assert done.returncode == 0
    assert "Traceback" not in done.stderr
    lines = done.stdout.splitlines()
    assert len(lines) == 2
    assert all(line.startswith(("broken: ", "made: ")) for line in lines)
    if name in MADE:
        assert all(line.startswith("made: ") for line in lines), lines
    if name.startswith(("PNG bomb", "TIFF bomb")):
        assert all("million pixels" in line for line in lines), lines
