"""The engines of the composition benchmarks: each sets paragraphs in one measure and hands over its glyphs.

All of them take the same face file, 9 pt, solid lines, a first-line indent of two characters, and no hyphenation.
"""

from __future__ import annotations

import ctypes
import json
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path

import pypdfium2 as pdfium
from measuring import Glyph
from msgspec.structs import replace
from pypdfium2 import raw

import typeset
from typeset.faces import FaceBook
from typeset.model.style import Composition, LineRules, TextStyle
from typeset.text.linebreak import Measure, compose
from typeset.text.shape import Shaper, StyledText
from typeset.text.shaped import ShapedParagraph

POINTS = 9
EM = POINTS * 1000
INDENT = 2
ROLE = "宋"
FAMILY = "Typeset Song"
STYLE = TextStyle("body", ROLE, EM, indent=INDENT * EM)
_PAGE_HEIGHT = 3000


class EngineError(RuntimeError):
    """An engine failed; the message is its own."""


@dataclass(slots=True)
class Ours:
    """This engine, its glyphs taken from the positions of its lines."""

    name: str
    faces: FaceBook
    rules: LineRules
    _shaped: dict[str, ShapedParagraph] = field(default_factory=dict)

    def version(self) -> str:
        """Whether it is the engine of this tree or an installed one."""
        own = Path(typeset.__file__).is_relative_to(Path(__file__).parents[2])
        return "of this tree" if own else "NOT of this tree but an installed one; run with PYTHONPATH=."

    def set(self, paragraphs: Sequence[str], measure: int) -> Iterator[Glyph]:
        """Set paragraphs in lines of so many characters."""
        shaper = Shaper(self.faces)
        number = 0
        for text in paragraphs:
            shaped = self._shaped.get(text)
            if shaped is None:
                shaped = self._shaped[text] = shaper.shape((StyledText(text, STYLE),), self.rules)
            for line in compose(shaped, Measure(measure * EM, INDENT * EM)):
                number += 1
                for atom, x in zip(range(line.first, line.last), line.xs, strict=True):
                    glyphs = shaped.atoms[atom]
                    origin = x / EM + glyphs.origin / 1000
                    advance = (glyphs.lead + glyphs.ink + glyphs.trail) / 1000
                    for char in text[shaped.offsets[atom] : shaped.offsets[atom + 1]]:
                        yield Glyph(char, origin, advance, (0, number))


def ours(faces: FaceBook) -> list[Ours]:
    """This engine with total-fit and greedy composition, and as Typst sets, which also squeezes 。！？."""
    rules = LineRules()
    return [
        Ours("ours, total-fit", faces, rules),
        Ours("ours, greedy", faces, replace(rules, composition=Composition.GREEDY)),
        Ours("ours, stops squeezed", faces, replace(rules, shrink_stops=True)),
    ]


_TYPST = """
#set page(width: {width}pt, height: {height}pt, margin: 0pt)
#set text(font: "{family}", size: {size}pt, lang: "zh", region: "cn", fallback: false, overhang: false)
#set par(justify: true, first-line-indent: (amount: {indent}em, all: true), leading: 3pt, spacing: 3pt)
#for it in json("paragraphs.json") {{ par[#it] }}
"""
# A compile in a process of its own: within one process Typst remembers what it has compiled.
_TYPST_RUN = """
import sys, time, typst
source, out, fonts = sys.argv[1:]
start = time.perf_counter()
typst.compile(source, output=out, font_paths=[fonts], ignore_system_fonts=True)
print(time.perf_counter() - start)
"""


@dataclass(slots=True)
class Typst:
    """Typst from its Python package; ``python`` is the interpreter that has it."""

    face: Path
    family: str
    python: str = sys.executable
    name: str = "Typst"
    seconds: float = 0.0

    def version(self) -> str:
        """Its version; empty when it cannot be had."""
        if not shutil.which(self.python):
            return ""
        program = "from importlib.metadata import version; import typst; print(version('typst'))"
        done = subprocess.run([self.python, "-c", program], capture_output=True, text=True, check=False)
        return done.stdout.strip()

    def set(self, paragraphs: Sequence[str], measure: int) -> Iterator[Glyph]:
        """Set paragraphs in lines of so many characters."""
        with tempfile.TemporaryDirectory() as folder:
            pdf = self.compile(paragraphs, measure, Path(folder))
            yield from glyphs_of(pdf)

    def compile(self, paragraphs: Sequence[str], measure: int, folder: Path, runs: int = 1) -> Path:
        """Write the PDF; ``seconds`` keeps the best of the runs."""
        fonts = folder / "fonts"
        fonts.mkdir()
        shutil.copy(self.face, fonts)
        source, pdf = folder / "main.typ", folder / "main.pdf"
        (folder / "paragraphs.json").write_text(json.dumps(list(paragraphs)), encoding="utf-8")
        page = {"width": measure * POINTS, "height": _PAGE_HEIGHT, "size": POINTS, "indent": INDENT}
        source.write_text(_TYPST.format(family=self.family, **page), encoding="utf-8")
        command = [self.python, "-c", _TYPST_RUN, str(source), str(pdf), str(fonts)]
        times = []
        for _ in range(runs):
            done = subprocess.run(command, capture_output=True, text=True, check=False)
            if done.returncode:
                raise EngineError(done.stderr[-2000:])
            times.append(float(done.stdout))
        self.seconds = min(times)
        return pdf


