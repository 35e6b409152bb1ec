"""Every page of the samples as a plant would check it, in both standards, by programs and walks that are not ours (print.md §1, §2, §4, §7)."""

from __future__ import annotations

import io
import os
import re
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pikepdf
import pytest
from PIL import Image, ImageChops

from typeset.cli import main
from typeset.repro import bundled

ROOT = Path(__file__).parent.parent
EDITIONS = ("2026-11-22", "school", "starter")
STANDARDS = ("pdfx-1a", "pdfx-4")
Tool = Callable[..., str]
FILTERS = {"/FlateDecode", "/DCTDecode", "/CCITTFaxDecode", "/RunLengthDecode"}
# Nothing of these is in a page file, whatever the standard (ISO 15930-1 §6, 15930-7 §6).
NEVER = (
    *(
        "/JavaScript",
        "/JS",
        "/AA",
        "/OpenAction",
        "/EmbeddedFiles",
        "/AcroForm",
        "/Encrypt",
        "/Annots",
        "/OCProperties",
    ),
    *(
        "/OPI",
        "/TR",
        "/TR2",
        "/HTP",
        "/HT",
        "/DeviceRGB",
        "/CalRGB",
        "/CalGray",
        "/Lab",
        "/ICCBased",
        "/StructTreeRoot",
    ),
)
TRANSPARENT = ("/SMask", "/Group", "/ca", "/CA", "/BM")
CLASSES = (
    "preflight",
    "pdfbox2",
    "fontbox2",
    "xmpbox",
    "commons-logging",
    "commons-io",
    "javax.activation",
    "jaxb-api",
)
LIMIT = 2.4


