import io

import pytest
import uharfbuzz as hb
from fontTools.cffLib import CFFFontSet
from handmade_fonts import CID_STEP, cff_font

from typeset.render.pdf.cff import CffError, glyph_cids
from typeset.render.pdf.subset import FontError, subset


def table(data: bytes) -> bytes:
    return bytes(hb.Face(data).reference_table("CFF ").data)


def with_charset(charset: bytes, count: int) -> bytes:
    """A CFF table with nothing but what a reader of charsets looks at."""
    names = b"\x00\x01\x01\x01\x02A"
    glyphs_at, charset_at = 100, 120
    operands = b"\x8b\x8b\x8b\x0c\x1e" + b"\x1c" + charset_at.to_bytes(2, "big") + b"\x0f"
    operands += b"\x1e\x0a\x14\x05\x4f\x0c\x03"  # a real number (0.14055) for an operator we do not need
    operands += b"\x1d" + glyphs_at.to_bytes(4, "big") + b"\x11"
    top = b"\x00\x01\x01\x01" + bytes([len(operands) + 1]) + operands
    head = b"\x01\x00\x04\x02" + names + top
    return head.ljust(glyphs_at, b"\0") + count.to_bytes(2, "big").ljust(20, b"\0") + charset


@pytest.mark.parametrize(
    ("charset", "cids"),
    [
        (b"\x00" + b"\x00\x05\x01\x00\x00\x07", (0, 5, 256, 7)),
        (b"\x01" + b"\x00\x05\x01" + b"\x03\xe8\x00", (0, 5, 6, 1000)),
        (b"\x02" + b"\x12\x34\x00\x02", (0, 0x1234, 0x1235, 0x1236)),
        (b"\x02" + b"\x12\x34\x00\x09", (0, 0x1234, 0x1235, 0x1236)),
    ],
)
def test_charset_formats(charset: bytes, cids: tuple[int, ...]):
    assert glyph_cids(with_charset(charset, 4)) == cids


@pytest.mark.parametrize("charset", [b"\x07", b"\x01\x00", b""])
def test_damaged_charsets_are_refused(charset: bytes):
    with pytest.raises(CffError):
        glyph_cids(with_charset(charset, 4))


def test_name_keyed_fonts_have_no_cids():
    assert glyph_cids(table(cff_font(cid_keyed=False))) is None


def test_a_subset_keeps_its_cids_and_fonttools_reads_the_same():
    cut = subset(hb.Face(cff_font(cid_keyed=True)), [3, 20, 38])
    assert cut.codes == {0: 0, 3: 3 * CID_STEP, 20: 20 * CID_STEP, 38: 38 * CID_STEP}
    fonts = CFFFontSet()
    fonts.decompile(io.BytesIO(cut.data), None)
    theirs = [0 if n == ".notdef" else int(n[3:]) for n in fonts.topDictIndex[0].charset]
    assert list(glyph_cids(cut.data)) == theirs


def test_a_subset_has_no_subroutines(faces) -> None:
    """Flate finds what repeats, and makes less of it than subroutines do."""
    face = faces.face("黑").record
    cut = subset(hb.Face(face.for_harfbuzz, face.index), range(1000, 1200))
    fonts = CFFFontSet()
    fonts.decompile(io.BytesIO(cut.data), None)
    assert len(fonts.GlobalSubrs) == 0
    assert not any(hasattr(one.Private, "Subrs") for one in fonts.topDictIndex[0].FDArray)


def test_a_name_keyed_subset_is_coded_by_glyph_id():
    cut = subset(hb.Face(cff_font(cid_keyed=False)), [3, 20, 38])
    assert cut.codes == {0: 0, 3: 1, 20: 2, 38: 3}


def test_a_font_without_outlines_is_refused():
    with pytest.raises(FontError):
        subset(hb.Face(b""), [1])
