"""A whole issue of two sections (叠), from its files to what is printed, written and told."""

from __future__ import annotations

import json
from pathlib import Path

import jsonschema
import pytest

from typeset.cli import main

SCHEMA = Path(__file__).parents[2] / "typeset" / "report" / "report-1.schema.json"

HOUSE = """\
paper: 小样报
sheet: {trim: [125mm, 110mm], type_area: {top: 7mm, bottom: 7mm, inside: 9mm, outside: 4.8mm}}
grid: {columns: 4, measure: 8字, gutter: 1字, body: 9pt, leading: 12pt}
styles:
  body: {face: 宋, size: 9pt, indent: 2字, align: justify}
  headline: {face: 小标宋, white_below: 2pt, fit: {sizes: [24pt, 18pt, 14pt], squeeze: 85%..100%}}
  jump_head: {face: 小标宋, fit: {sizes: [14pt, 12pt]}}
jumps:
  source: "（下转第{page}版）"
  target: "（上接第{page}版）"
  reference: "详见{pages}版"
  numerals: arabic
  least_before: 2行
  least_after: 2行
"""
FRONT = """\
layout: front
extends: small
frames:
  folio: {kind: folio, columns: 1-4, rows: 1-2, content: ["{paper}", "第{page}版", "本期{pages}版"]}
  lead: {kind: story, columns: 1-4, rows: 3-16, story_columns: 4, jump: {page: A3, frame: tails}}
  see: {kind: teasers, columns: 1-4, rows: 18-20}
"""
INSIDE = """\
layout: inside
extends: small
frames:
  folio: {kind: folio, columns: 1-4, rows: 1-2, content: ["{paper}", "{page_cn}　{section}"]}
  tails: {kind: tails, columns: 1-4, rows: 4-22, story_columns: 4}
"""
PLAIN = """\
layout: plain
extends: small
frames:
  folio: {kind: folio, columns: 1-4, rows: 1-2, content: ["{paper}", "{page_cn}　{section}"]}
  main: {kind: story, columns: 1-4, rows: 4-22, story_columns: 4}
"""
EDITION = """\
extends: small
date: 2026-11-22
issue: 1
fold: separate
pages:
  - {page: A1, section: 要闻, layout: front, place: {lead: harvest, see: [{text: 市井, stories: [market]}]}}
  - {page: A2, section: 综合, layout: inside}
  - {page: A3, section: 综合, layout: inside}
  - {page: B1, section: 副刊, layout: plain, place: {main: market}}
  - {page: B2, section: 副刊, layout: inside}
"""
SENTENCE = "镇上的老人说，这样的秋天十年里也就两三回，雨停得早，太阳出得勤。"


def write(folder: Path, edition: str = EDITION) -> Path:
    """The workspace in a folder; gives the folder of its issue."""
    issue = folder / "editions" / "day"
    (folder / "layouts").mkdir(parents=True)
    (issue / "stories").mkdir(parents=True)
    for name, text in (("small", HOUSE), ("front", FRONT), ("inside", INSIDE), ("plain", PLAIN)):
        (folder / "layouts" / f"{name}.yaml").write_text(text, encoding="utf-8")
    (issue / "edition.yaml").write_text(edition, encoding="utf-8")
    paragraph = SENTENCE * 4
    (issue / "stories" / "harvest.md").write_text(
        "---\nheadline: 秋粮归仓\n---\n" + "\n\n".join([paragraph] * 4), encoding="utf-8"
    )
    (issue / "stories" / "market.md").write_text(
        "---\nheadline: 早市\n---\n" + SENTENCE * 3, encoding="utf-8"
    )
    return issue


@pytest.fixture
def issue(tmp_path: Path) -> Path:
    return write(tmp_path)


def build(issue: Path, *more: str) -> int:
    return main(["build", str(issue), "--quiet", "--lang", "zh", *more])


