import errno
import os
import shlex
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from typeset.catalogue.entry import Lang
from typeset.cli.language import language
from typeset.cli.program import called_as

ROOT = Path(__file__).parents[2]
RUN = "import sys; from typeset.cli import main; sys.exit(main())"


def test_a_bug_is_said_to_be_ours_without_a_traceback(press, typeset_command) -> None:
    press.raises["one"] = ZeroDivisionError("division by zero")
    said = typeset_command("build", "editions/one")
    assert (said.status, said.out) == (3, "")
    assert "bug of ours" in said.err
    assert "ZeroDivisionError" in said.err
    assert "Traceback" not in said.err


def test_a_bug_in_chinese_with_traceback_on_request(press, typeset_command, monkeypatch) -> None:
    monkeypatch.setenv("TYPESET_DEBUG", "1")
    press.raises["one"] = KeyError("x")
    said = typeset_command("build", "editions/one", "--lang", "zh")
    assert said.status == 3
    assert "这是程序的错" in said.err
    assert "Traceback" in said.err


def test_an_interrupt(press, typeset_command) -> None:
    press.raises["one"] = KeyboardInterrupt()
    said = typeset_command("check", "editions/one")
    assert said.status == 130
    assert "Traceback" not in said.err


@pytest.mark.parametrize(
    ("number", "english", "chinese"),
    [(errno.ENOSPC, "No space left", "磁盘已满"), (errno.EACCES, "Permission denied", "没有权限")],
)
def test_a_file_the_system_refuses_is_named(press, typeset_command, number, english, chinese) -> None:
    press.raises["one"] = OSError(number, english, "out/pages/01.pdf")
    said = typeset_command("build", "editions/one")
    assert said.status == 2
    assert "out/pages/01.pdf" in said.err
    assert english in said.err
    assert chinese in typeset_command("build", "editions/one", "--lang", "zh").err


def test_want_of_memory_is_told_and_is_no_finding(press, typeset_command, monkeypatch) -> None:
    said: list[tuple[int, bytes]] = []
    monkeypatch.setattr(os, "write", lambda number, data: said.append((number, data)))
    press.raises["one"] = MemoryError()
    assert typeset_command("check", "editions/one").status == 2
    ((number, words),) = said
    assert number == 2
    assert b"out of memory" in words


@pytest.mark.skipif(sys.platform == "win32", reason="a POSIX shell")
@pytest.mark.parametrize("closed", [">&-", "2>&-", "<&- >&- 2>&-"])
def test_streams_that_are_closed_stop_nothing(closed: str) -> None:
    command = f"{shlex.quote(sys.executable)} -m typeset check editions/starter --no-cache {closed}"
    assert subprocess.run(["sh", "-c", command], cwd=ROOT, check=False).returncode == 0


def test_an_oserror_of_a_library_is_our_bug(press, typeset_command) -> None:
    press.raises["one"] = OSError("cannot identify image file")
    assert typeset_command("check", "editions/one").status == 3


@pytest.mark.parametrize(
    "line",
    [
        [],
        ["bogus"],
        ["build"],
        ["check", "editions/one", "--fail-on", "sometimes"],
        ["check", "editions/one", "--bogus"],
        ["build", "editions/one", "--page", "0"],
        ["build", "editions/one", "--jobs", "0"],
        ["schema", "nothing"],
        ["init"],
    ],
)
def test_usage_errors_are_2(press, typeset_command, line) -> None:
    said = typeset_command(*line)
    assert said.status == 2
    assert "Traceback" not in said.err


def test_help_is_0(typeset_command) -> None:
    said = typeset_command("--help")
    assert said.status == 0
    for command in ("build", "check", "init", "fonts", "explain", "schema", "preview", "preflight"):
        assert command in said.out
        assert typeset_command(command, "--help").status == 0


@pytest.mark.parametrize(
    ("environ", "lang"),
    [
        ({}, Lang.EN),
        ({"LANG": "C"}, Lang.EN),
        ({"LANG": "zh_CN.UTF-8"}, Lang.ZH),
        ({"LANG": "zh_CN.UTF-8", "LC_ALL": "en_US.UTF-8"}, Lang.EN),
        ({"LANG": "en_US.UTF-8", "LC_ALL": "zh_TW"}, Lang.ZH),
        ({"LANG": "zh_CN.UTF-8", "LC_ALL": ""}, Lang.ZH),
    ],
)
def test_language_of_a_locale(environ: dict[str, str], lang: Lang) -> None:
    assert language(None, environ) is lang
    assert language(Lang.ZH, environ) is Lang.ZH


def run(*arguments: str, code: str = RUN, **options: Any) -> subprocess.CompletedProcess[bytes]:
    return subprocess.run([sys.executable, "-c", code, *arguments], cwd=ROOT, check=False, **options)


def test_version_loads_nothing_heavy() -> None:
    code = (
        "import sys; from typeset.cli import main; main(['--version']); "
        "print(sorted(m for m in sys.modules if m.split('.')[0] in "
        "{'typer','rich','pydantic','yaml','PIL','reportlab','uharfbuzz','fontTools','markdown_it','asyncio'}))"
    )
    out = run(code=code, capture_output=True).stdout.decode().splitlines()
    assert out[0].startswith("typeset ")
    assert out[1] == "[]"


def test_a_command_line_error_loads_no_reader_and_no_renderer() -> None:
    code = (
        "import sys; from typeset.cli import main; main(['explain', 'overset']); "
        "print(sorted(m for m in sys.modules if m.split('.')[0] in {'yaml','PIL','reportlab','uharfbuzz','fontTools'}))"
    )
    assert run(code=code, capture_output=True).stdout.decode().splitlines()[-1] == "[]"


