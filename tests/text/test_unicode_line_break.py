"""Our line breaker against Unicode's own test file, and its data against Unicode's files."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from pathlib import Path

import make_line_break_data
import pytest

from typeset.text.uax14 import UNICODE_VERSION, Opportunity, break_opportunities

UNICODE = make_line_break_data.UNICODE
CASES = 7654
Need = Callable[[str], Path]


@pytest.fixture
def unicode_file() -> Need:
    """A file of Debian's unicode-data; skipped where it is missing, but in CI it must be there."""

    def find(name: str) -> Path:
        path = UNICODE / name
        if not path.exists():
            reason = f"{path} is missing: install unicode-data"
            if os.environ.get("CI"):
                pytest.fail(reason)
            pytest.skip(reason)
        if UNICODE_VERSION not in (UNICODE / "LineBreak.txt").read_text("utf-8").splitlines()[0]:
            pytest.skip(f"another version of Unicode than {UNICODE_VERSION}")
        return path

    return find


def cases(path: Path) -> Iterator[tuple[str, tuple[bool, ...], str]]:
    """Text, whether a break is allowed after each character, and the line itself."""
    for line in path.read_text("utf-8").splitlines():
        marks = line.partition("#")[0].split()
        if marks:
            text = "".join(chr(int(point, 16)) for point in marks[1::2])
            yield text, tuple(mark == "÷" for mark in marks[2::2]), line


def test_every_case_of_the_unicode_line_break_test(unicode_file: Need) -> None:
    found = list(cases(unicode_file("auxiliary/LineBreakTest.txt")))
    assert len(found) == CASES
    wrong = [
        line
        for text, expected, line in found
        if tuple(said >= Opportunity.MAY for said in break_opportunities(text)) != expected
    ]
    assert not wrong


def test_the_data_are_those_of_the_unicode_files(unicode_file: Need) -> None:
    for name in make_line_break_data.FILES:
        unicode_file(name)
    assert make_line_break_data.source() == make_line_break_data.TARGET.read_text("utf-8")


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("", ()),
        ("a", (Opportunity.MUST,)),
        ("中国", (Opportunity.MAY, Opportunity.MUST)),
        ("a\nb", (Opportunity.NO, Opportunity.MUST, Opportunity.MUST)),
        ("\r\n", (Opportunity.JOINED, Opportunity.MUST)),
        ("é".replace("é", "e\u0301") + "中", (Opportunity.JOINED, Opportunity.MAY, Opportunity.MUST)),
        ("🇨🇳🇨🇳", (Opportunity.JOINED, Opportunity.MAY, Opportunity.JOINED, Opportunity.MUST)),
        ("👩\u200d🚀", (Opportunity.JOINED, Opportunity.JOINED, Opportunity.MUST)),
        ("👍🏽", (Opportunity.JOINED, Opportunity.MUST)),
        ("\u200d\u00a0", (Opportunity.NO, Opportunity.MUST)),
        ("\u200d中", (Opportunity.JOINED, Opportunity.MUST)),
    ],
)
def test_opportunities_know_clusters_and_line_ends(text: str, said: tuple[Opportunity, ...]) -> None:
    assert tuple(break_opportunities(text)) == said


def test_numbers_go_by_the_regular_expression_of_example_7() -> None:
    # The pairs of LB25 in the annex itself would keep the last digit here; Example 7 of section 8.2 does not.
    assert break_opportunities("equals .35")[7] == Opportunity.MAY
    assert break_opportunities("$(12.35)%") == bytes([Opportunity.NO] * 8 + [Opportunity.MUST])