def page_files(issue: Path) -> list[str]:
    return sorted(path.name for path in (issue / "out" / "pages").glob("*.pdf"))


def test_a_story_jumps_to_a_page_of_its_section_by_its_code(issue: Path, tool) -> None:
    assert build(issue) == 0
    assert page_files(issue) == ["A01.pdf", "A02.pdf", "A03.pdf", "B01.pdf", "B02.pdf"]

    def printed(name: str) -> str:
        text = tool("pdftotext", "-raw", "-enc", "UTF-8", issue / "out" / "pages" / name, "-")
        return "".join(text.split())

    first, third = printed("A01.pdf"), printed("A03.pdf")
    assert "（下转第A3版）" in first
    assert "（上接第A1版）" in third
    assert "第A1版" in first
    assert "本期5版" in first
    assert "详见B1版" in first
    assert "A3综合" in third
    assert "B2副刊" in printed("B02.pdf")
    assert "上接" not in printed("A02.pdf")
    assert "小样报2026-11-22第A3版" in "".join(
        tool("pdfinfo", "-enc", "UTF-8", issue / "out" / "pages" / "A03.pdf").split()
    )


def test_the_report_has_numbers_for_scripts_and_names_for_people(
    issue: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert build(issue) == 0
    console = capsys.readouterr().out
    assert [line.split("版")[0].split()[-1] for line in console.splitlines()[1:6]] == [
        "A1",
        "A2",
        "A3",
        "B1",
        "B2",
    ]
    report = json.loads((issue / "out" / "report.json").read_text(encoding="utf-8"))
    jsonschema.validate(report, json.loads(SCHEMA.read_text(encoding="utf-8")))
    assert [(p["page"], p["name"], p["file"]) for p in report["pages"]] == [
        (1, "A1", "pages/A01.pdf"),
        (2, "A2", "pages/A02.pdf"),
        (3, "A3", "pages/A03.pdf"),
        (4, "B1", "pages/B01.pdf"),
        (5, "B2", "pages/B02.pdf"),
    ]
    (jump,) = report["jumps"]
    assert jump["from"] == {"page": 1, "page_name": "A1", "frame": "lead"}
    assert jump["to"] == {"page": 3, "page_name": "A3", "frame": "tails"}


def test_the_ledger_calls_pages_by_their_codes(issue: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["jumps", str(issue), "--quiet", "--lang", "zh", "--explain-jumps"]) == 0
    _, row, asked, option, *_ = capsys.readouterr().out.splitlines()
    assert row.split()[:5] == ["harvest", "A1", "lead", "A3", "tails"]
    assert asked == "harvest（第A1版，指定第A3版，指定 tails 框）可以转到："
    assert "第A3版 tails" in option
    assert main(["jumps", str(issue), "--quiet", "--format", "json", "--explain-jumps"]) == 0
    ledger = json.loads(capsys.readouterr().out)
    assert [(j["from"]["page_name"], j["to"]["page_name"]) for j in ledger["jumps"]] == [("A1", "A3")]
    (decision,) = ledger["reasons"]["decisions"]
    assert (decision["page"], decision["page_name"]) == (1, "A1")
    assert [(o["page"], o["page_name"]) for o in decision["options"]] == [(3, "A3")]


def test_pages_are_asked_for_by_their_codes(issue: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert build(issue, "--only", "pages", "--page", "A3", "--page", "b01") == 0
    assert page_files(issue) == ["A03.pdf", "B01.pdf"]
    capsys.readouterr()
    for unknown in ("3", "A4", "C1"):
        assert build(issue, "--page", unknown) == 2
        assert f"这一期没有第{unknown}版，有的是 A1, A2, A3, B1, B2" in capsys.readouterr().out


def test_pages_that_got_codes_take_the_files_of_their_numbers_back(tmp_path: Path) -> None:
    numbered = EDITION
    for number, code in enumerate(("A1", "A2", "A3", "B1", "B2"), 1):
        numbered = numbered.replace(f"page: {code}", f"page: {number}")
    issue = write(tmp_path, numbered)
    front = tmp_path / "layouts" / "front.yaml"
    front.write_text(FRONT.replace("page: A3", "page: 3"), encoding="utf-8")
    assert build(issue) == 0
    assert page_files(issue) == ["01.pdf", "02.pdf", "03.pdf", "04.pdf", "05.pdf"]
    stranger = issue / "out" / "pages" / "A99.pdf"
    stranger.write_bytes(b"mine")
    front.write_text(FRONT, encoding="utf-8")
    (issue / "edition.yaml").write_text(EDITION, encoding="utf-8")
    assert build(issue) == 0
    assert page_files(issue) == ["A01.pdf", "A02.pdf", "A03.pdf", "A99.pdf", "B01.pdf", "B02.pdf"]
    # And back again: files of codes go as those of numbers did.
    front.write_text(FRONT.replace("page: A3", "page: 3"), encoding="utf-8")
    (issue / "edition.yaml").write_text(numbered, encoding="utf-8")
    assert build(issue) == 0
    assert page_files(issue) == ["01.pdf", "02.pdf", "03.pdf", "04.pdf", "05.pdf", "A99.pdf"]


def test_a_page_with_an_error_is_named_by_its_code(issue: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert build(issue) == 0
    capsys.readouterr()
    (issue / "stories" / "market.md").write_text(
        "---\nheadline: 早市\n---\n" + SENTENCE * 60, encoding="utf-8"
    )
    assert build(issue) == 1
    assert "“market”在第B1版“main”框排不下" in capsys.readouterr().out
    assert page_files(issue) == ["A01.pdf", "A02.pdf", "A03.pdf", "B02.pdf"]
    report = json.loads((issue / "out" / "report.json").read_text(encoding="utf-8"))
    overset = next(f for f in report["findings"] if f["code"] == "overset")
    assert (overset["page"], overset["page_name"]) == (4, "B1")
    # It goes as well when it is written whatever there is, and another page is asked for.
    assert build(issue, "--fail-on", "never") == 0
    assert "B01.pdf" in page_files(issue)
    assert build(issue, "--page", "A3") == 1
    assert "B01.pdf" not in page_files(issue)


@pytest.mark.parametrize("arranged", [True, False])
def test_a_frame_by_lengths_is_judged_by_the_side_of_its_page(
    issue: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str], *, arranged: bool
) -> None:
    # B1 is the fourth page of the issue, and a right-hand one: its inner margin is the wide one.
    frames = "  note: {kind: text, area: [9.2mm, 85mm, 110.8mm, 15mm], content: [甲]}\n"
    if not arranged:
        frames += "  more: {kind: text, below: main, columns: 1-4, rows: auto, gap: 0, content: [乙]}\n"
    plain = PLAIN.replace("rows: 4-22", "rows: 4-12") + frames
    (tmp_path / "layouts" / "plain.yaml").write_text(plain, encoding="utf-8")
    assert build(issue) == 0
    assert "frame-off-type-area" not in capsys.readouterr().out
    edition = (issue / "edition.yaml").read_text(encoding="utf-8").replace("page: B2", "page: B3")
    (issue / "edition.yaml").write_text(edition.replace("page: B1", "page: B2"), encoding="utf-8")
    build(issue)
    assert "frame-off-type-area" in capsys.readouterr().out


def test_a_jump_to_a_page_the_issue_has_not_names_those_there_are(
    issue: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    front = tmp_path / "layouts" / "front.yaml"
    front.write_text(FRONT.replace("page: A3", "page: A9"), encoding="utf-8")
    assert build(issue) == 2
    said = capsys.readouterr().out
    assert "第A1版“lead”框要转到第A9版，本期没有这一版" in said
    assert "本期有：A1、A2、A3、B1、B2" in said
    assert "layouts/front.yaml:5:" in said
