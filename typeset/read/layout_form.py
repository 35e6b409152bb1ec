"""The form of a page layout and its frames; the short ways of writing are spread out before they are checked."""

from __future__ import annotations

from typing import Annotated, Any

from pydantic import BeforeValidator, Field

from typeset.model.layout import FrameKind, HeadPlace
from typeset.model.style import WritingMode
from typeset.read.checks_form import ChecksForm
from typeset.read.extents import ColumnsText, RowsText
from typeset.read.forms import Form, key
from typeset.read.house_form import AlignWord, HouseKeys
from typeset.read.jump_form import JumpValue
from typeset.read.rule_form import BoxValue, ColumnRuleValue, HeadRules, RuleSides, TintValue
from typeset.read.values import (
    CapRows,
    Count,
    LengthText,
    Name,
    NameList,
    RowCount,
    Text,
    YesNo,
    chooser,
    words,
    wrong,
)


def _item(value: Any) -> Any:
    if isinstance(value, dict) and len(value) == 1 and None in value.values():
        raise wrong("unquoted-field", text="{" + str(next(iter(value))) + "}")
    return {"text": value} if isinstance(value, str) else value


def _items(value: Any) -> Any:
    return [value] if isinstance(value, (str, dict)) else value


class HeadlineForm(Form):
    """How a frame sets the headline block."""

    style: Name | None = key("主题的样式", "style of the headline")
    kicker: Name | None = key("引题的样式", "style of the kicker")
    deck: Name | None = key("副题的样式", "style of the deck")
    writing: Annotated[WritingMode, BeforeValidator(chooser(WritingMode)), words(WritingMode)] | None = key(
        "横题还是竖题", "horizontal or vertical"
    )
    place: Annotated[HeadPlace, BeforeValidator(chooser(HeadPlace)), words(HeadPlace)] | None = key(
        "标题的位置：above 文上，inside-left、inside-right、inside-center 文中（下面有文），"
        "side-left、side-right 边题（占满版框的高）",
        "above the copy, inside it at the left, right or in the middle with copy below, or at a side down the whole frame",
    )
    columns: Count | None = key(
        "标题占稿件几栏；place 不是 above 时才写",
        "how many of the story's columns it takes; only where place is not above",
    )
    align: AlignWord | None = key("标题对齐", "alignment of the headline")
    rule: HeadRules | None = key(
        "标题上下的线，如 {above: thick, below: thin}",
        "rules above and below it, as in {above: thick, below: thin}",
    )


class ContentForm(Form):
    """One piece of fixed copy: text, QR code or picture."""

    text: Text | None = key("文字，可用 {paper} {date} 等", "text, with fields such as {paper} {date}")
    style: Name | None = key("样式", "style")
    align: AlignWord | None = key("对齐", "alignment")
    qr: Name | None = key("二维码的网址", "address of a QR code")
    caption: Text | None = key("二维码或图片下的文字", "caption of the QR code or picture")
    picture: Name | None = key(
        "图片文件：先在写它的版式文件旁边找，再到这一版的版式旁边（layouts/）",
        "picture file: looked for beside the file that names it, then beside the page's layout (layouts/)",
    )


