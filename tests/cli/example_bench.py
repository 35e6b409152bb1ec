"""A small workspace in which the examples of the catalogue are written where they say they stand, and read."""

from __future__ import annotations

import functools
import io
import re
from collections.abc import Collection
from dataclasses import dataclass
from pathlib import Path

from PIL import Image

from typeset.catalogue.examples import Where
from typeset.findings import Severity, TypesetError
from typeset.press import check, load

FOLDER = "editions/2026-11-22"
EDITION = f"{FOLDER}/edition.yaml"
HOUSE = "layouts/house.yaml"
FRONT = "layouts/front.yaml"
LEAD = "stories/plenary.md"

DESK = """\
paper: 云汀时报
sheet:
  trim: [390mm, 543mm]
  type_area: {top: 22mm, bottom: 16mm, inside: 17.5mm, outside: 17.5mm}
grid: {columns: 8, measure: 12字, gutter: 1字, body: 新五号, leading: 13pt}
colours: {报头红: cmyk(0 100 100 0)}
imprint:
  cn: CN 32-0123
  supervisor: 某某区委
  sponsor: 某某报业集团
  publisher: 云汀时报社
  address: 新街1号
  telephone: 0000-1234567
  printer: 某某印刷厂
  printer_address: 老街2号
  distribution: 自办发行
  price: 1.50元
  compiler: 某某镇政府
  recipients: 镇属各单位
  permit: 准印证（苏）字第0123号
  print_date: 2026年11月20日
  print_run: 500份
"""
# The frames an example may name; those it does not name are not on its page.
FRAMES = {
    "masthead": '{kind: masthead, columns: 1-5, rows: 1-12, content: ["{paper}"]}',
    "dateline": '{kind: text, columns: 1-8, rows: 13-14, content: ["{date}"]}',
    "folio": '{kind: folio, columns: 1-8, rows: 1-2, content: ["{page}", "{section}", "{date}"]}',
    "index": "{kind: index, columns: 7-8, rows: 5-14}",
    "teasers": "{kind: teasers, columns: 1-8, rows: 93-95}",
    "lead": "{kind: story, columns: 1-8, rows: 15-40}",
    "second": "{kind: story, columns: 1-8, rows: 42-60}",
    "more": "{kind: story, columns: 1-8, rows: 62-70}",
    "ferry": "{kind: story, columns: 1-8, rows: 72-78}",
    "run": "{kind: story, columns: 1-8, rows: 62-78}",
    "tails": "{kind: tails, columns: 1-8, rows: 80-92}",
    "photo": "{kind: picture, columns: 1-8, rows: 82-92}",
    "bank": "{kind: ad, columns: 1-8, rows: 82-92}",
    "facts": "{kind: story, columns: 1-4, rows: 62-70}",
    "fillers": "{kind: filler, columns: 7-8, rows: 62-68}",
}
_SQUARE = (Path(__file__).parent.parent / "square.ttf").read_bytes()
_SVG = b'<svg xmlns="http://www.w3.org/2000/svg" width="9" height="6" viewBox="0 0 9 6"><path d="M0 0h9v6H0z"/></svg>'
BYTES = {
    "fonts/kai.ttf": _SQUARE,
    "fonts/half.ttf": _SQUARE[:9000],
    "fonts/kai.woff2": b"wOF2" + _SQUARE,
    f"{FOLDER}/stories/half.jpg": b"\xff\xd8\xff\xe0",
    f"{FOLDER}/stories/lake.svg": _SVG,
}
USUAL = ("folio", "lead", "second", "run", "tails")
EDITION_TEXT = """\
extends: house
date: 2026-11-22
issue: 5678
pages: [{page: 1, section: 要闻, layout: front}, {page: 2, layout: news}, {page: 3, layout: news}, {page: 4, layout: news}]
"""
PARAGRAPH = "区委全会昨天举行，听取工作报告，部署明年的工作。代表们分组讨论，提出意见。\n"
LONG = "archive"
STORIES = ("plenary", "winter", "egrets", "tea", "library", "archive")
# Widths and heights in pixels.
PICTURES = {
    "ads/bank.jpg": (2000, 600),
    "stories/a.jpg": (1200, 800),
    "stories/lake.jpg": (1200, 800),
    "stories/crowd.jpg": (800, 1200),
    "stories/chat.jpg": (200, 140),
    "stories/flag.png": (30, 20),
    "stories/banner.png": (3000, 30),
}
_NAMING = frozenset({Where.FRAMES, Where.LAYOUT, Where.PLACE, Where.FILES})
_IN_STORY = frozenset({Where.COPY, Where.FRONT, Where.STORY})
_PLACE = re.compile(r", (columns|rows): [\d-]+")
_KEY = re.compile(r"[^\s#-][^:]*(?=:(?:\s|$))", re.MULTILINE)


@dataclass(frozen=True)
class Read:
    """The codes found, and those of severity error among them."""

    codes: frozenset[str]
    errors: frozenset[str]


def laid(base: str, over: str) -> str:
    """A YAML file with top-level keys in the place of those it has."""
    keys = {
        found.strip() for line in over.split("\n") for found in _KEY.findall(line)[:1] if line[:1] not in " -"
    }
    blocks = re.split(r"(?m)^(?=\S)", base)
    kept = [block for block in blocks if block.split(":")[0] not in keys]
    return "".join(kept) + over + "\n"


