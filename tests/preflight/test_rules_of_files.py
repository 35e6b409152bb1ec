"""Each rule on the file, its claims, its intent and its boxes: one thing spoiled is one finding; nothing spoiled is none."""

from __future__ import annotations

import io

import pikepdf
import pytest
from pikepdf import Array, Dictionary, Name, String
from press_file import XMP, PressFile, Spoil, codes, findings, judged, profile

from typeset.preflight import Standard

X1A, X1A_2003, X4 = Standard


@pytest.mark.parametrize("standard", Standard)
def test_a_press_file_holds(standard: Standard) -> None:
    result = judged(PressFile(standard).saved())
    assert result.findings == ()
    assert (result.standard, result.claimed) == (standard.value, standard.title)
    assert result.condition == "IFRA26"


def test_what_a_file_holds_is_told() -> None:
    (page,) = judged(PressFile().saved()).pages
    assert (page.width, page.height) == (70.56, 70.56)
    assert [(f.name, f.kind, f.embedded, f.subset) for f in page.fonts] == [
        ("ABCDEF+Square", "TrueType", True, True)
    ]
    assert [name for name, _ in page.plates] == ["K"]
    assert 0 < page.most_ink < 1


# The file as such.


def test_a_version_above_the_standard() -> None:
    assert codes(force_version="1.4") == ["pdf-version"]
    assert codes(standard=X1A_2003, force_version="1.4") == []
    assert codes(standard=X4, force_version="1.7") == ["pdf-version"]


def test_object_streams_are_for_x4_alone() -> None:
    streams = {"object_stream_mode": pikepdf.ObjectStreamMode.generate, "force_version": "1.6"}
    assert codes(**streams) == ["pdf-compressed-xref", "pdf-version"]
    assert codes(standard=X4, **streams) == []


def test_an_encrypted_file_that_opens_is_judged() -> None:
    lock = pikepdf.Encryption(owner="x", user="", R=3, aes=False, metadata=False)
    assert codes(standard=X4, encryption=lock, static_id=False) == ["pdf-encrypted"]


def test_an_encrypted_file_that_does_not_open() -> None:
    lock = pikepdf.Encryption(owner="x", user="y", R=3, aes=False, metadata=False)
    result = judged(PressFile(X4).saved(encryption=lock, static_id=False))
    assert not result.read
    assert [f.code for f in result.findings] == ["pdf-encrypted"]


def test_a_trailer_without_id() -> None:
    data = PressFile().saved()
    start = data.rindex(b"/ID [")
    end = data.index(b"]", start) + 1
    assert [f.code for f in findings(data[:start] + b" " * (end - start) + data[end:])] == ["pdf-no-id"]


def test_a_damaged_file_is_read_and_told() -> None:
    data = PressFile().saved()
    at = data.rindex(b"startxref")
    assert [f.code for f in findings(data[:at] + b"startxref\n7\n%%EOF\n")] == ["pdf-repaired"]


@pytest.mark.parametrize("data", [b"", b"%PDF-1.3\n", b"<html>", b"\x89PNG\r\n\x1a\n" + bytes(100)])
def test_what_is_no_pdf_is_told(data: bytes) -> None:
    result = judged(data)
    assert not result.read
    assert [f.code for f in result.findings] == ["pdf-unreadable"]


def test_a_file_without_pages() -> None:
    empty = pikepdf.new()
    empty.Root["/Pages"]["/Count"] = 0
    file = io.BytesIO()
    empty.save(file)
    result = judged(file.getvalue())
    assert not result.read
    assert "pdf-no-pages" in {f.code for f in result.findings}


@pytest.mark.parametrize(
    ("content", "code"),
    [(b" 1 2 re f", "content-broken"), (b" /No Do", "content-broken"), (b" q" * 300, "page-too-complex")],
)
def test_contents_that_cannot_be_followed(content: bytes, code: str) -> None:
    def spoil(made: PressFile) -> None:
        made.content += content

    assert codes(spoil) == [code]


# The marker and the information.


def _without(key: str) -> Spoil:
    return lambda made: made.info.pop(key)


def _with(key: str, value: object) -> Spoil:
    return lambda made: made.info.update({key: value})


@pytest.mark.parametrize(
    ("spoil", "code"),
    [
        (_without("/GTS_PDFXVersion"), "standard-not-claimed"),
        (_without("/GTS_PDFXConformance"), "standard-other"),
        (_without("/Title"), "info-missing"),
        (_with("/Title", String(" ")), "info-missing"),
        (_without("/ModDate"), "info-missing"),
        (_without("/Producer"), "info-maker-missing"),
        (_without("/Trapped"), "trapped-wrong"),
        (_with("/Trapped", Name.Unknown), "trapped-wrong"),
        (_with("/Trapped", String("False")), "trapped-wrong"),
        (_with("/Private", Name.Odd), "info-not-text"),
    ],
)  # fmt: skip
def test_claims_and_information(spoil: Spoil, code: str) -> None:
    assert codes(spoil) == [code]


