"""The preflight for people: a head a file, its pages with plates and fonts, then what is wrong."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Final

from msgspec import Struct
from msgspec.structs import replace

from typeset.catalogue.entry import Lang
from typeset.findings import Finding, in_order
from typeset.model.judged import Judged, JudgedFont, JudgedPage
from typeset.report.console import ConsoleReport
from typeset.report.excerpt import visible
from typeset.report.words import counted

_MOST_FONTS: Final = 8


class _Words(Struct, frozen=True, kw_only=True):
    claims: str
    claims_nothing: str
    judged_by: str
    condition: str
    page: str
    plates: str
    empty: str
    most: str
    fonts: str
    outside: str
    more: str
    comma: str


_ZH: Final = _Words(
    claims="声明 {claimed}",
    claims_nothing="没有声明标准",
    judged_by="按 {standard} 检查",
    condition="印刷条件 {condition}",
    page="第 {page} 页　成品 {width:g}×{height:g} 毫米",
    plates="印版",
    empty="无墨",
    most="最多 {most}%（左 {x:g} 毫米、上 {y:g} 毫米）",
    fonts="字体",
    outside="（未嵌入）",
    more="另 {count} 种",
    comma="，",
)
_EN: Final = _Words(
    claims="claims {claimed}",
    claims_nothing="claims no standard",
    judged_by="judged by {standard}",
    condition="condition {condition}",
    page="page {page}  trim {width:g} x {height:g} mm",
    plates="plates",
    empty="no ink",
    most="at most {most} % ({x:g} mm from the left, {y:g} mm from the top)",
    fonts="fonts",
    outside=" (not embedded)",
    more="{count} more",
    comma=", ",
)


class PreflightConsole:
    """Writes judged files for a terminal; the same values give the same text."""

    def __init__(self, *, colours: bool = False) -> None:
        self._console = ConsoleReport(colours=colours)

    def write(self, judged: Sequence[Judged], *, lang: Lang) -> str:
        """All files, one after the other, with a blank line between."""
        return "\n".join(self._file(one, lang) for one in judged)

    def _file(self, judged: Judged, lang: Lang) -> str:
        say = _ZH if lang is Lang.ZH else _EN
        head = f"{visible(judged.file)}: {say.comma.join(_head(judged, say))}\n"
        pages = "".join(_page(page, say) for page in judged.pages)
        found = in_order(judged.findings)
        # One by one: without their pages they would be put in another order.
        told = "".join(self._console.findings([_bare(f)], lang=lang) for f in found)
        return f"{head}{pages}{told}{counted(found, lang)}\n"


def _bare(f: Finding) -> Finding:
    """A finding without its place: the file's name stands above, and these messages name their page themselves."""
    page = () if f.page_name is None else (("page", f.page_name),)
    return replace(f, span=None, page=None, facts=(*f.facts, *page))


def _head(judged: Judged, say: _Words) -> list[str]:
    parts = [f"PDF {judged.version}"] if judged.version else []
    parts.append(say.claims.format(claimed=visible(judged.claimed)) if judged.claimed else say.claims_nothing)
    parts.append(say.judged_by.format(standard=judged.standard))
    if judged.condition:
        parts.append(say.condition.format(condition=visible(judged.condition)))
    return parts


def _page(page: JudgedPage, say: _Words) -> str:
    head = say.page.format(page=page.number, width=round(page.width, 1), height=round(page.height, 1))
    plates = "  ".join(f"{visible(name)} {100 * share:.1f}%" for name, share in page.plates) or say.empty
    x, y = page.most_ink_at
    most = say.most.format(most=round(100 * page.most_ink), x=x, y=y)
    lines = [head, f"  {say.plates}  {plates}{say.comma}{most}"]
    if page.fonts:
        lines.append(f"  {say.fonts}  {say.comma.join(_fonts(page.fonts, say))}")
    return "".join(f"  {line}\n" for line in lines)


def _fonts(fonts: Sequence[JudgedFont], say: _Words) -> Iterable[str]:
    for font in fonts[:_MOST_FONTS]:
        yield visible(font.name) + ("" if font.embedded else say.outside)
    if len(fonts) > _MOST_FONTS:
        yield say.more.format(count=len(fonts) - _MOST_FONTS)
