"""Each rule on what pages show: one thing spoiled is one finding, and the nearest thing that is right is none."""

from __future__ import annotations

import io

import pytest
from fontTools.ttLib import TTFont
from pdf_sheets import tint
from pikepdf import Array, Dictionary, Name, String
from press_file import PressFile, Spoil, codes, findings, profile

from typeset.findings import Finding
from typeset.preflight import Limits, Standard

X1A, X1A_2003, X4 = Standard
RED_FILL = b" 0 1 1 0 k 100 20 60 60 re f"


def _content(content: bytes) -> Spoil:
    """More on the page, after the line of text."""

    def spoil(made: PressFile) -> None:
        made.content += b" q " + content + b" Q"

    return spoil


def _only(spoil: Spoil, standard: Standard = X1A) -> Finding:
    made = PressFile(standard)
    spoil(made)
    (found,) = findings(made.saved())
    return found


def _facts(found: Finding) -> dict[str, object]:
    return dict(found.facts)


# Colour.


@pytest.mark.parametrize(
    ("content", "families"),
    [
        (b"1 0 0 rg 10 10 20 20 re f", "DeviceRGB"),
        (b"/Lab cs 50 0 0 scn 10 10 20 20 re f", "Lab"),
        (b"/Cal cs 0.5 scn 10 10 20 20 re f", "CalGray"),
        (b"/ICC cs 0 0 0 1 scn 10 10 20 20 re f", "ICCBased"),
        (b"q 50 0 0 50 100 10 cm BI /W 1 /H 1 /BPC 8 /CS /RGB ID abc EI Q", "DeviceRGB"),
        (b"/Pattern cs /Shade scn 10 10 20 20 re f", "DeviceRGB"),
        (b"/Shade sh", "DeviceRGB"),
        (b"/Ix cs 0 scn 10 10 20 20 re f", "DeviceRGB"),
    ],
)
def test_colours_x1a_does_not_allow(content: bytes, families: str) -> None:
    def spoil(made: PressFile) -> None:
        white = Array([0.9, 1, 0.8])
        ramp = Dictionary(FunctionType=2, Domain=[0, 1], N=1, C0=[1, 0, 0], C1=[0, 0, 1])
        shading = Dictionary(
            ShadingType=2,
            ColorSpace=Name.DeviceRGB,
            Coords=[0, 0, 9, 0],
            Function=ramp,
            BBox=[10, 10, 30, 30],
        )
        made.put("ColorSpace", "Lab", Array([Name.Lab, Dictionary(WhitePoint=white)]))
        made.put("ColorSpace", "Cal", Array([Name.CalGray, Dictionary(WhitePoint=white)]))
        made.put("ColorSpace", "ICC", Array([Name.ICCBased, made.pdf.make_stream(profile(), N=4)]))
        made.put("ColorSpace", "Ix", Array([Name.Indexed, Name.DeviceRGB, 0, String("abc")]))
        made.put("Shading", "Shade", shading)
        made.put("Pattern", "Shade", Dictionary(PatternType=2, Shading=shading))
        _content(content)(made)

    found = _only(spoil)
    assert (found.code, _facts(found)["families"]) == ("colour-not-allowed", families)


def test_the_first_place_is_told_from_the_top_left_of_the_trim() -> None:
    def spoil(made: PressFile) -> None:
        made.page["/TrimBox"] = Array([20, 20, 180, 180])
        _content(b"1 0 0 rg 48.346 100 20 22.677 re f 60 100 20 20 re f")(made)

    found = _only(spoil)
    assert (found.page, found.amount, found.unit) == (1, 2, "places")
    assert (_facts(found)["x"], _facts(found)["y"]) == (10.0, 20.2)
    assert str(found.span) == "ad.pdf:1:1"


def test_inks_are_allowed() -> None:
    assert codes(_content(b"0.5 g 10 10 20 20 re f 0 1 1 0 k 40 10 20 20 re f")) == []


def test_x4_wants_rgb_defined_and_newspapers_want_none() -> None:
    rgb = _content(b"1 0 0 rg 10 10 20 20 re f")
    assert codes(rgb, X4) == ["colour-undefined-rgb"]

    def defined(made: PressFile) -> None:
        rgb(made)
        made.put(
            "ColorSpace", "DefaultRGB", Array([Name.ICCBased, made.pdf.make_stream(profile(b"RGB "), N=3)])
        )

    assert codes(defined, X4) == ["colour-not-inks"]


def test_spot_colours_are_told_by_name() -> None:
    def spoil(made: PressFile) -> None:
        made.put("ColorSpace", "S", tint("报头红", 0, 1, 1, 0))
        _content(b"/S cs 1 scn 10 10 20 20 re f")(made)

    found = _only(spoil)
    assert (found.code, _facts(found)["names"]) == ("spot-colours", "报头红")


