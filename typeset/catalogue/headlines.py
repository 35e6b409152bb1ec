"""Findings about headlines and how they are fitted (T105, T141–T149)."""

from __future__ import annotations

from typing import Final

from typeset.catalogue.entry import Entry
from typeset.findings import Severity

ENTRIES: Final[tuple[Entry, ...]] = (
    Entry(
        id="T105",
        code="headline-too-wide",
        severity=Severity.ERROR,
        zh="标题“{text}”仍宽出 {amount} pt，试过：{tried_zh}",
        en="headline “{text}” is still {amount} pt too wide; tried: {tried_en}",
        hint_zh="缩短标题、分行，或在样式 fit.sizes 里加更小的字号",
        hint_en="shorten the headline, break it into lines, or add smaller sizes to the style's fit.sizes",
        why_zh="标题从字号表里挑最大的合适字号，每一号先收字距、再压成长体，都在 fit 的限度内；写成一行的标题还会试着拆行。"
        "都不够时照最小字号排出，墨迹会伸进旁边的版框，所以这一版不会写进 pages/。",
        why_en="A headline takes the largest size of its style's list that fits; in each size its tracking is closed and "
        "its characters narrowed within the limits of fit, and a headline given as one line is broken. When nothing is "
        "enough its ink runs into what stands beside it, and the page is not written to pages/.",
    ),
    Entry(
        id="T141",
        code="headline-mark-unused",
        severity=Severity.WARNING,
        zh="“{text}”里的 | 没有用：标题已经分了行",
        en="the | in “{text}” is not used: the headline is already given in lines",
        hint_zh="写成一行，让 | 标出可断之处；要印出竖线写 \\|",
        hint_en="give it as one line for | to say where it may be broken; write \\| to print a bar",
        why_zh="分行写的标题照写的行排，| 只在写成一行时标出可以断开的地方，本身不印。",
        why_en="Lines given are lines set. In a headline of one line | says where it may be broken; it is never printed.",
    ),
    Entry(
        id="T142",
        code="headline-broken",
        severity=Severity.INFO,
        zh="标题拆成 {amount} 行：{lines}",
        en="the headline is broken into {amount} lines: {lines}",
        hint_zh="要在别处断，用 | 标出，或分行写",
        hint_en="to have it broken elsewhere mark the places with |, or give it in lines",
        why_zh="写成一行的标题如果只能用比样式的 size 更小的字号，就拆成几行，换取更大的字号（fit.lines）。",
        why_en="A headline given as one line that fits only below the size of its style is broken where that lets it "
        "stand in a larger one (fit.lines).",
    ),
    Entry(
        id="T143",
        code="headline-mark-refused",
        severity=Severity.WARNING,
        zh="“{text}”不能在 | 处断开：“{char}”不能在行首或行末",
        en="“{text}” cannot be broken at its |: {char} may not begin or end a line",
        hint_zh="把 | 移到标点另一边",
        hint_en="move the | to the other side of the mark",
        why_zh="句号、逗号、后引号等不排在行首，前引号、前括号等不排在行末，标题也一样。",
        why_en="Stops, commas and closing marks begin no line, opening marks end none; headlines are no exception.",
    ),
    Entry(
        id="T144",
        code="headline-too-tall",
        severity=Severity.ERROR,
        zh="“{story}”的标题区比版框高出 {amount} pt",
        en="the headline block of “{story}” is {amount} pt taller than its frame",
        hint_zh="加宽标题占的栏（headline.columns）、缩短标题，或加高版框",
        hint_en="give it more columns (headline.columns), shorten it, or make the frame taller",
        why_zh="文中标题和边题只能和版框一样高；再高，墨迹会伸到版框下面去。",
        why_en="A head inside its story or beside it is as high as the frame at most; beyond, its ink runs out at the foot.",
    ),
    Entry(
        id="T145",
        code="headline-columns",
        severity=Severity.ERROR,
        zh="“{frame}”框的标题要占 {amount} 栏，稿件只有 {limit} 栏，{place} 最多占 {most} 栏",
        en="the headline of frame {frame} is to take {amount} of {limit} columns; {place} takes {most} at most",
        hint_zh="改 headline.columns、headline.place 或 story_columns",
        hint_en="change headline.columns, headline.place or story_columns",
        why_zh="文中标题和边题旁边至少要留一栏排文字，inside-center 两边各一栏；place: above 总是占满，不写 columns。",
        why_en="Beside a head at least one column is left for copy, at inside-center one at each side; place: above takes "
        "them all and has no columns.",
    ),
    Entry(
        id="T146",
        code="headline-place",
        severity=Severity.ERROR,
        zh="“{frame}”框竖排，标题不能放在 {place}",
        en="frame {frame} is set vertically, where no headline can stand at {place}",
        hint_zh="用 above、inside-left、inside-right、side-left 或 side-right",
        hint_en="use above, inside-left, inside-right, side-left or side-right",
        why_zh="竖排的正文一行从上到下，中间放不进标题。",
        why_en="Vertical lines run down the whole frame; a head in their middle would part every one of them.",
    ),
)
