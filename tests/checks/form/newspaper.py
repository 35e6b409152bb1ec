"""A newspaper of four small pages that has all the form asks for, and ways to spoil it."""

from __future__ import annotations

import io
from dataclasses import dataclass
from pathlib import Path

from msgspec.structs import replace
from PIL import Image

from typeset.catalogue import Lang, message
from typeset.checks.form.rules import FORM_RULES
from typeset.checks.form.score import form_score
from typeset.checks.rule import Case, run
from typeset.faces import FaceBook
from typeset.findings import Finding
from typeset.flow.issue import set_issue
from typeset.model.form import FormItem, FormScore
from typeset.model.verdict import Ruling
from typeset.read.editions import read_edition
from typeset.read.previous import read_previous
from typeset.source import MemorySources

STANDARD = Path(__file__).parents[3] / "layouts" / "standard.yaml"
FOLDER = "editions/today"
HOUSE = "layouts/house.yaml"
FRONT = "layouts/front.yaml"
INNER = "layouts/inner.yaml"
EDITION = f"{FOLDER}/edition.yaml"
STORY = f"{FOLDER}/stories/a.md"

FILES = {
    HOUSE: """\
paper: 小样时报
sheet: {trim: [240mm, 200mm], type_area: {top: 8mm, bottom: 8mm, inside: 8mm, outside: 8mm}}
grid: {columns: 4, measure: 16字, gutter: 1字, body: 9pt, leading: 12pt}
imprint:
  cn: CN 33-0123
  supervisor: 小样镇委
  sponsor: 小样镇
  publisher: 小样时报社
  address: 小样镇新街1号
  telephone: 0000-1234567
  printer: 大样印刷厂
  printer_address: 大样镇老街2号
  distribution: 自办发行
  price: 1元
""",
    FRONT: """\
layout: front
extends: house
frames:
  masthead: {kind: masthead, columns: 1-4, rows: 1-6, content: ["{paper}"]}
  data:
    kind: text
    columns: 1-4
    rows: 8-12
    content:
      - "{date}　总第{issue}期　今日{pages_cn}版　第{page_cn}版　国内统一连续出版物号 {cn}"
      - "主管：{supervisor}　主办：{sponsor}　出版：{publisher}"
      - "地址：{address}　电话：{telephone}　印刷：{printer}　印厂地址：{printer_address}"
      - "发行：{distribution}　定价：{price}"
  story: {kind: story, columns: 1-4, rows: 14-40, headline: {style: headline_small}}
""",
    INNER: """\
layout: inner
extends: house
frames:
  folio: {kind: folio, columns: 1-4, rows: 1-2, content: ["{page}", "{section}　{date}", "{paper}"]}
""",
    EDITION: """\
extends: house
date: 2026-11-02
issue: 12
pages:
  - {page: 1, section: 要闻, layout: front, place: {story: a}}
  - {page: 2, section: 综合, layout: inner}
  - {page: 3, section: 综合新闻, layout: inner}
  - {page: 4, section: 副刊, layout: inner}
""",
    STORY: "---\nheadline: 题目\n---\n昨天下午，下了雨。\n",
}
INTERNAL = {
    **FILES,
    HOUSE: FILES[HOUSE].split("imprint:")[0].replace("小样时报", "小样通讯").rstrip("\n")
    + """
imprint:
  permit: 准印证（浙）字第0123号
  compiler: 小样镇政府
  recipients: 镇属各单位
  printer: 大样印刷厂
  print_date: 2026年11月1日
  print_run: 500份
""",
    FRONT: FILES[FRONT].split("    content:\n      - ")[0]
    + """\
    content:
      - "{date}　第{issue}期　{permit}　内部资料，免费交流"
      - "编印单位：{compiler}　发送对象：{recipients}　印刷单位：{printer}"
      - "印刷日期：{print_date}　印数：{print_run}"
  story: {kind: story, columns: 1-4, rows: 14-40, headline: {style: headline_small}}
""",
    INNER: FILES[INNER],
}


def picture(width: int, height: int) -> bytes:
    """A plain picture."""
    held = io.BytesIO()
    Image.new("L", (width, height), 128).save(held, "PNG")
    return held.getvalue()


@dataclass(frozen=True)
class Judged:
    """What came of judging an issue."""

    case: Case
    findings: tuple[Finding, ...]
    rulings: tuple[Ruling, ...]
    score: FormScore

    @property
    def codes(self) -> list[str]:
        """Codes of all findings but the summary."""
        return [f.code for f in self.findings if f.code != "form-errors"]

    def item(self, key: str) -> FormItem:
        """One item of the score."""
        return next(item for item in self.score.items if item.key == key)

    def said(self, code: str) -> str:
        """Places and message of the one finding of a code, in English."""
        (found,) = (f for f in self.findings if f.code == code)
        return f"{found.span} {found.related or ''} {message(found, Lang.EN)}"


class Paper:
    """Files of a workspace that can be changed, set and judged."""

    def __init__(self, faces: FaceBook, files: dict[str, str] = FILES) -> None:
        self._faces = faces
        self._files: dict[str, str | bytes] = dict(files)

    def put(self, file: str, content: str | bytes) -> Paper:
        """Add or replace a file."""
        self._files[file] = content
        return self

    def change(self, file: str, old: str, new: str) -> Paper:
        """Replace a text that is there once."""
        text = self._files[file]
        assert isinstance(text, str)
        assert text.count(old) == 1, f"{old!r} is {text.count(old)} times in {file}"
        self._files[file] = text.replace(old, new)
        return self

    def case(self) -> Case:
        """Read and set the issue, which has to be without an error."""
        given = {"@bundled/layouts/standard.yaml": STANDARD.read_bytes()}
        given |= {n: t.encode() if isinstance(t, str) else t for n, t in self._files.items()}
        sources = MemorySources(given)
        edition, told = read_edition(sources, FOLDER, faces=frozenset(self._faces.roles))
        assert edition is not None, [(f.code, str(f.span), f.facts) for f in told]
        issue = set_issue(edition, self._faces)
        return Case(edition, issue, previous=read_previous(sources, FOLDER, edition))

    def judged(self) -> Judged:
        """What the rules of the form say of the issue."""
        case = self.case()
        findings, rulings = run(FORM_RULES, case)
        return Judged(case, findings, rulings, form_score(replace(case)))
