"""What a single value of a YAML file may be: text in, a typed value or a findings code out.

Every scalar arrives as the text that was typed. A value that is none raises ``PydanticCustomError`` whose type is
a code of the catalogue and whose context are its facts; :mod:`typeset.read.validate` adds the place. Lengths stay
text here: what 字 and 行 mean is known only when the whole inheritance is merged.
"""

from __future__ import annotations

import calendar
import datetime
import enum
import re
import unicodedata
from collections.abc import Callable
from decimal import Decimal
from typing import Annotated, Any, Final, LiteralString

from pydantic import BeforeValidator, PlainValidator, WithJsonSchema
from pydantic_core import PydanticCustomError

from typeset.patterns import regex
from typeset.read.characters import composed, is_blank
from typeset.read.near import meant
from typeset.read.unit_words import meant_length

LENGTH_PATTERN: Final = r"^\d+(\.\d+)?(mm|pt|字|行|cm|in)$"
_LENGTH: Final = regex(r"^\d+(\.\d+)?\s*(mm|pt|字|行|cm|in)$")
_SIGNED: Final = regex(r"^-?\d+(\.\d+)?\s*(mm|pt|字|行|cm|in)$")
_NUMBER: Final = regex(r"^\d+(\.\d+)?$")
_SPAN: Final = regex(r"^(\d{1,4})(?:\s*[-–—~～至]\s*(\d{1,4}))?$")
_SQUEEZE: Final = regex(r"^(\d{1,3}(?:\.\d)?)%?\s*\.\.\s*(\d{1,3}(?:\.\d)?)%$")
_TRACKING: Final = regex(r"^(-?\d(?:\.\d{1,3})?)(?:\s*字)?\s*\.\.\s*(-?\d(?:\.\d{1,3})?)\s*字$")
_PERCENT: Final = regex(r"^(\d{1,3}(?:\.\d)?)\s*%$")
_ROWS: Final = regex(r"^(\d+)\s*行?$")
_COLOUR_CALL: Final = regex(
    r"^(?:cmyk\(\s*\d+(?:\.\d+)?%?(?:[\s,]+\d+(?:\.\d+)?%?){3}\s*\)|gray\(\s*\d+(?:\.\d+)?%?\s*\)"
    r"|rgb\(\s*\d+(?:[\s,]+\d+){2}\s*\)|#[0-9A-Fa-f]{6}|spot\(\s*[^()]*[^()\s]\s*\))$"
)
_DATE: Final = regex(r"(\d{4})[-/.年](\d{1,2})[-/.月](\d{1,2})日?")
_MONTHS: Final = 12
_FEBRUARY: Final = 2
TRUE_WORDS: Final = frozenset({"yes", "true", "on", "是"})
FALSE_WORDS: Final = frozenset({"no", "false", "off", "否"})
_MOST_WHOLE: Final = 1_000_000
_MOST_FIGURES: Final = 12
_MOST_PAGE: Final = 999
_PAGE_CODE: Final = regex(r"[A-Z]{1,2}[1-9][0-9]{0,2}")
# What somebody may have written for a code: a1, Ａ１, A01, A-1, A叠1, A1版.
_SPELT_CODE: Final = regex(r"第?([A-Z]{1,2})[-叠 ]*0*([1-9][0-9]{0,2})版?")
_MOST_ROWS: Final = 999
_CHARACTERS: Final = regex(r"^(\d{1,3}(?:\.\d{1,2})?)\s*字$")
_MOST_CHARACTERS: Final = 40
_CAP_LEAST: Final = 2
_CAP_MOST: Final = 9
_PERMILLE: Final = 1000
# Further than this nothing is fitted: a picture or headline would no longer be what was asked for.
_MOST_FITTED: Final = 9
_MOST_LED: Final = 80
_SQUEEZE_LEAST: Final = 500
_SQUEEZE_MOST: Final = 2000
_TRACKING_MOST: Final = 500
_MOST_LINES: Final = 4
_LEAST_PPI: Final = 50
_MOST_PPI: Final = 2400


