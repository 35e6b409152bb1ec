"""Frames of a page layout: forms into :class:`FrameSpec`, with their styles, colours and fixed copy checked."""

from __future__ import annotations

import posixpath
from collections.abc import Mapping
from types import MappingProxyType
from typing import Any, Final

from typeset.catalogue import finding
from typeset.findings import Finding
from typeset.model.layout import (
    Content,
    FrameKind,
    FramePicture,
    FrameSpec,
    HeadlineSpec,
    QrCode,
    TextLine,
)
from typeset.model.story import JumpWish, Picture
from typeset.model.style import Align, WritingMode
from typeset.read.frame_places import read_place
from typeset.read.house import House
from typeset.read.jump_form import JumpForm, jump_wish
from typeset.read.layout_form import ContentForm, FrameForm, HeadlineForm
from typeset.read.lengths import Lengths
from typeset.read.near import meant
from typeset.read.pictures import Pictures
from typeset.read.rules import RuleReader
from typeset.read.validate import missing
from typeset.read.yaml_tree import Step, key_span_at, span_at
from typeset.units import Units

# Kinds of frames with fixed copy, and the style of its lines.
FIXED: Final[Mapping[FrameKind, str]] = MappingProxyType(
    {
        FrameKind.TEXT: "furniture",
        FrameKind.MASTHEAD: "masthead",
        FrameKind.FOLIO: "folio",
        FrameKind.EARS: "ear_caption",
    }
)
# The Advertising Law of China (art. 14) asks for this word on every advertisement in a paper.
AD_LABEL: Final = "广告"
# A code of more would have too fine a grain for newsprint; the standard itself ends at 2,331 (level M).
_QR_BYTES: Final = 1000
_FOLIO_ALIGNS: Final = (Align.LEFT, Align.CENTER, Align.RIGHT)
_USUAL_COPY: Final[Mapping[FrameKind, tuple[str, ...]]] = MappingProxyType(
    {
        FrameKind.MASTHEAD: ("{paper}",),
        FrameKind.FOLIO: ("{page_cn}版　{section}", "{paper}", "{date}　{weekday}"),
    }
)


