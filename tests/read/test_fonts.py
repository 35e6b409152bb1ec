from __future__ import annotations

import hashlib
import pickle
from io import BytesIO
from pathlib import Path

import pytest
from fontTools.ttLib import TTCollection, TTFont

from typeset.catalogue import Lang, hints, message
from typeset.faces import FaceBook
from typeset.findings import Finding, Severity, TypesetError
from typeset.read.fonts import known_roles, read_faces
from typeset.source import MemorySources

SQUARE = (Path(__file__).parents[1] / "square.ttf").read_bytes()
DIGEST = hashlib.sha256(SQUARE).hexdigest()
BUNDLED = f"""faces:
  宋: {{file: Song.ttf, index: 0, licence: OFL-1.1, sha256: {DIGEST}, fallback: [黑]}}
  黑: {{file: Hei.ttf, licence: OFL-1.1, sha256: {DIGEST}, fallback: [宋]}}
"""


class Watched(MemorySources):
    """Sources that remember which files were read."""

    def __init__(self, files: dict[str, bytes]) -> None:
        super().__init__(files)
        self.read: list[str] = []

    def read_bytes(self, name: str) -> bytes:
        self.read.append(name)
        return super().read_bytes(name)


def workspace(own: str = "", **files: bytes) -> Watched:
    content = {
        "@bundled/fonts/fonts.yaml": BUNDLED.encode(),
        "@bundled/fonts/Song.ttf": SQUARE,
        "@bundled/fonts/Hei.ttf": SQUARE,
    }
    if own:
        content["fonts/fonts.yaml"] = own.encode()
    return Watched(content | {f"fonts/{name}": data for name, data in files.items()})


def read(own: str = "", **files: bytes) -> tuple[FaceBook, tuple[Finding, ...]]:
    book, found = read_faces(workspace(own, **files))
    assert book is not None
    return book, found


def only(found: tuple[Finding, ...]) -> Finding:
    assert len(found) == 1, found
    for lang in Lang:
        assert "{" not in message(found[0], lang)
        assert hints(found[0], lang)
    assert found[0].severity is Severity.ERROR
    return found[0]


def forbidden(fs_type: int = 0x0002) -> bytes:
    font = TTFont(BytesIO(SQUARE))
    font["OS/2"].fsType = fs_type
    out = BytesIO()
    font.save(out)
    return out.getvalue()


def collection() -> bytes:
    bundle = TTCollection()
    bundle.fonts = [TTFont(BytesIO(SQUARE)), TTFont(BytesIO(SQUARE))]
    out = BytesIO()
    bundle.save(out)
    return out.getvalue()


def test_bundled_faces_are_there_without_a_file_of_the_workspace() -> None:
    book, found = read()
    assert found == ()
    assert book.roles == ("宋", "黑")
    assert book.chain("宋") == ("宋", "黑")
    assert book.face("宋").licence == "OFL-1.1"


def test_bundled_fonts_are_read_only_when_their_face_is_asked_for() -> None:
    sources = workspace()
    book, _ = read_faces(sources)
    assert book is not None
    assert sources.read == ["@bundled/fonts/fonts.yaml"]
    book.face("黑")
    assert sources.read[1:] == ["@bundled/fonts/Hei.ttf"]


def test_workspace_overrides_and_adds_roles() -> None:
    own = "faces:\n  黑: {file: My.ttf, licence: private}\n  隶: {file: My.ttf, fallback: 黑}\n"
    book, found = read(own, **{"My.ttf": SQUARE})
    assert found == ()
    assert book.roles == ("宋", "黑", "隶")
    assert book.face("黑").record.file == "fonts/My.ttf"
    assert book.face("黑").licence == "private"
    assert book.chain("黑") == ("黑", "宋")
    assert book.chain("隶") == ("隶", "黑", "宋")


def test_a_bundled_face_may_borrow_from_one_of_the_workspace_first() -> None:
    book, found = read("faces:\n  宋: {fallback: [补]}\n  补: {file: My.ttf}\n", **{"My.ttf": SQUARE})
    assert found == ()
    assert book.face("宋").record.file == "@bundled/fonts/Song.ttf"
    assert book.chain("宋")[:3] == ("宋", "补", "黑")


