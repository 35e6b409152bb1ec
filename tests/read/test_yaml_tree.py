"""YAML as a tree: texts stay texts, places are exact, and nothing large or strange gets through."""

from __future__ import annotations

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from typeset.catalogue import Lang, hints, message
from typeset.findings import Finding
from typeset.read.merge import merge
from typeset.read.yaml_tree import MAX_DEPTH, MAX_NODES, Mapping, Scalar, compose, key_span_at, plain, span_at


def tree(text: str) -> Mapping:
    node, found = compose(text, "a.yaml")
    assert found == ()
    assert isinstance(node, Mapping)
    return node


def problem(text: str) -> Finding:
    _, found = compose(text, "a.yaml")
    assert len(found) == 1, found
    return found[0]


def test_scalars_stay_what_was_typed() -> None:
    node = tree("time: 1:30\nno: no\nnumber: 007\ndate: 2026-11-22\nquoted: 'null'\nempty:\nnothing: ~\n")
    assert plain(node) == {
        "time": "1:30",
        "no": "no",
        "number": "007",
        "date": "2026-11-22",
        "quoted": "null",
        "empty": None,
        "nothing": None,
    }


def test_places_count_characters_from_one() -> None:
    node = tree("甲: 一\n乙:\n  丙: {丁: [二, 三]}\n")
    assert str(span_at(node, "甲")) == "a.yaml:1:4"
    assert str(key_span_at(node, "乙", "丙", "丁")) == "a.yaml:3:7"
    span = span_at(node, "乙", "丙", "丁", 1)
    assert (span.line, span.column, span.end_line, span.end_column) == (3, 14, 3, 15)


def test_a_path_that_leads_nowhere_gives_the_nearest_place() -> None:
    node = tree("a:\n  b: text\n")
    assert str(span_at(node, "a", "b", "c", 3)) == "a.yaml:2:6"
    assert str(span_at(node, "a", "x")) == "a.yaml:2:3"


def test_a_duplicate_key_names_both_places() -> None:
    found = problem("a: 1\nb: 2\n'a': 3\n")
    assert (found.code, str(found.span), str(found.related)) == ("duplicate-key", "a.yaml:3:1", "a.yaml:1:1")


def test_the_first_of_two_keys_holds() -> None:
    node, _ = compose("a: 1\na: 2\n", "a.yaml")
    assert node is not None
    assert plain(node) == {"a": "1"}


@pytest.mark.parametrize(
    ("text", "code", "place"),
    [
        ("a: 1\n\tb: 2\n", "yaml-tab", "2:1"),
        ("a：1\nb: 2\n", "yaml-colon", "1:2"),
        ("a: 'x\nb: 2\n", "yaml-quote", "1:4"),
        ("a: [1, 2\nb: 3\n", "yaml-bracket", "1:4"),
        ("a: {x: [1, 2}\n", "yaml-bracket", "1:8"),
        ("f:\n  a: {x: 1, y: 2\n  b: {x: 1}\n", "yaml-bracket", "2:6"),
        ("a: {t: '[', x: 1\nb: 2\n", "yaml-bracket", "1:4"),
        ("a: [1]]\n", "yaml-extra-bracket", "1:7"),
        ("a: {x: 1 y: 2}\n", "yaml-comma", "1:10"),
        ("a: {kind: story，columns: 1-8}\n", "yaml-fullwidth", "1:16"),
        ("a: {kind：story, columns: 1-8}\n", "yaml-fullwidth", "1:9"),
        ("a: {x: 甲，乙, y: 1，z: 2}\n", "yaml-fullwidth", "1:17"),
        ("a: ｛kind: story｝\n", "yaml-fullwidth", "1:4"),
        ("a: [1, 2］\n", "yaml-fullwidth", "1:9"),
        ("a: {kind:story, columns: 1-8}\n", "yaml-colon-space", "1:5"),
        ("headline:题\nkicker: x\n", "yaml-colon-space", "1:1"),
        ("kicker: x\nheadline:题\n", "yaml-colon-space", "2:1"),
        ("headline:题\n", "yaml-colon-space", "1:1"),
        ("headline：题\nkicker：二\n", "yaml-colon", "1:9"),
        ("a: b: c\n", "yaml-colon-in-text", "1:5"),
        ("page: 1\n  section: x\n", "yaml-indent", "2:3"),
        ("a:\n  b: |\n    时间：八点\n c: 2\n", "yaml-indent", "4:2"),
        ("a:\n  - b: 1\n   c: 2\n", "yaml-indent", "3:4"),
        ("a\nb: 1\n", "yaml-no-colon", "1:1"),
        ("a:\n- b\nc\n- d\n", "yaml-no-colon", "3:1"),
        ('a: "好"，他说\n', "yaml-trailing", "1:7"),
        ("a: {b: c} d\n", "yaml-trailing", "1:11"),
        ("a: @某某\n", "yaml-start", "1:4"),
        ("a: &题 x\n", "yaml-start", "1:4"),
        ('a: "x\\q"\n', "yaml-escape", "1:6"),
        ("a: | 题\n  x\n", "yaml-block-text", "1:4"),
        ('a: "前\u2028后"\nb: c: d\n', "control-character", "1:6"),
        ("a: *b\n", "yaml-alias", "1:4"),
        ("a: &b [*b]\n", "yaml-alias", "1:8"),
        ("a: **粗体**\n", "yaml-alias", "1:4"),
        ("a: 1\n---\nb: 2\n", "yaml-documents", "2:1"),
        ("a: !!python/object:os.system x\n", "yaml-tag", "1:4"),
        ("a: !own x\n", "yaml-tag", "1:4"),
        ("? [a, b]\n: c\n", "yaml-key", "1:3"),
        ("a: b\x07c\n", "control-character", "1:5"),
        ("a: {b: 下转{page}版}\n", "unquoted-field", "1:8"),
    ],
)
def test_mistakes_are_found_at_their_place(text: str, code: str, place: str) -> None:
    found = problem(text)
    assert (found.code, str(found.span)) == (code, f"a.yaml:{place}")
    for lang in Lang:
        assert message(found, lang)
        assert hints(found, lang)


