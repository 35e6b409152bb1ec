"""Keys of YAML set, put in and taken out: only the asked characters change, whatever else is in the file."""

from __future__ import annotations

import difflib
import hashlib
import re
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from typeset.findings import TypesetError
from typeset.preview.yaml_edits import YamlText
from typeset.preview.yaml_values import with_value, without
from typeset.read.yaml_tree import Mapping, Scalar, Sequence, node_at, plain

ROOT = Path(__file__).parent.parent.parent
FILES = sorted(
    file
    for folder in ("layouts", "editions", "tests/golden")
    for file in (ROOT / folder).rglob("*.yaml")
    if "out" not in file.parts
)

LAYOUT = """\
# 第一版
layout: front   # 名字
frames:
  folio:  {columns: 1-6, rows: "1-2"}      # 报眉
  lead:
    kind: story
    columns: 1至6   # 通栏

    # 头条的高
    rows: 15-61
  none:

# 末尾
"""


def _scalars(node, path=()):
    if isinstance(node, Scalar):
        yield path, node
    elif isinstance(node, Mapping):
        for key, value in node.entries:
            yield from _scalars(value, (*path, key.text))
    else:
        assert isinstance(node, Sequence)
        for index, value in enumerate(node.items):
            yield from _scalars(value, (*path, index))


def _changed_lines(before: str, after: str) -> list[tuple[str, str]]:
    matcher = difflib.SequenceMatcher(None, before.split("\n"), after.split("\n"), autojunk=False)
    return [
        ("\n".join(before.split("\n")[a:b]), "\n".join(after.split("\n")[c:d]))
        for tag, a, b, c, d in matcher.get_opcodes()
        if tag != "equal"
    ]


def test_there_are_files_to_look_at() -> None:
    assert len(FILES) > 100


