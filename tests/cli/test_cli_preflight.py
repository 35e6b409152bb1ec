"""``typeset preflight``: several files, both formats and languages, the exit status, the same bytes each time."""

import json
from pathlib import Path

import jsonschema
import pytest
from press_file import PressFile

from typeset.catalogue import ENTRIES
from typeset.preflight import Standard
from typeset.report.preflight_json import preflight_schema


@pytest.fixture
def good(tmp_path: Path) -> Path:
    file = tmp_path / "good.pdf"
    file.write_bytes(PressFile().saved())
    return file


@pytest.fixture
def bad(tmp_path: Path) -> Path:
    made = PressFile()
    made.content += b" 1 0 0 rg 10 10 20 20 re f 0 1 0 0 K 0.1 w 20 20 m 90 20 l S"
    file = tmp_path / "bad.pdf"
    file.write_bytes(made.saved())
    return file


@pytest.fixture
def warned(tmp_path: Path) -> Path:
    made = PressFile()
    made.content += b" 0 1 0 0 K 0.1 w 20 20 m 90 20 l S"
    file = tmp_path / "warned.pdf"
    file.write_bytes(made.saved())
    return file


def test_a_good_file(typeset_command, good: Path) -> None:
    said = typeset_command("preflight", str(good), "--lang", "en")
    assert (said.status, said.err) == (0, "")
    lines = said.out.splitlines()
    assert lines[0].endswith("good.pdf: PDF 1.3, claims PDF/X-1a:2001, judged by pdfx-1a, condition IFRA26")
    assert lines[1] == "  page 1  trim 70.6 x 70.6 mm"
    assert lines[2].startswith("    plates  K 0.2%, at most ")
    assert lines[3:] == ["    fonts  ABCDEF+Square", "nothing to report"]


def test_a_bad_file_in_chinese(typeset_command, bad: Path) -> None:
    said = typeset_command("preflight", str(bad), "--lang", "zh")
    assert said.status == 1
    assert (
        "错误 T450 colour-not-allowed: 第 1 页用了 PDF/X-1a:2001 不许的颜色 DeviceRGB：1 处，第一处距成品左边"
        in said.out
    )
    assert "警告 T476 hairline: 第 1 页有细于 0.25 磅的线，最细 0.1 磅" in said.out
    assert "1 错误，1 警告，0 提示" in said.out


def test_findings_come_page_by_page(typeset_command, tmp_path: Path) -> None:
    made = PressFile()
    made.content += b" 0 1 0 0 K 0.1 w 20 20 m 90 20 l S"
    made.saved()
    for _ in range(11):
        made.pdf.pages.append(made.pdf.pages[0])
    (tmp_path / "a.pdf").write_bytes(made.saved())
    said = typeset_command("preflight", str(tmp_path / "a.pdf"), "--lang", "en").out
    pages = [int(line.split("page ")[1].split()[0]) for line in said.splitlines() if "T476" in line]
    assert pages == list(range(1, 13))


def test_json_follows_its_schema(typeset_command, good: Path, bad: Path) -> None:
    said = typeset_command("preflight", str(good), str(bad), "--format", "json", "--lang", "en")
    document = json.loads(said.out)
    assert said.status == 1
    jsonschema.validate(document, json.loads(preflight_schema()), jsonschema.Draft202012Validator)
    first, second = document["files"]
    assert first["findings"] == []
    assert [f["code"] for f in second["findings"]] == ["colour-not-allowed", "hairline"]
    found = second["findings"][0]
    assert (found["id"], found["page"], found["amount"], found["unit"]) == ("T450", 1, 1, "places")
    assert (found["file"], found["line"], found["column"]) == (bad.as_posix(), 1, 1)


def test_the_schema_allows_nothing_else() -> None:
    schema = json.loads(preflight_schema())
    jsonschema.Draft202012Validator.check_schema(schema)
    with pytest.raises(jsonschema.ValidationError):
        jsonschema.validate({"version": 1, "files": [], "more": 1}, schema)


def test_the_status_follows_fail_on(typeset_command, warned: Path, bad: Path) -> None:
    assert typeset_command("preflight", str(warned)).status == 0
    assert typeset_command("preflight", str(warned), "--fail-on", "warning").status == 1
    assert typeset_command("preflight", str(bad), "--fail-on", "never").status == 0


def test_what_cannot_be_read_is_bad_input_and_the_rest_is_judged(
    typeset_command, good: Path, tmp_path: Path
) -> None:
    (tmp_path / "x.pdf").write_bytes(b"no pdf")
    said = typeset_command(
        "preflight", str(tmp_path / "x.pdf"), str(tmp_path / "none.pdf"), str(good), "--lang", "en"
    )
    assert said.status == 2
    assert said.out.count("T401 pdf-unreadable") == 2
    assert "No such file or directory" in said.out
    assert "page 1  trim 70.6 x 70.6 mm" in said.out


def test_a_standard_and_a_limit_of_ink_can_be_given(typeset_command, tmp_path: Path) -> None:
    made = PressFile(Standard.PDFX_4)
    made.content += b" 0.8 0.7 0.6 0 k 20 20 100 100 re f"
    file = tmp_path / "x4.pdf"
    file.write_bytes(made.saved())
    assert typeset_command("preflight", str(file)).status == 0
    limited = typeset_command("preflight", str(file), "--ink-limit", "200", "--lang", "en")
    assert limited.status == 1
    assert "has 210 % ink, over the limit of 200 %" in limited.out
    other = typeset_command("preflight", str(file), "--standard", "pdfx-1a-2003", "--lang", "en")
    assert "the file claims PDF/X-4, not PDF/X-1a:2003" in other.out
    assert typeset_command("preflight", str(file), "--standard", "pdfx-3").status == 2


def test_the_same_file_gives_the_same_bytes(typeset_command, bad: Path) -> None:
    for form in ("console", "json"):
        first, again = (typeset_command("preflight", str(bad), "--format", form).out for _ in range(2))
        assert first == again


def test_every_finding_of_the_preflight_is_made_somewhere() -> None:
    rooms = Path(__file__).parents[2] / "typeset"
    source = "".join(p.read_text(encoding="utf-8") for p in sorted((rooms / "preflight").glob("*.py")))
    codes = {e.code for e in ENTRIES.values() if e.id.startswith("T4")}
    assert {code for code in codes if f'"{code}"' not in source} == set()
