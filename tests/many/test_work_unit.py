"""The work unit: what is packed is enough to set the edition where none of its files are, with the same bytes."""

from __future__ import annotations

import io
import pickle
import shutil
from pathlib import Path

import pytest
from PIL import Image

from typeset import press
from typeset.press.edition import BuildOptions, Printed
from typeset.press.equipment import equipment
from typeset.press.face_shelf import FaceShelf
from typeset.press.packing import Faces, Order, Packed, packed, with_answers
from typeset.press.unit import Answer, Ask, Refused, Unit, Unlike, Wanting
from typeset.press.unit_work import answer, work
from typeset.read.disk import DiskSources
from typeset.source import Sources

ROOT = Path(__file__).parents[2]
_USUAL = BuildOptions()


def workspace(folder: Path, name: str) -> Path:
    """A copy of an edition of this repository, without its own copy of the bundled faces where it needs none."""
    for part in ("layouts", "fonts", f"editions/{name}"):
        shutil.copytree(ROOT / part, folder / part, ignore=shutil.ignore_patterns("out", "licences"))
    return folder / "editions" / name


def shelf(folder: Path) -> FaceShelf:
    return FaceShelf(folder / "shelf", DiskSources(ROOT))


def moved(unit: Unit) -> Unit:
    """The unit as it comes out on the other side."""
    return pickle.loads(pickle.dumps(unit))


def far_away(one: Packed, files: Path, elsewhere: Path, monkeypatch: pytest.MonkeyPatch) -> Answer:
    """What a unit comes to in an empty folder, while the files it was made of are out of the way."""
    elsewhere.mkdir(exist_ok=True)
    monkeypatch.chdir(elsewhere)
    hidden = files.with_name("hidden")
    files.rename(hidden)
    try:
        return answer(moved(one.unit), shelf(elsewhere.parent))
    finally:
        hidden.rename(files)
        assert not list(elsewhere.iterdir())


@pytest.mark.parametrize("name", ["starter", "school", "2026-11-22"])
def test_a_unit_gives_the_bytes_of_a_build_beside_the_files(name: str, tmp_path: Path, monkeypatch) -> None:
    edition = workspace(tmp_path / "group", name)
    one = packed(Order(edition=edition), Faces())
    made = far_away(one, tmp_path / "group", tmp_path / "empty", monkeypatch)
    assert isinstance(made, Printed)
    built = press.build(press.load(edition))
    local = {file.relative_to(edition).as_posix(): file.read_bytes() for file in built.files}
    assert {f"out/{file}".replace("out/../", ""): data for file, data in made.files.items()} == local
    assert made.outcome.findings == built.outcome.findings


def test_what_nobody_thought_of_is_asked_for(papers, tmp_path: Path, monkeypatch) -> None:
    [edition] = papers(1)
    archive = tmp_path / "group" / "archive" / "old"
    archive.mkdir(parents=True)
    data = io.BytesIO()
    Image.new("L", (400, 300), 120).save(data, "PNG", dpi=(300, 300))
    (archive / "bridge.png").write_bytes(data.getvalue())
    story = edition / "stories" / "news.md"
    text = story.read_text(encoding="utf-8")
    story.write_text(text + "\n![老桥](../../../archive/old/bridge.png)\n", encoding="utf-8")
    one = packed(Order(edition=edition), Faces())
    rounds = 0
    while True:
        made = far_away(one, tmp_path / "group", tmp_path / "empty", monkeypatch)
        if not isinstance(made, Wanting):
            break
        rounds += 1
        assert made.questions
        one = with_answers(one, made.questions)
    assert rounds == 2
    assert isinstance(made, Printed)
    built = press.build(press.load(edition), out=tmp_path / "out")
    assert not any(f.code == "missing-picture" for f in built.findings)
    assert made.files["edition.pdf"] == (tmp_path / "out" / "edition.pdf").read_bytes()


def test_large_files_nobody_mentions_stay_where_they_are(papers) -> None:
    [edition] = papers(1)
    (edition / "pictures").mkdir()
    (edition / "pictures" / "unused.png").write_bytes(b"x" * 10_000)
    (edition / "out").mkdir()
    (edition / "out" / "notes.txt").write_text("old", encoding="utf-8")
    unit = packed(Order(edition=edition), Faces()).unit
    assert b"x" * 10_000 not in unit.contents.values()
    assert "editions/paper-01/pictures/unused.png" in unit.answers.files["editions/paper-01/pictures"]
    assert not any("/out/" in name for name in unit.answers.content)


def own_face(group: Path) -> None:
    (group / "fonts").mkdir(exist_ok=True)
    shutil.copy(ROOT / "tests" / "square.ttf", group / "fonts" / "Square.ttf")
    (group / "fonts" / "fonts.yaml").write_text("faces: {方: {file: Square.ttf}}\n", encoding="utf-8")


