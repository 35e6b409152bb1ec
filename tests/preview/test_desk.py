"""The desk: what changed is made again and nothing else, broken files leave the last good pages, quick saves are one rebuild."""

from __future__ import annotations

import asyncio
import threading
from collections.abc import Callable
from pathlib import Path

import pytest
from PIL import Image
from preview_bench import FOLDER, PATIENCE, settled

from typeset import press
from typeset.findings import TypesetError
from typeset.press.loaded import silent
from typeset.preview import desk as desk_module
from typeset.preview.desk import Desk
from typeset.preview.kept_files import KeptFiles
from typeset.preview.listeners import Listeners
from typeset.preview.rebuilding import Rebuilding
from typeset.read import standing_copy

MORE = "\n又加了一句话，这一段就长了一点。\n"


def story_of(starter: Path, number: int = 0) -> Path:
    return sorted((starter / FOLDER / "stories").glob("*.md"))[number]


def save(file: Path, change: Callable[[str], str]) -> str:
    text = file.read_text(encoding="utf-8")
    file.write_text(change(text), encoding="utf-8")
    return text


def digests(desk: Desk) -> dict[int, str]:
    return {page.number: page.digest for page in desk.snapshot.pages}


def page_of(desk: Desk, file: Path) -> int:
    issue = desk.snapshot.done.issue
    return next(part.page for part in issue.parts if part.story == file.stem)


def again(desk: Desk) -> None:
    desk.poke()
    settled(desk)


def test_only_the_page_that_changed_is_another(desk: Desk, starter: Path) -> None:
    file, before = story_of(starter), digests(desk)
    text = save(file, lambda text: text.rstrip() + MORE)
    again(desk)
    after = digests(desk)
    assert {number for number in after if after[number] != before[number]} == {page_of(desk, file)}
    save(file, lambda _: text)
    again(desk)
    assert digests(desk) == before


