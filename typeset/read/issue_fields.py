"""The words furniture may use: those of the issue, those of a page, and whether a template asks for others."""

from __future__ import annotations

import datetime
from collections.abc import Collection, Iterable, Mapping
from typing import Final

from msgspec.structs import replace

from typeset.findings import Finding
from typeset.flow.numerals import chinese
from typeset.model.edition import PageSpec
from typeset.model.layout import TextLine
from typeset.read.edition_form import EditionForm, PageForm
from typeset.read.templates import check_template
from typeset.read.validate import Path

_WEEKDAYS: Final = "一二三四五六日"
_GAP: Final = "\u3000"


def edition_fields(form: EditionForm, imprint: Mapping[str, str], paper: str, pages: int) -> dict[str, str]:
    """Fields of the whole issue; what the edition writes under ``fields`` wins."""
    known = {**imprint, "paper": paper, "pages": str(pages), "pages_cn": chinese(pages) if pages else ""}
    # Known in every issue, so that a layout may ask for it in each.
    known["extra"] = form.extra.value if form.extra is not None else ""
    if form.issue is not None:
        known["issue"] = form.issue
    if form.date is not None:
        known.update(_date_fields(form.date))
    return {**known, **(form.fields or {})}


def _date_fields(date: datetime.date) -> dict[str, str]:
    return {
        "date": f"{date.year}年{date.month}月{date.day}日",
        "year": str(date.year),
        "month": str(date.month),
        "day": str(date.day),
        "weekday": f"星期{_WEEKDAYS[date.weekday()]}",
    }


def page_fields(
    form: PageForm, name: str, imprint: Mapping[str, str], of_edition: Mapping[str, str]
) -> dict[str, str]:
    """Fields of one page: what its layout changes in the imprint, its editors and its own fields."""
    editors = form.editors or {}
    return {
        **{name: text for name, text in imprint.items() if of_edition.get(name) != text},
        **editors,
        "section": form.section or "",
        "editors": _GAP.join(f"{task}：{name}" for task, name in editors.items()),
        **(form.fields or {}),
        "page": name,
        "page_cn": chinese(int(name)) if name.isdecimal() else name,
    }


def hides_fields(broken: Iterable[Path]) -> bool:
    """Whether a mistake stands where fields are made, so that nobody knows which there would have been."""
    return any(path[-1] in {"fields", "imprint", "editors"} for path in broken if path)


def spoilt_fields(broken: Iterable[Path], *, form: EditionForm) -> frozenset[str]:
    """Fields there would be but for a mistake that is reported already: a wrong date makes no second finding."""
    names = {str(path[-1]).lower() for path in broken if path}
    if form.date is None:
        names.update(_date_fields(datetime.date.min))
    return frozenset(names)


def check_fields(page: PageSpec, known: Collection[str]) -> tuple[Finding, ...]:
    """Findings for templates of a page's frames that ask for what nobody fills there."""
    return tuple(
        replace(found, page=page.number, frame=frame.name, related=page.span)
        for frame in page.layout.frames
        for item in frame.content
        if isinstance(item, TextLine)
        for found in check_template(item.template, known, item.span)
    )
