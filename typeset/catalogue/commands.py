"""Findings about what was asked of the program on the command line (T9xx)."""

from __future__ import annotations

from typing import Final

from typeset.catalogue.entry import Entry
from typeset.findings import Severity

ENTRIES: Final[tuple[Entry, ...]] = (
    Entry(
        id="T901",
        code="format-coming",
        severity=Severity.ERROR,
        zh="报告格式 {format} 还没有做好（计划见 issue {issue}）",
        en="the report format {format} is not there yet (planned: issue {issue})",
        hint_zh="目前机器可读的格式是 json：--format json",
        hint_en="for machines use --format json meanwhile",
        why_zh="sarif、junit、github 三种格式已经留好名字，但还没有实现。json 报告里有同样的内容。",
        why_en="The formats sarif, junit and github have their names but are not written yet. The json report "
        "holds the same facts.",
    ),
    Entry(
        id="T902",
        code="command-coming",
        severity=Severity.ERROR,
        zh="命令 {program} {command} 还没有做好（计划见 issue {issue}）",
        en="the command {program} {command} is not there yet (planned: issue {issue})",
        hint_zh="目前可以用：{meanwhile}",
        hint_en="meanwhile use: {meanwhile}",
        why_zh="preview（浏览器实时预览）和 preflight（检查任意 PDF）已经留好名字，但还没有实现。",
        why_en="preview (live pages in the browser) and preflight (judging any PDF) have their names but are not "
        "written yet.",
    ),
    Entry(
        id="T903",
        code="standard-coming",
        severity=Severity.ERROR,
        zh="印刷标准 {standard} 还没有做好（计划见 issue {issue}）",
        en="the print standard {standard} is not there yet (planned: issue {issue})",
        hint_zh="去掉 --standard：输出的 PDF 字体全部嵌入、颜色为 CMYK，但不声明符合 PDF/X",
        hint_en="leave --standard out: the PDF embeds its fonts and is CMYK, but claims no PDF/X standard",
        why_zh="PDF/X 还要求输出意图和色彩转换，做好之前不声明符合标准，免得印厂误信。",
        why_en="PDF/X also asks for an output intent and colour conversion; until they are done no file claims the "
        "standard, so that no plant relies on it.",
    ),
    Entry(
        id="T904",
        code="file-access",
        severity=Severity.ERROR,
        zh="无法读写 {file}：{reason}",
        en="cannot read or write {file}: {reason}",
        hint_zh="检查磁盘空间和文件夹权限，或用 -o 换一个输出文件夹",
        hint_en="check free space and the rights of the folder, or choose another folder with -o",
        why_zh="磁盘满、没有写权限、路径不是文件夹等。没有写完的文件不会留下。",
        why_en="The disk is full, the folder may not be written, a path is no folder, or the like. No half-written "
        "file stays behind.",
    ),
    Entry(
        id="T905",
        code="folder-not-empty",
        severity=Severity.ERROR,
        zh="{file} 里已经有文件，不在里面新建工作区",
        en="{file} is not empty; no workspace is made in it",
        hint_zh="换一个新文件夹名",
        hint_en="name a new folder",
        why_zh="typeset init 只写进新的或空的文件夹，绝不覆盖已有的文件。",
        why_en="typeset init writes only into a new or empty folder and never replaces a file.",
    ),
    Entry(
        id="T906",
        code="unknown-code",
        severity=Severity.ERROR,
        zh="没有代码“{given}”；最接近的是 {near}",
        en="there is no code “{given}”; the nearest are {near}",
        hint_zh="{program} explain 不带代码，列出全部代码",
        hint_en="{program} explain without a code lists them all",
        why_zh="代码既可以写名字（overset），也可以写编号（T101）。",
        why_en="A code may be given by its word (overset) or its id (T101).",
    ),
    Entry(
        id="T907",
        code="not-a-page",
        severity=Severity.ERROR,
        zh="--page {given}：这一期没有第{given}版，有的是 {pages}",
        en="--page {given}: this edition has no page {given}; it has {pages}",
        hint_zh="改 --page，或去掉它排全部的版",
        hint_en="change --page, or leave it out to set all pages",
        why_zh="--page 用版的编号，即 edition.yaml 里 pages 的 page。",
        why_en="--page takes page numbers as edition.yaml gives them.",
    ),
    Entry(
        id="T908",
        code="output-among-sources",
        severity=Severity.ERROR,
        zh="不能把结果写进 {file}：那里放的是版式、稿件或这一期本身",
        en="results cannot be written into {file}: it holds layouts, stories or the edition itself",
        hint_zh="用 -o 另指一个文件夹，或不写 -o，结果在这一期的 out 里",
        hint_en="name another folder with -o, or leave -o out: results then go to the edition's out folder",
        why_zh="输出文件夹里的旧版面会被换掉或删去，所以它不能和人写的文件放在一起。",
        why_en="Old pages in the output folder are replaced or removed, so it must not be a folder people write in.",
    ),
    Entry(
        id="T909",
        code="no-such-folder",
        severity=Severity.ERROR,
        zh="没有 {file} 这个文件夹",
        en="there is no folder {file}",
        hint_zh="检查路径，写期的文件夹或工作区",
        hint_en="check the path; name an edition's folder or a workspace",
        why_zh="路径不存在，或者不是文件夹。",
        why_en="The path does not exist, or is no folder.",
    ),
    Entry(
        id="T910",
        code="no-such-code",
        severity=Severity.ERROR,
        zh="没有代码“{given}”",
        en="there is no code “{given}”",
        hint_zh="{program} explain 不带代码，列出全部代码",
        hint_en="{program} explain without a code lists them all",
        why_zh="代码既可以写名字（overset），也可以写编号（T101）。",
        why_en="A code may be given by its word (overset) or its id (T101).",
    ),
)
