"""Filters, predictors, functions and mesh shadings, against examples of the standard and against qpdf's decoders."""

from __future__ import annotations

import zlib

import pikepdf
import pytest
from pikepdf import Array, Dictionary, Name

from typeset.plates.cmaps import cmap_of, meanings_of
from typeset.plates.functions import function_of
from typeset.plates.lexer import instructions
from typeset.plates.lzw import unlzw
from typeset.plates.streams import decoded, filters_of, parameters_of, raw, unfiltered


@pytest.fixture
def pdf() -> pikepdf.Pdf:
    return pikepdf.new()


def test_lzw_decodes_the_example_of_the_standard() -> None:
    # ISO 32000-1, 7.4.4.2, EXAMPLE 2.
    coded = bytes((0x80, 0x0B, 0x60, 0x50, 0x22, 0x0C, 0x0C, 0x85, 0x01))
    assert unlzw(coded, 1000)[0] == bytes((45, 45, 45, 45, 45, 65, 45, 45, 45, 66))


def test_lzw_of_many_codes_is_what_was_coded() -> None:
    plain = bytes((i * i // 7 + i) % 251 for i in range(20_000))
    assert unlzw(_lzw(plain), 100_000) == (plain, False, False)
    assert unlzw(_lzw(plain), 500)[:2] == (plain[:500], True)


def _lzw(plain: bytes) -> bytes:
    """An encoder as the standard describes it, to be decoded again."""
    table = {bytes((i,)): i for i in range(256)}
    bits, width, held = [(256, 9)], 9, b""
    following = 258
    for byte in plain:
        longer = held + bytes((byte,))
        if longer in table:
            held = longer
            continue
        bits.append((table[held], width))
        table[longer], following = following, following + 1
        if following + 1 > 1 << width:
            width += 1
        held = bytes((byte,))
        if following >= 4094:
            bits.append((table[held], width))
            bits.append((256, width))
            table, following, width, held = {bytes((i,)): i for i in range(256)}, 258, 9, b""
    if held:
        bits.append((table[held], width))
    bits.append((257, width))
    packed = "".join(f"{code:0{size}b}" for code, size in bits)
    packed += "0" * (-len(packed) % 8)
    return int(packed, 2).to_bytes(len(packed) // 8, "big")


@pytest.mark.parametrize(
    ("filters", "data", "plain"),
    [
        (["ASCIIHexDecode"], b"48 65 6C6c 6F7>", b"Hellop"),
        (["ASCII85Decode"], b'87cURD]i,"Ebo80~>', b"Hello World!"),
        (["RunLengthDecode"], b"\x02abc\xfex\x80", b"abcxxx"),
        (["ASCIIHexDecode", "FlateDecode"], zlib.compress(b"twice").hex().encode() + b">", b"twice"),
    ],
)
def test_filters_alone_and_in_a_row(pdf: pikepdf.Pdf, filters: list[str], data: bytes, plain: bytes) -> None:
    stream = pdf.make_stream(data)
    stream["/Filter"] = Array([Name("/" + f) for f in filters])
    assert decoded(stream).data == plain


@pytest.mark.parametrize("kind", range(5))
def test_predictors_agree_with_qpdf(pdf: pikepdf.Pdf, kind: int) -> None:
    rows = b"".join(bytes((kind,)) + bytes((x * 7 + y * 3) % 256 for x in range(12)) for y in range(6))
    stream = pdf.make_stream(zlib.compress(rows))
    stream["/Filter"] = Name.FlateDecode
    stream["/DecodeParms"] = Dictionary(Predictor=15, Colors=3, Columns=4)
    theirs = stream.read_bytes()
    assert unfiltered(raw(stream), filters_of(stream), parameters_of(stream), 1000).data == theirs
    assert decoded(stream).data == theirs
    assert decoded(stream, 50).data == theirs[:50]


def test_a_bomb_with_a_predictor_is_cut_too(pdf: pikepdf.Pdf) -> None:
    stream = pdf.make_stream(zlib.compress(bytes(50_000_000), 9))
    stream["/Filter"] = Name.FlateDecode
    stream["/DecodeParms"] = Dictionary(Predictor=15, Columns=100)
    got = decoded(stream, 1000)
    assert (got.data, got.cut) == (bytes(1000), True)


def test_a_bomb_is_cut_at_the_limit(pdf: pikepdf.Pdf) -> None:
    stream = pdf.make_stream(zlib.compress(bytes(50_000_000), 9))
    stream["/Filter"] = Name.FlateDecode
    got = decoded(stream, 1000)
    assert (len(got.data), got.cut) == (1000, True)


def test_a_truncated_stream_gives_what_is_there(pdf: pikepdf.Pdf) -> None:
    whole = zlib.compress(bytes(range(256)) * 40)
    stream = pdf.make_stream(whole[: len(whole) // 2])
    stream["/Filter"] = Name.FlateDecode
    got = decoded(stream)
    assert got.damaged
    assert (bytes(range(256)) * 40).startswith(got.data)


def test_exponential_and_stitched_functions() -> None:
    low, high = (Dictionary(FunctionType=2, Domain=[0, 1], N=n, C0=[0], C1=[1]) for n in (1, 2))
    both = Dictionary(FunctionType=3, Domain=[0, 2], Functions=[low, high], Bounds=[1], Encode=[0, 1, 0, 1])
    stitched = function_of(both, 1)
    assert stitched((0.25,)) == (0.25,)
    assert stitched((1.5,)) == (0.25,)
    assert stitched((9.0,)) == (1.0,)


def test_sampled_functions_interpolate(pdf: pikepdf.Pdf) -> None:
    about = {"FunctionType": 0, "Domain": [0, 1], "Range": [0, 1, 0, 1], "Size": [3]}
    eight = function_of(
        pdf.make_stream(bytes((0, 255, 255, 0, 0, 255)), Dictionary(BitsPerSample=8, **about)), 2
    )
    assert eight((0.25,)) == pytest.approx((0.5, 0.5))
    four = function_of(pdf.make_stream(bytes((0x0F, 0xF0, 0x0F)), Dictionary(BitsPerSample=4, **about)), 2)
    assert four((0.25,)) == pytest.approx((0.5, 0.5))


@pytest.mark.parametrize(
    ("program", "result"),
    [
        (b"{2 mul 1 exch sub}", (0.5,)),
        (b"{dup 0.2 gt {pop 1}{pop 0} ifelse}", (1.0,)),
        (b"{1 2 3 4 3 1 roll}", (0.25, 1.0, 4.0, 2.0, 3.0)),
        (b"{0 div}", (0.0,)),
        (b"{pop pop pop}", (0.0,)),
        (b"{0.5 exch 2 copy}", (0.5, 0.25, 0.5, 0.25)),
    ],
)
def test_calculator_functions(pdf: pikepdf.Pdf, program: bytes, result: tuple[float, ...]) -> None:
    function = function_of(pdf.make_stream(program, FunctionType=4, Domain=[0, 1], Range=[]), 1)
    assert function((0.25,)) == result


def test_a_function_of_itself_ends(pdf: pikepdf.Pdf) -> None:
    one = pdf.make_indirect(Dictionary(FunctionType=3, Domain=[0, 1], Bounds=[], Encode=[0, 1]))
    one["/Functions"] = Array([one])
    assert function_of(one, 2)((0.5,)) == (0.0, 0.0)


def test_instructions_with_strings_arrays_and_comments() -> None:
    found = list(instructions(b"BT%c\n/F#31 12 Tf[(a\\)\\101(b))-20 <4142 4>]TJ\n<</A[1 true null]>>BDC ET"))
    assert [i.operator for i in found] == [b"BT", b"Tf", b"TJ", b"BDC", b"ET"]
    assert found[1].operands == ["F1", 12.0]
    assert found[2].operands == [[b"a)A(b)", -20.0, b"AB@"]]
    assert found[3].operands == [{"A": [1.0, True, None]}]


def test_many_numbers_without_an_operator_do_not_take_for_ever() -> None:
    assert [i.operator for i in instructions(b"1 " * 200_000)][:1] == [b"?"]


def test_cmaps_know_their_codes_and_meanings(pdf: pikepdf.Pdf) -> None:
    source = (b"/WMode 1 def 2 begincodespacerange <00> <7f> <8140> <fefe> endcodespacerange "
              b"1 begincidrange <8140> <8143> 100 endcidrange 1 begincidchar <20> 7 endcidchar "
              b"1 beginbfrange <8140> <8141> <4e00> endbfrange 1 beginbfchar <20> <D842DFB7> endbfchar")  # fmt: skip
    stream = pdf.make_stream(source, CMapName=Name.Mine)
    cmap = cmap_of(stream)
    assert cmap.vertical
    assert cmap.codes(b" \x81\x42") == [(0x20, 1), (0x8142, 2)]
    assert [cmap.cid(0x20), cmap.cid(0x8142), cmap.cid(0x9999)] == [7, 102, 0]
    assert meanings_of(stream) == {0x8140: "一", 0x8141: "丁", 0x20: "𠮷"}
    assert cmap_of(Name("/GBK-EUC-H")).codes("a中".encode("gbk")) == [(0x61, 1), (0xD6D0, 2)]
