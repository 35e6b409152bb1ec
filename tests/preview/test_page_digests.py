"""What pages of a preview are named and drawn by: only those that changed are looked into again (issues 8, 9)."""

from __future__ import annotations

from pathlib import Path

import pytest
from msgspec.structs import replace
from preview_bench import FOLDER, settled

from typeset.preview import page_pdf
from typeset.preview.desk import Desk
from typeset.preview.page_pdf import ready_pages
from typeset.render.pdf import StandingContents


def change(desk: Desk, file: Path) -> None:
    """One story more at its end, and the pages made of it."""
    file.write_text(file.read_text(encoding="utf-8").rstrip() + "\n再加一句。\n", encoding="utf-8")
    desk.poke()
    settled(desk)


@pytest.fixture
def first_story(starter: Path) -> Path:
    return sorted((starter / FOLDER / "stories").glob("*.md"))[0]


def test_only_pages_that_changed_are_named_anew(
    desk: Desk, first_story: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    named: list[int] = []
    real = page_pdf.page_digest

    def noted(page, *more):
        named.append(page.number)
        return real(page, *more)

    monkeypatch.setattr(page_pdf, "page_digest", noted)
    before = {page.number: page.digest for page in desk.snapshot.ready}
    change(desk, first_story)
    after = {page.number: page.digest for page in desk.snapshot.ready}
    assert len(after) > 1
    assert set(named) == {number for number in after if after[number] != before[number]}
    assert 0 < len(named) < len(after)


def test_names_that_stand_are_those_that_would_be_made(desk: Desk, first_story: Path) -> None:
    change(desk, first_story)
    done = desk.snapshot.done
    assert done is not None
    ready = desk.snapshot.ready
    anew = ready_pages(done.loaded, done.issue, done.reproduction.pictures, desk.files.digest)
    assert [page.digest for page in anew] == [page.digest for page in ready]


def test_a_page_is_named_anew_when_it_goes_to_another_press(desk: Desk) -> None:
    done, ready = desk.snapshot.done, desk.snapshot.ready
    assert done is not None
    pages = done.issue.edition.pages
    other = replace(pages[0], printing=replace(pages[0].printing, ink_limit=200))
    edition = replace(done.issue.edition, pages=(other, *pages[1:]))
    issue = replace(done.issue, edition=edition)
    again = ready_pages(done.loaded, issue, done.reproduction.pictures, desk.files.digest, ready)
    assert [page.digest == before.digest for page, before in zip(again, ready, strict=True)] == [
        False,
        *(True for _ in pages[1:]),
    ]


def test_a_page_drawn_again_with_what_was_drawn_before_is_the_same_file(
    desk: Desk, first_story: Path
) -> None:
    standing = StandingContents()
    number = desk.snapshot.ready[0].number
    desk.snapshot.ready_page(number).pdf(standing)
    change(desk, first_story)
    page = desk.snapshot.ready_page(number)
    assert page.pdf(standing) == page.pdf()