def wrong(code: LiteralString, **facts: str | int) -> PydanticCustomError:
    """The error a validator raises: a code of the catalogue with its facts."""
    return PydanticCustomError(code, code, facts)


def wrong_type(zh: str, en: str) -> PydanticCustomError:
    """The error for a list where a text was wanted, and the like."""
    return wrong("wrong-type", expected_zh=zh, expected_en=en)


def malformed(text: str, example: str) -> PydanticCustomError:
    """The error for a text that is not written as it should be."""
    return wrong("bad-value", text=text, example=example)


def _text(value: Any) -> str:
    if not isinstance(value, str):
        raise wrong_type("一段文字", "a text")
    return value


def _copy(value: Any) -> str:
    return composed(_text(value))


def _name(value: Any) -> str:
    text = _text(value).strip()
    if not text:
        raise wrong_type("一段文字", "a text")
    return text


def _lines(value: Any) -> tuple[str, ...]:
    if isinstance(value, str):
        return tuple(composed(line.strip()) for line in value.split("\n") if not is_blank(line))
    if isinstance(value, list) and all(isinstance(item, str) for item in value):
        return tuple(composed(item.strip()) for item in value if not is_blank(item))
    raise wrong_type("一段文字或一列文字", "a text or a list of texts")


def _whole_from(least: int, most: int = _MOST_WHOLE) -> Callable[[Any], int]:
    def read(value: Any) -> int:
        text = _text(value).strip()
        if not re.fullmatch(r"-?\d+", text):
            raise wrong_type("一个整数", "a whole number")
        # A number of more figures than this is out of any range, and slow to read besides.
        number = int(text) if len(text) < _MOST_FIGURES else -1
        if not least <= number <= most:
            shown = text if len(text) < _MOST_FIGURES else text[:_MOST_FIGURES] + "…"
            raise wrong("out-of-range", text=shown, least=str(least), most=str(most))
        return number

    return read


def _page_name(value: Any) -> str:
    """The number of a page, or its code in a section."""
    text = _text(value).strip()
    if re.fullmatch(r"-?\d+", text):
        return str(_whole_from(1, _MOST_PAGE)(text))
    if not _PAGE_CODE.fullmatch(text):
        plain = _SPELT_CODE.fullmatch(unicodedata.normalize("NFKC", text).upper())
        usual = f"{plain[1]}{plain[2]}" if plain else "4 / A4"
        raise wrong("page-code", text=text, usual=usual)
    return text


def _yes_no(value: Any) -> bool:
    text = _text(value).strip().lower()
    if text in TRUE_WORDS:
        return True
    if text in FALSE_WORDS:
        return False
    raise wrong_type("yes 或 no", "yes or no")


def chooser(names: type[enum.Enum]) -> Callable[[Any], enum.Enum]:
    """A validator that reads the value of an enum, and names the allowed ones when it is none."""
    by_word = {str(member.value): member for member in names}

    def read(value: Any) -> enum.Enum:
        text = _text(value).strip()
        if text not in by_word:
            raise wrong("bad-choice", text=text, **meant(text, by_word))
        return by_word[text]

    return read


def words(names: type[enum.Enum]) -> WithJsonSchema:
    """The JSON Schema of an enum, without its Python docstring."""
    return WithJsonSchema({"type": "string", "enum": [str(member.value) for member in names]})


def _length_with(pattern: re.Pattern[str]) -> Callable[[Any], str]:
    def read(value: Any) -> str:
        text = _text(value).strip()
        if not pattern.match(text):
            if _SIGNED.match(text):
                raise wrong("out-of-range", text=text, least="0", most="5080mm")
            raise wrong("wrong-unit", text=text, **meant_length(text))
        return text

    return read


read_length: Final = _length_with(_LENGTH)


def _size(value: Any) -> str:
    text = _name(value)
    if text[0].isascii() and not text[0].isalpha() and not _LENGTH.match(text):
        raise wrong("wrong-unit", text=text, **meant_length(text))
    return text