def test_only_the_story_that_changed_is_read_again(
    desk: Desk, starter: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    read: list[str] = []
    real = standing_copy.read_story

    def noted(sources, place, pictures, **more):
        read.append(place.slug)
        return real(sources, place, pictures, **more)

    monkeypatch.setattr(standing_copy, "read_story", noted)
    file = story_of(starter)
    save(file, lambda text: text.rstrip() + MORE)
    again(desk)
    assert read == [file.stem]


def test_what_is_kept_gives_what_a_first_run_gives(starter: Path) -> None:
    kept = Rebuilding(starter, FOLDER, KeptFiles(starter))
    edition = starter / FOLDER / "edition.yaml"
    layout = starter / "layouts" / "starter.yaml"
    picture = starter / FOLDER / "pictures" / "lake.png"
    picture.parent.mkdir()
    Image.new("RGB", (400, 300), "teal").save(picture)
    shown = "\n![湖](lake.png){columns=1}\n"
    changes: list[Callable[[], object]] = [
        lambda: None,
        lambda: save(story_of(starter), lambda text: text.rstrip() + MORE),
        lambda: save(story_of(starter, 1), lambda text: text.rstrip() + shown),
        lambda: save(layout, lambda text: text + "\n# a comment\n"),
        lambda: save(edition, lambda text: "\n" + text),
        lambda: Image.new("CMYK", (300, 400), (255, 255, 255, 0)).save(picture, "TIFF"),
        lambda: save(story_of(starter, 1), lambda text: text.removesuffix(shown)),
    ]
    for change in changes:
        change()
        fresh = press.check(press.load(starter / FOLDER))
        rebuilt = kept.again(silent)
        assert rebuilt.done.issue.pages == fresh.issue.pages
        assert rebuilt.done.findings == fresh.findings
        assert rebuilt.done.fits == fresh.fits
        assert rebuilt.done.rulings == fresh.rulings


def test_a_picture_that_is_gone_is_missed_also_by_a_story_that_stays(starter: Path) -> None:
    kept = Rebuilding(starter, FOLDER, KeptFiles(starter))
    picture = starter / FOLDER / "stories" / "lake.png"
    Image.new("RGB", (400, 300), "teal").save(picture)
    save(story_of(starter), lambda text: text.rstrip() + "\n\n![湖](lake.png)\n")
    kept.again(silent)
    picture.unlink()
    with pytest.raises(TypesetError) as caught:
        kept.again(silent)
    assert [f.code for f in caught.value.findings] == ["missing-picture"]
    Image.new("RGB", (400, 300), "teal").save(picture)
    assert kept.again(silent).pages


def test_a_broken_file_leaves_the_last_good_pages_and_says_where(desk: Desk, starter: Path) -> None:
    good = desk.snapshot
    edition = starter / FOLDER / "edition.yaml"
    text = save(edition, lambda text: text + "\npages: [\n")
    again(desk)
    broken = desk.snapshot
    assert broken.generation > good.generation
    assert broken.pages == good.pages
    assert broken.done is good.done
    assert broken.error
    assert broken.error[0].span.file == f"{FOLDER}/edition.yaml"
    assert broken.error[0].span.line > 1
    save(edition, lambda _: text)
    again(desk)
    assert desk.snapshot.error == ()
    assert digests(desk) == {page.number: page.digest for page in good.pages}


def test_a_desk_that_begins_with_a_broken_file_shows_the_error(starter: Path) -> None:
    edition = starter / FOLDER / "edition.yaml"
    text = save(edition, lambda _: "date: [\n")
    desk = Desk(starter, FOLDER)
    desk.start()
    try:
        settled(desk)
        assert desk.snapshot.error
        assert desk.snapshot.pages == ()
        save(edition, lambda _: text)
        again(desk)
        assert desk.snapshot.pages
    finally:
        desk.stop()


def test_what_goes_wrong_in_us_is_told_and_the_next_save_is_built(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    with monkeypatch.context() as patched:
        patched.setattr(press, "load_from", lambda *_, **__: 1 // 0)
        again(desk)
    (told,) = desk.snapshot.error
    assert told.code == "preview-failed"
    assert "ZeroDivisionError" in str(dict(told.facts)["what"])
    assert desk.snapshot.pages
    again(desk)
    assert desk.snapshot.error == ()


class Held:
    """Holds the first rebuild at its first stage until it is let go, and counts them all."""

    def __init__(self, desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
        self.begun, self.go = threading.Event(), threading.Event()
        self.count = 0
        real = press.load_from

        def held(*arguments, **more):
            self.count += 1
            if self.count == 1:
                self.begun.set()
                assert self.go.wait(PATIENCE)
            return real(*arguments, **more)

        monkeypatch.setattr(press, "load_from", held)
        self.shown: list[int] = []
        desk.hear(lambda snapshot: None if snapshot.building else self.shown.append(snapshot.generation))


def test_many_quick_saves_are_one_rebuild_and_the_newest_wins(
    desk: Desk, starter: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    held = Held(desk, monkeypatch)
    monkeypatch.setattr(desk_module, "_PATIENCE", PATIENCE)
    file = story_of(starter)
    desk.poke()
    assert held.begun.wait(PATIENCE)
    for number in range(20):
        save(file, lambda text, number=number: text.rstrip() + f"\n第{number}次。\n")
        desk.poke()
    held.go.set()
    settled(desk)
    # The one that was under way was dropped, and one was made of the twenty.
    assert held.count == 2
    assert len(held.shown) == 1
    assert "第19次" in desk.snapshot.done.loaded.edition.stories[file.stem].text


def test_saves_without_end_do_not_keep_pages_from_being_shown(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    held = Held(desk, monkeypatch)
    monkeypatch.setattr(desk_module, "_PATIENCE", 0.0)
    desk.poke()
    assert held.begun.wait(PATIENCE)
    desk.poke()
    held.go.set()
    settled(desk)
    assert held.count == 2
    assert len(held.shown) == 2


def test_stories_nobody_placed_are_in_the_pool(desk: Desk, starter: Path) -> None:
    known = {one.file for one in desk.snapshot.unplaced}
    new = starter / FOLDER / "stories" / "spare.md"
    new.write_text("---\nheadline: 备用稿\n---\n一段备用的话。\n", encoding="utf-8")
    again(desk)
    (added,) = [one for one in desk.snapshot.unplaced if one.file not in known]
    assert (added.file, added.title) == (f"{FOLDER}/stories/spare.md", "备用稿")
    assert added.characters == 7


def test_one_who_no_longer_listens_is_told_nothing(desk: Desk) -> None:
    told: list[int] = []
    end = desk.hear(lambda snapshot: told.append(snapshot.generation))
    again(desk)
    assert told
    end()
    told.clear()
    again(desk)
    assert told == []


def test_one_whose_loop_has_ended_does_not_stop_the_desk(desk: Desk) -> None:
    loop = asyncio.new_event_loop()
    stream = Listeners(desk).events()
    loop.run_until_complete(anext(stream))
    loop.close()
    again(desk)
    again(desk)
    assert desk.snapshot.error == ()
