"""The form of ``edition.yaml`` and of a story's front matter."""

from __future__ import annotations

from typing import Annotated, Any

from pydantic import BeforeValidator, ConfigDict

from typeset.model.edition import Fold, Named
from typeset.model.form import Extra
from typeset.read.forms import Form, key
from typeset.read.house_form import OverrideKeys
from typeset.read.jump_form import JumpValue
from typeset.read.near import meant
from typeset.read.values import Count, DateText, Lines, Name, NameList, PageName, Text, chooser, words, wrong


def _listed(value: Any) -> Any:
    return [value] if isinstance(value, (str, dict)) else value


def _placed(value: Any) -> Any:
    if isinstance(value, dict) and "story" in value:
        raise wrong("unknown-key", key="story", **meant("stories", ("text", "stories")))
    return {"story": value} if isinstance(value, str) else value


class PlacedForm(Form):
    """A story in a frame, or a line that announces stories. The reader sets ``story``; nobody writes it."""

    story: Name | None = None
    text: Text | None = key("导读的文字；不写用稿件的标题", "words of the teaser; the headline when absent")
    stories: NameList | None = key("导读提到的稿件", "the stories it announces")
    pages: Annotated[Named, BeforeValidator(chooser(Named)), words(Named)] | None = key(
        "印哪些版次：begin 起排的版（不写就是它），all 连转文的版",
        "which pages are named: begin, where its stories begin (the usual), or all, tails too",
    )


_Placed = Annotated[PlacedForm, BeforeValidator(_placed, json_schema_input_type=Name | PlacedForm)]
PlacedList = Annotated[
    tuple[_Placed, ...],
    BeforeValidator(_listed, json_schema_input_type=Name | PlacedForm | list[Name | PlacedForm]),
]


class PageForm(Form):
    """One page of the issue."""

    model_config = ConfigDict(json_schema_extra={"required": ["page", "layout"]})

    page: PageName | None = key(
        "版次，如 4；分叠的报纸写叠和版，如 A4",
        "page number, as in 4; with sections the code of the page, as in A4",
    )
    section: Text | None = key("版名，如 要闻", "name of the page, as in 要闻")
    layout: Name | None = key("版式名", "name of the layout")
    editors: dict[str, Text] | None = key("责编、版式等人", "editors by task")
    fields: dict[str, Text] | None = key("本版的其他字段", "other fields of this page")
    place: dict[str, PlacedList | None] | None = key("哪个框排哪篇稿", "which story stands in which frame")


class EditionForm(OverrideKeys):
    """One issue: ``editions/SLUG/edition.yaml``."""

    model_config = ConfigDict(json_schema_extra={"required": ["date", "pages"]})

    extends: Name | None = key(
        "版式没有写的，从这个报纸版式取", "the house style for what layouts leave open"
    )
    date: DateText | None = key("出版日期，如 2026-11-22", "date of issue, as in 2026-11-22")
    issue: Text | None = key("总期号", "number of the issue")
    extra: Annotated[Extra, BeforeValidator(chooser(Extra)), words(Extra)] | None = key(
        "正常刊期以外的一期：号外，或 增期；报头要印这个词，版式里写 {extra}",
        "an issue beside the regular ones: 号外 (an extra) or 增期 (a day more); the masthead has to print the word, as {extra}",
    )
    fields: dict[str, Text] | None = key(
        "全期的其他字段，如 lunar", "other fields of the issue, such as lunar"
    )
    fillers: NameList | None = key(
        "补白：短稿的稿件名，或 ads/、pictures/ 里的图片；哪里有空就排在哪里，每件用一次",
        "fillers: names of short stories, or pictures in ads/ and pictures/; put where room is left, each once",
    )
    fold: Annotated[Fold, BeforeValidator(chooser(Fold)), words(Fold)] | None = key(
        "折法：nested 套折，全期（每叠）的报纸套在一起；separate 单张折，每四版一张",
        "nested: all sheets of the issue or section are put into each other; separate: every sheet of four pages by itself",
    )
    pages: tuple[PageForm, ...] | None = key("各版", "the pages")


class StoryForm(Form):
    """The front matter of a story."""

    kicker: Lines | None = key("引题", "kicker")
    headline: Lines | None = key("主题，一行或几行", "headline, one or more lines")
    deck: Lines | None = key("副题", "deck")
    slogan: Lines | None = key("栏题旁的口号", "slogan beside the series")
    series: Text | None = key("栏题", "series")
    dateline: Text | None = key("电头，如 本报讯", "dateline, as in 本报讯")
    byline: Text | None = key("署名，排在题下", "byline, under the headline")
    editors_note: Text | None = key("编者按", "editor's note")
    jump_headline: Text | None = key("转版标题", "headline of the continuation")
    jump: JumpValue | None = key(
        "这篇稿可否转版：auto、never 或 {page: 4, frame: tails, order: 1}；版式写了 never 的框仍不转",
        "may this story jump: auto, never or {page: 4, frame: tails, order: 1}; a layout's never holds",
    )
    rank: Count | None = key(
        "稿件在转版时的轻重：1 最重，头版尽量多留、先转到近的版",
        "its rank among the stories that jump: 1 keeps most on its page and goes to the nearest page first",
    )
