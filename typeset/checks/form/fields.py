"""Fields of the imprint that have to be printed: filled and printed, or printed in words of the layout's own."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from typing import Any, Final

from msgspec import Struct

from typeset.catalogue import finding
from typeset.checks.form.printed import plain
from typeset.checks.rule import Case
from typeset.findings import Finding
from typeset.model.layout import FrameKind, FrameSpec, TextLine

_KINDS: Final = frozenset({FrameKind.TEXT, FrameKind.MASTHEAD, FrameKind.EARS, FrameKind.FOLIO})


# What introduces the next field: nothing was typed for the one before it.
_NEXT: Final = "主管|主办|出版|编印|地址|社址|电话|印刷|承印|印厂|发行|邮发|定价|零售|准印|印数|发送"


class Part(Struct, frozen=True):
    """One field: its key, what it is called, and a pattern of how it reads in print where a layout has it typed."""

    key: str
    zh: str
    en: str
    typed: str


def after(words: str) -> str:
    """The pattern of a field typed after these words and a colon."""
    return rf"(?:{words}):(?!(?:{_NEXT})[^:\n]{{0,4}}:)[^:\n]"


class Lack(Struct, frozen=True):
    """A field that is not printed, and whether it was filled all the same."""

    part: Part
    filled: bool

    @property
    def zh(self) -> str:
        """What it is, and what is wrong with it."""
        return f"{self.part.zh}（{self.part.key} {'填了，没有排' if self.filled else '没有填'}）"

    @property
    def en(self) -> str:
        """The same in English."""
        return (
            f"{self.part.en} ({self.part.key} is {'filled but not printed' if self.filled else 'not filled'})"
        )


def fields_of(case: Case) -> dict[str, str]:
    """The words furniture of the first page may use."""
    return {**case.read.fields, **case.read.pages[0].fields}


def lacks(case: Case, parts: Iterable[Part], text: str) -> tuple[Lack, ...]:
    """The fields that are not in what is printed."""
    fields = fields_of(case)
    return tuple(lack for part in parts if (lack := _lack(part, fields, text)) is not None)


def _lack(part: Part, fields: Mapping[str, str], text: str) -> Lack | None:
    value = plain(fields.get(part.key, ""))
    if not value:
        return None if re.search(part.typed, text) is not None else Lack(part, filled=False)
    printed = text.replace("\n", "")
    # 云汀区 is not printed where 云汀区委 is.
    for other in sorted(map(plain, fields.values()), key=len, reverse=True):
        if value in other and value != other:
            printed = printed.replace(other, "\n")
    return None if value in printed else Lack(part, filled=True)


def lacking(case: Case, code: str, lack: Sequence[Lack], **facts: Any) -> Finding:
    """One finding for all fields an item lacks: at the layout where all of them were filled, else where the imprint is written."""
    page = case.issue.edition.pages[0]
    frame = imprint_frame(case)
    layout = frame.span if frame is not None else page.layout.span
    filled = all(one.filled for one in lack)
    imprint = case.read.imprint
    return finding(
        code,
        span=layout if filled else imprint.span,
        related=imprint.place_of(lack[0].part.key) if filled else layout,
        page=page.number,
        frame=frame.name if frame is not None and filled else None,
        amount=len(lack),
        lack_zh="、".join(one.zh for one in lack),
        lack_en=", ".join(one.en for one in lack),
        **facts,
    )


def imprint_frame(case: Case) -> FrameSpec | None:
    """The furniture frame of the first page with the most fixed copy: where an imprint stands, or would; None for none."""
    frames = [f for f in case.issue.edition.pages[0].layout.frames if f.kind in _KINDS]
    return max(frames, key=_length, default=None)


def _length(frame: FrameSpec) -> int:
    return sum(len(line.template) for line in frame.content if isinstance(line, TextLine))
