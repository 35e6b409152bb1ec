"""Broken and hostile files in a whole build: each ends in pages or in findings, within ten seconds of the processor and a gigabyte.

Pictures by themselves are in ``tests/repro``, PDFs judged by themselves in ``tests/preflight``; here they stand on a page, with drawings and
fonts beside them.
"""

from __future__ import annotations

import gzip
import json
import sys
from collections.abc import Callable, Iterator
from importlib import util
from pathlib import Path
from types import ModuleType

import pytest
from golden_issue import Issue
from limited import Limited

HERE = Path(__file__).parent
ROOT = HERE.parents[1]
SECONDS = 10
BYTES = 1 << 30


def module(path: Path) -> ModuleType:
    """A module of tests by its file, whatever else bears its name."""
    spec = util.spec_from_file_location(f"hostile_{path.parent.name}", path)
    assert spec is not None
    assert spec.loader is not None
    made = util.module_from_spec(spec)
    spec.loader.exec_module(made)
    return made


PDFS: dict[str, Callable[[], bytes]] = module(ROOT / "tests/preflight/test_hostile_files.py").HOSTILE
PICTURES: dict[str, Callable[[], bytes]] = module(ROOT / "tests/repro/hostile.py").CASES

HEAD = '<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink" viewBox="0 0 100 100">'


def svg(inside: str, head: str = HEAD) -> bytes:
    return f"{head}{inside}</svg>".encode()


def laughs() -> bytes:
    lines = ['<!DOCTYPE svg [<!ENTITY a0 "ha">']
    lines += [f'<!ENTITY a{n} "{f"&a{n - 1};" * 10}">' for n in range(1, 10)]
    return ("".join(lines) + "]>" + HEAD + "<text>&a9;</text></svg>").encode()


def uses() -> bytes:
    groups = ['<g id="g0"><rect width="1" height="1"/></g>']
    groups += [f'<g id="g{n}">{f"""<use xlink:href="#g{n - 1}"/>""" * 10}</g>' for n in range(1, 10)]
    return svg(f"<defs>{''.join(groups)}</defs><use xlink:href='#g9'/>")


DRAWINGS: dict[str, Callable[[], bytes]] = {
    "entities in entities": laughs,
    "uses in uses": uses,
    "a use of itself": lambda: svg('<g id="a"><use xlink:href="#a"/></g>'),
    "a file of the system": lambda: svg(
        "<text>&x;</text>", '<!DOCTYPE svg [<!ENTITY x SYSTEM "file:///etc/passwd">]>' + HEAD
    ),
    "a script": lambda: svg('<script>alert(1)</script><rect width="9" height="9" onload="alert(1)"/>'),
    "a picture of another host": lambda: svg(
        '<image xlink:href="http://127.0.0.1:9/x.png" width="9" height="9"/>'
    ),
    "nested a thousand deep": lambda: svg("<g>" * 1000 + "</g>" * 1000),
    "cut short": lambda: svg("<path d='M0 0 L")[:-8],
    "numbers beyond measure": lambda: svg('<path d="M1e308 1e308 L-1e308 9e999 Z"/>'),
    "a path of a million points": lambda: svg(f'<path d="M0 0{" L1 1" * 1_000_000}"/>'),
    "packed": lambda: gzip.compress(svg("<rect width='9' height='9'/>"), mtime=0),
    "no drawing at all": lambda: b"\x00\x01\x02<svg",
}


def fonts() -> Iterator[tuple[str, bytes]]:
    whole = (ROOT / "fonts" / "Cuhei.otf").read_bytes()
    yield "cut short", whole[: len(whole) // 2]
    yield "its head alone", whole[:12]
    yield "tables beyond its end", whole[:12] + b"\xff" * 400 + whole[412:]
    yield "zeros after its head", whole[:200] + bytes(len(whole) - 200)
    yield "no font", b"GIF89a" + bytes(1000)
    yield "empty", b""


FONTS = dict(fonts())


Built = Callable[[Issue], int]


@pytest.fixture(scope="module")
def program() -> Iterator[Limited]:
    with Limited(
        "typeset.cli:main",
        "typeset.cli.app",
        "typeset.press",
        "typeset.render.pdf",
        seconds=SECONDS,
        size=BYTES,
    ) as one:
        yield one


@pytest.fixture
def outcome(program: Limited) -> Built:
    """The exit status of a build within limits: clean, with findings, or unable to run; never our own bug."""

    def built(made: Issue) -> int:
        done = program.run("build", made.folder, "--quiet", "--lang", "en")
        assert "Traceback" not in done.stderr
        assert done.returncode in {0, 1, 2}, done.stderr[-2000:]
        return done.returncode

    return built


def advertised(folder: Path, file: str, data: bytes) -> Issue:
    made = Issue(folder, "advertisement")
    (made.folder / "ads").mkdir(exist_ok=True)
    (made.folder / "ads" / file).write_bytes(data)
    made.change("edition.yaml", "[bank.png, bank.png]", file)
    return made


linux_only = pytest.mark.skipif(not sys.platform.startswith("linux"), reason="limits are Linux's")


@linux_only
@pytest.mark.parametrize("name", list(PDFS))
def test_a_hostile_pdf_as_an_advertisement(name: str, tmp_path: Path, outcome: Built) -> None:
    made = advertised(tmp_path, "ad.pdf", PDFS[name]())
    status = outcome(made)
    report = made.folder / "out" / "report.json"
    if status == 0:
        page = made.page()
        for word in (b"JavaScript", b"/OpenAction", b"/EmbeddedFile", b"/AA"):
            assert word not in page
    elif report.exists():
        assert json.loads(report.read_text(encoding="utf-8"))["findings"]


@linux_only
@pytest.mark.parametrize("name", list(DRAWINGS))
def test_a_hostile_drawing(name: str, tmp_path: Path, outcome: Built) -> None:
    made = advertised(tmp_path, "ad.svg", DRAWINGS[name]())
    if outcome(made) == 0:
        assert b"root:" not in made.page()


@linux_only
@pytest.mark.parametrize("name", [*PICTURES][::6])
def test_a_hostile_picture_on_a_page(name: str, tmp_path: Path, outcome: Built) -> None:
    outcome(advertised(tmp_path, "ad.png", PICTURES[name]()))


@linux_only
@pytest.mark.parametrize("name", list(FONTS))
def test_a_hostile_font(name: str, tmp_path: Path, outcome: Built) -> None:
    made = Issue(tmp_path, "advertisement")
    folder = tmp_path / "fonts"
    folder.mkdir()
    (folder / "broken.otf").write_bytes(FONTS[name])
    (folder / "fonts.yaml").write_text("faces:\n  宋: {file: broken.otf}\n", encoding="utf-8")
    assert outcome(made) == 2


def test_there_are_enough_of_them() -> None:
    assert len(PDFS) + len(DRAWINGS) + len(PICTURES) + len(FONTS) >= 60