def test_what_a_bundled_face_borrows_from_must_be_there() -> None:
    book, (problem,) = read("faces: {宋: {fallback: [补]}}")
    assert (problem.code, str(problem.span)) == ("face-unknown-fallback", "fonts/fonts.yaml:1:24")
    assert book.chain("宋") == ("宋", "黑")


def test_a_face_of_which_more_is_said_needs_its_file() -> None:
    _, found = read("faces: {宋: {fallback: [黑], index: 1}}")
    assert [f.code for f in found] == ["face-malformed"]


def test_new_role_without_fallback_falls_back_on_the_bundled_faces() -> None:
    book, _ = read("faces: {隶: {file: My.ttf}}", **{"My.ttf": SQUARE})
    assert set(book.chain("隶")) == {"隶", "宋", "黑"}


@pytest.mark.parametrize("index", [0, 1])
def test_a_collection_is_chosen_from_by_index(index: int) -> None:
    book, found = read(f"faces: {{隶: {{file: My.ttc, index: {index}}}}}", **{"My.ttc": collection()})
    assert found == ()
    assert book.face("隶").record.index == index
    assert book.face("隶").glyph("中") > 0


def test_index_beyond_the_collection_says_how_many_there_are() -> None:
    book, found = read("faces:\n  隶: {file: My.ttc, index: 2}\n", **{"My.ttc": collection()})
    problem = only(found)
    assert problem.code == "face-index"
    assert str(problem.span) == "fonts/fonts.yaml:2:28"
    assert message(problem, Lang.EN) == "fonts/My.ttc holds 2 faces and none of them has index 2"
    assert hints(problem, Lang.ZH) == ("index 从 0 数起，最大写 1",)
    assert "隶" not in book


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (b"not a font", "face-broken"),
        (SQUARE[:5000], "face-broken"),
        (b"wOF2" + SQUARE[4:], "face-web-font"),
        (forbidden(), "face-not-embeddable"),
        (forbidden(0x0100), "face-no-subsetting"),
        (forbidden(0x0200), "face-bitmap-only"),
    ],
)
def test_unusable_fonts_are_reported_at_once_where_they_are_named(data: bytes, code: str) -> None:
    book, found = read("faces:\n  隶: {file: My.ttf}\n", **{"My.ttf": data})
    problem = only(found)
    assert problem.code == code
    assert str(problem.span) == "fonts/fonts.yaml:2:13"
    assert "fonts/My.ttf" in message(problem, Lang.EN)
    assert book.roles == ("宋", "黑")


def test_missing_file_is_reported_with_the_name_that_was_meant() -> None:
    _, found = read("faces:\n  隶: {file: MyLi.ttf}\n", **{"MyLI.ttf": SQUARE})
    problem = only(found)
    assert problem.code == "face-missing-file"
    assert str(problem.span) == "fonts/fonts.yaml:2:13"
    assert "did you mean “MyLI.ttf”?" in hints(problem, Lang.EN)[0]


def test_unknown_fallback_is_reported_and_left_out() -> None:
    book, found = read("faces:\n  隶: {file: My.ttf, fallback: [黑, 黒]}\n", **{"My.ttf": SQUARE})
    problem = only(found)
    assert problem.code == "face-unknown-fallback"
    assert str(problem.span) == "fonts/fonts.yaml:2:35"
    assert "宋、黑、隶" in hints(problem, Lang.ZH)[0]
    assert book.chain("隶") == ("隶", "黑", "宋")


def test_unknown_key_is_reported_with_the_key_that_was_meant() -> None:
    _, found = read("faces:\n  隶: {file: My.ttf, fallbak: [黑]}\n", **{"My.ttf": SQUARE})
    problem = only(found)
    assert problem.code == "face-unknown-key"
    assert str(problem.span) == "fonts/fonts.yaml:2:21"
    assert "did you mean “fallback”?" in hints(problem, Lang.EN)[0]


