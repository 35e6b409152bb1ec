"""How stories fit, in words and as data: ``typeset fit``, and the cure that findings about overset and underset copy name."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence

from typeset.catalogue.entry import Lang
from typeset.model.fit import Change, FitAdvice, FitState, Margin, Means, Range, Remedy
from typeset.report.fit_data import fit_as_data
from typeset.report.json_value import Json, written
from typeset.report.table import table

_STATES = {
    FitState.EXACT: ("正好", "exact"),
    FitState.SHORT: ("缺 {lines} 行", "{lines} lines short"),
    FitState.OVER: ("多 {characters} 字（{lines} 行）", "{characters} characters ({lines} lines) over"),
}
_MEANS = {
    Means.PICTURE: ("图高 {amount:+d} 行", "picture {amount:+d} rows"),
    Means.HEADLINE: ("标题 {amount:+d} 号", "headline {amount:+d} sizes"),
    Means.WHITE: ("标题区 {amount:+d} 行", "headline block {amount:+d} rows"),
    Means.ROWS: ("版框 {amount:+d} 行", "frame {amount:+d} rows"),
    Means.LOOSENESS: ("允许段落多排少排一行", "paragraphs set in a line more or fewer"),
}


def advised(advice: FitAdvice) -> tuple[str, str]:
    """What would make a story fit, in Chinese and in English, one line each; "" when nothing that was tried does."""
    pieces = ways(advice)
    return "；或".join(zh for zh, _ in pieces), "; or ".join(en for _, en in pieces)


def ways(advice: FitAdvice) -> list[tuple[str, str]]:
    """The ways to make a story fit, each in Chinese and in English."""
    return [*_cheapest(advice.cheapest), *_from_end(advice), *_remedies(advice.remedies)]


def _cheapest(changes: Sequence[Change]) -> list[tuple[str, str]]:
    if not changes:
        return []
    total = sum(abs(c.characters) for c in changes)
    verb_zh, verb_en = ("删", "cut") if changes[0].characters < 0 else ("加", "add")
    where_zh = "，".join(f"第 {c.paragraph} 段（“{c.opening}”）{abs(c.characters)} 字" for c in changes)
    where_en = ", ".join(f"{abs(c.characters)} in paragraph {c.paragraph} (“{c.opening}”)" for c in changes)
    return [
        (f"段末共{verb_zh} {total} 字：{where_zh}", f"{verb_en} {total} at ends of paragraphs: {where_en}")
    ]


def _from_end(advice: FitAdvice) -> list[tuple[str, str]]:
    count = advice.from_end
    if count is None:
        return []
    if count < 0:
        return [(f"文末删 {-count} 字", f"cut {-count} at the end of the copy")]
    return [(f"文末加 {count} 字", f"add {count} at the end of the copy")]


def _remedies(remedies: Iterable[Remedy]) -> list[tuple[str, str]]:
    pairs = [(_MEANS[r.means], r.amount) for r in remedies]
    return [(zh.format(amount=amount), en.format(amount=amount)) for (zh, en), amount in pairs]


def fits_as_text(fits: Sequence[FitAdvice], lang: Lang, page_name: Callable[[int], str]) -> str:
    """A line a story: page, frame, story, how it fits, what it may still lose and gain; and below it the advice."""
    zh = lang is Lang.ZH
    head = (
        ("版", "版框", "稿件", "", "动一行", "动转版", "动版面")
        if zh
        else ("page", "frame", "story", "", "a line", "a jump", "the page")
    )
    rows = [
        (page_name(one.page), one.frame, one.story, state_of(one, lang), *_margins(one.margin))
        for one in fits
    ]
    lines = table([head, *rows]).splitlines()
    said = [lines[0]]
    for one, line in zip(fits, lines[1:], strict=True):
        said.append(line)
        cure = advised(one)[0 if zh else 1]
        if cure:
            said.append(f"    {'办法：' if zh else 'hint: '}{cure}")
    note = (
        "−n/+m：少 n 字、多 m 字以内不变"
        if zh
        else "-n/+m: nothing changes up to n characters fewer or m more"
    )
    return "\n".join([*said, note]) + "\n"


def state_of(advice: FitAdvice, lang: Lang) -> str:
    """How a story fits, in a few words."""
    wording = _STATES[advice.state][0 if lang is Lang.ZH else 1]
    return wording.format(lines=advice.lines, characters=advice.characters)


def _margins(known: Margin | None) -> tuple[str, str, str]:
    if known is None:
        return "—", "—", "—"
    return _range(known.line), "—" if known.jump is None else _range(known.jump), _range(known.page)


def _range(one: Range) -> str:
    shrink, grow = ("…" if n is None else str(n) for n in (one.shrink, one.grow))
    return f"−{shrink}/+{grow}"


def fits_as_json(fits: Iterable[FitAdvice], page_name: Callable[[int], str]) -> str:
    """The same as one JSON document."""
    document: Json = {
        "version": 1,
        "stories": [{"slug": one.story, **fit_as_data(one, page_name)} for one in fits],
    }
    return written(document)