def test_a_process_ink_as_separation_is_no_spot_colour() -> None:
    def spoil(made: PressFile) -> None:
        made.put("ColorSpace", "S", tint("Magenta", 0, 1, 0, 0))
        _content(b"/S cs 1 scn 10 10 20 20 re f")(made)

    assert codes(spoil) == []


def test_an_alternate_of_rgb() -> None:
    def spoil(made: PressFile) -> None:
        odd = tint("Magenta", 0, 1, 0, 0)
        odd[2] = Name.DeviceRGB
        made.put("ColorSpace", "S", odd)
        _content(b"/S cs 1 scn 10 10 20 20 re f")(made)

    assert codes(spoil) == ["alternate-not-allowed"]


@pytest.mark.parametrize(("place", "told"), [(b"40 40", True), (b"2 2", False)])
def test_registration_colour_is_for_outside_the_trim(place: bytes, told: bool) -> None:  # noqa: FBT001
    def spoil(made: PressFile) -> None:
        made.page["/TrimBox"] = Array([20, 20, 180, 180])
        made.put("ColorSpace", "S", tint("All", 1, 1, 1, 1))
        _content(b"/S cs 1 scn " + place + b" 5 5 re f")(made)

    assert codes(spoil) == (["registration-inside"] if told else [])


# Transparency and layers.


@pytest.mark.parametrize(
    ("state", "what"),
    [({"ca": 0.5}, "ca"), ({"BM": Name.Multiply}, "Multiply"), ({"SMask": 1}, "SMask")],
)
def test_transparency(state: dict[str, object], what: str) -> None:
    def spoil(made: PressFile) -> None:
        given = dict(state)
        if "SMask" in given:
            given["SMask"] = Dictionary(
                S=Name.Luminosity, G=made.form(b"1 g 0 0 200 200 re f", (0, 0, 200, 200))
            )
        made.put("ExtGState", "T", Dictionary(**given))
        _content(b"/T gs" + RED_FILL)(made)

    found = _only(spoil)
    assert (found.code, _facts(found)["what"]) == ("transparency", what)
    assert codes(spoil, X4) == []


def test_what_a_mask_is_made_of_is_no_second_fault() -> None:
    def spoil(made: PressFile) -> None:
        mask = made.form(b"1 1 1 rg 0 0 200 200 re f", (0, 0, 200, 200))
        made.put("ExtGState", "T", Dictionary(SMask=Dictionary(S=Name.Luminosity, G=mask)))
        _content(b"/T gs" + RED_FILL)(made)

    assert codes(spoil) == ["transparency"]
    assert codes(spoil, X4) == []


def test_a_group_is_transparency() -> None:
    group = Dictionary(S=Name.Transparency, CS=Name.DeviceCMYK)
    assert codes(lambda made: made.page.__setitem__("/Group", group)) == ["transparency"]

    def form(made: PressFile) -> None:
        made.put("XObject", "X", made.form(b"0 0 9 9 re f", (0, 0, 9, 9), Group=group))
        _content(b"/X Do")(made)

    assert codes(form) == ["transparency"]


def test_states_that_change_nothing_are_allowed() -> None:
    def spoil(made: PressFile) -> None:
        made.put(
            "ExtGState", "T", Dictionary(ca=1, CA=1, BM=Name.Normal, SMask=Name("/None"), TR2=Name.Default)
        )
        _content(b"/T gs" + RED_FILL)(made)

    assert codes(spoil) == []


def test_the_blending_space_of_x4() -> None:
    group = Dictionary(S=Name.Transparency, CS=Name.DeviceRGB)
    assert codes(lambda made: made.page.__setitem__("/Group", group), X4) == ["blend-space"]


def test_layers() -> None:
    def spoil(made: PressFile) -> None:
        made.put("Properties", "L", made.pdf.make_indirect(Dictionary(Type=Name.OCG, Name=String("x"))))
        _content(b"/OC /L BDC" + RED_FILL + b" EMC")(made)

    assert codes(spoil) == ["layers"]
    assert codes(spoil, X4) == []


# Overprint.


