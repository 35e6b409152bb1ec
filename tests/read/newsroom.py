"""A small workspace in memory, and ways to spoil one line of it."""

from __future__ import annotations

import io
from dataclasses import dataclass
from pathlib import Path

from PIL import Image

from typeset.catalogue import Lang, hints, message
from typeset.findings import Finding
from typeset.model.edition import Edition
from typeset.read.editions import read_edition
from typeset.source import MemorySources

FOLDER = "editions/2026-11-22"
HOUSE = "layouts/house.yaml"
FRONT = "layouts/front.yaml"
INSIDE = "layouts/inside.yaml"
EDITION = f"{FOLDER}/edition.yaml"
LEAD = f"{FOLDER}/stories/lead.md"
SECOND = f"{FOLDER}/stories/second.md"

STANDARD = Path(__file__).parent.parent.parent / "layouts" / "standard.yaml"

HOUSE_TEXT = """\
paper: 云汀时报
sheet:
  trim: [390mm, 543mm]
  type_area: {top: 22mm, bottom: 16mm, inside: 17.5mm, outside: 17.5mm}
grid:
  columns: 8
  measure: 12字
  gutter: 1字
  body: 新五号
  leading: 13pt
colours:
  报头红: cmyk(0 100 100 0)
imprint:
  cn: CN 00-0000
  sponsor: [甲单位, 乙单位]
  price: 2元
print: {standard: pdfx-1a, condition: IFRA26, ink_limit: 240%, marks: none}
"""
FRONT_TEXT = """\
layout: front
extends: house
frames:
  masthead:
    kind: masthead
    columns: 1-5
    rows: 1-12
    content:
      - "{paper}"
      - {text: "{date}　{weekday}　第{issue}期　{price}", style: furniture, align: left}
  lead:
    kind: story
    columns: 1-8
    rows: 15-62
    story_columns: 4
    rule: {below: double, left: thin}
    tint: gray(8%)
    jump: auto
  second:
    kind: story
    columns: 1-6
    rows: 64-98
    box: thin
    headline: {style: headline_second, place: inside-right, writing: vertical}
    jump: {page: 2, frame: tails}
  teasers:
    kind: teasers
    columns: 1-8
    rows: 100-104
"""
INSIDE_TEXT = """\
layout: inside
extends: house
frames:
  folio:
    kind: folio
    columns: 1-8
    rows: 1-2
    content: ["{page_cn}版", "{section}　{lunar}", "{editors}"]
  main: {kind: story, columns: 1-8, rows: 4-50}
  tails: {kind: tails, columns: 1-8, rows: 52-110}
"""
EDITION_TEXT = """\
extends: house
date: 2026-11-22
issue: 5678
fields: {lunar: 十月十四}
pages:
  - page: 1
    section: 要闻
    layout: front
    place:
      lead: lead
      second: second
      teasers:
        - {text: 巡礼, stories: [third]}
        - lead
  - page: 2
    section: 综合
    layout: inside
    editors: {责编: 甲, 版式: 乙}
    place: {main: third}
"""
STORY_TEXT = """\
---
kicker: 引题
headline: |
  第一行
  第二行
dateline: 本报讯
byline: 记者　某某
---
昨天下午，……
"""


def files() -> dict[str, str | bytes]:
    """A workspace without a mistake."""
    return {
        "@bundled/layouts/standard.yaml": STANDARD.read_bytes(),
        HOUSE: HOUSE_TEXT,
        FRONT: FRONT_TEXT,
        INSIDE: INSIDE_TEXT,
        EDITION: EDITION_TEXT,
        LEAD: STORY_TEXT,
        SECOND: STORY_TEXT.replace("第一行", "另一篇"),
        f"{FOLDER}/stories/third.md": STORY_TEXT.replace("第一行", "再一篇"),
    }


def picture(width: int = 30, height: int = 20, kind: str = "JPEG") -> bytes:
    """The bytes of a plain picture."""
    held = io.BytesIO()
    Image.new("L", (width, height), 128).save(held, kind)
    return held.getvalue()


@dataclass(frozen=True)
class Reading:
    """What came of reading an edition."""

    edition: Edition | None
    findings: tuple[Finding, ...]

    @property
    def codes(self) -> list[str]:
        return [f.code for f in self.findings]

    def only(self, code: str) -> Finding:
        """The one finding of a code."""
        found = [f for f in self.findings if f.code == code]
        assert len(found) == 1, [(f.code, str(f.span)) for f in self.findings]
        return found[0]

    @property
    def good(self) -> Edition:
        """The edition, of which nothing bad was said."""
        assert self.edition is not None, [said(f) for f in self.findings]
        return self.edition


FACES = frozenset({"宋", "黑", "楷", "小标宋", "大标宋", "粗黑"})


def read(given: dict[str, str | bytes], faces: frozenset[str] | None = FACES) -> Reading:
    """Read the edition of a workspace that has these faces."""
    sources = MemorySources({k: v.encode() if isinstance(v, str) else v for k, v in given.items()})
    return Reading(*read_edition(sources, FOLDER, faces=faces))


def spoilt(file: str, old: str, new: str) -> dict[str, str | bytes]:
    """The workspace with one text of a file replaced by another."""
    given = files()
    text = given[file]
    assert isinstance(text, str)
    assert text.count(old) == 1, f"{old!r} is {text.count(old)} times in {file}"
    given[file] = text.replace(old, new)
    return given


def with_story(text: str | bytes, **pictures: bytes) -> dict[str, str | bytes]:
    """The workspace with another lead; pictures (``name=bytes``) are JPEG files beside it."""
    given = files()
    given[LEAD] = text
    for name, data in pictures.items():
        given[f"{FOLDER}/stories/{name}.jpg"] = data
    return given


def said(finding: Finding) -> str:
    """Place, message and hint, in Chinese."""
    return f"{finding.span} {message(finding, Lang.ZH)} {' '.join(hints(finding, Lang.ZH))}"


def said_in_english(finding: Finding) -> str:
    """Place, message and hint, in English."""
    return f"{finding.span} {message(finding, Lang.EN)} {' '.join(hints(finding, Lang.EN))}"
