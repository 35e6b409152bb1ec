"""The arithmetic of the race, on figures known by hand."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest
from figures import growth_exponent, paired_ratio, percentile, shares
from stages import stage_of


def test_a_growth_exponent_is_the_slope_of_the_logarithms():
    assert growth_exponent({4: 8.0, 16: 32.0, 64: 128.0}) == pytest.approx(1)
    assert growth_exponent({4: 1.0, 16: 4.0 * 4, 64: 16.0 * 16}) == pytest.approx(2)
    assert growth_exponent({4: 5.0, 256: 5.0}) == pytest.approx(0)


def test_small_sizes_may_be_left_out_of_a_growth():
    figures = {4: 100.0, 16: 1.0, 64: 4.0, 256: 16.0}
    assert growth_exponent(figures, 16) == pytest.approx(1)
    assert growth_exponent(figures) < 0.5


def test_a_growth_needs_two_sizes():
    with pytest.raises(ValueError, match="two sizes"):
        growth_exponent({4: 1.0, 16: 2.0}, 16)


def test_a_slow_round_does_not_change_a_paired_ratio():
    assert paired_ratio([1, 2, 30], [2, 4, 60]) == pytest.approx(0.5)
    assert paired_ratio([1, 10, 1], [1, 2, 1]) == pytest.approx(1)


def test_runs_of_a_ratio_are_pairs():
    with pytest.raises(ValueError, match="argument"):
        paired_ratio([1, 2], [1])


@pytest.mark.parametrize(("share", "found"), [(0, 1), (0.5, 3), (1, 9), (0.25, 2), (0.75, 4), (0.875, 6.5)])
def test_percentiles_lie_between_the_values(share: float, found: float):
    assert percentile([9, 2, 1, 3, 4], share) == pytest.approx(found)


def test_shares_of_a_whole():
    assert shares({"read": 1.0, "set": 3.0}) == {"read": 0.25, "set": 0.75}
    assert shares({"read": 0.0}) == {"read": 0.0}


def test_a_stack_counts_for_its_innermost_room_and_an_import_for_the_start():
    assert stage_of(["json.encoder", "typeset.report.text", "typeset.press", "typeset.cli.build"]) == "write"
    assert stage_of(["typeset.text.totalfit", "typeset.flow.body", "typeset.press"]) == "set"
    assert stage_of(["typeset.flow.glyphs", "typeset.flow.thread"]) == "place"
    assert stage_of(["typeset.text.classes", "importlib._bootstrap", "typeset.flow"]) == "start"
    assert stage_of(["typeset.textile"]) == "other"


def test_the_work_of_a_copy_of_the_process_is_seen():
    program = """
import os, time
from stages import Looks

def busy(seconds):
    end = time.process_time() + seconds
    while time.process_time() < end:
        pass

looks = Looks()
looks.begin()
child = os.fork()
if not child:
    exec(compile("busy(0.3)", "x", "exec"), {"__name__": "typeset.read", "busy": busy})
    os._exit(0)
os.waitpid(child, 0)
exec(compile("busy(0.1)", "x", "exec"), {"__name__": "typeset.flow", "busy": busy})
found = looks.end()
assert found["read"] > found["flow"] > 0, found
"""
    done = subprocess.run(
        [sys.executable, "-c", program],
        cwd=Path(__file__).parent,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