def test_x4_has_its_information_in_xmp() -> None:
    def spoil(made: PressFile) -> None:
        for key in ("/Title", "/CreationDate", "/ModDate", "/Trapped"):
            del made.info[key]

    assert codes(spoil, X4) == []
    assert codes(spoil) == ["info-missing", "trapped-wrong"]


def test_another_standard_is_asked_for() -> None:
    pdf = PressFile(X4).saved()
    assert "standard-other" in {f.code for f in findings(pdf, X1A)}
    assert [f.code for f in findings(PressFile(X1A_2003).saved(), X1A_2003)] == []


@pytest.mark.parametrize(
    ("old", "new", "code"),
    [
        ('pdf:Trapped="False"', 'pdf:Trapped="True"', "xmp-disagrees"),
        ("A &amp; B", "C", "xmp-disagrees"),
        ('xmp:CreateDate="2026', 'xmp:CreateDate="2025', "xmp-disagrees"),
        ('xmpMM:VersionID="1"', "", "xmp-missing"),
        ("PDF/X-4", "PDF/X-4p", "marker-wrong"),
    ],
)
def test_xmp(old: str, new: str, code: str) -> None:
    assert old in XMP
    assert codes(lambda made: made.xmp(XMP.replace(old, new)), X4) == [code]


# The output intent.


def _intent(**entries: object) -> Spoil:
    def spoil(made: PressFile) -> None:
        for key, value in entries.items():
            if value is None:
                del made.intent["/" + key]
            else:
                made.intent["/" + key] = value

    return spoil


def _profile(data: bytes, count: int) -> Spoil:
    return lambda made: made.intent.__setitem__("/DestOutputProfile", made.pdf.make_stream(data, N=count))


@pytest.mark.parametrize(
    ("spoil", "code"),
    [
        (lambda made: made.pdf.Root.__delitem__("/OutputIntents"), "intent-missing"),
        (_intent(S=Name.GTS_PDFA1), "intent-missing"),
        (lambda made: made.pdf.Root.OutputIntents.append(made.intent), "intent-several"),
        (_intent(OutputConditionIdentifier=String("IFRA 26")), "intent-unregistered"),
        (_intent(RegistryName=None), "intent-unregistered"),
        (_intent(OutputConditionIdentifier=None), "intent-no-condition"),
        (_intent(Info=None), "intent-no-info"),
        (_intent(OutputConditionIdentifier=String("FOGRA39")), "intent-not-newsprint"),
        (_profile(profile(kind=b"mntr"), 4), "intent-profile-wrong"),
        (_profile(profile(space=b"RGB "), 3), "intent-profile-wrong"),
        (_profile(profile(version=4), 4), "intent-profile-wrong"),
        (_profile(profile(), 3), "intent-profile-wrong"),
        (_profile(b"none", 4), "intent-profile-wrong"),
    ],
)  # fmt: skip
def test_output_intents(spoil: Spoil, code: str) -> None:
    assert codes(spoil) == [code]


def test_intents_that_are_right() -> None:
    assert codes(_profile(profile(), 4)) == []
    assert (
        codes(
            lambda made: (
                _profile(profile(), 4)(made),
                _intent(OutputConditionIdentifier=String("House"))(made),
            )
        )
        == []
    )
    assert codes(_profile(profile(version=4), 4), X4) == []
    assert codes(_intent(DestOutputProfile=None), X4) == ["intent-no-profile"]


# Page boxes.


def _page(**entries: object) -> Spoil:
    def spoil(made: PressFile) -> None:
        for key, value in entries.items():
            if value is None:
                del made.page["/" + key]
            else:
                made.page["/" + key] = value

    return spoil


@pytest.mark.parametrize(
    ("spoil", "code"),
    [
        (_page(TrimBox=None), "trim-missing"),
        (_page(ArtBox=Array([0, 0, 200, 200])), "trim-and-art"),
        (_page(BleedBox=Array([10, 0, 200, 200])), "boxes-not-nested"),
        (_page(BleedBox=Array([-9, 0, 200, 200])), "boxes-not-nested"),
        (_page(TrimBox=Array([0, 0, 300, 200])), "boxes-not-nested"),
        (_page(CropBox=Array([20, 20, 180, 180])), "boxes-not-nested"),
        (_page(CropBox=Array([0, 0, 190, 200]), TrimBox=Array([0, 0, 150, 200])), "crop-not-media"),
        (_page(UserUnit=2), "user-unit"),
        (_page(Rotate=90), "page-rotated"),
        (_page(MediaBox=Array([0, 0, 15000, 200])), "page-too-large"),
    ],
)  # fmt: skip
def test_page_boxes(spoil: Spoil, code: str) -> None:
    assert codes(spoil) == [code]