# Of its Chinese metrics quanjiao has full-width marks as ours: it squeezes ， and brackets to half, 、 to three
# quarters, 。 never. (It must stand in YokoFeatures: JFM alone is overruled by the default, a Japanese metric.)
# Marks that its Japanese table does not know are kept from line edges; bad lines are allowed (tolerance), because a
# column of 11 characters has no good ones. The emergency stretch stays 0: it would hide nothing from measuring.
_LUATEX = r"""
\documentclass{article}
\usepackage[paperwidth=%(width)spt,paperheight=%(height)spt,margin=0pt]{geometry}
\usepackage[scale=1]{luatexja-fontspec}
\setmainfont[Path=%(folder)s/,Ligatures=TeXOff]{%(file)s}
\setmainjfont[Path=%(folder)s/,YokoFeatures={JFM=quanjiao}]{%(file)s}
\pagestyle{empty}
\ltjdefcharrange{99}{"B7,"2013-"2014,"2018-"201D,"2026,"2103,"2236}
\ltjsetparameter{jacharrange={-1,+2,+3,+99}}
\newcommand\notfirst[1]{\ltjsetparameter{prebreakpenalty={#1,10000}}}
\newcommand\notlast[1]{\ltjsetparameter{postbreakpenalty={#1,10000}}}
\notfirst{"B7}\notfirst{"2013}\notfirst{"2026}\notfirst{"FF05}\notfirst{"2103}\notfirst{"FF5E}\notfirst{"FF0F}
\notlast{"FF0F}\notlast{"FFE5}
\hyphenpenalty=10000 \tolerance=9999 \emergencystretch=0pt \hbadness=10000 \hfuzz=\maxdimen
\parskip=0pt \topskip=10pt \clubpenalty=0 \widowpenalty=0 \raggedbottom \frenchspacing
\lineskiplimit=-\maxdimen
\begin{document}
\fontsize{%(size)sbp}{12bp}\selectfont
%(skips)s
\parindent=%(indent)s\zw
%(body)s
\end{document}
"""
_SOLID = r"\ltjsetparameter{kanjiskip=0pt plus 0.1\zw, xkanjiskip=0.25\zw plus 0.08\zw minus 0.125\zw}"
_SPECIAL = {c: rf"\char{ord(c)}\relax{{}}" for c in "#$%&_{}~^\\\"'`"}


@dataclass(slots=True)
class LuaTeX:
    """LuaTeX-ja with its Chinese metric: ``skips`` sets the gaps between characters; its own squeeze Han when empty."""

    face: Path
    name: str = "LuaTeX-ja"
    skips: str = _SOLID

    def version(self) -> str:
        """Its version; empty when it cannot be had."""
        if not (shutil.which("lualatex") and shutil.which("kpsewhich")):
            return ""
        found = subprocess.run(
            ["kpsewhich", "luatexja-fontspec.sty"], capture_output=True, text=True, check=False
        )
        if not found.stdout.strip():
            return ""
        first = subprocess.run(["lualatex", "--version"], capture_output=True, text=True, check=False)
        return first.stdout.splitlines()[0]

    def set(self, paragraphs: Sequence[str], measure: int) -> Iterator[Glyph]:
        """Set paragraphs in lines of so many characters."""
        with tempfile.TemporaryDirectory() as folder:
            shutil.copy(self.face, Path(folder) / "body.otf")
            body = "\n\n".join("".join(_SPECIAL.get(char, char) for char in text) for text in paragraphs)
            values = {
                "width": measure * POINTS * 72.27 / 72,
                "height": _PAGE_HEIGHT,
                "folder": ".",
                "file": "body.otf",
                "size": POINTS,
                "indent": INDENT,
                "skips": self.skips,
                "body": body,
            }
            (Path(folder) / "main.tex").write_text(_LUATEX % values, encoding="utf-8")
            command = ["lualatex", "-interaction=nonstopmode", "-halt-on-error", "main.tex"]
            done = subprocess.run(
                command, cwd=folder, capture_output=True, text=True, check=False, errors="replace"
            )
            if done.returncode:
                raise EngineError(done.stdout[-2000:])
            yield from glyphs_of(Path(folder) / "main.pdf")


def luatex(face: Path) -> list[LuaTeX]:
    """LuaTeX-ja as a careful Chinese user sets it (Han solid and only ever opened), and with the gaps it has itself."""
    return [LuaTeX(face), LuaTeX(face, "LuaTeX-ja, its own gaps", skips="")]


# How PDFium reads the hyphen of a word that goes on in the next line.
_HYPHEN_AT_END = 2


def glyphs_of(pdf: Path) -> Iterator[Glyph]:
    """The glyphs of a PDF with their origins, in the order of its text; what the reader itself adds is left out."""
    document = pdfium.PdfDocument(pdf)
    x, y = ctypes.c_double(), ctypes.c_double()
    box = raw.FS_RECTF()
    try:
        for number in range(len(document)):
            text = document[number].get_textpage()
            for index in range(raw.FPDFText_CountChars(text)):
                if raw.FPDFText_IsGenerated(text, index) == 1:
                    continue
                code = raw.FPDFText_GetUnicode(text, index)
                char = "-" if code == _HYPHEN_AT_END else chr(code)
                if char.isprintable() and not char.isspace():
                    raw.FPDFText_GetCharOrigin(text, index, x, y)
                    raw.FPDFText_GetLooseCharBox(text, index, box)
                    yield Glyph(
                        char, x.value / POINTS, (box.right - x.value) / POINTS, (number, round(y.value))
                    )
    finally:
        document.close()
