from __future__ import annotations

import pickle
from dataclasses import dataclass, field
from io import BytesIO

import pytest
from fontTools import subset

from typeset.faces import FaceBook, FaceRecord


def only(data: bytes, characters: str) -> bytes:
    options = subset.Options(notdef_outline=True)
    font = subset.load_font(BytesIO(data), options)
    cutter = subset.Subsetter(options)
    cutter.populate(text=characters)
    cutter.subset(font)
    out = BytesIO()
    font.save(out)
    return out.getvalue()


@dataclass
class Counted:
    """A source that counts how often it is read."""

    role: str
    data: bytes
    fallback: tuple[str, ...] = ()
    file: str = ""
    reads: list[str] = field(default_factory=list)

    def record(self) -> FaceRecord:
        self.reads.append(self.role)
        return FaceRecord(self.role, self.data, fallback=self.fallback)


@pytest.fixture
def book(square_data: bytes) -> FaceBook:
    return FaceBook(
        [
            FaceRecord("仿宋", only(square_data, "中，"), fallback=("楷",)),
            FaceRecord("楷", only(square_data, "国"), fallback=("仿宋", "宋", "谁")),
            FaceRecord("宋", only(square_data, "中国报"), fallback=("宋",)),
        ]
    )


def test_roles_are_known_by_name(book: FaceBook) -> None:
    assert book.roles == ("仿宋", "楷", "宋")
    assert book.face("楷").role == "楷"
    assert "楷" in book
    assert "隶" not in book


def test_unknown_roles_are_key_errors(book: FaceBook) -> None:
    with pytest.raises(KeyError):
        book.face("隶")
    with pytest.raises(KeyError):
        book.pick("隶", "中")


@pytest.mark.parametrize(
    ("role", "char", "found"),
    [
        ("仿宋", "中", "仿宋"),
        ("仿宋", "国", "楷"),
        ("仿宋", "报", "宋"),
        ("楷", "，", "仿宋"),
        ("宋", "中", "宋"),
    ],
)
def test_pick_follows_the_fallback_chain(book: FaceBook, role: str, char: str, found: str) -> None:
    for _ in range(2):
        face = book.pick(role, char)
        assert face is not None
        assert face.role == found


def test_pick_is_none_when_no_face_of_the_chain_has_the_character(book: FaceBook) -> None:
    assert book.pick("仿宋", "龘") is None
    assert book.pick("宋", "，") is None


def test_chain_ends_in_spite_of_circles_and_unknown_roles(book: FaceBook) -> None:
    assert book.chain("楷") == ("楷", "仿宋", "宋")


def test_faces_are_read_when_first_asked_for_and_once(square_data: bytes) -> None:
    song, hei = Counted("宋", square_data, ("黑",)), Counted("黑", square_data)
    book = FaceBook([song, hei])
    assert book.pick("宋", "中") is book.pick("宋", "国") is book.face("宋")
    assert (song.reads, hei.reads) == (["宋"], [])


def test_of_two_sources_with_one_role_the_later_counts(square_data: bytes) -> None:
    book = FaceBook([FaceRecord("宋", b""), FaceRecord("宋", square_data)])
    assert book.roles == ("宋",)
    assert book.face("宋").glyph("中") > 0


def test_book_can_be_sent_to_another_process(book: FaceBook) -> None:
    copy = pickle.loads(pickle.dumps(book))
    face = copy.pick("仿宋", "报")
    assert face.role == "宋"
    assert copy.roles == book.roles