@pytest.mark.parametrize(
    ("text", "code"),
    [
        (b"BT 0 0 0 1 k /F 9 Tf 20 50 Td (A) Tj ET", "black-text-knocks-out"),
        (b"/M gs BT 0 0 0 1 k /F 9 Tf 20 50 Td (A) Tj ET", "overprint-mode"),
        (b"/O gs BT 0 g /F 9 Tf 20 50 Td (A) Tj ET", "grey-black-text"),
        (b"BT 0 0 0 1 k /F 12 Tf 20 50 Td (A) Tj ET", None),
        (b"BT 0 0 0 0.5 k /F 9 Tf 20 50 Td (A) Tj ET", None),
        (b"/O gs 0 0 0 0 k 20 20 30 30 re f", "white-overprints"),
        (b"/O gs BT 1 g /F 20 Tf 20 50 Td (A) Tj ET", "white-overprints"),
        (b"0 0 0 0 k 20 20 30 30 re f", None),
        (b"/O gs 0.5 g 20 20 30 30 re f", "grey-tint-overprints"),
        (b"0.5 g 20 20 30 30 re f", None),
        (b"0 0 0 1 K 1 w 20 20 m 90 20 l S", "black-line-knocks-out"),
        (b"/O gs 0 0 0 1 K 1 w 20 20 m 90 20 l S", None),
        (b"0 0 0 1 K 2 w 20 20 m 90 20 l S", None),
    ],
)
def test_overprint(text: bytes, code: str | None) -> None:
    def spoil(made: PressFile) -> None:
        made.put("ExtGState", "M", Dictionary(OP=True, op=True, OPM=0))
        _content(text)(made)

    assert codes(spoil) == ([code] if code else [])


# Ink.


@pytest.mark.parametrize(
    ("ink", "code"),
    [(b"0.9 0.8 0.7 0.1", "ink-over"), (b"0.9 0.7 0.6 0.1", "ink-heavy"), (b"0.8 0.7 0.6 0.1", None)],
)
def test_total_ink(ink: bytes, code: str | None) -> None:
    content = _content(ink + b" k 50 50 100 60 re f")
    assert codes(content) == ([code] if code else [])


def test_ink_is_a_mean_over_squares_and_its_place_is_told() -> None:
    # 15 mm are 42.5 pt: a patch of 400 % half as wide is 200 % over the square.
    assert codes(_content(b"1 1 1 1 k 60 50 21 100 re f")) == []
    made = PressFile()
    _content(b"1 1 1 1 k 100 14.17 85.04 85.04 re f")(made)
    (found,) = findings(made.saved())
    assert (found.code, found.amount, found.unit) == ("ink-over", 400, "percent")
    assert _facts(found)["x"] == pytest.approx(35.3, abs=5)
    assert _facts(found)["y"] == pytest.approx(35.6, abs=5)


def test_the_limit_of_ink_is_the_houses() -> None:
    made = PressFile()
    _content(b"0.9 0.8 0.7 0.1 k 50 50 100 60 re f")(made)
    assert findings(made.saved(), limits=Limits(ink=300, ink_design=300)) == ()


def test_an_empty_page() -> None:
    def spoil(made: PressFile) -> None:
        made.content = b"0 0 0 0 k"

    assert codes(spoil) == ["page-empty"]


# Type.


@pytest.mark.parametrize(
    ("text", "code"),
    [
        (b"0.6 0.5 0.5 0.9 k /F 14 Tf", "rich-black-text"),
        (b"0.2 0.2 0.2 0.9 k /F 14 Tf", "black-text-in-colour"),
        (b"0.7 0.7 0.7 0 k /F 14 Tf", "black-text-in-colour"),
        (b"0 1 1 0 k /F 14 Tf", None),
        (b"0 1 1 0 k /F 9 Tf", "small-text-in-inks"),
        (b"0 1 0 0 k /F 9 Tf", None),
        (b"0 1 0 0 k /F 5 Tf", "small-type"),
        (b"0 1 0 0 k /F 6 Tf", None),
    ],
)
def test_type_and_its_inks(text: bytes, code: str | None) -> None:
    assert codes(_content(b"BT " + text + b" 20 50 Td (AAA) Tj ET")) == ([code] if code else [])


@pytest.mark.parametrize(
    ("ground", "size", "told"),
    [(b"0 1 1 0", b"9", True), (b"0 1 1 0", b"10", False), (b"0 0 0 0.1", b"9", False)],
)
def test_reversed_type(ground: bytes, size: bytes, told: bool) -> None:  # noqa: FBT001
    content = ground + b" k 10 30 90 60 re f BT 0 0 0 0 k /F " + size + b" Tf 20 50 Td (A A) Tj ET"
    assert codes(_content(content)) == (["reversed-small"] if told else [])


# Pictures and rules.


