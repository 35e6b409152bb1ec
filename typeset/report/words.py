"""What the report for people says around the findings, in Chinese and in English."""

from __future__ import annotations

from collections.abc import Collection
from typing import Final

from msgspec import Struct

from typeset.catalogue.entry import Lang
from typeset.findings import Finding, Severity


class Words(Struct, frozen=True, kw_only=True):
    """One language; the longer ones are format strings."""

    edition: str
    page: str
    passed: str
    hint: str
    see: str
    error: str
    warning: str
    info: str
    copy: str
    overset: str
    jumps: str
    counts: str
    clean: str
    allowed: str
    known: str
    below: str
    left_out: str
    not_run: str
    in_baseline: str
    more: str
    rules: str
    between: str
    plural: str

    def severity(self, severity: Severity) -> str:
        """The word for a severity."""
        return {Severity.ERROR: self.error, Severity.WARNING: self.warning, Severity.INFO: self.info}[
            severity
        ]

    def amount(self, number: int, severity: Severity) -> str:
        """How many findings of a severity, as in ``2 errors``."""
        word = self.severity(severity)
        return f"{number} {word}{self.plural if number != 1 else ''}"


ZH: Final = Words(
    edition="{paper}　{date}　第 {issue} 期　{pages} 版",
    page="第 {page} 版",
    passed="通过",
    hint="办法：",
    see="另见 ",
    error="错误",
    warning="警告",
    info="提示",
    copy="{stories} 篇稿 {characters} 字，排出 {set} 字",
    overset="溢出 {overset} 字",
    jumps="{jumps} 处转版",
    counts="{errors}，{warnings}，{infos}",
    clean="没有问题",
    allowed="已放行 {place} {code}：{because}",
    known="基线里已有 {number} 个问题，不计",
    below="另有 {number} 个提示，--level info 列出",
    left_out="按 --only、--ignore 没有看 {number} 个问题",
    not_run="规则 {rule} 没有执行：{why}",
    in_baseline="基线里已有",
    more="（另有 {number} 个）",
    rules="规则：{passed} 条通过，{broken} 条违反，{not_run} 条没有执行",
    between="；",
    plural="",
)

EN: Final = Words(
    edition="{paper}  {date}  no. {issue}  pages: {pages}",
    page="page {page}",
    passed="ok",
    hint="hint: ",
    see="see also ",
    error="error",
    warning="warning",
    info="notice",
    copy="stories: {stories}, characters: {characters}, set: {set}",
    overset="overset: {overset}",
    jumps="jumps: {jumps}",
    counts="{errors}, {warnings}, {infos}",
    clean="nothing to report",
    allowed="allowed {place} {code}: {because}",
    known="known from the baseline and not counted: {number}",
    below="not listed: {number}; --level info lists them",
    left_out="left out by --only and --ignore: {number}",
    not_run="rule {rule} was not run: {why}",
    in_baseline="known from the baseline",
    more=" (and {number} more)",
    rules="rules: {passed} passed, {broken} broken, {not_run} not run",
    between="; ",
    plural="s",
)


def words(lang: Lang) -> Words:
    """The words of a language."""
    return ZH if lang is Lang.ZH else EN


def counted(found: Collection[Finding], lang: Lang) -> str:
    """How many findings there are of each severity, as in ``2 errors, 1 warning, 0 notices``."""
    say = words(lang)
    if not found:
        return say.clean
    errors, warnings, infos = (
        say.amount(sum(f.severity is s for f in found), s)
        for s in (Severity.ERROR, Severity.WARNING, Severity.INFO)
    )
    return say.counts.format(errors=errors, warnings=warnings, infos=infos)
