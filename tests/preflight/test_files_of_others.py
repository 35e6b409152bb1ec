"""Files of other programs: what each of them does wrong for a press is found, and what it does right is not."""

from __future__ import annotations

import io
from collections.abc import Callable
from pathlib import Path

import pikepdf
import pytest
from pikepdf import Dictionary, Name
from press_file import PressFile, findings, judged

from typeset.preflight import Standard

Tool = Callable[..., str]
FILES = Path(__file__).parent / "files"

MADE = {
    "chromium-ad.pdf": {
        "pdf-version", "pdf-no-id", "standard-not-claimed", "trapped-wrong", "intent-missing", "trim-missing",
        "colour-not-allowed", "transparency", "annotation-on-page", "reversed-small", "small-text-in-inks",
    },
    "typst-ad.pdf": {
        "pdf-version", "standard-not-claimed", "info-missing", "info-maker-missing", "trapped-wrong", "intent-missing",
        "trim-missing", "colour-not-allowed", "transparency", "annotation-on-page", "hairline", "black-line-knocks-out",
        "rich-black-text", "small-text-in-inks",
    },
    "cairo-ad.pdf": {
        "pdf-version", "pdf-no-id", "standard-not-claimed", "info-missing", "info-maker-missing", "trapped-wrong",
        "intent-missing", "trim-missing", "colour-not-allowed", "transparency", "hairline", "small-type",
    },
}  # fmt: skip


@pytest.mark.parametrize("name", MADE)
def test_what_other_programs_do_wrong(name: str) -> None:
    result = judged((FILES / name).read_bytes())
    assert {f.code for f in result.findings} == MADE[name]
    (page,) = result.pages
    assert (round(page.width), round(page.height)) == (100, 80)
    assert all(font.embedded for font in page.fonts)


SETUP = b"<< /PageSize [200 200] >> setpagedevice "
EMBED = b"<< /NeverEmbed [ ] >> setdistillerparams "
PROGRAMS = {
    "font-not-embedded": b"/Helvetica findfont 20 scalefont setfont 0 0 0 1 setcmykcolor 20 100 moveto (not in the file) show",
    "spot-colours": b"[/Separation (Blue) /DeviceCMYK {dup 0.5 mul 0 0}] setcolorspace 0.8 setcolor 20 20 90 90 rectfill",
    "alternate-not-allowed": b"[/Separation (Blue) /DeviceRGB {dup dup}] setcolorspace 0.8 setcolor 20 20 90 90 rectfill",
    "colour-not-allowed": b"1 0 0 setrgbcolor 20 20 90 90 rectfill",
    "ink-over": b"0.9 0.9 0.9 0.9 setcmykcolor 20 20 90 90 rectfill",
    "hairline": b"0 1 0 0 setcmykcolor 0.1 setlinewidth 20 20 moveto 90 90 lineto stroke",
    "image-ppi-refused": b"gsave 20 20 translate 100 100 scale 40 40 8 [40 0 0 40 0 0] {<80>} image grestore",
    "white-overprints": b"true setoverprint 0 0 0 0 setcmykcolor 20 20 90 90 rectfill",
    "black-line-knocks-out": b"0 0 0 1 setcmykcolor 1 setlinewidth 20 20 moveto 90 90 lineto stroke",
    "rich-black-text": b"/Courier findfont 20 scalefont setfont 0.6 0.6 0.6 1 setcmykcolor 20 100 moveto (rich) show",
    "black-text-in-colour": b"/Courier findfont 20 scalefont setfont 0.3 0.3 0.3 0.9 setcmykcolor 20 100 moveto (four) show",
    "small-type": b"/Courier findfont 4 scalefont setfont 0 1 0 0 setcmykcolor 20 100 moveto (small) show",
    "page-empty": b"",
    "registration-inside": b"[/Separation /All /DeviceCMYK {dup dup dup}] setcolorspace 1 setcolor 20 20 90 9 rectfill",
    "objects-forbidden": b"{1 exch sub} settransfer 0 0 0 1 setcmykcolor 20 20 90 90 rectfill",
    "transparency": b"[/ca .5 /SetTransparency pdfmark 0.5 .setfillconstantalpha 0 0 0 1 setcmykcolor 20 20 90 90 rectfill",
}  # fmt: skip


def _by_ghostscript(tool: Tool, folder: Path, program: bytes, *options: str) -> bytes:
    # Ghostscript leaves the 14 standard fonts out unless it is told not to.
    embed = b"" if "-dEmbedAllFonts=false" in options else EMBED
    (folder / "ad.ps").write_bytes(SETUP + embed + program + b" showpage")
    tool("gs", "-q", "-dBATCH", "-dNOPAUSE", "-dALLOWPSTRANSPARENCY", "-sDEVICE=pdfwrite", "-dCompatibilityLevel=1.4",
         "-sColorConversionStrategy=LeaveColorUnchanged", *options, f"-sOutputFile={folder}/ad.pdf", folder / "ad.ps")  # fmt: skip
    return (folder / "ad.pdf").read_bytes()