@pytest.mark.parametrize("file", FILES, ids=lambda file: str(file.relative_to(ROOT)))
def test_a_value_set_to_what_it_is_leaves_every_file_as_it_was(file: Path) -> None:
    text = file.read_text(encoding="utf-8")
    source = YamlText(text, file.name)
    values = [(path, node) for path, node in _scalars(source.tree) if not source.is_absent(node)]
    assert values
    for path, node in values[:: max(1, len(values) // 12)]:
        if text[source.start(node)] not in "|>" and "\n" not in text[source.start(node) : source.end(node)]:
            set_again = with_value(text, file.name, path, None if node.is_null else node.text)
            assert set_again == text


@pytest.mark.parametrize("file", FILES, ids=lambda file: str(file.relative_to(ROOT)))
def test_columns_and_rows_of_every_frame_change_alone(file: Path) -> None:
    text = file.read_text(encoding="utf-8")
    frames = plain(YamlText(text, file.name).tree).get("frames") or {}
    for name, frame in frames.items():
        if not isinstance(frame, dict) or "rows" not in frame:
            continue
        after = with_value(text, file.name, ("frames", name, "rows"), "91-97")
        ((_, new),) = _changed_lines(text, after)
        assert "\n" not in new
        assert with_value(after, file.name, ("frames", name, "rows"), frame["rows"]) == text
        assert plain(YamlText(after, "x").tree)["frames"][name] == {**frame, "rows": "91-97"}


@pytest.mark.parametrize(
    ("path", "value", "line"),
    [
        (("frames", "folio", "rows"), "3-4", '  folio:  {columns: 1-6, rows: "3-4"}      # 报眉'),
        (("frames", "lead", "columns"), "2至5", "    columns: 2至5   # 通栏"),
        (("frames", "folio", "gap"), "2", '  folio:  {columns: 1-6, gap: 2, rows: "1-2"}      # 报眉'),
        (("frames", "none", "rows"), "1-2", "  none: {rows: 1-2}"),
        (("frames", "new", "rows"), "1-2", "  new: {rows: 1-2}"),
        (("frames", "lead", "gap"), "2", "    gap: 2"),
        (("frames", "lead", "label"), "~", '    label: "~"'),
        (("paper",), "云汀: 时报", 'paper: "云汀: 时报"'),
    ],
)
def test_what_is_written(path: tuple[str, ...], value: str, line: str) -> None:
    after = with_value(LAYOUT, "front.yaml", path, value, ("columns",))
    ((_, new),) = _changed_lines(LAYOUT, after)
    assert new == line
    assert plain(node_at(YamlText(after, "x").tree, path)) == value


def test_windows_lines_stay_and_new_ones_are_alike() -> None:
    after = with_value(LAYOUT.replace("\n", "\r\n"), "front.yaml", ("frames", "lead", "gap"), "2")
    assert "    rows: 15-61\r\n    gap: 2\r\n  none:\r\n" in after
    assert after.count("\n") == after.count("\r\n")


def test_a_file_without_a_last_newline_gets_a_line_and_none_at_its_end() -> None:
    assert with_value("a: 1", "f", ("b",), "2") == "a: 1\nb: 2"


@pytest.mark.parametrize(
    "text",
    [
        "frames:\n  a: &usual {rows: 1-2}\n  b: *usual\n",
        "frames:\n  a: {rows: &high 1-2}\n  b: {rows: *high}\n",
        "rows: &high 1-2\nframes:\n  b: {rows: *high}\n",
        "frames:\n  b: !!str 1-2\n",
    ],
)
def test_a_value_that_stands_for_others_too_is_refused(text: str) -> None:
    with pytest.raises(TypesetError) as raised:
        with_value(text, "front.yaml", ("frames", "b", "rows"), "3-4")
    assert [f.code for f in raised.value.findings] == ["not-rewritable"]


def test_a_text_that_is_no_yaml_is_refused_with_its_place() -> None:
    with pytest.raises(TypesetError) as raised:
        with_value("frames: {a: [1\nb: 2\n", "front.yaml", ("frames",), "1")
    assert raised.value.findings[0].span is not None


@pytest.mark.parametrize(
    ("text", "path", "after"),
    [
        ("p: {a: x, b: y, c: z}  # k\n", ("p", "a"), "p: {b: y, c: z}  # k\n"),
        ("p: {a: x, b: y, c: z}  # k\n", ("p", "b"), "p: {a: x, c: z}  # k\n"),
        ("p: {a: x, b: y, c: z}  # k\n", ("p", "c"), "p: {a: x, b: y}  # k\n"),
        ("p: {a: x}  # k\n", ("p", "a"), "p: {}  # k\n"),
        ("p:\n  a: x\n  b: y\nq: 1\n", ("p", "a"), "p:\n  b: y\nq: 1\n"),
        ("p:\n  a: x  # 头条\n  b: y\n", ("p", "a"), "p:\n  a: ~  # 头条\n  b: y\n"),
        ("p:\n  a: x\nq: 1\n", ("p", "a"), "p:\n  a: ~\nq: 1\n"),
        ("p: {a: [x, y]}\n", ("p", "a", 0), "p: {a: [y]}\n"),
        ("p:\n  a:\n    - x\n    - y\n", ("p", "a", 1), "p:\n  a:\n    - x\n"),
        ("- p: x\n  q: y\n", (0, "p"), "- p: ~\n  q: y\n"),
    ],
)
def test_what_is_taken_out(text: str, path: tuple[str | int, ...], after: str) -> None:
    assert without(text, "f", path) == after


def test_a_comment_is_never_taken_out() -> None:
    with pytest.raises(TypesetError):
        without("p:\n  a:\n    - x  # 一\n    - y\n", "f", ("p", "a"))


WORDS = st.text(alphabet="abc头条 :#,[]{}\"'&*!|>%@`~?-_.\t", max_size=8)
SPACE = st.sampled_from(["", "  ", "   # 注：{a: b}"])
BETWEEN = st.sampled_from(["", "\n", "    # 一行注\n", "\n    # c: [\n"])


@st.composite
def layouts(draw: st.DrawFn) -> tuple[str, list[str]]:
    """A layout of frames in lines and in brackets, with comments wherever they may be."""
    names = draw(st.lists(st.sampled_from("abcdefgh"), min_size=1, max_size=5, unique=True))
    end = draw(st.sampled_from(["\n", "\r\n"]))
    lines = ["# 头", "layout: x" + draw(SPACE), "frames:" + draw(SPACE)]
    for name in names:
        quote = draw(st.sampled_from(["", '"', "'"]))
        rows = f"rows:{draw(st.sampled_from([' ', '   ']))}{quote}1-9{quote}"
        if draw(st.booleans()):
            keys = draw(st.permutations(["kind: story", "columns: 1-2", rows]))
            joiner = draw(st.sampled_from([", ", ",  ", ",\n      "]))
            lines.append(f"  {name}:  {{{joiner.join(keys)}}}" + draw(SPACE))
        else:
            keys = draw(st.permutations(["kind: story", "columns: 1-2", rows]))
            lines.append(f"  {name}:" + draw(SPACE))
            lines.extend("    " + key + draw(SPACE) + "\n" + draw(BETWEEN).rstrip("\n") for key in keys)
    text = "\n".join(line.rstrip("\n") for line in lines) + draw(st.sampled_from(["", "\n", "\n\n# 尾\n"]))
    return text.replace("\n", end), names


@settings(deadline=None)
@given(layouts(), st.data())
def test_property_only_the_value_changes(made: tuple[str, list[str]], data: st.DataObject) -> None:
    text, names = made
    name = data.draw(st.sampled_from(names))
    key = data.draw(st.sampled_from(["columns", "rows"]))
    wanted = f"{data.draw(st.integers(1, 9))}-{data.draw(st.integers(10, 110))}"
    after = with_value(text, "x.yaml", ("frames", name, key), wanted)
    was = {"columns": "1-2", "rows": "1-9"}[key]
    tree = plain(YamlText(after, "x").tree)
    assert tree["frames"][name][key] == wanted
    # Put back what was there, and every byte is as it was.
    assert with_value(after, "x.yaml", ("frames", name, key), was) == text
    common = len(text) - len(was)
    head = next((i for i, (a, b) in enumerate(zip(text, after, strict=False)) if a != b), len(text))
    foot = next(
        (i for i, (a, b) in enumerate(zip(text[::-1], after[::-1], strict=False)) if a != b), len(text)
    )
    assert head + foot >= common


@settings(deadline=None)
@given(layouts(), st.data())
def test_property_a_key_put_in_and_taken_out_is_as_if_it_had_never_been(
    made: tuple[str, list[str]], data: st.DataObject
) -> None:
    text, names = made
    value = data.draw(WORDS.filter(lambda word: "\t" not in word))
    path = ("frames", data.draw(st.sampled_from(names)), "label")
    after = with_value(text, "x.yaml", path, value, ("columns",))
    assert plain(node_at(YamlText(after, "x").tree, path)) == value
    assert set(re.findall(r"# [^\r\n]*", text)) <= set(re.findall(r"# [^\r\n]*", after))
    if "#" not in value:
        assert without(after, "x.yaml", path) in {text, text + "\n", text + "\r\n"}


def test_the_editor_bundle_is_the_one_whose_making_is_told() -> None:
    vendor = ROOT / "typeset" / "preview" / "static" / "vendor"
    made = (vendor / "codemirror.MADE.txt").read_text(encoding="utf-8")
    assert hashlib.sha256((vendor / "codemirror.js").read_bytes()).hexdigest() in made
    licences = (vendor / "codemirror.LICENSE.txt").read_text(encoding="utf-8")
    packages = re.findall(r"^ +(@?[a-z/-]+[a-z])@([\d.]+)", made, re.MULTILINE)
    assert len(packages) > 15
    assert not [name for name, version in packages if f"{name} {version}" not in licences]
