"""``typeset lines`` from outside: what is typed on the command line and sent in, what comes out."""

from __future__ import annotations

import io
import json
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from typeset.cli import main

COPY = "记者从市水务局获悉，今年1月至10月，全市完成投资3.14亿元，“一江两岸”工程（第四标段）进展顺利。"


@dataclass(frozen=True)
class Said:
    status: int
    out: str
    err: str

    @property
    def data(self) -> Any:
        return json.loads(self.out)


Run = Callable[..., Said]


class _Stdin(io.TextIOWrapper):
    pass


@pytest.fixture
def run(monkeypatch: pytest.MonkeyPatch, capfdbinary: pytest.CaptureFixture[bytes]) -> Run:
    """Runs ``typeset lines`` with this text on standard input."""

    def call(text: str | bytes, *arguments: str) -> Said:
        data = text.encode("utf-8") if isinstance(text, str) else text
        monkeypatch.setattr("sys.stdin", _Stdin(io.BytesIO(data), encoding="utf-8"))
        capfdbinary.readouterr()
        status = main(["lines", *arguments])
        captured = capfdbinary.readouterr()
        return Said(status, captured.out.decode("utf-8"), captured.err.decode("utf-8"))

    return call


def test_lines_of_a_text_from_standard_input(run: Run) -> None:
    said = run(COPY, "--measure", "13字", "--format", "json")
    assert said.status == 0
    (paragraph,) = said.data["paragraphs"]
    assert "".join(line["text"] for line in paragraph["lines"]) == COPY
    assert said.data["measure"] == 13
    assert all(line["set"] == 13 for line in paragraph["lines"][:-1])


def test_lines_of_a_file_paragraph_by_paragraph(run: Run, tmp_path: Path) -> None:
    file = tmp_path / "copy.txt"
    file.write_bytes("\ufeff　　第一段。\r\n\r\n第二段。\r\n".encode())
    said = run("", str(file), "--format", "json")
    assert [paragraph["text"] for paragraph in said.data["paragraphs"]] == ["第一段。", "第二段。"]


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    text=st.text("中文字，。：“”（）《》·—…abc 0123456789%", min_size=1, max_size=80).filter(
        lambda t: t.strip()
    ),
    measure=st.integers(5, 20),
    style=st.sampled_from(["quanjiao", "kaiming", "banjiao", "line-end-half", "plain"]),
    hanging=st.sampled_from(["never", "allow", "always"]),
)
def test_natural_width_and_changes_make_the_set_width(
    run: Run, text: str, measure: int, style: str, hanging: str
) -> None:
    said = run(
        text.strip(),
        *("--measure", f"{measure}字", "--format", "json"),
        *("--set", f"punctuation={style}", "--set", f"hanging={hanging}"),
    )
    for line in said.data["paragraphs"][0]["lines"]:
        total = line["natural"] + sum(change["amount"] for change in line["changes"])
        assert total == pytest.approx(line["set"], abs=0.02)


def test_what_was_taken_and_where(run: Run) -> None:
    said = run("中中，中中中、中中中。中中中中", "--measure", "10字", "--format", "json")
    line = said.data["paragraphs"][0]["lines"][0]
    assert (line["natural"], line["set"]) == (11, 10)
    assert [(c["after"], c["place"], c["amount"]) for c in line["changes"]] == [
        ("，", "pause", -0.25),
        ("、", "pause", -0.25),
        ("。", "line-end", -0.5),
    ]


@pytest.mark.parametrize(
    ("setting", "first"),
    [
        # The stop at the line's end is halved only when needed, always, or never.
        ("edge_end=allow", "中中中中中中中中中。"),
        ("edge_end=full", "中中中中中中中中中。"),
        ("kinsoku=none", "中中中中中中中中中。"),
        ("composition=greedy", "中中中中中中中中中。"),
    ],
)
def test_a_setting_is_that_of_a_house_style(run: Run, setting: str, first: str) -> None:
    said = run("中中中中中中中中中。中中中中中", "--measure", "10字", "--set", setting, "--format", "json")
    key, _, value = setting.partition("=")
    assert said.data["rules"][key] == value
    assert said.data["paragraphs"][0]["lines"][0]["text"] == first