class FrameReader:
    """Makes the frames of one layout; ``found`` takes what is wrong with them."""

    def __init__(self, house: House, pictures: Pictures, folder: str, found: list[Finding]) -> None:
        self._house = house
        self._tree = house.tree
        self._pictures = pictures
        self._folder = folder
        self._found = found
        grid = house.grid
        units = Units(grid.body, grid.leading) if grid is not None else Units()
        self._lengths = Lengths(house.tree, units, found)

    def frames(self) -> tuple[FrameSpec, ...]:
        """All frames that can be made, in the order they were written."""
        forms = self._house.form.frames or {}
        made = (self._frame(name, form) for name, form in forms.items() if form is not None)
        return tuple(frame for frame in made if frame is not None)

    def _frame(self, name: str, form: FrameForm) -> FrameSpec | None:
        path: tuple[Step, ...] = ("frames", name)
        self._found.extend(missing(self._tree, self._house.broken, path, ("kind",)))
        placing = read_place(form, self._tree, path, self._house.broken, self._lengths)
        body = self._style(form.body or "body", *path, "body")
        headline = self._headline(form.headline, path)
        rules = RuleReader(self._house, path, self._found)
        sides, box, tint = rules.sides(form.rule), rules.box(form.box), rules.tint(form.tint)
        between = rules.between(form.column_rule)
        content = self._content(form, path)
        if form.kind is None or placing is None:
            return None
        usual = 0 if placing.columns == (0, 0) else placing.columns[1] - placing.columns[0] + 1
        if form.writing is WritingMode.VERTICAL or placing.area is not None:
            usual = 1
        return FrameSpec(
            name=name,
            kind=form.kind,
            columns=placing.columns,
            rows=placing.rows,
            place=placing.place,
            area=placing.area,
            follows=form.follows or "",
            label=(form.label or AD_LABEL) if form.kind is FrameKind.AD else "",
            spread=form.spread is True,
            drop_cap=form.drop_cap or 0,
            spare_to=form.spare_to or (),
            span=key_span_at(self._tree, *path),
            story_columns=form.story_columns or usual,
            rules=sides,
            box=box,
            tint=tint,
            column_rule=between,
            balance=form.balance is not False,
            body=body,
            jump=self._jump(form.jump, path),
            headline=headline,
            writing=self._writing(form, path),
            content=content,
        )

    def _writing(self, form: FrameForm, path: tuple[Step, ...]) -> WritingMode:
        if form.writing is WritingMode.VERTICAL and form.kind is not FrameKind.STORY:
            span = key_span_at(self._tree, *path, "writing")
            kind = form.kind.value if form.kind is not None else "?"
            self._found.append(finding("writing-misplaced", span=span, frame=str(path[-1]), frame_kind=kind))
            return WritingMode.HORIZONTAL
        return form.writing or WritingMode.HORIZONTAL

    def _style(self, name: str, *path: Step) -> str:
        styles = self._house.book.styles
        if name not in styles:
            span = span_at(self._tree, *path)
            self._found.append(finding("unknown-style", span=span, name=name, **meant(name, styles)))
        return name

    def _headline(self, form: HeadlineForm | None, path: tuple[Step, ...]) -> HeadlineSpec:
        if form is None:
            return HeadlineSpec()
        given: dict[str, Any] = {
            name: getattr(form, name)
            for name in form.model_fields_set
            if name != "rule" and getattr(form, name) is not None
        }
        for name in ("style", "kicker", "deck"):
            if name in given:
                self._style(given[name], *path, "headline", name)
        rules = RuleReader(self._house, (*path, "headline"), self._found).head(form.rule)
        return HeadlineSpec(**given, rules=rules)

    def _jump(self, form: JumpForm | None, path: tuple[Step, ...]) -> JumpWish:
        return JumpWish() if form is None else jump_wish(form, span_at(self._tree, *path, "jump"))

    def _content(self, form: FrameForm, path: tuple[Step, ...]) -> tuple[Content, ...]:
        kind = form.kind
        if kind is None:
            return ()
        if kind not in FIXED:
            if form.content:
                span = key_span_at(self._tree, *path, "content")
                self._found.append(
                    finding("content-misplaced", span=span, frame=str(path[-1]), frame_kind=kind.value)
                )
            return ()
        if form.content is None:
            span = key_span_at(self._tree, *path)
            texts = _USUAL_COPY.get(kind, ())
            return tuple(self._line(text, None, kind, index, span) for index, text in enumerate(texts))
        if kind is FrameKind.FOLIO and len(form.content) > len(_FOLIO_ALIGNS):
            span = span_at(self._tree, *path, "content", len(_FOLIO_ALIGNS))
            self._found.append(finding("folio-too-full", span=span, amount=len(form.content)))
        made = (self._item(item, kind, index, path) for index, item in enumerate(form.content))
        return tuple(item for item in made if item is not None)

    def _item(self, form: ContentForm, kind: FrameKind, index: int, path: tuple[Step, ...]) -> Content | None:
        at = (*path, "content", index)
        span = span_at(self._tree, *at)
        given = [name for name in ("text", "qr", "picture") if getattr(form, name) is not None]
        if len(given) != 1:
            self._found.append(finding("content-item", span=span))
            return None
        if form.qr is not None:
            self._check_qr(form.qr, at)
            return QrCode(form.qr, form.caption or "", span)
        if form.picture is not None:
            known = self._pictures.look(form.picture, self._folders(at), span_at(self._tree, *at, "picture"))
            if isinstance(known, Finding):
                self._found.append(known)
                return None
            return FramePicture(Picture(known.file, form.caption or "", "", span, known.pixels, known.kind))
        if form.style is not None:
            self._style(form.style, *at, "style")
        return self._line(form.text or "", form, kind, index, span_at(self._tree, *at, "text"))

    def _check_qr(self, content: str, path: tuple[Step, ...]) -> None:
        amount = len(content.encode())
        if amount > _QR_BYTES:
            span = span_at(self._tree, *path, "qr")
            self._found.append(
                finding("qr-too-long", span=span, amount=amount, unit="bytes", limit=_QR_BYTES)
            )

    def _folders(self, path: tuple[Step, ...]) -> tuple[str, ...]:
        """Pictures stand beside the file that names them, which may be another one of the chain."""
        beside = posixpath.dirname(span_at(self._tree, *path).file)
        return (beside, self._folder)

    def _line(self, text: str, form: ContentForm | None, kind: FrameKind, index: int, span: Any) -> TextLine:
        style = (form.style if form else None) or FIXED[kind]
        known = self._house.book.styles.get(style)
        usual = known.align if known else Align.LEFT
        if kind is FrameKind.FOLIO:
            usual = _FOLIO_ALIGNS[min(index, len(_FOLIO_ALIGNS) - 1)]
        return TextLine(text, style, (form.align if form else None) or usual, span)
