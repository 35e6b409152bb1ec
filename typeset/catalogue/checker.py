"""Findings about the checker's own settings: allowances, severities, baselines (T601–T609)."""

from __future__ import annotations

from typing import Final

from typeset.catalogue.entry import Entry
from typeset.findings import Severity

ENTRIES: Final[tuple[Entry, ...]] = (
    Entry(
        id="T601",
        code="allowance-unclear",
        severity=Severity.WARNING,
        zh="看不懂的指令“# typeset: {text}”，什么也没有放行",
        en="“# typeset: {text}” is not understood and allows nothing",
        hint_zh="写成 # typeset: allow underset because 版底留白是有意的",
        hint_en="write # typeset: allow underset because the white at the foot is meant",
        why_zh="放行一个问题要写明代码和理由：# typeset: allow 代码 because 理由。写在键的旁边或上一行，管这个键和它下面的内容；"
        "写在稿件头部，管这篇稿。没有理由的不算。",
        why_en="To allow a finding give its code and the reason: # typeset: allow CODE because REASON. Beside a key, or on the line above "
        "it, it holds for the key and what is below it; in the front matter of a story it holds for the story. Without a reason it does not count.",
    ),
    Entry(
        id="T602",
        code="allowance-unknown",
        severity=Severity.WARNING,
        zh="没有“{given}”这个问题代码，什么也没有放行",
        en="there is no code “{given}”; nothing is allowed",
        hint_zh="{meant_zh}全部代码：typeset explain",
        hint_en="{meant_en}all codes: typeset explain",
        why_zh="放行的代码必须是 typeset explain 列出的一个，代码（underset）或编号（T103）都行。",
        why_en="The code of an allowance is one of those typeset explain lists, by its word (underset) or its number (T103).",
    ),
    Entry(
        id="T603",
        code="allowance-unused",
        severity=Severity.WARNING,
        zh="放行了“{given}”，但这里没有这个问题",
        en="“{given}” is allowed here, but there is no such finding",
        hint_zh="问题已经改好就删掉这一行，免得它放过下一个",
        hint_en="take the comment out when the trouble is mended, before it lets the next one pass",
        why_zh="放行的话放久了会放过别的问题：问题没有了，这句话也该删掉。",
        why_en="An allowance that outlives its finding would let the next one pass unseen: take it out with the trouble it was written for.",
    ),
    Entry(
        id="T604",
        code="allowance-firm",
        severity=Severity.WARNING,
        zh="“{given}”不能放行",
        en="“{given}” cannot be allowed",
        hint_zh="改好它，或用 --fail-on never 只在这一次不算",
        hint_en="mend it, or use --fail-on never for this one run",
        why_zh="丢字这样的问题是程序的错误，没有人能替它负责，所以不能放行，也不能降级。",
        why_en="Lost characters are a fault of the engine. Nobody can answer for them, so they are neither allowed nor given another severity.",
    ),
    Entry(
        id="T605",
        code="severity-unknown",
        severity=Severity.ERROR,
        zh="checks.severity 里的“{given}”不是问题代码",
        en="“{given}” in checks.severity is no code of a finding",
        hint_zh="{meant_zh}全部代码：typeset explain",
        hint_en="{meant_en}all codes: typeset explain",
        why_zh="版式总则的 checks.severity 给问题另定级别，如 {{underset: warning, loose-lines: error}}；键是 typeset explain 列出的代码或编号。",
        why_en="checks.severity in the house style gives findings another severity, as in {{underset: warning, loose-lines: error}}; its keys are codes or "
        "numbers typeset explain lists.",
    ),
    Entry(
        id="T606",
        code="severity-firm",
        severity=Severity.ERROR,
        zh="“{given}”的级别不能改",
        en="the severity of “{given}” cannot be changed",
        hint_zh="从 checks.severity 里删掉它",
        hint_en="take it out of checks.severity",
        why_zh="丢字这样的问题是程序的错误，总是错误级。读不懂的文件也总是错误：没有读到的东西排不了。",
        why_en="Lost characters are a fault of the engine and always an error. Files that cannot be read stay errors too: what was not read cannot be set.",
    ),
    Entry(
        id="T607",
        code="bad-baseline",
        severity=Severity.ERROR,
        zh="“{file}”不是可以作基线的报告",
        en="{file} is no report that can serve as a baseline",
        hint_zh="先写一个：typeset check 期次 --format json > baseline.json",
        hint_en="write one first: typeset check EDITION --format json > baseline.json",
        why_zh="基线是一次 check 或 build 的 JSON 报告（report.json）：里面有的问题不再让检查失败，新的、变大的才算。",
        why_en="A baseline is the JSON report of a check or build (report.json): what it holds no longer fails a run; what is new or larger does.",
    ),
    Entry(
        id="T608",
        code="story-not-here",
        severity=Severity.ERROR,
        zh="这一期没有稿件“{name}”",
        en="the edition has no story “{name}”",
        hint_zh="有：{allowed}",
        hint_en="there are: {allowed}",
        why_zh="--story 后面写稿件的名字，就是 stories/ 里的文件名去掉 .md。",
        why_en="--story takes the name of a story: that of its file in stories/ without .md.",
    ),
)
