"""Errors in the command line itself, told in the language of the person who typed it.

Typer words them in English only. Here they are worded anew in Chinese; in English its own words are kept.
"""

from __future__ import annotations

import difflib
import re
from collections.abc import Sequence
from itertools import zip_longest
from typing import Any, Final

import typer

from typeset.catalogue.entry import Lang
from typeset.cli.terminal import tell

# Typer exports only this member of the family of usage errors, and has had two libraries to take it from.
USAGE_ERROR: Final[type[Exception]] = typer.BadParameter.__bases__[0]

# Wordings of typer, click and pydantic, and what they are in Chinese.
_VALUES: Final = (
    (re.compile(r"'?(.*?)'? is not one of (.+?)\.?", re.DOTALL), "“{0}”不能用在这里，可选：{1}"),
    (re.compile(r"(.+?) is not in the range (.+?)\.?"), "{0} 超出范围（{1}）"),
    (re.compile(r".*greater than or equal to (\S+)"), "不能小于 {0}"),
    (re.compile(r".*less than or equal to (\S+)"), "不能大于 {0}"),
    (re.compile(r".*valid (?:integer|int).*"), "要写一个整数"),
    (re.compile(r".*valid (?:number|float).*"), "要写一个数"),
)
_COMMAND: Final = re.compile(r"No such command '?(.+?)'?\.")
_EXTRA: Final = re.compile(r"Got unexpected extra argument\S* \((.+)\)")


def asked_language(arguments: Sequence[str]) -> Lang | None:
    """The language a command line asks for with ``--lang``, before and whether or not it can be parsed."""
    asked: Lang | None = None
    known = {lang.value: lang for lang in Lang}
    for option, value in zip_longest(arguments, arguments[1:], fillvalue=""):
        if option == "--":
            break
        word = value if option == "--lang" else option.removeprefix("--lang=") if "=" in option else ""
        asked = known.get(word, asked)
    return asked


def tell_usage(error: Any, *, lang: Lang) -> int:
    """Tell a usage error on standard error and give the exit status."""
    if lang is Lang.EN or _is(error, "NoArgsIsHelpError"):
        error.show()
        return int(error.exit_code)
    lines = [f"错误：{_in_chinese(error)}"]
    context = error.ctx
    if context is not None:
        lines.insert(0, re.sub(r"^Usage:\s*", "用法：", context.get_usage()))
        lines.append(f"办法：{context.command_path} --help 看怎么用")
    tell("\n".join(lines) + "\n")
    return int(error.exit_code)


def _is(error: Any, name: str) -> bool:
    return any(kind.__name__ == name for kind in type(error).__mro__)


def _in_chinese(error: Any) -> str:
    message = str(error.message)
    if _is(error, "MissingParameter"):
        return f"缺{_parameter(error.param)}"
    if _is(error, "NoSuchOption"):
        near = "、".join(sorted(error.possibilities or ()))
        return f"没有 {error.option_name} 这个选项" + (f"，是不是 {near}？" if near else "")
    if _is(error, "BadOptionUsage"):
        needs = "requires" in message
        return f"选项 {error.option_name} 后面要有值" if needs else f"选项 {error.option_name} 后面不能有值"
    if _is(error, "BadParameter"):
        of = f"{_parameter(error.param)}：" if error.param is not None else ""
        return of + _value(message)
    if message.startswith("Missing command"):
        return "缺命令"
    command = _COMMAND.match(message)
    if command is not None:
        return _command(command[1], error.ctx)
    extra = _EXTRA.match(message)
    return f"多了：{extra[1]}" if extra else message


def _parameter(parameter: Any) -> str:
    if parameter is None:
        return "参数"
    option = parameter.param_type_name == "option"
    name = max(parameter.opts, key=len) if option else (parameter.metavar or parameter.name).strip("{}[].")
    _, _, help_text = (getattr(parameter, "help", None) or "").partition(" / ")
    return f"{'选项' if option else '参数'} {name}" + (f"（{help_text}）" if help_text else "")


def _value(message: str) -> str:
    said = message.removeprefix("Value error, ")
    for pattern, wording in _VALUES:
        match = pattern.fullmatch(said)
        if match is not None:
            return wording.format(*(part.replace("', '", "、").strip("' ") for part in match.groups()))
    return message


def _command(name: str, context: Any) -> str:
    known = list(getattr(context.command, "commands", ())) if context is not None else []
    near = difflib.get_close_matches(name, known, n=1)
    guess = f"，是不是 {near[0]}？" if near else ""
    return f"没有 {name} 这个命令{guess or '。'}有：{'、'.join(known)}"
