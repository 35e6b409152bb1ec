"""Findings about jumps (T241 to T247): what the ledger must prove, and what the house style forbids."""

from __future__ import annotations

from typing import Final

from typeset.catalogue.entry import Entry
from typeset.findings import Severity

ENTRIES: Final = (
    Entry(
        id="T241",
        code="jump-same-page",
        severity=Severity.ERROR,
        zh="“{story}”从第{page}版“{frame}”框转到同一版的“{to_frame}”框",
        en="“{story}” goes from frame {frame} of page {page} to frame {to_frame} of the same page",
        hint_zh="改 jump 的 page，转到后面的版；在同一版接排用 follows",
        hint_en="let page of jump name a later page; on one page copy goes on by follows",
        why_zh="下转行叫读者翻到别的版；同一版上接着排的是文本链，不是转版。跨版的稿件断在右版上时，右版也算它自己的版。",
        why_en="A jump line sends readers to another page; copy that goes on on its own page is a thread. A story over the fold "
        "that is cut on the right page stands on that page as well.",
    ),
    Entry(
        id="T242",
        code="jump-chain-too-long",
        severity=Severity.WARNING,
        zh="“{story}”转了 {amount} 次，多于规定的 {most} 次",
        en="“{story}” goes on elsewhere {amount} times, more than the {most} allowed",
        hint_zh="加大前面的 tails 框或删短稿件，或放宽 jumps 的 most_jumps",
        hint_en="make the first of its tails frames larger or cut the story, or allow more by most_jumps of jumps",
        why_zh="一处转文放不下、别处有空时，引擎宁可再转一次也不丢字；读者每转一次要多翻一回。",
        why_en="Where a tail finds no room and another frame has some, it goes on again before a character is left out; each time "
        "readers have to turn pages once more.",
    ),
    Entry(
        id="T243",
        code="jumps-too-many",
        severity=Severity.WARNING,
        zh="第{page}版转出 {amount} 篇，多于规定的 {most} 篇：{stories}",
        en="{amount} stories jump from page {page}, more than the {most} allowed: {stories}",
        hint_zh="给其中一篇加大版框，或删短，或写 jump: never；也可放宽 jumps 的 most_from_page",
        hint_en="give one of them a larger frame, cut it, or write jump: never; or allow more by most_from_page of jumps",
        why_zh="一版上到处是下转行，读者不知道先翻哪一处。再转一次的转文也算从它所在的版转出。",
        why_en="A page full of jump lines leaves readers nowhere to begin. A tail that goes on again jumps from the page it is on.",
    ),
    Entry(
        id="T244",
        code="jump-line-alone",
        severity=Severity.ERROR,
        zh="第{page}版“{frame}”框里，“{text}”独占一栏，那一栏没有“{story}”的文字；这是程序的错误",
        en="in frame {frame} of page {page} “{text}” stands in a column without a line of “{story}”; this is a bug of the engine",
        hint_zh="版框加高或减低一行可以避开；请把这一期的文件发给我们",
        hint_en="a frame one row higher or lower avoids it; please send us the files of this edition",
        why_zh="下转行要跟在它那篇稿的文字后面，单独落在一栏里，读者不知道是谁的。每次构建都从排好的版上核对。",
        why_en="A jump line follows the copy it belongs to; alone in a column it belongs to nobody. Every build looks for it on the "
        "finished pages.",
    ),
    Entry(
        id="T245",
        code="jump-page-wrong",
        severity=Severity.ERROR,
        zh="第{page}版的“{text}”写的是第{named}版，“{story}”其实在第{real}版",
        en="“{text}” on page {page} names page {named}, but “{story}” is on page {real}",
        hint_zh="看 jumps 的 source、source_next、target 里除了 {{page}} 还有没有别的数字；没有，就是程序的错误，请把这一期的文件发给我们",
        hint_en="see whether source, source_next or target of jumps has a number besides {{page}}; if not it is a bug of the engine: "
        "please send us the files of this edition",
        why_zh="转版行最要紧的是版次。每次构建都从排好的版上读出版次，与另一头实际所在的版核对。",
        why_en="The page is what a jump line is for. Every build reads it from the finished pages and compares it with the page "
        "on which the other end really is.",
    ),
    Entry(
        id="T246",
        code="jump-wording-mixed",
        severity=Severity.WARNING,
        zh="第{page}版的转版行写作“{text}”，第{other}版写作“{other_text}”：{keys} 不同",
        en="jump lines of page {page} read “{text}”, those of page {other} “{other_text}”: their {keys} differ",
        hint_zh="把 jumps 的写法只写在报纸版式里，去掉版面版式里的",
        hint_en="word jumps in the house style alone, and take the words from the page layouts",
        why_zh="一期报纸的转版行用同一种写法、括号和数字；一次转版的两行都照稿件开头那一版的规定写。",
        why_en="One issue words its jump lines in one way, with one kind of brackets and numerals. Both lines of a jump follow the "
        "rules of the page on which the story begins.",
    ),
    Entry(
        id="T247",
        code="jump-line-typed",
        severity=Severity.WARNING,
        zh="“{story}”的正文里写了转版行“{text}”",
        en="a jump line is typed in the copy of “{story}”: “{text}”",
        hint_zh="删去；转不转、转到哪一版由引擎决定，转版行也由引擎写",
        hint_en="delete it; the engine decides whether a story jumps, and writes the line",
        why_zh="手写的版次不会跟着版面变，也会在正文中间印出来。",
        why_en="A page written by hand does not follow the pages, and the line is printed in the middle of the copy.",
    ),
)
