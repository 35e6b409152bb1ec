import json
from pathlib import Path

import jsonschema
import pytest

from typeset.cli.fonts import TGH_FILE, gb2312, general_table
from typeset.source import MemorySources

ROLES = {"宋", "黑", "楷", "仿宋", "小标宋", "大标宋", "粗黑"}


@pytest.mark.parametrize("kind", ["house", "layout", "edition", "story", "report"])
def test_schema_prints_a_valid_json_schema(typeset_command, kind) -> None:
    said = typeset_command("schema", kind)
    schema = json.loads(said.out)
    assert said.status == 0
    jsonschema.Draft202012Validator.check_schema(schema)
    assert schema["properties"]


def test_gb2312_has_6763_hanzi_and_682_symbols() -> None:
    hanzi = {c for c in gb2312() if 0x4E00 <= c <= 0x9FFF}
    assert (len(gb2312()), len(hanzi)) == (7445, 6763)


def test_general_table_counts_characters_not_white_space() -> None:
    sources = MemorySources({TGH_FILE: "一乙\n二𠙶\n".encode()})
    assert general_table(sources) == {ord(c) for c in "一乙二𠙶"}
    assert general_table(MemorySources({})) == frozenset()


def test_fonts_lists_the_bundled_faces_anywhere(typeset_command, tmp_path: Path) -> None:
    said = typeset_command("fonts", str(tmp_path), "--format", "json")
    document = json.loads(said.out)
    assert said.status == 0
    assert document["gb2312"] == 7445
    faces = {face["role"]: face for face in document["faces"]}
    assert faces.keys() >= ROLES
    assert faces["宋"]["gb2312"] == 7445
    assert faces["宋"]["licence"] == "OFL-1.1"
    assert faces["仿宋"]["fallback"]


def test_fonts_for_people(typeset_command, tmp_path: Path) -> None:
    head, *lines = typeset_command("fonts", str(tmp_path), "--lang", "zh").out.splitlines()
    assert head.split()[:3] == ["角色", "字体", "文件"]
    assert {line.split()[0] for line in lines} >= ROLES


def test_a_broken_manifest_of_the_workspace_is_told(typeset_command, tmp_path: Path) -> None:
    (tmp_path / "layouts").mkdir()
    (tmp_path / "fonts").mkdir()
    (tmp_path / "fonts" / "fonts.yaml").write_text("faces:\n  楷: {file: none.ttf}\n", encoding="utf-8")
    said = typeset_command("fonts", str(tmp_path / "layouts"))
    assert said.status == 1
    assert "fonts/fonts.yaml:2:" in said.err
    assert "宋" in said.out


def test_a_folder_that_is_not_there_is_told(typeset_command, tmp_path: Path) -> None:
    said = typeset_command("fonts", str(tmp_path / "gone"), "--lang", "zh")
    assert said.status == 2
    assert "没有" in said.err
    assert "T909" in said.err