def test_the_level_of_prohibition_decides_what_begins_a_line(run: Run) -> None:
    copy = "中中中中中中中中中中——中中中中"
    gb = run(copy, "--measure", "10字", "--set", "kinsoku=gb", "--format", "json").data
    strict = run(copy, "--measure", "10字", "--set", "kinsoku=strict", "--format", "json").data
    assert gb["paragraphs"][0]["lines"][1]["text"].startswith("——")
    assert not strict["paragraphs"][0]["lines"][1]["text"].startswith("——")


@pytest.mark.parametrize(
    ("arguments", "code"),
    [
        (("--set", "kinsoku=strct"), "bad-choice"),
        (("--set", "kinsuko=gb"), "unknown-key"),
        (("--set", "kinsoku"), "bad-setting"),
        (("--set", "kinsoku="), "bad-setting"),
        (("--set", "han_letter_gap=wide"), "T0"),
        (("--set", "hyphenation=xx_YY"), "unknown-language"),
        (("--measure", "13"), "bad-measure"),
        (("--measure", "0字"), "bad-measure"),
        (("--indent", "13字"), "bad-measure"),
        (("--size", "巨号"), "bad-measure"),
        (("--face", "宋朝"), "unknown-face"),
    ],
)
def test_what_cannot_be_read_is_told_with_a_hint(run: Run, arguments: tuple[str, ...], code: str) -> None:
    said = run(COPY, "--lang", "en", *arguments)
    assert said.status == 2
    assert said.out == ""
    assert code in said.err
    assert "hint:" in said.err or "did you mean" in said.err


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (b"", "nothing-to-set"),
        (b" \n\n", "nothing-to-set"),
        (b"\xd6\xd0\xce\xc4", "not-utf8"),
        (b"a\x00b", "control-character"),
    ],
)
def test_input_that_is_no_text_is_told(run: Run, data: bytes, code: str) -> None:
    said = run(data, "--lang", "en")
    assert (said.status, said.out) == (2, "")
    assert code in said.err


@pytest.mark.parametrize("name", ["missing.txt", "."])
def test_a_file_that_cannot_be_read_is_told(run: Run, tmp_path: Path, name: str) -> None:
    said = run("", str(tmp_path / name), "--lang", "en")
    assert said.status == 2
    assert "file-access" in said.err


def test_looseness_is_given_or_said_to_be_impossible(run: Run) -> None:
    # Seven characters with two stops fit six em when both stops are halved.
    copy = "中。中。中中中"
    usual = run(copy, "--measure", "6字", "--format", "json").data["paragraphs"][0]
    tight = run(copy, "--measure", "6字", "--looseness", "-1", "--format", "json").data["paragraphs"][0]
    assert (len(usual["lines"]), len(tight["lines"])) == (2, 1)
    assert tight["available"]
    assert tight["price"] != 0
    said = run("中中中", "--looseness", "-1", "--format", "json", "--lang", "en")
    assert said.status == 0
    assert not said.data["paragraphs"][0]["available"]
    assert "no-such-looseness" in said.err


def test_a_character_no_face_has_is_an_error_at_its_place(run: Run) -> None:
    said = run("中文\n  报😀纸", "--lang", "en")
    assert said.status == 1
    assert "(stdin):2:4" in said.err
    assert "报" in said.out


def test_break_opportunities_with_and_without_chinese_rules(run: Run) -> None:
    copy = "特·马。“好”"
    tailored = run(copy, "--break-opportunities", "--format", "json").data["paragraphs"][0]["breaks"]
    plain = run(copy, "--break-opportunities", "--untailored", "--format", "json").data["paragraphs"][0]
    assert [b["offset"] for b in tailored] == [2, 4]
    # Plain UAX #14 lets a line begin with an interpunct and lets none begin or end beside a quote.
    assert [(b["offset"], b["grade"]) for b in plain["breaks"]] == [
        (1, "allowed"),
        (2, "allowed"),
        (len(copy), "mandatory"),
    ]