def _row_count(value: Any) -> int:
    match = _ROWS.match(_text(value).strip())
    if match is None:
        raise malformed(_text(value), "8行")
    if len(match[1]) >= _MOST_FIGURES or int(match[1]) > _MOST_ROWS:
        raise wrong("out-of-range", text=_text(value)[:_MOST_FIGURES], least="0行", most=f"{_MOST_ROWS}行")
    return int(match[1])


def read_range(value: Any) -> tuple[int, int]:
    """A range such as ``1-8``, or one number."""
    text = _text(value).strip()
    match = _SPAN.match(text)
    if match is None:
        raise malformed(text, "1-8")
    first, last = int(match[1]), int(match[2] or match[1])
    if first < 1:
        raise wrong("out-of-range", text=text, least="1", most="9999")
    if first > last:
        raise wrong("reversed-range", text=text, turned=f"{last}-{first}")
    return first, last


def _cap_rows(value: Any) -> int:
    rows = _row_count(value)
    if rows and not _CAP_LEAST <= rows <= _CAP_MOST:
        raise wrong("out-of-range", text=_text(value), least=f"{_CAP_LEAST}行", most=f"{_CAP_MOST}行")
    return rows


def _characters(value: Any) -> int:
    """A few characters, in thousandths of one."""
    text = _text(value).strip()
    match = _CHARACTERS.match(text)
    if match is None:
        raise malformed(text, "8字")
    if not 1 <= Decimal(match[1]) <= _MOST_CHARACTERS:
        raise wrong("out-of-range", text=text, least="1字", most=f"{_MOST_CHARACTERS}字")
    return int(Decimal(match[1]) * 1000)


def _squeeze(value: Any) -> tuple[int, int]:
    text = _text(value).strip()
    match = _SQUEEZE.match(text)
    if match is None:
        raise malformed(text, "85%..110%")
    least, most = (int(Decimal(part) * 10) for part in match.groups())
    if least > most:
        raise wrong("reversed-range", text=text, turned=f"{match[2]}%..{match[1]}%")
    if least < _SQUEEZE_LEAST or most > _SQUEEZE_MOST:
        raise wrong("out-of-range", text=text, least="50%", most="200%")
    return least, most


def _few_rows(value: Any) -> int:
    text = _text(value).strip()
    match = _ROWS.match(text)
    if match is None:
        raise malformed(text, "2行")
    if int(match[1]) > _MOST_FITTED:
        raise wrong("out-of-range", text=text, least="0", most=f"{_MOST_FITTED}行")
    return int(match[1])


def _few_percent(value: Any) -> int:
    text = _text(value).strip()
    match = _PERCENT.match(text)
    if match is None:
        raise malformed(text, "2%")
    permille = int(Decimal(match[1]) * 10)
    if permille > _MOST_LED:
        raise wrong("out-of-range", text=text, least="0%", most=f"{_MOST_LED // 10}%")
    return permille


def _tracking(value: Any) -> tuple[int, int]:
    text = _text(value).strip()
    match = _TRACKING.match(text)
    if match is None:
        raise malformed(text, "-0.05字..0.1字")
    least, most = (int(Decimal(part) * _PERMILLE) for part in match.groups())
    if least > most:
        raise wrong("reversed-range", text=text, turned=f"{match[2]}字..{match[1]}字")
    if not -_TRACKING_MOST <= least <= 0 <= most <= _TRACKING_MOST:
        raise wrong("out-of-range", text=text, least="-0.5字..0字", most="0字..0.5字")
    return least, most


def _share(value: Any) -> int:
    text = _text(value).strip()
    match = _PERCENT.match(text)
    if match is None:
        raise malformed(text, "90%")
    permille = int(Decimal(match[1]) * 10)
    if not 0 <= permille <= _PERMILLE:
        raise wrong("out-of-range", text=text, least="0%", most="100%")
    return permille


def _ink(value: Any) -> int:
    text = _text(value).strip()
    match = _PERCENT.match(text)
    if match is None:
        raise malformed(text, "240%")
    permille = int(Decimal(match[1]) * 10)
    if not _PERMILLE <= permille <= 4 * _PERMILLE:
        raise wrong("out-of-range", text=text, least="100%", most="400%")
    return permille


