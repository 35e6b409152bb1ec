"""Golden pages: small editions, their display lists as text, one means of page make-up each.

``pytest --accept tests/test_golden.py`` rewrites the expected pages; CI refuses the flag.
"""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from typeset import press
from typeset.catalogue import message
from typeset.catalogue.copyrules import ENTRIES as COPY_RULES
from typeset.catalogue.entry import Lang
from typeset.catalogue.pagerules import ENTRIES as PAGE_RULES
from typeset.checks.judged import placed
from typeset.findings import in_order
from typeset.render.text import TextRenderer

GOLDEN = Path(__file__).parent / "golden"
CASES = sorted(path.name for path in (GOLDEN / "editions").iterdir() if path.is_dir())

# Golden pages show one means each on a page mostly empty: what the checker says of whole pages and of copy is not looked at.
CHECKER = {entry.code for entry in (*PAGE_RULES, *COPY_RULES)}


def account(done: press.SetEdition) -> list[str]:
    """Parts, jumps and findings below the pages: they are as much a result as the ink."""
    issue = done.issue
    # With what the checker leaves out as the consequence of something: here the consequence is looked at.
    told = in_order([*done.findings, *(placed(f, issue.edition) for f in issue.findings)])
    return [
        *(f"part {p.story} page {p.page} {p.frame} {p.first}-{p.last} lines {p.lines}" for p in issue.parts),
        *(
            f"jump {j.story} {j.from_page}/{j.from_frame} -> {j.to_page}/{j.to_frame} at {j.at}"
            for j in issue.jumps
        ),
        *(f"overset {o.story} from {o.first}: {o.characters} characters" for o in issue.oversets),
        *dict.fromkeys(
            f"{f.severity.word} {f.code} {f.span or ''} {message(f, Lang.EN)}".replace("  ", " ")
            for f in told
            if f.code not in CHECKER
        ),
    ]


@pytest.mark.parametrize("case", CASES)
def test_page_is_as_expected(case: str, *, accept: bool) -> None:
    done = press.check(press.load(GOLDEN / "editions" / case))
    assert "characters-lost" not in {f.code for f in done.findings}
    renderer = TextRenderer()
    lines = [line for page in done.issue.pages for line in renderer.lines(page)]
    found = "\n".join([*lines, "", *account(done), ""])
    expected = GOLDEN / "editions" / case / "expected.txt"
    if accept:
        if os.environ.get("CI"):
            pytest.fail("CI does not accept new goldens")
        expected.write_text(found, encoding="utf-8")
    assert found == expected.read_text(encoding="utf-8")
