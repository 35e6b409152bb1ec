"""What can go wrong becomes a message and an exit status; nobody sees a traceback they did not ask for."""

from __future__ import annotations

import errno
import os
import sys
import traceback
from collections.abc import Callable, Iterable, Mapping
from pathlib import Path
from types import MappingProxyType
from typing import Final

import typer

from typeset import __version__
from typeset.catalogue import finding
from typeset.catalogue.entry import Lang
from typeset.cli.terminal import colours, tell
from typeset.cli.version import tracker
from typeset.findings import Finding, TypesetError

CLEAN: Final = 0
FOUND: Final = 1
COULD_NOT_RUN: Final = 2
OUR_BUG: Final = 3
INTERRUPTED: Final = 130

_NO_MEMORY: Final = "typeset: 内存不够 / out of memory\n".encode()

_REASONS_ZH: Final[Mapping[int, str]] = MappingProxyType(
    {
        errno.ENOSPC: "磁盘已满",
        errno.EDQUOT: "磁盘配额已用完",
        errno.EACCES: "没有权限",
        errno.EPERM: "没有权限",
        errno.EROFS: "文件系统只读",
        errno.ENOENT: "文件不存在",
        errno.ENOTDIR: "路径中有一段不是文件夹",
        errno.EISDIR: "这是文件夹",
        errno.EEXIST: "已经存在",
        errno.ENAMETOOLONG: "文件名太长",
        errno.EMFILE: "打开的文件太多",
        errno.EIO: "磁盘读写出错",
    }
)


def guarded(body: Callable[[], int], *, lang: Lang) -> int:
    """Run a command's body and give the exit status, whatever happens in it."""
    try:
        return body()
    except (typer.Exit, typer.Abort, typer.BadParameter):
        raise
    except KeyboardInterrupt:
        return INTERRUPTED
    except TypesetError as error:
        tell_findings(error.findings, lang=lang)
        return COULD_NOT_RUN
    except OSError as error:
        # Pillow's own errors are OSErrors too, but without a number: those are not the system's.
        if error.errno is None:
            return _our_bug(error, lang)
        tell_findings([refused(error, lang)], lang=lang)
        return COULD_NOT_RUN
    except MemoryError:
        # Nothing more may be asked for: what is said of it was there before.
        os.write(2, _NO_MEMORY)
        return COULD_NOT_RUN
    except Exception as error:
        # The last resort of the program: everything that is not an outcome above is our bug.
        return _our_bug(error, lang)


def tell_findings(findings: Iterable[Finding], *, lang: Lang) -> None:
    """Findings for people, on standard error."""
    from typeset.report.console import ConsoleReport

    tell(ConsoleReport(colours=colours(sys.stderr)).findings(findings, lang=lang))


def refused(error: OSError, lang: Lang) -> Finding:
    """What the system refused, in words."""
    number = error.errno or 0
    english = error.strerror or os.strerror(number)
    reason = _REASONS_ZH.get(number, english) if lang is Lang.ZH else english
    name = error.filename2 or error.filename
    return finding(
        "file-access", file=os.fsdecode(name) if isinstance(name, str | bytes) else "?", reason=reason
    )


def _our_bug(error: Exception, lang: Lang) -> int:
    if os.environ.get("TYPESET_DEBUG") == "1":
        tell("".join(traceback.format_exception(error)))
    what = f"{type(error).__name__}: {error}"[:300].replace("\n", " ")
    where = tracker() or ("项目的 issue 页" if lang is Lang.ZH else "the project's issue tracker")
    if lang is Lang.ZH:
        tell(
            f"typeset {__version__} 出了内部错误（{what}；{_folio(error)}）。\n"
            f"这是程序的错，不是稿件的错。请到{where}报告，附上命令和这一期的文件夹；\n"
            "设环境变量 TYPESET_DEBUG=1 再运行，可看到完整的出错过程。\n"
        )
    else:
        tell(
            f"typeset {__version__} had an internal error ({what}; {_folio(error)}).\n"
            f"This is a bug of ours, not of your files. Please report it at {where}, with the command and the\n"
            "edition's folder. TYPESET_DEBUG=1 in the environment shows the whole traceback.\n"
        )
    return OUR_BUG


def _folio(error: Exception) -> str:
    """The innermost place of our own code, for the report."""
    package = Path(__file__).parents[1]
    ours = [f for f in traceback.extract_tb(error.__traceback__) if Path(f.filename).is_relative_to(package)]
    return f"{Path(ours[-1].filename).name}:{ours[-1].lineno}" if ours else "?"