@pytest.mark.parametrize(
    ("pixels", "bits", "code"),
    [
        (95, 8, "image-ppi-refused"), (120, 8, "image-ppi-low"), (160, 8, None),
        (540, 1, "image-ppi-refused"), (600, 1, "image-ppi-low"), (810, 1, None), (10, 8, None),
    ],
)  # fmt: skip
def test_resolution_of_pictures(pixels: int, bits: int, code: str | None) -> None:
    def spoil(made: PressFile) -> None:
        data = bytes((pixels * bits + 7) // 8 * pixels)
        made.put(
            "XObject",
            "I",
            made.image(data, Width=pixels, Height=pixels, BitsPerComponent=bits, ColorSpace=Name.DeviceGray),
        )
        _content(b"q 72 0 0 72 100 20 cm /I Do Q")(made)

    assert codes(spoil) == ([code] if code else [])


def test_the_worst_picture_is_named() -> None:
    def spoil(made: PressFile) -> None:
        made.put(
            "XObject",
            "I",
            made.image(bytes(2500), Width=50, Height=50, BitsPerComponent=8, ColorSpace=Name.DeviceGray),
        )
        _content(b"q 50 0 0 50 100 20 cm /I Do Q q 72 0 0 72 20 20 cm /I Do Q")(made)

    found = _only(spoil)
    assert (found.amount, _facts(found)["ppi"]) == (2, 50)


@pytest.mark.parametrize(
    ("line", "code"),
    [
        (b"0.2 w 20 20 m 90 20 l S", "hairline"),
        (b"0 w 20 20 m 90 20 l S", "hairline"),
        (b"0.25 w 20 20 m 90 20 l S", None),
        (b"20 20 70 0.1 re f", "hairline"),
        (b"20 20 70 0.3 re f", None),
        (b"0.1 0 0 0.1 0 0 cm 1 w 20 20 m 900 20 l S", "hairline"),
    ],
)
def test_lines_too_thin(line: bytes, code: str | None) -> None:
    assert codes(_content(b"0 1 0 0 K 0 1 0 0 k " + line)) == ([code] if code else [])


# Fonts.


def _font(made: PressFile) -> Dictionary:
    font = made.resources.Font.F
    assert isinstance(font, Dictionary)
    return font


def _widths(made: PressFile) -> None:
    font = _font(made)
    font.Widths[ord("A") - 32] = 700


def _missing(made: PressFile) -> None:
    made.content = made.content.replace(b"(AHA)", b"(AZA)")


def _not_embedded(made: PressFile) -> None:
    del _font(made).FontDescriptor["/FontFile2"]


def _broken(made: PressFile) -> None:
    _font(made).FontDescriptor["/FontFile2"] = made.pdf.make_stream(b"\x00\x01\x00\x00 no font")


def _whole(made: PressFile) -> None:
    _font(made)["/BaseFont"] = Name.Square


def _courier(made: PressFile) -> None:
    _font(made)["/BaseFont"] = Name("/ABCDEF+CourierNew")


@pytest.mark.parametrize(
    ("spoil", "code"),
    [
        (_not_embedded, "font-not-embedded"),
        (_whole, "font-not-subset"),
        (_broken, "font-broken"),
        (_widths, "font-widths"),
        (_missing, "glyph-missing"),
        (_courier, "font-courier"),
    ],
)
def test_fonts(spoil: Spoil, code: str) -> None:
    assert codes(spoil) == [code]


def test_how_far_widths_differ_is_told() -> None:
    found = _only(_widths)
    assert (found.amount, _facts(found)["most"]) == (1, 200)


def _identity(made: PressFile, meanings: bytes | None) -> None:
    """The same type as a Type0 font of glyph ids."""
    simple = _font(made)
    font = TTFont(io.BytesIO(simple.FontDescriptor.FontFile2.read_bytes()))
    ids = [font.getGlyphID(font.getBestCmap()[ord(c)]) for c in "AHA"]
    below = Dictionary(Type=Name.Font, Subtype=Name.CIDFontType2, BaseFont=simple.BaseFont, FontDescriptor=simple.FontDescriptor,
                       CIDSystemInfo=Dictionary(Registry=String("Adobe"), Ordering=String("Identity"), Supplement=0),
                       DW=500, CIDToGIDMap=Name.Identity)  # fmt: skip
    whole = Dictionary(Type=Name.Font, Subtype=Name.Type0, BaseFont=simple.BaseFont, Encoding=Name("/Identity-H"),
                       DescendantFonts=Array([made.pdf.make_indirect(below)]))  # fmt: skip
    if meanings is not None:
        whole["/ToUnicode"] = made.pdf.make_stream(meanings)
    made.put("Font", "F", whole)
    made.content = made.content.replace(b"(AHA)", b"<" + b"".join(b"%04x" % i for i in ids) + b">")


def test_text_without_unicode() -> None:
    ranges = b"1 begincodespacerange <0000> <ffff> endcodespacerange 1 beginbfrange <0000> <00ff> <0041> endbfrange"
    assert codes(lambda made: _identity(made, ranges)) == []
    assert codes(lambda made: _identity(made, None)) == ["text-no-unicode"]


def test_a_font_of_two_pages_is_told_once() -> None:
    made = PressFile()
    _not_embedded(made)
    made.saved()
    made.pdf.pages.append(made.pdf.pages[0])
    assert [(f.code, f.page) for f in findings(made.saved())] == [("font-not-embedded", 1)]
