"""A word typed twice: 的的, 了了, 建设建设. Words that are doubled on purpose (天天, 研究研究, 一个一个) are not told.

What looks doubled is found by its characters; that both are words of their own is asked of somebody who knows words, so that
现在在 and 为了了解 are left alone.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from typeset.catalogue import finding
from typeset.findings import Finding
from typeset.model.edition import Edition
from typeset.model.story import Paragraph, Role, Story
from typeset.model.verdict import NotRun
from typeset.patterns import regex
from typeset.standing import NOTHING_STANDS, StandingResults
from typeset.text.breaks import Words

# Little words nobody doubles; all others of one character may be (天天, 看看, 人人, 慢慢).
_LITTLE: Final = (
    "的了在是和与及将把被向从就也都有这那并或但而于以由为让使给对其之该各每已曾仍才再又还更很最等"
)
_TWICE: Final = regex(rf"([{_LITTLE}])\1|([\u4e00-\u9fff]{{2,8}})\2")
# Doubled verbs of a little doing, manners and sounds, and what is said with force.
_DOUBLED: Final = (
    "研究 讨论 商量 考虑 学习 锻炼 休息 活动 打听 了解 介绍 参观 体验 交流 沟通 准备 收拾 打扫 整理 检查 琢磨 合计 比较 练习 复习 指导 "
    "教育 关心 帮助 照顾 安慰 表扬 批评 庆祝 热闹 高兴 放松 舒服 凉快 暖和 轻松 清醒 冷静 尝试 试验 调查 商议 推敲 品味 感受 享受 回忆 "
    "想象 打扮 装扮 溜达 散步 转悠 聊天 唠叨 雪白 通红 碧绿 漆黑 笔直 冰凉 滚烫 火红 金黄 乌黑 喷香 瓦蓝 湛蓝 翠绿 粉红 非常 十分 永远 "
    "谢谢 加油 多少 许多 很多 好多 很久 好久 很远 很深 欢迎 注意 快点 慢点 起来 轰隆 哗啦 叮当 扑通 咕咚 咔嚓 呼噜 滴答 叽喳 噼啪 哼哧 "
    "咕噜 吧嗒 丁零 的的 在在 等等 是是 "
)
_ON_PURPOSE: Final = frozenset(_DOUBLED.split())
# 一个一个 counts; 很长很长 is longer than long; 说着说着 and 走啊走啊 go on.
_GOING_ON: Final = regex("[一两几半每很太真越].*|.+[着啊呀哟哇了吧嘛]")
_SPEECH: Final = regex("“[^“”]{0,400}”|「[^「」]{0,400}」")
# As much of a sentence as tells where words begin.
_AROUND: Final = 12
_NO_PROSE: Final = frozenset({Role.TABLE})
# Two words: who finds no border in it knows no words.
_PROBE: Final = "今天下雨"

_Places = tuple[tuple[Paragraph, int, str], ...]
"""Paragraphs, with an offset in each and the word there."""


def check_doubled_words(
    edition: Edition, words: Words | None, standing: StandingResults = NOTHING_STANDS
) -> list[Finding] | NotRun:
    """At most one finding a story: how many words are doubled in it, and the first of them."""
    found: list[Finding] = []
    for story in edition.stories.values():
        suspected = standing.of(_suspects_in, story)
        if suspected and (words is None or not words(_PROBE)):
            return NotRun(
                "没有中文词典（jieba），分不出词", "there is no dictionary of Chinese words (jieba)"
            )
        places = standing.of(_doubled_in, story, words) if suspected and words is not None else ()
        if places:
            found.append(_told(edition, story, places))
    return found


def _suspects_in(story: Story) -> _Places:
    return tuple(
        (paragraph, at, word) for paragraph in _paragraphs(story) for at, word in suspects(paragraph.text)
    )


def _doubled_in(story: Story, words: Words) -> _Places:
    return tuple(one for one in _suspects_in(story) if is_doubled(one[0].text, one[1], one[2], words))


def suspects(text: str) -> Iterator[tuple[int, str]]:
    """What may be a word typed twice: its offset and its characters, what people double on purpose left out."""
    speech: list[range] | None = None
    for match in _TWICE.finditer(text):
        word = match[1] or match[2]
        if len(word) > 1:
            if word in _ON_PURPOSE or len(set(word)) == 1 or _GOING_ON.fullmatch(word):
                continue
            if speech is None:
                speech = [range(*quoted.span()) for quoted in _SPEECH.finditer(text)]
            # People who are quoted repeat themselves.
            if any(match.start() in quoted for quoted in speech):
                continue
        yield match.start(), word


def is_doubled(text: str, at: int, word: str, words: Words) -> bool:
    """Whether both halves of what looks doubled are words of their own."""
    near, here = _near(text, at, word)
    borders = {0, len(near), *words(near)}
    middle = here + len(word)
    if len(word) == 1:
        return {here, middle, middle + 1} <= borders
    return {here, middle} <= borders


def _near(text: str, at: int, word: str) -> tuple[str, int]:
    """The characters round a place, and where it is among them."""
    first = max(0, at - _AROUND)
    return text[first : at + 2 * len(word) + _AROUND], at - first


def _paragraphs(story: Story) -> Iterator[Paragraph]:
    yield from (paragraph for paragraph in story.paragraphs if paragraph.role not in _NO_PROSE)
    for aside in story.asides:
        yield from aside.paragraphs


def _told(edition: Edition, story: Story, places: _Places) -> Finding:
    paragraph, at, word = places[0]
    page = edition.page_of(story.slug)
    return finding(
        "doubled-word",
        span=paragraph.span_at(at + len(word)),
        page=None if page is None else page.number,
        story=story.slug,
        amount=len(places),
        text="、".join(dict.fromkeys(2 * double for _, _, double in places)),
    )
