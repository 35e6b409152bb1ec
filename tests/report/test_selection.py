"""``--only``, ``--ignore`` and ``--baseline``: which findings are reported and count."""

import json

import pytest
from msgspec.structs import replace

from typeset.catalogue import finding
from typeset.catalogue.entry import Lang
from typeset.findings import Finding
from typeset.report.baseline import Baseline, read_baseline
from typeset.report.fingerprint import fingerprint
from typeset.report.json_report import JsonReport
from typeset.report.outcome import Outcome
from typeset.report.selection import Selection, selected
from typeset.source import Span


def over(amount: int, line: int = 3, story: str = "a") -> Finding:
    return finding(
        "overset",
        span=Span("s/a.md", line, 1),
        page=1,
        frame="lead",
        story=story,
        amount=amount,
        unit="characters",
        lines=2,
        from_text="这里",
        cure_zh="",
        cure_en="",
    )


def baseline(*found: Finding) -> Baseline:
    return read_baseline(JsonReport().write(Outcome(slug="x", findings=found), lang=Lang.EN))


def test_only_and_ignore() -> None:
    two = (
        over(5),
        finding(
            "underset",
            page=1,
            frame="b",
            story="b",
            amount=2,
            cure_zh="每栏约空 1 行",
            cure_en="about 1 rows are empty",
        ),
    )
    outcome = Outcome(slug="x", findings=two)
    assert selected(outcome, Selection(only=frozenset({"overset"}))).findings == two[:1]
    left = selected(outcome, Selection(ignore=frozenset({"overset"})))
    assert (left.findings, left.left_out) == (two[1:], 1)


@pytest.mark.parametrize(
    ("now", "is_known"),
    [(over(5), True), (over(4, line=9), True), (over(6), False), (over(5, story="b"), False)],
)
def test_a_finding_is_known_until_it_grows(now: Finding, *, is_known: bool) -> None:
    new, known = baseline(over(5)).parted([now])
    assert (known, new) == (((now,), ()) if is_known else ((), (now,)))


def test_each_known_finding_stands_for_one() -> None:
    first, second = over(5), over(5, line=7)
    new, known = baseline(first).parted([first, second])
    assert (len(new), len(known)) == (1, 1)


def test_a_fingerprint_is_made_of_what_stays() -> None:
    assert fingerprint(over(5)) == fingerprint(over(900, line=40))
    assert fingerprint(over(5)) != fingerprint(replace(over(5), frame="second"))
    one, other = (finding("unknown-key", span=Span("e.yaml", 1, 1), key=key) for key in ("a", "b"))
    assert fingerprint(one) != fingerprint(other)


@pytest.mark.parametrize("text", ["", "[]", "{}", json.dumps({"findings": [{"code": "overset"}]})])
def test_what_is_no_baseline(text: str) -> None:
    with pytest.raises(ValueError):  # noqa: PT011 - any reason will do
        read_baseline(text)
