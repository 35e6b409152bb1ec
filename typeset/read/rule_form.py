"""The forms of rules, boxes and tints. A single word may stand for each: it is spread out before it is checked."""

from __future__ import annotations

from typing import Annotated, Any, Final

from pydantic import BeforeValidator, WithJsonSchema

from typeset.model.layout import RuleKind, Side
from typeset.read.forms import Form, key
from typeset.read.near import meant
from typeset.read.values import (
    FALSE_WORDS,
    TRUE_WORDS,
    YES_NO_SCHEMA,
    ColourText,
    LengthText,
    YesNo,
    chooser,
    words,
    wrong,
    wrong_type,
)

_SIDES: Final = tuple(side.value for side in Side)
_HEAD_SIDES: Final = (Side.ABOVE.value, Side.BELOW.value)
_KIND_WORD: Final = WithJsonSchema(
    {"enum": [kind.value for kind in RuleKind], "description": "线的种类 / kind of rule"}
)
_SIDE_WORD: Final = WithJsonSchema({"enum": list(_SIDES)})
_SIDE_LIST: Final = WithJsonSchema({"type": "array", "items": {"enum": list(_SIDES)}})
KindWord = Annotated[RuleKind, BeforeValidator(chooser(RuleKind)), words(RuleKind)]


class RuleForm(Form):
    """One rule."""

    kind: KindWord | None = key(
        "线的种类：细、粗、双、文武、武文、点、虚、波纹、花边",
        "kind of rule: thin, thick, double, thick-thin, thin-thick, dotted, dashed, wave, ornament",
    )
    colour: ColourText | None = key("颜色；不写是黑", "colour; black when absent")
    width: LengthText | None = key(
        "整条线的宽，双线、文武线连中间的白；不写按种类",
        "width of the whole rule, the white between its strokes too; the kind's own when absent",
    )


class BoxForm(RuleForm):
    """A box."""

    radius: LengthText | None = key(
        "圆角半径，如 3pt；波纹线和花边不用", "radius of round corners, as in 3pt; not for wave and ornament"
    )


class ColumnRuleForm(RuleForm):
    """Rules between columns. The reader sets ``wanted``; nobody writes it."""

    wanted: YesNo | None = None


class TintForm(Form):
    """A ground behind a frame."""

    colour: ColourText | None = key("底纹颜色，如 gray(8%)", "colour of the tint, as in gray(8%)")
    radius: LengthText | None = key(
        "圆角半径；不写随框", "radius of round corners; that of the box when absent"
    )


def _as_kind(value: Any) -> Any:
    return {"kind": value} if isinstance(value, str) else value


def _as_tint(value: Any) -> Any:
    return {"colour": value} if isinstance(value, str) else value


def _as_column_rule(value: Any) -> Any:
    if isinstance(value, dict) and "wanted" in value:
        raise wrong("unknown-key", key="wanted", **meant("wanted", ("kind", "colour", "width")))
    if isinstance(value, str) and value.strip().lower() in TRUE_WORDS | FALSE_WORDS:
        return {"wanted": value}
    return _as_kind(value)


def _as_sides(value: Any) -> Any:
    if isinstance(value, dict):
        return value
    sides = value if isinstance(value, list) else [value]
    if not all(isinstance(side, str) for side in sides):
        raise wrong_type(
            "below、[above, below] 或 {below: double}", "below, [above, below] or {below: double}"
        )
    for side in sides:
        if side not in _SIDES:
            raise wrong("bad-choice", text=side, **meant(side, _SIDES))
    return {side: {} for side in sides}


RuleValue = Annotated[
    RuleForm, BeforeValidator(_as_kind, json_schema_input_type=RuleForm | Annotated[str, _KIND_WORD])
]
BoxValue = Annotated[
    BoxForm, BeforeValidator(_as_kind, json_schema_input_type=BoxForm | Annotated[str, _KIND_WORD])
]
TintValue = Annotated[TintForm, BeforeValidator(_as_tint, json_schema_input_type=TintForm | ColourText)]
ColumnRuleValue = Annotated[
    ColumnRuleForm,
    BeforeValidator(
        _as_column_rule,
        json_schema_input_type=ColumnRuleForm
        | Annotated[str, _KIND_WORD]
        | Annotated[bool, WithJsonSchema(YES_NO_SCHEMA)],
    ),
]


class RuleSidesForm(Form):
    """Rules at the edges of a frame."""

    above: RuleValue | None = key("框上的线", "the rule above")
    below: RuleValue | None = key("框下的线", "the rule below")
    left: RuleValue | None = key("框左的线", "the rule at the left")
    right: RuleValue | None = key("框右的线", "the rule at the right")


def _as_head_sides(value: Any) -> Any:
    sides = _as_sides(value)
    for side in sides:
        if side not in _HEAD_SIDES:
            raise wrong("bad-choice", text=str(side), **meant(str(side), _HEAD_SIDES))
    return sides


class HeadRulesForm(Form):
    """Ornament rules over and under a headline block."""

    above: RuleValue | None = key("标题上的线", "the rule above the head")
    below: RuleValue | None = key("标题下的线", "the rule below the head")


HeadRules = Annotated[
    HeadRulesForm,
    BeforeValidator(
        _as_head_sides,
        json_schema_input_type=HeadRulesForm
        | Annotated[str, WithJsonSchema({"enum": list(_HEAD_SIDES)})]
        | Annotated[list[str], WithJsonSchema({"type": "array", "items": {"enum": list(_HEAD_SIDES)}})],
    ),
]
RuleSides = Annotated[
    RuleSidesForm,
    BeforeValidator(
        _as_sides,
        json_schema_input_type=RuleSidesForm | Annotated[str, _SIDE_WORD] | Annotated[list[str], _SIDE_LIST],
    ),
]
