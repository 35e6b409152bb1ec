"""``typeset fonts``: which faces play which role, and how much of Chinese they cover."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Final

import typer
from msgspec import Struct
from msgspec.structs import asdict

from typeset.catalogue import finding
from typeset.catalogue.entry import Lang
from typeset.cli.guard import CLEAN, COULD_NOT_RUN, FOUND, guarded, tell_findings
from typeset.cli.language import language
from typeset.cli.options import LangOption, PlainFormat, PlainFormatOption
from typeset.cli.terminal import emit, emit_data
from typeset.findings import Severity, TypesetError, worst

if TYPE_CHECKING:
    from typeset.faces import Face, FaceBook
    from typeset.source import Sources

# All 8,105 characters of 通用规范汉字表, written by fonts/build.py from Unihan.
TGH_FILE: Final = "@bundled/fonts/tgh.txt"


_TGH_COLUMN: Final = 3


class Heads(Struct, frozen=True):
    """The heads of the list in one language."""

    role: str
    family: str
    file: str
    tgh: str
    licence: str
    fallback: str


_HEADS_ZH: Final = Heads("角色", "字体", "文件", "规范字", "授权", "缺字借用")
_HEADS_EN: Final = Heads("role", "family", "file", "TGH", "licence", "fallback")


class FaceLine(Struct, frozen=True):
    """What is told of one face; ``tgh`` and ``gb2312`` count the characters it has, ``tgh`` None if not known."""

    role: str
    family: str
    file: str
    characters: int
    tgh: int | None
    gb2312: int
    licence: str
    fallback: tuple[str, ...]


def fonts(
    folder: Annotated[
        Path,
        typer.Argument(
            metavar="FOLDER", help="Edition or workspace; default: here / 一期或工作区，默认当前文件夹"
        ),
    ] = Path(),
    *,
    listing: PlainFormatOption = PlainFormat.CONSOLE,
    lang: LangOption = None,
) -> None:
    """List the faces by role, with coverage and licence. (列出各角色的字体、覆盖字数和授权)."""
    chosen = language(lang)
    raise typer.Exit(guarded(lambda: _fonts(folder, listing, chosen), lang=chosen))


def _fonts(folder: Path, listing: PlainFormat, lang: Lang) -> int:
    from typeset.read.disk import DiskSources
    from typeset.read.fonts import read_faces

    if not folder.is_dir():
        raise TypesetError([finding("no-such-folder", file=str(folder))])
    sources = DiskSources(nearest_workspace(folder))
    book, findings = read_faces(sources)
    if findings:
        tell_findings(findings, lang=lang)
    if book is None:
        return COULD_NOT_RUN
    tgh = general_table(sources)
    lines = [_line(book, role, tgh) for role in book.roles]
    if listing is PlainFormat.JSON:
        document = {
            "version": 1,
            "tgh": len(tgh) or None,
            "gb2312": len(gb2312()),
            "faces": [asdict(f) for f in lines],
        }
        emit_data(json.dumps(document, ensure_ascii=False, indent=1) + "\n")
    else:
        emit(_table(lines, len(tgh), lang))
    return FOUND if worst(findings) is Severity.ERROR else CLEAN


def nearest_workspace(folder: Path) -> Path:
    """The workspace a folder is, or is in; the folder itself when there is none, for the bundled faces alone."""
    nearest = next(
        (f for f in (folder.resolve(), *folder.resolve().parents) if (f / "layouts").is_dir()), None
    )
    return nearest or folder


def general_table(sources: Sources) -> frozenset[int]:
    """The code points of 通用规范汉字表; empty when the package was made without the list."""
    if not sources.exists(TGH_FILE):
        return frozenset()
    return frozenset(map(ord, "".join(sources.read_bytes(TGH_FILE).decode("utf-8").split())))


def gb2312() -> frozenset[int]:
    """The code points of GB/T 2312-1980, hanzi and symbols: rows 1 to 9 and 16 to 87."""
    cells = (
        bytes((0xA0 + row, 0xA0 + cell)) for row in (*range(1, 10), *range(16, 88)) for cell in range(1, 95)
    )
    return frozenset(ord(char) for code in cells if (char := code.decode("gb2312", errors="ignore")))


def _line(book: FaceBook, role: str, tgh: frozenset[int]) -> FaceLine:
    face: Face = book.face(role)
    has = face.characters()
    return FaceLine(
        role=role,
        family=face.family,
        file=face.record.file,
        characters=len(has),
        tgh=len(has & tgh) if tgh else None,
        gb2312=len(has & gb2312()),
        licence=face.record.licence,
        fallback=face.record.fallback,
    )


def _table(lines: list[FaceLine], tgh: int, lang: Lang) -> str:
    from typeset.report.table import table

    heads = _HEADS_ZH if lang is Lang.ZH else _HEADS_EN
    columns = [
        [heads.role, *(f.role for f in lines)],
        [heads.family, *(f.family for f in lines)],
        [heads.file, *(f.file for f in lines)],
        [f"{heads.tgh} {tgh}", *(str(f.tgh) for f in lines)],
        [f"GB2312 {len(gb2312())}", *(str(f.gb2312) for f in lines)],
        [heads.fallback, *(" ".join(f.fallback) or "-" for f in lines)],
        # Last, for a licence may have a long name.
        [heads.licence, *(f.licence or "-" for f in lines)],
    ]
    return table(list(zip(*(c for c in columns if tgh or c is not columns[_TGH_COLUMN]), strict=True)))
