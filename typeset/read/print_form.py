"""The form of ``print`` and ``spots`` in a house style: what the plant asks for, and its spot colours."""

from __future__ import annotations

from typing import Annotated, Any, Final

from pydantic import BeforeValidator, PlainValidator, WithJsonSchema

from typeset.model.printing import BUNDLED_PROFILE, Inks, Mark, Rendering, SpreadFiles, Standard
from typeset.read.forms import Form, key
from typeset.read.near import meant
from typeset.read.values import (
    FALSE_WORDS,
    TRUE_WORDS,
    ColourText,
    InkLimit,
    LengthText,
    Name,
    Ppi,
    Text,
    YesNo,
    chooser,
    words,
    wrong,
    wrong_type,
)

_NONE: Final = "none"
_ALL: Final = "all"
_SIDES: Final = (2, 4)
_MARK_WORDS: Final = (_NONE, _ALL, *(mark.value for mark in Mark))


def _marks(value: Any) -> tuple[Mark, ...]:
    if isinstance(value, str):
        if value.strip() == _NONE:
            return ()
        if value.strip() == _ALL:
            return tuple(Mark)
        value = [value]
    if not isinstance(value, list) or not all(isinstance(word, str) for word in value):
        raise wrong_type("none、all 或一列标记", "none, all or a list of marks")
    for word in value:
        if word not in _MARK_WORDS[2:]:
            raise wrong("bad-choice", text=word, **meant(word, _MARK_WORDS))
    asked = {Mark(word) for word in value}
    return tuple(mark for mark in Mark if mark in asked)


Marks = Annotated[
    tuple[Mark, ...],
    PlainValidator(_marks),
    WithJsonSchema(
        {
            "anyOf": [
                {"enum": list(_MARK_WORDS)},
                {"type": "array", "items": {"enum": [mark.value for mark in Mark]}},
            ],
            "examples": ["none", ["crop", "registration"]],
        }
    ),
]


def _sheets(value: Any) -> int:
    text = value.strip() if isinstance(value, str) else ""
    if text in FALSE_WORDS:
        return 0
    if text in TRUE_WORDS:
        return _SIDES[0]
    if text not in map(str, _SIDES):
        raise wrong("bad-choice", text=str(value), **meant(text, ("no", *map(str, _SIDES))))
    return int(text)


SheetPages = Annotated[int, PlainValidator(_sheets), WithJsonSchema({"enum": ["no", "2", "4", 2, 4]})]


class PrintForm(Form):
    """What the plant asks for."""

    standard: Annotated[Standard, BeforeValidator(chooser(Standard)), words(Standard)] | None = key(
        "分版文件的 PDF 标准", "PDF standard of page files"
    )
    condition: Name | None = key("印刷条件，如 IFRA26", "printing condition, as in IFRA26")
    profile: Name | None = key(
        f"印厂的 ICC 文件，从工作区的文件夹数起，如 layouts/plant.icc；{BUNDLED_PROFILE} 是随软件带的新闻纸特性文件",
        f"the plant's ICC file, named from the workspace: layouts/plant.icc; {BUNDLED_PROFILE} is the one that comes with it",
    )
    rendering: Annotated[Rendering, BeforeValidator(chooser(Rendering)), words(Rendering)] | None = key(
        "颜色怎样转到印刷：relative 相对比色，perceptual 感知……",
        "how colours are brought into those of the press (rendering intent)",
    )
    black_point: YesNo | None = key("转换时做黑场补偿", "black-point compensation")
    inks: Annotated[Inks, BeforeValidator(chooser(Inks)), words(Inks)] | None = key(
        "这一版印什么墨：process 四色，black 单黑（图片、颜色全变灰）",
        "inks of the page: process, or black alone, which turns everything grey",
    )
    spot_plates: YesNo | None = key(
        "专色出专色版；no 换成四色", "spot colours have plates of their own; no prints their alternates"
    )
    ink_target: InkLimit | None = key("图片转换后总墨量最多多少", "total ink pictures are brought to at most")
    ink_limit: InkLimit | None = key(
        "总墨量上限：任何一小块的平均超过它，这一版不出文件",
        "limit of total ink: a page with a square whose mean is above it is refused",
    )
    ink_square: LengthText | None = key("量墨量的小块边长，如 15mm", "side of the squares ink is measured in")
    picture_ppi: Ppi | None = key(
        "图片每英寸多少像素够用，再多的缩小", "pixels an inch the press can use; more are taken out"
    )
    least_ppi: Ppi | None = key("图片每英寸至少多少像素", "pixels an inch a picture must have")
    least_rule: LengthText | None = key(
        "印得出来的最细的线", "the thinnest rule the press holds when it is white or of several inks"
    )
    least_reversed: LengthText | None = key("反白字最小多大", "the least size of reversed type")
    least_coloured: LengthText | None = key("几色套印的字最小多大", "the least size of type in several inks")
    marks: Marks | None = key(
        "成品外的标记：none、all，或 [crop, fold, registration, bar, slug] 里的几个",
        "marks outside the trim: none, all, or some of [crop, fold, registration, bar, slug]",
    )
    spreads: Annotated[SpreadFiles, BeforeValidator(chooser(SpreadFiles)), words(SpreadFiles)] | None = key(
        "跨版的两版：halves 各出一个文件，whole 另出一个合在一起的",
        "pages with something over their fold: halves a file each, whole one with both besides",
    )
    sheets: SheetPages | None = key(
        "另出拼好的印张，一面排几版：no、2 或 4",
        "sheets imposed as they are printed besides, with so many pages a side: no, 2 or 4",
    )
    file_name: Text | None = key(
        "分版文件名，如 {paper}{date:%Y%m%d}{page:02}，只用英文字母和数字",
        "names of page files, as in {paper}{date:%Y%m%d}{page:02}; ASCII only",
    )
    paper_code: Name | None = key("文件名里的报纸代号", "what stands for the paper in names of files")


class SpotForm(Form):
    """One spot colour."""

    plate: Name | None = key("印版的名字，如 PANTONE 185 C", "name of its plate, as in PANTONE 185 C")
    alternate: ColourText | None = key("没有这块版时用的四色", "process inks where there is no such plate")


def _spot(value: Any) -> Any:
    return {"alternate": value} if isinstance(value, str) else value


SpotValue = Annotated[SpotForm, BeforeValidator(_spot, json_schema_input_type=ColourText | SpotForm)]
