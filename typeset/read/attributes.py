"""What stands in braces behind a picture: ``{columns=2-3 rows=18 place=top credit="某某　摄"}``, ``{inline}``."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from types import MappingProxyType
from typing import Any, Final, TypeVar

from msgspec import Struct

from typeset.model.story import PictureFit, PicturePlace, PictureSide
from typeset.model.style import CaptionPlace
from typeset.patterns import regex
from typeset.read.near import meant

KEYS: Final = (
    "columns",
    "rows",
    "place",
    "credit",
    "width",
    "side",
    "wrap",
    "fit",
    "focus",
    "mask",
    "caption_place",
)
GALLERY_KEYS: Final = (
    "columns",
    "place",
    "width",
    "side",
    "rows",
    "across",
    "caption",
    "credit",
    "caption_place",
)
ASIDE_KEYS: Final = ("columns", "place", "width", "side")
_CHINESE_KEYS: Final[Mapping[str, str]] = MappingProxyType(
    {
        **dict.fromkeys(("栏", "栏数", "宽", "宽度"), "columns"),
        **dict.fromkeys(("行", "行数", "高", "高度"), "rows"),
        **dict.fromkeys(("位置", "地方"), "place"),
        **dict.fromkeys(("靠", "哪边"), "side"),
        **dict.fromkeys(("绕排", "轮廓"), "wrap"),
        **dict.fromkeys(("焦点",), "focus"),
        **dict.fromkeys(("蒙版", "遮罩", "退底"), "mask"),
        **dict.fromkeys(("图说位置",), "caption_place"),
        **dict.fromkeys(("图说", "总图说"), "caption"),
        **dict.fromkeys(("每行", "每行几张"), "across"),
        **dict.fromkeys(("作者", "摄影", "摄影者", "摄", "署名", "供图"), "credit"),
    }
)
_CHINESE_PLACES: Final[Mapping[str, str]] = MappingProxyType(
    {
        **dict.fromkeys(("上", "顶", "上面", "顶部"), "top"),
        **dict.fromkeys(("中", "中间", "居中"), "middle"),
        **dict.fromkeys(("下", "底", "下面", "底部"), "bottom"),
    }
)
_EXAMPLE: Final = '{columns=2 credit="…"}'
_PAIR: Final = regex(r"""([^\s="“']+)\s*=\s*("[^"]*"|“[^”]*”|'[^']*'|[^\s"“']+)""")
_INLINE: Final = regex(r"(?<!\S)inline(?!\S)")
_HEIGHT: Final = regex(r"^(\d{1,2}(?:\.\d{1,3})?)字$")
# An inline picture as high as this (in thousandths of a character) is still read as part of its line.
_LEAST_HEIGHT: Final = 300
_MOST_HEIGHT: Final = 1500
_INLINE_EXAMPLE: Final = "{inline height=1字}"
_CHINESE_INLINE: Final = frozenset({"行内", "行中", "文内", "文中", "随文"})
_RANGE: Final = regex(r"^(\d{1,3})(?:[-–](\d{1,3}))?$")
_ROWS: Final = regex(r"^(\d{1,3})行?$")
_ACROSS: Final = regex(r"^([1-9]\d?)张?$")
_WIDTH: Final = regex(r"^(\d{1,3}(?:\.\d{1,2})?)字$")
_FOCUS: Final = regex(r"^(\d{1,3})%\s*[,，]\s*(\d{1,3})%$")
_WHOLE: Final = 100
_SIDES: Final = {side.value: side for side in PictureSide}
_FITS: Final = {fit.value: fit for fit in PictureFit}
_CAPTIONS: Final[Mapping[str, CaptionPlace | None]] = {place.value: place for place in CaptionPlace}
_WRAPS: Final[Mapping[str, bool | None]] = {"box": False, "contour": True}
_T = TypeVar("_T")
_PLACES: Final = {place.value: place for place in PicturePlace}


class Mistake(Struct, frozen=True):
    """Something wrong, at an offset into the braces."""

    offset: int
    code: str
    facts: tuple[tuple[str, Any], ...]


class Attributes(Struct, frozen=True):
    """What was asked for a picture."""

    columns: tuple[int, int] | None = None
    width: int = 1
    rows: int = 0
    place: PicturePlace = PicturePlace.TOP
    credit: str = ""
    wide: int = 0
    side: PictureSide = PictureSide.RIGHT
    fit: PictureFit = PictureFit.FILL
    focus: tuple[int, int] = (500, 500)
    contour: bool = False
    mask: str = ""
    caption_place: CaptionPlace | None = None
    caption: str = ""
    across: int = 0
    mistakes: tuple[Mistake, ...] = ()


class InlineAttributes(Struct, frozen=True):
    """What was asked for an inline picture; ``height`` in thousandths of a character of its line."""

    height: int = 1000
    mistakes: tuple[Mistake, ...] = ()


def is_inline(text: str) -> bool:
    """Whether the braces of a picture make it one that stands in the line."""
    return _INLINE.search(_PAIR.sub(lambda found: " " * len(found[0]), text)) is not None


def read_inline_attributes(text: str) -> InlineAttributes:
    """Read ``inline height=1.2字``; mistakes are left out and listed."""
    mistakes: list[Mistake] = []
    height = 1000
    word = _INLINE.search(_PAIR.sub(lambda found: " " * len(found[0]), text))
    if word is not None:
        text = text[: word.start()] + " " * len(word[0]) + text[word.end() :]
    for offset, key, value in pairs(text, mistakes, _INLINE_EXAMPLE):
        known = _HEIGHT.match(value) if key == "height" else None
        thousandths = round(float(known[1]) * 1000) if known is not None else 0
        if _LEAST_HEIGHT <= thousandths <= _MOST_HEIGHT:
            height = thousandths
        else:
            facts = {"text": f"{key}={value}", "example": _INLINE_EXAMPLE}
            mistakes.append(made_mistake(offset, "picture-attribute", **facts))
    return InlineAttributes(height, tuple(mistakes))


def read_attributes(
    text: str, keys: Sequence[str] = KEYS, place: PicturePlace = PicturePlace.TOP
) -> Attributes:
    """Read the braces of a picture, or of an aside that has fewer ``keys``; mistakes are left out and listed.

    ``place`` is where it stands when nothing is said.
    """
    mistakes: list[Mistake] = []
    values: dict[str, tuple[int, str]] = {}
    for offset, key, value in pairs(text, mistakes, _EXAMPLE):
        if key not in keys:
            facts = meant(key, keys, surely=_CHINESE_KEYS.get(key))
            mistakes.append(made_mistake(offset, "unknown-key", key=key, **facts))
        elif key in values:
            mistakes.append(made_mistake(offset, "picture-attribute", text=key, example=_EXAMPLE))
        else:
            values[key] = (offset, value)
    columns, width = _columns(values.get("columns"), mistakes)
    return Attributes(
        columns=columns,
        width=width,
        rows=_rows(values.get("rows"), mistakes),
        place=_place(values["place"], mistakes) if "place" in values else place,
        credit=values.get("credit", (0, ""))[1],
        wide=_wide(values.get("width"), mistakes),
        side=_word(values.get("side"), _SIDES, PictureSide.RIGHT, mistakes),
        fit=_word(values.get("fit"), _FITS, PictureFit.FILL, mistakes),
        focus=_focus(values.get("focus"), mistakes),
        contour=_word(values.get("wrap"), _WRAPS, None, mistakes) is True,
        mask=values.get("mask", (0, ""))[1],
        caption_place=_word(values.get("caption_place"), _CAPTIONS, None, mistakes),
        caption=values.get("caption", (0, ""))[1],
        across=_across(values.get("across"), mistakes),
        mistakes=tuple(mistakes),
    )


def made_mistake(offset: int, code: str, **facts: Any) -> Mistake:
    """A mistake at an offset, with the facts of its finding."""
    return Mistake(offset, code, tuple(facts.items()))


def pairs(text: str, mistakes: list[Mistake], example: str) -> Iterator[tuple[int, str, str]]:
    """Offset, key and value of each ``key=value``; what stands between them is a mistake."""
    at = 0
    for match in _PAIR.finditer(text):
        _check_between(text, (at, match.start()), mistakes, example)
        value = match[2]
        yield match.start(), match[1], value[1:-1] if value[0] in "\"“'" else value
        at = match.end()
    _check_between(text, (at, len(text)), mistakes, example)


def _check_between(text: str, span: tuple[int, int], mistakes: list[Mistake], example: str) -> None:
    first, last = span
    rest = text[first:last]
    if rest.strip():
        offset = first + len(rest) - len(rest.lstrip())
        if rest.strip() in _CHINESE_INLINE:
            example = _INLINE_EXAMPLE
        mistakes.append(made_mistake(offset, "picture-attribute", text=rest.strip(), example=example))


def _columns(given: tuple[int, str] | None, mistakes: list[Mistake]) -> tuple[tuple[int, int] | None, int]:
    if given is None:
        return None, 1
    offset, text = given
    match = _RANGE.match(text)
    if match is None or int(match[1]) < 1:
        mistakes.append(
            made_mistake(offset, "picture-attribute", text=f"columns={text}", example="columns=2-3")
        )
        return None, 1
    if match[2] is None:
        return None, int(match[1])
    first, last = int(match[1]), int(match[2])
    if first > last:
        mistakes.append(made_mistake(offset, "reversed-range", text=text, turned=f"{last}-{first}"))
        return None, 1
    return (first, last), last - first + 1


def _rows(given: tuple[int, str] | None, mistakes: list[Mistake]) -> int:
    if given is None:
        return 0
    match = _ROWS.match(given[1])
    if match is None or int(match[1]) < 1:
        mistakes.append(
            made_mistake(given[0], "picture-attribute", text=f"rows={given[1]}", example="rows=18")
        )
        return 0
    return int(match[1])


def _across(given: tuple[int, str] | None, mistakes: list[Mistake]) -> int:
    """How many pictures stand in a row of a gallery."""
    if given is None:
        return 0
    match = _ACROSS.match(given[1])
    if match is None:
        mistakes.append(
            made_mistake(given[0], "picture-attribute", text=f"across={given[1]}", example="across=3")
        )
        return 0
    return int(match[1])


def _word(given: tuple[int, str] | None, known: Mapping[str, _T], usual: _T, mistakes: list[Mistake]) -> _T:
    if given is None:
        return usual
    if given[1] not in known:
        mistakes.append(made_mistake(given[0], "bad-choice", text=given[1], **meant(given[1], known)))
        return usual
    return known[given[1]]


def _wide(given: tuple[int, str] | None, mistakes: list[Mistake]) -> int:
    """The width of a picture in thousandths of a character."""
    if given is None:
        return 0
    match = _WIDTH.match(given[1])
    if match is None or not float(match[1]):
        mistakes.append(
            made_mistake(given[0], "picture-attribute", text=f"width={given[1]}", example="width=8字")
        )
        return 0
    return round(float(match[1]) * 1000)


def _focus(given: tuple[int, str] | None, mistakes: list[Mistake]) -> tuple[int, int]:
    """The point that stays in view, in thousandths from the left and the top."""
    if given is None:
        return 500, 500
    match = _FOCUS.match(given[1])
    if match is None or max(int(match[1]), int(match[2])) > _WHOLE:
        mistakes.append(
            made_mistake(given[0], "picture-attribute", text=f"focus={given[1]}", example='focus="30%,40%"')
        )
        return 500, 500
    return int(match[1]) * 10, int(match[2]) * 10


def _place(given: tuple[int, str], mistakes: list[Mistake]) -> PicturePlace:
    place = _PLACES.get(given[1])
    if place is None:
        facts = meant(given[1], _PLACES, surely=_CHINESE_PLACES.get(given[1]))
        mistakes.append(made_mistake(given[0], "bad-choice", text=given[1], **facts))
    return place or PicturePlace.TOP
