"""Where a story may go on: what a frame of a layout, or the front matter of a story, says of its jump."""

from __future__ import annotations

from typing import Annotated, Any

from pydantic import BeforeValidator, WithJsonSchema

from typeset.model.story import JumpWish
from typeset.read.forms import Form, key
from typeset.read.near import meant
from typeset.read.values import Count, Name, PageName, YesNo, wrong
from typeset.source import Span


def _jump(value: Any) -> Any:
    if isinstance(value, dict):
        if "allowed" in value:
            raise wrong("unknown-key", key="allowed", **meant("allowed", ("page", "frame", "order")))
        return {"allowed": "yes", **value}
    if value in ("auto", "never"):
        return {"allowed": "yes" if value == "auto" else "no"}
    if isinstance(value, str):
        raise wrong("bad-choice", text=value, **meant(value, ("auto", "never", "{page: 4, frame: tails}")))
    return value


class JumpForm(Form):
    """Where a story may go on. The reader sets ``allowed``; nobody writes it."""

    allowed: YesNo | None = None
    page: PageName | None = key("转到哪一版，如 4 或 A4", "the page it goes on, as in 4 or A4")
    frame: Name | None = key("转到哪个 tails 框", "the tails frame it goes on in")
    order: Count | None = key(
        "在转文框里排第几，从 1 数起；不写按版面次序",
        "its place among the tails of the frame, from 1; in the order of the layout when absent",
    )


JumpValue = Annotated[
    JumpForm,
    BeforeValidator(
        _jump,
        json_schema_input_type=JumpForm | Annotated[str, WithJsonSchema({"enum": ["auto", "never"]})],
    ),
]


def jump_wish(form: JumpForm, span: Span) -> JumpWish:
    """What is wished for a jump, with its place in the file."""
    return JumpWish(bool(form.allowed), form.page, form.frame, span, form.order or 0)