def indented(text: str, by: int) -> str:
    """Lines moved to the right."""
    return "\n".join(" " * by + line for line in text.split("\n"))


class Bench:
    """One workspace, made anew for each example.

    ``around`` holds what an example takes for granted, as snippets in the places they are written in.
    """

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def read(
        self, where: Where, snippet: str, around: tuple[tuple[Where, str], ...] = (), *, set_too: bool = False
    ) -> Read:
        """Write the snippet where it stands and read the edition; ``set_too`` to judge its pages as well."""
        for name, text in self._files(where, snippet, around).items():
            file = self._folder / name
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_bytes(text.encode() if isinstance(text, str) else text)
        try:
            loaded = load(self._folder / FOLDER)
        except TypesetError as error:
            found = tuple(error.findings)
        else:
            found = tuple(check(loaded).findings) if set_too else tuple(loaded.findings)
        return Read(
            frozenset(f.code for f in found), frozenset(f.code for f in found if f.severity is Severity.ERROR)
        )

    def _files(
        self, where: Where, snippet: str, around: tuple[tuple[Where, str], ...]
    ) -> dict[str, str | bytes]:
        written = (*around, (where, snippet))
        files: dict[str, str] = {
            "layouts/desk.yaml": DESK,
            HOUSE: "paper: 云汀时报\nextends: desk\n",
            EDITION: EDITION_TEXT,
        }
        for name, text in {
            "model": _frames(written),
            "plain": _lines(USUAL),
            "people": _lines(("folio", "facts")),
        }.items():
            files[f"layouts/{name}.yaml"] = f"layout: {name}\nextends: house\nframes:\n{text}\n"
        for name, parent in {"front": "model", "news": "plain", "inner": "plain", "feature": "plain"}.items():
            files[f"layouts/{name}.yaml"] = f"layout: {name}\nextends: {parent}\n"
        for story in STORIES:
            files[f"{FOLDER}/stories/{story}.md"] = _story(
                "headline: 区委全会举行", PARAGRAPH * (40 if story == LONG else 1)
            )
        for place, text in written:
            self._write(files, place, text)
        return {**{f"{FOLDER}/{name}": _picture(*size) for name, size in PICTURES.items()}, **BYTES, **files}

    def _write(self, files: dict[str, str], where: Where, text: str) -> None:
        lead = f"{FOLDER}/{LEAD}"
        if where in _IN_STORY:
            files[lead] = {
                Where.COPY: _story("headline: 区委全会举行", text),
                Where.FRONT: _story(laid("headline: 区委全会举行\n", text), PARAGRAPH),
                Where.STORY: text + "\n",
            }[where]
            files[EDITION] = files[EDITION].replace(
                "layout: front}", "layout: front, place: {lead: plenary}}"
            )
        elif where is Where.PLACE:
            page = f"  - page: 1\n    layout: front\n{indented(text, 4)}\n"
            others = "".join(f"  - {{page: {n}, layout: news}}\n" for n in (2, 3, 4))
            files[EDITION] = laid(files[EDITION], f"pages:\n{page}{others}".rstrip("\n"))
        elif where is Where.FRAMES:
            files[FRONT] = laid(files[FRONT], f"frames:\n{indented(text, 2)}")
        elif where is Where.FILES:
            for block in filter(str.strip, re.split(r"(?m)^(?=# \S+/\S+)", text)):
                name, _, rest = block.partition("\n")
                file = name.split()[1]
                files[f"{FOLDER}/{file}" if file.startswith("stories/") else file] = rest.rstrip("\n") + "\n"
        elif where is Where.FACES:
            files["fonts/fonts.yaml"] = f"faces:\n{indented(text, 2)}\n"
        else:
            name = {Where.HOUSE: HOUSE, Where.LAYOUT: FRONT, Where.EDITION: EDITION}[where]
            files[name] = laid(files.get(name, ""), text)


def _frames(written: tuple[tuple[Where, str], ...]) -> str:
    """The frames of the model layout: those that are named, and a few usual ones where no frame is."""
    text = "\n".join(text for place, text in written if place in _NAMING)
    named = {name for name in FRAMES if re.search(rf"\b{name}\b", text)}
    named |= {"lead"} if _IN_STORY & {place for place, _ in written} else set()
    if not any(place in {Where.FRAMES, Where.LAYOUT} for place, _ in written):
        named |= set(USUAL)
    # A frame that is given a place by lengths inherits no columns and rows.
    by_lengths = set(re.findall(r"(?m)^(\w+):.*\barea:", text))
    return _lines(named, by_lengths)


def _lines(named: Collection[str], by_lengths: Collection[str] = ()) -> str:
    placed = {name: re.sub(_PLACE, "", text) if name in by_lengths else text for name, text in FRAMES.items()}
    return "\n".join(f"  {name}: {text}" for name, text in placed.items() if name in named)


def _story(front: str, copy: str) -> str:
    return f"---\n{front.rstrip()}\n---\n{copy}\n"


@functools.cache
def _picture(width: int, height: int) -> bytes:
    held = io.BytesIO()
    Image.new("L", (width, height), 128).save(held, "PNG")
    return held.getvalue()