class FrameForm(Form):
    """One frame."""

    kind: Annotated[FrameKind, BeforeValidator(chooser(FrameKind)), words(FrameKind)] | None = key(
        "版框的用途", "what the frame is for"
    )
    columns: ColumnsText | None = key(
        "占哪几个基本栏，如 1-8；从版心左边第 1 栏数起，两头都算。写 3栏 是占几栏，从 below、right_of 的框算起",
        "basic columns, as in 1-8, counted from 1 at the left of the type area, both ends included; 3栏 says how "
        "many, from the frame it stands below or beside",
    )
    rows: RowsText | None = key(
        "占哪几行，如 15-62；行是基线网格的行（高为 grid.leading），从版心上边第 1 行数起，两头都算。"
        "20行 是占几行，auto 随内容定高，rest 占到下面的框或版心底边",
        "grid rows, as in 15-62: lines of the baseline grid (grid.leading high), counted from 1 at the top of "
        "the type area, both ends included; 20行 says how many, auto follows the content, rest reaches down to the "
        "next frame or the foot of the type area",
    )
    below: NameList | None = key("在哪个框（或哪几个框）下面", "the frame, or frames, it stands below")
    right_of: Name | None = key("在哪个框右边", "the frame it stands right of")
    left_of: Name | None = key("在哪个框左边", "the frame it stands left of")
    gap: RowCount | None = key("与上面的框空几行，默认 1", "rows of white to the frame above; 1 when absent")
    area: Annotated[tuple[LengthText, ...], Field(min_length=4, max_length=4)] | None = key(
        "不按栏行，按尺寸放：[左, 上, 宽, 高]，从成品左上角量起",
        "a place by lengths instead of columns and rows: [left, top, width, height] from the trim's top left corner",
    )
    follows: Name | None = key(
        "接哪个稿件框：它的稿子在这一框里接着排", "the story frame whose copy goes on in this one"
    )
    spread: YesNo | None = key(
        "跨版：版框从双数版跨到对面的版，对面版的栏接着数（八栏的版，对面是 9-16）",
        "a frame of a left page that goes on over the fold; the columns of the facing page are counted on: 9-16 after 8",
    )
    story_columns: Count | None = key(
        "稿件分几栏；不写即基本栏数，竖排的框是一栏（上下分栏）",
        "columns of its copy; the basic columns when absent. In a vertical frame bands one below another, usually one",
    )
    writing: Annotated[WritingMode, BeforeValidator(chooser(WritingMode)), words(WritingMode)] | None = key(
        "正文横排还是竖排，只用于稿件框", "copy in horizontal or vertical lines; for story frames only"
    )
    rule: RuleSides | None = key(
        "框边的线：below、[above, below]、{below: double} 或 {below: {kind: wave, colour: …}}",
        "rules at its edges: below, [above, below], {below: double} or {below: {kind: wave, colour: …}}",
    )
    column_rule: ColumnRuleValue | None = key(
        "栏间加线：yes、线的种类或 {kind: dotted, colour: …}",
        "rules between its columns: yes, a kind of rule, or {kind: dotted, colour: …}",
    )
    balance: YesNo | None = key("各栏拉平", "columns of equal length")
    body: Name | None = key("正文的样式", "style of its body copy")
    drop_cap: CapRows | None = key(
        "首字下沉几行，如 3行", "rows the first character of its story takes, as in 3行"
    )
    spare_to: NameList | None = key(
        "转文框用不完的行给紧挨着的哪个稿件框（或哪几个）：那里的稿子放不下时才给",
        "the story frame, or frames, next to a tails frame that get the rows it does not need, when their copy lacks them",
    )
    label: Text | None = key(
        "广告框上的标记，默认“广告”", "what marks an advertisement as one; 广告 when absent"
    )
    box: BoxValue | None = key(
        "四周加框：线的种类或 {kind: thin, colour: …, radius: 3pt}",
        "a box round it: a kind of rule, or {kind: thin, colour: …, radius: 3pt}",
    )
    tint: TintValue | None = key(
        "底纹颜色，如 gray(8%)，或 {colour: gray(8%), radius: 3pt}",
        "tint, as in gray(8%), or {colour: gray(8%), radius: 3pt}",
    )
    headline: HeadlineForm | None = key("标题的排法", "how the headline block is set")
    jump: JumpValue | None = key(
        "可否转版：auto、never 或 {page: 4, frame: tails, order: 1}",
        "may it jump: auto, never or {page: 4, frame: tails, order: 1}",
    )
    content: (
        Annotated[
            tuple[
                Annotated[ContentForm, BeforeValidator(_item, json_schema_input_type=Text | ContentForm)],
                ...,
            ],
            BeforeValidator(_items, json_schema_input_type=Text | ContentForm | list[Text | ContentForm]),
        ]
        | None
    ) = key("固定内容：报头、报眼、报眉、文字框", "fixed copy of mastheads, ears, folios and text frames")


class LayoutKeys(HouseKeys):
    """The keys a layout adds to those of the house."""

    layout: Name | None = key("版式名，与文件名相同", "name of the layout, that of its file")
    extends: Name | None = key("从哪个版式继承", "the house style or layout it inherits from")
    frames: dict[str, FrameForm | None] | None = key(
        "版框；写 ~ 去掉继承来的版框", "frames; ~ removes an inherited one"
    )


class LayoutForm(LayoutKeys):
    """A page layout: ``layouts/NAME.yaml`` with ``layout``."""


class MergedForm(LayoutKeys):
    """A whole chain of inheritance laid over each other."""

    paper: Name | None = key("报纸名称", "name of the paper")
    checks: ChecksForm | None = key("检查：各种问题的级别", "the checker: severities of findings")
