"""Twenty-five faults planted in a copy of the sample edition, each of another kind, with what the checker must say of it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from PIL import Image

EDITION = "editions/2026-11-22"


@dataclass(frozen=True)
class Fault:
    """One fault: the finding it must yield, and how it is planted: a text put for another in a file, or something done to it.

    ``page`` and ``about`` (a frame or a story) are those of the finding where it has them. It is told at the line that was changed, or at the
    line in which ``at`` stands, of the same file or of ``told_in``.
    """

    code: str
    file: str
    old: str = ""
    new: str = ""
    page: int | None = None
    about: str | None = None
    told_in: str = ""
    at: str = ""
    done: Callable[[Path], None] | None = None

    @property
    def told(self) -> str:
        """The file the finding points at."""
        return self.told_in or self.file

    def plant(self, workspace: Path) -> None:
        """Spoil the workspace."""
        file = workspace / self.file
        if self.done is not None:
            self.done(file)
            return
        text = file.read_text(encoding="utf-8")
        assert text.count(self.old) == 1, (self.code, text.count(self.old))
        file.write_text(text.replace(self.old, self.new), encoding="utf-8")


def _story(name: str) -> str:
    return f"{EDITION}/stories/{name}.md"


def _coarse(file: Path) -> None:
    with Image.open(file) as picture:
        small = picture.convert("RGB").resize((picture.width // 3, picture.height // 3))
    small.save(file, quality=90)


def _before(file: Path) -> None:
    """An issue of the day before whose number is not the one before."""
    file.parent.mkdir(parents=True)
    file.write_text(
        "extends: house\ndate: 2026-11-21\nissue: 5600\npages:\n  - {page: 1, layout: front}\n",
        encoding="utf-8",
    )


FAULTS: tuple[Fault, ...] = (
    Fault(
        "overset",
        _story("talent"),
        "1. 来了有处住：",
        "1. 来了有处住：" + "人才驿站靠近地铁和公交，走路几分钟就到，" * 6,
        2,
        "policy",
        at="据统计，今年前10个月",
    ),
    Fault("doubled-word", _story("library"), "这样的日子他已经", "这样的的日子他已经", 2, "library"),
    Fault("mark-unpaired", _story("winter"), "回屋还得抱热水袋。”", "回屋还得抱热水袋。", 3, "winter"),
    Fault(
        "typed-page-numerals", _story("oldstreet"), "一共347米。", "一共347米（见第2版）。", 3, "oldstreet"
    ),
    Fault("jump-line-typed", _story("hospital"), "孩子烧到38.4", "（下转第五版）孩子烧到38.4", 3, "hospital"),
    Fault("missing-glyph", _story("kitchen"), "北渚街道助餐点里", "北渚街道\U0001f35a助餐点里", 4, "kitchen"),
    Fault("no-headline", _story("cat"), "---\nheadline: 热力井上的“暖气片”\n---\n", "", 4, "cat"),
    Fault("caption-missing", _story("plenary"), "![湖畔楼阁与远山。（资料图片）]", "![]", 1, "plenary"),
    Fault(
        "picture-coarse",
        f"{EDITION}/pictures/flower.jpg",
        done=_coarse,
        page=4,
        told_in=_story("photo"),
        at="flower.jpg",
    ),
    Fault(
        "jumps-too-many",
        "layouts/house.yaml",
        "  cut: sentence\n",
        "  cut: sentence\n  most_from_page: 2\n",
        1,
        told_in=f"{EDITION}/edition.yaml",
        at="- page: 1\n",
    ),
    Fault("invisible-character", _story("radish"), "霜打过的雪里蕻", "霜打过的\u200b雪里蕻", 8, "radish"),
    Fault(
        "headline-torn",
        _story("hospital"),
        "亮起夜诊灯\n  好医生“坐”",
        "亮起夜诊灯好医\n  生“坐”",
        3,
        "hospital",
        at="headline: |",
    ),
    Fault(
        "rule-too-thin",
        "layouts/notices.yaml",
        "rule: {above: dotted}",
        "rule: {above: {kind: thin, width: 0.2pt, colour: 报头红}}",
        5,
        "call",
    ),
    Fault(
        "ad-unmarked",
        "layouts/notices.yaml",
        "bank:    {kind: ad,",
        "bank:    {kind: ad, label: 本报信息,",
        5,
        "bank",
    ),
    Fault(
        "filler-none",
        f"{EDITION}/edition.yaml",
        "fillers: [filler-1, filler-2, filler-3, riddles]",
        "fillers: [filler-3]",
        5,
        about="filler",
        told_in="layouts/notices.yaml",
        at="  filler:",
    ),
    Fault(
        "radius-too-large",
        "layouts/feature-right.yaml",
        "box: {kind: thin, radius: 6pt}",
        "box: {kind: thin, radius: 30pt}",
        about="facts",
        at="  facts:",
    ),
    Fault(
        "heads-side-by-side",
        "layouts/metro.yaml",
        "headline: {style: headline_small}, rule: {right: thin, below: thin}}",
        "headline: {style: headline_small}, rule: {below: thin}}",
        4,
        "tofu",
        at="  tofu:",
    ),
    Fault("unknown-mark", _story("heritage"), "摘下来，用围裙角", "摘下来，用[围裙]{dotz}角", 8),
    Fault("markdown-plain", _story("dinner"), "来稿请于", "***\n\n来稿请于", 5),
    Fault(
        "editors-unprinted",
        "layouts/weekend.yaml",
        "  folio: {columns: 1-6, rows: 1-2}",
        '  folio: {columns: 1-6, rows: 1-2, content: ["{page}　{section}　{paper}　{date}"]}',
        8,
        told_in=f"{EDITION}/edition.yaml",
        at="- page: 8\n",
    ),
    Fault(
        "page-over-ink-limit",
        "layouts/weekend.yaml",
        "tint: gray(6%)",
        "tint: cmyk(90 80 80 10)",
        8,
        "verse",
        at="  verse:",
    ),
    Fault(
        "issue-number-broken",
        "editions/2026-11-21/edition.yaml",
        done=_before,
        told_in=f"{EDITION}/edition.yaml",
        at="issue: 5678",
        page=1,
    ),
    Fault("cn-number-malformed", "layouts/house.yaml", "cn: CN 00-0000", "cn: CN 32-1234", page=1),
    Fault(
        "allowance-unused",
        f"{EDITION}/edition.yaml",
        "    section: 服务·公告\n",
        "    section: 服务·公告  # typeset: allow overset because 上一期的话\n",
    ),
    Fault("layout-name", "layouts/people.yaml", "layout: people", "layout: peoples"),
)