@pytest.mark.parametrize(
    ("own", "place"),
    [
        ("- 宋\n", "1:1"),
        ("faces: 宋\n", "1:8"),
        ("faces:\n  隶: My.ttf\n", "2:6"),
        ("faces:\n  隶: {index: 0}\n", "2:3"),
        ("faces:\n  隶: {file: [My.ttf]}\n", "2:13"),
        ("faces:\n  隶: {file: My.ttf, index: -1}\n", "2:28"),
        ("faces:\n  隶: {file: My.ttf, index: first}\n", "2:28"),
        ("faces:\n  隶: {file: My.ttf, fallback: {黑: 1}}\n", "2:31"),
    ],
)
def test_what_is_not_written_right_is_reported_where_it_stands(own: str, place: str) -> None:
    book, found = read(own, **{"My.ttf": SQUARE})
    problem = only(found)
    assert problem.code == "face-malformed"
    assert str(problem.span) == f"fonts/fonts.yaml:{place}"
    assert book.roles == ("宋", "黑")


def test_all_problems_of_a_file_are_reported_together() -> None:
    own = "face: {}\nfaces:\n  隶: {file: No.ttf, fallback: [x], size: 1}\n  篆: {file: My.ttf}\n"
    _, found = read(own, **{"My.ttf": b""})
    codes = {"face-unknown-key", "face-missing-file", "face-unknown-fallback", "face-broken"}
    assert {f.code for f in found} == codes
    assert len(found) == 5


def test_a_changed_bundled_font_stops_the_work_when_it_is_used() -> None:
    sources = Watched({"@bundled/fonts/fonts.yaml": BUNDLED.encode(), "@bundled/fonts/Song.ttf": SQUARE + b"\0",
                       "@bundled/fonts/Hei.ttf": SQUARE})  # fmt: skip
    book, found = read_faces(sources)
    assert book is not None
    assert found == ()
    book.face("黑")
    with pytest.raises(TypesetError) as caught:
        book.face("宋")
    problem = only(caught.value.findings)
    assert problem.code == "face-changed"
    assert str(problem.span) == "@bundled/fonts/fonts.yaml:2:13"


def test_a_font_of_the_workspace_that_changed_is_no_bundled_one() -> None:
    manifest = f"faces:\n  隶: {{file: My.ttf, sha256: {'0' * 64}}}\n"
    _, found = read(manifest, **{"My.ttf": SQUARE})
    problem = only(found)
    assert problem.code == "own-face-changed"
    assert "与 fonts.yaml 里记的 sha256 不符" in message(problem, Lang.ZH)


def test_verify_opens_the_bundled_fonts_at_once() -> None:
    files = {"@bundled/fonts/fonts.yaml": BUNDLED.encode(), "@bundled/fonts/Song.ttf": b"broken"}
    book, found = read_faces(MemorySources(files), verify=True)
    assert book is None
    assert [f.code for f in found] == ["face-changed", "face-missing-file"]


def test_no_faces_at_all_is_a_finding() -> None:
    book, found = read_faces(MemorySources({}))
    assert book is None
    assert only(found).code == "faces-none"


def test_book_can_be_sent_to_another_process_with_its_sources() -> None:
    files = {"fonts/fonts.yaml": "faces: {宋: {file: S.ttf}}".encode(), "fonts/S.ttf": SQUARE}
    book, _ = read_faces(MemorySources(files))
    copy = pickle.loads(pickle.dumps(book))
    assert copy.face("宋").glyph("中") > 0


def test_roles_with_a_fault_are_known_all_the_same() -> None:
    book, found = read(
        "faces:\n  楷: {file: none.ttf}\n  行: {file: own.ttf, index: 4}\n", **{"own.ttf": SQUARE}
    )
    assert {f.code for f in found} == {"face-missing-file", "face-index"}
    assert known_roles(book, found) == {"宋", "黑", "楷", "行"}
    assert known_roles(*read()) == {"宋", "黑"}


def test_roles_are_not_known_when_the_manifest_cannot_be_read() -> None:
    book, found = read("faces: [楷]\n")
    assert known_roles(book, found) is None
    assert known_roles(None, ()) is None
