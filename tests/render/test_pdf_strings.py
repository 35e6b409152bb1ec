"""Strings are written as bytes: what means something in a string, or to a reader of lines, is escaped (issue 9: half as long as digits)."""

from __future__ import annotations

import io

import pikepdf
import pytest
from hypothesis import given
from hypothesis import strategies as st

from typeset.render.pdf.objects import Document, Raw, dictionary, in_string, name, text_literal


def read_back(content: str) -> tuple[bytes, str]:
    """A string as another program reads it out of a document: its bytes, and the text."""
    document = Document()
    pages = dictionary(Type=name("Pages"), Kids="[]", Count=0)
    catalog = dictionary(
        Type=name("Catalog"), Pages=document.add(pages), Own=document.add(Raw(content.encode("latin-1")))
    )
    with pikepdf.open(io.BytesIO(document.write(catalog, dictionary()))) as pdf:
        return bytes(pdf.Root.Own), str(pdf.Root.Own)


@given(data=st.binary(max_size=40))
def test_bytes_of_any_value_are_read_as_they_are(data: bytes) -> None:
    assert read_back(f"({in_string(data)})")[0] == data


@pytest.mark.parametrize("low", range(0, 256, 4))
def test_every_code_is_read_from_content_as_it_is(low: int) -> None:
    codes = [high << 8 | low + more for high in range(256) for more in range(4)]
    shown = "".join(in_string(code.to_bytes(2, "big")) for code in codes)
    with pikepdf.new() as pdf:
        pdf.add_blank_page().contents_add(f"BT ({shown})Tj ET".encode("latin-1"))
        operand = pikepdf.parse_content_stream(pdf.pages[0])[1].operands[0]
    data = bytes(operand)
    assert [int.from_bytes(data[at : at + 2], "big") for at in range(0, len(data), 2)] == codes


@given(text=st.text(st.characters(exclude_categories=["Cs"]), max_size=20))
def test_texts_are_read_as_they_are(text: str) -> None:
    assert read_back(text_literal(text))[1] == text


def test_hanzi_take_two_bytes_each() -> None:
    assert len(text_literal("中文" * 50)) <= 2 * 100 + 4
    assert text_literal("中") == "(\xfe\xff\x4e\x2d)"