@pytest.fixture(scope="session", params=[(e, s) for e in EDITIONS for s in STANDARDS], ids="-".join)
def pages(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> tuple[str, list[Path]]:
    """The standard and the page files of a sample."""
    edition, standard = request.param
    out = tmp_path_factory.mktemp("print-ready")
    command = [
        "build",
        str(ROOT / "editions" / edition),
        "--quiet",
        "--only",
        "pages",
        "--standard",
        standard,
    ]
    assert main([*command, "-o", str(out)]) == 0
    return standard, sorted((out / "pages").iterdir())


def values(thing: Any, depth: int = 0) -> Iterator[tuple[str, Any]]:
    """All keys with their values in an object, but not through references."""
    assert depth < 50
    if isinstance(thing, pikepdf.Dictionary | pikepdf.Stream):
        for key, value in thing.items():
            yield key, value
            if isinstance(value, pikepdf.Object) and not value.is_indirect:
                yield from values(value, depth + 1)
    elif isinstance(thing, pikepdf.Array):
        for value in thing:
            yield "", value
            if isinstance(value, pikepdf.Object) and not value.is_indirect:
                yield from values(value, depth + 1)


def box(page: pikepdf.Page, name: str) -> list[float]:
    return [float(edge) for edge in page.obj[name]]


def test_the_structure_is_that_of_the_standard(pages: tuple[str, list[Path]]) -> None:
    standard, files = pages
    for file in files:
        data = file.read_bytes()
        assert data.startswith(b"%PDF-1.3\n" if standard == "pdfx-1a" else b"%PDF-1.6\n")
        assert re.search(rb"\nxref\n0 \d+", data)
        assert b"/ObjStm" not in data
        with pikepdf.open(io.BytesIO(data)) as document:
            assert len(document.pages) == 1
            assert len(document.trailer.ID) == 2
            info = document.trailer.Info
            assert info.Trapped in {pikepdf.Name("/True"), pikepdf.Name("/False")}
            assert all(
                str(info[key]) for key in ("/Title", "/Creator", "/Producer", "/CreationDate", "/ModDate")
            )
            _walk(document, standard)


def _walk(document: pikepdf.Pdf, standard: str) -> None:
    (intent,) = document.Root.OutputIntents
    assert intent.S == "/GTS_PDFX"
    assert str(intent.Info)
    if standard == "pdfx-1a":
        assert str(document.trailer.Info.GTS_PDFXVersion) == "PDF/X-1:2001"
        assert str(document.trailer.Info.GTS_PDFXConformance) == "PDF/X-1a:2001"
        assert (str(intent.OutputConditionIdentifier), str(intent.RegistryName)) == (
            "IFRA26",
            "http://www.color.org",
        )
        assert "/Metadata" not in document.Root
    else:
        assert b"<pdfxid:GTS_PDFXVersion>PDF/X-4<" in document.Root.Metadata.read_bytes()
        profile = intent.DestOutputProfile.read_bytes()
        assert (profile[12:16], profile[16:20], profile[36:40]) == (b"prtr", b"CMYK", b"acsp")
        assert int(intent.DestOutputProfile.N) == 4
        assert "/RegistryName" not in intent
    page = document.pages[0]
    media, crop, bleed, trim = (box(page, f"/{name}Box") for name in ("Media", "Crop", "Bleed", "Trim"))
    assert media == crop
    assert media[0] <= bleed[0] <= trim[0] < trim[2] <= bleed[2] <= media[2]
    assert media[1] <= bleed[1] <= trim[1] < trim[3] <= bleed[3] <= media[3]
    assert not {"/ArtBox", "/Rotate", "/UserUnit"} & set(page.obj.keys())
    forbidden = set(NEVER) | (set(TRANSPARENT) if standard == "pdfx-1a" else set())
    for thing in document.objects:
        found = [*values(thing)]
        met = {str(part) for pair in found for part in pair if isinstance(part, str | pikepdf.Name)}
        assert not met & forbidden
        if isinstance(thing, pikepdf.Stream) and "/Filter" in thing:
            assert str(thing.Filter) in FILTERS
        if isinstance(thing, pikepdf.Dictionary) and thing.get("/Type") == "/FontDescriptor":
            assert {"/FontFile2", "/FontFile3"} & set(thing.keys())
            assert re.match(r"/[A-Z]{6}\+", str(thing.FontName))


def test_no_operator_chooses_a_colour_of_screens(pages: tuple[str, list[Path]]) -> None:
    for file in pages[1]:
        with pikepdf.open(file) as document:
            operators = {str(op) for _, op in pikepdf.parse_content_stream(document.pages[0])}
            assert not operators & {"rg", "RG", "ri"}
            assert {"k"} <= operators


def test_other_programs_read_them_without_a_word(pages: tuple[str, list[Path]], tool: Tool) -> None:
    for file in pages[1]:
        assert "No syntax or stream encoding errors" in tool("qpdf", "--check", file)
        assert not tool("mutool", "draw", "-q", "-r", "10", "-o", "/dev/null", file)
        assert not tool("gs", "-q", "-dNOPAUSE", "-dBATCH", "-dPDFSTOPONERROR", "-sDEVICE=nullpage", file)
        for row in tool("pdffonts", file).splitlines()[2:]:
            assert "yes yes yes" in row


def plates(file: Path, tool: Tool, folder: Path, dpi: int) -> dict[str, Image.Image]:
    """The plates Ghostscript makes of a page, 255 for full ink."""
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir()
    command = ("gs", "-q", "-dNOPAUSE", "-dBATCH", "-sDEVICE=tiffsep", "-dOverprint=/simulate", f"-r{dpi}")
    tool(*command, f"-sOutputFile={folder}/p.tif", file)
    found = {}
    for made in sorted(folder.glob("p(*).tif")):
        plate = made.name[2:-5]
        found[plate] = ImageChops.invert(Image.open(made).convert("L"))
    return found


def test_ink_is_under_the_limit_and_type_on_the_black_plate(
    pages: tuple[str, list[Path]], tool: Tool, tmp_path: Path
) -> None:
    for file in pages[1]:
        made = plates(file, tool, tmp_path / "plates", 36)
        assert {"Cyan", "Magenta", "Yellow", "Black"} <= made.keys()
        # Cells of 15 mm, as a plant's checker lays them over a page.
        side = round(15 / 25.4 * 36)
        size = tuple(-(-length // side) for length in made["Black"].size)
        cells = [list(plate.resize(size, Image.Resampling.BOX).tobytes()) for plate in made.values()]
        assert max(map(sum, zip(*cells, strict=True))) / 255 <= LIMIT


def test_body_type_prints_from_one_plate(tmp_path: Path, tool: Tool) -> None:
    """A page of copy without a picture: Ghostscript finds ink on no other plate than black."""
    out = tmp_path / "out"
    command = ["build", str(ROOT / "editions" / "2026-11-22"), "--quiet", "--only", "pages", "--page", "3"]
    assert main([*command, "-o", str(out)]) == 0
    made = plates(out / "pages" / "03.pdf", tool, tmp_path / "plates", 72)
    assert {name for name, plate in made.items() if plate.getextrema()[1]} == {"Black"}


PACKET = """<?xpacket begin="\ufeff" id="W5M0MpCehiHzreSzNTczkc9d"?><x:xmpmeta xmlns:x="adobe:ns:meta/">
<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">
<rdf:Description rdf:about="" xmlns:dc="http://purl.org/dc/elements/1.1/"><dc:title><rdf:Alt><rdf:li xml:lang="x-default">{title}</rdf:li></rdf:Alt></dc:title></rdf:Description>
<rdf:Description rdf:about="" xmlns:xmp="http://ns.adobe.com/xap/1.0/"><xmp:CreateDate>{date}</xmp:CreateDate><xmp:ModifyDate>{date}</xmp:ModifyDate><xmp:CreatorTool>{creator}</xmp:CreatorTool></rdf:Description>
<rdf:Description rdf:about="" xmlns:pdf="http://ns.adobe.com/pdf/1.3/"><pdf:Producer>{producer}</pdf:Producer></rdf:Description>
<rdf:Description rdf:about="" xmlns:pdfaid="http://www.aiim.org/pdfa/ns/id/"><pdfaid:part>1</pdfaid:part><pdfaid:conformance>B</pdfaid:conformance></rdf:Description>
</rdf:RDF></x:xmpmeta><?xpacket end="r"?>"""


def as_pdf_a(file: Path, folder: Path) -> Path:
    """A copy with what PDF/A-1b asks for besides, for a checker that knows that standard: intent, XMP, CIDSet."""
    copy = folder / file.name
    with pikepdf.open(file) as document:
        profile = document.make_stream(bundled().data, N=4)
        document.Root.OutputIntents = pikepdf.Array(
            [
                document.make_indirect(
                    pikepdf.Dictionary(
                        Type=pikepdf.Name.OutputIntent,
                        S=pikepdf.Name.GTS_PDFA1,
                        OutputConditionIdentifier="x",
                        DestOutputProfile=profile,
                    )
                )
            ]
        )
        for thing in document.objects:
            if isinstance(thing, pikepdf.Dictionary) and str(thing.get("/Subtype", "")).startswith(
                "/CIDFont"
            ):
                thing.FontDescriptor.CIDSet = document.make_stream(b"\xff" * 8192)
        for key in ("/GTS_PDFXVersion", "/GTS_PDFXConformance"):
            if key in document.trailer.Info:
                del document.trailer.Info[key]
        told = document.trailer.Info
        packet = PACKET.format(
            title=str(told.Title),
            creator=str(told.Creator),
            producer=str(told.Producer),
            date="2026-11-22T12:00:00+08:00",
        )
        date = str(told.CreationDate)
        packet = packet.replace("2026-11-22", f"{date[2:6]}-{date[6:8]}-{date[8:10]}")
        document.Root.Metadata = document.make_stream(
            packet.encode(), Type=pikepdf.Name.Metadata, Subtype=pikepdf.Name.XML
        )
        document.save(copy, force_version="1.4", object_stream_mode=pikepdf.ObjectStreamMode.disable)
    return copy


def test_an_independent_preflight_finds_no_fault(
    pages: tuple[str, list[Path]], tool: Tool, tmp_path: Path
) -> None:
    """Apache PDFBox: syntax, fonts glyph by glyph against their widths, images, transparency, metadata (PDF/A-1b)."""
    standard, files = pages
    jars = [Path("/usr/share/java") / f"{name}.jar" for name in CLASSES]
    missing = [jar.name for jar in jars if not jar.exists()]
    if missing:
        reason = f"not installed: {', '.join(missing)}"
        if os.environ.get("CI"):
            pytest.fail(reason)
        pytest.skip(reason)
    # PDF/A-1 knows no transparency.
    judged = [file for file in files if standard != "pdfx-4" or b"/SMask" not in file.read_bytes()]
    assert judged
    for file in judged:
        as_pdf_a(file, tmp_path)
    path = os.pathsep.join(map(str, jars))
    # All of them in one run, for to start the program takes longer than to judge a page.
    said = tool("java", "-cp", path, "org.apache.pdfbox.preflight.Validator_A1b", "group", tmp_path)
    told = sorted(line for line in said.splitlines() if line)
    assert told == sorted(f"The file {file.name} is a valid PDF/A-1b file" for file in judged)
