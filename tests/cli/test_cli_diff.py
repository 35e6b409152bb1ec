"""``typeset diff``: what it prints, what it writes, and its exit status."""

from __future__ import annotations

import io
import json
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import jsonschema
import pytest
from PIL import Image

from typeset.catalogue.entry import Lang
from typeset.model.changes import IssueDiff
from typeset.report.diff_console import DiffConsole
from typeset.report.diff_json import diff_schema

GOLDEN = Path(__file__).parents[1] / "golden"
CASE = "jump-to-later-page"
Command = Callable[..., Any]


@pytest.fixture
def paper(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A workspace with an edition twice, one word of the new one changed."""
    shutil.copytree(GOLDEN / "layouts", tmp_path / "layouts")
    for version in ("old", "new"):
        source = GOLDEN / "editions" / CASE
        shutil.copytree(source, tmp_path / version, ignore=shutil.ignore_patterns("out"))
    path = tmp_path / "new" / "stories" / "harvest.md"
    said = path.read_text(encoding="utf-8")
    path.write_text(said.replace("抓起一把谷子", "抓起两把谷子"), encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    return tmp_path


def data(said: str) -> dict[str, Any]:
    document: dict[str, Any] = json.loads(said)
    jsonschema.validate(document, json.loads(diff_schema()))
    return document


def test_nothing_changed_is_one_line_and_status_0(paper: Path, typeset_command: Command) -> None:
    said = typeset_command("diff", "old", "old/edition.yaml", "--quiet", "--lang", "zh")
    assert (said.status, said.out, said.err) == (0, "没有变化\n", "")
    said = typeset_command("diff", "old", "old", "--quiet", "--format", "json")
    document = data(said.out)
    assert said.status == 0
    assert document["changed"] is False
    assert [page["state"] for page in document["pages"]] == ["same"] * 3
    assert not any(
        document[key] for key in ("stories", "texts", "frames", "jumps", "findings", "not_compared")
    )


def test_a_changed_word_is_shown_in_its_line_and_status_is_1(paper: Path, typeset_command: Command) -> None:
    said = typeset_command("diff", "old", "new", "--quiet", "--lang", "zh")
    assert said.status == 1
    assert said.out.splitlines() == [
        "第 1 版  1 行要读",
        "第 2 版  没有变化",
        "第 3 版  没有变化",
        "",
        "稿件 harvest",
        "  正文",
        *said.out.splitlines()[6:9],
        "1 版有变化，共 1 行要读；2 版没有变化",
    ]
    where, old, new = said.out.splitlines()[6:9]
    assert where.startswith("    第 1 版 one 第 ")
    assert "⟦一⟧" in old
    assert old.startswith("    − ")
    assert new == old.replace("−", "+").replace("⟦一⟧", "⟦两⟧")
    english = typeset_command("diff", "old", "new", "--quiet", "--lang", "en").out
    assert "page 1  lines to read: 1\npage 2  unchanged\n" in english
    assert not any("\u4e00" <= char <= "\u9fff" for char in english.splitlines()[0])


def test_the_data_hold_the_lines_and_where_they_are(paper: Path, typeset_command: Command) -> None:
    said = typeset_command("diff", "old", "new", "--quiet", "--format", "json")
    assert said.status == 1
    (story,) = data(said.out)["stories"]
    (text,) = story["texts"]
    (change,) = text["changes"]
    (old,), (new,) = change["old"], change["new"]
    assert [line["text"][slice(*line["marks"][0])] for line in (old, new)] == ["一", "两"]
    assert (new["page_name"], new["frame"], new["column"]) == ("1", "one", 1)
    assert new["box"] == old["box"]


@pytest.mark.parametrize("lang", list(Lang))
def test_every_kind_of_difference_is_told_in_either_language_and_as_data(
    paper: Path, typeset_command: Command, lang: Lang
) -> None:
    edition = paper / "new" / "edition.yaml"
    said = edition.read_text(encoding="utf-8").replace("one: harvest, two: store", "one: store, two: harvest")
    edition.write_text(
        said.replace("两篇都在", "两篇都有") + "  - {page: 4, layout: jump-inside}\n", encoding="utf-8"
    )
    told = typeset_command("diff", "old", "new", "--quiet", "--lang", lang.value)
    assert told.status == 1
    words = {
        Lang.ZH: ("第 4 版  新加的版", "只是移动", "第 1 版 one，第 2 版 tails → 第 1 版 two，第 3 版 tails", "转文行", "报头、报眉等  第 1 版 see"),
        Lang.EN: ("page 4  a new page", "only moved", "page 1 one, page 2 tails → page 1 two, page 3 tails", "jump lines", "furniture  page 1 see"),
    }  # fmt: skip
    assert [phrase for phrase in words[lang] if phrase not in told.out] == []
    document = data(typeset_command("diff", "old", "new", "--quiet", "--format", "json").out)
    assert [page["state"] for page in document["pages"]] == ["changed", "changed", "changed", "added"]
    assert {jump["story"] for jump in document["jumps"]} == {"harvest", "store"}
    assert {story["slug"] for story in document["stories"] if story["moved"]} == {"harvest", "store"}
    typeset_command("build", "old", "-o", "a", "--quiet", "--fail-on", "never")
    report = typeset_command("diff", "a/report.json", "new", "--quiet", "--lang", lang.value)
    assert report.status == 1
    assert {Lang.ZH: "没有比较：字句、版框", Lang.EN: "not compared: lines, frames"}[lang] in report.out
    assert (
        data(typeset_command("diff", "a/report.json", "new", "-q", "--format", "json").out)["findings"]
        is not None
    )
    typeset_command("build", "new", "-o", "b", "--quiet", "--fail-on", "never")
    papers = typeset_command("diff", "a", "b", "--quiet", "--lang", lang.value)
    assert papers.status == 1
    assert data(typeset_command("diff", "a", "b", "-q", "--format", "json").out)["not_compared"] == [
        "stories",
        "frames",
        "jumps",
    ]


def test_pictures_of_changed_pages_are_marked(paper: Path, typeset_command: Command) -> None:
    pictures = paper / "marked"
    pictures.mkdir()
    (pictures / "02.changed.png").write_bytes(b"of an earlier comparison")
    (pictures / "photo.png").write_bytes(b"of somebody else")
    said = typeset_command("diff", "old", "new", "--pictures", "marked")
    assert said.status == 1
    assert "→ marked/01.changed.png" in said.err
    assert sorted(file.name for file in pictures.iterdir()) == ["01.changed.png", "photo.png"]
    told = data(typeset_command("diff", "old", "new", "-q", "--format", "json", "--pictures", "marked").out)
    left, top, right, bottom = told["stories"][0]["texts"][0]["changes"][0]["new"][0]["box"]
    picture = Image.open(io.BytesIO((pictures / "01.changed.png").read_bytes())).convert("RGB")
    scale = 100 / 72
    edge = [picture.getpixel((round(x * scale), round(top * scale) - 2)) for x in (left + 2, right - 2)]
    assert edge == [(220, 0, 0)] * 2
    assert picture.getpixel((round((left - 8) * scale), round((top + bottom) / 2 * scale))) == (
        255,
        255,
        255,
    )


def test_pictures_of_pdf_pages_are_marked_by_their_pixels(paper: Path, typeset_command: Command) -> None:
    for version in ("old", "new"):
        typeset_command("build", version, "-o", f"out-{version}", "--quiet", "--fail-on", "never")
    said = typeset_command("diff", "out-old", "out-new", "--quiet", "--pictures", "marked")
    assert said.status == 1
    assert [file.name for file in (paper / "marked").iterdir()] == ["01.changed.png"]
    colours = Image.open(paper / "marked" / "01.changed.png").convert("RGB").getcolors(1 << 20) or []
    assert (190, 0, 190) in {colour for _, colour in colours}


@pytest.mark.parametrize(
    ("arguments", "id_"),
    [
        (("old", "nowhere"), "T622"),
        (("old", "layouts"), "T628"),
        (("old", "NOSUCH:old"), "T625"),
        (("broken.pdf", "broken.pdf"), "T401"),
        (("broken.json", "old"), "T627"),
        (("broken.pdf", "old"), "T621"),
        (("old", "new", "--pictures", "layouts"), "T908"),
        (("report.json", "report.json", "--pictures", "marked"), "T629"),
    ],
)
def test_what_cannot_be_done_is_a_finding_and_status_2(
    paper: Path,
    typeset_command: Command,
    monkeypatch: pytest.MonkeyPatch,
    arguments: tuple[str, ...],
    id_: str,
) -> None:
    monkeypatch.setenv("GIT_CEILING_DIRECTORIES", str(paper.parent))
    (paper / "broken.pdf").write_bytes(b"%PDF-1.4 and no more")
    (paper / "broken.json").write_text("{", encoding="utf-8")
    empty = {"version": 1, "pages": [], "stories": [], "jumps": [], "findings": []}
    (paper / "report.json").write_text(json.dumps(empty), encoding="utf-8")
    said = typeset_command("diff", *arguments, "--quiet", "--lang", "en")
    assert said.status == 2
    assert said.out == ""
    assert f"error {id_} " in said.err
    assert "Traceback" not in said.err
    assert not (paper / "marked").exists()


def test_mistakes_of_an_edition_are_told_as_check_tells_them(paper: Path, typeset_command: Command) -> None:
    (paper / "new" / "edition.yaml").write_text("date: never\n", encoding="utf-8")
    said = typeset_command("diff", "old", "new", "--quiet")
    assert said.status == 2
    assert "new/edition.yaml:1" in said.err


def test_comparing_needs_no_pdf_library_and_no_picture_library(paper: Path) -> None:
    import subprocess
    import sys

    program = (
        "import sys; from typeset.cli import main; main(['diff', 'old', 'new', '-q']); "
        "print(sorted({'reportlab', 'pypdfium2', 'rich.markdown'} & set(sys.modules)))"
    )
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    assert done.stdout.splitlines()[-1] == "[]"


def test_colours_stand_for_brackets(paper: Path) -> None:
    from typeset.press.proofs import compare_versions

    diff = compare_versions("old", "new", paper).diff
    said = DiffConsole(lang=Lang.ZH, colours=True).write(diff)
    assert "⟦" not in said
    assert "\x1b[1;7;32m两\x1b[0m" in said
    assert DiffConsole(lang=Lang.EN).write(IssueDiff(pages=())) == "nothing changed\n"
