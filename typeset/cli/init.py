"""``typeset init``: a new workspace that builds at once, copied from the starter that comes with the package."""

from __future__ import annotations

import os
import shlex
from collections.abc import Iterator
from pathlib import Path
from typing import Annotated, Final

import typer

from typeset.catalogue import finding
from typeset.catalogue.entry import Lang
from typeset.cli.guard import CLEAN, guarded
from typeset.cli.language import language
from typeset.cli.options import LangOption
from typeset.cli.program import SHELL_SAFE
from typeset.cli.terminal import emit
from typeset.findings import TypesetError

EDITION: Final = "editions/starter"
# Only the starter's own layouts: those of the sample papers would look as if they could be edited to some effect.
PATTERNS: Final = ("layouts/starter*.yaml", f"{EDITION}/**/*")
OUTPUT: Final = f"{EDITION}/out"

GITIGNORE: Final = "out/\n.typeset-cache/\n"
README: Final = """\
# {name}

一份报纸的工作区 / the workspace of a paper.

- `layouts/starter.yaml`　house style: name, sheet, grid, styles / 报纸版式：报名、开本、网格、样式
- `layouts/starter-front.yaml`, `starter-inside.yaml`　page layouts / 各版版式
- `editions/starter/edition.yaml`　one issue: its date and what stands where / 一期报纸：日期、各版放哪些稿
- `editions/starter/stories/`　the stories, in Markdown / 稿件

```
{program} build editions/starter
```

The pages are then in `editions/starter/out/`. / 排好的版在 `editions/starter/out/`。
A new issue is a new folder beside `starter`. / 新一期：在 `starter` 旁边新建文件夹。
"""


def init(
    directory: Annotated[Path, typer.Argument(metavar="DIR", help="New or empty folder / 新的或空的文件夹")],
    *,
    lang: LangOption = None,
) -> None:
    """Make a new workspace that builds at once. (新建一个立即可排的工作区)."""
    chosen = language(lang)
    raise typer.Exit(guarded(lambda: _init(directory, chosen), lang=chosen))


def _init(directory: Path, lang: Lang) -> int:
    if directory.exists() and not (directory.is_dir() and not any(directory.iterdir())):
        raise TypesetError([finding("folder-not-empty", file=str(directory))])
    from typeset.read.disk import bundled_root

    files = dict(starter_files(bundled_root()))
    files["README.md"] = README.format(name=directory.resolve().name, program=SHELL_SAFE).encode()
    files[".gitignore"] = GITIGNORE.encode()
    _write_all(directory, files)
    command = f"cd {shlex.quote(str(directory))} && {SHELL_SAFE} build {EDITION}"
    emit(f"{'工作区已建好。接下来：' if lang is Lang.ZH else 'The workspace is ready. Next:'}\n  {command}\n")
    return CLEAN


def starter_files(root: Path) -> Iterator[tuple[str, bytes]]:
    """Every file of the starter workspace, by its name in the new one.

    Raises:
        RuntimeError: when the package lacks its starter; that is our bug.
    """
    for pattern in PATTERNS:
        names = sorted(p.relative_to(root).as_posix() for p in root.glob(pattern) if p.is_file())
        wanted = [name for name in names if not _left_out(name)]
        if not wanted:
            raise RuntimeError(f"the package lacks {pattern}")
        for name in wanted:
            yield name, (root / name).read_bytes()


def _left_out(name: str) -> bool:
    hidden = any(part.startswith(".") for part in name.split("/"))
    return hidden or name.startswith(OUTPUT + "/")


def _write_all(directory: Path, files: dict[str, bytes]) -> None:
    """Write all files, or none: what was made is taken away again when one cannot be written."""
    made: list[Path] = []
    try:
        _make_folder(directory, made)
        for name, data in files.items():
            path = directory / name
            _make_folder(path.parent, made)
            made.append(path)
            path.write_bytes(data)
    except BaseException as error:
        _take_away(made)
        if isinstance(error, OSError) and error.filename is None and made:
            # A full disk is told without a name.
            raise OSError(error.errno, error.strerror, os.fspath(made[-1])) from error
        raise


def _make_folder(folder: Path, made: list[Path]) -> None:
    if not folder.is_dir():
        _make_folder(folder.parent, made)
        folder.mkdir()
        made.append(folder)


def _take_away(made: list[Path]) -> None:
    for path in reversed(made):
        if path.is_dir():
            path.rmdir()
        else:
            path.unlink(missing_ok=True)
