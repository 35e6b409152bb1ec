"""The plan of jumps that the last build left beside an edition, read back to be held (保版)."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from typing import Annotated, Any, Final

from pydantic import BeforeValidator

from typeset.catalogue import finding
from typeset.findings import Finding
from typeset.model.edition import Edition
from typeset.model.held import HeldJump, HeldPlan
from typeset.read.forms import Form, key
from typeset.read.near import meant
from typeset.read.texts import read_text
from typeset.read.validate import missing, validate
from typeset.read.values import Count, Name, PageName, wrong
from typeset.read.yaml_tree import compose
from typeset.source import Sources, Span

LOCK: Final = "jumps.lock"


def _version(value: Any) -> int:
    if value != "1":
        raise wrong("bad-choice", text=str(value), **meant(str(value), ("1",)))
    return 1


class LockedJump(Form):
    """A jump: its story, the page it leaves and the frame it goes on in, how many characters it carries, and their mark."""

    story: Name | None = key("稿件", "the story")
    page: PageName | None = key("从哪一版转出", "the page it leaves")
    to: PageName | None = key("转到哪一版", "the page it goes on")
    frame: Name | None = key("转到哪个框", "the frame it goes on in")
    characters: Count | None = key("断处以后到稿末的字数", "characters from the cut to the end of the story")
    mark: Name | None = key("这些字的指纹", "the mark of these characters")
    rows: Count | None = key("转文得到的行数", "the rows its tail was given")


class FillerForm(Form):
    """A filler, and the page it stands on."""

    page: PageName | None = key("版次", "the page")
    filler: Name | None = key("补白", "the filler")


class PartForm(Form):
    """What stands on a page: a story, or all that is part of none; and its mark."""

    page: PageName | None = key("版次", "the page")
    story: Name | None = key("稿件；没有，就是版上其余部分", "the story; none is all else on the page")
    mark: Name | None = key("指纹", "its mark")


class LockForm(Form):
    """``jumps.lock``: the plan of the last build."""

    version: Annotated[int, BeforeValidator(_version)] | None = key("格式的版本", "version of the format")
    pages: dict[str, Name] | None = key("各版的指纹", "the mark of each page")
    jumps: tuple[LockedJump, ...] | None = key("各处转版", "the jumps")
    fillers: tuple[FillerForm, ...] | None = key("各处补白", "the fillers")
    parts: tuple[PartForm, ...] | None = key("各版各篇的指纹", "the mark of each story on each page")


def read_lock(
    sources: Sources, folder: str, edition: Edition, pages: Collection[int] | None
) -> tuple[HeldPlan | None, tuple[Finding, ...]]:
    """The plan beside an edition, with the pages that are to be held; None for all. No plan, with findings, when it cannot be read."""
    file = f"{folder}/{LOCK}"
    if not sources.exists(file):
        return None, (finding("no-plan-to-hold", file=file),)
    text, found = read_text(sources, file)
    if text is None:
        return None, found
    tree, found = compose(text, file)
    if tree is None:
        return None, found or (finding("empty-file", span=Span(file)),)
    checked = validate(LockForm, tree)
    lacking = list(missing(checked.tree, checked.broken, (), ("version", "pages", "jumps", "fillers")))
    form = checked.form or LockForm()
    for number, _ in enumerate(form.jumps or ()):
        keys = ("story", "page", "to", "frame", "characters", "mark", "rows")
        lacking += missing(checked.tree, checked.broken, ("jumps", number), keys)
    for number, _ in enumerate(form.parts or ()):
        lacking += missing(checked.tree, checked.broken, ("parts", number), ("page", "mark"))
    if checked.findings or lacking:
        return None, (*checked.findings, *lacking)
    return _plan(form, edition, pages), ()


def _plan(form: LockForm, edition: Edition, pages: Collection[int] | None) -> HeldPlan:
    numbers = {page.name: page.number for page in edition.pages}
    held = frozenset(numbers.values() if pages is None else pages)
    return HeldPlan(
        pages=held,
        named=pages is not None,
        jumps=tuple(
            HeldJump(
                story=jump.story or "",
                from_page=numbers.get(jump.page or "", 0),
                to_page=numbers.get(jump.to or "", 0),
                to_frame=jump.frame or "",
                carried=jump.characters or 0,
                mark=jump.mark or "",
                rows=jump.rows or 1,
            )
            for jump in form.jumps or ()
        ),
        fillers=tuple((numbers.get(one.page or "", 0), one.filler or "") for one in form.fillers or ()),
        marks={numbers[name]: mark for name, mark in (form.pages or {}).items() if name in numbers},
        parts=_parts(form.parts or (), numbers),
    )


def _parts(forms: tuple[PartForm, ...], numbers: Mapping[str, int]) -> Mapping[int, Mapping[str, str]]:
    parts: dict[int, dict[str, str]] = {}
    for one in forms:
        number = numbers.get(one.page or "")
        if number is not None:
            parts.setdefault(number, {})[one.story or ""] = one.mark or ""
    return parts
