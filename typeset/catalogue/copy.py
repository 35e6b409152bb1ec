"""Findings about copy on its way to the page (T1xx)."""

from __future__ import annotations

from typing import Final

from typeset.catalogue.entry import Entry
from typeset.findings import Severity

ENTRIES: Final[tuple[Entry, ...]] = (
    Entry(
        id="T101",
        code="overset",
        severity=Severity.ERROR,
        zh="“{story}”在第{page}版“{frame}”框排不下，多 {amount} 字（{lines} 行），从“{from_text}”起",
        en="“{story}” does not fit frame {frame} on page {page}: {amount} characters ({lines} lines) over, from “{from_text}”",
        hint_zh="删 {amount} 字，或加高版框；要转版，框里写 jump: auto，后面的版要有放得下的 tails 框",
        hint_en="cut {amount} characters or make the frame taller; to let it jump, write jump: auto and give a later page a tails frame with room",
        why_zh="溢文：稿子比版框长，而又没有可以转去的地方。finding 指着文件里开始排不下的那一行。"
        "超出的字不会丢：edition.pdf 里版框带红色标记，这一版不会写进 pages/。",
        why_en="Copy is longer than its frame and has nowhere to go on. The finding points at the line of the story "
        "file where copy stops fitting. Nothing is lost: the proof edition.pdf marks the frame in red and the page "
        "is not written to pages/.",
    ),
    Entry(
        id="T102",
        code="characters-lost",
        severity=Severity.ERROR,
        zh="“{story}”排出 {set_count} 字、溢出 {overset_count} 字，与原稿 {amount} 字不符",
        en="“{story}”: {set_count} characters set and {overset_count} overset do not make the {amount} of the source",
        hint_zh="这是程序的错误，请报告",
        hint_en="this is a bug of the engine; please report it",
        why_zh="每次排版都核对：排出的字加溢出的字，必须逐字等于原稿。",
        why_en="On every build the characters set plus those overset must equal the source, one by one.",
    ),
    Entry(
        id="T103",
        code="underset",
        severity=Severity.INFO,
        zh="“{story}”在第{page}版“{frame}”框缺 {amount} 行",
        en="“{story}” leaves {amount} lines of frame {frame} on page {page} empty",
        hint_zh="每栏约空 {rows_spare} 行：加文字或图片，或把 rows 减去 {rows_spare}",
        hint_en="about {rows_spare} rows of each column are empty: add copy or a picture, or take {rows_spare} off rows",
        why_zh="缺文：稿子比版框短，栏的下部空着。",
        why_en="Copy is shorter than its frame, so the foot of its columns stays empty.",
    ),
    Entry(
        id="T104",
        code="punctuation-widened",
        severity=Severity.INFO,
        zh="“{story}”有 {amount} 个半角标点按全角排：{places}",
        en="“{story}”: {amount} half-width marks are set full-width: {places}",
        why_zh="中文里误打的半角标点按全角排（版式 text.fullwidth_punctuation），小数、时间、比分和西文不动。",
        why_en="Half-width marks typed in Chinese copy are set full-width (text.fullwidth_punctuation); decimals, "
        "times, ranges and Western phrases are left alone.",
    ),
    Entry(
        id="T106",
        code="frame-too-small",
        severity=Severity.ERROR,
        zh="第{page}版“{frame}”框放不下“{story}”的标题和最少的正文",
        en="frame {frame} on page {page} has no room for the headline of “{story}” and any of its copy",
        hint_zh="加高版框，或改小标题字号",
        hint_en="make the frame taller or the headline smaller",
        why_zh="标题占去了版框的全部高度，正文没有一行可排。",
        why_en="The headline block takes the whole height of the frame, so that no line of copy can be set.",
    ),
    Entry(
        id="T107",
        code="picture-no-room",
        severity=Severity.ERROR,
        zh="第{page}版“{frame}”框放不下图片 {file}",
        en="picture {file} finds no room in frame {frame} on page {page}",
        hint_zh="在图片后面的花括号里写小些的 rows 或 columns（如 {{columns=1 rows=12}}），或在版式里加高“{frame}”框",
        hint_en="write fewer rows or columns in the braces behind the picture (as in {{columns=1 rows=12}}), or make frame {frame} taller",
        why_zh="图片连图说比它要占的栏还高，或者那几栏已经给了别的图片。不写 rows 时，图片越宽就越高。",
        why_en="The picture with its caption is taller than its columns have room, or other pictures stand there. Without rows, a wider picture is a taller one.",
    ),
    Entry(
        id="T173",
        code="gallery-no-room",
        severity=Severity.ERROR,
        zh="第{page}版“{frame}”框放不下 {amount} 张图的组图，它要 {rows} 行",
        en="a gallery of {amount} pictures, which needs {rows} rows, finds no room in frame {frame} on page {page}",
        hint_zh="在 ::: gallery 的花括号里写小些的 rows，或改 across、columns，或加高“{frame}”框",
        hint_en="write fewer rows in the braces of ::: gallery, change across or columns, or make frame {frame} taller",
        why_zh="组图连图说比它要占的栏还高，或者那几栏已经给了别的图片。",
        why_en="The gallery with its captions is taller than its columns have room, or something else stands there.",
    ),
    Entry(
        id="T108",
        code="jump-cut-mid-sentence",
        severity=Severity.INFO,
        zh="“{story}”转版处不在句末",
        en="“{story}” is cut in mid-sentence for its jump",
        why_zh="最后几行里没有句末可断，转文从句中接排，不缩进。",
        why_en="No sentence ends within the last lines, so the tail goes on in mid-sentence, without indent.",
    ),
    Entry(
        id="T109",
        code="line-too-tight",
        severity=Severity.WARNING,
        zh="“{text}”比一行还长，只好拆开排",
        en="“{text}” is longer than a whole line and had to be broken",
        hint_zh="在长词或网址里加断点，或加宽栏",
        hint_en="give the long word or address a break point, or a wider column",
        why_zh="一个不可分的西文词或网址比行长还宽，为了不丢字，在行末强行断开。",
        why_en="A Western word or address wider than the measure is broken by force, so that nothing is lost.",
    ),
    Entry(
        id="T110",
        code="picture-frame-text",
        severity=Severity.ERROR,
        zh="“{story}”放在第{page}版图片框“{frame}”里，正文 {amount} 字无处可排",
        en="“{story}” stands in picture frame {frame} on page {page}, which has no room for its {amount} characters of text",
        hint_zh="把文字写进图说，或把版框改成 kind: story",
        hint_en="put the text into the caption, or make the frame kind: story",
        why_zh="kind: picture 的版框只放图片和图说；正文需要 kind: story 的版框。",
        why_en="A frame of kind picture takes pictures with captions only; text needs a frame of kind story.",
    ),
    Entry(
        id="T111",
        code="jump-limits-broken",
        severity=Severity.WARNING,
        zh="“{story}”转版处做不到前留 {before} 行、后转 {after} 行：前面 {lines_before} 行，后面 {lines_after} 行",
        en="“{story}” cannot jump with {before} lines before and {after} after: it has {lines_before} before, {lines_after} after",
        hint_zh="改 jumps 的 least_before、least_after，或改版框的高度",
        hint_en="change least_before or least_after of jumps, or the height of the frame",
        why_zh="版框太矮，或转走的部分太短，哪一种断法都满足不了规定的行数；照最好的一种断开，并报告。",
        why_en="The frame is too short, or too little is carried, for any cut to keep the limits; the best cut is taken "
        "and reported.",
    ),
    Entry(
        id="T112",
        code="furniture-too-large",
        severity=Severity.ERROR,
        zh="第{page}版“{frame}”框放不下“{text}”",
        en="“{text}” does not fit frame {frame} on page {page}",
        hint_zh="缩短文字、减少条数，或加大版框",
        hint_en="shorten the text, have fewer lines, or make the frame larger",
        why_zh="报头、日期、导读、转版语这些固定文字不转行、不转版，放不下就会压住别的内容。",
        why_en="Mastheads, date lines, teasers and jump lines are neither broken nor continued: what does not fit would "
        "run over its neighbours.",
    ),
    Entry(
        id="T113",
        code="loose-lines",
        severity=Severity.INFO,
        zh="“{story}”在第{page}版“{frame}”框有 {amount} 行偏松，最松的一行每个字距 {gap} 字：“{text}”",
        en="“{story}” in frame {frame} on page {page}: loose lines: {amount}; the loosest is open by {gap} em: “{text}”",
        hint_zh="改几个字，让长的数字、西文词换个位置；或在 text 里打开 hyphenation",
        hint_en="change a few words so that long numbers and Western words fall elsewhere, or turn on text.hyphenation",
        why_zh="长的数字、西文词不能拆开，移到下一行后，这一行的字距就被拉开：13 字以上的栏超过 0.1 字、更窄的栏超过 0.15 字就算偏松。",
        why_en="Long numbers and Western words are never parted; a line they leave is opened. A line is loose when its gaps "
        "grow by more than 0.1 em in columns of 13 characters and more, by 0.15 em in narrower ones.",
    ),
    Entry(
        id="T114",
        code="paragraph-squeezed",
        severity=Severity.INFO,
        zh="“{story}”在第{page}版“{frame}”框排不下，有 {amount} 段挤紧少排一行，第一段是“{text}”",
        en="“{story}” was made to fit frame {frame} on page {page}: paragraphs squeezed by a line: {amount}, the first “{text}”",
        why_zh="拟合：稿子只多出几行时，先把标点挤到底，让末行不长的段落少排一行，不丢字也不转版。",
        why_en="Copyfitting: when copy is only a few lines over, marks are squeezed to the limit so that paragraphs with a "
        "short last line take a line less; nothing is lost and nothing jumps.",
    ),
    Entry(
        id="T115",
        code="paragraph-opened",
        severity=Severity.INFO,
        zh="“{story}”在第{page}版“{frame}”框有 {amount} 段放宽多排一行，第一段是“{text}”",
        en="“{story}” in frame {frame} on page {page}: paragraphs opened by a line: {amount}, the first “{text}”",
        why_zh="拟合：末行快满的段落几乎不用拉开字距就能多排一行，用来把各栏排齐，或让转版断在句末。",
        why_en="Copyfitting: a paragraph whose last line is nearly full takes a line more at almost no cost; this evens out "
        "the feet of columns, or lets a jump fall at the end of a sentence.",
    ),
    Entry(
        id="T116",
        code="dots-line-gap",
        severity=Severity.WARNING,
        zh="行间只有 {gap} 字，{amount} 个着重号没有地方（要 {least} 字）",
        en="the white between lines is {gap}字, too little for {amount} emphasis dots ({least}字 are needed)",
        hint_zh="改用 **黑体** 或 *楷体*，或把 grid.leading 加到 {leading}pt",
        hint_en="use **bold** or *kai* instead, or a grid.leading of {leading}pt",
        why_zh="着重号排在字下，行间至少要半个字（clreq）。报纸正文的行间只有四分之一到三分之一字，重点字一般改用黑体。"
        "照样排出，只是挤。",
        why_en="Emphasis dots stand below their characters and need half a character between the lines (clreq). Body copy of "
        "a newspaper has a quarter or a third, so that papers use bold type instead. They are set all the same.",
    ),
    Entry(
        id="T117",
        code="ruby-line-gap",
        severity=Severity.WARNING,
        zh="行间只有 {gap} 字，{amount} 个字的注音会碰到上一行（要 {least} 字）",
        en="the white between lines is {gap}字: the ruby of {amount} characters meets the line above ({least}字 are needed)",
        hint_zh="改成行内注音，如“圳（zhèn）”，或把 grid.leading 加到 {leading}pt",
        hint_en="write it in the line, as in 圳（zhèn）, or use a grid.leading of {leading}pt",
        why_zh="注音是正文的一半大，排在字上，行间不因它加大，至少要半个字（clreq）。",
        why_en="Ruby is half as large as the copy and stands above it; the lines do not move apart for it, so that half a "
        "character must be free between them (clreq).",
    ),
)