def _em(value: Any) -> int:
    text = _text(value).strip()
    if not _NUMBER.match(text):
        raise malformed(text, "0.25")
    permille = int(Decimal(text) * _PERMILLE)
    if permille > 2 * _PERMILLE:
        raise wrong("out-of-range", text=text, least="0", most="2")
    return permille


def _colour(value: Any) -> str:
    text = _name(value)
    if ("(" in text or text.startswith("#")) and not _COLOUR_CALL.match(text):
        raise malformed(text, "cmyk(0 100 100 0)")
    return text


def _date(value: Any) -> datetime.date:
    text = _text(value).strip()
    parts = _DATE.fullmatch(text)
    if parts is None:
        raise malformed(text, "2026-11-22")
    year, month, day = map(int, parts.groups())
    if not 1 <= month <= _MONTHS or year < 1:
        raise malformed(text, "2026-11-22")
    last = calendar.monthrange(year, month)[1]
    if not 1 <= day <= last:
        raise _no_such_day(text, datetime.date(year, month, last), day)
    usual = datetime.date(year, month, day)
    if text != usual.isoformat():
        raise malformed(text, usual.isoformat())
    return usual


def _no_such_day(text: str, last: datetime.date, day: int) -> PydanticCustomError:
    # Only February needs its year to say how many days it has.
    year = f"{last.year}年" if last.month == _FEBRUARY else ""
    of_year = f" {last.year}" if last.month == _FEBRUARY else ""
    month = calendar.month_name[last.month]
    return wrong(
        "no-such-date",
        text=text,
        what_zh=f"{year}{last.month}月没有{day}日",
        what_en=f"{month}{of_year} has no day {day}",
        last_zh=f"{year}{last.month}月最后一天是 {last.isoformat()}",
        last_en=f"the last day of {month}{of_year} is {last.isoformat()}",
    )


_TEXT_OR_NUMBER: Final[dict[str, Any]] = {"type": ["string", "number", "integer"]}
_WHOLE: Final[dict[str, Any]] = {"anyOf": [{"type": "integer"}, {"type": "string", "pattern": r"^\d+$"}]}
_LENGTH_SCHEMA: Final[dict[str, Any]] = {
    "type": "string",
    "pattern": LENGTH_PATTERN,
    "examples": ["12mm", "9.75pt", "2字", "8行"],
}
YES_NO_SCHEMA: Final[dict[str, Any]] = {
    "enum": [True, False, "yes", "no", "true", "false", "on", "off", "是", "否"]
}
_NUMBER_SCHEMA: Final[dict[str, Any]] = {
    "anyOf": [{"type": "number", "minimum": 0}, {"type": "string", "pattern": r"^\d+(\.\d+)?$"}]
}
_LINES_SCHEMA: Final[dict[str, Any]] = {
    "anyOf": [_TEXT_OR_NUMBER, {"type": "array", "items": _TEXT_OR_NUMBER}]
}

