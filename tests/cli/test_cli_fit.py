"""``typeset fit`` and the advice ``check`` gives: done to the Markdown, it makes the story fit."""

from __future__ import annotations

import json
import re
from pathlib import Path

import jsonschema
import pytest

from typeset.cli import main
from typeset.report.json_report import report_schema

ROOT = Path(__file__).parents[2]
LONG = "第二天一早，大家又把版面从头到尾看了一遍，改了三处标题，删了两句话。"


@pytest.fixture
def edition(starter: Path) -> Path:
    """The edition of a starter that may be spoiled."""
    return starter / "editions" / "starter"


def report(edition: Path, capsys: pytest.CaptureFixture[str], *more: str) -> dict:  # type: ignore[type-arg]
    main(["check", str(edition), "--quiet", "--lang", "en", "--format", "json", *more])
    document = json.loads(capsys.readouterr().out)
    jsonschema.validate(document, json.loads(report_schema()))
    assert isinstance(document, dict)
    return document


def test_what_check_advises_is_done_to_the_file_and_fits(
    edition: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    story = edition / "stories" / "layout.md"
    story.write_text(story.read_text(encoding="utf-8").rstrip() + "\n\n" + LONG * 12 + "\n", encoding="utf-8")
    before = report(edition, capsys)
    (found,) = [f for f in before["findings"] if f["code"] == "overset"]
    assert found["related"]["file"] == "layouts/starter-front.yaml"
    (fit,) = [s["fit"] for s in before["stories"] if s["slug"] == "layout"]
    assert (fit["state"], fit["characters"]) == ("over", found["amount"])
    assert fit["from_end"] < 0
    (cure,) = [hint for hint in found["hints"] if "at the end of the copy" in hint]
    assert re.search(rf"\bcut {-fit['from_end']} at the end", cure)
    # Done as an editor would: characters before the last full stop.
    text = story.read_text(encoding="utf-8").rstrip()
    for less, over in ((0, False), (1, True)):
        cut = -fit["from_end"] - less
        story.write_text(text[: -cut - 1] + text[-1] + "\n", encoding="utf-8")
        codes = [f["code"] for f in report(edition, capsys)["findings"]]
        assert ("overset" in codes) == over


def test_the_table_names_every_story_and_its_margin(
    edition: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["fit", str(edition), "--quiet", "--lang", "zh", "--story", "story"]) == 0
    out = capsys.readouterr().out
    row = next(line for line in out.splitlines() if "story" in line)
    assert re.fullmatch(r"2\s+main\s+story\s+正好\s+−\d+/\+\d+\s+—\s+−\d+/\+\d+", row)
    assert "welcome" not in out
    assert main(["fit", str(edition), "--quiet", "--format", "json", "--story", "story"]) == 0
    (one,) = json.loads(capsys.readouterr().out)["stories"]
    assert (one["slug"], one["state"], one["margin"]["jump"]) == ("story", "exact", None)
    shrink, grow = re.findall(r"−(\d+)/\+(\d+)", row)[1]
    assert one["margin"]["page"] == {"shrink": int(shrink), "grow": int(grow)}


def test_a_story_there_is_not(edition: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["fit", str(edition), "--quiet", "--story", "storey"]) == 2
    assert "story-not-here" in capsys.readouterr().err
