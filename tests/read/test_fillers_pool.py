"""The pool of fillers in an edition's file: stories and pictures, none of them placed already."""

from __future__ import annotations

from newsroom import EDITION, FOLDER, files, picture, read

from typeset.model.edition import Filler


def pool(text: str, **more: str | bytes) -> tuple[tuple[Filler, ...], list[tuple[str, str]]]:
    given = files()
    edition = given[EDITION]
    assert isinstance(edition, str)
    given[EDITION] = edition.replace("pages:\n", f"fillers: {text}\npages:\n", 1)
    given[f"{FOLDER}/stories/tip.md"] = "---\nheadline: 小常识\n---\n冬天喝茶宜淡。\n"
    known = read(given | {f"{FOLDER}/{name}": data for name, data in more.items()})
    found = [(f.code, str(f.span)) for f in known.findings]
    return (known.edition.fillers if known.edition is not None else ()), found


def test_stories_and_pictures_are_read_in_their_order() -> None:
    made, found = pool("[tip, tree.jpg]", **{"ads/tree.jpg": picture()})
    assert found == []
    assert [(f.story, f.picture.file if f.picture else "") for f in made] == [
        ("tip", ""),
        ("", f"{FOLDER}/ads/tree.jpg"),
    ]


def test_one_needs_no_brackets() -> None:
    made, found = pool("tip")
    assert [f.story for f in made] == ["tip"]
    assert found == []


def test_a_story_that_is_placed_is_no_filler() -> None:
    made, found = pool("[lead, tip, tip]")
    assert [f.story for f in made] == ["tip"]
    assert found == [("filler-twice", f"{EDITION}:5:11"), ("filler-twice", f"{EDITION}:5:22")]


def test_a_filler_that_is_not_there_is_told() -> None:
    _, found = pool("[tipp, tree.jpg]")
    assert [code for code, _ in found] == ["missing-story", "missing-picture"]
    assert all(where.startswith(f"{EDITION}:5:") for _, where in found)