Text = Annotated[str, PlainValidator(_copy), WithJsonSchema(_TEXT_OR_NUMBER)]
Name = Annotated[str, PlainValidator(_name), WithJsonSchema(_TEXT_OR_NUMBER)]
Lines = Annotated[tuple[str, ...], PlainValidator(_lines), WithJsonSchema(_LINES_SCHEMA)]
Count = Annotated[int, PlainValidator(_whole_from(1)), WithJsonSchema(_WHOLE)]
Few = Annotated[int, PlainValidator(_whole_from(0, _MOST_FITTED)), WithJsonSchema(_WHOLE)]
Together = Annotated[int, PlainValidator(_whole_from(1, 3)), WithJsonSchema(_WHOLE)]
PageName = Annotated[
    str,
    PlainValidator(_page_name),
    WithJsonSchema(
        {
            "anyOf": [
                {"type": "integer", "minimum": 1, "maximum": _MOST_PAGE},
                {"type": "string", "pattern": r"^(\d+|[A-Z]{1,2}[1-9]\d{0,2})$"},
            ],
            "examples": [4, "A4"],
        }
    ),
]
YesNo = Annotated[bool, PlainValidator(_yes_no), WithJsonSchema(YES_NO_SCHEMA)]
LengthText = Annotated[str, PlainValidator(read_length), WithJsonSchema(_LENGTH_SCHEMA)]
SignedLengthText = Annotated[
    str,
    PlainValidator(_length_with(_SIGNED)),
    WithJsonSchema(
        {"type": "string", "pattern": "^-?" + LENGTH_PATTERN[1:], "examples": ["-0.2pt", "0.1字"]}
    ),
]
SizeText = Annotated[
    str,
    PlainValidator(_size),
    WithJsonSchema({"type": "string", "examples": ["新五号", "小五", "9.75pt"]}),
]
RowCount = Annotated[
    int,
    PlainValidator(_row_count),
    WithJsonSchema(
        {"anyOf": [{"type": "integer"}, {"type": "string", "pattern": r"^\d+行?$"}], "examples": ["8行"]}
    ),
]
Characters = Annotated[
    int,
    PlainValidator(_characters),
    WithJsonSchema({"type": "string", "pattern": r"^\d+(\.\d+)?字$", "examples": ["8字"]}),
]
CapRows = Annotated[
    int,
    PlainValidator(_cap_rows),
    WithJsonSchema(
        {"anyOf": [{"type": "integer"}, {"type": "string", "pattern": r"^[02-9]行?$"}], "examples": ["3行"]}
    ),
]
Squeeze = Annotated[
    tuple[int, int],
    PlainValidator(_squeeze),
    WithJsonSchema(
        {"type": "string", "pattern": r"^\d+(\.\d)?%?\.\.\d+(\.\d)?%$", "examples": ["85%..110%"]}
    ),
]
FewRows = Annotated[
    int,
    PlainValidator(_few_rows),
    WithJsonSchema(
        {"anyOf": [{"type": "integer"}, {"type": "string", "pattern": r"^\d+行?$"}], "examples": ["2行"]}
    ),
]
FewPercent = Annotated[
    int,
    PlainValidator(_few_percent),
    WithJsonSchema({"type": "string", "pattern": r"^\d+(\.\d)?%$", "examples": ["2%"]}),
]
TrackingRange = Annotated[
    tuple[int, int],
    PlainValidator(_tracking),
    WithJsonSchema(
        {
            "type": "string",
            "pattern": r"^-?\d(\.\d{1,3})?字?\.\.-?\d(\.\d{1,3})?字$",
            "examples": ["-0.05字..0.1字"],
        }
    ),
]
HeadLines = Annotated[int, PlainValidator(_whole_from(1, _MOST_LINES)), WithJsonSchema(_WHOLE)]
Share = Annotated[
    int,
    PlainValidator(_share),
    WithJsonSchema({"type": "string", "pattern": r"^\d+(\.\d)?%$", "examples": ["90%"]}),
]
InkLimit = Annotated[
    int,
    PlainValidator(_ink),
    WithJsonSchema({"type": "string", "pattern": r"^\d+(\.\d)?%$", "examples": ["240%"]}),
]
Ppi = Annotated[int, PlainValidator(_whole_from(_LEAST_PPI, _MOST_PPI)), WithJsonSchema(_WHOLE)]
Em = Annotated[int, PlainValidator(_em), WithJsonSchema(_NUMBER_SCHEMA)]
ColourText = Annotated[
    str,
    PlainValidator(_colour),
    WithJsonSchema(
        {"type": "string", "examples": ["黑", "白", "cmyk(0 100 100 0)", "gray(20%)", "spot(报头红 40%)"]}
    ),
]
DateText = Annotated[
    datetime.date,
    PlainValidator(_date),
    WithJsonSchema({"type": "string", "pattern": r"^\d{4}-\d{2}-\d{2}$", "examples": ["2026-11-22"]}),
]
NameList = Annotated[
    tuple[str, ...],
    BeforeValidator(lambda value: [value] if isinstance(value, str) else value),
]
