"""JSON Schema of the four files people write, for completion and checking in editors."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from typing import Any, Final

from typeset.read.edition_form import EditionForm, StoryForm
from typeset.read.forms import Form
from typeset.read.house_form import HouseForm
from typeset.read.layout_form import LayoutForm

KINDS: Final[Mapping[str, type[Form]]] = MappingProxyType(
    {"house": HouseForm, "layout": LayoutForm, "edition": EditionForm, "story": StoryForm}
)
_TITLES: Final[Mapping[str, str]] = MappingProxyType(
    {
        "house": "报纸版式 layouts/*.yaml / house style",
        "layout": "版面版式 layouts/*.yaml / page layout",
        "edition": "edition.yaml / issue",
        "story": "稿件的头部 / front matter of a story",
    }
)
_DESCRIPTIONS: Final[Mapping[str, str]] = MappingProxyType(
    {
        **_TITLES,
        "story": '稿件的头部。正文里的图片写成 ![图说](文件.jpg){columns=2-3 rows=18 place=top credit="某某　摄"}：'
        "文件先在稿件旁边找，再到期的 pictures/，再到期的文件夹；columns 数稿件的栏，rows 数图片不连图说占的网格行，"
        "不写 rows 就按图片的比例；行内小图写成 ![](文件.png){inline}，高度可写 {inline height=1.2字}。"
        "段落里：**黑体**，*楷体*，{汉字|hàn zì} 注音，[文字]{dots} 着重号，[某某]{boxed} 示亡号，[文字]{underline} 下划线，"
        "[文字]{style=quote} 用某个样式的字体和颜色，^①^ 注码，详见{page:稿件名}版 参见，连转文的版写 {pages:稿件名}"
        " / front matter of a story. Pictures in the body are written"
        ' ![caption](file.jpg){columns=2-3 rows=18 place=top credit="…"}: the file is looked for beside the story,'
        " in pictures/ of the edition, and in the edition's folder; columns count columns of the story, rows the grid"
        " rows of the picture without its caption, by its proportions when absent; a small picture in the line is"
        " ![](file.png){inline} or {inline height=1.2字}. Inside a paragraph: **bold**, *kai*, {汉字|hàn zì} ruby,"
        " [text]{dots} emphasis dots, [name]{boxed} a box round a deceased person's name, [text]{underline},"
        " [text]{style=quote} the face and colour of a style, ^①^ note marks, {page:story} the page of a story,"
        " {pages:story} with those of its tails",
    }
)


def json_schema(kind: str) -> dict[str, Any]:
    """The schema of a kind of file: ``house``, ``layout``, ``edition`` or ``story``.

    Raises:
        KeyError: when the kind is none of these.
    """
    schema: dict[str, Any] = _plain(KINDS[kind].model_json_schema())
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        **schema,
        "title": _TITLES[kind],
        "description": _DESCRIPTIONS[kind],
    }


def _plain(node: Any) -> Any:
    """Without what pydantic adds for Python readers: generated titles, null defaults, keys nobody writes."""
    if isinstance(node, list):
        return [_plain(item) for item in node]
    if not isinstance(node, dict):
        return node
    kept = {
        name: _plain(value)
        for name, value in node.items()
        if not (name == "title" and isinstance(value, str)) and not (name == "default" and value is None)
    }
    if isinstance(kept.get("properties"), dict):
        kept["properties"] = {
            name: value
            for name, value in kept["properties"].items()
            if not isinstance(value, dict) or "description" in value
        }
    return kept