def test_a_mistake_names_the_character_and_what_to_write() -> None:
    found = problem("a: {kind: story，columns: 1-8}\n")
    assert "“，”是全角" in message(found, Lang.ZH)
    assert "改成“,”" in hints(found, Lang.ZH)[0]
    assert "写成“headline: 题”" in hints(problem("headline:题\nkicker: x\n"), Lang.ZH)[0]


def test_the_parsers_own_words_are_not_shown_for_usual_mistakes() -> None:
    for text in ("a: [1\n", "a: b: c\n", "a:\n  b: 1\n c: 2\n", "a: @x\n", "a\nb: 1\n", "a: 'x' y\n"):
        assert not any(word in message(problem(text), Lang.ZH) for word in ("expected", "while", "found"))


def test_a_key_that_swallowed_its_value_is_read_as_it_was_meant() -> None:
    node, _ = compose("a: {kind：story, columns:1-8}\n", "a.yaml")
    assert node is not None
    assert plain(node) == {"a": {"kind": "story", "columns": "1-8"}}
    assert plain(tree("a: {qr: https://a.cn/b, text: 甲：乙}\n")) == {
        "a": {"qr": "https://a.cn/b", "text": "甲：乙"}
    }


def test_nesting_is_bounded_before_it_hurts() -> None:
    deep = "[" * (MAX_DEPTH + 1) + "]" * (MAX_DEPTH + 1)
    assert problem("a: " + deep).code == "yaml-too-deep"
    assert compose("a: " + "[" * (MAX_DEPTH - 1) + "]" * (MAX_DEPTH - 1), "a.yaml")[1] == ()
    assert problem("[" * 100_000).code == "yaml-too-deep"


def test_references_that_multiply_are_bounded() -> None:
    lines = ["a0: &a0 [x, x, x, x, x, x, x, x, x, x]"]
    lines += [f"a{n}: &a{n} [{', '.join([f'*a{n - 1}'] * 10)}]" for n in range(1, 12)]
    before = time.perf_counter()
    found = problem("\n".join(lines))
    assert (found.code, dict(found.facts)) == ("yaml-too-many-nodes", {"limit": MAX_NODES})
    assert time.perf_counter() - before < 5


def test_references_that_do_not_multiply_are_read() -> None:
    assert plain(tree("a: &x {k: v}\nb: *x\n")) == {"a": {"k": "v"}, "b": {"k": "v"}}


def test_a_file_too_large_is_not_parsed() -> None:
    assert problem("a: " + "字" * 700_000).code == "file-too-large"


def test_nothing_is_no_tree_and_no_finding() -> None:
    assert compose("# comment\n", "a.yaml") == (None, ())


@given(st.text(max_size=60) | st.text(alphabet="ab:-[]{}'\"#&*!|> \n\t，：", max_size=40))
def test_any_text_is_a_tree_or_findings_but_never_an_exception(text: str) -> None:
    node, found = compose(text, "a.yaml")
    if node is not None:
        plain(node)
    for f in found:
        assert f.span is not None
        assert f.span.line >= 1


def test_mappings_merge_deep_and_all_else_is_replaced() -> None:
    below = tree("a: {b: 1, c: [1, 2], d: {e: 1}}\nf: x\n")
    above, _ = compose("a: {c: [3], d: {g: 2}}\nf: ~\n", "b.yaml")
    assert above is not None
    merged = merge(below, above)
    assert plain(merged) == {"a": {"b": "1", "c": ["3"], "d": {"e": "1", "g": "2"}}, "f": None}
    assert span_at(merged, "a", "b").file == "a.yaml"
    assert span_at(merged, "a", "c").file == "b.yaml"
    assert key_span_at(merged, "a", "d", "e").file == "a.yaml"


def test_a_scalar_knows_whether_it_is_nothing() -> None:
    node = tree("a: ~\nb: '~'\nc: ''\n")
    values = [node.get(key) for key in "abc"]
    assert [isinstance(v, Scalar) and v.is_null for v in values] == [True, False, False]
