"""Findings about references to pages, teasers' pages and the index (T19x)."""

from __future__ import annotations

from typing import Final

from typeset.catalogue.entry import Entry
from typeset.findings import Severity

ENTRIES: Final = (
    Entry(
        id="T190",
        code="reference-empty",
        severity=Severity.ERROR,
        zh="参见“{text}”没有写明稿件",
        en="the reference “{text}” names no story",
        hint_zh="写上稿件名，如 {{page:library}}，几篇用逗号隔开：{{page:projects,winter}}",
        hint_en="name a story, as in {{page:library}}, or several with commas between them: {{page:projects,winter}}",
        why_zh="{page:稿件名} 印成稿件所在的版次，如 详见{page:library}版 印成 详见二版；冒号后面、逗号之间都要有稿件名。",
        why_en="{page:story} prints the page of a story; a name must stand behind the colon and between commas.",
    ),
    Entry(
        id="T191",
        code="reference-unplaced",
        severity=Severity.ERROR,
        zh="“{story}”参见“{name}”，但本期没有排它",
        en="“{story}” refers to “{name}”, which is placed on no page",
        hint_zh="{meant_zh}把它排到某一版，或改参见；本期的稿件有：{allowed}",
        hint_en="{meant_en}place it on a page or change the reference; the stories of this issue are: {allowed}",
        why_zh="参见的版次由程序填，稿件没有排（或只在导读里提到）就没有版次。",
        why_en="The engine writes the page; a story that is not placed, or only announced by a teaser, has none.",
    ),
    Entry(
        id="T192",
        code="referred-filler-unplaced",
        severity=Severity.ERROR,
        zh="这里要印“{name}”的版次，但它是补白，本期没有排上",
        en="the page of “{name}” is wanted here, but it is a filler that found no room",
        hint_zh="把它排进一个框，或去掉这句",
        hint_en="place it in a frame, or take these words out",
        why_zh="补白哪里有空就排在哪里，没有空就不排；参见和导读最好只提排定的稿件。",
        why_en="A filler stands where there is room, or nowhere. References and teasers had better name stories that are placed.",
    ),
    Entry(
        id="T193",
        code="reference-unsettled",
        severity=Severity.WARNING,
        zh="“{story}”里的参见印的是“{text}”版，稿件却在“{wanted}”版：排了 {amount} 遍，版次还在变",
        en="a reference in “{story}” prints “{text}”, but its stories stand on “{wanted}”: the pages still changed after "
        "setting the issue {amount} times",
        hint_zh="改用 {{page:…}}（只印起排的版），或增删几个字",
        hint_en="use {{page:…}}, which names only where a story begins, or add or take a few words",
        why_zh="版次的字数会改变稿件的长短，稿件的长短又会改变转到哪一版；排几遍还不定，就照最后一遍印，并报出来。",
        why_en="The words of a reference change the length of its story, and that may change where stories go on. Where this "
        "does not come to rest, the last setting stands and is told.",
    ),
    Entry(
        id="T194",
        code="reference-misplaced",
        severity=Severity.ERROR,
        zh="这里不能写参见“{text}”，会照字面印出来",
        en="a reference cannot stand here and would be printed as it is: “{text}”",
        hint_zh="参见可以写在正文、引语、插框、表格、图说、引题、副题、口号、署名、编者按里",
        hint_en="references may stand in copy, quotes, boxes, cells of tables, captions of pictures, kicker, deck, slogan, "
        "byline and editor's note",
        why_zh="标题要单独出现在导读、索引和转版处，不写版次；导读的版次由程序填。",
        why_en="Headlines also stand in teasers, the index and over tails, and name no pages; those of a teaser are written by "
        "the engine.",
    ),
    Entry(
        id="T195",
        code="index-left-out",
        severity=Severity.WARNING,
        zh="第{page}版“{frame}”索引框只排得下 {room} 条，{amount} 条没有排",
        en="the index {frame} of page {page} has room for {room} entries; {amount} were left out",
        hint_zh="加大版框，或少列几条",
        hint_en="make the frame larger, or list fewer stories",
        why_zh="索引一条占一行（字号大的占两行），从上往下排，排不下的不排。",
        why_en="An entry takes a row, or more in a large size; what finds no room below is not printed.",
    ),
    Entry(
        id="T196",
        code="index-too-wide",
        severity=Severity.ERROR,
        zh="第{page}版“{frame}”索引框放不下“{text}”",
        en="“{text}” is too wide for the index {frame} on page {page}",
        hint_zh="给稿件写一个短的转版标题 jump_headline，或在 place 里写 text，或加宽版框",
        hint_en="give the story a short jump_headline, or the entry a text in place, or make the frame wider",
        why_zh="索引一条排一行：标题、点线、版次。先用标题，太宽用转版标题，再压成长体，还放不下才报。",
        why_en="An entry is one line: headline, dots, page. The headline is tried, then the jump headline, then squeezed type.",
    ),
)