def test_a_command_loads_no_other_command() -> None:
    code = (
        "import sys; from typeset.cli import main; main(['explain', 'overset']); "
        "print([name for name in ('build', 'diff', 'preview') if f'typeset.cli.{name}' in sys.modules])"
    )
    assert run(code=code, capture_output=True).stdout.decode().splitlines()[-1] == "[]"


def test_all_commands_are_listed_and_the_nearest_is_offered(typeset_command) -> None:
    listed = typeset_command("--help").out
    for command in (
        "build",
        "check",
        "fit",
        "diff",
        "jumps",
        "lines",
        "init",
        "fonts",
        "explain",
        "schema",
        "preview",
        "preflight",
    ):
        assert f" {command} " in listed
    assert "'preflight'" in typeset_command("preflihgt", "a.pdf", "--lang", "en").err


@pytest.mark.skipif(sys.platform == "win32", reason="needs a POSIX pipe")
def test_a_reader_that_goes_away_is_no_error() -> None:
    process = subprocess.Popen(
        [sys.executable, "-c", RUN, "explain"], cwd=ROOT, stdout=subprocess.PIPE, stderr=subprocess.PIPE
    )
    assert process.stdout is not None
    assert process.stderr is not None
    process.stdout.close()
    errors = process.stderr.read()
    process.stderr.close()
    assert process.wait() == 0
    assert errors == b""


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="needs /dev/full")
def test_a_full_disk_behind_stdout_is_told() -> None:
    with Path("/dev/full").open("wb") as full:
        done = run("explain", stdout=full, stderr=subprocess.PIPE, env={"LANG": "C.UTF-8"})
    assert done.returncode == 2
    assert b"<stdout>" in done.stderr
    assert b"No space left" in done.stderr
    assert b"Traceback" not in done.stderr
    assert b"Exception ignored" not in done.stderr


def test_an_encoding_without_chinese_stops_nothing() -> None:
    done = run("explain", "--lang", "zh", capture_output=True, env={"PYTHONIOENCODING": "ascii:strict"})
    assert done.returncode == 0
    assert b"T101" in done.stdout


@pytest.mark.parametrize(
    ("line", "words"),
    [
        ("check", "缺参数 EDITION（含 edition.yaml 的文件夹）"),
        ("check x --bogus", "没有 --bogus 这个选项"),
        ("check x --qiet", "是不是 --quiet？"),
        ("chek x", "没有 chek 这个命令，是不是 check？"),
        ("check x --fail-on sometimes", "“sometimes”不能用在这里，可选：error、warning、never"),
        ("build x --page q", "选项 --page：“q”不是版次，要写 4 或 A4 这样的"),
        ("build x --page 0", "“0”不是版次"),
        ("build x --jobs 0", "不能小于 1"),
        ("build x --jobs", "选项 --jobs 后面要有值"),
        ("init a b", "多了：b"),
        ("check editions/one editions/two --format html", "--format html 一次只能报告一期"),
        ("build editions/one ./editions/one -o there", "两期会写进同一个文件夹"),
        ("build editions/one editions/one/edition.yaml", "两期会写进同一个文件夹"),
    ],
)
def test_usage_errors_are_told_in_chinese(press, typeset_command, monkeypatch, line, words) -> None:
    monkeypatch.setenv("LANG", "zh_CN.UTF-8")
    said = typeset_command(*line.split())
    assert (said.status, said.out) == (2, "")
    assert f"错误：{words}" in said.err or words in said.err
    assert "Error" not in said.err
    monkeypatch.setenv("LANG", "en_GB.UTF-8")
    english = typeset_command(*line.split())
    assert english.status == 2
    assert "错误" not in english.err
    # A language asked for counts before the command, and even when the line cannot be parsed.
    assert words in typeset_command("--lang", "zh", *line.split()).err


def test_a_language_before_the_command_holds_unless_the_command_has_its_own(typeset_command) -> None:
    assert "T101 overset (错误)" in typeset_command("--lang", "zh", "explain", "overset").out
    assert "T101 overset (error)" in typeset_command("--lang=zh", "explain", "overset", "--lang", "en").out
    assert "角色" in typeset_command("--lang", "zh", "fonts").out


@pytest.mark.parametrize(
    ("first", "name"),
    [
        ("/usr/bin/typeset", "typeset"),
        ("paiban", "paiban"),
        (r"C:\Scripts\paiban.exe", "paiban"),
        ("/site-packages/typeset/__main__.py", "typeset"),
        ("-c", "typeset"),
        ("", "typeset"),
    ],
)
def test_the_name_the_program_was_called_by(first: str, name: str) -> None:
    assert called_as(first) == name


CALLED = "import sys; sys.argv[0] = '/bin/paiban'; from typeset.cli import main; sys.exit(main())"


@pytest.mark.parametrize(
    ("line", "words"),
    [
        (("explain", "overst"), "paiban explain 不带代码"),
        (("check", "/"), "或用 paiban init 新建"),
        (("check",), "用法：paiban check"),
    ],
)
def test_commands_to_type_are_shown_under_the_name_that_was_called(line: tuple[str, ...], words: str) -> None:
    done = run("--lang", "zh", *line, code=CALLED, capture_output=True)
    assert words in (done.stdout + done.stderr).decode()


def test_the_usual_name_is_shown_otherwise(typeset_command, tmp_path) -> None:
    assert "typeset explain without a code" in typeset_command("explain", "overst").err
    assert "make one with typeset init" in typeset_command("check", str(tmp_path)).out
