"""The words of the report on two versions, in Chinese and in English; the longer ones are format strings."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from msgspec import Struct

from typeset.catalogue.entry import Lang
from typeset.model.changes import Aspect, Fate, InkKind
from typeset.model.impression import TextKind


class DiffWords(Struct, frozen=True, kw_only=True):
    """One language."""

    page: str
    fates: Mapping[Fate, str]
    read: str
    moved: str
    rebroken: str
    restyled: str
    only_ink: str
    ink: Mapping[InkKind, str]
    gone: str
    between: str
    story: str
    story_added: str
    story_removed: str
    was_at: str
    counts: str
    kinds: Mapping[TextKind, str]
    frame: str
    column: str
    line: str
    frames: str
    frame_added: str
    frame_removed: str
    frame_moved: str
    frame_resized: str
    jumps: str
    jump: str
    no_jump: str
    findings_new: str
    findings_gone: str
    not_compared: str
    aspects: Mapping[Aspect, str]
    summary: str
    changed: str
    nothing: str
    nothing_known: str


ZH: Final = DiffWords(
    page="第 {page} 版",
    fates={
        Fate.SAME: "没有变化",
        Fate.CHANGED: "有变化",
        Fate.ADDED: "新加的版",
        Fate.REMOVED: "撤掉的版",
        Fate.UNKNOWN: "没有比较版面",
    },
    read="{n} 行要读",
    moved="{n} 行只是移动",
    rebroken="{n} 行只是断行变了",
    restyled="{n} 行字体、字号或颜色变了",
    only_ink="文字没有变",
    ink={InkKind.PICTURE: "图片变了", InkKind.DRAWING: "线、底或图形变了", InkKind.ANY: "{n} 处画面变了"},
    gone="{what}（撤掉）",
    between="，",
    story="稿件 {slug}",
    story_added="稿件 {slug}：新上，全篇要读",
    story_removed="稿件 {slug}：撤掉",
    was_at="{old} → {new}",
    counts="{old} 字 → {new} 字",
    kinds={
        TextKind.BODY: "正文",
        TextKind.HEAD: "标题",
        TextKind.CAPTION: "图说",
        TextKind.ASIDE: "插框、引语、表格",
        TextKind.RUBY: "注音",
        TextKind.JUMP: "转文行",
        TextKind.FURNITURE: "报头、报眉等",
        TextKind.PAGE: "版面文字",
    },
    frame="第 {page} 版 {frame}",
    column="第 {column} 栏",
    line="第 {line} 行",
    frames="版框",
    frame_added="新加",
    frame_removed="撤掉",
    frame_moved="移动",
    frame_resized="改了大小",
    jumps="转版",
    jump="{come} → {gone} {source}{target}",
    no_jump="不转",
    findings_new="新出现的提示",
    findings_gone="不再有的提示",
    not_compared="没有比较：{what}（{why}）",
    aspects={
        Aspect.STORIES: "稿件",
        Aspect.LINES: "字句",
        Aspect.FRAMES: "版框",
        Aspect.JUMPS: "转版",
        Aspect.INK: "版面",
    },
    summary="{changed} 版有变化，共 {read} 行要读；{same} 版没有变化",
    changed="有变化",
    nothing="没有变化",
    nothing_known="比得了的都没有变化",
)

EN: Final = DiffWords(
    page="page {page}",
    fates={
        Fate.SAME: "unchanged",
        Fate.CHANGED: "changed",
        Fate.ADDED: "a new page",
        Fate.REMOVED: "taken out",
        Fate.UNKNOWN: "ink not compared",
    },
    read="lines to read: {n}",
    moved="only moved: {n}",
    rebroken="only broken otherwise: {n}",
    restyled="in another face, size or colour: {n}",
    only_ink="no text changed",
    ink={
        InkKind.PICTURE: "pictures changed",
        InkKind.DRAWING: "rules, tints or drawings changed",
        InkKind.ANY: "places that look different: {n}",
    },
    gone="{what} (taken out)",
    between=", ",
    story="story {slug}",
    story_added="story {slug}: new, to be read whole",
    story_removed="story {slug}: taken out",
    was_at="{old} → {new}",
    counts="characters: {old} → {new}",
    kinds={
        TextKind.BODY: "copy",
        TextKind.HEAD: "headline",
        TextKind.CAPTION: "caption",
        TextKind.ASIDE: "boxes, quotes, tables",
        TextKind.RUBY: "ruby",
        TextKind.JUMP: "jump lines",
        TextKind.FURNITURE: "furniture",
        TextKind.PAGE: "text of the page",
    },
    frame="page {page} {frame}",
    column="column {column}",
    line="line {line}",
    frames="frames",
    frame_added="new",
    frame_removed="taken out",
    frame_moved="moved",
    frame_resized="of another size",
    jumps="jumps",
    jump="{come} → {gone} {source}{target}",
    no_jump="none",
    findings_new="new findings",
    findings_gone="findings that are gone",
    not_compared="not compared: {what} ({why})",
    aspects={
        Aspect.STORIES: "stories",
        Aspect.LINES: "lines",
        Aspect.FRAMES: "frames",
        Aspect.JUMPS: "jumps",
        Aspect.INK: "ink of pages",
    },
    summary="pages changed: {changed}, lines to read: {read}; pages unchanged: {same}",
    changed="changed",
    nothing="nothing changed",
    nothing_known="nothing changed in what can be compared",
)

WHY_REPORT: Final[Mapping[Lang, str]] = {
    Lang.ZH: "报告里没有",
    Lang.EN: "a report does not hold them",
}
WHY_PDF: Final[Mapping[Lang, str]] = {Lang.ZH: "PDF 里没有", Lang.EN: "PDF files do not hold them"}


def diff_words(lang: Lang) -> DiffWords:
    """The words of a language."""
    return ZH if lang is Lang.ZH else EN
