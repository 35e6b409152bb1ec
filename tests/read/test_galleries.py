"""Galleries and captions as they are typed."""

from __future__ import annotations

import io

import pytest
from newsroom import read, with_story
from PIL import Image

from typeset.model.style import CaptionPlace

HEAD = "---\nheadline: 题\n---\n"


def given(body: str) -> dict[str, str | bytes]:
    """The workspace with this body and two pictures beside it."""
    file = io.BytesIO()
    Image.new("L", (60, 40)).save(file, "JPEG")
    return with_story(HEAD + body, a=file.getvalue(), b=file.getvalue())


def test_a_gallery_is_read_with_its_captions_and_its_form() -> None:
    known = read(
        given(
            '::: 组图 {columns=1-2 across=2 place=bottom rows=12 caption="**江上**一日" credit="某某　摄"}\n'
            "![（一）](a.jpg)\n![**晨**雾](b.jpg){caption_place=over}\n:::\n\n前。\n"
        )
    )
    assert known.codes == []
    (aside,) = known.edition.stories["lead"].asides
    gallery = aside.gallery
    assert gallery is not None
    assert (gallery.across, gallery.rows, gallery.credit) == (2, 12, "某某　摄")
    assert (gallery.caption, gallery.caption_strong) == ("江上一日", ((0, 2),))
    one, two = gallery.pictures
    assert (one.caption, two.caption, two.caption_strong) == ("（一）", "晨雾", ((0, 1),))
    assert (one.caption_place, two.caption_place) == (None, CaptionPlace.OVER)
    assert str(two.span).endswith("lead.md:6:1")


@pytest.mark.parametrize(
    ("body", "code", "place"),
    [
        ("::: gallery\n:::\n\n前。\n", "gallery-empty", "4:1"),
        ("::: gallery\n![](a.jpg)\n一句话。\n:::\n\n前。\n", "gallery-copy", "6:1"),
        ("::: gallery\n![](c.jpg)\n:::\n\n前。\n", "missing-picture", "5:1"),
        ("::: gallery {across=0}\n![](a.jpg)\n:::\n\n前。\n", "picture-attribute", "4:14"),
        ("![](a.jpg){caption_place=top}\n\n前。\n", "bad-choice", "4:12"),
    ],
)
def test_mistakes_are_told_with_their_place(body: str, code: str, place: str) -> None:
    known = read(given(body))
    (told,) = [f for f in known.findings if f.code == code]
    assert str(told.span).endswith(f"lead.md:{place}")