def test_boxes_that_are_right() -> None:
    assert codes(_page(TrimBox=None, ArtBox=Array([0, 0, 200, 200]))) == []
    assert codes(_page(BleedBox=Array([0, 0, 200, 200]), TrimBox=Array([9, 9, 191, 191]))) == []


def test_pages_of_two_sizes() -> None:
    made = PressFile()
    made.saved()
    made.pdf.pages.append(made.pdf.pages[0])
    made.pdf.pages[1].obj["/TrimBox"] = Array([0, 0, 180, 200])
    assert [(f.code, f.page) for f in findings(made.saved())] == [("trims-differ", 2)]


# What may stand anywhere.


def _root(key: str, value: object) -> Spoil:
    return lambda made: made.pdf.Root.__setitem__(key, value)


def _object(value: Dictionary) -> Spoil:
    return lambda made: made.page.__setitem__("/PieceInfo", made.pdf.make_indirect(value))


def _annotation(rect: list[int], kind: Name = Name.Link) -> Spoil:
    return _page(Annots=Array([Dictionary(Type=Name.Annot, Subtype=kind, Rect=rect)]))


def _attached(made: PressFile) -> None:
    made.pdf.attachments["x.exe"] = b"MZ"


@pytest.mark.parametrize(
    ("spoil", "code"),
    [
        (_root("/OpenAction", Dictionary(S=Name.JavaScript, JS=String("app.beep()"))), "active-content"),
        (_root("/AA", Dictionary(WC=Dictionary(S=Name.Named, N=Name.Print))), "active-content"),
        (_root("/AcroForm", Dictionary(Fields=[Dictionary(T=String("a"))])), "active-content"),
        (_page(AA=Dictionary(O=Dictionary(S=Name.Launch))), "active-content"),
        (_annotation([10, 10, 20, 20]), "annotation-on-page"),
        (_annotation([10, 10, 20, 20], Name.PrinterMark), "annotation-on-page"),
        (_attached, "embedded-files"),
        (_root("/OCProperties", Dictionary(OCGs=[], D=Dictionary())), "layers"),
        (_object(Dictionary(Type=Name.ExtGState, TR=Name.Wild)), "objects-forbidden"),
        (_object(Dictionary(Type=Name.ExtGState, HTP=[0, 0])), "objects-forbidden"),
        (_object(Dictionary(HalftoneType=6)), "objects-forbidden"),
        (_object(Dictionary(Subtype=Name.Form, OPI=Dictionary())), "objects-forbidden"),
        (_object(Dictionary(Subtype=Name.PS)), "objects-forbidden"),
        (_object(Dictionary(Subtype=Name.Form, Ref=Dictionary())), "objects-forbidden"),
        (_object(Dictionary(Subtype=Name.Image, Alternates=[])), "objects-forbidden"),
        (_page(SeparationInfo=Dictionary()), "objects-forbidden"),
    ],
)  # fmt: skip
def test_what_a_press_file_does_not_hold(spoil: Spoil, code: str) -> None:
    assert codes(spoil) == [code]


def test_annotations_outside_the_bleed_and_marks_outside_the_trim_are_allowed() -> None:
    def spoil(made: PressFile) -> None:
        _page(TrimBox=Array([20, 20, 180, 180]), BleedBox=Array([10, 10, 190, 190]))(made)
        outside = [
            Dictionary(Subtype=Name.Text, Rect=[0, 0, 10, 10]),
            Dictionary(Subtype=Name.PrinterMark, Rect=[12, 12, 20, 20]),
        ]
        made.page["/Annots"] = Array(outside)

    assert codes(spoil) == []


def test_a_link_on_the_page_is_one_finding() -> None:
    link = Dictionary(
        Subtype=Name.Link, Rect=[9, 9, 20, 20], A=Dictionary(S=Name.URI, URI=String("https://example.org/"))
    )
    assert codes(_page(Annots=Array([link]))) == ["annotation-on-page"]


@pytest.mark.parametrize(
    ("name", "in_x4"), [("LZWDecode", True), ("JPXDecode", False), ("JBIG2Decode", False)]
)
def test_filters(name: str, in_x4: bool) -> None:  # noqa: FBT001
    def spoil(made: PressFile) -> None:
        odd = made.pdf.make_stream(b"\x80\x0b\x60\x50\x22\x0c\x0c\x85\x01")
        odd["/Filter"] = Name("/" + name)
        made.page["/PieceInfo"] = odd

    # qpdf undoes LZW when it saves, unless it is told to leave streams alone.
    raw = {"stream_decode_level": pikepdf.StreamDecodeLevel.none, "compress_streams": False}
    assert codes(spoil, **raw) == ["filter-forbidden"]
    assert codes(spoil, X4, **raw) == (["filter-forbidden"] if in_x4 else [])
