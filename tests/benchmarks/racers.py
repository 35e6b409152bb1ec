"""The engines of the race and how each is called (issue 9): whole processes, on the same generated edition."""

from __future__ import annotations

import shutil
import sys
from collections.abc import Callable
from pathlib import Path

import html_pages
import typst_pages
from machine import version
from msgspec import Struct
from race_pages import race_pages

from editions import ROOT, Edition, write

_TYPST = (
    "import sys, typst; source, out, fonts = sys.argv[1:]; "
    "typst.compile(source, output=out, font_paths=[fonts], ignore_system_fonts=True, pdf_tags=False)"
)
_WEASYPRINT = "import sys; from weasyprint import HTML; source, out = sys.argv[1:]; HTML(filename=source).write_pdf(out)"
# Beside the workspace: what a build leaves for the next one. A cold build finds none.
CACHE = ".typeset-cache"

OURS, OURS_UNCACHED, OURS_PAGES = "typeset", "typeset, no cache", "typeset, page files too"
GIVEN, BALANCED, WEASYPRINT = "Typst, heights given", "Typst, balancing", "WeasyPrint"
NAMES = (OURS, OURS_UNCACHED, OURS_PAGES, GIVEN, BALANCED, WEASYPRINT)
"""All of them, in the order of the tables."""


class Racer(Struct, frozen=True):
    """An engine: its command, the PDF it leaves, and what must be done before each run, which is not timed."""

    name: str
    command: tuple[str, ...]
    pdf: Path
    before: Callable[[], None]


def program() -> tuple[str, ...]:
    """How the command ``typeset`` of this interpreter is started."""
    script = Path(sys.executable).parent / "typeset"
    return (str(script),) if script.exists() else (sys.executable, "-m", "typeset")


def present(names: tuple[str, ...]) -> tuple[str, ...]:
    """Those of the engines that are installed."""
    missing = {
        *((GIVEN, BALANCED) if not version("typst") else ()),
        *((WEASYPRINT,) if not version("weasyprint") else ()),
    }
    return tuple(name for name in names if name not in missing)


def racers(edition: Edition, folder: Path, names: tuple[str, ...]) -> list[Racer]:
    """Write the edition into a folder for each of these engines."""
    place = write(folder / "workspace", edition)
    pages = race_pages(edition)
    fonts = typst_pages.font_folder(folder / "fonts", ROOT / "fonts")
    leading = edition.grid.leading
    found: list[Racer] = []
    for name in names:
        out = folder / f"out-{len(found)}"
        if name in (OURS, OURS_UNCACHED, OURS_PAGES):
            found.append(_ours(name, place, folder / "workspace" / CACHE, out))
            continue
        # Beside the edition, so that its pictures are found by their names.
        source = place / f"race-{len(found)}.{'html' if name == WEASYPRINT else 'typ'}"
        if name == WEASYPRINT:
            text = html_pages.document(pages, leading, fonts.resolve())
            command = (sys.executable, "-c", _WEASYPRINT, str(source), str(out.with_suffix(".pdf")))
        else:
            text = typst_pages.source(pages, leading, balanced=name == BALANCED)
            command = (sys.executable, "-c", _TYPST, str(source), str(out.with_suffix(".pdf")), str(fonts))
        source.write_text(text, encoding="utf-8")
        found.append(Racer(name, command, out.with_suffix(".pdf"), lambda: None))
    return found


def _ours(name: str, place: Path, cache: Path, out: Path) -> Racer:
    which = () if name == OURS_PAGES else ("--only", "edition")
    kept = ("--no-cache",) if name == OURS_UNCACHED else ()
    command = (*program(), "build", str(place), "--quiet", "--out", str(out), *which, *kept)
    return Racer(name, command, out / "edition.pdf", lambda: forget(cache))


def forget(cache: Path) -> None:
    """Take away what builds left for the next one."""
    shutil.rmtree(cache, ignore_errors=True)
