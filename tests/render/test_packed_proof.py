"""A packed document holds the same objects as a plain one (issue 9)."""

from __future__ import annotations

import io

import pikepdf
import pytest

from typeset.render.pdf.objects import Document, Raw, Stream, array, dictionary, name, text_string


def written(*, packed: bool, many: int = 450) -> bytes:
    document = Document((1, 7), packed=packed)
    pages = dictionary(Type=name("Pages"), Count=1)
    page = dictionary(
        Type=name("Page"), Parent=document.add(pages), MediaBox=array([0, 0, 9, 9]), Resources=dictionary()
    )
    pages["Kids"] = array([document.add(page)])
    catalog = dictionary(Type=name("Catalog"), Pages=document.add(pages))
    kept = [
        document.add(dictionary(Number=number, Text=text_string(f"第{number}版"))) for number in range(many)
    ]
    kept.append(document.add(Stream(b"BT ET " * 50, compress=True)))
    kept.append(document.add(Raw.stream({b"/Own": b"true"}, b"endstream", compress=False)))
    kept.append(document.add(Raw(b"[ 1 2 3 ]")))
    catalog["Kept"] = array(kept)
    return document.write(catalog, dictionary(Title=text_string("报")))


@pytest.mark.parametrize("packed", [False, True])
def test_everything_is_found_in_it(*, packed: bool) -> None:
    data = written(packed=packed)
    with pikepdf.open(io.BytesIO(data)) as pdf:
        assert pdf.check_pdf_syntax() == []
        kept = pdf.Root.Kept
        assert [str(one.Text) for one in kept[:450]] == [f"第{number}版" for number in range(450)]
        assert kept[450].read_bytes() == b"BT ET " * 50
        assert (kept[451].Own, kept[451].read_bytes()) == (True, b"endstream")
        assert [int(number) for number in kept[452]] == [1, 2, 3]
        assert str(pdf.docinfo.Title) == "报"


def test_packed_is_smaller_and_the_same_every_time() -> None:
    packed = written(packed=True)
    assert packed == written(packed=True)
    assert len(packed) * 3 < len(written(packed=False))
    assert b"/Type /ObjStm" in packed
    assert b"\nxref\n" not in packed
