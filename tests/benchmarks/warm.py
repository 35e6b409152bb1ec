"""A process that sets an edition again and again (issue 9): told on its standard input, it answers with the seconds it took.

``python warm.py proof WORKSPACE FOLDER OUT`` reads, sets, checks and writes the proof with all that was kept; ``pages`` does what the
preview does: sets and checks, and makes the PDF of the pages that changed. ``typst SOURCE FONTS OUT`` compiles with one compiler.
"""

from __future__ import annotations

import sys
import time
from collections import defaultdict
from collections.abc import Callable
from pathlib import Path

from typeset.cli import collect_seldom


def proof(workspace: str, folder: str, out: str) -> Callable[[], None]:
    """The whole proof, as ``typeset build --only edition`` writes it."""
    from typeset import press
    from typeset.preview.kept_files import KeptFiles

    files, kept = KeptFiles(Path(workspace)), press.kept_in(Path(workspace), again=True)
    options = press.BuildOptions(only="edition")

    def again() -> None:
        files.begin()
        loaded = press.load_from(files, Path(workspace), folder, kept=kept)
        press.build(loaded, out=out, options=options, kept=kept)
        files.forget()

    return again


def pages(workspace: str, folder: str, out: str) -> Callable[[], None]:
    """What the preview shows, and the PDF of every page that changed."""
    from typeset.preview.kept_files import KeptFiles
    from typeset.preview.page_pdf import ReadyPage
    from typeset.preview.rebuilding import Rebuilding
    from typeset.render.pdf import StandingContents

    rebuilding = Rebuilding(Path(workspace), folder, KeptFiles(Path(workspace)))
    standing: defaultdict[int, StandingContents] = defaultdict(StandingContents)
    Path(out).mkdir(parents=True, exist_ok=True)

    def foresee(changed: tuple[ReadyPage, ...]) -> None:
        for page in changed:
            (Path(out) / f"{page.number}.pdf").write_bytes(page.pdf(standing[page.number]))

    def again() -> None:
        rebuilding.again(lambda *_: None, foresee)

    return again


def typst(source: str, fonts: str, out: str) -> Callable[[], None]:
    """The whole document, incrementally."""
    import typst

    compiler = typst.Compiler(source, font_paths=[fonts], ignore_system_fonts=True)

    def again() -> None:
        # The file is given anew: what the compiler has read of it itself it does not look at again.
        compiler.compile(source, output=out, pdf_tags=False)

    return again


def main() -> None:
    """Answer every line until there is none."""
    kind, *given = sys.argv[1:]
    # As the program does, whose preview such a process is.
    collect_seldom()
    again = {"proof": proof, "pages": pages, "typst": typst}[kind](*given)
    for _ in sys.stdin:
        start = time.perf_counter()
        again()
        sys.stdout.write(f"{time.perf_counter() - start}\n")
        sys.stdout.flush()


if __name__ == "__main__":
    main()