def test_untailored_takes_line_ends_as_they_are(run: Run) -> None:
    said = run("a\r\nb c\n", "--untailored", "--format", "json")
    (paragraph,) = said.data["paragraphs"]
    assert [(b["offset"], b["grade"]) for b in paragraph["breaks"]] == [
        (3, "mandatory"),
        (5, "allowed"),
        (7, "mandatory"),
    ]


def test_breaks_are_shown_to_people_with_a_legend(run: Run) -> None:
    said = run("中文well-known", "--break-opportunities", "--lang", "en")
    assert said.out.splitlines()[0] == "中÷文÷well-¦known"
    assert "may break under pressure" in said.out


def test_lines_for_people_line_up(run: Run) -> None:
    said = run(COPY, "--measure", "13字", "--indent", "2字", "--lang", "zh")
    lines = said.out.splitlines()
    assert lines[0].startswith("   1      记者从")
    assert "段" in lines[-1]
    assert "行" in lines[-1]


def test_much_text_is_set(run: Run) -> None:
    said = run("天地玄黄，宇宙洪荒。" * 10_000, "--format", "json")
    assert said.status == 0
    assert sum(len(line["text"]) for line in said.data["paragraphs"][0]["lines"]) == 100_000


def test_half_width_marks_are_widened_when_the_rule_says_so(run: Run) -> None:
    texts = [
        run("据悉,今年", "--set", f"fullwidth_punctuation={wanted}", "--format", "json").data["paragraphs"][
            0
        ]["text"]
        for wanted in ("yes", "no")
    ]
    assert texts == ["据悉，今年", "据悉,今年"]


def test_standard_input_that_is_closed_is_an_empty_text(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr("sys.stdin", None)
    assert main(["lines", "--lang", "en"]) == 2
    assert "nothing to set in (stdin)" in capsys.readouterr().err


def test_findings_stand_in_the_json_too(run: Run) -> None:
    said = run("中\U00020bb7文", "--format", "json", "--looseness", "-1")
    assert said.status == 1
    assert sorted(one["code"] for one in said.data["findings"]) == ["missing-glyph", "no-such-looseness"]


def test_rules_are_told_as_they_are_written(run: Run) -> None:
    rules = run(COPY, "--set", "gap_most=0.33", "--set", "kinsoku=strict", "--format", "json").data["rules"]
    assert (rules["gap_most"], rules["word_space"], rules["kinsoku"]) == (0.33, 0.25, "strict")
    written = [f"--set={key}={value}" for key, value in rules.items() if value not in ("", True, False, [])]
    assert run(COPY, *written, "--format", "json").data["rules"] == rules


def test_a_lone_character_is_counted(run: Run) -> None:
    said = run("中文字。", "--measure", "2字", "--format", "json", "--set", "composition=greedy")
    assert [paragraph["lone"] for paragraph in said.data["paragraphs"]] == [True]
    assert "孤字 1 处" in run("中文字。", "--measure", "2字", "--lang", "zh").out


def test_a_line_of_invisible_characters_is_no_paragraph(run: Run) -> None:
    said = run("中文\n\u200b\n", "--format", "json")
    assert [paragraph["text"] for paragraph in said.data["paragraphs"]] == ["中文"]


def test_plain_breaks_of_the_text_as_it_is_without_its_byte_order_mark(run: Run) -> None:
    said = run(b"\xef\xbb\xbf\xe4\xb8\xad\r\n\xe6\x96\x87", "--untailored", "--format", "json")
    assert said.data["paragraphs"][0]["text"] == "中\r\n文"
    assert [one["offset"] for one in said.data["paragraphs"][0]["breaks"]] == [3, 4]


def test_options_are_checked_for_plain_breaks_as_well(run: Run) -> None:
    said = run(COPY, "--untailored", "--set", "foo=1")
    assert said.status == 2
    assert "foo" in said.err