@pytest.mark.parametrize("code", PROGRAMS)
def test_what_ghostscript_writes(code: str, tool: Tool, tmp_path: Path) -> None:
    keep = ["-dTransferFunctionInfo=/Preserve"] if code == "objects-forbidden" else []
    embed = ["-dEmbedAllFonts=false"] if code == "font-not-embedded" else []
    found = {f.code for f in findings(_by_ghostscript(tool, tmp_path, PROGRAMS[code], *keep, *embed))}
    assert code in found
    # What the page shows is all that differs from one of these files to the next.
    others = set(PROGRAMS) - {code} - ({"spot-colours"} if code == "alternate-not-allowed" else set())
    assert found & others == set()


def test_encrypted_by_ghostscript(tool: Tool, tmp_path: Path) -> None:
    locked = _by_ghostscript(tool, tmp_path, b"0 0 9 9 rectfill", "-sOwnerPassword=a", "-sUserPassword=b")
    assert not judged(locked).read
    opened = _by_ghostscript(tool, tmp_path, b"0 0 9 9 rectfill", "-sOwnerPassword=a")
    assert "pdf-encrypted" in {f.code for f in findings(opened)}
    assert judged(opened).read


def test_a_press_file_that_ghostscript_wrote_again_keeps_its_overprint(tool: Tool, tmp_path: Path) -> None:
    (tmp_path / "a.pdf").write_bytes(PressFile().saved())
    tool("gs", "-q", "-dBATCH", "-dNOPAUSE", "-sDEVICE=pdfwrite", "-dPreserveOverprintSettings=true", "-dCompatibilityLevel=1.3",
         "-sColorConversionStrategy=LeaveColorUnchanged", f"-sOutputFile={tmp_path}/b.pdf", tmp_path / "a.pdf")  # fmt: skip
    found = {f.code for f in findings((tmp_path / "b.pdf").read_bytes())}
    assert not found & {
        "black-text-knocks-out",
        "overprint-mode",
        "font-widths",
        "glyph-missing",
        "colour-not-allowed",
    }
    assert "intent-missing" in found or "standard-not-claimed" in found


@pytest.mark.parametrize("standard", Standard)
def test_qpdf_finds_nothing_wrong_with_the_press_file(standard: Standard, tool: Tool, tmp_path: Path) -> None:
    (tmp_path / "a.pdf").write_bytes(PressFile(standard).saved())
    assert "No syntax or stream encoding errors" in tool("qpdf", "--check", tmp_path / "a.pdf")


def test_object_streams_of_qpdf(tool: Tool, tmp_path: Path) -> None:
    (tmp_path / "a.pdf").write_bytes(PressFile().saved())
    tool("qpdf", "--object-streams=generate", tmp_path / "a.pdf", tmp_path / "b.pdf")
    assert {f.code for f in findings((tmp_path / "b.pdf").read_bytes())} == {
        "pdf-compressed-xref",
        "pdf-version",
    }


def test_our_own_pages_have_nothing_wrong_but_what_is_still_to_come() -> None:
    """A file of two pages, one of which another program made: pages are judged one by one."""
    made = PressFile()
    made.saved()
    with pikepdf.open(FILES / "cairo-ad.pdf") as other:
        made.pdf.pages.append(other.pages[0])
        found = findings(made.saved())
    assert {
        f.page for f in found if f.code in {"colour-not-allowed", "transparency", "trim-missing", "hairline"}
    } == {2}
    assert not [f for f in found if f.page == 1]


def test_a_name_that_steers_a_terminal_is_harmless() -> None:
    made = PressFile()
    made.resources.Font.F["/BaseFont"] = Name("/ABCDEF+\x1b[31mred")
    made.put("ColorSpace", "S", [Name.Separation, Name("/\x1b[2J"), Name.DeviceCMYK,
                                 Dictionary(FunctionType=2, Domain=[0, 1], N=1, C0=[0] * 4, C1=[1] * 4)])  # fmt: skip
    made.content += b" /S cs 1 scn 0 0 9 9 re f"
    from typeset.catalogue.entry import Lang
    from typeset.report.preflight_console import PreflightConsole

    said = PreflightConsole().write([judged(made.saved())], lang=Lang.EN)
    assert "\x1b" not in said
    assert io.StringIO(said).readline().startswith("ad.pdf: ")
