"""Generated editions: what was asked for, always the same, and set without errors."""

from __future__ import annotations

from pathlib import Path

import pytest
from race_pages import changed, characters, chinese, race_pages

from editions import CHARACTERS, generated, write
from typeset import press
from typeset.findings import Severity


def files(folder: Path) -> dict[str, bytes]:
    return {p.relative_to(folder).as_posix(): p.read_bytes() for p in folder.rglob("*") if p.is_file()}


@pytest.mark.parametrize("pictures", [False, True])
@pytest.mark.parametrize("pages", [4, 16, 64])
def test_an_edition_has_the_characters_that_were_asked_for(pages: int, *, pictures: bool):
    edition = generated(pages, pictures=pictures)
    assert len(edition.pages) == pages
    assert edition.characters == pytest.approx(pages * CHARACTERS, rel=0.03)


def test_no_two_stories_and_no_two_paragraphs_are_equal():
    stories = generated(64).stories
    assert len({story.paragraphs for story in stories}) == len(stories)
    texts = [text for story in stories for text in story.paragraphs]
    assert len(set(texts)) >= 0.99 * len(texts)


def test_stories_differ_in_length():
    sizes = [story.characters for story in generated(16).stories]
    assert max(sizes) > 5 * min(sizes)


def test_the_same_seed_gives_the_same_files_and_another_seed_others(tmp_path: Path):
    for name, seed in (("a", 1), ("b", 1), ("c", 2)):
        write(tmp_path / name, generated(4, pictures=True, seed=seed))
    assert files(tmp_path / "a") == files(tmp_path / "b")
    a, c = files(tmp_path / "a"), files(tmp_path / "c")
    assert a.keys() == c.keys()
    assert all(a[name] != c[name] for name in a if name.endswith((".md", ".jpg")))


def test_a_small_edition_is_the_beginning_of_a_large_one():
    assert generated(4).stories == generated(8).stories[:19]


def test_pages_come_in_fours():
    with pytest.raises(ValueError, match="fours"):
        generated(6)


@pytest.mark.parametrize("pictures", [False, True])
def test_an_edition_is_set_without_errors_and_its_long_stories_jump(tmp_path: Path, *, pictures: bool):
    done = press.check(press.load(write(tmp_path / "workspace", generated(4, pictures=pictures))))
    assert [f for f in done.findings if f.severity is Severity.ERROR] == []
    assert len(done.issue.jumps) == 3
    assert not done.issue.oversets


def test_without_jumps_no_story_goes_on(tmp_path: Path):
    edition = generated(4, jumps=False)
    assert all(story.stays == len(story.paragraphs) for story in edition.stories)
    done = press.check(press.load(write(tmp_path / "workspace", edition)))
    assert [f for f in done.findings if f.severity is Severity.ERROR] == []
    assert not done.issue.jumps


@pytest.mark.parametrize("pictures", [False, True])
def test_other_engines_are_given_every_character_once(*, pictures: bool):
    edition = generated(16, pictures=pictures)
    pages = race_pages(edition)
    given = sorted(text for page in pages for block in page.blocks for text in block.paragraphs)
    assert given == sorted(text for story in edition.stories for text in story.paragraphs)
    assert characters(pages) == edition.characters
    assert sum(len(page.pictures) for page in pages) == sum(story.picture for story in edition.stories)


@pytest.mark.parametrize(
    ("number", "words"),
    [(4, "四"), (10, "十"), (16, "十六"), (64, "六十四"), (105, "一百零五"), (256, "二百五十六")],
)
def test_numbers_of_pages_in_words(number: int, words: str):
    assert chinese(number) == words


def test_a_change_is_one_character_each_time():
    story = generated(4).stories[0]
    for number in range(20):
        pairs = list(zip(story.paragraphs, changed(story, number).paragraphs, strict=True))
        assert sum(a != b for before, after in pairs for a, b in zip(before, after, strict=True)) == 1