def test_a_face_of_its_own_is_sent_once(papers, tmp_path: Path) -> None:
    first, second = papers(2)
    own_face(tmp_path / "group")
    faces, kept = Faces(), shelf(tmp_path)
    one = packed(Order(edition=first), faces)
    assert not any(len(data) > 20_000 for data in one.unit.contents.values())
    wanting = answer(moved(one.unit), kept)
    assert wanting == Wanting(frozenset({(Ask.CONTENT, "fonts/Square.ttf")}))
    assert isinstance(answer(moved(with_answers(one, wanting.questions).unit), kept), Printed)
    other = packed(Order(edition=second), faces)
    assert isinstance(answer(moved(other.unit), kept), Printed)
    # Another process of the same machine finds it too; a file that is not what its name says is believed by none.
    [file] = [p for p in (tmp_path / "shelf").iterdir() if p.name != "starter"]
    assert isinstance(answer(moved(other.unit), shelf(tmp_path)), Printed)
    file.write_bytes(b"damaged")
    assert isinstance(answer(moved(other.unit), shelf(tmp_path)), Wanting)


def test_a_shelf_has_an_end(tmp_path: Path) -> None:
    import hashlib

    kept = FaceShelf(tmp_path / "shelf", DiskSources(ROOT), most=250)
    faces = [bytes([number]) * 100 for number in range(4)]
    digests = [hashlib.sha256(data).hexdigest() for data in faces]
    for digest, data in zip(digests, faces, strict=True):
        kept.keep(digest, data)
    assert [digest in kept for digest in digests][-1]
    assert sum(len(file.read_bytes()) for file in (tmp_path / "shelf").iterdir()) <= 250


def test_bundled_faces_are_never_sent(tmp_path: Path) -> None:
    edition = workspace(tmp_path / "group", "starter")
    one = packed(Order(edition=edition), Faces())
    assert len(one.unit.faces) >= 7
    assert not one.unit.faces & one.unit.contents.keys()
    assert isinstance(answer(moved(one.unit), shelf(tmp_path)), Printed)
    assert not (tmp_path / "shelf").exists()


def test_another_equipment_is_refused_before_anything_is_unpickled() -> None:
    wanted = {**equipment(), "pillow": "0.1"}
    refused = work(wanted, b"no pickle")
    assert isinstance(refused, Unlike)
    assert refused.differences == (f"pillow 0.1 ≠ {equipment()['pillow']}",)


@pytest.mark.parametrize("more", [{"pages": ("1",)}, {"options": BuildOptions(only="edition")}, {"hold": ()}])
def test_what_was_asked_and_what_lies_there_count_as_they_do_here(
    more: dict[str, object], papers, tmp_path: Path, monkeypatch
) -> None:
    [edition] = papers(1)
    press.build(press.load(edition))
    (edition / "out" / "SHA256SUMS").write_text(f"{'0' * 64}  sheets/01a.pdf\n", encoding="utf-8")
    one = packed(Order(edition=edition, **more), Faces())  # type: ignore[arg-type]
    made = far_away(one, tmp_path / "group", tmp_path / "empty", monkeypatch)
    assert isinstance(made, Printed)
    loaded = press.load(edition)
    if "hold" in more:
        loaded = press.hold(loaded)
    options = more.get("options", _USUAL)
    assert isinstance(options, BuildOptions)
    pages = frozenset({1}) if "pages" in more else None
    built = press.build(loaded, options=BuildOptions(only=options.only, pages=pages))
    local = {file.relative_to(edition).as_posix(): file.read_bytes() for file in built.files}
    assert {f"out/{name}".replace("out/../", ""): data for name, data in made.files.items()} == local
    assert ("sheets/01a.pdf" in made.stale) == ("options" not in more)


def test_bad_input_is_told_as_it_is_here(papers, tmp_path: Path, monkeypatch) -> None:
    [edition] = papers(1)
    (edition / "stories" / "news.md").unlink()
    one = packed(Order(edition=edition), Faces())
    made = far_away(one, tmp_path / "group", tmp_path / "empty", monkeypatch)
    assert isinstance(made, Refused)
    assert made.unread
    assert [f.code for f in made.findings] == ["missing-story"]


def test_a_page_it_has_not_is_no_fault_of_the_edition(papers, tmp_path: Path) -> None:
    [edition] = papers(1)
    made = answer(moved(packed(Order(edition=edition, pages=("9",)), Faces()).unit), shelf(tmp_path))
    assert isinstance(made, Refused)
    assert not made.unread


def _ask(sources: Sources, name: str) -> tuple[object, ...]:
    try:
        content: object = sources.read_bytes(name)
    except OSError:
        content = None
    return content, sources.exists(name), sources.names(name), sources.folders(name)


@pytest.mark.parametrize(
    "name",
    [
        "layouts/starter.yaml",
        "layouts/none.yaml",
        "layouts",
        "layouts/",
        "layouts/no/such/file",
        "editions/paper-02",
        "editions/paper-02/edition.yaml",
        "editions/paper-01/stories",
        "editions/paper-01/stories/news.md",
        "editions/paper-01/../paper-02/stories/news.md",
        "archive/x.png",
        "@bundled/layouts/standard.yaml",
        "@bundled/fonts",
        "../secret",
        "empty.txt",
        "",
    ],
)
def test_sources_of_a_unit_answer_like_the_disk_or_ask(name: str, papers, tmp_path: Path) -> None:
    from typeset.press.unit import UnitSources

    edition, _ = papers(2)
    (tmp_path / "group" / "empty.txt").touch()
    one = packed(Order(edition=edition), Faces())
    for _ in range(3):
        sources = UnitSources(moved(one.unit), DiskSources(ROOT), {})
        told = _ask(sources, name)
        if not sources.open_questions:
            break
        one = with_answers(one, sources.open_questions)
    assert not sources.open_questions
    assert told == _ask(one.sources, name)
